"""Decide, keep the receipt, and carry the decision out; or note that a person did otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from frontdesk import rights
from frontdesk.desk import carry, edit, lookup
from frontdesk.desk.act import Act, each
from frontdesk.desk.office import Office
from frontdesk.desk.receipts import keep
from frontdesk.insight import evidence
from frontdesk.models import Ticket
from frontdesk.routing import Case, Decision, Evidence, decide
from frontdesk.rows import Done
from frontdesk.terms import Route

AT_ONCE = 100
"""Tickets whose cases are read together."""


@dataclass(frozen=True, slots=True)
class Considered:
    """A decision that was asked for while a person acts.

    Attributes:
        team: where the ticket is to go. ``fields``: the ticket's columns that name the decision.
    """

    team: str | None
    fields: Mapping[str, Any]


def route(
    office: Office,
    numbers: Sequence[int],
    *,
    expect: int | None = None,
    operation: str | None = None,
) -> Done:
    """Decide again about tickets, and carry the decisions out."""
    looks = Looks()

    def one(act: Act, ticket: Ticket) -> None:
        rights.authorize(office.actor, "route", act.held(ticket))
        decision = decide_now(act, ticket, looks.at(act, ticket))
        number = keep(act, ticket, decision)
        carry.out(act, ticket, decision.route, decision.target, number)

    return each(office, "route", numbers, one, expect=expect, operation=operation)


class Looks:
    """What many decisions of one operation share, read for ``AT_ONCE`` tickets at a time."""

    def __init__(self) -> None:
        self._standing: evidence.Standing | None = None

    def at(self, act: Act, ticket: Ticket) -> evidence.Standing | None:
        """The look that has a ticket's case as it stands; ``None`` for one ticket alone."""
        ahead, number = act.timing.ahead, lookup.ident(ticket)
        if len(ahead) < 2:
            return None
        if self._standing is None or number not in self._standing.cases:
            start = ahead.index(number)
            numbers = ahead[start : start + AT_ONCE]
            act.unit.flush()
            connection = act.session.connection()
            self._standing = evidence.Standing(connection, act.office.policy, act.at, numbers)
        return self._standing


def decide_now(act: Act, ticket: Ticket, standing: evidence.Standing | None = None) -> Decision:
    """The decision about a ticket as it stands inside the transaction.

    Args:
        standing: what many decisions of one transaction share; it has this ticket's case as it
            stands, because nothing but its own decision changes it.
    """
    act.unit.flush()
    connection = act.session.connection()
    number = lookup.ident(ticket)
    case = standing.cases.get(number) if standing is not None else None
    case = case or evidence.case_of(connection, number, act.at)
    known = evidence.gather(connection, act.office.policy, case, ticket.requester_id, standing)
    return decide(case, known, act.office.policy)


def consider(act: Act, ticket: Ticket, route: Route, team: str | None) -> Considered:
    """Ask for a decision while a person takes a route, and keep whether the person overrode it.

    Args:
        team: the team that the person names; ``None``: the best that the decision has for it.
    """
    decision = decide_now(act, ticket)
    target = team or _best_team(decision, route)
    agrees = decision.route is route and decision.target.team == target
    number = keep(act, ticket, decision, None if agrees else act.office.actor.login)
    return Considered(target, {"decision_id": number})


def _best_team(decision: Decision, route: Route) -> str | None:
    for option in decision.options:
        if option.route is route and option.allowed:
            return option.target.team
    return next((o.target.team for o in decision.options if o.route is route), None)


def preferred_team(act: Act, ticket: Ticket, tier: int) -> str | None:
    """The team of a tier that the decision would choose for a ticket; ``None``: no preference."""
    for option in decide_now(act, ticket).options:
        if option.target.tier == tier and option.route is Route.ESCALATE and option.target.team:
            return option.target.team
    return None


def decide_for(
    office: Office, number: int, changes: Mapping[str, str] | None = None
) -> tuple[Case, Evidence, Decision]:
    """The decision for a ticket as it stands, or as it would be with other fields. Read-only.

    Args:
        changes: fields as ``edit --set`` takes them; carried out by the real verb and rolled back.
    """
    with edit.as_if(office, number, changes or {}) as act:
        ticket = lookup.tickets(act.session, [number])[0]
        connection = act.session.connection()
        case = evidence.case_of(connection, number, act.at)
        known = evidence.gather(connection, office.policy, case, ticket.requester_id)
        return case, known, decide(case, known, office.policy)
