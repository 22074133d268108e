"""A question before something that cannot be undone. No is the default, on a key of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from frontdesk.i18n import _
from frontdesk.text import safe
from frontdesk.widgets.keyed import bindings_of
from frontdesk.widgets.overlay import Overlay

if TYPE_CHECKING:
    from textual.app import ComposeResult


class Question(Overlay[bool]):
    """Asks yes or no; Enter and Esc are no, ``y`` is yes."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("question")

    def __init__(self, title: str, text: str = "") -> None:
        super().__init__(title, _("{question.yes} yes    {question.no} no"))
        self._text = text

    def sheet(self) -> ComposeResult:
        """What it is about."""
        if self._text:
            yield Static(Content(safe(self._text, lines=True)))

    def action_answer(self, yes: bool) -> None:
        """Closes with the answer."""
        self.dismiss(yes)
