"""A field of one typed line. Enter and the arrows move on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.widgets import Input

from frontdesk.widgets.field import Field
from frontdesk.widgets.keyed import bindings_of
from frontdesk.widgets.swift import SwiftInput

if TYPE_CHECKING:
    from textual.app import ComposeResult


class LineField(Field):
    """One line of text."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("field")

    def control(self) -> ComposeResult:
        """The line."""
        yield SwiftInput(self.move_on)

    @property
    def value(self) -> str:
        """What is typed."""
        return self.query_one(Input).value

    def put(self, text: str) -> None:
        """Puts a text there, as a draft does."""
        self.query_one(Input).value = text

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Edited(self))

    def action_move_on(self, fields: int) -> None:
        """Another field."""
        self.move_on(fields)
