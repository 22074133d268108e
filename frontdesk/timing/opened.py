"""The open windows of some years, sorted, with the open time before each: what is bisected.

Made once and never changed, so that threads may read it while another makes the next. Instants and
lengths are whole microseconds. It refuses to know days and zones.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

_NONE = range(0)


class Opened:
    """Open windows of a run of years.

    Attributes:
        years: whose windows these are.
        first, last: the instants from and until which all windows are sure to be here.
        starts, ends: of each window; they neither overlap nor touch.
        until: the open time from the first window to the end of each.
    """

    __slots__ = ("ends", "first", "last", "starts", "until", "years")

    def __init__(
        self,
        years: range = _NONE,
        first: int = 0,
        last: int = 0,
        spans: Iterable[tuple[int, int]] = (),
    ) -> None:
        self.years, self.first, self.last = years, first, last
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.until: list[int] = []
        for start, end in spans:
            # Windows meet at midnight, and overlap where the clocks went back.
            if self.ends and start <= self.ends[-1]:
                self.ends[-1] = max(end, self.ends[-1])
            else:
                self.starts.append(start)
                self.ends.append(end)
        passed = 0
        for start, end in zip(self.starts, self.ends, strict=True):
            passed += end - start
            self.until.append(passed)

    @property
    def total(self) -> int:
        """Open time in all."""
        return self.until[-1] if self.until else 0

    def passed(self, at: int) -> int:
        """Open time from the first window until an instant."""
        index = bisect_right(self.starts, at) - 1
        if index < 0:
            return 0
        left = self.ends[index] - at
        return self.until[index] - left if left > 0 else self.until[index]

    def reached(self, passed: int) -> int:
        """The earliest instant at which so much open time has passed, of at most ``total``."""
        index = bisect_left(self.until, passed)
        return self.ends[index] - (self.until[index] - passed)

    def holding(self, at: int) -> int | None:
        """Which window holds an instant; its end is not in it."""
        index = bisect_right(self.starts, at) - 1
        return index if index >= 0 and at < self.ends[index] else None
