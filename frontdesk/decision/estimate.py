"""Stage 5: what each option costs until the matter is ended, and how long it takes.

A small decision tree. For an option *o* with probability of success *p*, own cost *c* and time *t*:

    waiting  w = t / 3600 × desk.requester_hour × people who wait (desk.waiting, by impact)
    expected E(o) = c + w + (1 − p) × E(next)          seconds T(o) = t + (1 − p) × T(next)

where *next* is the cheapest thing to do when *o* has failed: for a known fix, a quick request, an
inspection or a small repair any other work that is allowed; for work on a tier the ladder above it,
or the vendor when hardware is broken; for a vendor or a contractor a new piece of equipment; for a
swarm, and above the last tier, a vendor. The ladder is reckoned from its top:
``E(tier) = cost + waiting + (1 − p) × E(tier + 1)``.

Probabilities are Bayesian means, (worked + p₀ × n₀) / (tries + n₀) (the mean of a beta posterior;
Gelman et al., *Bayesian Data Analysis*, 2.4), so that one success of one try is not certainty.
What resolved tickets have taught weighs in them like ``learning.weight`` tickets, where it is sure.
Against a promise counts K(o) = k + (1 − p) × K(next), where k is t without what pauses the promise:
the days at a vendor, the waiting for an answer. An option keeps the promise when no more than the
time that is left is expected to count.

Costs per ticket are those of the policy, each with its source there; what rests on a figure that
nobody has confirmed is marked so. It refuses to know records other than those in the evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from frontdesk.decision.candidate import Candidate
from frontdesk.decision.facts import FixRecord, Team, VendorRecord
from frontdesk.decision.outcome import Fact, Reason, Stage, Verdict
from frontdesk.decision.outlook import Outlook, away
from frontdesk.decision.trials import TRIALS, grasp, on_tier
from frontdesk.decision.unconfirmed import rests_on, unconfirmed
from frontdesk.decision.view import View
from frontdesk.terms import Money, Pending, Route


class Estimate(NamedTuple):
    """A candidate with what it is expected to cost and take, what follows a failure included.

    Attributes:
        keeps: whether that keeps the promise of a resolution; ``None`` without one.
    """

    candidate: Candidate
    p: float
    own: Outlook
    whole: Outlook
    keeps: bool | None = None


def estimate(
    view: View, candidates: tuple[Candidate, ...]
) -> tuple[tuple[Estimate, ...], tuple[Reason, ...]]:
    """Every candidate estimated, in the order given, and the receipt's lines about it."""
    ladder = _ladder(view)
    left = view.evidence.time_left
    made: dict[int, Estimate] = {}

    waves: tuple[list[tuple[int, Candidate]], ...] = ([], [], [], [])
    for index, candidate in enumerate(candidates):
        waves[_WAVES[candidate.route]].append((index, candidate))

    def settle(wave: int, following: Callable[[Candidate], Outlook]) -> None:
        for index, candidate in waves[wave]:
            p, own = TRIALS[candidate.route](view, candidate)
            whole = following(candidate).after(own, p)
            keeps = None if left is None else whole.counted <= left
            made[index] = Estimate(candidate, p, own, whole, keeps)

    def open_ways() -> list[Outlook]:
        return [each.whole for each in made.values() if not each.candidate.blocked]

    new_one = _replacement(view)
    settle(_VENDOR, lambda _each: new_one)
    vendors = open_ways()
    settle(_WORK, lambda each: _after_work(view, each, vendors, ladder))
    work = min(open_ways(), default=ladder[view.tier.level + 1])
    settle(_FIX, lambda _each: work)
    anything = min(open_ways(), default=ladder[view.tier.level])
    settle(_PUT_OFF, lambda _each: anything)
    estimates = tuple(made[index] for index in range(len(candidates)))
    return estimates, (*unconfirmed(view.policy), *(_reason(view, each) for each in estimates))


_VENDOR, _WORK, _FIX, _PUT_OFF = range(4)
_WAVES: Mapping[Route, int] = {
    **dict.fromkeys((Route.VENDOR_REPAIR, Route.CONTRACTOR_VISIT), _VENDOR),
    **dict.fromkeys((Route.ASSIGN, Route.ESCALATE, Route.HAND_BACK, Route.SWARM), _WORK),
    **dict.fromkeys((Route.LOCAL_FIX, Route.QUICK_REQUEST, Route.ON_SITE), _FIX),
    Route.MAJOR_INCIDENT: _FIX,
    **dict.fromkeys((Route.ASK_REQUESTER, Route.SUPERVISOR), _PUT_OFF),
}
"""Which options are settled before which, since what follows a failure must be known first."""


def _ladder(view: View) -> Mapping[int, Outlook]:
    """What it is expected to cost and take from each tier upwards, by the policy's priors."""
    policy = view.policy
    top = len(policy.tiers)
    ladder = {top + 1: _last_resort(view)}
    for tier in reversed(policy.tiers):
        p = view.lesson.of_tier(tier.level, tier.p_success, policy.estimates.team_strength)
        p *= grasp(view, tier)
        ladder[tier.level] = ladder[tier.level + 1].after(on_tier(view, tier).own, p)
    return ladder


def _after_work(
    view: View, candidate: Candidate, vendors: list[Outlook], ladder: Mapping[int, Outlook]
) -> Outlook:
    """What follows when a team could not solve it."""
    if candidate.route is Route.HAND_BACK:
        return ladder[view.tier.level]
    if candidate.route is Route.SWARM:
        return min(*vendors, ladder[len(ladder)]) if vendors else ladder[len(ladder)]
    above = (candidate.target.tier or view.tier.level) + 1
    return min(*vendors, ladder[above]) if vendors else ladder[above]


def _last_resort(view: View) -> Outlook:
    """When the last tier has failed: a vendor's help, without cover."""
    cost = view.policy.cost(view.policy.costs.vendor).amount
    return away(view, Pending.VENDOR, cost, view.policy.repair.days)


def _replacement(view: View) -> Outlook:
    """When the vendor cannot mend it: a new one, or what the policy reckons for a vendor."""
    equipment = view.case.equipment
    dispatch = view.policy.repair.dispatch(equipment.type) if equipment else None
    if dispatch is None or dispatch.replacement is None:
        return Outlook(view.policy.cost(view.policy.costs.vendor).amount, 0.0, 0.0)
    return Outlook(view.policy.money(dispatch.replacement).amount, 0.0, 0.0)


def _reason(view: View, made: Estimate) -> Reason:
    """The receipt's line: what the numbers were made of."""
    candidate, p, own, whole, keeps = made
    about = candidate.about
    facts: dict[str, Fact] = {
        "option": candidate.key,
        "name": candidate.name,
        "p": round(p, 4),
        "own_cost": round(own.cost),
        "expected_cost": round(whole.cost),
        "currency": view.policy.currency,
        "own_seconds": round(own.seconds),
        "expected_seconds": round(whole.seconds),
    }
    if rests_on(view.policy, candidate):
        facts["unconfirmed"] = True
    if keeps is not None:
        facts["counted_seconds"] = round(whole.counted)
        facts["keeps"] = keeps
    if isinstance(about, FixRecord):
        facts["tries"], facts["worked"] = about.tries, about.worked
        facts["likeness"] = round(about.likeness, 4)
    elif isinstance(about, Team):
        facts["tries"], facts["worked"] = about.resolved + about.passed_on, about.resolved
    elif isinstance(about, VendorRecord):
        facts["tries"], facts["worked"] = about.orders, about.repaired
        facts["charge"] = view.policy.money(candidate.charge).amount
    return Reason(Stage.ESTIMATE, "estimate", Verdict.NOTED, facts)


def money(view: View, cost: float) -> Money:
    """An expected cost, rounded half to even to whole minor units."""
    return Money(round(cost), view.policy.currency)
