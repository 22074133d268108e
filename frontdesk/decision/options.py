"""Stage 4: everything that could be done next, and what stands against each of them.

An option that is not allowed stays on the receipt with the codes of what blocks it. It refuses to
weigh: what is allowed and dear is still allowed. Some blocks (``LIFTED``) are only good sense, so a
*must* or *prefer* rule that names the option lifts them; the others nothing lifts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from frontdesk.decision.candidate import Candidate, here, moves
from frontdesk.decision.contract import lacks
from frontdesk.decision.dispatch import dispatches
from frontdesk.decision.facts import FixRecord, Team
from frontdesk.decision.offers import (
    contractor_visits,
    major_incidents,
    on_site,
    quick_requests,
    swarm,
)
from frontdesk.decision.outcome import Fact, Reason, Stage, Target, Verdict
from frontdesk.decision.rules import Ruling, names
from frontdesk.decision.view import View
from frontdesk.rulebook.conditions import BETWEEN
from frontdesk.terms import CARRIED_OUT, Route

LIFTED = frozenset(
    {"skips_tier", "nothing_new", "no_hardware_fault", "minor_repair", "fixes_failed"}
)
"""Blocks that a rule which names the option lifts."""

HOP_BUDGET, PAIR_BUDGET = "hop_budget", "pair_budget"
BUDGETS = frozenset({HOP_BUDGET, PAIR_BUDGET})
"""Blocks of one more move between teams; no rule lifts them."""

NOT_CARRIED_OUT = "not_carried_out"
"""Blocks a route for which ``desk`` has no step yet (``terms.CARRIED_OUT``)."""

UNBLOCKABLE = frozenset({Route.SUPERVISOR})
"""Where a case goes when nothing else is allowed."""


def gather(
    view: View, ruling: Ruling, blocks: tuple[str, ...]
) -> tuple[tuple[Candidate, ...], tuple[Reason, ...]]:
    """Every option of the case with what blocks it, and the receipt's lines about that."""
    own = home(view)
    found = [
        *quick_requests(view, own),
        *_fixes(view, own),
        *on_site(view, own),
        *_assignments(view),
        *_escalations(view),
        *_hand_backs(view),
        *_vendors(view, own),
        *contractor_visits(view, own),
        *swarm(view, own),
        *major_incidents(view, own),
        Candidate(Route.ASK_REQUESTER, here(view, own)),
        Candidate(Route.SUPERVISOR, here(view, view.case.team or own)),
    ]
    candidates = tuple(_judged(view, ruling, each, blocks) for each in found)
    reasons = [_suspicion(view), *map(_reason, candidates), *_contracts(view, candidates)]
    return candidates, tuple(reasons)


def home(view: View) -> str | None:
    """The team that has the case, or would have it on its tier; ``None`` without such a team."""
    teams = on_tier(view, view.tier.level)
    for team in teams:
        if team.code == view.case.team:
            return team.code
    return teams[0].code if teams else None


def on_tier(view: View, level: int) -> list[Team]:
    """The teams of a tier, the best suited first; of equals the one with less open work."""
    teams = (team for team in view.evidence.teams if team.tier == level)
    return sorted(teams, key=lambda t: (-fit(view, t), t.open / max(t.people, 1), t.code))


def fit(view: View, team: Team) -> int:
    """How well a team suits the category: 2 named by it, 1 has its skill, 0 neither."""
    category = view.category
    if category is not None and team.code in category.teams:
        return 2
    return 1 if view.skill is not None and view.skill in team.skills else 0


def _fixes(view: View, own: str | None) -> Iterator[Candidate]:
    stay = here(view, own)
    for fix in view.evidence.fixes:
        blocked = []
        if fix.fix in view.tried:
            blocked.append("tried_before")
        if fix.likeness < view.policy.estimates.min_likeness:
            blocked.append("unlike")
        if fix.tier > view.tier.level:
            blocked.append("for_higher_tier")
        target = Target(stay.tier, stay.team, view.case.assignee, fix.fix)
        yield Candidate(Route.LOCAL_FIX, target, fix, fix.title, tuple(blocked))


def _assignments(view: View) -> Iterator[Candidate]:
    level = view.tier.level
    teams = on_tier(view, level)
    if not teams:
        yield Candidate(Route.ASSIGN, Target(tier=level), blocked=("no_team",))
        return
    above = any(team.tier > level for team in view.evidence.teams)
    too_hard = view.complexity > view.tier.authority and above
    best = fit(view, teams[0])
    for team in teams:
        blocked = ("above_authority",) if too_hard else ()
        yield Candidate(
            Route.ASSIGN,
            Target(tier=level, team=team.code),
            team,
            team.name,
            blocked + _empty(view, team),
            fit(view, team) == best,
        )


def _escalations(view: View) -> Iterator[Candidate]:
    staffed = {team.tier for team in view.evidence.teams if team.tier > view.tier.level}
    levels = sorted(level for level in staffed if level <= len(view.policy.tiers))
    able = [lv for lv in levels if view.policy.tier(lv).authority >= view.complexity]
    due = able[0] if able else levels[-1] if levels else 0
    for level in levels:
        teams = on_tier(view, level)
        best = fit(view, teams[0])
        step = ("above_authority",) if level < due else ("skips_tier",) if level > due else ()
        for team in teams:
            yield Candidate(
                Route.ESCALATE,
                Target(tier=level, team=team.code),
                team,
                team.name,
                step + _empty(view, team),
                fit(view, team) == best,
            )


def _hand_backs(view: View) -> Iterator[Candidate]:
    """Back to who passed it up, when there is something that they have not tried."""
    for team in view.evidence.teams:
        if team.code == view.evidence.came_from and team.tier < view.tier.level:
            blocked = () if untried(view, team.tier) else ("nothing_new",)
            target = Target(tier=team.tier, team=team.code)
            yield Candidate(Route.HAND_BACK, target, team, team.name, blocked + _empty(view, team))


def untried(view: View, level: int) -> FixRecord | None:
    """The likeliest known fix that a tier may run and nobody has tried on this case."""
    least = view.policy.estimates.min_likeness
    fixes = [
        fix
        for fix in view.evidence.fixes
        if fix.tier <= level and fix.likeness >= least and fix.fix not in view.tried
    ]
    return min(fixes, key=lambda fix: (-fix.likeness, fix.fix), default=None)


def _vendors(view: View, own: str | None) -> Iterator[Candidate]:
    for vendor, blocked, charge in dispatches(view):
        target = replace(here(view, own), vendor=vendor.code if vendor else None)
        yield Candidate(
            Route.VENDOR_REPAIR,
            target,
            vendor,
            vendor.name if vendor else "",
            blocked,
            charge=charge,
        )


def _empty(view: View, team: Team) -> tuple[str, ...]:
    """Whether nobody works on its queue; nothing is said where no staff is known at all."""
    people = view.evidence.people
    if team.people or not people or any(person.team == team.code for person in people):
        return ()
    return ("nobody_in_team",)


def _judged(view: View, ruling: Ruling, candidate: Candidate, blocks: tuple[str, ...]) -> Candidate:
    """The candidate with the blocks of validation, of the budgets of moves and of the rules."""
    route, target = candidate.route, candidate.target
    if route in UNBLOCKABLE:
        return candidate
    blocked = list(candidate.blocked)
    for rule in ruling.wishing(route, target):
        lifted = LIFTED if rule.tier or rule.team else LIFTED - {"skips_tier"}
        blocked = [code for code in blocked if code not in lifted]
    if route is not Route.ASK_REQUESTER:
        blocked.extend(blocks)
        blocked.extend(_spent(view, target))
    blocked.extend(f"rule:{rule.name}" for rule in ruling.never if names(rule, route, target))
    if route not in CARRIED_OUT:
        blocked.append(NOT_CARRIED_OUT)
    if tuple(blocked) == candidate.blocked:
        return candidate
    return candidate._replace(blocked=tuple(dict.fromkeys(blocked)))


def _spent(view: View, target: Target) -> Iterator[str]:
    """The budgets that one more move would exceed: of the ticket, and of the two teams."""
    if not moves(view, target):
        return
    desk = view.policy.desk
    if view.case.hops >= desk.hop_budget:
        yield HOP_BUDGET
    if _travelled(view, target) >= desk.pair_budget:
        yield PAIR_BUDGET


def _travelled(view: View, target: Target) -> int:
    """How often the case has gone between the team that has it and this one, either way."""
    pair = {view.case.team, target.team}
    return sum({one, other} == pair for one, other in pairwise(view.case.teams))


def _suspicion(view: View) -> Reason:
    suspicion = view.suspicion
    facts = {"fault": suspicion.fault.value, "cause": suspicion.cause}
    if suspicion.cause is None:
        return Reason(Stage.OPTIONS, "no_hardware_fault", Verdict.NOTED, facts)
    rule = "hardware_fault" if suspicion.broken else "minor_fault"
    return Reason(Stage.OPTIONS, rule, Verdict.HELD, facts)


def _contracts(view: View, candidates: tuple[Candidate, ...]) -> Iterator[Reason]:
    """What lacks on the ticket of what each tier wants to see that it could be escalated to."""
    case, evidence, policy = view.case, view.evidence, view.policy
    said = view.passage.line.count(" ") - 1
    upwards = (each.target.tier for each in candidates if each.route is Route.ESCALATE)
    for level in dict.fromkeys(level for level in upwards if level is not None):
        tier = policy.tier(level)
        if not tier.wants:
            continue
        missing = [str(each) for each in tier.wants if lacks(case, evidence, policy, each, said)]
        facts: dict[str, Fact] = {
            "tier": level,
            "tier_name": tier.name,
            "missing": BETWEEN.join(missing),
        }
        rule, verdict = "contract_kept", Verdict.HELD
        if missing:
            rule, verdict = "contract_lacks", Verdict.NOTED
        yield Reason(Stage.OPTIONS, rule, verdict, facts)


def _reason(candidate: Candidate) -> Reason:
    facts = {"option": candidate.key, "name": candidate.name}
    if not candidate.blocked:
        return Reason(Stage.OPTIONS, "option_allowed", Verdict.NOTED, facts)
    facts["blocked_by"] = BETWEEN.join(candidate.blocked)
    return Reason(Stage.OPTIONS, "option_blocked", Verdict.BLOCKED, facts)
