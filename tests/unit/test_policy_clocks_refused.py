"""Calendars, promises and warnings of a policy: what is wrong or odd is named by its path."""

from __future__ import annotations

import pytest

from frontdesk import policy
from tests.unit.promise_cases import BEFORE, OFFICE, SOLVED, read, refusal


@pytest.mark.parametrize(
    ("section", "path", "said"),
    [
        ('name = "a"', "calendars[0].hours", "never open"),
        ('name = "a"\nhours = { mon = [] }', "calendars[0].hours", "never open"),
        ('name = "a"\nhours = { mon = ["08:00-12:00", "11:00-17:00"] }', "calendars[0].hours", ""),
        (
            'name = "a"\nhours = { mon-tue = "22:00-06:00", wed = "05:00-09:00" }',
            "calendars[0].hours",
            "",
        ),
        ('name = "a"\nhours = { mon-fri = "08-17" }', "calendars[0].hours.mon-fri[0]", "08:00-17"),
        ('name = "a"\nhours = { mon = "08:00-25:00" }', "calendars[0].hours.mon[0]", "24:00"),
        ('name = "a"\nhours = { mon = "08:00-08:00" }', "calendars[0].hours.mon[0]", "no length"),
        ('name = "a"\nhours = { monday = "08:00-17:00" }', "calendars[0].hours.monday", "mon-fri"),
        (
            'name = "a"\nhours = { mon-fri = "08:00-17:00", tue = "08:00-12:00" }',
            "calendars[0].hours",
            "tue stands twice",
        ),
        (
            'name = "a"\nzone = "Europe/Stokholm"\nhours = { mon = "08:00-17:00" }',
            "calendars[0].zone",
            "Europe/Stockholm",
        ),
        (
            'name = "a"\nhours = { mon = "08:00-17:00" }\nholidays = { country = "ZZ" }',
            "calendars[0].holidays",
            "",
        ),
        (
            (
                'name = "a"\nhours = { mon = "08:00-17:00" }\n'
                'holidays = { country = "DE", region = "XX" }'
            ),
            "calendars[0].holidays",
            "",
        ),
        (
            'name = "a"\nhours = { mon = "08:00-17:00" }\nholidays = { region = "BY" }',
            "calendars[0].holidays.region",
            "country",
        ),
        ('name = "a"\nalways = true\nhours = { mon = "08:00-17:00" }', "calendars[0].hours", ""),
        ('name = "team"\nalways = true', "calendars[0].name", "word"),
        (
            (
                'name = "a"\nalways = true\nsites = ["umea"]\n'
                '[[calendars]]\nname = "b"\nalways = true\nsites = ["umea"]'
            ),
            "calendars[1].sites",
            "umea has the calendar a",
        ),
        (
            (
                'name = "a"\nhours = { mon = "08:00-17:00" }\n'
                'days = [ { date = "02-30", hours = [] } ]'
            ),
            "calendars[0].days[0].date",
            "02-30",
        ),
        (
            (
                'name = "a"\nhours = { mon = "08:00-17:00" }\ndays = [ { date = "05-02" }, '
                '{ date = "5-2" } ]'
            ),
            "calendars[0].days",
            "05-02 stands twice",
        ),
        ('name = "a"\nhous = { mon = "08:00-17:00" }', "calendars[0].hous", "hours"),
    ],
)
def test_a_calendar_that_cannot_be_kept_to_is_named_by_its_path(
    section: str, path: str, said: str
) -> None:
    refused = refusal("[[calendars]]\n" + section + "\n")
    assert path in refused.title
    assert said in refused.title + refused.hint


@pytest.mark.parametrize(
    ("old", "new", "path", "said"),
    [
        ('"8h"', '"0h"', "promises[0].within", "more than nothing"),
        ('"8h"', '"3650d"', "promises[0].within", "ten years"),
        ('"8h"', '"87600h"', "promises[0].within", "ten years"),
        ('"8h"', '"30000h"', "promises[0].within", "10 years"),
        ('"8h"', '"99999d"', "promises[0].within", "3650d"),
        ('"8h"', '"2d"', "promises[0].within", "48h"),
        ('"8h"', "8", "promises[0].within", "8h"),
        ('"8h"', '{ P2 = "8h", P9 = "1h" }', "promises[0].within", "P9 is no priority"),
        ('"8h"', '{ P2 = "0m" }', "promises[0].within", "P2 = '0m'"),
        ('"8h"', "{ }", "promises[0].within", "P1"),
        ('"8h"', '"8h"\ncalendar = "offise"', "promises[0].calendar", "office"),
        ('"8h"', '"8h"\npauses = "vendors"', "promises[0].pauses[0]", "vendor"),
        ('"8h"', '"8h"\npausas = "vendor"', "promises[0].pausas", "promises[0].pauses"),
        ('"resolution"', '"callback"', "promises[0].clock", "the time that was given"),
        ('"resolution"', '"resolutoin"', "promises[0].clock", "resolution"),
    ],
)
def test_a_promise_that_nobody_can_keep_is_named_by_its_path(
    old: str, new: str, path: str, said: str
) -> None:
    refused = refusal(OFFICE, SOLVED.replace(old, new))
    assert path in refused.title
    assert said in refused.title + refused.hint


def test_a_warning_needs_a_promise() -> None:
    refused = refusal(OFFICE, SOLVED, '[[warnings]]\nclock = "accept"\nat = 0.5\n')
    assert "warnings[0].clock: nothing is promised for accept" in refused.title
    zero = refusal(OFFICE, SOLVED, '[[warnings]]\nclock = "resolution"\nat = 0.0\n')
    assert "warnings[0].at is 0.0" in zero.title


def test_the_line_of_a_promise_is_named() -> None:
    refused = refusal(OFFICE, SOLVED + 'calendar = "offise"\n')
    line = "\n".join([BEFORE, OFFICE, SOLVED]).count("\n") + 1
    assert refused.title.startswith(f"policy.toml:{line}: promises[0].calendar")


@pytest.mark.parametrize(
    ("sections", "said"),
    [
        ([OFFICE, SOLVED, SOLVED.replace("solved", "b")], "promises[1] (b): can never count: solv"),
        (
            [
                OFFICE,
                SOLVED.replace('"8h"', '{ P1 = "1h", P2 = "2h" }'),
                SOLVED.replace("solved", "b") + 'priority = ["P1", "P2"]\n',
            ],
            "promises[1] (b): can never count: solved",
        ),
        (
            [OFFICE, SOLVED.replace('"8h"', '{ P2 = "8h" }') + 'priority = "P1"\n'],
            "promises[0] (solved): can never count: it promises nothing",
        ),
        (
            [OFFICE, SOLVED.replace('"8h"', '{ P1 = "9h", P2 = "8h" }')],
            "P1 is promised later than P2: 9h against 8h",
        ),
        (
            [
                OFFICE,
                OFFICE.replace("office", "short").replace("17:00", "09:00"),
                SOLVED.replace("solved", "slow") + 'priority = "P1"\ncalendar = "short"\n',
                SOLVED,
            ],
            "P1 is promised later than P2: 8h against 8h of “solved”",
        ),
        ([OFFICE, OFFICE.replace("office", "b"), SOLVED], "calendars[1] (b): nobody uses it"),
        ([SOLVED], "promises: without a calendar"),
        ([OFFICE, SOLVED + 'category = "vpm"\n'], "has no category vpm; did you mean vpn?"),
        ([OFFICE, SOLVED + "tier = 5\n"], "the ladder ends at 3"),
        ([OFFICE, SOLVED + 'calendar = "plan"\n'], "no plan has a calendar"),
        (
            [
                OFFICE,
                SOLVED + 'priority = "P1"\n',
                '[[warnings]]\nclock = "resolution"\nat = 0.5\npriority = "P2"\n',
            ],
            "nothing is promised for its priorities",
        ),
        (
            [OFFICE, SOLVED, *['[[warnings]]\nclock = "resolution"\nat = 0.5\n'] * 2],
            "warnings[1] (resolution at 0.5): can never count",
        ),
    ],
)
def test_what_is_odd_about_promises_is_said(sections: list[str], said: str) -> None:
    warnings = policy.warnings(read(*sections))
    assert [each for each in warnings if said in each], warnings


def test_a_promise_for_other_tickets_shadows_nothing() -> None:
    rules = read(
        OFFICE,
        SOLVED.replace("solved", "a") + 'kind = "request"\npriority = "P1"\n',
        SOLVED.replace("solved", "b").replace("8h", "4h") + 'priority = "P1"\n',
        SOLVED,
    )
    assert policy.warnings(rules) == ()
