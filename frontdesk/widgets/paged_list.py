"""A list of tickets that is read by the page: windows of a source, the cursor tied to its ticket.

What is in sight is read first, its neighbours and the count after it, all in threads; a late
answer to a question that nobody asks any more is dropped. It refuses to know where rows come from
(``TicketSource``), how they are painted, and what one does with them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from textual.strip import Strip

from frontdesk.errors import CalledOffError, FrontdeskError
from frontdesk.widgets.long_list import LongList
from frontdesk.widgets.ticket_pages import PAGE, Pages
from frontdesk.widgets.ticket_seen import Place, Seen
from frontdesk.widgets.ticket_source import Fixed, TicketSource
from frontdesk.widgets.working import begin

if TYPE_CHECKING:
    from frontdesk.rows import ListRow


@dataclass(frozen=True, slots=True)
class Held:
    """A list as it stood, to come back to.

    Attributes:
        number: the ticket under the cursor.
    """

    source: TicketSource
    pages: Pages
    number: int | None
    cursor: int
    top: int


class PagedList(LongList):
    """Tickets in an order, as many as there are, of which a few pages have been read.

    Attributes:
        fresh: tickets that another desk has opened or changed, until the cursor has been on them.
    """

    def __init__(
        self,
        failed: Callable[[FrontdeskError], None] | None = None,
        *,
        id: str | None = None,  # noqa: A002  Textual's own name
    ) -> None:
        super().__init__(id=id)
        self.fresh: set[int] = set()
        self._failed = failed
        self._source: TicketSource = Fixed(())
        self._pages = Pages(0)
        self._number: int | None = None
        self._above = 0
        self._reading = False
        self._loading = False
        self._refreshing = False
        self._changed: set[int] | None = None
        self._ours: dict[int, int] = {}
        self._to_the_last = False

    # What whoever builds on it fills in

    def installed(self) -> None:
        """Other pages stand in the place of those before."""

    def remembered(self, row: ListRow | None) -> None:
        """The cursor is on another ticket, or its row has changed."""

    def fit_columns(self) -> None:
        """Other rows are in sight, or another width is there."""

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
        calm: float = 0.0,
    ) -> None:
        """Shows another list.

        Args:
            source: what to read from.
            first: its first rows if they are at hand; they are painted at once.
            keep: the ticket that the cursor is to stay on, if it is there too.
            calm: seconds to wait before it is counted; another list may be shown within them.
        """
        self._source.call_off()
        self._source = source
        self._above = 0
        self._to_the_last = False
        self.fresh.clear()
        if first is not None:
            pages = Pages()
            pages.put(0, first, len(first))
            self._install(pages, 0, 0)
        at = self.cursor if keep is not None and keep == self._number else 0
        top = self.scroll_offset.y if at else 0
        self._reading = True
        self._run(partial(self._first, source, keep, Place(at, top, 0), calm), "read")

    def hold(self) -> Held:
        """The list as it stands, for ``back``."""
        return Held(self._source, self._pages, self._number, self.cursor, self.scroll_offset.y)

    def back(self, held: Held) -> None:
        """Shows a list as it stood, at once, and what has changed in it meanwhile."""
        self._source.call_off()
        self._source = held.source
        self._reading = False
        self._above = 0
        self._install(held.pages, held.cursor, held.top)
        self._number = held.number
        self.refresh_rows(frozenset())

    def refresh_rows(self, changed: frozenset[int], ours: Mapping[int, int] | None = None) -> None:
        """Reads again what is in sight, and repaints the lines that differ.

        What changes while a slow list is read is read after it, all of it together.

        Args:
            changed: tickets that have changed, here or elsewhere.
            ours: tickets that we have changed ourselves, with the version that came of it; they
                are not announced as new.
        """
        self._changed = (self._changed or set()) | changed
        self._ours |= ours or {}
        if not self._refreshing and not self._reading:
            self._refreshing = True
            self._run(self._refresh, "refresh")

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
        except CalledOffError:
            # Another list is shown meanwhile.
            return
        except FrontdeskError as error:
            if self._failed is None:
                raise
            self._failed(error)

    async def _first(
        self, source: TicketSource, keep: int | None, place: Place, calm: float
    ) -> None:
        """Reads a list that is shown, and then what has changed in it meanwhile."""
        try:
            await self._read(source, keep, place, calm=calm)
        finally:
            if source is self._source:
                self._reading = False
        if self._changed is not None:
            self.refresh_rows(frozenset())

    async def _refresh(self) -> None:
        """Reads what is in sight anew, until nothing has changed meanwhile.

        A list that is slow to read rests as long as that took, and leaves the machine to others.
        """
        try:
            while self._changed is not None and not self._reading:
                begun = monotonic()
                await self._read_again(frozenset(self._changed))
                took = monotonic() - begun
                if self._changed is not None:
                    await asyncio.sleep(took)
        finally:
            self._refreshing = False

    async def _read_again(self, changed: frozenset[int]) -> None:
        seen = Seen(self._in_sight(), changed, self._ours)
        self._changed, self._ours = None, {}
        place = Place(self.cursor, self.scroll_offset.y, self.cursor)
        source = self._source = self._source.afresh()
        # Another list may be shown meanwhile, or one from before: that is read then.
        with suppress(CalledOffError):
            await self._read(source, self._number, place, seen)

    async def _read(
        self,
        source: TicketSource,
        keep: int | None,
        place: Place,
        seen: Seen | None = None,
        calm: float = 0.0,
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
            if self._number != keep:
                # The cursor has moved on meanwhile: it stays on the ticket that it is on now.
                at = None if self._number is None else pages.index(self._number)
                place = Place(self.cursor, self.scroll_offset.y, self.cursor)
                if at is None and self._number is not None:
                    self._changed = set(seen.changed) | (self._changed or set())
                    return
            self.fresh |= seen.news(rows)
            if at is not None and place.top:
                self._above += max(0, at - place.cursor)
        self._install(pages, place.otherwise if at is None else at, place.top_for(at))
        self._more()
        if pages.count is None or seen is not None:
            await asyncio.sleep(calm)
            await self._count(source, pages)
            self._more()

    async def _count(self, source: TicketSource, pages: Pages) -> None:
        """Counts, once the lines are there; who wanted to the end goes there now."""
        count = await asyncio.to_thread(source.count)
        if pages is self._pages:
            pages.count = count
            self.lay()
            if self._to_the_last:
                self.action_last()

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
        self.installed()

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
        self.fit_columns()
        super().lay()

    def rows_in_sight(self) -> list[ListRow]:
        """The rows about where the list is scrolled to, as far as they have been read."""
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
                try:
                    rows = await asyncio.to_thread(source.window, wanted[0], PAGE)
                except CalledOffError:
                    continue
                if pages is not self._pages:
                    continue
                if not rows:
                    pages.count = min(pages.length, wanted[0])
                before = self._painted()
                pages.put(wanted[0], rows, PAGE)
                self.lay()
                if self._number is None:
                    self._remember()
                self._repaint(before)
        finally:
            self._loading = False

    # Cursor

    def _remember(self) -> None:
        """Ties the cursor to the ticket that it is on."""
        row = self.row
        if row is not None:
            self._number = row.number
            if row.number in self.fresh:
                self.fresh.discard(row.number)
                self.repaint_row(self.cursor)
        self.remembered(row)

    def moved(self) -> None:
        """The cursor belongs to another ticket now, and other pages may be wanted."""
        self._number = None
        self._to_the_last = False
        self._remember()
        self._more()

    def scrolled(self) -> None:
        """Other pages come into sight; at the top nothing is above any more."""
        if self.scroll_offset.y <= 0 and self._above:
            self._above = 0
            self.repaint_line(0)
        self._more()

    def action_last(self) -> None:
        """To the last row; while nobody has counted, as soon as that is known."""
        super().action_last()
        self._to_the_last = self._pages.count is None
