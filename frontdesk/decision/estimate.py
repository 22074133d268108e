"""Stage 5: what each option costs until the matter is ended, and how long it takes.

A small decision tree. For an option *o* with probability of success *p*, own cost *c* and time *t*:

    waiting  w = t / 3600 × desk.requester_hour × people who wait (desk.waiting, by impact)
    expected E(o) = c + w + (1 − p) × E(next)          seconds T(o) = t + (1 − p) × T(next)

where *next* is the cheapest thing to do when *o* has failed: for a known fix any other work that is
allowed; for work on a tier the ladder above it, or the vendor when hardware is broken; for the
vendor a new piece of equipment; above the last tier a vendor. The ladder is reckoned from its top:
``E(tier) = cost + waiting + (1 − p) × E(tier + 1)``.

Probabilities are Bayesian means, (worked + p₀ × n₀) / (tries + n₀) (the mean of a beta posterior;
Gelman et al., *Bayesian Data Analysis*, 2.4), so that one success of one try is not certainty.
What resolved tickets have taught weighs in them like ``learning.weight`` tickets, where it is sure.
Against a promise counts K(o) = k + (1 − p) × K(next), where k is t without what pauses the promise:
the days at a vendor, the waiting for an answer. An option keeps the promise when no more than the
time that is left is expected to count.

Costs per ticket are those of the policy, each with its source there. A fix costs the share of its
tier's figure that its minutes are of the tier's, at most the whole: the figure is a mean of long
and short tickets alike. It refuses to know records other than those in the evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from frontdesk.decision.facts import FixRecord, Team, VendorRecord
from frontdesk.decision.options import Candidate, untried
from frontdesk.decision.outcome import Reason, Stage, Verdict
from frontdesk.decision.view import Fault, View
from frontdesk.policy import Tier
from frontdesk.terms import Money, Pending, Route


class Outlook(NamedTuple):
    """An expected cost in minor units of the desk's currency, and an expected time in seconds.

    The smaller of two is the cheaper, of equally cheap ones the quicker.

    Attributes:
        counted: the part of the time that counts against the promise of a resolution.
    """

    cost: float
    seconds: float
    counted: float

    def after(self, own: Outlook, p: float) -> Outlook:
        """This, when ``own`` is done first and fails with 1 − p."""
        fails = 1 - p
        return Outlook(
            own.cost + fails * self.cost,
            own.seconds + fails * self.seconds,
            own.counted + fails * self.counted,
        )


class Trial(NamedTuple):
    """Trying an option: how likely it works, and what that alone costs, waiting included."""

    p: float
    own: Outlook


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

    def settle(routes: frozenset[Route], following: Callable[[Candidate], Outlook]) -> None:
        for index, candidate in enumerate(candidates):
            if candidate.route in routes:
                p, own = _TRIALS[candidate.route](view, candidate)
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
    return estimates, tuple(_reason(view, each) for each in estimates)


_VENDOR = frozenset({Route.VENDOR_REPAIR})
_WORK = frozenset({Route.ASSIGN, Route.ESCALATE, Route.HAND_BACK})
_FIX = frozenset({Route.LOCAL_FIX})
_PUT_OFF = frozenset({Route.ASK_REQUESTER, Route.SUPERVISOR})


def _ladder(view: View) -> Mapping[int, Outlook]:
    """What it is expected to cost and take from each tier upwards, by the policy's priors."""
    policy = view.policy
    top = len(policy.tiers)
    ladder = {top + 1: _last_resort(view)}
    for tier in reversed(policy.tiers):
        p = view.lesson.of_tier(tier.level, tier.p_success, policy.estimates.team_strength)
        p *= _grasp(view, tier)
        ladder[tier.level] = ladder[tier.level + 1].after(_on_tier(view, tier).own, p)
    return ladder


def _after_work(
    view: View, candidate: Candidate, vendors: list[Outlook], ladder: Mapping[int, Outlook]
) -> Outlook:
    """What follows when a team could not solve it."""
    if candidate.route is Route.HAND_BACK:
        return ladder[view.tier.level]
    above = (candidate.target.tier or view.tier.level) + 1
    return min(*vendors, ladder[above]) if vendors else ladder[above]


def _last_resort(view: View) -> Outlook:
    """When the last tier has failed: a vendor's help, without cover."""
    cost = view.policy.cost(view.policy.costs.vendor).amount
    return _at_vendor(view, cost, view.policy.repair.days)


def _replacement(view: View) -> Outlook:
    """When the vendor cannot mend it: a new one, or what the policy reckons for a vendor."""
    equipment = view.case.equipment
    dispatch = view.policy.repair.dispatch(equipment.type) if equipment else None
    if dispatch is None or dispatch.replacement is None:
        return Outlook(view.policy.cost(view.policy.costs.vendor).amount, 0.0, 0.0)
    return Outlook(view.policy.money(dispatch.replacement).amount, 0.0, 0.0)


def _outlook(
    view: View, cost: float, seconds: float, waits_for: Pending | None = None, share: float = 1.0
) -> Outlook:
    """A cost with that of waiting.

    Args:
        waits_for: what a ticket waits for meanwhile; the promise may stand still for that.
        share: how much of the waiting is felt.
    """
    counted = 0.0 if waits_for in view.evidence.pauses else seconds
    return Outlook(cost + seconds * view.waiting_second * share, seconds, counted)


def _at_vendor(view: View, cost: float, days: float) -> Outlook:
    """Some working days at a vendor; a loaner makes the waiting bearable."""
    seconds = days * view.policy.desk.workday_hours * 3600
    return _outlook(view, cost, seconds, Pending.VENDOR, view.policy.repair.waiting_share)


def _mean(worked: float, tries: float, p: float, strength: float) -> float:
    """The mean of a beta distribution after ``worked`` of ``tries``; see the module's docstring."""
    return (min(worked, tries) + p * strength) / (tries + strength)


def _on_tier(view: View, tier: Tier, *, queue: float = 1.0) -> Trial:
    """An ordinary ticket on a tier."""
    seconds = (tier.queue_minutes * queue + tier.minutes) * 60
    return Trial(tier.p_success, _outlook(view, view.policy.tier_cost(tier.level), seconds))


def _share_of(view: View, tier: Tier, minutes: float) -> float:
    """What so many minutes of a tier cost: at most its whole figure."""
    return view.policy.tier_cost(tier.level) * min(1.0, minutes / tier.minutes)


def _grasp(view: View, tier: Tier) -> float:
    """How much of a tier's chance is left for this case: its complexity, its broken hardware.

    Nobody at the desk mends what is broken, but anybody can see to it that it is replaced.
    """
    estimates, faults = view.policy.estimates, view.policy.repair.faults
    left = estimates.beyond_authority if view.complexity > tier.authority else 1.0
    by_fault = {Fault.CERTAIN: faults.p_certain, Fault.LIKELY: faults.p_likely}
    return left * (1.0 if view.replaced else by_fault.get(view.suspicion.fault, 1.0))


def _team(view: View, candidate: Candidate) -> Trial:
    """A team works on it: its record, less what speaks against it here."""
    tier = view.policy.tier(candidate.target.tier or view.tier.level)
    team = candidate.about
    if not isinstance(team, Team):
        return _on_tier(view, tier)
    estimates = view.policy.estimates
    tries = team.resolved + team.passed_on
    p = _mean(team.resolved, tries, tier.p_success, estimates.team_strength)
    p = view.lesson.of_team(team.code, tier.level, p, tries + estimates.team_strength)
    p *= _grasp(view, tier)
    if not candidate.in_field:
        p *= estimates.other_field
    if team.code != view.case.team and team.code in view.case.teams:
        p *= estimates.held_before
    if tier.level == view.tier.level:
        p *= estimates.failed_try**view.failed
    held = team.code == view.case.team and view.case.assignee is not None
    return Trial(p, _on_tier(view, tier, queue=0.0 if held else _crowd(view, team)).own)


def _crowd(view: View, team: Team) -> float:
    """How much longer than usual a queue is: twice, when the team's people are full."""
    room = sum(person.capacity for person in view.evidence.people if person.team == team.code)
    return 1.0 + min(team.open / room, 2.0) if room else 1.0


def _hand_back(view: View, candidate: Candidate) -> Trial:
    """The tier below tries what it has not tried; without anything new it does as badly again."""
    trial = _team(view, candidate)
    tier = view.policy.tier(candidate.target.tier or 1)
    fix = untried(view, tier.level)
    return Trial(_fix_p(view, fix), trial.own) if fix else trial


def _fix(view: View, candidate: Candidate) -> Trial:
    """Somebody of this tier runs a known fix with the requester, now."""
    fix = candidate.about
    assert isinstance(fix, FixRecord)
    cost = _share_of(view, view.tier, fix.minutes)
    return Trial(_fix_p(view, fix), _outlook(view, cost, fix.minutes * 60))


def _fix_p(view: View, fix: FixRecord) -> float:
    """The fix's record, as far as it is the right one for this case, and hardware is whole.

    From ``min_likeness`` to ``good_likeness`` the chance that it is the right one grows evenly.
    """
    estimates, faults = view.policy.estimates, view.policy.repair.faults
    p = _mean(fix.worked, fix.tries, estimates.fix_p, estimates.fix_strength)
    least, good = estimates.min_likeness, estimates.good_likeness
    if fix.likeness < good:
        p *= max(fix.likeness - least, 0.0) / (good - least) if good > least else 0.0
    return p * (faults.p_certain if view.suspicion.fault is Fault.CERTAIN else 1.0)


def _vendor(view: View, candidate: Candidate) -> Trial:
    """The vendor mends it: handling on this tier, the charge, the days away."""
    repair = view.policy.repair
    record = candidate.about if isinstance(candidate.about, VendorRecord) else None
    orders = record.orders if record else 0
    repaired = record.repaired if record else 0
    days = repair.days
    if record is not None and record.days is not None:
        days = (record.days * orders + days * repair.strength) / (orders + repair.strength)
    handling = view.policy.tier_cost(view.tier.level)
    charge = view.policy.money(candidate.charge).amount
    own = _at_vendor(view, handling + charge, days)
    return Trial(_mean(repaired, orders, repair.p_success, repair.strength), own)


def _ask(view: View, _candidate: Candidate) -> Trial:
    """Asking ends nothing: it costs the work and the waiting."""
    estimates = view.policy.estimates
    cost = _share_of(view, view.tier, estimates.ask_minutes)
    return Trial(0.0, _outlook(view, cost, estimates.ask_hours * 3600, Pending.REQUESTER))


def _supervise(view: View, _candidate: Candidate) -> Trial:
    """A supervisor decides what to do; the work comes after."""
    minutes = view.policy.estimates.supervisor_minutes
    top = view.policy.tiers[-1]
    return Trial(0.0, _outlook(view, _share_of(view, top, minutes), minutes * 60))


_TRIALS: Mapping[Route, Callable[[View, Candidate], Trial]] = {
    Route.ASSIGN: _team,
    Route.ESCALATE: _team,
    Route.HAND_BACK: _hand_back,
    Route.LOCAL_FIX: _fix,
    Route.VENDOR_REPAIR: _vendor,
    Route.ASK_REQUESTER: _ask,
    Route.SUPERVISOR: _supervise,
}


def _reason(view: View, made: Estimate) -> Reason:
    """The receipt's line: what the numbers were made of."""
    about = made.candidate.about
    facts: dict[str, str | int | float | bool | None] = {
        "option": made.candidate.key,
        "name": made.candidate.name,
        "p": round(made.p, 4),
        "own_cost": round(made.own.cost),
        "expected_cost": round(made.whole.cost),
        "currency": view.policy.currency,
        "own_seconds": round(made.own.seconds),
        "expected_seconds": round(made.whole.seconds),
    }
    if made.keeps is not None:
        facts |= {"counted_seconds": round(made.whole.counted), "keeps": made.keeps}
    if isinstance(about, FixRecord):
        facts |= {
            "tries": about.tries,
            "worked": about.worked,
            "likeness": round(about.likeness, 4),
        }
    elif isinstance(about, Team):
        facts |= {"tries": about.resolved + about.passed_on, "worked": about.resolved}
    elif isinstance(about, VendorRecord):
        facts |= {"tries": about.orders, "worked": about.repaired}
        facts["charge"] = view.policy.money(made.candidate.charge).amount
    return Reason(Stage.ESTIMATE, "estimate", Verdict.NOTED, facts)


def money(view: View, cost: float) -> Money:
    """An expected cost, rounded half to even to whole minor units."""
    return Money(round(cost), view.policy.currency)
