"""Verify the ledger: every chain, every text, every seal, in one walk through the events.

Reads the rows as they lie, by the standard library's driver, and computes every hash anew. It
refuses to mend anything: what does not hold is said in words. Who can write the file can rewrite
it whole; only a seal's hash that is kept elsewhere shows that.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from frontdesk import codes
from frontdesk.audit import Audit, Finding
from frontdesk.i18n import _
from frontdesk.store.ledger import GENESIS, HASHED, canonical, digest_of, hash_of_link
from frontdesk.terms import Subject

EVENTS = (
    "SELECT id, hash, subject, subject_id, seq, at, recorded_at, actor, typed_by, verb, operation, "
    "before, after, imported, previous FROM event ORDER BY id"
)
SUBJECT, SUBJECT_ID, SEQ, AT, RECORDED, VERB, AFTER, IMPORTED, PREVIOUS = (
    HASHED.index(name)
    for name in ("subject", "subject_id", "seq", "at", "recorded_at", "verb", "after", "imported",
                 "previous")
)  # fmt: skip
NAMED = re.compile(r'"(?:digest|words|resolution|fault|text)":"([0-9a-f]{64})"')
"""How events name texts: as ``{"digest": …}``, or bare where a column of the row holds it."""
KEPT_TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}", re.ASCII)
MOST = 200
"""Findings that are told one by one; the rest is counted."""

VERSIONED = {Subject.TICKET: "ticket", Subject.REPAIR: "repair_order"}
"""Subjects whose row must stand at the version of their chain's head, and their tables."""

Key = tuple[str, int]
Head = tuple[int, str]


def verify(connection: sqlite3.Connection) -> Audit:
    """Look at the whole ledger as it stands at one moment.

    Raises:
        sqlite3.Error: the file cannot be read.
    """
    connection.execute("BEGIN")
    try:
        walk = _Walk(Seals(connection))
        for values in connection.execute(EVENTS):
            walk.step(values[0], values[1], list(values[2:]))
        walk.end(connection)
        texts, erased = _texts(connection, walk)
        return Audit(
            events=walk.events,
            chains=len(walk.heads),
            texts=texts,
            erased=erased,
            seals=walk.seals.count,
            head=walk.seals.previous if walk.seals.count else None,
            findings=walk.told(),
        )
    finally:
        connection.execute("ROLLBACK")


@dataclass(slots=True)
class _Walk:
    seals: Seals
    events: int = 0
    last: int = 0
    heads: dict[Key, Head] = field(default_factory=dict)
    named: dict[bytes, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    more: int = 0

    def step(self, event: int, kept: str, values: list[Any]) -> None:
        """One event: numbered next, linked to the one before it, as it was written."""
        self.seals.before(event, self)
        if event != self.last + 1:
            self.say("chains", _gone(self.last + 1, event - 1))
        self.events, self.last = self.events + 1, event
        key = (values[SUBJECT], values[SUBJECT_ID])
        seq, head = self.heads.get(key, (0, GENESIS))
        where = f"{key[0]} {key[1]}"
        if values[SEQ] != seq + 1:
            self.say("chains", _("{where}: events are gone before number {seq} of its history")
                     .format(where=where, seq=values[SEQ]))  # fmt: skip
        elif values[PREVIOUS] != head:
            self.say("chains", _("{where}: event {event} does not follow the one before it")
                     .format(where=where, event=event))  # fmt: skip
        if kept != hash_of_link(_as_hashed(values)):
            self.say("chains", _("{where}: event {event} ({verb}) is not as it was written")
                     .format(where=where, event=event, verb=codes.verb(values[VERB])))  # fmt: skip
        self.heads[key] = self.seals.heads[key] = (values[SEQ], kept)
        for digest in NAMED.findall(values[AFTER]):
            self.named.setdefault(bytes.fromhex(digest), event)

    def end(self, connection: sqlite3.Connection) -> None:
        """After the last event: nothing cut off, every row at the head of its chain."""
        self.seals.end(self)
        given = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'event'")
        if (newest := next((seq for (seq,) in given), 0)) > self.last:
            self.say("chains", _gone(self.last + 1, newest))
        for subject, table in VERSIONED.items():
            rows = connection.execute(f"SELECT id, version FROM {table}")  # noqa: S608  our names
            there = dict(rows.fetchall())
            for number, version in there.items():
                seq = self.heads.get((subject, number), (0, ""))[0]
                if seq != version:
                    said = _("{subject} {number} stands at version {version}, its history at {seq}")
                    what = codes.noun(subject)
                    self.say(
                        "versions",
                        said.format(subject=what, number=number, version=version, seq=seq),
                    )
            for kind, number in self.heads:
                if kind == subject and number not in there:
                    self.say("versions", _("{subject} {number} is gone, its history is there")
                             .format(subject=codes.noun(subject), number=number))  # fmt: skip

    def say(self, check: str, words: str) -> None:
        """Note a finding; only so many are told one by one."""
        if len(self.findings) < MOST:
            self.findings.append(
                Finding(check, False, words, _("compare with the latest backup that verifies"))
            )
        else:
            self.more += 1

    def told(self) -> tuple[Finding, ...]:
        """The findings, and how many more there are."""
        if not self.more:
            return tuple(self.findings)
        more = _("and {n} more").format(n=self.more)
        return (*self.findings, Finding("chains", False, more))


class Seals:
    """The seals, each recomputed when the walk has passed the last event that it covers."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        statement = "SELECT id, at, last_event, subjects, previous, hash FROM seal ORDER BY id"
        self._waiting: Iterator[tuple[Any, ...]] = iter(connection.execute(statement).fetchall())
        self._next = next(self._waiting, None)
        self.previous = GENESIS
        self.count = 0
        self.heads: dict[Key, Head] = {}

    def before(self, event: int, walk: _Walk) -> None:
        """Close the seals that end before an event."""
        while self._next is not None and self._next[2] < event:
            self._close(self._next, walk)

    def end(self, walk: _Walk) -> None:
        """Close the seals that are left, after the last event."""
        while self._next is not None:
            if self._next[2] > walk.last:
                walk.say("seals", _("seal {seal} covers events up to {event}, which are gone")
                         .format(seal=self._next[0], event=self._next[2]))  # fmt: skip
            self._close(self._next, walk)

    def _close(self, row: tuple[Any, ...], walk: _Walk) -> None:
        seal, at, last_event, subjects, previous, kept = row
        if previous != self.previous:
            walk.say("seals", _("seal {seal} does not follow the one before it").format(seal=seal))
        digest = hashlib.sha256(f"{previous}|{last_event}|{_instant(at)}".encode())
        for (subject, subject_id), (seq, head) in sorted(self.heads.items()):
            digest.update(canonical([subject, subject_id, seq, head]).encode())
        if digest.hexdigest() != kept or len(self.heads) != subjects:
            walk.say("seals", _("seal {seal} of {day} does not fit the events that it covers")
                     .format(seal=seal, day=at[:10]))  # fmt: skip
        self.previous, self.count, self.heads = kept, self.count + 1, {}
        self._next = next(self._waiting, None)


def _gone(first: int, last: int) -> str:
    if first == last:
        return _("event {event} is gone").format(event=first)
    return _("events {first} to {last} are gone").format(first=first, last=last)


def _as_hashed(values: list[Any]) -> list[Any]:
    values[AT], values[RECORDED] = _instant(values[AT]), _instant(values[RECORDED])
    values[IMPORTED] = bool(values[IMPORTED])
    return values


def _instant(kept: object) -> str:
    """A time as the ledger's hash has it, from a time as the column keeps it."""
    text = str(kept)
    return f"{text[:10]}T{text[11:]}Z" if KEPT_TIME.fullmatch(text) else text


def _texts(connection: sqlite3.Connection, walk: _Walk) -> tuple[int, int]:
    """Every text under its digest; gives how many there are, and how many have been erased."""
    texts = erased = 0
    missing = walk.named
    for digest, salt, body in connection.execute("SELECT digest, salt, body FROM text"):
        texts += 1
        event = missing.pop(_key(digest), None)
        if body is None and salt is None:
            erased += 1
        elif body is None or salt is None or digest_of(salt, body) != digest:
            where = _("of event {event}").format(event=event) if event else digest[:12]
            walk.say("texts", _("the text {where} is not as it was written").format(where=where))
    for event in sorted(set(missing.values())):
        walk.say("texts", _("a text of event {event} is gone").format(event=event))
    return texts, erased


def _key(digest: str) -> bytes:
    """A digest as the walk has noted it; anything else matches nothing."""
    try:
        return bytes.fromhex(digest)
    except ValueError:
        return b""
