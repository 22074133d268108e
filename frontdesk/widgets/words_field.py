"""A field of several lines: Enter is a new line there, tab moves on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.widgets import TextArea

from frontdesk.widgets.editor import edited
from frontdesk.widgets.field import Field
from frontdesk.widgets.keyed import bindings_of
from frontdesk.widgets.swift import SwiftArea

if TYPE_CHECKING:
    from textual.app import ComposeResult


class WordsField(Field):
    """Several lines of text."""

    DEFAULT_CSS = """
    WordsField TextArea, WordsField TextArea:focus {
        border: none; padding: 0; width: 1fr; height: 3; background: $background;
        scrollbar-size-vertical: 1;
    }
    WordsField TextArea:focus { background: $panel; }
    .-wide WordsField TextArea { height: 7; }
    .-wide WordsField TextArea:focus { height: 7; }
    .-widest WordsField TextArea { height: 7; }
    .-widest WordsField TextArea:focus { height: 7; }
    """
    SCOPED_CSS = False
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("words")

    def control(self) -> ComposeResult:
        """The text."""
        yield SwiftArea()

    @property
    def value(self) -> str:
        """What is typed."""
        return self.query_one(TextArea).text

    def put(self, text: str) -> None:
        """Puts a text there, the cursor behind it."""
        area = self.query_one(TextArea)
        area.text = text
        area.move_cursor(area.document.end)

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.post_message(self.Edited(self))

    def action_editor(self) -> None:
        """Writes on in ``$EDITOR``, where there is one."""
        text = edited(self.app, self.value)
        if text is not None:
            self.put(text)
