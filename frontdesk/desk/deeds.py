"""What somebody did last: each operation with what, how many tickets, when, and whether it stands.

It refuses to take anything back; ``desk.undo`` does, by the event that stands here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import distinct, func, literal_column, select
from sqlalchemy.engine import Connection

from frontdesk.desk.office import Office
from frontdesk.desk.undo import HOUSEKEEPING, LASTING
from frontdesk.i18n import _
from frontdesk.store import tables as t
from frontdesk.terms import Subject

TURNING = frozenset({"undo", "redo"})
"""What only turns something else about is no deed of its own."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One operation.

    Attributes:
        event: its latest event, which ``undo`` takes.
        tickets: how many it changed; ``number``, ``subject``: of the only one, or of the first.
        undone: whether it has been taken back.
        lasting: what helps instead where it cannot be taken back; empty: it can.
    """

    event: int
    operation: str
    verb: str
    at: datetime
    tickets: int
    number: int
    subject: str
    undone: bool
    lasting: str = ""

    @property
    def why_not(self) -> str | None:
        """Why it cannot be taken back now; ``None``: it can."""
        if self.undone:
            return _("taken back")
        return (
            _("cannot be undone: {instead}").format(instead=self.lasting) if self.lasting else None
        )


def latest(office: Office, limit: int = 50) -> list[Deed]:
    """What the actor did to tickets, the latest first; what happens by the way is left out."""
    own = t.operation.c
    mine = (
        select(own.id, own.verb, own.at)
        .where(own.agent_id == office.agent_id, own.verb.not_in(HOUSEKEEPING | TURNING))
        .order_by(literal_column("operation.rowid").desc())
        .limit(limit)
    )
    with office.store.read() as connection:
        operations = connection.execute(mine).all()
        changed = _changed(connection, [identity for identity, _verb, _at in operations])
        undone = _undone(connection, [identity for identity, _verb, _at in operations])
    found = []
    for identity, verb, at in operations:
        if identity not in changed:
            continue
        event, tickets, number, subject = changed[identity]
        lasting = _(LASTING[verb]) if verb in LASTING else ""
        found.append(
            Deed(event, identity, verb, at, tickets, number, subject, identity in undone, lasting)
        )
    return found


def _changed(connection: Connection, operations: list[str]) -> dict[str, tuple[int, int, int, str]]:
    """The latest event, how many tickets, and the first of them, of each operation."""
    own = t.event.c
    counted = (
        select(
            own.operation,
            func.max(own.id).label("event"),
            func.count(distinct(own.subject_id)).label("tickets"),
            func.min(own.subject_id).label("number"),
        )
        .where(own.operation.in_(operations), own.subject == Subject.TICKET)
        .group_by(own.operation)
        .subquery()
    )
    statement = select(*counted.c, t.ticket.c.subject).join_from(
        counted, t.ticket, t.ticket.c.id == counted.c.number
    )
    return {row[0]: (row[1], row[2], row[3], row[4]) for row in connection.execute(statement)}


def _undone(connection: Connection, operations: Iterable[str]) -> frozenset[str]:
    """Those that have been taken back, by something that stands itself."""
    own = t.operation.c
    by: dict[str, list[str]] = {}
    asked = set(operations)
    while asked:
        found = connection.execute(select(own.undoes, own.id).where(own.undoes.in_(asked))).all()
        for taken, taker in found:
            by.setdefault(taken, []).append(taker)
        asked = {taker for _taken, taker in found}

    def stands(operation: str) -> bool:
        return not any(stands(each) for each in by.get(operation, ()))

    return frozenset(each for each in by if not stands(each))
