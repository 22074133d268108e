"""The lines of a ticket list as strips: painted once, kept while nothing about them changes.

It knows colours and columns; it refuses to know which tickets there are and where the cursor is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.strip import Strip

from frontdesk.text import pad
from frontdesk.widgets.ticket_columns import Cell, Columns, fit, heading, line
from frontdesk.widgets.wrapping import wrap

if TYPE_CHECKING:
    from frontdesk.rows import ListRow, PresentRow

KEPT = 2_000
"""Strips that are kept."""
_ONE_COLOUR = frozenset({"plain", "quiet", "number", "present", "p3", "p4", "p5"})
"""Styles that the cursor's line paints in its own colour: fewer bytes, better seen."""


STYLES = """
TicketList {
    & > .tickets--plain { color: $foreground; }
    & > .tickets--number { color: $quiet; }
    & > .tickets--quiet { color: $quiet; }
    & > .tickets--mark { color: $accent; text-style: bold; }
    & > .tickets--badge { color: $accent; }
    & > .tickets--present { color: $accent; }
    & > .tickets--fresh { color: $accent; text-style: bold; }
    & > .tickets--head { color: $quiet; text-style: bold; }
    & > .tickets--bar { color: $accent; }
    & > .tickets--cursor { background: $block-cursor-background;
        text-style: $row-cursor-text-style; color: $block-cursor-foreground; }
    & > .tickets--blurred { background: $panel; }
    & > .tickets--late { color: $text-error; text-style: bold; }
    & > .tickets--soon { color: $text-warning; }
    & > .tickets--p1 { color: $error; text-style: bold; }
    & > .tickets--p2 { color: $warning; text-style: bold; }
    & > .tickets--p3 { color: $foreground; }
    & > .tickets--p4 { color: $quiet; }
    & > .tickets--p5 { color: $quiet; }
}
"""
"""The colours of a ticket list, by the names of its cells."""
CLASSES = frozenset(
    f"tickets--{name}"
    for name in (
        *("plain", "quiet", "number", "mark", "badge", "head", "fresh", "bar", "present"),
        *("cursor", "blurred", "late", "soon", "p1", "p2", "p3", "p4", "p5"),
    )
)
"""The names of those cells as Textual knows them."""


class Painter:
    """Paints headings, tickets and what stands where there is none.

    Attributes:
        columns: the columns of the present width.
    """

    def __init__(self, style: Callable[[tuple[str, ...]], Style]) -> None:
        self.columns: Columns = fit(80)
        self._resolve = style
        self._styles: dict[tuple[str, ...], Style] = {}
        self._strips: LRUCache[tuple[object, ...], Strip] = LRUCache(KEPT)

    def forget(self) -> None:
        """Colours have changed: nothing painted so far holds."""
        self._styles.clear()
        self._strips.clear()

    def lay(self, wide: int, digits: int) -> bool:
        """Fits the columns to a width; whether that changed them."""
        columns = fit(wide, digits)
        if columns == self.columns:
            return False
        self.columns = columns
        self._strips.clear()
        return True

    def head(self, said: str) -> Strip:
        """The headings, with what is to be announced in them."""
        key = ("head", said)
        strip = self._strips.get(key)
        if strip is None:
            text = heading(self.columns, said)
            style = self._style("fresh" if said else "head")
            strip = self._strips[key] = Strip([Segment(text, style)]).adjust_cell_length(
                self.columns.total, style
            )
        return strip

    def words(self, words: str) -> Strip:
        """A line without a ticket."""
        key = ("words", words)
        strip = self._strips.get(key)
        if strip is None:
            text = pad(words, self.columns.total)
            strip = self._strips[key] = Strip([Segment(text, self._style("quiet"))])
        return strip

    def nothing(self, words: str, line: int) -> Strip:
        """A line of what is said where there is no ticket at all."""
        lines = list(wrap(words, self.columns.total - 8))
        return self.words(f"    {lines[line]}" if line < len(lines) else "")

    def ticket(
        self,
        row: ListRow,
        now: datetime,
        *,
        over: str,
        marked: bool,
        fresh: bool,
        others: Sequence[PresentRow] = (),
    ) -> Strip:
        """A ticket's line; ``over`` is the style of the cursor, or empty."""
        cells = tuple(line(row, self.columns, now, marked=marked, fresh=fresh, others=others))
        key = (over, cells)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = self._ticket(cells, over)
        return strip

    def _style(self, *names: str) -> Style:
        style = self._styles.get(names)
        if style is None:
            style = self._styles[names] = self._resolve(names)
        return style

    def _ticket(self, cells: tuple[Cell, ...], over: str) -> Strip:
        segments: list[Segment] = []
        for text, name in (("▌" if over else " ", "bar"), *cells):
            if not over:
                style = self._style(name)
            elif over == "cursor":
                style = self._style(over) if name in _ONE_COLOUR else self._style(over, name)
            else:
                style = self._style(name, over)
            # Blank cells take the style before them: nobody sees it, and it saves bytes.
            if segments and (not text.strip() or segments[-1].style == style):
                last = segments.pop()
                segments.append(Segment(last.text + text, last.style))
            else:
                segments.append(Segment(text, style))
        return Strip(segments).adjust_cell_length(self.columns.total, segments[-1].style)
