"""The decisions that were stored about a ticket, read back as they were made."""

from __future__ import annotations

import json

from sqlalchemy import select

from frontdesk.errors import NotFoundError
from frontdesk.i18n import _
from frontdesk.routing import Decision, from_json
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
