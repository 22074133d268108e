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
    # The windows of yesterday and today that reach further than what is said already.
    opened: list[tuple[datetime, datetime, Day]] = []
    day = start.astimezone(calendar.zone).date() - DAY
    at = covered = start
    while at < end:
        about = calendar.day(day)
        for window in sorted(about.windows, key=lambda each: each.starts):
            opens, closes = calendar.span(day, window)
            # What two windows cover, where the clocks went back, belongs to the first.
            opens, closes = max(opens, covered), min(closes, end)
            if opens < closes:
                opened.append((opens, closes, about))
                covered = closes
        until = min(instant(day + DAY, 0, calendar.zone), end)
        if until > at:
            yield from _of_day(about, opened, at, until)
            at = until
            opened = [each for each in opened if each[1] > at]
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
