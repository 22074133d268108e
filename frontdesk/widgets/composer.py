"""Writing a reply or a note: the draft is kept while typing, ``ctrl+s`` sends, Esc leaves.

The composer never sends or stores by itself: it calls ``keep`` with what is typed, and posts
``Sent``. What was typed stays until whoever owns it says that it went. A draft that cannot be kept
is said once and tried again; it refuses to be left before it is kept.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import TextArea

from frontdesk.errors import FrontdeskError
from frontdesk.text import safe
from frontdesk.widgets.keeping import AGAIN, Body, Keeping
from frontdesk.widgets.keyed import bindings_of
from frontdesk.widgets.leaving import keep_on
from frontdesk.widgets.patience import PatientApp
from frontdesk.widgets.words_area import WordsArea
from frontdesk.widgets.working import begin

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.timer import Timer

PAUSE = 0.4
"""Seconds without a key after which the draft is kept."""
Keep = Callable[[str], Awaitable[None]]
Insert = Callable[[str], Awaitable[str | None]]
"""What stands in the place of a mark that was typed twice; ``None``: it stays as it is."""


async def _nothing(mark: str) -> str | None:
    del mark
    return None


class Composer(Vertical):
    """A text to be written, with its draft."""

    DEFAULT_CSS = """
    Composer { height: auto; }
    Composer TextArea, Composer TextArea:focus {
        border: none; padding: 0; height: 8; background: $panel; scrollbar-size-vertical: 1;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("composer")

    @dataclass
    class Sent(Message):
        """The person wants the text to go."""

        text: str

    @dataclass
    class Left(Message):
        """The person leaves; the draft has been kept."""

    @dataclass
    class Troubled(Message):
        """The draft cannot be kept, and why; ``None``: it can again."""

        error: FrontdeskError | None

    def __init__(self, keep: Keep, text: str = "", insert: Insert = _nothing) -> None:
        super().__init__()
        self._keep = keep
        self._insert = insert
        self._latest = safe(text, lines=True)
        self._timer: Timer | None = None
        self._keeping = Keeping(self._body, self._save, self._troubled)

    def compose(self) -> ComposeResult:
        """The text."""
        yield WordsArea(self._latest)

    @property
    def area(self) -> TextArea:
        """The text's widget."""
        return self.query_one(WordsArea)

    def on_mount(self) -> None:
        """The cursor goes behind what was there."""
        self.area.focus()
        self.area.move_cursor(self.area.document.end)

    # The draft

    @property
    def keeping(self) -> Keeping:
        """Its draft, with all that was typed by now."""
        if self.is_mounted:
            self._read()
        return self._keeping

    def _body(self) -> Body:
        return {"text": self._latest}

    async def _save(self, body: Body) -> None:
        await self._keep(body["text"])

    def _troubled(self, error: FrontdeskError | None) -> None:
        self.post_message(self.Troubled(error))

    def _read(self) -> None:
        text = self.area.text
        if text != self._latest:
            self._latest = text
            self._keeping.touch()

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        event.stop()
        self._read()
        # Not begun again at each key: who writes without a pause is kept as well.
        if self._keeping.dirty and self._timer is None:
            self._timer = self.set_timer(PAUSE, self._pause)

    def _pause(self) -> None:
        self._timer = None
        begin(self, self._paused, "draft", exclusive=False)

    async def _paused(self) -> None:
        if not await self._keeping.flush() and self._timer is None:
            self._timer = self.set_timer(AGAIN, self._pause)

    def on_unmount(self) -> None:
        """However it was left, what was typed is kept."""
        keep_on(self.app, self._keeping)

    # Ways out

    async def sent(self, text: str) -> bool:
        """A text went, and its draft with it. What was typed since stays, as another text.

        Returns:
            Whether nothing was.
        """
        self._read()
        if self._latest == text:
            await self._keeping.end()
            return True
        self.area.load_text(self._latest.removeprefix(text).lstrip())
        self.area.move_cursor(self.area.document.end)
        return False

    def action_send(self) -> None:
        """Hands the text over to be sent, once all that was typed before is in it."""
        self.area.call_later(self._send)

    def _send(self) -> None:
        self.post_message(self.Sent(self.area.text))

    def action_leave(self) -> None:
        """Keeps the draft, all that was typed before, and leaves; stays when it cannot be kept."""
        self.area.call_later(self._leave)

    def _leave(self) -> None:
        self._read()
        begin(self, self._left, "leave")

    async def _left(self) -> None:
        if await self._keeping.flush():
            self.post_message(self.Left())
        else:
            self._pause()

    # What is put in

    @on(WordsArea.Doubled)
    def _doubled(self, event: WordsArea.Doubled) -> None:
        event.stop()
        begin(self, partial(self._put, event.mark, event.at), "insert")

    async def _put(self, mark: str, at: tuple[int, int]) -> None:
        try:
            text = await self._insert(mark)
            if text is not None:
                line, column = at
                self.area.replace(text, at, (line, column + 2), maintain_selection_offset=False)
        finally:
            if isinstance(self.app, PatientApp):
                self.app.release_keys()

    def action_editor(self) -> None:
        """Writes on in ``$EDITOR``, where there is one."""
        from frontdesk.widgets.editor import edited

        text = edited(self.app, self.area.text)
        if text is not None:
            self.area.text = text
            self.area.move_cursor(self.area.document.end)
