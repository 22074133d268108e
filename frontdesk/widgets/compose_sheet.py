"""The composer over a screen: for a reply or a note without opening the ticket."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical

from frontdesk.widgets.overlay import Overlay
from frontdesk.widgets.writing import Letter, Writing

if TYPE_CHECKING:
    from textual.app import ComposeResult


class ComposeSheet(Overlay[None]):
    """Writes a text and sends it, or leaves it with its draft."""

    DEFAULT_CSS = """
    ComposeSheet Writing { padding: 0; border-top: none; }
    """

    def __init__(self, letter: Letter) -> None:
        super().__init__("")
        self._letter = letter

    def compose(self) -> ComposeResult:
        """The composer, which has a title and keys of its own."""
        with Vertical():
            yield Writing(self._letter)

    @on(Writing.Closed)
    def _written(self) -> None:
        self.dismiss(None)
