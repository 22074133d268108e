"""A text that notices a mark typed twice: ``::``, ``??`` or ``@@`` at the beginning of a word.

Typed, not pasted: what is pasted is text. It refuses to know what is inserted there.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.widgets import TextArea

from frontdesk.commands.writing import MARKS
from frontdesk.widgets.patience import PatientApp


class WordsArea(TextArea):
    """Several lines that somebody writes."""

    @dataclass
    class Doubled(Message):
        """A mark was typed twice, at the beginning of a word.

        Attributes:
            at: where the two begin: line and column.
        """

        mark: str
        at: tuple[int, int]

    def __init__(self, text: str) -> None:
        super().__init__(text, soft_wrap=True, show_line_numbers=False)
        self._single: tuple[str, tuple[int, int]] | None = None

    async def _on_key(self, event: events.Key) -> None:
        await super()._on_key(event)
        mark, (line, column) = event.character or "", self.cursor_location
        single, self._single = self._single, None
        if mark not in MARKS:
            return
        before = self.document.get_line(line)[: max(0, column - 2)]
        if single != (mark, (line, column - 1)) or (before and not before[-1].isspace()):
            self._single = mark, (line, column)
            return
        if isinstance(self.app, PatientApp):  # what is typed now is for what opens
            self.app.hold_keys()
        self.post_message(self.Doubled(mark, (line, column - 2)))

    async def _on_paste(self, event: events.Paste) -> None:
        del event  # inserted by Textual itself
        self._single = None
