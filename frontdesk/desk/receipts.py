"""Receipts kept: a decision is stored whole, and who did otherwise is noted on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import update
from sqlmodel import col

from frontdesk.desk import lookup
from frontdesk.models import DecisionRecord, Team, Ticket
from frontdesk.routing import Decision, to_json
from frontdesk.terms import Route

if TYPE_CHECKING:
    from frontdesk.desk.act import Act


def keep(act: Act, ticket: Ticket, decision: Decision, overridden_by: str | None = None) -> int:
    """Store a decision with its receipt; gives its id."""
    return act.add(
        DecisionRecord(
            ticket_id=lookup.ident(ticket),
            decided_at=decision.decided_at,
            route=decision.route,
            complexity=decision.complexity,
            policy=decision.policy,
            model=decision.model,
            receipt=to_json(decision),
            overridden_by=overridden_by,
        )
    )


def overridden(act: Act, ticket: Ticket, *taken: Route) -> None:
    """Note on the latest decision that a person did otherwise, unless it was of these routes."""
    if ticket.decision_id is None:
        return
    act.session.execute(
        update(DecisionRecord)
        .where(col(DecisionRecord.id) == ticket.decision_id)
        .where(col(DecisionRecord.route).not_in(taken))
        .where(col(DecisionRecord.overridden_by).is_(None))
        .values(overridden_by=act.office.actor.login)
    )


def placed_otherwise(act: Act, ticket: Ticket, was: int | None, team: Team) -> None:
    """Note on the latest decision that a person has given the ticket to another team.

    Args:
        was: the team that had it until now; called when the ticket has been moved.
    """
    if ticket.decision_id is None or team.id == was:
        return
    decided = col(DecisionRecord.receipt)["target"]["team"].as_string()
    act.session.execute(
        update(DecisionRecord)
        .where(col(DecisionRecord.id) == ticket.decision_id)
        .where(decided != team.code)
        .where(col(DecisionRecord.overridden_by).is_(None))
        .values(overridden_by=act.office.actor.login)
    )
