"""A business calendar: how much open time lies between two instants, and when so much has passed.

Hours are wall times of a zone, instants are UTC: the windows of each local day are built from its
wall times (``wall``), so that both changes of the clocks are exact. A year is expanded when it is
first asked about, into sorted windows with the open time before each (``opened``); every question
is then a bisection. Instants and amounts are whole microseconds inside.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from frontdesk import times
from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.text import safe
from frontdesk.timing.days import Days
from frontdesk.timing.holiday import check_place
from frontdesk.timing.hours import Day, Hours, Window
from frontdesk.timing.opened import Opened
from frontdesk.timing.sound import check
from frontdesk.timing.stretch import Stretch, Why, tile
from frontdesk.timing.wall import hours as wall_hours

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
YEARS = range(1970, 2200)
"""Years that have business hours; before and after them every calendar but ``always`` is closed."""
HORIZON = 60
"""Years after which adding gives up: no promise is so long."""
_DAY = 86_400_000_000
_FAR = HORIZON * 366 * _DAY
_CHANGELESS = 3
"""Years without a closed minute after which a calendar counts as one that never closes."""


def micros(at: datetime) -> int:
    """An instant in microseconds since 1970, exactly."""
    since = at - EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def instant(at: int) -> datetime:
    """The aware UTC time of so many microseconds since 1970."""
    return EPOCH + timedelta(0, 0, at)


_BEGIN = datetime(YEARS.start, 1, 1, tzinfo=UTC)
_END = datetime(YEARS.stop, 1, 1, tzinfo=UTC)
_FIRST, _LAST = micros(_BEGIN), micros(_END)


@lru_cache(maxsize=512)
def calendar_of(hours: Hours) -> Calendar:
    """The calendar of these hours; the same object for the same hours.

    Raises:
        BadInputError: no open hour, overlapping windows, an unknown zone, country, region or
            category of holidays.
    """
    return Calendar(hours)


class Calendar:
    """Business hours of one place. Two calendars of the same hours are equal."""

    def __init__(self, hours: Hours) -> None:
        check(hours)
        self.hours = hours
        self.zone: ZoneInfo = times.zone(hours.zone)
        if hours.country and not hours.always:
            check_place(hours.country, hours.region, hours.categories)
        self._always = hours.always
        self._days = Days(hours)
        self._of_years: dict[int, tuple[tuple[tuple[int, int], ...], ...]] = {}
        # One object, put in place whole: other threads read it meanwhile.
        self._opened = Opened()

    def __repr__(self) -> str:
        return f"Calendar({self.hours.name}, {self.hours.zone})"

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return isinstance(other, Calendar) and self.hours == other.hours

    def __hash__(self) -> int:
        return hash(self.hours)

    def day(self, day: date) -> Day:
        """What a local day is: its windows, and why."""
        return self._days.on(day)

    # Questions, in times

    def is_open(self, at: datetime) -> bool:
        """Whether business is on; a window includes its start and not its end."""
        now = micros(at)
        return self._always or self._cover(now, now).holding(now) is not None

    def opens(self, at: datetime) -> datetime:
        """The instant itself when business is on, else the next at which it is.

        Raises:
            BadInputError: that would be more than ``HORIZON`` years away.
        """
        return instant(self.opens_micros(micros(at)))

    def closes(self, at: datetime) -> datetime | None:
        """When business that is on ends; ``None`` when it is not on, or never ends."""
        if self._always:
            return None
        now = micros(at)
        opened = self._cover(now, now)
        for _year_more in range(_CHANGELESS):
            index = opened.holding(now)
            if index is None:
                return None
            if opened.ends[index] <= opened.last:
                return instant(opened.ends[index])
            opened = self._expand(range(opened.years.start, opened.years.stop + 1))
        return None

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Open time from one instant to another; nothing when the second is not later."""
        return timedelta(0, 0, self.open_micros(micros(start), micros(end)))

    def add(self, start: datetime, amount: timedelta) -> datetime:
        """The earliest instant at which so much open time has passed.

        Raises:
            BadInputError: that would be more than ``HORIZON`` years away.
        """
        wanted = (amount.days * 86_400 + amount.seconds) * 1_000_000 + amount.microseconds
        return instant(self.add_micros(micros(start), wanted))

    def stretches(self, start: datetime, end: datetime) -> Iterator[Stretch]:
        """Open and closed pieces that tile the time between two instants, each with its reason."""
        start, end = start.astimezone(UTC), end.astimezone(UTC)
        if self._always:
            yield from tile(self, start, end)
            return
        if start < min(end, _BEGIN):
            yield Stretch(start, min(end, _BEGIN), False, Why.DAY_OFF)
        yield from tile(self, max(start, _BEGIN), min(end, _END))
        if max(start, _END) < end:
            yield Stretch(max(start, _END), end, False, Why.DAY_OFF)

    def hash(self, since: date, until: date) -> str:
        """SHA-256 of the open windows of local days, as instants, both days included.

        It changes when a new version of a library, or of the zones, moves a holiday or a window;
        not when a holiday is only called otherwise.
        """
        said = "always"
        if not self._always:
            days = (until - since).days + 1
            said = repr([span for n in range(days) for span in self._on(since + n * DAY)])
        return hashlib.sha256(said.encode()).hexdigest()

    # Questions, in microseconds

    def open_micros(self, start: int, end: int) -> int:
        """Open microseconds between two instants."""
        if end <= start:
            return 0
        if self._always:
            return end - start
        opened = self._cover(start, end)
        return opened.passed(end) - opened.passed(start)

    def add_micros(self, start: int, amount: int) -> int:
        """The earliest instant at which so many open microseconds have passed."""
        if amount <= 0:
            return start
        if self._always:
            return start + amount
        opened = self._cover(start, start)
        wanted = opened.passed(start) + amount
        if wanted > opened.total:
            opened = self._reach(start, amount)
            wanted = opened.passed(start) + amount
        found = opened.reached(wanted)
        if found - max(start, _FIRST) > _FAR:
            raise self._too_far()
        return found

    def opens_micros(self, at: int) -> int:
        """The instant itself when business is on, else the next at which it is."""
        if self._always or self._cover(at, at).holding(at) is not None:
            return at
        return self.add_micros(at, 1) - 1

    # Expansion

    def span(self, day: date, window: Window) -> tuple[datetime, datetime]:
        """From when to when a window of a local day is."""
        return wall_hours(day, window.starts, window.ends, self.zone)

    def _cover(self, start: int, end: int) -> Opened:
        """The windows around two instants."""
        opened = self._opened
        if opened.first <= start and end < opened.last:
            return opened
        first, last = _year(start - 2 * _DAY), _year(end + 2 * _DAY)
        years = opened.years
        # What is far from all that was asked before starts anew, so that nothing grows for ever.
        if years and first - HORIZON < years.stop and years.start < last + HORIZON:
            first, last = min(first, years.start), max(last, years.stop - 1)
        return opened if range(first, last + 1) == years else self._expand(range(first, last + 1))

    def _reach(self, start: int, amount: int) -> Opened:
        """Windows that hold so much open time after an instant."""
        opened, more = self._cover(start, start), 1
        limit = _year(max(start, _FIRST) + _FAR) + 1
        while opened.total - opened.passed(start) < amount:
            if opened.years.stop >= limit:
                raise self._too_far()
            stop = min(limit, opened.years.stop + more)
            opened, more = self._expand(range(opened.years.start, stop)), more * 2
        return opened

    def _too_far(self) -> BadInputError:
        return BadInputError(
            _("the calendar {name} has not so many open hours").format(
                name=safe(self.hours.name, 60)
            ),
            _("promise less, or open it longer"),
        )

    def _expand(self, years: range) -> Opened:
        spans = (
            (max(start, _FIRST), min(end, _LAST))
            for year in years
            for day in self._of_year(year)
            for start, end in day
            if start < _LAST and end > _FIRST
        )
        # Near New Year a window of the year before or after may be missing.
        first = micros(datetime(years.start, 1, 1, tzinfo=UTC)) + 2 * _DAY
        last = micros(datetime(years.stop, 1, 1, tzinfo=UTC)) - 2 * _DAY
        self._opened = opened = Opened(years, first, last, spans)
        return opened

    def _of_year(self, year: int) -> tuple[tuple[tuple[int, int], ...], ...]:
        """The windows of each day of a year."""
        found = self._of_years.get(year)
        if found is None:
            first = date(year, 1, 1)
            days = date(year, 12, 31).timetuple().tm_yday
            found = tuple(tuple(self._spans(first + n * DAY)) for n in range(days))
            self._of_years[year] = found
        return found

    def _on(self, day: date) -> tuple[tuple[int, int], ...]:
        if day.year not in YEARS:
            return ()
        return self._of_year(day.year)[day.toordinal() - date(day.year, 1, 1).toordinal()]

    def _spans(self, day: date) -> Iterator[tuple[int, int]]:
        """The windows of a local day as instants; one that the clocks jump over is none."""
        for window in sorted(self.day(day).windows, key=lambda each: each.starts):
            start, end = self.span(day, window)
            if start < end:
                yield micros(start), micros(end)


def _year(at: int) -> int:
    """The year of an instant, or the nearest that has business hours."""
    return instant(min(max(at, _FIRST), _LAST - 1)).year


ALWAYS = calendar_of(Hours("always", "UTC", ((),) * 7, always=True))
"""Around the clock, every day."""
