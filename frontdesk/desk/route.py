"""Decide, keep the receipt, and carry the decision out; or note that a person did otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from frontdesk import lifecycle, rights
from frontdesk.desk import carry, edit, lookup
from frontdesk.desk.act import Act
from frontdesk.desk.office import Office
from frontdesk.desk.operation import each
from frontdesk.desk.receipts import keep
from frontdesk.insight import evidence
from frontdesk.models import Ticket
from frontdesk.routing import Case, Decision, Evidence, decide
from frontdesk.rows import Done
from frontdesk.terms import Route

AT_ONCE = 100
"""Tickets whose cases are read together."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A ticket as it stands, what is known about it, and what would be done with it."""

    case: Case
    known: Evidence
    decision: Decision

    def best_team(self, route: Route) -> str | None:
        """The team that the decision has for a route: an allowed one before all others."""
        ways = [each for each in self.decision.options if each.route is route]
        ways.sort(key=lambda each: not each.allowed)
        return ways[0].target.team if ways else None

    def preferred_team(self, tier: int) -> str | None:
        """The team of a tier that the decision would escalate to; ``None``: no preference."""
        for option in self.decision.options:
            if option.target.tier == tier and option.route is Route.ESCALATE:
                return option.target.team
        return None


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
        into = lookup.leads_to(act.session, ticket)
        lifecycle.step("route", ticket.status, merged_into=into)
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
    """The decision about a ticket as it stands inside the transaction (see ``look``)."""
    return look(act, ticket, standing).decision


def look(act: Act, ticket: Ticket, standing: evidence.Standing | None = None) -> Seen:
    """A ticket as it stands inside the transaction, and the decision about it.

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
    return Seen(case, known, decide(case, known, act.office.policy))


def taken(act: Act, ticket: Ticket, seen: Seen, route: Route, team: str) -> Mapping[str, Any]:
    """Keep a decision while a person takes a route, and whether the person overrode it.

    Returns:
        The ticket's columns that name the decision.
    """
    decision = seen.decision
    agrees = decision.route is route and decision.target.team == team
    return {"decision_id": keep(act, ticket, decision, None if agrees else act.office.actor.login)}


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
