"""The time between two instants as open and closed pieces, each with its reason.

For a ledger that is read by people: closed pieces end where the reason changes, at a local
midnight or where business opens. It refuses to count; a calendar does, and the open pieces here
add up to the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

from frontdesk.timing.hours import Day, DayKind, Hours, Window
from frontdesk.timing.wall import instant

DAY = timedelta(days=1)


class Why(StrEnum):
    """Why business is on or not: the hours of the day, a day without any, a day that is special."""

    HOURS = "hours"
    OUTSIDE_HOURS = "outside_hours"
    DAY_OFF = "day_off"
    HOLIDAY = "holiday"
    OWN = "own"
    BRIDGE = "bridge"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of time in which business was on or off for one reason.

    Attributes:
        name: of the holiday or own day.
        shift: how far the clocks on the wall jumped in it: an hour forward is positive.
    """

    start: datetime
    end: datetime
    open: bool
    why: Why
    name: str = ""
    shift: timedelta = timedelta()

    @property
    def length(self) -> timedelta:
        """How long it lasted, by no clock on a wall."""
        return self.end - self.start


class Timetable(Protocol):
    """What is asked of a calendar."""

    hours: Hours
    zone: ZoneInfo

    def day(self, day: date) -> Day:
        """What a local day is."""

    def span(self, day: date, window: Window) -> tuple[datetime, datetime]:
        """From when to when a window of a local day is."""


_KINDS = {DayKind.HOLIDAY: Why.HOLIDAY, DayKind.OWN: Why.OWN, DayKind.BRIDGE: Why.BRIDGE}


def tile(calendar: Timetable, start: datetime, end: datetime) -> Iterator[Stretch]:
    """Pieces in their order that tile the time from ``start`` to ``end``."""
    before: Stretch | None = None
    for piece in _pieces(calendar, start.astimezone(UTC), end.astimezone(UTC)):
        if before is not None and _alike(before, piece):
            before = replace(before, end=piece.end)
            continue
        if before is not None:
            yield _shifted(before, calendar.zone)
        before = piece
    if before is not None:
        yield _shifted(before, calendar.zone)


def _alike(one: Stretch, other: Stretch) -> bool:
    return (one.open, one.why, one.name) == (other.open, other.why, other.name)


def _shifted(piece: Stretch, zone: ZoneInfo) -> Stretch:
    before = piece.start.astimezone(zone).utcoffset() or timedelta()
    after = piece.end.astimezone(zone).utcoffset() or timedelta()
    return replace(piece, shift=after - before) if after != before else piece


def _pieces(calendar: Timetable, start: datetime, end: datetime) -> Iterator[Stretch]:
    """The same, cut at every local midnight and window."""
    if end <= start:
        return
    if calendar.hours.always:
        yield Stretch(start, end, True, Why.HOURS)
        return
    opened = list(_open(calendar, start, end))
    day = start.astimezone(calendar.zone).date()
    at = start
    while at < end:
        midnight = instant(day + DAY, 0, calendar.zone)
        until = min(midnight, end)
        if until > at:
            yield from _of_day(calendar.day(day), opened, at, until)
            at = until
        day += DAY


def _open(
    calendar: Timetable, start: datetime, end: datetime
) -> Iterator[tuple[datetime, datetime, Day]]:
    """The windows that touch the time asked for, each with the day that it belongs to.

    What two of them cover (a fold, a day of its own after a night) belongs to the first.
    """
    day = start.astimezone(calendar.zone).date() - DAY
    last = end.astimezone(calendar.zone).date()
    covered = start
    while day <= last:
        about = calendar.day(day)
        for window in sorted(about.windows, key=lambda each: each.starts):
            opens, closes = calendar.span(day, window)
            opens = max(opens, covered)
            if opens < min(closes, end):
                yield opens, min(closes, end), about
                covered = min(closes, end)
        day += DAY


def _of_day(
    day: Day, opened: list[tuple[datetime, datetime, Day]], at: datetime, until: datetime
) -> Iterator[Stretch]:
    for opens, closes, about in opened:
        if closes <= at or opens >= until:
            continue
        if opens > at:
            yield _closed(day, at, opens)
            at = opens
        why = Why.OWN if about.kind is DayKind.OWN else Why.HOURS
        name = about.name if about.kind is DayKind.OWN else ""
        yield Stretch(at, min(closes, until), True, why, name)
        at = min(closes, until)
    if at < until:
        yield _closed(day, at, until)


def _closed(day: Day, start: datetime, end: datetime) -> Stretch:
    usual = Why.OUTSIDE_HOURS if day.windows else Why.DAY_OFF
    return Stretch(start, end, False, _KINDS.get(day.kind, usual), day.name)
