"""What is shown instead of a screen on a terminal that is too small for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from frontdesk.i18n import _

if TYPE_CHECKING:
    from textual.app import RenderResult

SMALLEST = (40, 10)
"""Columns and lines below which a screen cannot be used."""


class TooSmall(Widget):
    """Covers the screen and says what it needs; shown by the breakpoints of the console."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    TooSmall {
        display: none; dock: top; width: 100%; height: 100%; layer: over;
        background: $background; color: $foreground;
    }
    .-too-narrow TooSmall { display: block; }
    .-too-low TooSmall { display: block; }
    """

    def render(self) -> RenderResult:
        """In a few words: there may be little room for them."""
        size = self.app.size
        return Content(
            _("Too small: {columns}×{lines}. frontdesk needs {least}×{low}.").format(
                columns=size.width, lines=size.height, least=SMALLEST[0], low=SMALLEST[1]
            )
        )
