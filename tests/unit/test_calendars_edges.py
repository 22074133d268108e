"""Calendars where they are easily wrong: odd zones, odd weeks, odd days, threads, and bad input."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from frontdesk.clock import Calendar, DayKind, Hours, OwnDay, Why, Window, calendar_of
from frontdesk.errors import BadInputError
from frontdesk.terms import NEVER

ROOT = Path(__file__).parents[2]
DAY = Window(480, 1020)
ROUND = Window(0, 1440)
NIGHT = Window(1320, 1800)  # 22:00 to 06:00
WEEK = ((DAY,),) * 5 + ((),) * 2
OFFICE = Hours("office", "Europe/Stockholm", WEEK)
SWEDEN = replace(OFFICE, country="SE", categories=("public", "de_facto"))
SUNDAYS = replace(SWEDEN, week=((DAY,),) * 4 + ((),) * 2 + ((DAY,),))


def hours(amount: float) -> timedelta:
    return timedelta(hours=amount)


def local(text: str, zone: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


# Zones


@pytest.mark.parametrize(
    ("window", "long"),
    [
        (Window(0, 120), 2),  # to 02:00, where the repeated hour begins: none of it
        (Window(0, 150), 3.5),  # to 02:30, the second time
        (Window(0, 180), 4),
        (Window(120, 180), 2),
        (Window(150, 300), 3.5),  # from 02:30, the first time
        (Window(180, 300), 2),
    ],
)
def test_the_hour_that_comes_twice_is_counted_where_a_window_covers_it(
    window: Window, long: float
) -> None:
    calendar = calendar_of(replace(OFFICE, week=((window,),) * 7))
    start = local("2026-10-25 00:00", "Europe/Stockholm")
    assert calendar.between(start, start.astimezone(UTC) + hours(20)) == hours(long)


@pytest.mark.parametrize(
    ("window", "long"),
    [
        (Window(0, 120), 2),
        (Window(0, 150), 2),
        (Window(130, 170), 0),
        (Window(150, 300), 2),
        (Window(120, 180), 0),
    ],
)
def test_the_hour_that_never_comes_counts_nothing(window: Window, long: float) -> None:
    calendar = calendar_of(replace(OFFICE, week=((window,),) * 7))
    start = local("2026-03-29 00:00", "Europe/Stockholm")
    assert calendar.between(start, start.astimezone(UTC) + hours(20)) == hours(long)


def test_windows_that_meet_in_the_repeated_hour_count_it_once() -> None:
    calendar = calendar_of(replace(OFFICE, week=((Window(0, 150), Window(150, 300)),) * 7))
    start = local("2026-10-25 00:00", "Europe/Stockholm")
    end = start.astimezone(UTC) + hours(20)
    assert calendar.between(start, end) == hours(6)
    pieces = list(calendar.stretches(start, end))
    assert sum((each.length for each in pieces if each.open), timedelta()) == hours(6)


def test_a_saturday_that_ends_where_the_clocks_go_back_at_midnight_is_no_longer() -> None:
    # In Havana the hour after midnight of 1 November 2026 comes twice; it is Sunday's.
    havana = Hours("tarde", "America/Havana", ((),) * 5 + ((Window(960, 1440),), ()))
    start = local("2026-10-31 12:00", "America/Havana")
    assert calendar_of(havana).between(start, start.astimezone(UTC) + hours(30)) == hours(8)


def test_half_an_hour_forward_and_a_day_that_never_was_are_counted() -> None:
    howe = calendar_of(Hours("howe", "Australia/Lord_Howe", ((Window(0, 360),),) * 7))
    start = local("2026-10-04 00:00", "Australia/Lord_Howe")
    assert howe.between(start, start.astimezone(UTC) + hours(12)) == hours(5.5)
    # Samoa went from Thursday 29 to Saturday 31 December 2011.
    apia = calendar_of(Hours("apia", "Pacific/Apia", ((DAY,),) * 7))
    thursday = local("2011-12-29 12:00", "Pacific/Apia")
    assert apia.between(thursday, local("2011-12-31 12:00", "Pacific/Apia")) == hours(9)
    pieces = list(apia.stretches(thursday, local("2011-12-31 12:00", "Pacific/Apia")))
    assert [each.shift for each in pieces] == [timedelta(), timedelta(1), timedelta()]


# Days


def test_a_window_that_crosses_midnight_belongs_to_the_day_on_which_it_starts() -> None:
    calendar = calendar_of(replace(SWEDEN, week=((NIGHT,),) * 7))
    # Midsummer Eve 2026 is Friday 19 June: the night from Thursday goes on into it, its own is off.
    six = local("2026-06-19 06:00", "Europe/Stockholm")
    assert calendar.is_open(six - hours(1))
    assert calendar.closes(six - hours(1)) == six
    assert calendar.opens(six) == local("2026-06-21 22:00", "Europe/Stockholm")


def test_an_own_day_of_one_year_goes_before_that_of_every_year() -> None:
    every = OwnDay(12, 23, None, (), "closed")
    once = OwnDay(12, 23, 2026, (Window(480, 600),), "two hours")
    calendar = calendar_of(replace(OFFICE, own=(every, once)))
    assert calendar.day(date(2026, 12, 23)).name == "two hours"
    assert calendar.day(date(2027, 12, 23)).windows == ()


def test_the_29th_of_february_of_every_year_comes_in_leap_years() -> None:
    calendar = calendar_of(
        Hours("leap", "UTC", ((),) * 7, own=(OwnDay(2, 29, None, (DAY,), "leap day"),))
    )
    assert calendar.opens(datetime(2026, 1, 1, tzinfo=UTC)) == datetime(2028, 2, 29, 8, tzinfo=UTC)
    assert calendar.opens(datetime(2096, 3, 1, tzinfo=UTC)) == datetime(2104, 2, 29, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "day", "kind", "name"),
    [
        # Epiphany 2026 is a Tuesday: the Monday before it is a bridge.
        (SWEDEN, date(2026, 1, 5), DayKind.BRIDGE, "Epiphany"),
        (SWEDEN, date(2026, 1, 7), DayKind.WEEKDAY, ""),
        # New Year's Day 2026 is a Thursday.
        (SWEDEN, date(2026, 1, 2), DayKind.BRIDGE, "New Year's Day"),
        # A week from Sunday to Thursday: 1 May 2028 is a Monday, the Sunday before it a bridge.
        (SUNDAYS, date(2028, 4, 30), DayKind.BRIDGE, "May Day"),
        (SUNDAYS, date(2026, 5, 17), DayKind.WEEKDAY, ""),
        # 6 June 2027 is a Sunday: nothing is lost by it.
        (SWEDEN, date(2027, 6, 7), DayKind.WEEKDAY, ""),
        # Open on Mondays, Wednesdays and Fridays: each is alone, and none is a bridge for that,
        (replace(SWEDEN, week=((DAY,), ()) * 3 + ((),)), date(2026, 11, 25), DayKind.WEEKDAY, ""),
        # not even beside a holiday that falls on a day without hours.
        (replace(SWEDEN, week=((DAY,), ()) * 3 + ((),)), date(2026, 1, 7), DayKind.WEEKDAY, ""),
    ],
)
def test_a_bridge_is_a_working_day_alone_between_days_off(
    hours: Hours, day: date, kind: DayKind, name: str
) -> None:
    found = calendar_of(replace(hours, bridges=True)).day(day)
    assert (found.kind, found.name) == (kind, name)


def test_a_holiday_that_is_worked_makes_no_bridge_and_a_closed_own_day_does() -> None:
    thursday = OwnDay(5, 14, 2026, (DAY,), "worked")
    worked = calendar_of(replace(SWEDEN, bridges=True, own=(thursday,)))
    assert worked.day(date(2026, 5, 15)).kind is DayKind.WEEKDAY
    moving = OwnDay(11, 26, 2026, (), "we move")
    moved = calendar_of(replace(OFFICE, bridges=True, own=(moving,)))
    assert moved.day(date(2026, 11, 27)).kind is DayKind.BRIDGE
    assert moved.day(date(2026, 11, 27)).name == "we move"


def test_an_own_day_with_hours_says_its_name_open_and_closed() -> None:
    own = OwnDay(11, 24, 2026, (Window(480, 720),), "training")
    start = local("2026-11-24 00:00", "Europe/Stockholm")
    told = [
        (each.open, each.why, each.name, each.length)
        for each in calendar_of(replace(OFFICE, own=(own,))).stretches(start, start + hours(24))
    ]
    assert told == [
        (False, Why.OWN, "training", hours(8)),
        (True, Why.OWN, "training", hours(4)),
        (False, Why.OWN, "training", hours(12)),
    ]


# Ends of time


def test_days_open_around_the_clock_close_when_they_do_also_over_new_year() -> None:
    weekdays = calendar_of(replace(OFFICE, week=((ROUND,),) * 5 + ((),) * 2))
    new_year = local("2025-12-31 12:00", "Europe/Stockholm")
    assert weekdays.closes(new_year) == local("2026-01-03 00:00", "Europe/Stockholm")
    assert weekdays.closes(local("2026-11-28 12:00", "Europe/Stockholm")) is None  # a Saturday
    assert calendar_of(replace(OFFICE, week=((ROUND,),) * 7)).closes(new_year) is None


def test_years_that_the_library_knows_in_part_are_taken_without_a_word() -> None:
    india = calendar_of(Hours("delhi", "Asia/Kolkata", WEEK, "IN", "", ("public",)))
    assert india.day(date(2099, 1, 26)).name == "Republic Day"


@pytest.mark.parametrize("year", [1, 1600, 1969, 2101, 2199, 2300, 9998])
def test_far_years_are_answered_and_pieces_agree_with_the_count(year: int) -> None:
    calendar = calendar_of(SWEDEN)
    start = datetime(year, 12, 20, tzinfo=UTC)
    end = start + timedelta(days=30)
    pieces = list(calendar.stretches(start, end))
    assert (pieces[0].start, pieces[-1].end) == (start, end)
    opened = sum((each.length for each in pieces if each.open), timedelta())
    assert opened == calendar.between(start, end)
    assert calendar.between(start, NEVER) >= opened


def test_what_is_too_far_is_too_far_whatever_was_asked_before() -> None:
    rare = Hours("rare", "UTC", ((Window(0, 60),),) + ((),) * 6)
    start, amount = datetime(2026, 1, 1, tzinfo=UTC), hours(4000)  # 77 years of Mondays
    for before in (timedelta(), timedelta(days=60_000)):
        calendar = Calendar(rare)
        calendar.between(start, start + before)
        with pytest.raises(BadInputError):
            calendar.add(start, amount)
        assert calendar.add(start, hours(520)).year == 2035


def test_threads_that_ask_at_once_are_told_the_same() -> None:
    starts = [datetime(2000 + n % 20, 1 + n % 12, 1, tzinfo=UTC) for n in range(120)]
    known = [calendar_of(OFFICE).add(start, hours(100)) for start in starts]
    shared = Calendar(OFFICE)
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda start: shared.add(start, hours(100)), starts))
    assert found == known


def test_calendars_of_the_same_hours_are_equal() -> None:
    assert Calendar(OFFICE) == calendar_of(OFFICE) != calendar_of(SWEDEN)
    assert len({Calendar(OFFICE), calendar_of(OFFICE)}) == 1


# Bad input

NIGHTS = replace(OFFICE, week=((NIGHT,),) * 7)


@pytest.mark.parametrize(
    ("hours", "says"),
    [
        (replace(OFFICE, own=(OwnDay(2, 30, None, ()),)), "a day that no year has: 02-30"),
        (replace(OFFICE, own=(OwnDay(2, 29, 2027, ()),)), "a day that no year has: 2027-02-29"),
        (replace(OFFICE, own=(OwnDay(5, 1, 20266, ()),)), "a day that no year has"),
        (replace(OFFICE, own=(OwnDay(5, 1, None, ()),) * 2), "says twice what 05-01 is"),
        (
            replace(NIGHTS, own=(OwnDay(5, 2, None, (Window(300, 480),), "May"),)),
            "overlap on May: the night before",
        ),
        (
            replace(OFFICE, own=(OwnDay(11, 24, 2026, (Window(1380, 1980),), "late"),)),
            "overlap on wed: the night before",
        ),
        (
            replace(
                OFFICE,
                own=(
                    OwnDay(2, 29, 2028, (Window(1380, 1980),), "leap"),
                    OwnDay(3, 1, 2028, (Window(500, 600),), "after"),
                ),
            ),
            "overlap on wed: the night before",
        ),
        (Hours("once", "UTC", ((),) * 7, own=(OwnDay(5, 1, 2026, (DAY,)),)), "is never open"),
        (replace(OFFICE, week=(((Window(1500, 1600)),),) * 7), "a window that cannot be"),
        (replace(OFFICE, zone="localtime"), "no time zone"),
    ],
)
def test_more_that_cannot_be_a_calendar(hours: Hours, says: str) -> None:
    with pytest.raises(BadInputError) as refused:
        calendar_of(hours)
    assert says in refused.value.title
    assert refused.value.hint


@pytest.mark.parametrize(
    ("place", "hint"),
    [
        (("Sweden", "", ()), "SE (Sweden)"),
        (("se", "", ()), "SE (Sweden)"),
        (("DE", "Bayren", ()), "Bayern"),
        (("SE", "", ("publik",)), "public"),
        (("HU", "", ("workday",)), "public"),  # days that are worked instead are no holidays
    ],
)
def test_the_nearest_that_is_known_is_named(
    place: tuple[str, str, tuple[str, ...]], hint: str
) -> None:
    country, region, categories = place
    with pytest.raises(BadInputError) as refused:
        calendar_of(replace(OFFICE, country=country, region=region, categories=categories))
    assert hint in refused.value.hint


def test_holidays_are_english_whatever_the_machine_speaks_and_loaded_when_asked_for() -> None:
    code = """
import os, sys
from datetime import date
from frontdesk.clock import Hours, Window, calendar_of
week = ((Window(480, 1020),),) * 7
calendar_of(Hours("plain", "Europe/Warsaw", week))
assert "holidays" not in sys.modules
polish = calendar_of(Hours("biuro", "Europe/Warsaw", week, "PL", "", ("public",)))
print(polish.day(date(2026, 11, 11)).name)
"""
    ran = subprocess.run(
        [sys.executable, "-c", code],
        env={
            "LANGUAGE": "pl",
            "LC_ALL": "pl_PL.UTF-8",
            "PATH": "",
            "PYTHONPATH": str(ROOT),
            "PYTHONUTF8": "1",
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout == "National Independence Day\n"
