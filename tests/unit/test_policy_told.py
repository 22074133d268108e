"""What a policy says about time, in words for people who decide whether to adopt it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from frontdesk import policy
from frontdesk.rulebook.agreement import open_a_year
from frontdesk.rulebook.calendars import CalendarEntry
from frontdesk.rulebook.promises import written_span
from tests.unit.routing_cases import WITHOUT_RULES

OFFICE = '[[calendars]]\nname = "office"\nzone = "UTC"\nhours = { mon-fri = ["08:00-16:00"] }\n'


def told(text: str) -> policy.Told:
    return policy.told(policy.parse(WITHOUT_RULES + text))


def calendar(body: str, others: str = "") -> str:
    """How a calendar that is not the first is told."""
    return told(f'{OFFICE}{others}[[calendars]]\nname = "c"\n{body}\n').calendars[-1]


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ('{ mon-fri = ["08:00-17:00"] }', "mon-fri 08:00-17:00"),
        ('{ mon = ["08:00-17:00"] }', "mon 08:00-17:00"),
        ('{ sun = ["08:00-17:00"] }', "sun 08:00-17:00"),
        ('{ mon-tue = ["08:00-17:00"], wed = ["09:00-12:00"] }',
         "mon-tue 08:00-17:00, wed 09:00-12:00"),
        ('{ mon = ["08:00-12:00", "13:00-17:00"], fri-sun = ["22:00-06:00"] }',
         "mon 08:00-12:00 13:00-17:00, fri-sun 22:00-06:00"),
        ('{ mon-sun = ["00:00-24:00"] }', "mon-sun 00:00-24:00"),
    ],
)  # fmt: skip
def test_days_that_are_alike_stand_together(hours: str, said: str) -> None:
    assert calendar(f'zone = "UTC"\nhours = {hours}') == f"c: {said}; UTC; no holidays"


def test_a_calendar_says_where_it_lies_what_closes_it_and_whose_it_is() -> None:
    hours = 'hours = { mon = ["08:00-17:00"] }\n'
    site = hours + 'holidays = { country = "site", categories = ["public", "bank"] }\n'
    assert calendar(site + 'bridge_days = true\nsites = ["lund"]\nteams = ["desktop"]') == (
        "c: mon 08:00-17:00; in the site's zone; holidays of the site's country (public, bank); "
        "bridge days off; of lund, desktop"
    )
    spain = hours + 'zone = "Europe/Madrid"\nholidays = { country = "ES", region = "MD" }\n'
    days = 'days = [{ date = "12-24" }, { date = "01-05", name = "eve", hours = ["08:00-12:00"] }]'
    assert calendar(spain + days) == (
        "c: mon 08:00-17:00; Europe/Madrid; holidays of ES-MD (public); 12-24 closed; "
        "01-05 eve 08:00-12:00"
    )
    assert calendar('always = true\nplans = ["plus"]\nvendors = ["maker"]') == (
        "c: always open; of plus, maker"
    )
    assert told(OFFICE).calendars == (
        "office: mon-fri 08:00-16:00; UTC; no holidays; of all who have no other",
    )


def row(promise: str, calendars: str = OFFICE) -> tuple[str, ...]:
    heading, *rows = told(f"{calendars}[[promises]]\n{promise}\n").promises
    assert heading == (
        "clock", "promise", "for", "P1", "P2", "P3", "P4", "P5", "calendar", "pauses for"
    )  # fmt: skip
    return rows[0]


def test_a_promise_is_one_row() -> None:
    full = (
        'clock = "resolution"\nname = "p"\npriority = ["P1", "P3"]\nwithin = "90m"\n'
        'site = ["lund", "umea"]\ntier = 2\npauses = ["vendor", "requester"]\ncalendar = "office"'
    )
    assert row(full) == (
        "resolution", "p", "site lund, umea, tier 2", "1h30m", "–", "1h30m", "–", "–", "office",
        "vendor, requester",
    )  # fmt: skip
    bare = 'clock = "resolution"\nname = "p"\nwithin = { P1 = "1h" }'
    assert row(bare) == ("resolution", "p", "all", "1h", "–", "–", "–", "–", "office", "–")


def test_whose_calendar_counts_is_said() -> None:
    p, plan = 'name = "p"\nwithin = "4h"\nclock = ', '[[calendars]]\nname = "c"\nalways = true\n'
    assert row(f'{p}"resolution"', "")[8] == "always"
    assert row(f'{p}"resolution"')[8] == "office"
    assert row(f'{p}"resolution"', f'{OFFICE}{plan}plans = ["x"]\n')[8] == "the plan's, else office"
    assert row(f'{p}"resolution"', f'{OFFICE}{plan}sites = ["x"]\n')[8] == "the site's, else office"
    assert row(f'{p}"work"', f'{OFFICE}{plan}plans = ["x"]\n')[8] == "office"
    assert row(f'{p}"work"', f'{OFFICE}{plan}teams = ["x"]\n')[8] == "the team's, else office"
    by_site = f'{p}"resolution"\ncalendar = "site"'
    assert row(by_site, f'{OFFICE}{plan}plans = ["x"]\n')[8] == "office"


def test_a_warning_is_one_line_and_without_promises_there_is_no_table() -> None:
    promise = '[[promises]]\nclock = "resolution"\nname = "p"\nwithin = "4h"\n'
    warning = '[[warnings]]\nclock = "resolution"\nat = 0.75\n'
    more = 'do = ["inform", "reassign"]\nto = ["vera"]\npriority = ["P1", "P2"]\n'
    assert told(OFFICE + promise + warning).warnings == ("resolution at 75 %: inform",)
    assert told(OFFICE + promise + warning + more).warnings == (
        "resolution at 75 %: inform, reassign, vera (P1, P2)",
    )
    assert told(OFFICE).promises == ()


@pytest.mark.parametrize(
    ("seconds", "written"),
    [(0, "0s"), (30, "30s"), (90 * 60, "1h30m"), (8 * 3600, "8h"), (3601, "1h1s"), (86400, "24h")],
)
def test_a_span_is_written_as_a_policy_has_it(seconds: int, written: str) -> None:
    assert written_span(timedelta(seconds=seconds)) == written


def test_how_long_a_calendar_is_open_in_a_year() -> None:
    def hours(**body: object) -> float:
        entry = CalendarEntry.model_validate({"name": "c", **body})
        return open_a_year(entry) / timedelta(hours=1)

    week = {"mon-fri": ("08:00-12:00", "13:00-17:00")}
    assert hours(always=True) == 52 * 168
    assert hours(hours=week) == 52 * 40
    day = {"date": "12-24", "hours": ("08:00-11:00",)}
    assert hours(hours=week, days=(day, {"date": "2026-12-23", "hours": "08:00-11:00"})) == 2083
    assert hours(days=(day,)) == 3
