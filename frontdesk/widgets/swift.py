"""Inputs that are as quick as the hands: what is typed after Enter or tab goes to the next field.

Textual hands a key to whoever has the focus when it arrives, and looks at bindings only after the
key has been all the way up. Somebody who types on, or a scanner, is faster than that: so these
move on by themselves, and pass on what still reaches them afterwards.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events
from textual.widgets import Input, TextArea

if TYPE_CHECKING:
    from textual.widget import Widget


def passed_on(widget: Widget, event: events.Key) -> bool:
    """Gives a key to the field that the focus has moved to meanwhile; False when it is here."""
    focused = widget.screen.focused
    if focused is None or focused is widget:
        return False
    event.stop()
    event.prevent_default()
    focused._forward_event(events.Key(event.key, event.character))
    return True


def _tabbed(widget: Widget, event: events.Key) -> bool:
    if event.key not in ("tab", "shift+tab"):
        return False
    event.stop()
    event.prevent_default()
    screen = widget.screen
    screen.focus_next() if event.key == "tab" else screen.focus_previous()
    return True


class SwiftInput(Input):
    """A line whose Enter is heard at once."""

    def __init__(self, entered: Callable[[], None]) -> None:
        super().__init__(select_on_focus=False)
        self._entered = entered

    async def _on_key(self, event: events.Key) -> None:
        if passed_on(self, event) or _tabbed(self, event):
            return
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self._entered()
            return
        await super()._on_key(event)


class SwiftArea(TextArea):
    """Several lines; tab moves on at once."""

    def __init__(self) -> None:
        super().__init__(soft_wrap=True, show_line_numbers=False, tab_behavior="focus")

    async def _on_key(self, event: events.Key) -> None:
        if passed_on(self, event) or _tabbed(self, event):
            return
        await super()._on_key(event)
