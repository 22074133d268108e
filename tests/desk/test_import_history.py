"""Closed tickets of another system, one row each: to learn from, never to be worked on."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from frontdesk import insight
from frontdesk.channels import imports
from frontdesk.channels.mapping import parse_map
from frontdesk.channels.report import ImportReport
from frontdesk.desk.office import Office
from frontdesk.errors import BadInputError
from frontdesk.learning.tokens import Group
from frontdesk.store import tables as t
from frontdesk.terms import Status, Subject
from tests.conftest import Enter
from tests.desk.working_views import in_views

MAP = """
timezone = "Europe/Stockholm"
[columns]
external_ref = "id"
body = "text"
team = "group"
assignee = "by"
opened_at = "opened"
resolved_at = "resolved"
status = "state"
[values.status]
Done = "closed"
Solved = "resolved"
Dropped = "cancelled"
[tiers]
"north.*" = 2
"""
HEAD = "id,text,group,by,opened,resolved,state"
ROW = "I1,the printer eats paper,north wing,karin,2024-03-01 09:00,2024-03-01 11:00,Solved"


@pytest.fixture
def office(enter: Enter) -> Office:
    return enter("berit")


def bring(office: Office, tmp_path: Path, *rows: str, skip_bad: bool = False) -> ImportReport:
    path = tmp_path / "history.csv"
    path.write_text("\n".join([HEAD, *rows, ""]), "utf-8")
    return imports.history(office, path, parse_map(MAP), skip_bad=skip_bad)


def test_what_was_resolved_comes_in_closed_with_who_had_it(office: Office, tmp_path: Path) -> None:
    report = bring(office, tmp_path, ROW)
    found = insight.tickets.ticket(office.store, 1)
    assert (report.adopted, report.teams, report.routes) == (1, ("north-wing",), {})
    assert (found.status, found.team, found.tier, found.assignee) == (
        Status.CLOSED, "north-wing", 2, None,
    )  # fmt: skip
    assert found.resolved_at == datetime(2024, 3, 1, 10, tzinfo=UTC)
    assert insight.timeline.events(office.store, 1)[0].texts["person"] == "karin"
    assert not insight.register.row(office.store, Subject.TEAM, "north-wing")["active"]


def test_nothing_of_it_stands_in_a_working_view(office: Office, tmp_path: Path) -> None:
    rows = [ROW.replace("I1", f"I{n}").replace("Solved", state)
            for n, state in enumerate(("Solved", "Done", "Dropped"))]  # fmt: skip
    bring(office, tmp_path, *rows)
    assert in_views(office) == {0}
    shown = [insight.tickets.ticket(office.store, n).status for n in (1, 2, 3)]
    assert shown == [Status.CLOSED, Status.CLOSED, Status.CANCELLED]


def test_who_works_here_keeps_what_they_did(office: Office, tmp_path: Path) -> None:
    bring(office, tmp_path, ROW.replace("karin", "Emil Strand").replace("north wing", ""))
    found = insight.tickets.ticket(office.store, 1)
    assert (found.assignee, found.team) == ("emil", "desktop")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (ROW.replace("Solved", "in progress"), "row 2, column state: it is in_progress"),
        (ROW.replace("2024-03-01 09:00", ""), "row 2, column opened: does not say when"),
        (ROW.replace("09:00", "12:00"), "row 2, column resolved: 2024-03-01 10:00Z is before"),
        (ROW.replace("north wing", "south"), "row 2, column group: there is no team 'south'"),
        (ROW.replace("2024-03-01 09:00", "2024-03-31 02:30"), "row 2, column opened: 2024-03-31"),
    ],
)
def test_what_does_not_fit_is_named_by_row_and_column(
    office: Office, tmp_path: Path, row: str, said: str
) -> None:
    with pytest.raises(BadInputError) as caught:
        bring(office, tmp_path, row)
    assert said in caught.value.title
    with office.store.read() as connection:
        assert connection.execute(select(t.ticket.c.id)).first() is None
        assert connection.execute(select(t.team.c.id).where(~t.team.c.active)).first() is None


def test_bad_rows_are_left_out_and_counted(office: Office, tmp_path: Path) -> None:
    bad = ROW.replace("I1", "I2").replace("Solved", "pending")
    report = bring(office, tmp_path, ROW, bad, skip_bad=True)
    assert (report.adopted, report.skipped) == (1, 1)


def test_a_second_import_changes_nothing(office: Office, tmp_path: Path) -> None:
    bring(office, tmp_path, ROW)
    again = bring(office, tmp_path, ROW)
    assert (again.adopted, again.known, again.teams) == (0, 1, ())


def test_facts_that_were_known_at_the_opening_are_learned_from(
    office: Office, tmp_path: Path
) -> None:
    """What ``[fields]`` keeps is heard by the estimators, of stored tickets as of a case."""
    path = tmp_path / "history.csv"
    rows = [f"I{n},help,{['north', 'south'][n % 2]} wing,s{n % 2}" for n in range(40)]
    path.write_text("\n".join(["id,text,group,symptom", *rows, ""]), "utf-8")
    rules = '[columns]\nexternal_ref = "id"\nbody = "text"\nteam = "group"\n'
    rules += '[fields]\nsymptom = "symptom"\n[tiers]\n".*" = 1\n'
    imports.history(office, path, parse_map(rules))
    with office.store.read() as connection:
        openings = list(insight.openings.latest(connection))
        found = insight.cases.cases_of(connection, [1, 2], office.now())
        known = [insight.learned.features_of(found[number]) for number in (1, 2)]
    assert [one.features for one in openings[:2]] == known
    told = {one.team for one in openings if "fsymptom=s0" in one.features.groups[Group.FIELD]}
    assert len(told) == 1


def test_times_with_a_zone_beside_times_without_are_refused_unless_the_map_says_which(
    office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "history.csv"
    path.write_text(f"{HEAD}\n{ROW.replace('11:00,', '11:00+01:00,')}\n", "utf-8")
    with pytest.raises(BadInputError, match=r"row 2, column resolved: times with a zone"):
        imports.history(office, path, parse_map(MAP.replace("timezone", "#")))
    assert imports.history(office, path, parse_map(MAP)).adopted == 1
