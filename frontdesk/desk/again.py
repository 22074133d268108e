"""Every change that matters decides again: the fresh decision is stored, and proposed.

It is not carried out by force: it stands on the ticket as what the desk *now proposes*, until a
person takes it (``desk.route``) or does otherwise; the earlier receipts stay. What does not matter
to a decision decides nothing, and neither does a change of more than ``MOST`` tickets at once: the
next person must not wait for thousands of receipts, and each ticket shows what would be done with
it now as soon as it is looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.desk import lookup, receipts
from frontdesk.insight import evidence
from frontdesk.models import DecisionRecord
from frontdesk.routing import Decision, decide, from_json
from frontdesk.terms import Route

if TYPE_CHECKING:
    from frontdesk.desk.act import Act
    from frontdesk.models import Ticket
    from frontdesk.store.ledger import Entry

MATTERS = frozenset(
    {"kind", "category", "priority", "impact", "complexity", "asset_id", "requester_id"}
)
"""The columns whose change decides again."""
MOST = 100
"""Tickets of one operation that are decided about again; of more, none is."""


def after(act: Act, ticket: Ticket, entry: Entry) -> None:
    """Decide again at the end of the operation, if what an event changed matters."""
    if not MATTERS.isdisjoint(entry.said):
        act.again.add(lookup.ident(ticket))


def settle(act: Act) -> None:
    """Decide about the tickets of an operation that asked for it, all by one look at the desk."""
    tickets = [act.tickets[number] for number in sorted(act.again) if act.tickets[number].open]
    if not 0 < len(tickets) <= MOST:
        return
    act.unit.flush()
    connection, policy = act.session.connection(), act.office.policy
    numbers = [lookup.ident(ticket) for ticket in tickets]
    standing = evidence.Standing(connection, policy, act.at, numbers)
    for ticket, number in zip(tickets, numbers, strict=True):
        case = standing.cases[number]
        known = evidence.gather(connection, policy, case, ticket.requester_id, standing)
        decision = decide(case, known, policy)
        proposes = _proposes(act, ticket, decision)
        kept = receipts.keep(act, ticket, decision)
        act.change(ticket, "decide", {"decision_id": kept}, known=proposes)


def _proposes(act: Act, ticket: Ticket, decision: Decision) -> dict[str, object]:
    """What the decision would have done otherwise than it is; nothing where all is as it was."""
    target = decision.target
    stands = (act.team_code(ticket.team_id), act.login(ticket.assignee_id))
    if decision.route is Route.ASSIGN and (target.team, target.assignee) in (
        stands,
        (stands[0], None),
    ):
        return {}
    before = act.kept(DecisionRecord, ticket.decision_id)
    earlier = from_json(before.receipt) if before is not None else None
    if earlier is not None and (earlier.route, earlier.target) == (decision.route, target):
        return {}
    return {"proposes": decision.chosen.key}
