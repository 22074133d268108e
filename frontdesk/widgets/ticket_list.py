"""The ticket list: a line for each ticket, the cursor on one, marks on some.

It holds a million tickets as easily as ten (``PagedList`` reads them), repaints two lines when the
cursor moves, and keeps marks by ticket number. It refuses to know what one does with a ticket.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from textual.message import Message
from textual.strip import Strip

from frontdesk.errors import FrontdeskError
from frontdesk.i18n import _, plural
from frontdesk.widgets.long_list import HEAD
from frontdesk.widgets.marks import Marks
from frontdesk.widgets.paged_list import PagedList
from frontdesk.widgets.ticket_paint import CLASSES, STYLES, Painter

if TYPE_CHECKING:
    from frontdesk.rows import ListRow, PresentRow
    from frontdesk.widgets.ticket_source import TicketSource

MOST_MARKS = 5_000
"""How many tickets can be marked at once."""


class TicketList(PagedList):
    """A list of tickets in an order, with a cursor and marks."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(CLASSES)
    DEFAULT_CSS = STYLES

    @dataclass
    class Moved(Message):
        """The cursor is on another ticket, or its row has changed; several become one."""

        row: ListRow | None

        def can_replace(self, message: Message) -> bool:
            """Only where the cursor ended up matters."""
            return isinstance(message, TicketList.Moved)

    class Opened(Message):
        """The ticket under the cursor was chosen with the mouse."""

    @dataclass
    class Marked(Message):
        """Marks have changed; several become one."""

        count: int

        def can_replace(self, message: Message) -> bool:
            """Only the last count matters."""
            return isinstance(message, TicketList.Marked)

    def __init__(
        self,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        failed: Callable[[FrontdeskError], None] | None = None,
        id: str | None = None,  # noqa: A002  Textual's own name
    ) -> None:
        """A list, empty until ``show`` is called.

        Args:
            now: the time that ages are reckoned from.
            failed: told when the store could not be read.
        """
        super().__init__(failed, id=id)
        self.empty = _("Nothing here")
        self.marks = Marks()
        self.present: Mapping[int, Sequence[PresentRow]] = {}
        self._now = now
        self._anchor: int | None = None
        self._paint = Painter(self._resolve)

    def show_present(self, present: Mapping[int, Sequence[PresentRow]]) -> None:
        """Shows who else has which ticket open; only lines that this changes are painted anew."""
        before, self.present = self._painted(), present
        self._repaint(before)

    # Reading

    def installed(self) -> None:
        """Marked tickets are known as they are now."""
        for number in self.marks:
            at = self._pages.index(number)
            row = None if at is None else self._pages.row(at)
            if row is not None:
                self.marks[number] = row

    def remembered(self, row: ListRow | None) -> None:
        """The screen follows the cursor."""
        self.post_message(self.Moved(row))

    def fit_columns(self) -> None:
        """As wide as the list is, and as the numbers are long."""
        digits = len(str(max((row.number for row in self.rows_in_sight()), default=0)))
        if self._paint.lay(self.size.width or 80, digits):
            self.refresh()

    def chosen(self) -> None:
        """A double click opens."""
        if self.row is not None:
            self.post_message(self.Opened())

    @property
    def is_known_empty(self) -> bool:
        """Whether it has been counted, and holds nothing."""
        return self._pages.count == 0

    # Marks

    def mark(self) -> None:
        """Marks the ticket under the cursor, or unmarks it, and moves down."""
        row = self.row
        if row is None:
            return
        self.marks.toggle(row)
        self._anchor = row.number
        self.repaint_row(self.cursor)
        self.post_message(self.Marked(len(self.marks)))
        self.action_move(1)

    async def mark_range(self) -> None:
        """Marks everything from the last mark to the cursor."""
        source, cursor = self._source, self.cursor
        anchor = self._anchor
        start = cursor if anchor is None else await asyncio.to_thread(source.position, anchor)
        low, high = sorted((cursor if start is None else start, cursor))
        await self._mark(source, low, high - low + 1)

    async def mark_all(self) -> int:
        """Marks all tickets of the list, up to ``MOST_MARKS``; gives how many are left out."""
        source = self._source
        await self._mark(source, 0, MOST_MARKS)
        return max(0, self._pages.length - len(self.marks))

    async def _mark(self, source: TicketSource, first: int, count: int) -> None:
        rows = await asyncio.to_thread(source.window, first, min(count, MOST_MARKS))
        if source is self._source:
            self.mark_rows(rows)

    def mark_rows(self, rows: Sequence[ListRow]) -> None:
        """Marks tickets beside those that are, wherever they stand; no more than fit."""
        room = MOST_MARKS - len(self.marks)
        fresh = [row for row in rows if row.number not in self.marks][:room]
        self.marks.update({row.number: row for row in fresh})
        self.post_message(self.Marked(len(self.marks)))
        self.refresh()

    def unmark(self) -> bool:
        """Takes all marks away; False when there were none."""
        if not self.marks:
            return False
        self.marks.clear()
        self._anchor = None
        self.post_message(self.Marked(0))
        self.refresh()
        return True

    # Painting

    def render_line(self, y: int) -> Strip:
        """One line: the headings, a ticket, or nothing."""
        paint, above = self._paint, self._above
        if y < HEAD:
            return paint.head(plural("▲ {n} new above", "▲ {n} new above", above) if above else "")
        index = self.scroll_offset.y + y - HEAD
        row = self._pages.row(index)
        if row is None:
            if index < self._pages.length:
                return paint.words("    …")
            return paint.nothing(self.empty, index) if self._pages.count == 0 else paint.words("")
        over = ("cursor" if self.has_focus else "blurred") if index == self.cursor else ""
        marked, fresh = row.number in self.marks, row.number in self.fresh
        others = self.present.get(row.number, ())
        return paint.ticket(row, self._now(), over=over, marked=marked, fresh=fresh, others=others)

    def _resolve(self, names: tuple[str, ...]) -> Style:
        style = self.rich_style
        for name in names:
            style += self.get_component_rich_style(f"tickets--{name}", partial=True)
        return style

    # Textual

    def notify_style_update(self) -> None:
        """Colours have changed: nothing painted so far holds."""
        super().notify_style_update()
        self._paint.forget()
