"""What trying each kind of option takes, and how likely it works: the leaves of the decision tree.

It refuses to look beyond the try: what follows a failure is ``estimate``'s business. A fix or a
request costs the share of its tier's figure that its minutes are of the tier's, at most the whole:
the figure is a mean of long and short tickets alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from frontdesk.decision.candidate import Candidate
from frontdesk.decision.facts import FixRecord, Team, VendorRecord
from frontdesk.decision.options import untried
from frontdesk.decision.outlook import Trial, away, mean, outlook, share_of
from frontdesk.decision.view import Fault, View
from frontdesk.policy import QuickRequest, Tier
from frontdesk.rulebook.repairs import MinorRepair
from frontdesk.terms import Pending, Route


def on_tier(view: View, tier: Tier, *, queue: float = 1.0) -> Trial:
    """An ordinary ticket on a tier."""
    seconds = (tier.queue_minutes * queue + tier.minutes) * 60
    return Trial(tier.p_success, outlook(view, view.policy.tier_cost(tier.level), seconds))


def grasp(view: View, tier: Tier) -> float:
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
        return on_tier(view, tier)
    estimates = view.policy.estimates
    tries = team.resolved + team.passed_on
    p = mean(team.resolved, tries, tier.p_success, estimates.team_strength)
    p = view.lesson.of_team(team.code, tier.level, p, tries + estimates.team_strength)
    p *= grasp(view, tier)
    if not candidate.in_field:
        p *= estimates.other_field
    if team.code != view.case.team and team.code in view.case.teams:
        p *= estimates.held_before
    if tier.level == view.tier.level:
        p *= estimates.failed_try**view.failed
    held = team.code == view.case.team and view.case.assignee is not None
    return Trial(p, on_tier(view, tier, queue=0.0 if held else _crowd(view, team)).own)


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
    cost = share_of(view, view.tier, fix.minutes)
    return Trial(_fix_p(view, fix), outlook(view, cost, fix.minutes * 60))


def _fix_p(view: View, fix: FixRecord) -> float:
    """The fix's record, as far as it is the right one for this case, and hardware is whole.

    From ``min_likeness`` to ``good_likeness`` the chance that it is the right one grows evenly.
    """
    estimates, faults = view.policy.estimates, view.policy.repair.faults
    p = mean(fix.worked, fix.tries, estimates.fix_p, estimates.fix_strength)
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
    own = away(view, Pending.VENDOR, handling + charge, days)
    return Trial(mean(repaired, orders, repair.p_success, repair.strength), own)


def _ask(view: View, _candidate: Candidate) -> Trial:
    """Asking ends nothing: it costs the work and the waiting."""
    estimates = view.policy.estimates
    cost = share_of(view, view.tier, estimates.ask_minutes)
    return Trial(0.0, outlook(view, cost, estimates.ask_hours * 3600, Pending.REQUESTER))


def _supervise(view: View, _candidate: Candidate) -> Trial:
    """A supervisor decides what to do; the work comes after."""
    minutes = view.policy.estimates.supervisor_minutes
    top = view.policy.tiers[-1]
    return Trial(0.0, outlook(view, share_of(view, top, minutes), minutes * 60))


def _request(view: View, candidate: Candidate) -> Trial:
    """A quick request, served now."""
    request = candidate.about
    assert isinstance(request, QuickRequest)
    cost = share_of(view, view.tier, request.minutes)
    return Trial(request.p_success, outlook(view, cost, request.minutes * 60))


def _on_site(view: View, candidate: Candidate) -> Trial:
    """Somebody goes there: mends what is small, or looks; nobody mends there what is broken."""
    usual = view.policy.ways.on_site
    repair = candidate.about
    if isinstance(repair, MinorRepair):
        minutes, p = repair.minutes, repair.p_success
    else:
        minutes, p = usual.minutes, usual.p_success * grasp(view, view.tier)
    cost = share_of(view, view.tier, minutes)
    return Trial(p, outlook(view, cost, (usual.queue_minutes + minutes) * 60))


def _swarm(view: View, _candidate: Candidate) -> Trial:
    """Several people together, each at the cost of the highest tier."""
    usual, top = view.policy.ways.swarm, view.policy.tiers[-1]
    cost = usual.people * share_of(view, top, usual.minutes)
    seconds = (usual.queue_minutes + usual.minutes) * 60
    return Trial(usual.p_success * grasp(view, top), outlook(view, cost, seconds))


def _visit(view: View, candidate: Candidate) -> Trial:
    """A contractor goes there: handling on this tier, and the figure of a visit."""
    usual, policy = view.policy.ways.contractor_visit, view.policy
    record = candidate.about if isinstance(candidate.about, VendorRecord) else None
    orders, done = (record.orders, record.repaired) if record else (0, 0)
    cost = policy.tier_cost(view.tier.level) + policy.cost(policy.costs.field).amount
    own = away(view, Pending.VISIT, cost, usual.days, share=1.0)
    return Trial(mean(done, orders, usual.p_success, policy.repair.strength), own)


def _major(view: View, _candidate: Candidate) -> Trial:
    """The incident solves it; this ticket costs its handling and everybody's waiting."""
    usual = view.policy.ways.major_incident
    cost = share_of(view, view.tier, usual.handling_minutes)
    return Trial(usual.p_success, outlook(view, cost, usual.minutes * 60))


TRIALS: Mapping[Route, Callable[[View, Candidate], Trial]] = {
    Route.ASSIGN: _team,
    Route.ESCALATE: _team,
    Route.HAND_BACK: _hand_back,
    Route.LOCAL_FIX: _fix,
    Route.VENDOR_REPAIR: _vendor,
    Route.ASK_REQUESTER: _ask,
    Route.SUPERVISOR: _supervise,
    Route.QUICK_REQUEST: _request,
    Route.ON_SITE: _on_site,
    Route.SWARM: _swarm,
    Route.CONTRACTOR_VISIT: _visit,
    Route.MAJOR_INCIDENT: _major,
}
"""How each route is tried."""
