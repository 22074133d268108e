"""The history takes nothing but its next line: no change, no removal, no replacement."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from frontdesk import desk, insight
from frontdesk.desk.inputs import NewTicket
from frontdesk.desk.office import Office
from tests.conftest import Enter


def desk_has_order(office: Office, number: int) -> bool:
    return bool(insight.tickets.ticket(office.store, number).repairs)


@pytest.fixture
def raw(enter: Enter, place: Path) -> Iterator[sqlite3.Connection]:
    """A store with some history, in the hands of somebody with a plain SQL shell."""
    berit = enter("berit")
    for n, tag in enumerate(("PRN-0001", "LAP-0001")):
        new = NewTicket(subject=f"broken {n}", words="cracked", asset=tag, external_ref=f"R-{n}")
        number = desk.intake.open_ticket(berit, new).numbers[0]
        desk.work.note(berit, [number], text="looked at it")
        if not desk_has_order(berit, number):
            desk.repair.open_order(berit, [number], vendor="northwell")
    desk.trust.seal(berit)
    berit.close()
    with closing(sqlite3.connect(place, isolation_level=None)) as connection:
        yield connection


COLUMNS = (
    "subject, subject_id, seq, at, recorded_at, actor, typed_by, verb, operation, before, after, "
    "imported, previous, hash"
)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET after = '{}' WHERE id = 1",
        "UPDATE OR REPLACE event SET id = 2 WHERE id = 1",
        "DELETE FROM event WHERE id = (SELECT max(id) FROM event)",
        "DELETE FROM event",
        "INSERT OR REPLACE INTO event SELECT * FROM event WHERE id = 1",
        f"REPLACE INTO event (id, {COLUMNS}) SELECT 1, {COLUMNS} FROM event WHERE id = 2",
        f"INSERT OR REPLACE INTO event ({COLUMNS}) SELECT {COLUMNS} FROM event WHERE id = 1",
        f"INSERT OR IGNORE INTO event ({COLUMNS}) SELECT {COLUMNS} FROM event WHERE id = 1",
        "UPDATE seal SET hash = previous",
        "DELETE FROM seal",
        "INSERT OR REPLACE INTO seal SELECT * FROM seal",
        "DELETE FROM text",
        "UPDATE text SET body = 'other'",
        "UPDATE text SET digest = 'x' || substr(digest, 2)",
        "INSERT OR REPLACE INTO text SELECT digest, salt, 'other' FROM text LIMIT 1",
        "DELETE FROM decision",
        "UPDATE decision SET receipt = '{}'",
        "INSERT OR REPLACE INTO decision SELECT * FROM decision LIMIT 1",
        "DELETE FROM contact",
        "UPDATE contact SET minutes = 1",
        "INSERT OR REPLACE INTO contact SELECT * FROM contact LIMIT 1",
        "DELETE FROM ticket",
        "INSERT OR REPLACE INTO ticket SELECT * FROM ticket LIMIT 1",
        "UPDATE OR REPLACE ticket SET id = 2 WHERE id = 1",
        "UPDATE OR REPLACE ticket SET external_ref = 'R-1' WHERE id = 1",
        "INSERT OR REPLACE INTO ticket (subject, external_ref) VALUES ('x', 'R-1')",
        "DELETE FROM message",
        "UPDATE message SET visibility = 'public'",
        "INSERT OR REPLACE INTO message SELECT * FROM message LIMIT 1",
        "DELETE FROM repair_order",
        "UPDATE OR REPLACE repair_order SET id = 2 WHERE id = 1",
        "INSERT OR REPLACE INTO repair_order SELECT * FROM repair_order LIMIT 1",
        "UPDATE OR REPLACE operation SET id = 'x'",
        "DELETE FROM operation",
        "INSERT OR REPLACE INTO operation SELECT * FROM operation LIMIT 1",
    ],
)
def test_history_cannot_be_changed_by_plain_sql(raw: sqlite3.Connection, statement: str) -> None:
    before = list(raw.iterdump())
    with pytest.raises(sqlite3.IntegrityError, match="is append-only"):
        raw.execute(statement)
    assert list(raw.iterdump()) == before


def test_a_text_can_be_erased_and_nothing_else(raw: sqlite3.Connection) -> None:
    raw.execute("UPDATE text SET salt = NULL, body = NULL")
    assert raw.execute("SELECT count(*) FROM text WHERE body IS NOT NULL").fetchone() == (0,)


def test_numbers_are_never_given_twice(raw: sqlite3.Connection, enter: Enter) -> None:
    raw.execute("DROP TRIGGER ticket_no_delete")
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute("DELETE FROM ticket WHERE id = 2")
    done = desk.intake.open_ticket(enter("maja"), NewTicket(subject="next"))
    assert done.numbers == (3,)
