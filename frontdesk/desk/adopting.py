"""Adopted tickets are written, a chunk at a time: rows, texts, contacts, events, clocks, search.

Everything has been checked and placed before (``history``); nothing is refused here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.engine import Connection

from frontdesk.desk.act import Act
from frontdesk.desk.adopted import Adopted, Placed, Register
from frontdesk.desk.logged import Line, Played
from frontdesk.desk.timed import Timed, pin, timed
from frontdesk.insight.lives import ANSWERED, Written
from frontdesk.store import likeness, search
from frontdesk.store import tables as t
from frontdesk.store.ledger import canonical
from frontdesk.store.numbers import next_number
from frontdesk.terms import Clock, Direction, Status, Subject

Keep = Callable[[str], str]
"""Keeps a text and gives its digest."""

SAID = frozenset({Clock.FIRST_RESPONSE, Clock.RESOLUTION})
"""The clocks of which another system can say how they ended."""
SHOWN = (
    "kind", "status", "pending", "priority", "impact", "urgency", "complexity", "category",
    "channel", "site_id", "requester_id", "asset_id", "tier", "team_id", "assignee_id",
    "opened_at", "first_response_at", "resolved_at", "closed_at", "resolution_code",
    "external_ref", "cost", "currency",
)  # fmt: skip
"""Columns that the event of an adopted ticket holds, where they hold something."""


class Adopting:
    """What the tickets of one adoption share: the register, and names that come again and again."""

    def __init__(self, act: Act, register: Register) -> None:
        self._act, self._register = act, register
        self._names: dict[str, str] = {}

    def write(self, chunk: Sequence[tuple[Adopted, Placed]]) -> list[int]:
        """Write tickets with all that belongs to them; gives their numbers."""
        act, ledger = self._act, self._act.unit.ledger
        keep = ledger.text
        rows = [_columns(act, keep, ticket, place) for ticket, place in chunk]
        lives = [self._lines(row, *pair) for row, pair in zip(rows, chunk, strict=True)]
        ledger.flush_texts()
        connection = act.session.connection()
        first = next_number(connection)
        numbers = list(range(first, first + len(rows)))
        clocks = _timed(act, rows, lives)
        connection.execute(
            insert(t.ticket), [{"id": n, **row} for n, row in zip(numbers, rows, strict=True)]
        )
        ledger.load_heads(Subject.TICKET, numbers)
        for number, lines in zip(numbers, lives, strict=True):
            for line in lines:
                by = line.by or act.stamp.actor
                stamp = replace(act.stamp, at=line.at, actor=by, imported=True)
                ledger.record(Subject.TICKET, number, line.verb, stamp, line.before, line.after)
        ledger.flush(named=False)
        if any(one.results for one in clocks):
            pin(connection, clocks, numbers, _last_events(connection, numbers))
        self._beside(numbers, rows, chunk)
        return numbers

    def _lines(self, row: dict[str, Any], ticket: Adopted, place: Placed) -> list[Line]:
        """The events of a ticket; of one with a log, its columns follow from them."""
        keep = self._act.unit.ledger.text
        if not ticket.steps:
            told = _told(keep, row, ticket, place.person)
            after = {name: row[name] for name in SHOWN if row[name] is not None}
            return [Line(row["opened_at"], "import", {}, after | told)]
        policy = self._act.office.policy
        played = Played(row, self._register.stand, policy.tier_cost, self._name)
        lines = played.lines(ticket.steps, SHOWN)
        lines[0].after |= _told(keep, {**row, "resolution": None}, ticket, place.person)
        return lines

    def _name(self, text: str) -> str:
        """Keep an activity or a person; of one adoption each is kept once.

        So two events of the same person hold the same digest, and erasing the name is one row.
        """
        if text not in self._names:
            self._names[text] = self._act.unit.ledger.text(text)
        return self._names[text]

    def _beside(
        self,
        numbers: Sequence[int],
        rows: Sequence[Mapping[str, Any]],
        chunk: Sequence[tuple[Adopted, Placed]],
    ) -> None:
        session = self._act.session
        session.connection().execute(
            insert(t.contact),
            [
                {
                    "ticket_id": number, "at": row["opened_at"], "channel": row["channel"],
                    "agent_id": row["assignee_id"] or self._act.office.agent_id,
                    "direction": Direction.IN, "minutes": 0, "text": row["words"],
                }
                for number, row in zip(numbers, rows, strict=True)
            ],
        )  # fmt: skip
        search.index_tickets(
            session,
            [
                (number, ticket.subject, ticket.words)
                for number, (ticket, _place) in zip(numbers, chunk, strict=True)
            ],
        )
        likeness.index(session.connection(), numbers)


def _columns(act: Act, keep: Keep, ticket: Adopted, place: Placed) -> dict[str, Any]:
    """Every column of an adopted ticket."""
    policy = act.office.policy
    opened = ticket.opened_at or act.at
    status = place.status
    closed = status in (Status.CLOSED, Status.CANCELLED)
    done = closed or status is Status.RESOLVED
    resolved = ticket.resolved_at if done else None
    if status is Status.RESOLVED and resolved is None:
        resolved = ticket.updated_at or opened
    cost = policy.cost(policy.tier(place.tier).cost).amount if place.team_id is not None else 0
    return {
        "version": 1,
        "kind": ticket.kind,
        "subject": ticket.subject,
        "words": keep(ticket.words) if ticket.words else None,
        "status": status,
        "open": status.is_open,
        "pending": ticket.pending if status is Status.PENDING else None,
        "pending_until": None,
        "callback_number": None,
        "priority": ticket.priority or policy.priority(ticket.impact, ticket.urgency),
        "impact": ticket.impact,
        "urgency": ticket.urgency,
        "complexity": ticket.complexity,
        "category": place.category,
        "channel": ticket.channel,
        "site_id": place.site_id,
        "requester_id": place.requester_id,
        "asset_id": place.asset_id,
        "tier": place.tier,
        "team_id": place.team_id,
        "assignee_id": place.assignee_id,
        "opened_at": opened,
        "updated_at": ticket.updated_at or ticket.closed_at or ticket.resolved_at or opened,
        "first_response_at": ticket.first_response_at,
        "resolved_at": resolved,
        "closed_at": ticket.closed_at if closed else None,
        "resolution_code": ticket.resolution_code if done else None,
        "resolution": keep(ticket.resolution) if done and ticket.resolution else None,
        "fix_id": None,
        "tier1_could": None,
        "parent_id": None,
        "merged_into_id": None,
        "external_ref": ticket.external_ref,
        "hops": 0,
        "cost": cost,
        "currency": policy.currency,
        "decision_id": None,
        "imported": True,
        "facts": dict(ticket.facts),
        "watchers": [],
    }


def _timed(
    act: Act, rows: Sequence[dict[str, Any]], lives: Sequence[Sequence[Line]]
) -> list[Timed]:
    """The clocks of adopted tickets; puts what they say into the rows and the last events."""
    actor = act.stamp.actor
    histories = [
        [
            Written(index, seq, line.at, line.by or actor, line.verb, line.after)
            for seq, line in enumerate(lines, 1)
        ]
        for index, lines in enumerate(lives)
    ]
    over = not any(row["open"] for row in rows)
    found = timed(
        act.timing, act.session.connection(), histories, only=SAID if over else frozenset(Clock)
    )
    for row, lines, one in zip(rows, lives, found, strict=True):
        # Nothing is pinned of what the other system did not say.
        ended = row["resolved_at"] is not None or row["closed_at"] is not None
        answered = row["first_response_at"] is not None or row["channel"] in ANSWERED
        known = {Clock.RESOLUTION: ended, Clock.FIRST_RESPONSE: answered}
        one.results = [each for each in one.results if known.get(each["clock"], False)]
        row |= one.columns
        lines[-1].after |= one.facts()
    return found


def _last_events(connection: Connection, numbers: Sequence[int]) -> dict[int, int]:
    """The latest event of each of some tickets."""
    own = t.event.c
    statement = (
        select(own.subject_id, func.max(own.id))
        .where(own.subject == Subject.TICKET, own.subject_id.in_(numbers))
        .group_by(own.subject_id)
    )
    return dict(connection.execute(statement).all())


def _told(keep: Keep, row: Mapping[str, Any], ticket: Adopted, person: str) -> dict[str, Any]:
    """What the first event of an adopted ticket holds beside its columns."""
    after: dict[str, Any] = {"subject": {"digest": keep(ticket.subject)}}
    for name in ("words", "resolution"):
        if row[name]:
            after[name] = {"digest": row[name]}
    if person:
        after["person"] = {"digest": keep(person)}
    if ticket.facts:
        after["facts"] = {"digest": keep(canonical(dict(ticket.facts)))}
    return after
