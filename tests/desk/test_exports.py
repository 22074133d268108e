"""What goes out: lossless for programs, harmless for spreadsheets, the same bytes every time."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from frontdesk.channels import exports, imports
from frontdesk.channels.exports import harmless
from frontdesk.channels.mapping import parse_map
from frontdesk.desk import history
from frontdesk.desk.adopted import Adopted
from frontdesk.desk.office import Office
from frontdesk.errors import BadInputError, RefusedError
from frontdesk.insight.dump import DERIVED
from frontdesk.models import ModelRecord, Row
from frontdesk.store import tables as t
from frontdesk.store.ledger import canonical
from tests.conftest import Enter
from tests.desks import NOW

Taken = Callable[..., bytes]


@pytest.fixture
def office(enter: Enter) -> Office:
    office = enter("berit")
    history.adopt(
        office,
        [
            replace(Adopted(n, f"R{n}", subject, "Größe, źle\n2nd line"), route=n > 2)
            for n, subject in enumerate(("=HYPERLINK(1)", "plain", "-2 degrees", "@home"), 1)
        ],
    )
    return office


def taken(office: Office, what: str, form: str = "jsonl") -> bytes:
    stream = io.BytesIO()
    exports.export(office, what, stream, form=form)
    return stream.getvalue()


def lines(content: bytes) -> list[dict[str, object]]:
    return [json.loads(line) for line in content.splitlines()]


def test_tickets_are_written_in_the_shape_that_scripts_rely_on(office: Office) -> None:
    found = lines(taken(office, "tickets"))
    assert [one["number"] for one in found] == [1, 2, 3, 4]
    promised = """
        number kind subject status pending_reason priority impact urgency complexity category
        channel site requester asset tier team assignee opened_at updated_at
        first_response_due_at due_at resolved_at resolution_code version parent merged_into
        external_ref hops cost repairs decision
    """
    assert set(promised.split()) <= set(found[0])
    assert found[0]["opened_at"] == "2026-11-23T09:00:00Z"
    assert found[0]["body"] == "Größe, źle\n2nd line"


def test_events_hold_all_that_their_hash_needs(office: Office) -> None:
    found = lines(taken(office, "events"))
    with office.store.read() as connection:
        stored = connection.execute(select(t.event).order_by(t.event.c.id)).mappings().all()
    assert [one["hash"] for one in found] == [row["hash"] for row in stored]
    assert [canonical(one["after"]) for one in found] == [row["after"] for row in stored]


def test_everything_is_every_row_of_every_table_that_cannot_be_made_again(office: Office) -> None:
    with office.store.write() as unit:
        unit.session.add(
            ModelRecord(
                hash="0" * 64,
                made_at=NOW,
                made_by="berit",
                tickets=1,
                champion=False,
                body=b"\0\xff",
            )
        )
        unit.commit()
    head, *found = lines(taken(office, "all"))
    assert head["format"] == "frontdesk-export"
    with office.store.read() as connection:
        for name, table in Row.metadata.tables.items():
            count = connection.execute(select(func.count()).select_from(table)).scalar()
            written = sum(one["table"] == name for one in found)
            assert written == (0 if name in DERIVED else count), name
    model: Any = next(one for one in found if one["table"] == "model")
    assert model["row"]["body"] == "AP8="


@pytest.mark.parametrize("what", ["tickets", "events", "all"])
def test_the_same_store_gives_the_same_bytes(office: Office, what: str) -> None:
    assert taken(office, what) == taken(office, what)


def test_a_spreadsheet_runs_nothing_of_it(office: Office) -> None:
    rows = list(
        csv.DictReader(io.StringIO(taken(office, "tickets", "spreadsheet").decode("utf-8-sig")))
    )
    assert [row["subject"] for row in rows] == ["'=HYPERLINK(1)", "plain", "'-2 degrees", "'@home"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_what_starts_a_formula_is_prefixed(start: str) -> None:
    assert harmless(f"{start}1") == f"'{start}1"
    assert harmless(f"1{start}") == f"1{start}"


def test_exchange_csv_is_as_stored_and_can_be_imported(
    office: Office, tmp_path: Path, enter: Enter
) -> None:
    content = taken(office, "tickets", "csv")
    rows = list(csv.DictReader(io.StringIO(content.decode(), newline="")))
    assert rows[0]["subject"] == "=HYPERLINK(1)"
    assert rows[0]["body"] == "Größe, źle\n2nd line"
    path = tmp_path / "out.csv"
    path.write_bytes(content)
    rules = parse_map('[columns]\nexternal_ref = "external_ref"\nsubject = "subject"')
    assert imports.tickets(office, path, rules).known == 4


def test_wrong_use_is_refused(office: Office, enter: Enter) -> None:
    with pytest.raises(BadInputError, match="csv"):
        taken(office, "events", "csv")
    with pytest.raises(BadInputError) as refused:
        taken(office, "ticket")
    assert "tickets" in refused.value.hint
    with pytest.raises(RefusedError):
        taken(enter("maja"), "tickets")
