"""What the fields of a form share: a label in a column of its own, and moving on.

Enter moves on, the arrows go up and down where a field has no use for them itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from frontdesk.text import safe

if TYPE_CHECKING:
    from textual.app import ComposeResult

LABEL = 11
"""Cells of the labels' column."""


class Field(Vertical):
    """A field with its label. Subclasses yield what is typed into from ``control``."""

    DEFAULT_CSS = """
    Field { height: auto; width: 1fr; }
    Field .line { height: auto; layout: horizontal; }
    Field .label { width: 11; color: $quiet; height: 1; }
    Field.-here .label { color: $accent; text-style: bold; }
    Field .note { width: auto; max-width: 45%; height: 1; padding: 0 0 0 1; color: $quiet;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    Field Input, Field Input:focus {
        border: none; height: 1; padding: 0; width: 1fr; background: $panel;
    }
    Field Input { background: $background; }
    """

    @dataclass
    class Edited(Message):
        """Something in the field has changed by the person's doing."""

        field: Field

    def __init__(self, label: str, *, id: str, classes: str = "") -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._label = label

    def compose(self) -> ComposeResult:
        """Label and control on a line."""
        with Vertical(classes="line"):
            yield Static(safe(self._label), classes="label", markup=False)
            yield from self.control()
        yield from self.below()

    def control(self) -> ComposeResult:
        """What is typed into."""
        yield from ()

    def below(self) -> ComposeResult:
        """What is shown below the line."""
        yield from ()

    def _on_descendant_focus(self) -> None:
        self.add_class("-here")

    def _on_descendant_blur(self) -> None:
        self.remove_class("-here")

    def move_on(self, fields: int = 1) -> None:
        """The next field, or the one before."""
        if fields > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()
