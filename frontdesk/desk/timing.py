"""What the clocks say is repeated in the tickets' columns, and pinned when a ticket ends.

This is the one place for both: at the end of every operation the columns of the tickets that it
touched are reckoned anew from the ledger, what the operation has recorded and not yet written
included. No verb sets them, no event holds them, and ``doctor`` compares them with the ledger.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, insert, or_, select, update
from sqlalchemy.engine import Connection

from frontdesk.clock import Life, Promised
from frontdesk.desk.office import Progress, current_policy, silent
from frontdesk.insight import clocks, dues, lives
from frontdesk.insight.lives import Written
from frontdesk.models import Ticket
from frontdesk.policy import Policy
from frontdesk.store import tables as t
from frontdesk.store.ledger import Entry
from frontdesk.terms import Clock, Status, Subject

if TYPE_CHECKING:
    from frontdesk.desk.act import Act

ENDED = frozenset({Status.CLOSED, Status.CANCELLED})
"""Where what came of a ticket's clocks is pinned."""

CHUNK = lives.CHUNK
_STANDING = select(t.ticket.c.id).order_by(t.ticket.c.id)
_ANSWERS = frozenset({"new", "import", "reply", "contact", "warn"})
_WAITS = frozenset({"status", "pending", "pending_until", "absorbed", "parted"})
_FACTS = _WAITS | {"priority", "category", "kind", "channel", "site_id", "requester_id", "order"}
_HELD = frozenset({"team_id", "assignee_id", "tier"})
_BETWEEN_TEAMS = frozenset({Clock.ACCEPT, Clock.WORK})
_REGISTER: Mapping[Subject, frozenset[str]] = {
    Subject.SITE: frozenset({"timezone", "country"}),
    Subject.REQUESTER: frozenset({"plan_id", "organisation_id"}),
    Subject.ORGANISATION: frozenset({"plan_id"}),
}
"""Entries of the register on which clocks depend, and their columns that matter."""


@dataclass(slots=True)
class _End:
    """A ticket that ended in this operation: its event, its results, its columns."""

    seq: int
    results: list[dict[str, Any]]
    columns: dict[str, Any]


class Timing:
    """The clocks of the tickets of one operation.

    Attributes:
        ahead: tickets that this operation will end, so that they are read together.
    """

    def __init__(self, policy: Policy, connection: Connection) -> None:
        self.ahead: Sequence[int] = ()
        self._connection = connection
        self._opened_with = policy
        self._ends: dict[int, _End] = {}
        self._read: dict[int, Life] = {}

    @cached_property
    def policy(self) -> Policy:
        """The policy in force: another desk may have adopted one since this one was opened."""
        newest = select(t.policy.c.hash).order_by(t.policy.c.id.desc()).limit(1)
        found = self._connection.execute(newest).scalar()
        if found is None or found == self._opened_with.hash:
            return self._opened_with
        return current_policy(self._connection)

    @cached_property
    def promised(self) -> Promised:
        """What the policy promises at the places of this store."""
        return clocks.promised(self._connection, self.policy)

    @cached_property
    def concerned(self) -> frozenset[str]:
        """What an event must hold to change when a ticket is due, or is to be warned of."""
        policy = self.policy
        if not policy.promises and not policy.warnings:
            return _WAITS
        by_holder = any(
            each.clock not in _BETWEEN_TEAMS
            and (each.team is not None or each.tier is not None or each.calendar == "team")
            for each in policy.promises
        ) or any(each.clock in _BETWEEN_TEAMS for each in policy.warnings)
        return _FACTS | _HELD if by_holder else _FACTS

    # --- the end of a ticket --------------------------------------------------------------------
    def end(
        self, number: int, so_far: Sequence[Entry], last: Written, was: Status
    ) -> dict[str, object]:
        """Pin what came of a ticket's clocks; gives what the event that ends it holds of them."""
        if was in ENDED:
            return {}
        life = self._life(number, [written(entry) for entry in so_far], last)
        running = dues.standing(life, self.promised)
        results = dues.results(self.policy, running)
        columns = dues.columns(self.policy, life, running)
        self._ends[number] = _End(last.seq, results, columns)
        return dues.facts(results)

    def _life(self, number: int, so_far: Sequence[Written], last: Written) -> Life:
        if not so_far:
            if number not in self._read:
                place = self.ahead.index(number) if number in self.ahead else -1
                chunk = self.ahead[place : place + CHUNK] if place >= 0 else [number]
                self._read = lives.lives(self._connection, chunk)
            found = lives.onto(self._read[number], last) if number in self._read else None
            if found is not None:
                return found
        return lives.lives(self._connection, [number], [*so_far, last])[number]

    # --- the end of an operation ----------------------------------------------------------------
    def settle(self, act: Act) -> None:
        """Reckon the columns of every ticket that the operation touched, before it is written."""
        if any(entry.subject is Subject.REPAIR for entry in act.entries):
            act.session.flush()  # what is known of an order is read from its row
        fresh: dict[int, dict[str, Any]] = {}
        asked = list(self._renewed(act))
        for number, entries in act.touched.items():
            end = self._ends.get(number)
            if end is not None and end.seq == entries[-1].seq:
                fresh[number] = end.columns
            elif number not in fresh and (
                any(map(self._concerns, entries)) or _waited_out(act, number)
            ):
                asked.append(number)
        unwritten = [written(e) for number in asked for e in act.touched.get(number, ())]
        fresh |= self.columns(list(dict.fromkeys(asked)), unwritten, act.office.progress)
        self._put(act, fresh)
        again = [
            number
            for number, entries in act.touched.items()
            if any('"status":' in e.before and _was_ended(e) for e in entries)
        ]
        _forget(self._connection, again)

    def columns(
        self,
        numbers: Sequence[int],
        unwritten: Iterable[Written] = (),
        progress: Progress = silent,
    ) -> Iterator[tuple[int, dict[str, Any]]]:
        """What the columns of some tickets are to say, by number."""
        if not numbers:
            return
        later = list(unwritten)
        for start in range(0, len(numbers), CHUNK):
            progress("clocks", start, len(numbers))
            chunk = numbers[start : start + CHUNK]
            for number, life in lives.lives(self._connection, chunk, later).items():
                running = dues.standing(life, self.promised)
                yield number, dues.columns(self.policy, life, running)

    def _concerns(self, entry: Entry) -> bool:
        if entry.verb in _ANSWERS:
            return True
        return not self.concerned.isdisjoint(entry.said)

    def _put(self, act: Act, fresh: Mapping[int, Mapping[str, Any]]) -> None:
        """Set the columns: on the rows that are about to be written, else by themselves."""
        loose = {}
        for number, columns in fresh.items():
            ticket = act.tickets.get(number)
            if ticket is None:
                loose[number] = columns
                continue
            for name, value in columns.items():
                if getattr(ticket, name) != value:
                    setattr(ticket, name, value)
        write_columns(self._connection, loose)

    def pin(self, act: Act) -> None:
        """Keep the results of the tickets that ended, once their events have been written."""
        rows = []
        for number, end in self._ends.items():
            entry = next(each for each in act.touched[number] if each.seq == end.seq)
            if not _stands(act.touched[number], end.seq):
                continue
            rows += [{"ticket_id": number, "event": entry.event, **row} for row in end.results]
        if rows:
            self._connection.execute(insert(t.clock_result), rows)

    def _renewed(self, act: Act) -> Iterable[int]:
        """The tickets whose clocks count otherwise since a register or the policy was changed."""
        changed: dict[Subject, list[int]] = {}
        for entry in act.entries:
            if entry.subject is Subject.POLICY:  # adopted or taken back: another is in force
                return standing(self._connection)
            matter = _REGISTER.get(entry.subject)
            if matter is None or entry.verb == "add" or matter.isdisjoint(entry.said):
                continue
            changed.setdefault(entry.subject, []).append(entry.subject_id)
        if changed:
            act.session.flush()
        return _of_register(self._connection, changed)


def standing(connection: Connection) -> list[int]:
    """The tickets whose clocks may still change: all but those that have ended."""
    alive = [status for status in Status if status not in ENDED]
    return list(connection.execute(_STANDING.where(t.ticket.c.status.in_(alive))).scalars())


def _of_register(connection: Connection, changed: Mapping[Subject, Sequence[int]]) -> list[int]:
    """The standing tickets of some requesters, organisations and sites."""
    own = t.ticket.c
    found: list[int] = []
    theirs = select(t.requester.c.id)
    for subject, ids in changed.items():
        for start in range(0, len(ids), CHUNK):
            chunk = ids[start : start + CHUNK]
            if subject is Subject.SITE:  # a ticket without one counts where the first site is
                whose = or_(own.site_id.in_(chunk), own.site_id.is_(None))
            elif subject is Subject.REQUESTER:
                whose = own.requester_id.in_(chunk)
            else:
                whose = own.requester_id.in_(theirs.where(t.requester.c.organisation_id.in_(chunk)))
            rows = connection.execute(_STANDING.where(whose, own.status.not_in(sorted(ENDED))))
            found += rows.scalars()
    return found


def differing(connection: Connection, policy: Policy) -> Iterator[tuple[int, dict[str, Any]]]:
    """The standing tickets whose columns do not say what the ledger says, and what they should."""
    numbers, timing = standing(connection), Timing(policy, connection)
    names = list(dues.NOTHING_DUE)
    for start in range(0, len(numbers), CHUNK):
        chunk = numbers[start : start + CHUNK]
        kept = select(t.ticket.c.id, *(t.ticket.c[name] for name in names))
        rows = connection.execute(kept.where(t.ticket.c.id.in_(chunk))).all()
        says = {number: values for number, *values in rows}
        for number, columns in timing.columns(chunk):
            if says[number] != [columns[name] for name in names]:
                yield number, columns


def rebuild(act: Act) -> int:
    """Write what the ledger says into every standing ticket whose columns differ; how many."""
    connection = act.session.connection()
    fresh = dict(differing(connection, act.timing.policy))
    write_columns(connection, fresh)
    return len(fresh)


def written(entry: Entry) -> Written:
    """An event that is about to be written, as lives are read from it."""
    stamp = entry.stamp
    return Written(
        entry.subject_id, entry.seq, stamp.at, stamp.actor, entry.verb, entry.said
    )  # fmt: skip


def _waited_out(act: Act, number: int) -> bool:
    """Whether a ticket still waits for a time that has passed: its clocks run again since then.

    Columns stand as they were when something last happened to the ticket, and now something has.
    """
    ticket = act.tickets.get(number) or act.kept(Ticket, number)
    return (
        ticket is not None and ticket.pending_until is not None and (ticket.pending_until <= act.at)
    )


def _was_ended(entry: Entry) -> bool:
    return json.loads(entry.before).get("status") in ENDED


def _stands(entries: Sequence[Entry], seq: int) -> bool:
    """Whether nothing later in the same operation took the ticket's end back."""
    return not any(entry.seq > seq and _was_ended(entry) for entry in entries)


def _forget(connection: Connection, numbers: Sequence[int]) -> None:
    """Take back what was pinned of tickets that go on."""
    for start in range(0, len(numbers), CHUNK):
        chunk = numbers[start : start + CHUNK]
        connection.execute(delete(t.clock_result).where(t.clock_result.c.ticket_id.in_(chunk)))


def write_columns(connection: Connection, fresh: Mapping[int, Mapping[str, Any]]) -> None:
    """Write what the clocks say into the rows of some tickets."""
    if not fresh:
        return
    statement = (
        update(t.ticket)
        .where(t.ticket.c.id == bindparam("number"))
        .values({name: bindparam(f"new_{name}") for name in dues.NOTHING_DUE})
    )
    connection.execute(
        statement,
        [
            {"number": number, **{f"new_{name}": value for name, value in columns.items()}}
            for number, columns in fresh.items()
        ],
    )
