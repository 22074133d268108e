"""The decisions that were stored about a ticket, read back as they were made."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from frontdesk.errors import NotFoundError
from frontdesk.i18n import _
from frontdesk.insight import timeline
from frontdesk.routing import Decision, from_json
from frontdesk.rows import EventRow
from frontdesk.store import tables as t
from frontdesk.store.unit import Store
from frontdesk.terms import Subject


def latest(store: Store, number: int) -> Decision | None:
    """The latest decision about a ticket; ``None`` when it was never routed."""
    statement = (
        select(t.decision.c.receipt)
        .where(t.decision.c.ticket_id == number)
        .order_by(t.decision.c.id.desc())
        .limit(1)
    )
    with store.read() as connection:
        receipt = connection.execute(statement).scalar()
    return from_json(receipt) if receipt is not None else None


def proposed(store: Store, number: int) -> bool:
    """Whether the latest decision is a proposal: it would do otherwise than it is."""
    own = t.event.c
    statement = (
        select(own.verb, own.after)
        .where(own.subject == Subject.TICKET, own.subject_id == number)
        .where(own.after.contains('"decision_id":'))
        .order_by(own.seq.desc())
        .limit(1)
    )
    with store.read() as connection:
        row = connection.execute(statement).first()
    return row is not None and row.verb == "decide" and "proposes" in json.loads(row.after)


def decision(store: Store, identity: int) -> Decision:
    """A decision by its id.

    Raises:
        NotFoundError: there is none.
    """
    with store.read() as connection:
        receipt = connection.execute(
            select(t.decision.c.receipt).where(t.decision.c.id == identity)
        ).scalar()
    if receipt is None:
        raise NotFoundError(
            _("there is no decision {number}").format(number=identity),
            _("`frontdesk show N` lists the decisions about a ticket"),
        )
    return from_json(receipt)


def decisions(store: Store, number: int) -> list[tuple[int, Decision, str | None]]:
    """Every decision about a ticket, the first one first: id, decision, who did otherwise."""
    own = t.decision.c
    statement = (
        select(own.id, own.receipt, own.overridden_by)
        .where(own.ticket_id == number)
        .order_by(own.id)
    )
    with store.read() as connection:
        return [
            (identity, from_json(receipt), who)
            for identity, receipt, who in connection.execute(statement)
        ]


OTHERWISE = frozenset({"assign", "escalate", "hand_back", "repair", "request", "request_begun"})
"""Verbs by which a person does other than what was decided, beside another route."""
REASONS = ("reason", "instructions", "missing")


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What a person did instead of what was decided.

    Attributes:
        who: the login. ``verb``: of the event; empty where none says it.
        reason: what the person gave; ``None`` where none was asked for or it has been erased.
    """

    who: str
    verb: str = ""
    reason: str | None = None
    at: datetime | None = None

    def words(self) -> str:
        """What was done, with the reason, in the reader's language."""
        said = _("{who} did otherwise").format(who=self.who)
        if not self.reason:
            return said
        return _("{said}: “{reason}”").format(said=said, reason=self.reason)


def otherwise(store: Store, number: int) -> dict[int, Otherwise]:
    """What people did instead of the decisions about a ticket, by the decisions' ids.

    Who it was stands with the decision; why, in the event by which they did it.
    """
    kept = decisions(store, number)
    whose = {identity: who for identity, _made, who in kept if who is not None}
    if not whose:
        return {}
    routes = {identity: made.route for identity, made, _who in kept}
    return _read_off(timeline.events(store, number), whose, routes)


def _read_off(
    events: Sequence[EventRow], whose: Mapping[int, str], routes: Mapping[int, str]
) -> dict[int, Otherwise]:
    """The first event of each person, after the decision, that did something else."""
    found: dict[int, Otherwise] = {}
    current = 0
    for event in events:
        current = int(str(event.after.get("decision") or current))
        if current in found or whose.get(current) != event.actor:
            continue
        if _is_otherwise(event, routes.get(current)):
            reason = next((event.texts[name] for name in REASONS if name in event.texts), None)
            found[current] = Otherwise(event.actor, event.verb, reason, event.at)
    return {identity: found.get(identity, Otherwise(who)) for identity, who in whose.items()}


def _is_otherwise(event: EventRow, decided: str | None) -> bool:
    """Whether an event can be what was done instead; in the same team nothing was."""
    if event.verb == "route":
        return event.after.get("route") != decided
    return event.verb in OTHERWISE and (event.verb != "assign" or "team" in event.after)
