"""Who works when: a weekly pattern, single days that differ, absences; on now, until when, or when.

Shifts are wall times of a local day, in the zone of the person's site, and are made instants day by
day: a night shift over a change of time lasts an hour more or less than its clock says. A shift
belongs to the day on which it begins, also where it ends on the next: a day off or away takes it
whole. What is written for a single day stands in place of the pattern. It refuses to know the
store, and to say anything of somebody for whom no roster is kept, but that they are away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.timing import absences
from frontdesk.timing.absences import Absence
from frontdesk.timing.hours import Window
from frontdesk.timing.wall import DAY, hours

HORIZON = timedelta(days=400)
"""So far ahead is looked for the next shift."""
_AHEAD = timedelta(days=15)
"""So far ahead are shifts joined that follow on each other without a break."""
_ONE = timedelta(days=1)


Shifts = tuple[Window, ...]
Week = tuple[Shifts, Shifts, Shifts, Shifts, Shifts, Shifts, Shifts]
NO_WEEK: Week = ((), (), (), (), (), (), ())


@dataclass(frozen=True, slots=True)
class Span:
    """A shift as it is worked, between two instants.

    Attributes:
        starts, ends: aware, UTC.
        shift: as it is written.
        jump: by how much the wall clock is put forward inside it (an hour in spring, minus an hour
            in autumn); it lasts so much less than its wall times say.
    """

    starts: datetime
    ends: datetime
    shift: Window
    jump: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Presence:
    """Whether somebody is at work at a moment.

    Attributes:
        on: ``None`` where no roster is kept for the person.
        until: end of the present shift, those that follow without a break included; UTC.
        back: start of the next shift, for somebody who is off; ``None`` when there is none.
        away: the absence of that day, for somebody who is not on a shift begun before it.
    """

    on: bool | None
    until: datetime | None = None
    back: datetime | None = None
    away: Absence | None = None


@dataclass(frozen=True, slots=True)
class Rota:
    """When one person works.

    Attributes:
        zone: the IANA name of the zone of their site.
        week: the shifts of each day of the week, Monday first.
        days: what is worked on single days instead; nothing: off.
        away: their absences.
    """

    zone: str = "UTC"
    week: Week = NO_WEEK
    days: Mapping[date, Shifts] = field(default_factory=lambda: MappingProxyType({}))
    away: tuple[Absence, ...] = ()

    @property
    def kept(self) -> bool:
        """Whether a roster is kept for the person at all."""
        return any(self.week) or bool(self.days)

    def planned(self, day: date) -> Shifts:
        """What is written for a local day, whether the person is away or not."""
        own = self.days.get(day)
        return self.week[day.weekday()] if own is None else own

    def worked(self, day: date) -> tuple[Span, ...]:
        """The shifts that begin on a local day, as they are worked; none on a day away."""
        shifts = self.planned(day)
        if not shifts or absences.on(self.away, day) is not None:
            return ()
        return tuple(span for each in shifts if (span := worked(day, each, self.zone)))

    def local_day(self, at: datetime) -> date:
        """The day that it is at the person's site."""
        return at.astimezone(ZoneInfo(self.zone)).date()

    def day_ends(self, at: datetime) -> datetime:
        """When the local day of a moment is over; UTC."""
        tomorrow = self.local_day(at) + _ONE
        return datetime.combine(tomorrow, time(), ZoneInfo(self.zone)).astimezone(UTC)

    def present(self, at: datetime) -> Presence:
        """Whether the person is at work at a moment, until when, or when next.

        Args:
            at: aware.
        """
        today = self.local_day(at)
        until = self._until(at, today)
        if until is not None:
            return Presence(True, until=until)
        away = absences.on(self.away, today)
        if not self.kept:
            return Presence(None if away is None else False, away=away)
        return Presence(False, back=self._back(at, today), away=away)

    def _until(self, at: datetime, today: date) -> datetime | None:
        """The end of the shift that holds a moment, and of those that follow on it at once."""
        until: datetime | None = None
        for span in self._spans(today - _ONE, today + _AHEAD):
            if span.starts > (until or at):
                break
            if until is not None or at < span.ends:
                until = max(until or at, span.ends)
        return until

    def _back(self, at: datetime, today: date) -> datetime | None:
        last = today + HORIZON
        if not any(self.week):
            last = min(last, max(self.days, default=today))
        return next((s.starts for s in self._spans(today, last) if s.starts > at), None)

    def _spans(self, first: date, last: date) -> Iterator[Span]:
        day = first
        while day <= last:
            yield from self.worked(day)
            day += _ONE


@lru_cache(maxsize=4096)
def worked(day: date, shift: Window, zone: str) -> Span | None:
    """A shift of a local day as it is worked; ``None`` where the clock jumps over the whole of it.

    Args:
        zone: an IANA name.
    """
    starts, ends = hours(day, shift.starts, shift.ends, ZoneInfo(zone))
    if ends <= starts:
        return None
    jump = timedelta(minutes=shift.ends - shift.starts) - (ends - starts)
    return Span(starts, ends, shift, jump)


def minutes(text: str, *, end: bool = False) -> int:
    """The minutes after midnight of ``08:00``; ``24:00`` is the end of a day.

    Raises:
        BadInputError: it is no time of day.
    """
    hour, _sign, minute = text.strip().partition(":")
    if not (hour.isdecimal() and minute.isdecimal() and len(minute) == 2 and hour.isascii()):
        raise BadInputError(_("is no time of day"), _("write it as 08:00"))
    found = int(hour) * 60 + int(minute)
    if len(hour) > 2 or int(minute) > 59 or found > DAY or (found == DAY and not end):
        raise BadInputError(_("is no time of day"), _("times of day go from 00:00 to 23:59"))
    return found


@lru_cache(maxsize=1024)
def shift_of(starts: str, ends: str) -> Window:
    """A shift of two times of day; one that ends no later than it starts ends on the next day.

    Raises:
        BadInputError: they are no times of day, or the same one.
    """
    begin, end = minutes(starts), minutes(ends, end=True)
    if begin == end:
        raise BadInputError(
            _("ends: the shift starts and ends at {time}").format(time=clock(begin)),
            _("a shift of a whole day is 00:00 to 24:00"),
        )
    return Window(begin, end if end > begin else end + DAY)


def clock(minute: int) -> str:
    """Minutes after midnight as people write them: ``08:00``, of the next day ``06:00``."""
    if minute == DAY:
        return "24:00"
    return f"{minute % DAY // 60:02d}:{minute % 60:02d}"


def overlap(before: Shifts, of_day: Shifts) -> tuple[Window, Window] | None:
    """Two shifts that meet, of a day or of a day and the one before; ``None``: none do.

    Args:
        before: the shifts of the day before, of which one may last into the day.
    """
    reached: tuple[int, Window] | None = None
    for each in before:
        if each.ends > DAY and (reached is None or each.ends - DAY > reached[0]):
            reached = each.ends - DAY, each
    for each in in_order(of_day):
        if reached is not None and each.starts < reached[0]:
            return reached[1], each
        if reached is None or each.ends > reached[0]:
            reached = each.ends, each
    return None


def in_order(shifts: Iterable[Window]) -> Shifts:
    """Shifts by when they start."""
    return tuple(sorted(shifts, key=lambda each: (each.starts, each.ends)))


def week_of(shifts: Iterable[tuple[int, Window]]) -> Week:
    """A weekly pattern out of weekdays (0 is Monday) and their shifts."""
    days: list[list[Window]] = [[] for _day in range(7)]
    for weekday, shift in shifts:
        days[weekday].append(shift)
    one, two, three, four, five, six, seven = (in_order(each) for each in days)
    return one, two, three, four, five, six, seven
