"""Known fixes as they stood at a moment, with the record that they had by then.

Fixes that were written later are not there, those that were edited later say what they said. A
record is of tries before the moment; one that worked is taken off when its ticket is opened again
within the policy's window, from that moment on.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from sqlalchemy import String, select, type_coerce
from sqlalchemy.engine import Connection

from frontdesk.insight import codes
from frontdesk.insight.likeness import Likeness, Row
from frontdesk.insight.replay.deeds import Deed, digest, instant
from frontdesk.routing import FixRecord
from frontdesk.store import search
from frontdesk.store import tables as t
from frontdesk.terms import Subject
from frontdesk.text import fold

TEXTS = ("title", "symptom")


class Try(NamedTuple):
    """One time that a fix was run."""

    fix: int
    ticket: int
    at: datetime
    worked: bool
    minutes: int | None


@dataclass(slots=True)
class Record:
    """What is known of a fix."""

    tries: int = 0
    worked: int = 0
    timed: int = 0
    minutes: int = 0


@dataclass(slots=True)
class Tries:
    """The record of every fix so far, followed from event to event."""

    reopen_days: int
    records: dict[int, Record] = field(default_factory=dict)
    _by_event: dict[int, Try] = field(default_factory=dict)
    _undone: set[int] = field(default_factory=set)
    _worked: dict[int, list[Try]] = field(default_factory=dict)
    _spoilt: set[Try] = field(default_factory=set)

    def follow(self, deed: Deed) -> None:
        """Let an event of a ticket change the records."""
        if deed.verb in ("try_worked", "try_failed"):
            self._tried(deed)
        elif deed.verb == "reopen":
            self._reopened(deed)
        elif (undoes := deed.after.get("undoes")) in self._by_event:
            one = self._by_event[deed.event] = self._by_event[undoes]
            self._count(one, -1 if undoes not in self._undone else 1)
            if undoes not in self._undone:
                self._undone.add(deed.event)

    def _tried(self, deed: Deed) -> None:
        fix = deed.after.get("fix") or deed.after.get("fix_id")
        if not isinstance(fix, int):
            return
        minutes = deed.after.get("minutes")
        one = Try(fix, deed.number, deed.at, deed.verb == "try_worked", minutes)
        self._by_event[deed.event] = one
        if one.worked:
            self._worked.setdefault(deed.number, []).append(one)
        self._count(one, 1)

    def _count(self, one: Try, by: int) -> None:
        record = self.records.setdefault(one.fix, Record())
        record.tries += by
        if one.worked and one not in self._spoilt:
            record.worked += by
        if one.minutes is not None:
            record.timed += by
            record.minutes += by * one.minutes

    def _reopened(self, deed: Deed) -> None:
        for one in self._worked.get(deed.number, ()):
            within = deed.at - one.at <= timedelta(days=self.reopen_days)
            if within and one not in self._spoilt:
                self._spoilt.add(one)
                self.records[one.fix].worked -= 1


class ShelfThen:
    """The fixes, turned to one moment after another; moments must not go back."""

    def __init__(self, connection: Connection, reopen_days: int) -> None:
        self.tries = Tries(reopen_days)
        self._states, self._times = _editions(connection)
        self._at = -1
        self._turn(0)

    def alike(
        self, at: datetime, typed: str, asset_type: str | None, category: str | None, limit: int
    ) -> tuple[FixRecord, ...]:
        """Known fixes that might have helped with what was said, the likeliest first."""
        place = self._at
        while place < len(self._times) and self._times[place] <= at:
            place += 1
        self._turn(place)
        asked = search.words_of(typed)
        found = {fix for word in asked for fix in self._holding.get(word, ())}
        liked = self._likeness.of(asked, (self._rows[fix] for fix in found), asset_type, category)
        best = sorted(found, key=lambda fix: (-liked[fix], fix))[:limit]
        return tuple(self._record(self._rows[fix], liked[fix]) for fix in best)

    def _turn(self, place: int) -> None:
        if place == self._at:
            return
        self._at = place
        rows = self._states[place]
        self._rows = {row["id"]: row for row in rows if row["active"]}
        self._likeness = Likeness(rows)
        self._holding: dict[str, set[int]] = {}
        for row in self._rows.values():
            for word in search.WORD.findall(fold(f"{row['title']} {row['symptom']}")):
                self._holding.setdefault(word, set()).add(row["id"])

    def _record(self, row: Row, likeness: float) -> FixRecord:
        record = self.tries.records.get(row["id"]) or Record()
        mean = round(record.minutes / record.timed) if record.timed else row["minutes"]
        return FixRecord(
            fix=row["id"],
            title=row["title"],
            likeness=likeness,
            category=row["category"],
            tier=row["tier"],
            minutes=mean,
            tries=record.tries,
            worked=record.worked,
        )


def _editions(connection: Connection) -> tuple[list[list[Row]], list[datetime]]:
    """The shelf before the first change, after it, and so on; and when each change was made."""
    own = t.event.c
    statement = (
        select(own.subject_id, type_coerce(own.at, String), own.verb, own.before)
        .where(own.subject == Subject.FIX)
        .order_by(own.at.desc(), own.id.desc())
    )
    events = [
        (number, instant(at), verb, json.loads(before))
        for number, at, verb, before in connection.execute(statement)
    ]
    wanted = [key for *_rest, was in events for name in TEXTS if (key := digest(was.get(name)))]
    bodies = codes.texts(connection, wanted)
    rows: dict[int, Row] = {row["id"]: row for row in connection.execute(select(t.fix)).mappings()}
    states: list[list[Row]] = [list(rows.values())]
    times: list[datetime] = []
    for at, several in groupby(events, key=itemgetter(1)):
        for number, _at, verb, was in several:
            if verb == "add":
                rows.pop(number, None)
            elif (row := rows.get(number)) is not None:
                before = {name: _told(value, bodies) for name, value in was.items() if name in row}
                rows[number] = {**row, **before}
        times.append(at)
        states.append(list(rows.values()))
    return states[::-1], times[::-1]


def _told(value: object, bodies: Mapping[str, str | None]) -> object:
    key = digest(value) if isinstance(value, Mapping) else None
    return value if key is None else bodies.get(key) or ""
