"""Which figures of cost nobody has confirmed, so that nobody takes a default for the desk's own.

A figure counts as confirmed when the policy says so (``confirmed``). It refuses to judge a source.
"""

from __future__ import annotations

from frontdesk.decision.candidate import Candidate
from frontdesk.decision.outcome import Reason, Stage, Verdict
from frontdesk.policy import Policy
from frontdesk.rulebook.conditions import BETWEEN
from frontdesk.terms import Route


def unconfirmed(policy: Policy) -> tuple[Reason, ...]:
    """The receipt's line that names the figures; nothing where all are confirmed."""
    figures = policy.unconfirmed
    if not figures:
        return ()
    sources = dict.fromkeys(f"{cost.source}, {cost.date}" for cost in figures.values())
    facts = {"figures": BETWEEN.join(figures), "sources": BETWEEN.join(sources)}
    return (Reason(Stage.ESTIMATE, "costs_unconfirmed", Verdict.NOTED, facts),)


def rests_on(policy: Policy, candidate: Candidate) -> bool:
    """Whether what an option costs itself rests on a figure that nobody has confirmed."""
    figures, route = policy.unconfirmed, candidate.route
    if not figures:
        return False
    if route is Route.SWARM or route is Route.SUPERVISOR:
        return policy.tiers[-1].name in figures
    if route is Route.CONTRACTOR_VISIT and "field" in figures:
        return True
    if route is Route.VENDOR_REPAIR and "vendor" in figures:
        reckoned = policy.cost(policy.costs.vendor).amount / 100
        if candidate.charge == reckoned:
            return True
    return policy.tier(candidate.target.tier or 1).name in figures
