"""The part of a long list that has been read: pages by offset, the least used ones let go.

Pure bookkeeping: it says which page is wanted, whoever owns it reads. It never holds more than
``KEPT`` pages, however long the list is.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frontdesk.rows import ListRow

PAGE = 100
"""Rows of a page."""
KEPT = 24
"""Pages that are kept."""


class Pages:
    """What is known of a list.

    Attributes:
        count: how many rows there are; ``None`` while nobody has counted.
    """

    def __init__(self, count: int | None = None) -> None:
        self.count = count
        self._pages: OrderedDict[int, Sequence[ListRow]] = OrderedDict()
        self._index: dict[int, int] = {}

    @property
    def length(self) -> int:
        """How many rows there are as far as is known."""
        if self.count is not None:
            return self.count
        return max((page * PAGE + len(rows) for page, rows in self._pages.items()), default=0)

    def row(self, index: int) -> ListRow | None:
        """The row at an offset, if it was read."""
        page, within = divmod(index, PAGE)
        rows = self._pages.get(page)
        return rows[within] if rows is not None and within < len(rows) else None

    def index(self, number: int) -> int | None:
        """At which offset a ticket stands, if that was read."""
        return self._index.get(number)

    def put(self, offset: int, rows: Sequence[ListRow], asked: int) -> None:
        """Keeps rows that were read from ``offset``, a page's start; ``asked`` were asked for.

        Fewer rows than asked for say where the list ends.
        """
        if len(rows) < asked and (rows or offset == 0):
            self.count = offset + len(rows)
        for start in range(0, len(rows), PAGE):
            page = (offset + start) // PAGE
            kept = rows[start : start + PAGE]
            self._pages[page] = kept
            self._pages.move_to_end(page)
            for at, row in enumerate(kept, offset + start):
                self._index[row.number] = at
        while len(self._pages) > KEPT:
            _page, gone = self._pages.popitem(last=False)
            for row in gone:
                self._index.pop(row.number, None)

    def wanted(self, first: int, last: int) -> list[int]:
        """Offsets of the pages that are missing for rows ``first`` to ``last``.

        Those in sight come first, then a page below and a page above, so that moving on finds
        them already read.
        """
        end = self.count if self.count is not None else last + PAGE + 1
        seen = range(max(0, first) // PAGE, max(0, last) // PAGE + 1)
        order = [*seen, seen[-1] + 1, seen[0] - 1]
        return [page * PAGE for page in order if page >= 0 and self._missing(page, end)]

    def _missing(self, page: int, end: int) -> bool:
        start = page * PAGE
        if start >= end:
            return False
        rows = self._pages.get(page)
        if rows is None:
            return True
        self._pages.move_to_end(page)
        return self.count is not None and len(rows) < min(PAGE, end - start)
