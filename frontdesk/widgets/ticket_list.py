"""The ticket list: lines painted from windows of the store, a cursor that stays on its ticket.

It holds a million tickets as easily as ten: it reads the pages in sight and their neighbours in
threads, repaints two lines when the cursor moves, and keeps cursor and marks by ticket number.
It refuses to know where rows come from (``TicketSource``) and what one does with a ticket.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from textual.message import Message
from textual.strip import Strip

from frontdesk.errors import FrontdeskError
from frontdesk.i18n import _, plural
from frontdesk.widgets.long_list import HEAD, LongList
from frontdesk.widgets.marks import Marks
from frontdesk.widgets.ticket_pages import PAGE, Pages
from frontdesk.widgets.ticket_paint import CLASSES, STYLES, Painter
from frontdesk.widgets.ticket_seen import Place, Seen
from frontdesk.widgets.ticket_source import Fixed, TicketSource
from frontdesk.widgets.working import begin

if TYPE_CHECKING:
    from frontdesk.rows import ListRow, PresentRow

MOST_MARKS = 5_000
"""How many tickets can be marked at once."""


class TicketList(LongList):
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

    @dataclass
    class Opened(Message):
        """A ticket was chosen with the mouse."""

        number: int

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
        super().__init__(id=id)
        self.empty = _("Nothing here")
        self.marks = Marks()
        self.fresh: set[int] = set()
        self.present: Mapping[int, Sequence[PresentRow]] = {}
        self._now = now
        self._failed = failed
        self._source: TicketSource = Fixed(())
        self._pages = Pages(0)
        self._number: int | None = None
        self._anchor: int | None = None
        self._above = 0
        self._loading = False
        self._paint = Painter(self._resolve)

    # What the screen asks

    @property
    def row(self) -> ListRow | None:
        """The ticket under the cursor, if there is one and it has been read."""
        return self._pages.row(self.cursor)

    @property
    def length(self) -> int:
        """How many tickets there are, as far as is known."""
        return self._pages.length

    @property
    def source(self) -> TicketSource:
        """What the list reads from."""
        return self._source

    def show(
        self,
        source: TicketSource,
        *,
        first: Sequence[ListRow] | None = None,
        keep: int | None = None,
    ) -> None:
        """Shows another list.

        Args:
            source: what to read from.
            first: its first rows if they are at hand; they are painted at once.
            keep: the ticket that the cursor is to stay on, if it is there too.
        """
        self._source = source
        self.fresh.clear()
        self._above = 0
        if first is not None:
            pages = Pages()
            pages.put(0, first, len(first))
            self._install(pages, 0, 0)
        at = self.cursor if keep is not None and keep == self._number else 0
        top = self.scroll_offset.y if at else 0
        self._run(partial(self._read, source, keep, Place(at, top, 0)), "read")

    def refresh_rows(self, changed: frozenset[int], ours: Mapping[int, int] | None = None) -> None:
        """Reads again what is in sight, and repaints the lines that differ.

        Args:
            changed: tickets that have changed, here or elsewhere.
            ours: tickets that we have changed ourselves, with the version that came of it; they
                are not announced as new.
        """
        place = Place(self.cursor, self.scroll_offset.y, self.cursor)
        seen = Seen(self._in_sight(), changed, ours or {})
        self._run(partial(self._read, self._source, self._number, place, seen), "read")

    def show_present(self, present: Mapping[int, Sequence[PresentRow]]) -> None:
        """Shows who else has which ticket open; only lines that this changes are painted anew."""
        before, self.present = self._painted(), present
        self._repaint(before)

    def point_at(self, number: int) -> None:
        """Puts the cursor on a ticket, if it is in the list; else it stays where it is."""
        self._number = number
        self.refresh_rows(frozenset())

    async def step(self, lines: int) -> int | None:
        """Moves the cursor and gives the ticket it came to; ``None`` where the list ends."""
        before = self.cursor
        self.action_move(lines)
        if self.cursor == before:
            return None
        if self.row is None:
            at, source = self.cursor, self._source
            rows = await asyncio.to_thread(source.window, at, 1)
            return rows[0].number if rows else None
        return self.row.number

    # Reading

    def _run(self, job: Callable[[], Awaitable[None]], group: str) -> None:
        begin(self, partial(self._guarded, job), group)

    async def _guarded(self, job: Callable[[], Awaitable[None]]) -> None:
        try:
            await job()
        except FrontdeskError as error:
            if self._failed is None:
                raise
            self._failed(error)

    async def _read(
        self, source: TicketSource, keep: int | None, place: Place, seen: Seen | None = None
    ) -> None:
        """Reads the window around the cursor's ticket, shows it, then counts."""

        def look() -> tuple[int | None, int, list[ListRow]]:
            at = source.position(keep) if keep is not None else None
            offset = place.top_for(at) // PAGE * PAGE
            return at, offset, list(source.window(offset, 2 * PAGE))

        at, offset, rows = await asyncio.to_thread(look)
        if offset and not rows:
            at, offset, rows = 0, 0, list(await asyncio.to_thread(source.window, 0, 2 * PAGE))
        if source is not self._source:
            return
        pages = Pages(self._pages.count if seen is not None else None)
        pages.put(offset, rows, 2 * PAGE)
        if seen is not None:
            self.fresh |= seen.news(rows)
            if at is not None and place.top:
                self._above += max(0, at - place.cursor)
        self._install(pages, place.otherwise if at is None else at, place.top_for(at))
        if pages.count is None or seen is not None:
            count = await asyncio.to_thread(source.count)
            if pages is self._pages:
                pages.count = count
                self.lay()
        self._more()

    def _in_sight(self) -> dict[int, int]:
        """The tickets that have been read, with the version shown."""
        first = max(0, self.scroll_offset.y - PAGE)
        seen = (self._pages.row(at) for at in range(first, first + 3 * PAGE))
        return {row.number: row.version for row in seen if row is not None}

    def _install(self, pages: Pages, cursor: int, top: int) -> None:
        """Puts pages in the place of those shown; repaints what differs."""
        before = self._painted()
        self._pages = pages
        self.cursor = max(0, min(cursor, pages.length - 1))
        self.lay()
        self.scroll_top(top)
        self.keep_in_sight()
        self._remember()
        self._repaint(before)
        for number, row in self._found(self.marks):
            self.marks[number] = row

    def _found(self, numbers: Mapping[int, object]) -> list[tuple[int, ListRow]]:
        """Those of the numbers that have been read, with their rows."""
        there = ((number, self._pages.index(number)) for number in numbers)
        rows = ((number, self._pages.row(at)) for number, at in there if at is not None)
        return [(number, row) for number, row in rows if row is not None]

    def _painted(self) -> list[Strip]:
        """The lines as they stand; equal lines are the same object, out of the cache."""
        return [self.render_line(y) for y in range(self.size.height)] if self.is_attached else []

    def _repaint(self, before: Sequence[Strip]) -> None:
        """Paints the lines anew that differ from those before."""
        for y in range(max(len(before), len(after := self._painted()))):
            if y >= len(before) or y >= len(after) or before[y] is not after[y]:
                self.repaint_line(y)

    def lay(self) -> None:
        """Fits the columns, and makes the scrollable area as long as the list."""
        digits = len(str(max((row.number for row in self._sample()), default=0)))
        if self._paint.lay(self.size.width or 80, digits):
            self.refresh()
        super().lay()

    def _sample(self) -> list[ListRow]:
        first = self.scroll_offset.y
        seen = (self._pages.row(at) for at in range(first, first + max(self.size.height, 25)))
        return [row for row in seen if row is not None]

    def _more(self) -> None:
        """Reads pages that are missing in sight and beside it, one reader at a time."""
        if not self._loading:
            first = self.scroll_offset.y
            if self._pages.wanted(first, first + self.size.height):
                self._loading = True
                begin(self, partial(self._guarded, self._load), "load")

    async def _load(self) -> None:
        try:
            while True:
                first = self.scroll_offset.y
                pages, source = self._pages, self._source
                wanted = pages.wanted(first, first + self.size.height)
                if not wanted:
                    return
                rows = await asyncio.to_thread(source.window, wanted[0], PAGE)
                if pages is not self._pages:
                    continue
                if not rows:
                    pages.count = min(pages.length, wanted[0])
                pages.put(wanted[0], rows, PAGE)
                self.lay()
                self._remember()
                self.refresh()
        finally:
            self._loading = False

    # Cursor

    def _remember(self) -> None:
        """Ties the cursor to the ticket that it is on, and says so."""
        row = self.row
        if row is not None:
            self._number = row.number
            if row.number in self.fresh:
                self.fresh.discard(row.number)
                self.repaint_row(self.cursor)
        self.post_message(self.Moved(row))

    def moved(self) -> None:
        """The cursor belongs to another ticket now, and other pages may be wanted."""
        self._number = None
        self._remember()
        self._more()

    def scrolled(self) -> None:
        """Other pages come into sight; at the top nothing is above any more."""
        if self.scroll_offset.y <= 0 and self._above:
            self._above = 0
            self.repaint_line(0)
        self._more()

    def chosen(self) -> None:
        """A double click opens."""
        if (row := self.row) is not None:
            self.post_message(self.Opened(row.number))

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
