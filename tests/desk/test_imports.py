"""A file and its map become tickets: what the contract promises of ``import tickets``."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from frontdesk import insight
from frontdesk.channels import imports
from frontdesk.channels.mapping import parse_map
from frontdesk.desk.office import Office
from frontdesk.errors import BadInputError, NotFoundError, RefusedError
from frontdesk.store import tables as t
from frontdesk.terms import Impact, Priority, Status
from tests import desks
from tests.conftest import Enter

MAP = """
timezone = "Europe/Stockholm"
time = "%d/%m/%Y %H:%M"
unknown = ["?", ""]

[columns]
external_ref = "number"
subject = "title"
body = ["text", "notes"]
team = "group"
opened_at = "opened"
category = "area"
status = "state"
impact = "impact"

[fields]
symptom = "u_symptom"

[constants]
channel = "email"
impact = "person"

[values.status]
"Closed Complete" = "closed"
"Work in Progress" = "in_progress"

[values.team]
GRP_0 = "front-office"

[tiers]
".* 3rd" = 3
".*" = 2
"""
HEAD = "number,title,text,notes,group,opened,area,state,impact,u_symptom"


@pytest.fixture
def office(enter: Enter) -> Office:
    return enter("berit")


def put(tmp_path: Path, *rows: str, head: str = HEAD) -> Path:
    path = tmp_path / "data.csv"
    path.write_text("\n".join([head, *rows, ""]), "utf-8")
    return path


def test_a_row_becomes_the_ticket_that_the_map_says(office: Office, tmp_path: Path) -> None:
    row = "INC9,Skrivaren,pappret,?,GRP_0,04/07/2025 14:30,Printing,Closed Complete,Site,jam"
    report = imports.tickets(office, put(tmp_path, row), parse_map(MAP))
    found = insight.tickets.ticket(office.store, 1)
    assert (report.rows, report.adopted, report.first, report.last) == (1, 1, 1, 1)
    assert (found.external_ref, found.subject, found.words) == ("INC9", "Skrivaren", "pappret")
    assert (found.team, found.status, found.impact) == (
        "front-office", Status.CLOSED, Impact.SITE,
    )  # fmt: skip
    assert found.priority is Priority.P2
    assert found.opened_at == datetime(2025, 7, 4, 12, 30, tzinfo=UTC)
    assert found.facts == {"symptom": "jam"}
    assert found.requester == "unknown"


def test_what_the_file_lacks_is_filled_in_as_promised(office: Office, tmp_path: Path) -> None:
    words = "the printer on floor two pulls two sheets and then it stops " * 9
    path = put(tmp_path, words, "short one", head="what")
    rules = parse_map('[columns]\nbody = "what"')
    report = imports.tickets(office, path, rules)
    found = insight.tickets.ticket(office.store, 1)
    assert found.subject.startswith("the printer on floor two pulls")
    assert found.subject.endswith("…")
    assert len(found.subject) <= 120
    assert found.words == words.strip()
    assert found.opened_at == desks.NOW
    assert str(found.external_ref).startswith("sha256:")
    assert report.status_taken == "closed"
    again = imports.tickets(office, path, rules)
    assert (again.adopted, again.known) == (0, 2)
    assert "2 were here already" in again.lines()[0]


def test_the_last_rows_are_left_open_and_routed(office: Office, tmp_path: Path) -> None:
    path = put(tmp_path, *(f"the printer takes two pages number {n}" for n in range(8)), head="w")
    rules = parse_map('[columns]\nbody = "w"\n[constants]\nstatus = "closed"\nteam = "desktop"')
    phases: dict[str, tuple[int, int]] = {}

    def told(phase: str, done: int, total: int) -> None:
        phases[phase] = (done, total)

    report = imports.tickets(office, path, rules, open_last=3, progress=told)
    with office.store.read() as connection:
        opened = connection.execute(select(t.ticket.c.id).where(t.ticket.c.open)).scalars().all()
    assert list(opened) == [6, 7, 8]
    assert sum(report.routes.values()) == report.to_json()["routed"] == 3
    assert phases["writing"] == (8, 8)
    assert phases["routing"] == (3, 3)
    assert insight.tickets.ticket(office.store, 6).decision is not None


def test_more_to_leave_open_than_there_are_rows_leaves_all_open(
    office: Office, tmp_path: Path
) -> None:
    path = put(tmp_path, "no dial tone on any phone", head="w")
    report = imports.tickets(office, path, parse_map('[columns]\nbody = "w"'), open_last=99)
    assert sum(report.routes.values()) == 1


def test_a_dry_run_changes_nothing_and_says_the_same(office: Office, tmp_path: Path) -> None:
    path = put(tmp_path, *(f"cannot print page {n}" for n in range(4)), head="w")
    rules = parse_map('[columns]\nbody = "w"')
    foreseen = imports.tickets(office.preview(), path, rules, open_last=2)
    with office.store.read() as connection:
        assert connection.execute(select(func.count()).select_from(t.event)).scalar() == 0
    done = imports.tickets(office, path, rules, open_last=2)
    assert foreseen.dry_run
    assert foreseen.lines()[0] == "4 tickets would be imported"
    assert {**foreseen.to_json(), "dry_run": False} == done.to_json()


@pytest.mark.parametrize(
    ("row", "where", "hint"),
    [
        ("1,a,,,GRP_0,31/02/2025 10:00,,closed,,", "row 3, column opened", "no such day"),
        ("1,a,,,GRP_0,30/03/2025 02:30,,closed,,", "row 3, column opened", "03:30"),
        ("1,a,,,GRP_0,04/07/2025 14:30,,Complted,,", "row 3, column state", "values.status"),
        ("1,a,,,GRP_0,04/07/2025 14:30,,closed,huge,", "row 3, column impact", "values.impact"),
        ("1,,,?,GRP_0,04/07/2025 14:30,,closed,,", "row 3, column subject", "map one of them"),
        ("1,a,b", "row 3: has 3 cells", "quotes"),
    ],
)
def test_a_bad_row_in_the_middle_is_named_and_nothing_is_imported(
    office: Office, tmp_path: Path, row: str, where: str, hint: str
) -> None:
    good = "{},a,,,GRP_0,04/07/2025 14:30,,closed,,"
    path = put(tmp_path, good.format(7), row, good.format(8))
    with pytest.raises(BadInputError) as refused:
        imports.tickets(office, path, parse_map(MAP))
    assert where in refused.value.title
    assert hint in refused.value.hint
    assert "nothing was imported" in refused.value.hint
    with office.store.read() as connection:
        assert connection.execute(select(t.ticket.c.id)).first() is None
    report = imports.tickets(office, path, parse_map(MAP), skip_bad=True)
    assert (report.adopted, report.skipped) == (2, 1)
    assert where in report.bad[0]


def test_teams_of_the_data_are_made_on_the_tiers_of_the_map(office: Office, tmp_path: Path) -> None:
    row = "{},a,,,{},04/07/2025 14:30,,closed,,"
    path = put(tmp_path, row.format(1, "Night 3rd"), row.format(2, "Crew"), row.format(3, "Crew"))
    report = imports.tickets(office, path, parse_map(MAP))
    assert report.teams == ("night-3rd", "crew")
    assert insight.tickets.ticket(office.store, 1).tier == 3
    assert "teams made: night-3rd, crew" in report.lines()


def test_without_tiers_an_unknown_team_is_a_bad_row(office: Office, tmp_path: Path) -> None:
    path = put(tmp_path, "1,a,,,desktp,04/07/2025 14:30,,closed,,")
    rules = parse_map(MAP.split("[tiers]", maxsplit=1)[0])
    with pytest.raises(BadInputError) as refused:
        imports.tickets(office, path, rules)
    assert "row 2, column group: there is no team 'desktp'" in refused.value.title
    assert "nearest: desktop" in refused.value.hint


def test_categories_that_the_policy_lacks_are_kept_and_told(office: Office, tmp_path: Path) -> None:
    row = "{},a,,,,04/07/2025 14:30,{},closed,,"
    path = put(tmp_path, row.format(1, "HR Support"), row.format(2, "HR Support"))
    report = imports.tickets(office, path, parse_map(MAP))
    assert "not in the policy: hr_support 2" in report.lines()


def test_a_subject_that_is_too_long_is_shortened_and_kept_whole(
    office: Office, tmp_path: Path
) -> None:
    path = put(tmp_path, f"1,{'long ' * 2000},body,,,04/07/2025 14:30,,closed,,")
    report = imports.tickets(office, path, parse_map(MAP))
    found = insight.tickets.ticket(office.store, 1)
    assert report.shortened == 1
    assert len(found.subject) <= 120
    assert found.words == ("long " * 2000).strip() + "\n\nbody"


HOSTILE = (
    "[bold]x[/] [@click=app.quit]y", "[EXTERN] Drucker", "=1+1", "\x1b]52;c;aGk=\x07", "مرحبا",
    "👩‍👩‍👧 family", "a\u202eb", "\x00nul", "' OR 1=1 --",
)  # fmt: skip


def test_text_of_any_kind_comes_in_as_it_is(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "data.jsonl.gz"
    lines = [json.dumps({"s": text, "b": text}) for text in HOSTILE]
    path.write_bytes(gzip.compress("\n".join(lines).encode()))
    rules = parse_map('format = "jsonl"\n[columns]\nsubject = "s"\nbody = "b"')
    assert imports.tickets(office, path, rules, open_last=99).adopted == len(HOSTILE)
    for number, text in enumerate(HOSTILE, 1):
        found = insight.tickets.ticket(office.store, number)
        assert found.words == text.replace("\x00", "\ufffd")


def test_wrong_use_is_refused(enter: Enter, office: Office, tmp_path: Path) -> None:
    rules = parse_map('[columns]\nsubject = "s"')
    path = put(tmp_path, "x", head="s")
    with pytest.raises(BadInputError, match="--open"):
        imports.tickets(office, path, rules, open_last=-1)
    with pytest.raises(RefusedError):
        imports.tickets(enter("maja"), path, rules)
    with pytest.raises(NotFoundError):
        imports.tickets(office, tmp_path / "none.csv", rules)
    with pytest.raises(NotFoundError):
        imports.tickets(office, path, tmp_path / "none.toml")
