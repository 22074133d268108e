"""A business calendar: how much open time lies between two instants, and when so much has passed.

Hours are wall times of a zone, instants are UTC: the windows of each local day are built from its
wall times (``wall``), so that both changes of the clocks are exact. A year is expanded when it is
first asked about, into sorted windows with the open time before each; every question is then a
bisection. Instants and amounts are whole microseconds inside.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from frontdesk import times
from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.timing.holiday import check_place, holidays_of
from frontdesk.timing.hours import Day, DayKind, Hours, Window, check
from frontdesk.timing.stretch import Stretch, tile
from frontdesk.timing.wall import hours as wall_hours

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
_DAY = 86_400_000_000
YEARS = range(1970, 2200)
"""Years that have business hours; before and after them every calendar but ``always`` is closed."""
HORIZON = 60
"""Years after which adding gives up: no promise is so long."""
FRIDAY, SATURDAY, SUNDAY, MONDAY = 4, 5, 6, 0


def micros(at: datetime) -> int:
    """An instant in microseconds since 1970, exactly."""
    return (at - EPOCH) // timedelta(microseconds=1)


def instant(at: int) -> datetime:
    """The aware UTC time of so many microseconds since 1970."""
    return EPOCH + timedelta(microseconds=at)


_FIRST = micros(datetime(YEARS.start, 1, 1, tzinfo=UTC))
_LAST = micros(datetime(YEARS.stop, 1, 1, tzinfo=UTC)) - 1


@lru_cache(maxsize=512)
def calendar_of(hours: Hours) -> Calendar:
    """The calendar of these hours; the same object for the same hours.

    Raises:
        BadInputError: no open hour, overlapping windows, an unknown zone, country, region or
            category of holidays.
    """
    return Calendar(hours)


class Calendar:
    """Business hours of one place."""

    def __init__(self, hours: Hours) -> None:
        check(hours)
        self.hours = hours
        self.zone: ZoneInfo = times.zone(hours.zone)
        if hours.country and not hours.always:
            check_place(hours.country, hours.region, hours.categories)
        self._own = {(own.year, own.month, own.day): own for own in hours.own}
        self._years = range(0)
        self._first, self._last = 0, 0
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._before: list[int] = []  # open time before each window, and at the end in all

    def __repr__(self) -> str:
        return f"Calendar({self.hours.name}, {self.hours.zone})"

    # Days

    def day(self, day: date) -> Day:
        """What a local day is: its windows, and why."""
        own = self._own.get((day.year, day.month, day.day)) or self._own.get(
            (None, day.month, day.day)
        )
        if own is not None:
            return Day(own.windows, DayKind.OWN, own.name)
        if (name := self._holiday(day)) is not None:
            return Day((), DayKind.HOLIDAY, name)
        windows = self.hours.week[day.weekday()]
        if windows and self.hours.bridges and (name := self._bridged(day)) is not None:
            return Day((), DayKind.BRIDGE, name)
        return Day(windows, DayKind.WEEKDAY)

    def _holiday(self, day: date) -> str | None:
        hours = self.hours
        if not hours.country:
            return None
        found = holidays_of(hours.country, hours.region, hours.categories, day.year)
        return found.get(day)

    def _bridged(self, day: date) -> str | None:
        """The holiday to which a Monday or Friday makes a bridge from the weekend."""
        if day.weekday() == MONDAY:
            return self._holiday(day + DAY)
        return self._holiday(day - DAY) if day.weekday() == FRIDAY else None

    # Questions, in times

    def is_open(self, at: datetime) -> bool:
        """Whether business is on; a window includes its start and not its end."""
        now = micros(at)
        return self.hours.always or self._holding(now) is not None

    def opens(self, at: datetime) -> datetime:
        """The instant itself when business is on, else the next at which it is."""
        return instant(self.opens_micros(micros(at)))

    def closes(self, at: datetime) -> datetime | None:
        """When business that is on ends; ``None`` when it is not on, or never ends."""
        if self.hours.always or (index := self._holding(micros(at))) is None:
            return None
        return instant(self._ends[index])

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Open time from one instant to another; nothing when the second is not later."""
        return timedelta(microseconds=self.open_micros(micros(start), micros(end)))

    def add(self, start: datetime, amount: timedelta) -> datetime:
        """The earliest instant at which so much open time has passed.

        Raises:
            BadInputError: that would be more than ``HORIZON`` years away.
        """
        return instant(self.add_micros(micros(start), amount // timedelta(microseconds=1)))

    def stretches(self, start: datetime, end: datetime) -> Iterator[Stretch]:
        """Open and closed pieces that tile the time between two instants, each with its reason."""
        return tile(self, start, end)

    def hash(self, since: date, until: date) -> str:
        """SHA-256 of the open windows of local days, as instants, both days included.

        It changes when a new version of a library, or of the zones, moves a holiday or a window;
        not when a holiday is only called otherwise.
        """
        said = "always"
        if not self.hours.always:
            days = ((until - since).days + 1) if until >= since else 0
            spans = (span for n in range(days) for span in self._of_day(since + n * DAY))
            said = ";".join(f"{start}-{end}" for start, end in spans)
        return hashlib.sha256(said.encode()).hexdigest()

    # Questions, in microseconds

    def open_micros(self, start: int, end: int) -> int:
        """Open microseconds between two instants."""
        if end <= start:
            return 0
        if self.hours.always:
            return end - start
        self._cover(start, end)
        return self._passed(end) - self._passed(start)

    def add_micros(self, start: int, amount: int) -> int:
        """The earliest instant at which so many open microseconds have passed."""
        if amount <= 0:
            return start
        if self.hours.always:
            return start + amount
        self._cover(start, start)
        wanted = self._passed(start) + amount
        first = _year(start)
        while self._before[-1] < wanted:
            if self._years.stop > first + HORIZON or self._years.stop >= YEARS.stop:
                raise BadInputError(
                    _("the calendar {name} has not so many open hours").format(
                        name=self.hours.name
                    ),
                    _("promise less, or open it longer"),
                )
            self._expand(range(self._years.start, self._years.stop + 1))
        index = bisect_right(self._before, wanted - 1) - 1
        return self._starts[index] + wanted - self._before[index]

    def opens_micros(self, at: int) -> int:
        """The instant itself when business is on, else the next at which it is."""
        if self.hours.always or self._holding(at) is not None:
            return at
        return self.add_micros(at, 1) - 1

    def _holding(self, at: int) -> int | None:
        """The window that holds an instant."""
        self._cover(at, at)
        index = bisect_right(self._starts, at) - 1
        return index if index >= 0 and at < self._ends[index] else None

    def _passed(self, at: int) -> int:
        """Open time from the beginning of what is expanded until an instant."""
        index = bisect_right(self._starts, at) - 1
        if index < 0:
            return 0
        return self._before[index] + min(at, self._ends[index]) - self._starts[index]

    # Expansion

    def _cover(self, start: int, end: int) -> None:
        """See to it that the windows of both instants are there, and those a day around."""
        if self._first <= start and end < self._last:
            return
        first, last = _year(start - 2 * _DAY), _year(end + 2 * _DAY)
        if (
            self._years
            and first - HORIZON < self._years.stop
            and self._years.start < last + HORIZON
        ):
            first, last = min(first, self._years.start), max(last, self._years.stop - 1)
        if range(first, last + 1) != self._years:
            self._expand(range(first, last + 1))

    def _expand(self, years: range) -> None:
        spans: list[tuple[int, int]] = []
        for year in years:
            for start, end in self._of_year(year):
                if spans and start <= spans[-1][1]:
                    spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
                else:
                    spans.append((start, end))
        self._years = years
        self._starts = [start for start, _end in spans]
        self._ends = [end for _start, end in spans]
        self._before = [0]
        for start, end in spans:
            self._before.append(self._before[-1] + end - start)
        self._first = micros(datetime(years.start, 1, 1, tzinfo=UTC)) + 2 * _DAY
        self._last = micros(datetime(years.stop, 1, 1, tzinfo=UTC)) - 2 * _DAY

    @lru_cache(maxsize=64)  # noqa: B019  calendars live as long as the process
    def _of_year(self, year: int) -> tuple[tuple[int, int], ...]:
        """The windows of the days of a year, in their order; each day's cannot overlap."""
        first = date(year, 1, 1)
        days = (date(year, 12, 31) - first).days + 1
        return tuple(span for n in range(days) for span in self._of_day(first + n * DAY))

    def _of_day(self, day: date) -> Iterator[tuple[int, int]]:
        """The windows of a local day as instants; one that the clocks jump over is none."""
        for window in sorted(self.day(day).windows, key=lambda each: each.starts):
            start, end = self.span(day, window)
            if start < end:
                yield micros(start), micros(end)

    def span(self, day: date, window: Window) -> tuple[datetime, datetime]:
        """From when to when a window of a local day is."""
        return wall_hours(day, window.starts, window.ends, self.zone)


def _year(at: int) -> int:
    """The year of an instant, or the nearest that has business hours."""
    return instant(min(max(at, _FIRST), _LAST)).year


ALWAYS = calendar_of(Hours("always", "UTC", ((),) * 7, always=True))
"""Around the clock, every day."""
