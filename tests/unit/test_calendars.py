"""Business calendars by hand: the sentences that people check on their fingers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from frontdesk.clock import ALWAYS, DayKind, Hours, OwnDay, Why, Window, calendar_of
from frontdesk.errors import BadInputError
from frontdesk.terms import NEVER

STOCKHOLM = ZoneInfo("Europe/Stockholm")
WARSAW = ZoneInfo("Europe/Warsaw")
DAY = Window(8 * 60, 17 * 60)
LUNCH = (Window(8 * 60, 12 * 60), Window(13 * 60, 17 * 60))


def weekdays(*windows: Window) -> tuple[tuple[Window, ...], ...]:
    return (tuple(windows),) * 5 + ((),) * 2


OFFICE = Hours("office", "Europe/Stockholm", weekdays(DAY))
SWEDEN = replace(OFFICE, country="SE", categories=("public", "de_facto"))
POLAND = Hours("biuro", "Europe/Warsaw", weekdays(DAY), "PL", "", ("public",))
NIGHT = Hours("night", "Europe/Stockholm", ((Window(22 * 60, 30 * 60),),) * 7)


def at(text: str, zone: ZoneInfo = STOCKHOLM) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def hours(amount: float) -> timedelta:
    return timedelta(hours=amount)


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2026-10-23 15:00", "2026-10-26 14:00"),  # the clocks go back on the Sunday between
        ("2026-03-27 15:00", "2026-03-30 14:00"),  # and forward
        ("2026-11-20 16:59", "2026-11-23 15:59"),
        ("2026-11-21 03:00", "2026-11-23 16:00"),  # a Saturday night counts from Monday
        ("2024-02-28 15:00", "2024-02-29 14:00"),
    ],
)
@pytest.mark.parametrize("zone", [STOCKHOLM, WARSAW])
def test_eight_business_hours_end_when_a_person_says_they_do(
    start: str, due: str, zone: ZoneInfo
) -> None:
    calendar = calendar_of(replace(OFFICE, zone=zone.key))
    assert calendar.add(at(start, zone), hours(8)) == at(due, zone)
    assert calendar.between(at(start, zone), at(due, zone)) == hours(8)


def test_lunch_does_not_count() -> None:
    calendar = calendar_of(replace(OFFICE, week=weekdays(*LUNCH)))
    assert calendar.add(at("2026-11-23 11:30"), hours(1)) == at("2026-11-23 13:30")
    assert calendar.between(at("2026-11-23 08:00"), at("2026-11-23 17:00")) == hours(8)
    assert not calendar.is_open(at("2026-11-23 12:00"))
    assert calendar.opens(at("2026-11-23 12:30")) == at("2026-11-23 13:00")


def test_an_amount_that_ends_with_a_window_is_due_at_its_end_not_at_the_next_start() -> None:
    calendar = calendar_of(OFFICE)
    assert calendar.add(at("2026-11-20 16:00"), hours(1)) == at("2026-11-20 17:00")


@pytest.mark.parametrize(
    ("night", "long"),
    [("2026-03-28", 7), ("2026-10-24", 9), ("2026-06-10", 8)],
)
def test_a_night_shift_has_the_hours_that_it_really_has(night: str, long: int) -> None:
    calendar = calendar_of(NIGHT)
    noon = at(f"{night} 12:00")
    assert calendar.between(noon, noon + timedelta(days=1)) == hours(long)


def test_a_window_in_the_gap_begins_at_the_jump_and_one_in_the_fold_counts_twice() -> None:
    early = replace(OFFICE, week=((Window(150, 210),),) * 7)  # 02:30 to 03:30
    calendar = calendar_of(early)
    gap = datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert calendar.opens(gap - hours(1)) == gap
    assert calendar.closes(gap) == gap + hours(0.5)
    fold = datetime(2026, 10, 25, tzinfo=UTC)
    assert calendar.between(fold, fold + hours(12)) == hours(2)


def test_swedish_eves_are_closed_by_the_de_facto_category() -> None:
    calendar = calendar_of(SWEDEN)
    eve = calendar.day(date(2026, 6, 19))
    assert (eve.kind, eve.name, eve.windows) == (DayKind.HOLIDAY, "Midsummer Eve", ())
    assert calendar.add(at("2026-06-18 16:00"), hours(2)) == at("2026-06-22 09:00")
    assert calendar.day(date(2026, 12, 24)).kind is DayKind.HOLIDAY
    assert calendar.day(date(2026, 12, 31)).kind is DayKind.HOLIDAY


def test_polish_november_and_christmas_eve_are_closed() -> None:
    calendar = calendar_of(POLAND)
    start = at("2026-11-10 16:00", WARSAW)
    assert calendar.add(start, hours(2)) == at("2026-11-12 09:00", WARSAW)
    assert calendar.day(date(2026, 12, 24)).name == "Christmas Eve"
    assert calendar.add(at("2026-12-23 16:30", WARSAW), hours(1)) == at("2026-12-28 08:30", WARSAW)
    # It is a holiday since 2025 only.
    assert calendar.day(date(2024, 12, 24)).kind is DayKind.WEEKDAY


def test_an_own_day_goes_before_a_holiday_and_before_the_week() -> None:
    eve = OwnDay(12, 23, None, (Window(480, 720),), "day before Christmas Eve")
    opened = OwnDay(6, 19, 2026, (Window(540, 600),), "stocktaking")
    calendar = calendar_of(replace(SWEDEN, own=(eve, opened)))
    assert calendar.between(at("2026-12-23 00:00"), at("2026-12-24 00:00")) == hours(4)
    assert calendar.between(at("2025-12-23 00:00"), at("2025-12-24 00:00")) == hours(4)
    assert calendar.between(at("2026-06-19 00:00"), at("2026-06-20 00:00")) == hours(1)
    assert calendar.day(date(2027, 6, 25)).kind is DayKind.HOLIDAY


def test_the_day_between_a_holiday_and_the_weekend_is_a_bridge_if_wanted() -> None:
    friday = date(2026, 5, 15)  # Ascension Day was the Thursday
    assert calendar_of(SWEDEN).day(friday).kind is DayKind.WEEKDAY
    bridged = calendar_of(replace(SWEDEN, bridges=True)).day(friday)
    assert (bridged.kind, bridged.name, bridged.windows) == (DayKind.BRIDGE, "Ascension Day", ())


def test_a_region_has_holidays_of_its_own() -> None:
    bavaria = Hours("by", "Europe/Berlin", weekdays(DAY), "DE", "BY", ("public",))
    epiphany = date(2026, 1, 6)
    assert calendar_of(bavaria).day(epiphany).kind is DayKind.HOLIDAY
    assert calendar_of(replace(bavaria, region="BE")).day(epiphany).kind is DayKind.WEEKDAY


def test_a_zone_that_changed_its_rules_is_counted_by_those_of_the_day() -> None:
    # Turkey stayed on summer time in 2016: no hour came back that autumn.
    istanbul = ZoneInfo("Europe/Istanbul")
    calendar = calendar_of(replace(NIGHT, zone="Europe/Istanbul"))
    for night, long in (("2015-11-07", 9), ("2016-10-29", 8)):
        noon = at(f"{night} 12:00", istanbul)
        assert calendar.between(noon, noon + timedelta(days=1)) == hours(long)


def test_around_the_clock_every_instant_counts() -> None:
    assert ALWAYS.add(at("2026-03-28 20:00"), hours(24)) == at("2026-03-28 20:00").astimezone(
        UTC
    ) + hours(24)
    assert ALWAYS.is_open(at("2026-12-25 03:00"))
    assert ALWAYS.closes(at("2026-12-25 03:00")) is None


def test_closed_pieces_say_why() -> None:
    calendar = calendar_of(SWEDEN)
    told = [
        (f"{each.start.astimezone(STOCKHOLM):%d %H:%M}", each.open, each.why, each.name)
        for each in calendar.stretches(at("2026-06-18 16:00"), at("2026-06-22 09:00"))
    ]
    assert told == [
        ("18 16:00", True, Why.HOURS, ""),
        ("18 17:00", False, Why.OUTSIDE_HOURS, ""),
        ("19 00:00", False, Why.HOLIDAY, "Midsummer Eve"),
        ("20 00:00", False, Why.HOLIDAY, "Midsummer Day"),
        ("21 00:00", False, Why.DAY_OFF, ""),
        ("22 00:00", False, Why.OUTSIDE_HOURS, ""),
        ("22 08:00", True, Why.HOURS, ""),
    ]


def test_a_jump_of_the_clocks_stands_on_the_piece_that_holds_it() -> None:
    pieces = list(calendar_of(NIGHT).stretches(at("2026-03-28 20:00"), at("2026-03-29 08:00")))
    assert [each.shift for each in pieces] == [timedelta(), hours(1), timedelta()]
    assert [each.length for each in pieces] == [hours(2), hours(7), hours(2)]


def test_the_hash_follows_the_expanded_days_and_nothing_else() -> None:
    since, until = date(2026, 6, 1), date(2026, 6, 30)
    plain = calendar_of(OFFICE).hash(since, until)
    assert calendar_of(replace(OFFICE, name="other")).hash(since, until) == plain
    assert calendar_of(SWEDEN).hash(since, until) != plain
    quiet = date(2026, 9, 1), date(2026, 9, 30)
    assert calendar_of(SWEDEN).hash(*quiet) == calendar_of(OFFICE).hash(*quiet)


@pytest.mark.parametrize("year", [1850, 2100, 9998])
def test_years_that_no_library_knows_are_no_defect(year: int) -> None:
    calendar = calendar_of(SWEDEN)
    start = datetime(year, 6, 1, tzinfo=UTC)
    assert calendar.between(start, start + timedelta(days=7)) >= timedelta()
    assert calendar.between(start, NEVER) >= timedelta()


@pytest.mark.parametrize(
    ("hours", "says"),
    [
        (replace(OFFICE, week=((),) * 7), "never open"),
        (replace(OFFICE, week=weekdays(DAY, Window(960, 1100))), "overlap on mon: 08:00–17:00"),
        (
            replace(NIGHT, week=((Window(1320, 1800), Window(300, 400)),) * 7),
            "the night before runs into it",
        ),
        (replace(OFFICE, week=weekdays(Window(600, 600))), "cannot be"),
        (replace(OFFICE, zone="Europe/Stokholm"), "no time zone"),
        (replace(SWEDEN, country="SX9"), "country"),
        (replace(SWEDEN, country="DE", region="XX"), "region"),
        (replace(SWEDEN, categories=("de_fato",)), "category"),
        (
            replace(OFFICE, own=(OwnDay(5, 1, None, (DAY, Window(500, 600)), "May Day"),)),
            "overlap on May Day",
        ),
    ],
)
def test_what_cannot_be_a_calendar_is_refused_in_one_line(hours: Hours, says: str) -> None:
    with pytest.raises(BadInputError) as refused:
        calendar_of(hours)
    assert says in refused.value.title
    assert refused.value.hint


def test_a_promise_that_never_comes_due_is_refused() -> None:
    rare = Hours("rare", "UTC", ((Window(0, 1),),) + ((),) * 6)
    with pytest.raises(BadInputError):
        calendar_of(rare).add(datetime(2026, 1, 1, tzinfo=UTC), hours(1_000))
