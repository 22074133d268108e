"""Calendars against a slow oracle: minute by minute, from the hours as written, sharing no code.

The oracle reads the wall clock of the zone for every minute and asks whether a window covers what
it shows. Windows begin and end at full hours at night, where wall times come twice, and at quarters
of an hour by day.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.clock import Hours, OwnDay, Window, calendar_of

MINUTE = timedelta(minutes=1)
ONE = timedelta(days=1)
NEAR = {
    "Europe/Stockholm": ("2026-03-28", "2026-10-24", "2024-02-28", "2026-06-18", "2026-12-23"),
    "Europe/Warsaw": ("2026-03-28", "2026-10-24", "2026-11-10", "2026-12-23"),
    "America/New_York": ("2026-03-07", "2026-10-31", "2025-12-31"),
    "America/Havana": ("2026-03-07", "2026-10-31"),
    "America/Sao_Paulo": ("2018-02-17", "2018-11-03"),
    "Australia/Lord_Howe": ("2026-04-04", "2026-10-03"),
    "Europe/Istanbul": ("2015-11-07", "2016-03-26", "2016-10-29"),
    "Asia/Pyongyang": ("2015-08-14", "2018-05-04"),
    "Asia/Kathmandu": ("2026-01-01",),
    "Africa/Casablanca": ("2026-02-14", "2026-03-21"),
    "Pacific/Apia": ("2011-12-28", "2011-09-23"),
}


@cache
def _named(country: str, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays(country, years=year, language="en_US"))


class Oracle:
    """Whether a minute is open, by the hours as they are written."""

    def __init__(self, hours: Hours) -> None:
        self.hours = hours
        self.zone = ZoneInfo(hours.zone)
        self.known: dict[date, tuple[tuple[Window, ...], bool]] = {}

    def _plain(self, day: date) -> tuple[tuple[Window, ...], bool]:
        """The windows of a day, and whether it is one of the week's."""
        for own in self.hours.own:
            if (own.month, own.day) == (day.month, day.day) and own.year in (None, day.year):
                return own.windows, False
        if self.hours.country and day in _named(self.hours.country, day.year):
            return (), False
        return self.hours.week[day.weekday()], True

    def windows(self, day: date) -> tuple[Window, ...]:
        if day not in self.known:
            self.known[day] = self._plain(day)
            if self.hours.bridges and self.known[day][0] and self.known[day][1]:
                sides = [(each, *self._plain(each)) for each in (day - ONE, day + ONE)]
                off = not any(windows for _each, windows, _plain in sides)
                lost = any(
                    not plain and self.hours.week[each.weekday()] for each, _none, plain in sides
                )
                if off and lost:
                    self.known[day] = ((), False)
        return self.known[day][0]

    def is_open(self, at: datetime) -> bool:
        wall = at.astimezone(self.zone)
        shown, today = wall.hour * 60 + wall.minute, wall.date()
        return any(each.starts <= shown < each.ends for each in self.windows(today)) or any(
            each.starts <= shown + 1440 < each.ends for each in self.windows(today - ONE)
        )


@st.composite
def written(draw: st.DrawFn) -> tuple[Window, ...]:
    """The windows of a day: closed, around the clock, by day, by night, or both."""
    kind = draw(st.sampled_from(["closed", "round", "day", "day", "lunch", "night", "early"]))
    if kind == "closed":
        return ()
    if kind == "round":
        return (Window(0, 1440),)
    if kind == "early":
        start = draw(st.integers(0, 4))
        return (Window(60 * start, 60 * draw(st.integers(start + 1, 8))),)
    if kind == "night":
        return (Window(60 * draw(st.integers(17, 23)), 60 * 24),)
    cuts = sorted(draw(st.lists(st.integers(5 * 4, 21 * 4), min_size=4, max_size=4, unique=True)))
    first, last = Window(15 * cuts[0], 15 * cuts[1]), Window(15 * cuts[2], 15 * cuts[3])
    return (first, last) if kind == "lunch" else (first,)


def _into_the_night(draw: st.DrawFn, week: list[tuple[Window, ...]]) -> None:
    """Let some days run on into the next, as far as that is closed."""
    for n, windows in enumerate(week):
        after = min((each.starts for each in week[(n + 1) % 7]), default=1440)
        if windows and draw(st.booleans()):
            last = windows[-1]
            ends = 1440 + 60 * draw(st.integers(0, 6))
            if ends <= min(1440 + after, last.starts + 1440):
                week[n] = (*windows[:-1], Window(last.starts, ends))


@st.composite
def cases(draw: st.DrawFn) -> tuple[Hours, datetime, int]:
    zone = draw(st.sampled_from(sorted(NEAR)))
    week = draw(st.lists(written(), min_size=7, max_size=7).filter(any))
    _into_the_night(draw, week)
    near = date.fromisoformat(draw(st.sampled_from(NEAR[zone])))
    start = datetime(near.year, near.month, near.day, tzinfo=UTC)
    start += draw(st.integers(-2 * 1440, 2 * 1440)) * MINUTE
    country = draw(st.sampled_from(["", "SE", "PL", "US", "BR", "TR"]))
    own = []
    if all(each.ends <= 1440 for windows in week for each in windows) and draw(st.booleans()):
        day = near + draw(st.integers(0, 3)) * ONE
        year = draw(st.sampled_from([None, day.year, day.year + 1]))
        if (day.month, day.day) != (2, 29) or year != day.year + 1:
            own = [OwnDay(day.month, day.day, year, draw(written()), "own")]
    bridges = draw(st.booleans())
    hours = Hours("drawn", zone, tuple(week), country, own=tuple(own), bridges=bridges)
    return hours, start, draw(st.integers(1, 5 * 1440))


def _agree(case: tuple[Hours, datetime, int]) -> None:
    hours, start, length = case
    calendar, oracle = calendar_of(hours), Oracle(hours)
    counted = [oracle.is_open(start + n * MINUTE) for n in range(length)]
    opened = sum(counted)
    assert calendar.between(start, start + length * MINUTE) == opened * MINUTE
    half = opened // 2
    if half:
        due = calendar.add(start, half * MINUTE)
        passed = (due - start) // MINUTE
        assert sum(counted[:passed]) == half
        assert counted[passed - 1], "the earliest instant follows an open minute"
    pieces = [
        piece.open
        for piece in calendar.stretches(start, start + length * MINUTE)
        for _n in range(piece.length // MINUTE)
    ]
    assert pieces == counted


@settings(max_examples=100, deadline=None)
@given(cases())
def test_a_calendar_counts_as_a_person_with_a_clock_would(
    case: tuple[Hours, datetime, int],
) -> None:
    _agree(case)


@pytest.mark.long
@settings(max_examples=5000, deadline=None)
@given(cases())
def test_a_calendar_counts_as_a_person_with_a_clock_would_at_length(
    case: tuple[Hours, datetime, int],
) -> None:
    _agree(case)
