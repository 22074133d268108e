"""Calendars, promises and warnings of a policy: read whole, found by state."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from frontdesk import policy
from frontdesk.clock import Gap, OnChange, Promise, State
from frontdesk.policy import Action, Places, Policy
from frontdesk.terms import Channel, Clock, Kind, Pending, Priority, Status
from tests.unit.promise_cases import BEFORE, OFFICE, SOLVED, read
from tests.unit.routing_cases import POLICY

PLACES = Places.of(
    {"umea": ("Europe/Stockholm", "SE"), "gdansk": ("Europe/Warsaw", "PL")}, home="umea"
)
TICKET = State(Status.NEW, priority=Priority.P3, site="umea", team="front-office")


def promise(rules: Policy, clock: Clock, state: State = TICKET) -> Promise | None:
    return rules.promised(PLACES)(clock, state)


def found(rules: Policy, clock: Clock = Clock.RESOLUTION, state: State = TICKET) -> str | None:
    made = promise(rules, clock, state)
    return made.name if made is not None else None


def test_a_policy_without_calendars_promises_nothing_and_keeps_its_hash() -> None:
    rules = policy.parse(BEFORE)
    assert rules.calendars == rules.promises == rules.warnings == ()
    assert all(promise(rules, clock) is None for clock in Clock)
    assert policy.parse(BEFORE + "\n[clocks]\n").hash == rules.hash
    assert read(OFFICE).hash != rules.hash


def test_without_a_calendar_it_is_always_open() -> None:
    midnight = datetime(2026, 12, 25, 3, tzinfo=UTC)
    assert policy.parse(BEFORE).calendar_for(PLACES, site="umea").is_open(midnight)


def test_every_priority_is_promised_an_answer_and_a_resolution_by_the_shipped_policy() -> None:
    for priority in Priority:
        for kind in Kind:
            ticket = replace(TICKET, priority=priority, kind=kind)
            for clock in (Clock.FIRST_RESPONSE, Clock.RESOLUTION, Clock.ACCEPT, Clock.WORK):
                assert promise(POLICY, clock, ticket) is not None, (priority, kind, clock)


def test_what_is_urgent_is_promised_day_and_night_the_rest_in_the_hours_of_its_site() -> None:
    night = datetime(2026, 11, 24, 1, tzinfo=UTC)
    urgent = promise(POLICY, Clock.RESOLUTION, replace(TICKET, priority=Priority.P1))
    usual = promise(POLICY, Clock.RESOLUTION)
    assert urgent is not None
    assert usual is not None
    assert urgent.calendar.is_open(night)
    assert not usual.calendar.is_open(night)
    assert Pending.VENDOR in usual.pauses
    assert Pending.VENDOR not in urgent.pauses


def test_a_calendar_of_the_site_has_its_zone_and_its_holidays() -> None:
    swedish = POLICY.calendar_for(PLACES, site="umea")
    polish = POLICY.calendar_for(PLACES, site="gdansk")
    independence = datetime(2026, 11, 11, 10, tzinfo=UTC)
    midsummer_eve = datetime(2026, 6, 19, 10, tzinfo=UTC)
    assert swedish.is_open(independence)
    assert not polish.is_open(independence)
    assert polish.is_open(midsummer_eve)
    assert not swedish.is_open(midsummer_eve)
    assert POLICY.calendar_for(PLACES) is swedish  # home
    assert POLICY.calendar_for(PLACES, site="elsewhere") is swedish


def test_the_first_promise_that_matches_counts() -> None:
    special = SOLVED.replace('"solved"', '"vpn"').replace("8h", "4h") + 'category = "vpn"\n'
    rules = read(OFFICE, special, SOLVED)
    assert found(rules) == "solved"
    assert found(rules, state=replace(TICKET, category="vpn")) == "vpn"
    assert found(rules, Clock.ACCEPT) is None


@pytest.mark.parametrize(
    ("wanted", "matching", "other"),
    [
        ('priority = ["P1", "P3"]', TICKET, replace(TICKET, priority=Priority.P2)),
        ('kind = "request"', replace(TICKET, kind=Kind.REQUEST), TICKET),
        ('channel = "email"', replace(TICKET, channel=Channel.EMAIL), TICKET),
        ('plan = ["plus", "staff"]', replace(TICKET, plan="plus"), replace(TICKET, plan="basic")),
        ('site = "umea"', TICKET, replace(TICKET, site=None)),
        ('team = "network"', replace(TICKET, team="network"), replace(TICKET, team=None)),
        ("tier = [2, 3]", replace(TICKET, tier=3), TICKET),
        ('within = { P3 = "1h" }', TICKET, replace(TICKET, priority=Priority.P4)),
    ],
)
def test_a_promise_matches_what_it_asks_for(wanted: str, matching: State, other: State) -> None:
    section = SOLVED.replace('within = "8h"\n', "") if "within" in wanted else SOLVED
    rules = read(OFFICE, section + wanted + "\n")
    for _again in range(2):  # what was found is remembered
        assert found(rules, state=matching) == "solved"
        assert found(rules, state=other) is None


def test_the_same_promise_is_the_same_object() -> None:
    rules = read(OFFICE, SOLVED, SOLVED.replace("solved", "b") + 'category = "vpn"\n')
    first = promise(rules, Clock.RESOLUTION)
    assert promise(rules, Clock.RESOLUTION, replace(TICKET, category="printing")) is first
    assert promise(rules, Clock.RESOLUTION, replace(TICKET, status=Status.PENDING)) is first


def test_whose_calendar_counts() -> None:
    rules = read(
        OFFICE,
        OFFICE.replace("office", "shop") + 'sites = "gdansk"\nvendors = "acme"\n',
        OFFICE.replace("office", "gold") + 'plans = "gold"\n',
        OFFICE.replace("office", "lab") + 'teams = "network"\n',
        SOLVED,
        SOLVED.replace("resolution", "work").replace("solved", "worked"),
        SOLVED.replace("resolution", "accept").replace("solved", "a") + 'calendar = "site"\n',
        SOLVED.replace("resolution", "next_update").replace("solved", "n") + 'calendar = "gold"\n',
    )

    def calendar(clock: Clock, **ticket: object) -> str:
        made = promise(rules, clock, replace(TICKET, **ticket))
        assert made is not None
        hours = getattr(made.calendar, "hours", None)
        return str(getattr(hours, "name", None))

    assert calendar(Clock.RESOLUTION) == "office"
    assert calendar(Clock.RESOLUTION, site="gdansk") == "shop"
    assert calendar(Clock.RESOLUTION, site="gdansk", plan="gold") == "gold"
    assert calendar(Clock.RESOLUTION, team="network") == "office"
    assert calendar(Clock.WORK, team="network", plan="gold", site="gdansk") == "lab"
    assert calendar(Clock.WORK, team="systems", site="gdansk") == "shop"
    assert calendar(Clock.ACCEPT, team="network", site="gdansk") == "shop"
    assert calendar(Clock.NEXT_UPDATE) == "gold"
    assert rules.calendar_for(PLACES, vendor="acme").hours.name == "shop"
    assert rules.calendar_for(PLACES, team="network", plan="gold").hours.name == "lab"


def test_a_promise_has_the_rules_of_the_desk_unless_it_has_its_own() -> None:
    rules = read(
        OFFICE,
        SOLVED + 'pauses = "vendor"\ngap = "excluded"\n',
        '[clocks]\non_change = "forward"\ngap = "counted"\nsoon = "2h"\n',
    )
    made = promise(rules, Clock.RESOLUTION)
    assert made is not None
    assert (made.on_change, made.gap) == (OnChange.FORWARD, Gap.EXCLUDED)
    assert made.within == timedelta(hours=8)
    assert made.pauses == {Pending.VENDOR}
    assert rules.clocks.soon == timedelta(hours=2)


def test_warnings_come_by_share_and_each_share_once() -> None:
    rules = read(
        OFFICE,
        SOLVED,
        '[[warnings]]\nclock = "resolution"\nat = 0.9\ndo = "supervisor"\npriority = "P3"\n',
        '[[warnings]]\nclock = "resolution"\nat = 0.9\nto = "vera"\n',
        '[[warnings]]\nclock = "resolution"\nat = 0.5\n',
        '[[warnings]]\nclock = "callback"\nat = 1\n',
    )
    third = rules.warnings_for(Clock.RESOLUTION, Priority.P3)
    assert [(each.at, each.do) for each in third] == [
        (0.5, (Action.INFORM,)),
        (0.9, (Action.SUPERVISOR,)),
    ]
    fourth = rules.warnings_for(Clock.RESOLUTION, Priority.P4)
    assert [(each.at, each.to) for each in fourth] == [(0.5, ()), (0.9, ("vera",))]
    assert len(rules.warnings_for(Clock.CALLBACK, Priority.P1)) == 1


def test_hours_are_written_by_day_and_range_and_may_cross_midnight() -> None:
    rules = read(
        '[[calendars]]\nname = "odd"\nzone = "Europe/Warsaw"\n'
        'hours = { fri-sun = ["18:00-24:00"], tue = ["13:00-17:00", "08:00-12:00"], '
        'wed = "22:00-06:00" }\n'
        'days = [ { date = 2026-05-02, hours = "09:00-12:00" }, { date = "2-29" } ]\n'
    )
    week = rules.calendars[0].week
    assert [[(each.starts // 60, each.ends // 60) for each in day] for day in week] == [
        [],
        [(8, 12), (13, 17)],
        [(22, 30)],
        [],
        [(18, 24)],
        [(18, 24)],
        [(18, 24)],
    ]
    own = [each.own for each in rules.calendars[0].days]
    assert [(each.year, each.month, each.day) for each in own] == [(2026, 5, 2), (None, 2, 29)]
    assert policy.parse(BEFORE + _again(rules)).hash == rules.hash


def _again(rules: Policy) -> str:
    """A calendar as the policy's document has it, as TOML once more."""
    said = rules.model_dump(mode="json")["calendars"][0]
    hours = ", ".join(f"{day} = {windows}" for day, windows in said["hours"].items())
    days = ", ".join(
        f'{{ date = "{day["date"]}", hours = {day["hours"]} }}' for day in said["days"]
    )
    return (
        f'\n[[calendars]]\nname = "odd"\nzone = "{said["zone"]}"\n'
        f"hours = {{ {hours} }}\ndays = [ {days} ]\n"
    )


def test_the_teams_of_calendars_and_promises_are_looked_for_in_the_register() -> None:
    rules = read(OFFICE + 'teams = "night"\n', SOLVED + 'team = "nowhere"\n')
    missing = policy.missing_teams(rules, [team for c in rules.categories for team in c.teams])
    assert missing == ("night", "nowhere")


def test_what_is_promised_is_told_in_a_table() -> None:
    told = policy.told(POLICY)
    assert told.calendars[0].startswith("office: mon-fri 08:00-17:00; in the site's zone; holidays")
    assert told.calendars[1] == "always: always open"
    heading, *rows = told.promises
    assert len({len(row) for row in told.promises}) == 1
    solved = next(row for row in rows if row[1] == "solved")
    row = dict(zip(heading, solved, strict=True))
    assert (row["P1"], row["P2"], row["calendar"]) == ("–", "8h", "office")
    assert "vendor" in row["pauses for"]
    assert any(line.startswith("resolution at 90 %") for line in told.warnings)


def test_the_hash_of_a_calendar_is_that_of_the_days_counted() -> None:
    calendar = POLICY.calendar_for(PLACES, site="umea")
    start = datetime(2026, 12, 1, tzinfo=UTC)
    one = policy.calendar_hash(calendar, start, start + timedelta(days=5))
    assert one == policy.calendar_hash(calendar, start, start + timedelta(days=5))
    assert one != policy.calendar_hash(calendar, start, start + timedelta(days=9))
