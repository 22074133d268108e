"""What was done to tickets and repair orders, in the order of time, a little at a time.

Only the order of the events is held; their contents are read in chunks, each in a look of its own,
so that a replay of an hour keeps no desk's changes from being checked in.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import String, bindparam, select, type_coerce
from sqlalchemy.engine import Connection

from frontdesk.store import tables as t
from frontdesk.terms import Subject

CHUNK = 500
_own = t.event.c
_KINDS = (Subject.TICKET, Subject.REPAIR)
_ORDER = select(_own.id).where(_own.subject.in_(_KINDS)).order_by(_own.at, _own.id)
_CHUNK = select(
    _own.id, _own.subject, _own.subject_id, _own.seq, type_coerce(_own.at, String), _own.verb,
    _own.after,
).where(_own.id.in_(bindparam("ids", expanding=True)))  # fmt: skip


class Deed(NamedTuple):
    """An event of a ticket or a repair order; ``after`` holds columns by their names, with ids."""

    event: int
    subject: Subject
    number: int
    seq: int
    at: datetime
    verb: str
    after: Mapping[str, Any]


def order(connection: Connection, until: datetime) -> Sequence[int]:
    """The events up to a moment, by their ids, in the order of time."""
    return array("q", connection.execute(_ORDER.where(_own.at <= until)).scalars())


def read(connection: Connection, events: Sequence[int]) -> Iterator[Deed]:
    """Some events (no more than ``CHUNK``), in the order given."""
    found = {}
    for event, subject, number, seq, at, verb, after in connection.execute(
        _CHUNK, {"ids": list(events)}
    ):
        found[event] = Deed(event, subject, number, seq, instant(at), verb, json.loads(after))
    for event in events:
        yield found[event]


def instant(written: str | datetime) -> datetime:
    """A time as the store's column or an event holds it."""
    at = datetime.fromisoformat(written) if isinstance(written, str) else written
    return at if at.tzinfo is not None else at.replace(tzinfo=UTC)


def digest(kept: object) -> str | None:
    """An event holds a text as ``{"digest": …}``, some as the digest alone."""
    if isinstance(kept, Mapping):
        kept = kept.get("digest")
    return kept if isinstance(kept, str) else None
