"""Many tickets are routed as each would have been alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sqlalchemy import select

from frontdesk.desk import assign, bulk, history, route
from frontdesk.desk.adopted import Adopted
from frontdesk.desk.office import Office
from frontdesk.store import tables as t
from frontdesk.terms import Status, Urgency
from tests import desks

WORDS = (
    "my account is locked after too many attempts", "the printer pulls two sheets",
    "VPN drops after a minute", "no dial tone", "outlook cannot send mail", "x",
)  # fmt: skip


def desk_with_new_tickets(path: Path, n: int = 18) -> Office:
    desks.build(path)
    office = replace(Office.open(path, "berit"), clock=lambda: desks.NOW)
    history.adopt(
        office,
        [
            Adopted(
                i, f"R{i}", WORDS[i % 6], "it began this morning", status=Status.NEW,
                requester=("unknown", "anna.nowak", "zofia.w")[i % 3],
                asset="PRN-0001" if i % 4 == 1 else None, urgency=list(Urgency)[i % 4],
            )
            for i in range(n)
        ],
    )  # fmt: skip
    return office


def outcome(office: Office) -> tuple[object, ...]:
    with office.store.read() as connection:
        decisions = connection.execute(select(t.decision).order_by(t.decision.c.id)).all()
        tickets = connection.execute(select(t.ticket).order_by(t.ticket.c.id)).mappings().all()
    bare = ({k: v for k, v in row.items() if k not in ("words", "version")} for row in tickets)
    return decisions, list(bare)


def test_a_batch_decides_what_each_ticket_alone_would_get(tmp_path: Path) -> None:
    together = desk_with_new_tickets(tmp_path / "together.db")
    alone = desk_with_new_tickets(tmp_path / "alone.db")
    done = bulk.route_open(together, range(1, 19))
    for number in range(1, 19):
        route.route(alone, [number])
    assert outcome(together) == outcome(alone)
    assert sum(done.routes.values()) == 18
    together.close()
    alone.close()


def test_what_somebody_has_taken_meanwhile_stays_theirs(tmp_path: Path) -> None:
    office = desk_with_new_tickets(tmp_path / "desk.db", 3)
    assign.take(office, [2])
    assert sum(bulk.route_open(office, [1, 2, 3]).routes.values()) == 2
    with office.store.read() as connection:
        taken = connection.execute(select(t.ticket.c.status).where(t.ticket.c.id == 2)).scalar()
    assert taken is Status.IN_PROGRESS
    office.close()


def test_no_transaction_takes_more_than_a_batch(tmp_path: Path) -> None:
    office = desk_with_new_tickets(tmp_path / "desk.db", 5)
    bulk.route_open(office, [1, 2, 3, 4, 5], at_once=2)
    with office.store.read() as connection:
        done = connection.execute(
            select(t.operation.c.id).where(t.operation.c.verb == "route")
        ).all()
    assert len(done) == 3
    office.close()
