"""What was imported from elsewhere becomes tickets: set-wise, once, all or nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from frontdesk import insight
from frontdesk.desk import history
from frontdesk.desk.adopted import Adopted
from frontdesk.desk.undo import undo
from frontdesk.errors import BadInputError, RefusedError
from frontdesk.store import search
from frontdesk.store import tables as t
from frontdesk.store.ledger import hash_of
from frontdesk.store.unit import Store
from frontdesk.terms import Channel, Pending, Priority, Resolution, Status
from tests import desks
from tests.conftest import Enter

OPENED = datetime(2025, 3, 4, 8, 30, tzinfo=UTC)


def ticket(n: int = 1, **fields: object) -> Adopted:
    plain = Adopted(n, f"INC{n}", f"skrivare {n} działa inte", words="pappret fastnar")
    return replace(plain, **{"opened_at": OPENED, **fields})


def rows(store: Store, number: int = 1) -> insight.tickets.TicketRow:
    return insight.tickets.ticket(store, number)


def test_an_adopted_ticket_says_what_the_other_system_said(enter: Enter) -> None:
    office = enter("berit")
    closed = OPENED + timedelta(hours=5)
    done = history.adopt(
        office,
        [
            ticket(
                team="Desktop", assignee="emil", category="Printing and scanning",
                resolved_at=closed, closed_at=closed, channel=Channel.PHONE, asset="prn-0001",
                resolution="rensade valsen", resolution_code=Resolution.FIXED,
                facts={"symptom": "jam"}, requester="Anna Nowak",
            )
        ],
    )  # fmt: skip
    found = rows(office.store)
    assert (done.adopted, done.known, done.first, done.last) == (1, 0, 1, 1)
    assert (found.status, found.team, found.assignee, found.tier) == (
        Status.CLOSED, "desktop", "emil", 2,
    )  # fmt: skip
    assert (found.category, found.asset, found.requester) == (
        "printing", "PRN-0001", "anna.nowak",
    )  # fmt: skip
    assert (found.opened_at, found.resolved_at) == (OPENED, closed)
    assert (found.words, found.resolution) == ("pappret fastnar", "rensade valsen")
    assert found.facts == {"symptom": "jam"}
    assert found.imported
    assert found.external_ref == "INC1"


def test_its_event_is_marked_imported_dated_then_and_chained(enter: Enter) -> None:
    office = enter("berit")
    history.adopt(office, [ticket(n) for n in range(1, 4)])
    with office.store.read() as connection:
        events = connection.execute(select(t.event).where(t.event.c.subject == "ticket")).mappings()
        for event in events.all():
            assert (event["verb"], event["imported"], event["seq"]) == ("import", True, 1)
            assert (event["at"], event["recorded_at"]) == (OPENED, desks.NOW)
            assert event["hash"] == hash_of(event)
            assert "skrivare" not in event["after"]
            assert "digest" in json.loads(event["after"])["subject"]


def test_its_words_are_found(enter: Enter) -> None:
    office = enter("berit")
    history.adopt(office, [ticket(1), ticket(2, words="nagot annat")])
    with office.store.read() as connection:
        assert search.tickets(connection, "DZIALA pappret", 10) == [1]


def test_a_second_import_changes_nothing(enter: Enter) -> None:
    office = enter("berit")
    history.adopt(office, [ticket(1), ticket(2)])
    before = rows(office.store)
    again = history.adopt(office, [ticket(1, subject="another"), ticket(2), ticket(3), ticket(3)])
    assert (again.adopted, again.known) == (1, 3)
    assert rows(office.store) == before


def test_a_preview_leaves_nothing_behind_and_says_the_same(enter: Enter) -> None:
    office = enter("berit")
    many = [ticket(n, status=Status.NEW, route=True) for n in range(1, 6)]
    foreseen = history.adopt(office.preview(), many, teams={"Night crew": 2})
    with office.store.read() as connection:
        assert connection.execute(select(t.ticket.c.id)).first() is None
        assert connection.execute(select(t.operation.c.id)).first() is None
    done = history.adopt(office, many, teams={"Night crew": 2})
    assert (foreseen.adopted, foreseen.routes, foreseen.teams) == (
        done.adopted, done.routes, done.teams,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "field", "hint"),
    [
        ({"team": "desktp"}, "team", "desktop"),
        ({"assignee": "Maja L"}, "assignee", "maja"),
        ({"requester": "anna.nowk"}, "requester", "anna.nowak"),
        ({"site": "poznam"}, "site", "poznan"),
        ({"asset": "LAP-001"}, "asset", "lap-0001"),
        ({"status": Status.PENDING}, "pending_reason", "requester"),
        ({"status": Status.ASSIGNED}, "status", "values.status"),
        ({"resolved_at": OPENED - timedelta(minutes=1)}, "resolved_at", "zone"),
        ({"tier": 6}, "tier", "1 to 3"),
    ],
)
def test_what_does_not_fit_is_named_by_row_and_column_and_nothing_comes_in(
    enter: Enter, fields: dict[str, object], field: str, hint: str
) -> None:
    office = enter("berit")
    with pytest.raises(BadInputError) as refused:
        history.adopt(office, [ticket(1), ticket(2, **fields)], columns={field: "Their column"})
    assert "row 2, column Their column" in refused.value.title
    assert hint in refused.value.hint
    with office.store.read() as connection:
        assert connection.execute(select(t.ticket.c.id)).first() is None


def test_bad_rows_can_be_left_out(enter: Enter) -> None:
    office = enter("berit")
    done = history.adopt(office, [ticket(1), ticket(2, team="nobody"), ticket(3)], skip_bad=True)
    assert (done.adopted, [(one.row, one.field) for one in done.unfit]) == (2, [(2, "team")])


def test_unknown_teams_are_made_on_the_tiers_that_are_told(enter: Enter) -> None:
    office = enter("berit")
    done = history.adopt(
        office,
        [ticket(1, team="G97 2nd"), ticket(2, team="DESKTOP")],
        teams={"G97 2nd": 2, "Desktop": 1},
    )
    assert done.teams == ("g97-2nd",)
    assert (rows(office.store, 1).team, rows(office.store, 1).tier) == ("g97-2nd", 2)
    assert rows(office.store, 2).tier == 2


def test_a_team_beyond_the_ladder_is_refused(enter: Enter) -> None:
    with pytest.raises(BadInputError, match="tier 5"):
        history.adopt(enter("berit"), [ticket(1, team="Far")], teams={"Far": 5})


def test_a_category_of_theirs_is_kept_as_a_code_and_told(enter: Enter) -> None:
    office = enter("berit")
    done = history.adopt(
        office, [ticket(1, category="Internal Project"), ticket(2, category="PRINTING")]
    )
    assert dict(done.foreign) == {"internal_project": 1}
    assert rows(office.store, 1).category == "internal_project"
    assert rows(office.store, 2).category == "printing"


def test_live_work_stands_where_it_stood(enter: Enter) -> None:
    office = enter("berit")
    history.adopt(
        office,
        [
            ticket(1, status=Status.IN_PROGRESS, assignee="emil", priority=Priority.P2),
            ticket(2, status=Status.IN_PROGRESS, team="desktop"),
            ticket(3, status=Status.NEW, team="desktop"),
            ticket(4, status=Status.PENDING, pending=Pending.VENDOR, team="network"),
            ticket(5, status=Status.RESOLVED, team="network"),
        ],
    )
    found = [rows(office.store, number) for number in range(1, 6)]
    assert [one.status for one in found] == [
        Status.IN_PROGRESS, Status.ASSIGNED, Status.ASSIGNED, Status.PENDING, Status.RESOLVED,
    ]  # fmt: skip
    assert (found[0].team, found[0].priority) == ("desktop", Priority.P2)
    assert found[3].pending is Pending.VENDOR
    assert found[4].resolved_at == OPENED


def test_what_is_left_open_is_routed_with_a_receipt(enter: Enter) -> None:
    office = enter("berit")
    done = history.adopt(
        office, [ticket(1), ticket(2, team="systems").left_open()], progress=lambda *_: None
    )
    found = rows(office.store, 2)
    assert sum(done.routes.values()) == 1
    assert found.status is not Status.NEW
    assert found.decision is not None
    assert rows(office.store, 1).decision is None


def test_the_importer_needs_the_right(enter: Enter) -> None:
    with pytest.raises(RefusedError):
        history.adopt(enter("maja"), [ticket(1)])


def test_an_import_cannot_be_undone(enter: Enter) -> None:
    office = enter("berit")
    history.adopt(office, [ticket(1)])
    with pytest.raises(RefusedError, match="import"):
        undo(office)
