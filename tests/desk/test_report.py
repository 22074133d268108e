"""A report: the figures of own and imported tickets, and the tickets behind each number."""

from __future__ import annotations

import random
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from frontdesk import desk
from frontdesk.channels import logs
from frontdesk.channels.mapping import parse_map
from frontdesk.desk.inputs import NewTicket
from frontdesk.desk.office import Office
from frontdesk.errors import BadInputError, NotFoundError
from frontdesk.insight import figures
from frontdesk.insight.figure import figures as all_figures
from frontdesk.insight.figures import By, Report, Wanted
from frontdesk.terms import Resolution
from tests.conftest import Clock, Enter

MAP = """
[tiers]
".* 3rd" = 3
".* 2nd" = 2
".*" = 1
[log]
case = "case"
activity = "activity"
team = "team"
person = "who"
at = "at"
resolved = ["Completed"]
"""
PAGE = Path(__file__).parents[2] / "docs" / "figures.md"


@pytest.fixture
def office(enter: Enter) -> Office:
    return enter("berit")


def made(office: Office, channel: str = "phone", **more: Any) -> int:
    new = NewTicket(subject="the scanner is silent", requester="per.oberg", channel=channel, **more)
    return desk.intake.open_ticket(office, new, route_it=False).changes[0].number


def solved(office: Office, number: int) -> None:
    desk.outcome.resolve(office, [number], code=Resolution.FIXED, text="turned it on")


def report(office: Office, by: By | None = None, **wanted: Any) -> Report:
    asked = Wanted(office.now(), **{"calendar": "24x7", **wanted})
    return figures.report(office.store, office.policy, asked, by=by, zone=UTC)


def numbers(found: Report) -> dict[str, float]:
    return {value.figure.key: value.value for value in found.values}


def behind(office: Office, key: str, **more: Any) -> list[int]:
    asked = Wanted(office.now(), calendar="24x7")
    found = figures.behind(office.store, office.policy, asked, key, zone=UTC, **more)
    return [one.number for one in found]


def test_a_call_that_is_solved_on_the_line_is_solved_in_the_first_contact(office: Office) -> None:
    number = made(office)
    desk.assign.take(office, [number])
    solved(office, number)
    found = numbers(report(office))
    assert (found["first_contact_resolution"], found["first_level_resolution"]) == (1, 1)
    assert (found["handovers_mean"], found["reassignments_mean"], found["ping_pong"]) == (0, 0, 0)
    assert found["first_response_median"] == 0


def test_there_and_back_again_is_ping_pong(office: Office, enter: Enter) -> None:
    number = made(office)
    for to in ("front-office", "desktop", "front-office"):
        desk.assign.assign(office, [number], to=to)
    desk.assign.assign(office, [number], to="maja")
    desk.assign.assign(office, [number], to="ola")
    solved(office, number)
    found = numbers(report(office))
    assert (found["handovers_mean"], found["ping_pong"], found["reassignments_mean"]) == (2, 1, 3)
    assert (found["never_left_tier_1"], found["resolved_tier_1"]) == (0, 1)
    assert (found["person_handovers_mean"], found["first_contact_resolution"]) == (1, 0)
    assert behind(office, "ping_pong_up_to_tier_2") == [number]


def test_a_second_contact_is_no_first_contact_resolution(office: Office) -> None:
    number = made(office)
    desk.assign.take(office, [number])
    desk.intake.contact(office, number, channel="phone", direction="in", minutes=2)
    solved(office, number)
    found = numbers(report(office))
    assert (found["first_contact_resolution"], found["first_level_resolution"]) == (0, 1)


def test_what_was_undone_has_not_happened(office: Office) -> None:
    number = made(office)
    desk.assign.assign(office, [number], to="front-office")
    desk.assign.assign(office, [number], to="desktop")
    desk.undo.undo(office)
    found = numbers(report(office))
    assert (found["handovers_mean"], found["ping_pong"], found["never_left_tier_1"]) == (0, 0, 1)
    desk.undo.redo(office)
    found = numbers(report(office))
    assert (found["handovers_mean"], found["never_left_tier_1"]) == (1, 0)


@pytest.mark.parametrize(("days", "came"), [(13, 1), (15, 0)])
def test_reopened_counts_within_the_window(
    office: Office, clock: Clock, days: int, came: int
) -> None:
    number = made(office)
    desk.assign.take(office, [number])
    clock.tick(hours=2)
    solved(office, number)
    clock.tick(days=days)
    desk.outcome.reopen(office, [number], reason="it is silent again")
    clock.tick(hours=1)
    solved(office, number)
    found = numbers(report(office))
    assert found["reopened"] == came
    assert found["time_to_resolve_incidents_median"] == 7200  # to the first resolution


def test_the_backlog_is_what_was_open_at_the_end_whenever_it_was_opened(
    office: Office, clock: Clock
) -> None:
    old = made(office)
    clock.tick(days=10)
    since = office.now()
    new = made(office)
    desk.assign.take(office, [old])
    clock.tick(days=1)
    solved(office, old)
    then = office.now() - timedelta(hours=1)
    assert numbers(report(office, since=since))["backlog"] == 1
    found = report(office, since=since, until=then)
    assert (numbers(found)["backlog"], found.tickets) == (2, 1)
    assert numbers(found)["backlog_age_median"] == pytest.approx((23 + 240 + 23) / 2 * 3600)
    assert behind(office, "backlog") == [new]


def test_incidents_and_requests_are_timed_apart(office: Office, clock: Clock) -> None:
    for kind, hours in (("incident", 3), ("request", 5)):
        number = made(office, kind=kind)
        desk.assign.take(office, [number])
        clock.tick(hours=hours)
        solved(office, number)
    found = numbers(report(office))
    assert found["time_to_resolve_incidents_median"] == 3 * 3600
    assert found["time_to_resolve_requests_median"] == 5 * 3600


def test_time_is_that_of_the_tickets_calendar_unless_another_is_named(
    office: Office, clock: Clock
) -> None:
    number = made(office)
    desk.assign.take(office, [number])
    clock.tick(days=7)
    solved(office, number)
    assert numbers(report(office))["time_to_resolve_incidents_median"] == 7 * 86_400
    business = numbers(report(office, calendar=None))["time_to_resolve_incidents_median"]
    assert business < 5 * 86_400
    named = office.policy.calendars[0].name
    assert numbers(report(office, calendar=named))["time_to_resolve_incidents_median"] == business
    with pytest.raises(BadInputError, match="no calendar 'ofice'"):
        report(office, calendar="ofice")


def test_a_cancelled_ticket_is_neither_resolved_nor_open(office: Office) -> None:
    number = made(office)
    desk.outcome.cancel(office, [number], reason="a wrong number")
    found = numbers(report(office))
    assert found["resolved"] == 0
    assert "backlog" not in found


def test_groups_add_up_to_the_whole(office: Office, clock: Clock) -> None:
    for team in ("front-office", "desktop", "desktop", "systems"):
        number = made(office)
        desk.assign.assign(office, [number], to=team)
        clock.tick(days=20)
        solved(office, number)
    for by, names in (
        (By.TEAM, ["desktop", "front-office", "systems"]),
        (By.TIER, ["L1", "L2", "L3"]),
        (By.MONTH, ["2026-11", "2026-12", "2027-01"]),
        (By.CATEGORY, ["-"]),
    ):
        found = report(office, by)
        assert [group.name for group in found.groups] == names
        sizes = [value.value for group in found.groups for value in group.values
                 if value.figure.key == "tickets"]  # fmt: skip
        assert sum(sizes) == found.tickets
    assert len(behind(office, "resolved", by=By.TEAM, group="desktop")) == 2


def test_of_a_share_the_others_are_named_too(office: Office) -> None:
    kept, moved = made(office), made(office)
    desk.assign.assign(office, [kept], to="front-office")
    desk.assign.assign(office, [moved], to="systems")
    assert behind(office, "never_left_tier_1") == [kept]
    assert behind(office, "never_left_tier_1", others=True) == [moved]
    with pytest.raises(BadInputError):
        behind(office, "handovers_mean", others=True)
    with pytest.raises(NotFoundError, match="no figure 'pingpong'"):
        behind(office, "pingpong")


def test_own_and_imported_can_be_told_apart(office: Office, tmp_path: Path) -> None:
    made(office)
    path = tmp_path / "log.csv"
    path.write_text(
        "case,activity,team,who,at\nc,Queued,A,x,2024-01-01T08:00:00Z\n"
        "c,Completed,A,x,2024-01-01T09:00:00Z\n"
    )
    logs.log(office, path, parse_map(MAP))
    assert [report(office, imported=which).tickets for which in (None, True, False)] == [2, 1, 1]
    assert "first_contact_resolution" not in numbers(report(office, imported=True))


def collapsed(values: list[str]) -> list[str]:
    return [value for n, value in enumerate(values) if n == 0 or value != values[n - 1]]


def level(team: str) -> int:
    return 3 if team.endswith("3rd") else 2 if team.endswith("2nd") else 1


def test_the_figures_of_a_log_are_those_of_their_definitions(
    office: Office, tmp_path: Path
) -> None:
    chance = random.Random(5)
    start = datetime(2024, 1, 1, tzinfo=UTC)
    cases: dict[str, list[tuple[str, str, str, datetime]]] = {}
    lines = ["case,activity,team,who,at"]
    for case in range(60):
        at = start + timedelta(hours=case)
        rows = cases.setdefault(f"c{case}", [])
        for _step in range(chance.randint(1, 9)):
            activity = chance.choice(["Queued", "Accepted", "Completed"])
            team = chance.choice(["A", "B", "C 2nd", "D 3rd"])
            rows.append((activity, team, chance.choice("xyz"), at))
            lines.append(f"c{case},{activity},{team},{rows[-1][2]},{at.isoformat()}")
            at += timedelta(minutes=chance.randint(1, 3000))
    path = tmp_path / "log.csv"
    path.write_text("\n".join([*lines, ""]))
    logs.log(office, path, parse_map(MAP))
    found = numbers(report(office))

    teams = [collapsed([row[1] for row in rows]) for rows in cases.values()]
    people = [collapsed([row[2] for row in rows]) for rows in cases.values()]
    back = [len(set(own)) < len(own) for own in teams]
    done = [(rows[0][3], [row for row in rows if row[0] == "Completed"]) for rows in cases.values()]
    solved_ones = [(opened, own) for opened, own in done if own]
    assert found["events"] == sum(map(len, cases.values()))
    assert found["handovers_mean"] == pytest.approx(sum(len(own) - 1 for own in teams) / 60)
    assert found["handovers_most"] == max(len(own) - 1 for own in teams)
    assert found["ping_pong"] == pytest.approx(sum(back) / 60)
    assert found["person_handovers_mean"] == pytest.approx(sum(len(p) - 1 for p in people) / 60)
    assert found["person_ping_pong"] == pytest.approx(
        sum(len(set(own)) < len(own) for own in people) / 60
    )
    assert found["never_left_tier_1"] == pytest.approx(
        sum(max(map(level, own)) == 1 for own in teams) / 60
    )
    for tier in (1, 2, 3):
        top = [came for own, came in zip(teams, back, strict=True) if max(map(level, own)) == tier]
        assert found[f"ping_pong_up_to_tier_{tier}"] == pytest.approx(sum(top) / len(top))
        own_ones = [one for one in solved_ones if level(one[1][-1][1]) == tier]
        assert found[f"resolved_tier_{tier}"] == pytest.approx(len(own_ones) / len(solved_ones))
        assert found[f"time_to_resolve_incidents_tier_{tier}"] == pytest.approx(
            median((own[0][3] - opened).total_seconds() for opened, own in own_ones)
        )


def test_every_figure_stands_with_its_definition_on_the_page(office: Office) -> None:
    page = PAGE.read_text("utf-8")
    for figure in all_figures(office.policy):
        key = re.sub(r"\d$", "N", figure.key) if figure.tier else figure.key
        definition = figure.definition.replace("{tier}", "N")
        assert f"| `{key}` | {definition} |" in page, key
