"""What somebody with a plain SQL shell did to the history is found, and said where."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from frontdesk import desk
from frontdesk.audit import Audit
from frontdesk.desk.inputs import NewTicket
from frontdesk.desk.office import Office
from frontdesk.errors import CheckFailedError
from frontdesk.store.ledger import HASHED, hash_of_link
from tests.conftest import Clock, Enter

Tamper = Callable[..., Audit]


@pytest.fixture
def office(enter: Enter, clock: Clock) -> Office:
    """A supervisor at a store with some history, sealed twice."""
    berit = enter("berit")
    for n in range(4):
        number = desk.intake.open_ticket(
            berit,
            NewTicket(subject=f"printer {n}", words="it jams", asset=["PRN-0001", None][n % 2]),
        ).numbers[0]
        desk.work.note(berit, [number], text="looked at it")
        if n == 1:
            desk.repair.open_order(berit, [1], vendor="northwell", asset="PRN-0001", fault="bent")
        clock.tick(days=1)
        if n in (1, 2):
            desk.trust.seal(berit)
    return berit


@pytest.fixture
def tamper(office: Office, place: Path) -> Tamper:
    """Run statements with every guard taken off, then look at the whole."""

    def go(*statements: str) -> Audit:
        with closing(sqlite3.connect(place)) as raw:
            guards = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            taken = guards.fetchall()
            for name, _sql in taken:
                raw.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                raw.execute(statement)
            for _name, sql in taken:
                raw.execute(sql)
            raw.commit()
        return desk.trust.verify(office)

    return go


def said(audit: Audit) -> list[tuple[str, str]]:
    return [(finding.check, finding.words) for finding in audit.findings]


def test_a_history_that_nobody_touched_is_intact(office: Office) -> None:
    audit = desk.trust.verify(office)
    assert audit.intact
    assert audit.events > 8
    assert audit.seals == 2
    assert audit.head == desk_seal(office)
    assert audit.texts > 8


def desk_seal(office: Office) -> str:
    with closing(sqlite3.connect(office.store.place.path)) as raw:
        found: str = raw.execute("SELECT hash FROM seal ORDER BY id DESC").fetchone()[0]
        return found


@pytest.mark.parametrize("column", [*HASHED, "hash"])
def test_every_column_of_an_event_is_covered(tamper: Tamper, place: Path, column: str) -> None:
    value = {
        "subject": "'asset'", "imported": "NOT imported", "after": "'{}'", "before": "'{\"x\":1}'",
        "at": "'2020-01-01 00:00:00.000000'", "recorded_at": "'2020-01-01 00:00:00.000000'",
        "operation": "(SELECT max(o.id) FROM operation o WHERE o.id <> event.operation)",
        "seq": "seq + 7",
        "subject_id": "subject_id + 99",
    }.get(column, f"substr({column} || 'x', 2)")  # fmt: skip
    audit = tamper(f"UPDATE event SET {column} = {value} WHERE id = 3")
    assert not audit.intact
    assert any("event 3" in words or "gone before" in words for _check, words in said(audit))


def test_a_changed_event_is_named_once(tamper: Tamper) -> None:
    audit = tamper("UPDATE event SET actor = 'somebody' WHERE id = 2")
    assert said(audit) == [("chains", "ticket 1: event 2 (route) is not as it was written")]


def test_an_event_taken_from_the_middle_is_missed(tamper: Tamper) -> None:
    audit = tamper("DELETE FROM event WHERE id = 2")
    assert ("chains", "event 2 is gone") in said(audit)
    assert any("ticket 1: events are gone before number 3" in words for _c, words in said(audit))


def test_a_tail_cut_off_is_missed(tamper: Tamper) -> None:
    audit = tamper("DELETE FROM event WHERE id > (SELECT max(id) - 2 FROM event)")
    checks = {check for check, _words in said(audit)}
    assert {"chains", "versions"} <= checks


def test_a_tail_cut_off_with_care_is_seen_by_the_seal(tamper: Tamper) -> None:
    audit = tamper(
        "DELETE FROM event WHERE id > (SELECT last_event - 1 FROM seal ORDER BY id DESC LIMIT 1)",
        "UPDATE sqlite_sequence SET seq = (SELECT max(id) FROM event) WHERE name = 'event'",
        "UPDATE ticket SET version = coalesce((SELECT max(seq) FROM event WHERE subject = 'ticket' "
        "AND subject_id = ticket.id), version)",
    )
    assert any("which are gone" in words for check, words in said(audit) if check == "seals")


def test_a_chain_written_anew_is_seen_by_the_seal(
    office: Office, tamper: Tamper, place: Path
) -> None:
    with closing(sqlite3.connect(place)) as raw:
        row = list(raw.execute(
            f"SELECT {', '.join(HASHED)} FROM event WHERE subject = 'ticket' AND subject_id = 1 "
            "ORDER BY seq DESC LIMIT 1").fetchone())  # fmt: skip
    for name in ("at", "recorded_at"):
        at = HASHED.index(name)
        row[at] = row[at].replace(" ", "T") + "Z"
    row[HASHED.index("actor")] = "somebody"
    row[HASHED.index("imported")] = False
    anew = hash_of_link(row)
    audit = tamper(
        f"UPDATE event SET actor = 'somebody', hash = '{anew}' WHERE subject = 'ticket' "
        f"AND subject_id = 1 AND seq = {row[HASHED.index('seq')]}"
    )
    assert {check for check, _words in said(audit)} == {"seals"}


def test_a_changed_text_is_found_and_named(tamper: Tamper) -> None:
    audit = tamper(
        "UPDATE text SET body = body || '.' WHERE digest = (SELECT text FROM message LIMIT 1)"
    )
    assert [check for check, _words in said(audit)] == ["texts"]
    assert "of event" in said(audit)[0][1]


def test_an_erased_text_is_no_finding(tamper: Tamper) -> None:
    audit = tamper(
        "UPDATE text SET body = NULL, salt = NULL WHERE digest = (SELECT text FROM message LIMIT 1)"
    )
    assert audit.intact
    assert audit.erased == 1


@pytest.mark.parametrize(
    "which",
    [
        "SELECT text FROM message LIMIT 1",
        "SELECT fault FROM repair_order LIMIT 1",
        "SELECT words FROM ticket LIMIT 1",
    ],
)
def test_a_text_that_is_gone_is_missed(tamper: Tamper, which: str) -> None:
    audit = tamper(f"DELETE FROM text WHERE digest = ({which})")
    assert [check for check, _words in said(audit)] == ["texts"]


def test_a_seal_that_was_taken_out_or_changed_is_missed(tamper: Tamper) -> None:
    assert "seal 2 does not follow" in str(said(tamper("DELETE FROM seal WHERE id = 1")))


def test_a_row_that_ran_ahead_of_its_history_is_found(tamper: Tamper) -> None:
    audit = tamper("UPDATE ticket SET version = version + 1 WHERE id = 2")
    assert [check for check, _words in said(audit)] == ["versions"]


def test_a_great_many_findings_are_counted(tamper: Tamper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("frontdesk.store.chains.MOST", 3)
    audit = tamper("UPDATE event SET actor = 'somebody'")
    assert len(audit.findings) == 4
    assert audit.findings[-1].words.startswith("and ")


def test_seals_chain_and_repeat_nothing(office: Office, clock: Clock) -> None:
    one = desk.trust.seal(office)
    assert desk.trust.seal(office) == one
    desk.work.note(office, [1], text="more")
    two = desk.trust.seal(office)
    assert two.seal == one.seal + 1
    assert two.last_event > one.last_event
    assert desk.trust.verify(office).head == two.hash


def test_the_daily_seal_verifies_too(office: Office, clock: Clock) -> None:
    clock.tick(days=2)
    assert desk.due.run_due(office).sealed
    assert desk.trust.verify(office).intact


def test_findings_can_be_demanded_away(office: Office, tamper: Tamper) -> None:
    desk.trust.demand(desk.trust.verify(office).findings)
    audit = tamper("UPDATE event SET actor = 'x' WHERE id IN (1, 2)")
    with pytest.raises(CheckFailedError, match=r"\(and 1 more\)"):
        desk.trust.demand(audit.findings)
