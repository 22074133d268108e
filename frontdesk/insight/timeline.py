"""How something came about: its events with codes instead of ids and texts beside their digests.

It refuses to judge: whether an event still stands is read off the operations that took it back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection, RowMapping

from frontdesk.insight.codes import CODED, chunks, codes, texts
from frontdesk.rows import AttemptRow, ContactRow, EventRow, MessageRow
from frontdesk.store import tables as t
from frontdesk.store.unit import Store
from frontdesk.terms import Outcome, Subject

DIGEST = re.compile(r"[0-9a-f]{64}")
BARE = frozenset({"words", "resolution", "fault", "text"})
"""Columns whose value in an event is the digest itself."""


def events(store: Store, number: int) -> list[EventRow]:
    """The events of a ticket, the first one first; empty for a number that does not exist."""
    return of_subject(store, Subject.TICKET, number)


def of_subject(store: Store, subject: Subject, subject_id: int) -> list[EventRow]:
    """The events of anything that has a history: a repair order, a fix, an entry of a register."""
    with store.read() as connection:
        statement = (
            select(t.event)
            .where(t.event.c.subject == subject, t.event.c.subject_id == subject_id)
            .order_by(t.event.c.seq)
        )
        rows = connection.execute(statement).mappings().all()
        sides = [(json.loads(row["before"]), json.loads(row["after"])) for row in rows]
        values = [side for both in sides for side in both]
        known = codes(connection, values)
        bodies = texts(connection, (d for side in values for d in _digests(side).values()))
        undone = _undone(connection, {row["operation"] for row in rows})
    return [
        _event(row, before, after, known, bodies, undone=row["operation"] in undone)
        for row, (before, after) in zip(rows, sides, strict=True)
    ]


def coded(store: Store, several: Sequence[Mapping[str, Any]]) -> list[dict[str, object]]:
    """What some events say became of things (``Change.became``), with codes for ids, no texts."""
    with store.read() as connection:
        known = codes(connection, several)
    return [
        _plain({name: each for name, each in values.items() if name not in _digests(values)}, known)
        for values in several
    ]


def _digests(values: Mapping[str, Any]) -> dict[str, str]:
    """The fields of an event that stand for a text, and the digests of those."""
    found = {}
    for name, value in values.items():
        if isinstance(value, dict) and isinstance(value.get("digest"), str):
            found[name] = value["digest"]
        elif name in BARE and isinstance(value, str) and DIGEST.fullmatch(value):
            found[name] = value
    return found


def _event(
    row: RowMapping,
    before: dict[str, Any],
    after: dict[str, Any],
    known: Mapping[str, Mapping[int, str]],
    bodies: Mapping[str, str | None],
    *,
    undone: bool,
) -> EventRow:
    said = {name: bodies.get(digest) for name, digest in _digests(after).items()}
    was = {name: bodies.get(digest) for name, digest in _digests(before).items()}
    undoes = after.pop("undoes", None)
    return EventRow(
        event=row["id"],
        seq=row["seq"],
        at=row["at"],
        actor=row["actor"],
        verb=row["verb"],
        before={**_plain(before, known), **was},
        after={name: v for name, v in _plain(after, known).items() if name not in said},
        texts=said,
        undone=undone,
        undoes=undoes,
    )


def _plain(values: Mapping[str, Any], known: Mapping[str, Mapping[int, str]]) -> dict[str, object]:
    """The values with codes for ids, under the names without ``_id``, and times as times."""
    found: dict[str, object] = {}
    for name, value in values.items():
        if name in CODED and isinstance(value, int):
            found[name.removesuffix("_id")] = known[name].get(value)
        else:
            found[name.removesuffix("_id")] = _time(name, value)
    return found


def _time(name: str, value: Any) -> Any:
    timed = (
        (name.endswith(("_at", "_until")) or name == "due")
        and isinstance(value, str)
        and "T" in value
    )
    return datetime.fromisoformat(value) if timed else value


def _undone(connection: Connection, operations: Iterable[str]) -> set[str]:
    """Those of the operations that have been taken back, and not done again."""
    by: dict[str, set[str]] = {}
    asked = set(operations)
    while asked:
        found: set[str] = set()
        for chunk in chunks(sorted(asked)):
            statement = select(t.operation.c.undoes, t.operation.c.id).where(
                t.operation.c.undoes.in_(chunk)
            )
            for undoes, operation in connection.execute(statement):
                by.setdefault(undoes, set()).add(operation)
                found.add(operation)
        asked = found - by.keys()
    return {operation for operation in by if _is_undone(operation, by)}


def _is_undone(operation: str, by: Mapping[str, set[str]]) -> bool:
    """Taken back by an operation that still stands itself; a chain of undos is short."""
    return any(not _is_undone(later, by) for later in by.get(operation, ()))


def messages(store: Store, number: int) -> list[MessageRow]:
    """Notes and replies of a ticket, the first one first."""
    statement = (
        select(t.message.c.at, t.agent.c.login, t.message.c.visibility, t.text.c.body)
        .select_from(
            t.message.join(t.agent, t.agent.c.id == t.message.c.agent_id).outerjoin(
                t.text, t.text.c.digest == t.message.c.text
            )
        )
        .where(t.message.c.ticket_id == number)
        .order_by(t.message.c.id)
    )
    with store.read() as connection:
        return [MessageRow(*row) for row in connection.execute(statement)]


def contacts(store: Store, number: int) -> list[ContactRow]:
    """Each time that somebody got in touch about a ticket, the first one first."""
    own = t.contact.c
    statement = (
        select(own.at, own.channel, own.direction, own.minutes, t.agent.c.login, t.text.c.body)
        .select_from(
            t.contact.join(t.agent, t.agent.c.id == own.agent_id).outerjoin(
                t.text, t.text.c.digest == own.text
            )
        )
        .where(own.ticket_id == number)
        .order_by(own.id)
    )
    with store.read() as connection:
        return [ContactRow(*row) for row in connection.execute(statement)]


def attempts(store: Store, number: int) -> list[AttemptRow]:
    """The known fixes that were tried on a ticket, the first one first."""
    own = t.fix_attempt.c
    statement = (
        select(
            own.at, t.agent.c.login, own.fix_id, t.fix.c.title, own.outcome, own.step, own.minutes,
            own.undone,
        )
        .select_from(
            t.fix_attempt.join(t.agent, t.agent.c.id == own.agent_id).join(
                t.fix, t.fix.c.id == own.fix_id
            )
        )
        .where(own.ticket_id == number)
        .order_by(own.id)
    )  # fmt: skip
    with store.read() as connection:
        return [
            AttemptRow(at, agent, fix, title, outcome is Outcome.WORKED, step, minutes, undone)
            for at, agent, fix, title, outcome, step, minutes, undone in connection.execute(
                statement
            )
        ]
