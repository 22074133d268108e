"""What is laid over a screen for a moment: a sheet at its lower edge, Esc leaves it.

All of them sit in the same place and leave the list above in sight; what was said a moment ago
moves to the upper edge, so that it covers no question. An overlay gives its answer to whoever waits
for it (``ConsoleScreen.ask``); left by Esc it gives ``None``.
"""

from __future__ import annotations

import re
from typing import ClassVar, Generic, TypeVar

from textual import work
from textual.app import ComposeResult, RenderResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Mount
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from frontdesk.commands import command, key_of, with_keys
from frontdesk.i18n import _
from frontdesk.text import cut, safe, width
from frontdesk.widgets.keyed import bindings_of
from frontdesk.widgets.patience import PatientApp

T = TypeVar("T")

GAP = re.compile(" {3,}")
"""What parts the keys of a sheet where there is room."""


class Foot(Widget):
    """What keys do in a sheet, on one line; where it is long, they stand closer together."""

    DEFAULT_CSS = "Foot { height: 1; width: 1fr; color: $quiet; }"

    def __init__(self, keys: str) -> None:
        super().__init__()
        self._said = keys

    def say(self, keys: str) -> None:
        """Names other keys from now on."""
        self._said = keys
        self.refresh()

    def render(self) -> RenderResult:
        """All of it, if there is any way."""
        room = self.size.width
        near = self._said if width(self._said) <= room else GAP.sub("  ", self._said)
        return Content(cut(near, room))


class Overlay(ModalScreen[T | None], Generic[T]):
    """A sheet over the screen with a title line, something to answer, and a line of keys."""

    DEFAULT_CSS = """
    Overlay { align: center bottom; background: $background 35%; }
    Overlay:ansi { background: transparent; }
    Overlay > Vertical {
        width: 100%; height: auto; max-height: 85%; padding: 0 1 0 1;
        background: $panel; border-top: heavy $accent;
    }
    Overlay .title { height: auto; text-style: bold; width: 100%; }
    Overlay .keys { height: 1; color: $quiet; width: 1fr; }
    Overlay .foot { height: 1; }
    Overlay .more { height: 1; width: auto; padding-left: 1; color: $quiet; }
    Overlay ToastRack { dock: top; margin: 1 0 0 0; }
    Overlay .said { height: auto; color: $text-warning; width: 100%; }
    Overlay .said.-none { display: none; }
    Overlay Input, Overlay Input:focus {
        border: none; height: 1; padding: 0; background: $panel; width: 1fr;
    }
    Overlay OptionList, Overlay OptionList:focus {
        border: none; background: $panel; padding: 0; height: auto; max-height: 14;
        scrollbar-size-vertical: 1; overflow-x: hidden;
        scrollbar-background: $panel; scrollbar-color: $rule;
    }
    Overlay OptionList > .option-list--option-highlighted {
        background: $block-cursor-background; color: $block-cursor-foreground;
        text-style: $block-cursor-text-style;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("overlay")

    NAME: ClassVar[str] = ""
    """What it is called, for whoever looks on (the tour); empty: nobody asks."""

    def __init__(self, title: str, keys: str = "") -> None:
        """A sheet.

        Args:
            keys: what keys do in it, each by its id, as ``with_keys`` takes them.
        """
        super().__init__()
        self._heading = title
        self._keys = keys

    def compose(self) -> ComposeResult:
        """The sheet: title, the overlay's own widgets, keys."""
        with Vertical():
            yield Static(Content(safe(self._heading)), classes="title")
            yield from self.sheet()
            if self._keys:
                more = _(command("help.keys").name)
                with Horizontal(classes="foot"):
                    yield Foot(safe(with_keys(self._keys)))
                    yield Static(Content(f"{key_of('overlay.keys')} {more}"), classes="more")

    def sheet(self) -> ComposeResult:
        """The overlay's own widgets."""
        yield from ()

    def _on_mount(self, event: Mount) -> None:
        """What was typed on the way here is for this sheet."""
        super()._on_mount(event)
        if isinstance(self.app, PatientApp):
            self.call_after_refresh(self.app.arrived, self)

    def changed(self, numbers: frozenset[int]) -> None:
        """These tickets have changed; whoever shows what follows from them shows it anew."""

    def say(self, text: str) -> None:
        """Shows what is wrong in the sheet's line for it, none when empty; what is typed stays."""
        said = self.query_one(".said", Static)
        said.update(Content(safe(text)))
        said.set_class(not text, "-none")
        if text and isinstance(self.app, PatientApp):  # it led nowhere: what follows mends it
            self.app.release_keys()

    def action_keys(self) -> None:
        """Shows all keys of the sheet; what is chosen is done."""
        self._show_keys()

    @work
    async def _show_keys(self) -> None:
        from frontdesk.widgets.keys_sheet import KeysSheet, do, heard  # a sheet itself

        choices = heard(self)
        chosen = await self.app.push_screen_wait(KeysSheet(_("Keys of this sheet"), choices))
        if chosen is not None:
            await do(chosen)

    def action_out(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)
