"""What lacks on a stored ticket of what a tier wants to see before it accepts it. Read-only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from frontdesk.insight import outlook
from frontdesk.policy import Policy
from frontdesk.routing import Case, Evidence, decide, missing_for
from frontdesk.store.unit import Store
from frontdesk.terms import Route


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a tier wants to see of a ticket.

    Attributes:
        name: of the tier.
        wants: everything, as the policy writes it; ``missing``: what of it lacks.
    """

    name: str
    wants: tuple[str, ...]
    missing: tuple[str, ...]


def here(store: Store, policy: Policy, number: int, now: datetime) -> Wanted:
    """What the tier that has a ticket wants to see of it.

    Raises:
        NotFoundError: there is no such ticket.
    """
    with store.read() as connection:
        case, known = outlook.facts(connection, policy, number, now)
    return _wanted(case, known, policy, case.tier)


def above(
    store: Store, policy: Policy, number: int, now: datetime, tier: int | None = None
) -> Wanted:
    """What the tier wants to see that a ticket would be escalated to.

    Args:
        tier: where it is to go; ``None``: where the decision would send it, else the next one.

    Raises:
        NotFoundError: there is no such ticket.
    """
    with store.read() as connection:
        case, known = outlook.facts(connection, policy, number, now)
    if tier is None:
        ways = [
            each for each in decide(case, known, policy).options if each.route is Route.ESCALATE
        ]
        allowed = [each for each in ways if each.allowed] or ways
        tier = allowed[0].target.tier if allowed else None
    return _wanted(case, known, policy, tier or case.tier + 1)


def _wanted(case: Case, known: Evidence, policy: Policy, level: int) -> Wanted:
    tier = policy.tier(level)
    wants = tuple(str(want) for want in tier.wants)
    return Wanted(tier.name, wants, missing_for(case, known, policy, level))
