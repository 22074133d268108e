"""The ledger: append-only events, a hash chain for each subject, texts beside their digests.

An event holds ids, words of the field, numbers, and a salted digest of each text; the text lies
in a row of its own that can be erased without touching the chain. This file writes events and
nothing else; who may do what is decided by ``desk``.

The hash of an event is SHA-256 over the canonical JSON of its columns and the hash before it
(a hash chain as in Haber and Stornetta, "How to time-stamp a digital document", 1991).
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import func, insert, select, text, tuple_
from sqlalchemy.engine import RowMapping
from sqlmodel import Session, col

from frontdesk.models import Event
from frontdesk.store import tables
from frontdesk.terms import Subject

GENESIS = "0" * 64
GENESIS_SEQ = 0
CHUNK = 500
FEW = 20
"""Events that are written with their ids at once; of more they are read back."""
HEAD = text(
    "SELECT seq, hash FROM event WHERE subject = :subject AND subject_id = :id "
    "ORDER BY seq DESC LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who did it, and when; the same for every event of an operation.

    Attributes:
        at: when it happened. ``recorded_at``: when it was written down.
        actor: the login that acted. ``typed_by``: the system's user who typed it.
    """

    operation: str
    at: datetime
    recorded_at: datetime
    actor: str
    typed_by: str
    imported: bool = False


@dataclass(slots=True)
class Entry:
    """An event that is about to be written.

    Attributes:
        said: what ``after`` says, as it was given.
    """

    subject: Subject
    subject_id: int
    seq: int
    verb: str
    before: str
    after: str
    stamp: Stamp
    previous: str
    hash: str
    event: int | None = None
    digests: dict[str, str] = field(default_factory=dict)
    said: Mapping[str, Any] = field(default_factory=dict)


def instant(moment: datetime) -> str:
    """A time as the ledger writes it: UTC, microseconds, ``Z``."""
    return f"{moment.astimezone(UTC).isoformat(timespec='microseconds')[:-6]}Z"


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} cannot stand in an event")


_JSON = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain)


def canonical(value: object) -> str:
    """The one JSON of a value: sorted keys, no spaces, times in RFC 3339 with microseconds."""
    return _JSON.encode(value)


def digest_of(salt: str, body: str) -> str:
    """The salted digest under which a text is kept."""
    return hashlib.sha256(f"{salt}\x00{body}".encode("utf-8", "surrogatepass")).hexdigest()


HASHED = (
    "subject", "subject_id", "seq", "at", "recorded_at", "actor", "typed_by", "verb", "operation",
    "before", "after", "imported", "previous",
)  # fmt: skip
"""The columns that an event's hash covers, in their order."""


def hash_of(row: Mapping[str, Any] | RowMapping) -> str:
    """The hash of an event, from its columns (see the module's docstring)."""
    return hash_of_link([row[name] for name in HASHED])


def hash_of_link(values: Sequence[object]) -> str:
    """The same from the values of ``HASHED``, times as such or already as ``instant`` says them."""
    return hashlib.sha256(canonical(values).encode("utf-8", "surrogatepass")).hexdigest()


class Ledger:
    """The events of one unit of work, written in one statement when it is flushed."""

    def __init__(self, session: Session, salt: Callable[[], str] | None = None) -> None:
        self._session = session
        self._salt = salt or (lambda: secrets.token_hex(16))
        self._heads: dict[tuple[Subject, int], tuple[int, str]] = {}
        self._entries: list[Entry] = []
        self._texts: list[dict[str, str]] = []

    def salted_by(self, salt: Callable[[], str]) -> None:
        """Draw salts from here from now on (a demo draws them from its seed)."""
        self._salt = salt

    def text(self, body: str) -> str:
        """Keep a text; gives its digest, by which rows and events name it."""
        salt = self._salt()
        digest = digest_of(salt, body)
        self._texts.append({"digest": digest, "salt": salt, "body": body})
        return digest

    def load_heads(self, subject: Subject, ids: Iterable[int]) -> None:
        """Read the heads of many chains at once, before many events are recorded."""
        wanted = [i for i in ids if (subject, i) not in self._heads]
        for start in range(0, len(wanted), CHUNK):
            chunk = wanted[start : start + CHUNK]
            latest = (
                select(col(Event.subject_id), func.max(col(Event.seq)))
                .where(col(Event.subject) == subject, col(Event.subject_id).in_(chunk))
                .group_by(col(Event.subject_id))
            )
            heads = select(col(Event.subject_id), col(Event.seq), col(Event.hash)).where(
                col(Event.subject) == subject,
                tuple_(col(Event.subject_id), col(Event.seq)).in_(latest),
            )
            self._heads |= {(subject, i): (GENESIS_SEQ, GENESIS) for i in chunk}
            for subject_id, seq, digest in self._session.execute(heads):
                self._heads[subject, subject_id] = (seq, digest)

    def _head(self, subject: Subject, subject_id: int) -> tuple[int, str]:
        """The head of one chain; plain SQL, since every change of one ticket asks for it."""
        named = {"subject": subject.value, "id": subject_id}
        found = self._session.connection().execute(HEAD, named).first()
        return (found[0], found[1]) if found is not None else (GENESIS_SEQ, GENESIS)

    def record(
        self,
        subject: Subject,
        subject_id: int,
        verb: str,
        stamp: Stamp,
        before: Mapping[str, object],
        after: Mapping[str, object],
    ) -> Entry:
        """Put an event at the end of its subject's chain; it is written by ``flush``.

        Returns:
            The entry, whose ``seq`` is the subject's new version and whose ``event`` is its id
            once it has been flushed.
        """
        if (subject, subject_id) not in self._heads:
            self._heads[subject, subject_id] = self._head(subject, subject_id)
        seq, previous = self._heads[subject, subject_id]
        entry = Entry(
            subject, subject_id, seq + 1, verb, canonical(before), canonical(after), stamp,
            previous, "", said=after,
        )  # fmt: skip
        entry.hash = hash_of(_columns(entry))
        self._heads[subject, subject_id] = (entry.seq, entry.hash)
        self._entries.append(entry)
        return entry

    def flush(self, *, named: bool = True) -> None:
        """Write texts and events, in the order in which they were recorded.

        Args:
            named: give each entry the id of its event; an import of thousands needs none.
        """
        self.flush_texts()
        if not self._entries:
            return
        connection, rows = self._session.connection(), [_columns(e) for e in self._entries]
        statement = insert(tables.event)
        if named and len(rows) <= FEW:
            wanted = statement.returning(tables.event.c.id, sort_by_parameter_order=True)
            for entry, event in zip(
                self._entries, connection.execute(wanted, rows).scalars(), strict=True
            ):
                entry.event = event
        else:
            connection.execute(statement, rows)
            if named:
                self._name_entries()
        self._entries.clear()

    def _name_entries(self) -> None:
        """Give each entry the id of its event, read back: with RETURNING it is row by row."""
        own = tables.event.c
        operations = {entry.stamp.operation for entry in self._entries}
        written = select(own.id, own.subject, own.subject_id, own.seq).where(
            own.operation.in_(operations)
        )
        found = {
            (subject, subject_id, seq): event
            for event, subject, subject_id, seq in self._session.connection().execute(written)
        }
        for entry in self._entries:
            entry.event = found[entry.subject, entry.subject_id, entry.seq]

    def flush_texts(self) -> None:
        """Write the texts alone, before rows that name them."""
        if self._texts:
            self._session.connection().execute(insert(tables.text), self._texts)
            self._texts.clear()


def _columns(entry: Entry) -> dict[str, Any]:
    stamp = entry.stamp
    return {
        "subject": entry.subject,
        "subject_id": entry.subject_id,
        "seq": entry.seq,
        "at": stamp.at,
        "recorded_at": stamp.recorded_at,
        "actor": stamp.actor,
        "typed_by": stamp.typed_by,
        "verb": entry.verb,
        "operation": stamp.operation,
        "before": entry.before,
        "after": entry.after,
        "imported": stamp.imported,
        "previous": entry.previous,
        "hash": entry.hash,
    }
