"""Business calendars by properties, and against a slow oracle that counts minute by minute."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.clock import Calendar, Hours, OwnDay, Window, calendar_of

ZONES = ("Europe/Stockholm", "Europe/Warsaw", "America/New_York", "Australia/Lord_Howe", "UTC")
START = datetime(2026, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
YEAR = 365 * 24 * 60


@st.composite
def windows(draw: st.DrawFn) -> tuple[Window, ...]:
    """None, one or two windows of a day; the last may cross midnight by at most two hours."""
    cuts = sorted(draw(st.lists(st.integers(2, 24), min_size=2, max_size=4, unique=True)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    late = draw(st.booleans())
    found = [Window(60 * one, 60 * other) for one, other in pairs if one < 24]
    if late and found and found[-1].ends >= 22 * 60:
        found[-1] = Window(found[-1].starts, 26 * 60)
    return tuple(found)


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    week = draw(st.lists(windows(), min_size=7, max_size=7).filter(any))
    country = draw(st.sampled_from(["", "SE", "PL"]))
    own = OwnDay(10, 25, None, (Window(600, 720),), "own") if draw(st.booleans()) else None
    return calendar_of(
        Hours(
            "drawn",
            draw(st.sampled_from(ZONES)),
            tuple(week),
            country,
            "",
            ("public",) if country else (),
            (own,) if own else (),
            draw(st.booleans()),
        )
    )


instants = st.integers(0, YEAR * 60 * 1_000_000).map(lambda n: START + timedelta(microseconds=n))
minutes = st.integers(0, YEAR).map(lambda n: START + n * MINUTE)
amounts = st.integers(1, 80 * 3600 * 1_000_000).map(lambda n: timedelta(microseconds=n))
quick = settings(max_examples=60, deadline=None)


@quick
@given(calendars(), instants, amounts)
def test_what_was_added_lies_between(calendar: Calendar, start: datetime, span: timedelta) -> None:
    due = calendar.add(start, span)
    assert calendar.between(start, due) == span
    assert calendar.between(start, due - timedelta(microseconds=1)) < span


@quick
@given(calendars(), instants, instants, instants)
def test_open_time_adds_up(calendar: Calendar, a: datetime, b: datetime, c: datetime) -> None:
    a, b, c = sorted((a, b, c))
    assert calendar.between(a, b) + calendar.between(b, c) == calendar.between(a, c)
    assert calendar.between(c, a) == timedelta()


@quick
@given(calendars(), instants, st.integers(0, 14 * 24 * 60))
def test_stretches_tile_the_time_and_their_open_parts_are_the_sum(
    calendar: Calendar, start: datetime, length: int
) -> None:
    end = start + length * MINUTE
    pieces = list(calendar.stretches(start, end))
    at = start
    for piece in pieces:
        assert piece.start == at < piece.end
        at = piece.end
    assert at == end
    opened = sum((piece.length for piece in pieces if piece.open), timedelta())
    assert opened == calendar.between(start, end)


@quick
@given(calendars(), instants)
def test_the_next_opening_is_open_and_nothing_before_it_is(
    calendar: Calendar, at: datetime
) -> None:
    opens = calendar.opens(at)
    assert calendar.is_open(opens)
    assert calendar.between(at, opens) == timedelta()
    closes = calendar.closes(opens)
    assert closes is not None
    assert not calendar.is_open(closes)


def _shown(calendar: Calendar, at: datetime) -> bool:
    """By the clock on the wall alone: whether a window of today or of yesterday covers it."""
    wall = at.astimezone(ZoneInfo(calendar.hours.zone)).replace(tzinfo=None)
    now = wall.hour * 60 + wall.minute
    today, before = calendar.day(wall.date()), calendar.day((wall - timedelta(days=1)).date())
    return any(one.starts <= now < one.ends for one in today.windows) or any(
        one.starts <= now + 1440 < one.ends for one in before.windows
    )


@quick
@given(calendars(), minutes, st.integers(1, 3 * 24 * 60))
def test_every_minute_is_as_the_clock_on_the_wall_says(
    calendar: Calendar, start: datetime, length: int
) -> None:
    counted = sum(_shown(calendar, start + n * MINUTE) for n in range(0, length, 7))
    known = sum(calendar.is_open(start + n * MINUTE) for n in range(0, length, 7))
    assert counted == known
