"""The roster against a slow oracle that looks at the wall clock minute by minute."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.errors import FrontdeskError
from frontdesk.timing import absences
from frontdesk.timing.absences import Absence
from frontdesk.timing.hours import Window
from frontdesk.timing.roster import Rota, in_order, overlap, week_of
from frontdesk.timing.week import days, monday

ZONES = ("UTC", "Europe/Stockholm", "Europe/Warsaw", "America/New_York", "Asia/Kathmandu")
CHANGES = (date(2026, 3, 29), date(2026, 10, 25), date(2026, 3, 8), date(2026, 6, 10))

# No boundary lies in the hour that is jumped over or comes twice: those are tested by hand.
minute = st.sampled_from([0, 30, 240, 360, 480, 725, 1020, 1320, 1439])
shifts = st.builds(
    lambda start, end: Window(start, end if end > start else end + 1440), minute, minute
)
dates = st.builds(
    lambda day, ahead: day + timedelta(days=ahead), st.sampled_from(CHANGES), st.integers(-9, 9)
)


@st.composite
def rotas(draw: st.DrawFn) -> Rota:
    week = week_of(draw(st.lists(st.tuples(st.integers(0, 6), shifts), max_size=9)))
    single = draw(st.dictionaries(dates, st.lists(shifts, max_size=2).map(in_order), max_size=4))
    since = draw(dates)
    gone = (Absence(since, since + timedelta(days=draw(st.integers(0, 5)))),)
    return Rota(draw(st.sampled_from(ZONES)), week, single, gone if draw(st.booleans()) else ())


def on_by_the_wall(rota: Rota, at: datetime) -> bool:
    """Whether somebody works at a moment, as one who looks at the clock on the wall would say."""
    wall = at.astimezone(ZoneInfo(rota.zone))
    minute = wall.hour * 60 + wall.minute
    for day, passed in ((wall.date(), minute), (wall.date() - timedelta(days=1), minute + 1440)):
        if any(each.since <= day <= each.until for each in rota.away):
            continue
        written = rota.days[day] if day in rota.days else rota.week[day.weekday()]
        if any(each.starts <= passed < each.ends for each in written):
            return True
    return False


@settings(max_examples=60, deadline=None)
@given(rotas(), dates, st.integers(0, 1439))
def test_presence_is_what_the_wall_clock_says(rota: Rota, day: date, minutes: int) -> None:
    at = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=minutes)
    there = rota.present(at)
    assert bool(there.on) == on_by_the_wall(rota, at)
    turn = there.until or there.back
    if turn is None:
        return
    step = timedelta(minutes=7)
    between = [at + step * n for n in range(1, min(250, (turn - at) // step + 1))]
    assert all(on_by_the_wall(rota, each) == bool(there.on) for each in between if each < turn)
    assert on_by_the_wall(rota, turn) != bool(there.on) or (turn - at) > timedelta(days=10)


@settings(max_examples=60, deadline=None)
@given(rotas(), dates)
def test_the_week_shows_the_hours_that_presence_goes_by(rota: Rota, day: date) -> None:
    for each in days({"x": rota}, "x", monday(day)):
        for span in each.spans:
            assert rota.present(span.starts).on
            assert rota.present(span.ends - timedelta(seconds=1)).on
            lasts = timedelta(minutes=span.shift.ends - span.shift.starts)
            assert span.ends - span.starts == lasts - span.jump


people = st.sampled_from("abcd")
gone = st.builds(
    lambda who, since, lasts, deputy: (
        who,
        Absence(date(2026, 6, since), date(2026, 6, since) + timedelta(days=lasts), deputy),
    ),
    people, st.integers(1, 20), st.integers(0, 9), st.none() | people,
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(gone, max_size=9))
def test_what_is_let_in_never_goes_round_and_ends_with_somebody_who_is_there(
    several: list[tuple[str, Absence]],
) -> None:
    held: dict[str, list[Absence]] = {}
    for who, each in several:
        try:
            absences.check(held, who, each)
        except FrontdeskError:
            continue
        held.setdefault(who, []).append(each)
    for day in (date(2026, 6, 1) + timedelta(days=n) for n in range(31)):
        for who in "abcd":
            at, steps = who, 0
            while (away := absences.on(held.get(at, ()), day)) is not None and away.deputy:
                at, steps = away.deputy, steps + 1
                assert steps <= 4, "the deputies go round"
            there = absences.on(held.get(at, ()), day) is None
            assert absences.stand_in(held, who, day) == (at if there and at != who else None)


@settings(max_examples=100, deadline=None)
@given(st.lists(shifts, max_size=3), st.lists(shifts, max_size=3))
def test_shifts_meet_when_a_minute_belongs_to_two(
    before: list[Window], of_day: list[Window]
) -> None:
    covered = [
        minute for each in before for minute in range(max(0, each.starts - 1440), each.ends - 1440)
    ]
    own = [minute for each in of_day for minute in range(each.starts, each.ends)]
    twice = len(own) != len(set(own)) or bool(set(own) & set(covered))
    assert (overlap(in_order(before), in_order(of_day)) is not None) == twice
