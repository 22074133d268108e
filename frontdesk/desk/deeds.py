"""What somebody did last: each operation with what, how many tickets, when, and whether it stands.

It refuses to take anything back; ``desk.undo`` does, by the event that stands here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Table, distinct, func, literal_column, select
from sqlalchemy.engine import Connection

from frontdesk import codes
from frontdesk.desk.office import Office
from frontdesk.desk.reversible import HOUSEKEEPING, LASTING, TURNING
from frontdesk.i18n import _, plural
from frontdesk.store import tables as t
from frontdesk.terms import Subject

NAMES: Mapping[Subject, tuple[Table, str]] = {
    Subject.REPAIR: (t.repair_order, "id"),
    Subject.FIX: (t.fix, "title"),
    Subject.POLICY: (t.policy, "hash"),
    Subject.SITE: (t.site, "code"),
    Subject.TEAM: (t.team, "code"),
    Subject.AGENT: (t.agent, "login"),
    Subject.SHIFT: (t.shift, "id"),
    Subject.ORGANISATION: (t.organisation, "code"),
    Subject.PLAN: (t.plan, "code"),
    Subject.REQUESTER: (t.requester, "code"),
    Subject.ASSET: (t.asset, "tag"),
    Subject.VENDOR: (t.vendor, "code"),
    Subject.PART: (t.part, "code"),
    Subject.KEPT: (t.kept, "name"),
}
"""By which column people name what is no ticket."""
NAME = 40
"""Characters of such a name that are shown."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One operation.

    Attributes:
        event: its latest event, which ``undo`` takes.
        tickets: how many it changed; ``number``, ``subject``: of the only one, or of the first.
        other: what was changed that is no ticket, in words; empty: only tickets were.
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
    other: str = ""

    @property
    def about(self) -> str:
        """What was changed, in words."""
        if self.tickets > 1:
            return plural("{n} ticket", "{n} tickets", self.tickets)
        return f"{self.number} {self.subject}" if self.tickets else self.other

    @property
    def why_not(self) -> str | None:
        """Why it cannot be taken back now; ``None``: it can."""
        if self.undone:
            return _("taken back")
        return (
            _("cannot be undone: {instead}").format(instead=self.lasting) if self.lasting else None
        )


def latest(office: Office, limit: int = 50) -> list[Deed]:
    """What the actor did, the latest first; what happens by the way is left out."""
    own = t.operation.c
    mine = (
        select(own.id, own.verb, own.at)
        .where(own.agent_id == office.agent_id, own.verb.not_in(HOUSEKEEPING | TURNING))
        .order_by(literal_column("operation.rowid").desc())
        .limit(limit)
    )
    with office.store.read() as connection:
        operations = connection.execute(mine).all()
        identities = [identity for identity, _verb, _at in operations]
        changed = _changed(connection, identities)
        others = _others(connection, identities)
        undone = _undone(connection, identities)
    found = []
    for identity, verb, at in operations:
        if identity not in changed and identity not in others:
            continue
        other_event, other = others.get(identity, (0, ""))
        event, tickets, number, subject = changed.get(identity, (other_event, 0, 0, ""))
        lasting = _(LASTING[verb]) if verb in LASTING else ""
        found.append(
            Deed(
                event, identity, verb, at, tickets, number, subject, identity in undone, lasting,
                other,
            )
        )  # fmt: skip
    return found


def about(connection: Connection, operation: str) -> str:
    """What an operation changed that is no ticket, in words; empty: only tickets."""
    return _others(connection, [operation]).get(operation, (0, ""))[1]


def _others(connection: Connection, operations: list[str]) -> dict[str, tuple[int, str]]:
    """What is no ticket: the latest event of each operation, and what it was about in words."""
    own = t.event.c
    statement = (
        select(own.operation, own.subject, own.subject_id, func.max(own.id))
        .where(own.operation.in_(operations), own.subject != Subject.TICKET)
        .group_by(own.operation, own.subject, own.subject_id)
    )
    found: dict[str, list[tuple[Subject, int, int]]] = {}
    for operation, subject, number, event in connection.execute(statement):
        found.setdefault(operation, []).append((Subject(subject), number, event))
    return {
        operation: (max(event for *_rest, event in several), _named(connection, several))
        for operation, several in found.items()
    }


def _named(connection: Connection, several: list[tuple[Subject, int, int]]) -> str:
    """Several things that were changed: the one by its name, of more how many."""
    subject, number, _event = several[0]
    if len(several) > 1:
        return plural("{n} entry", "{n} entries", len(several))
    table, column = NAMES.get(subject, (None, ""))
    if table is None:
        return codes.noun(subject)
    row = connection.execute(select(table).where(table.c.id == number)).mappings().one()
    noun = row["kind"] if subject is Subject.KEPT else subject
    return f"{codes.noun(noun)} {str(row[column])[:NAME]}"


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
