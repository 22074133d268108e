"""Writing a reply or a note: the draft is kept while typing, ``ctrl+s`` sends, Esc leaves.

The composer never sends or stores by itself: it calls ``keep`` with what is typed, and posts
``Sent``. What was typed stays until whoever owns it says that it went.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import TextArea

from frontdesk.errors import FrontdeskError
from frontdesk.text import safe
from frontdesk.widgets.working import begin

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.timer import Timer

PAUSE = 0.4
"""Seconds without a key after which the draft is kept."""
Keep = Callable[[str], Awaitable[None]]


class Composer(Vertical):
    """A text to be written, with its draft."""

    DEFAULT_CSS = """
    Composer { height: auto; }
    Composer TextArea, Composer TextArea:focus {
        border: none; padding: 0; height: 8; background: $panel; scrollbar-size-vertical: 1;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "send", show=False, priority=True, id="composer.send"),
        Binding("ctrl+o", "editor", show=False, priority=True, id="composer.editor"),
        Binding("escape", "leave", show=False, priority=True, id="composer.leave"),
    ]

    @dataclass
    class Sent(Message):
        """The person wants the text to go."""

        text: str

    @dataclass
    class Left(Message):
        """The person leaves; the draft has been handed to ``keep``."""

    def __init__(self, keep: Keep, text: str = "") -> None:
        super().__init__()
        self._keep = keep
        self._text = text
        self._kept = text
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """The text."""
        yield TextArea(safe(self._text, lines=True), soft_wrap=True, show_line_numbers=False)

    @property
    def area(self) -> TextArea:
        """The text's widget."""
        return self.query_one(TextArea)

    def on_mount(self) -> None:
        """The cursor goes behind what was there."""
        self.area.focus()
        self.area.move_cursor(self.area.document.end)

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        event.stop()
        # Not begun again at each key: who writes without a pause is kept as well.
        if self._timer is None:
            self._timer = self.set_timer(PAUSE, self._pause)

    def _pause(self) -> None:
        self._timer = None
        text = self.area.text
        if text != self._kept:
            begin(self, partial(self._paused, text), "draft")

    async def _paused(self, text: str) -> None:
        await self._keep_now(text)

    async def _keep_now(self, text: str) -> bool:
        """Keeps a text; whether that could be done, and says so when it could not."""
        try:
            await self._keep(text)
        except FrontdeskError as error:
            self.app.notify(
                safe(error.hint), title=safe(error.title), severity="error", markup=False
            )
            return False
        self._kept = text
        return True

    def sent(self) -> None:
        """The text went: nothing is kept of it any more."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self.workers.cancel_group(self, "draft")
        self.area.text = ""
        self._kept = ""

    def action_send(self) -> None:
        """Hands the text over to be sent, once all that was typed before is in it."""
        self.area.call_later(self._send)

    def _send(self) -> None:
        self.post_message(self.Sent(self.area.text))

    def action_leave(self) -> None:
        """Keeps the draft, all that was typed before, and leaves; stays when it cannot be kept."""
        self.area.call_later(self._leave)

    async def _leave(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self.area.text == self._kept or await self._keep_now(self.area.text):
            self.post_message(self.Left())

    def action_editor(self) -> None:
        """Writes on in ``$EDITOR``, where there is one."""
        from frontdesk.widgets.editor import edited

        text = edited(self.app, self.area.text)
        if text is not None:
            self.area.text = text
            self.area.move_cursor(self.area.document.end)
