"""Which figures of cost nobody has confirmed, so that nobody takes a default for the desk's own.

A figure counts as confirmed when the policy says so (``confirmed``). It refuses to judge a source.
"""

from __future__ import annotations

from frontdesk.decision.candidate import Candidate
from frontdesk.decision.outcome import Reason, Stage, Verdict
from frontdesk.policy import Cost, Policy
from frontdesk.rulebook.conditions import BETWEEN
from frontdesk.terms import Route


def unconfirmed(policy: Policy) -> tuple[Reason, ...]:
    """The receipt's line that names the figures; nothing where all are confirmed."""
    figures = [(tier.name, tier.cost) for tier in policy.tiers]
    figures += [("vendor", policy.costs.vendor), ("field", policy.costs.field)]
    names = [name for name, cost in figures if not cost.confirmed]
    if not names:
        return ()
    facts = {"figures": BETWEEN.join(names), "sources": BETWEEN.join(_sources(figures))}
    return (Reason(Stage.ESTIMATE, "costs_unconfirmed", Verdict.NOTED, facts),)


def _sources(figures: list[tuple[str, Cost]]) -> dict[str, None]:
    """Where the unconfirmed ones come from, each source once."""
    return dict.fromkeys(
        f"{cost.source}, {cost.date}" for _name, cost in figures if not cost.confirmed
    )


def rests_on(policy: Policy, candidate: Candidate) -> bool:
    """Whether what an option costs itself rests on a figure that nobody has confirmed."""
    if candidate.route is Route.SWARM or candidate.route is Route.SUPERVISOR:
        return not policy.tiers[-1].cost.confirmed
    reckoned = policy.cost(policy.costs.vendor).amount / 100
    if candidate.charge == reckoned and not policy.costs.vendor.confirmed:
        return True
    if candidate.route is Route.CONTRACTOR_VISIT and not policy.costs.field.confirmed:
        return True
    return not policy.tier(candidate.target.tier or 1).cost.confirmed
