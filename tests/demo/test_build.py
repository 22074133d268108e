"""The demonstration is built by the desk's own verbs, and twice alike."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from frontdesk import desk
from frontdesk.demo.build import ACTOR, build
from frontdesk.desk.office import Office
from frontdesk.errors import StoreError
from frontdesk.insight import repairing
from frontdesk.insight.cases import equipment_of
from frontdesk.insight.replay import deeds
from frontdesk.insight.replay.repairs_then import RepairsThen
from frontdesk.store import tables as t
from frontdesk.terms import Subject

TODAY = date(2026, 11, 20)
COUNT = 24


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("demo") / "demo.db", tickets=COUNT, seed=3, today=TODAY)


def contents(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def ask(path: Path, question: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(question).fetchall()


def test_the_same_seed_and_day_give_the_same_store(demo: Path, tmp_path: Path) -> None:
    again = build(tmp_path / "again.db", tickets=COUNT, seed=3, today=TODAY)
    assert contents(again) == contents(demo)


def test_another_seed_gives_another_store(demo: Path, tmp_path: Path) -> None:
    other = build(tmp_path / "other.db", tickets=COUNT, seed=4, today=TODAY)
    assert contents(other) != contents(demo)


def test_its_history_holds_together(demo: Path) -> None:
    office = Office.open(demo, ACTOR)
    try:
        assert not desk.trust.verify(office).findings
    finally:
        office.close()


def test_every_ticket_of_the_plan_is_there_and_a_third_is_open(demo: Path) -> None:
    assert ask(demo, "SELECT count(*) FROM ticket") == [(COUNT,)]
    assert ask(demo, "SELECT count(*) FROM ticket WHERE open") == [(8,)]
    assert ask(demo, "SELECT count(*) FROM ticket WHERE NOT open AND resolved_at IS NULL "
                     "AND status != 'cancelled'") == [(0,)]  # fmt: skip


def test_nothing_happens_after_its_moment(demo: Path) -> None:
    assert ask(demo, "SELECT count(*) FROM event WHERE at > '2026-11-20 13:07:01'") == [(0,)]


def test_it_opens_as_its_supervisor_without_being_told(demo: Path) -> None:
    office = Office.open(demo)
    assert office.actor.login == ACTOR
    assert office.actor.leads
    office.close()


def test_it_does_not_take_the_place_of_something_else(demo: Path) -> None:
    with pytest.raises(StoreError):
        build(demo, tickets=1, today=TODAY)


def test_following_its_repairs_to_now_gives_what_the_desk_knows_of_vendors_now(demo: Path) -> None:
    office = Office.open(demo, ACTOR)
    try:
        with office.store.read() as connection:
            then = RepairsThen(connection)
            for deed in deeds.read(
                connection, deeds.order(connection, office.now())[: deeds.CHUNK]
            ):
                if deed.subject is Subject.REPAIR:
                    then.follow(deed)
            rows = connection.execute(select(t.asset.c.id, t.asset.c.tag)).all()
            known = {number: equipment_of(connection, tag) for number, tag in rows}
            now = {n: repairing.vendors(connection, one) for n, one in known.items()}
        assert {n: then.in_repair(n) for n in known} == {
            n: e.in_repair for n, e in known.items() if e
        }
        assert any(one.orders for several in now.values() for one in several)
        for number, vendors in now.items():
            for ours, theirs in zip(then.vendors(known[number]), vendors, strict=True):
                assert replace(ours, days=None) == replace(theirs, days=None)
                assert ours.days == pytest.approx(theirs.days)
    finally:
        office.close()
