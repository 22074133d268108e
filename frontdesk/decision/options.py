"""Stage 4: everything that could be done next, and what stands against each of them.

An option that is not allowed stays on the receipt with the codes of what blocks it. It refuses to
weigh: what is allowed and dear is still allowed. Some blocks (``LIFTED``) are only good sense, so a
*must* or *prefer* rule that names the option lifts them; the others nothing lifts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from frontdesk.decision.contract import missing_for
from frontdesk.decision.dispatch import dispatches
from frontdesk.decision.facts import FixRecord, Team, VendorRecord
from frontdesk.decision.outcome import Fact, Reason, Stage, Target, Verdict, key_of
from frontdesk.decision.rules import Ruling, names
from frontdesk.decision.view import View
from frontdesk.rulebook.conditions import BETWEEN
from frontdesk.terms import Route

About: TypeAlias = FixRecord | Team | VendorRecord | None
"""The record behind an option: of a fix, a team or a vendor."""

LIFTED = frozenset({"skips_tier", "nothing_new", "no_hardware_fault", "minor_repair"})
"""Blocks that a rule which names the option lifts."""

UNBLOCKABLE = frozenset({Route.SUPERVISOR})
"""Where a case goes when nothing else is allowed."""

LATER = (
    Route.QUICK_REQUEST,
    Route.ON_SITE,
    Route.SWARM,
    Route.CONTRACTOR_VISIT,
    Route.MAJOR_INCIDENT,
)
"""Routes that this version does not reckon with yet."""


class Candidate(NamedTuple):
    """An option before it is estimated.

    Attributes:
        name: of the fix, team or vendor, for people.
        blocked: codes of what stands against it.
        in_field: whether the team is among the tier's best suited for the category.
        charge: what a vendor asks, in the desk's currency as written in the policy.
    """

    route: Route
    target: Target
    about: About = None
    name: str = ""
    blocked: tuple[str, ...] = ()
    in_field: bool = True
    charge: float = 0.0

    @property
    def key(self) -> str:
        """A short name of the option, unique in a decision: ``local_fix:31``."""
        return key_of(self.route, self.target)


def gather(
    view: View, ruling: Ruling, blocks: tuple[str, ...]
) -> tuple[tuple[Candidate, ...], tuple[Reason, ...]]:
    """Every option of the case with what blocks it, and the receipt's lines about that."""
    here = home(view)
    found = [
        *_fixes(view, here),
        *_assignments(view),
        *_escalations(view),
        *_hand_backs(view),
        *_vendors(view, here),
        _plain(view, Route.ASK_REQUESTER, here),
        _plain(view, Route.SUPERVISOR, here),
    ]
    candidates = tuple(_judged(view, ruling, each, blocks) for each in found)
    reasons = [_suspicion(view), *map(_reason, candidates), *_contracts(view, candidates)]
    facts = {"routes": BETWEEN.join(LATER)}
    reasons.append(Reason(Stage.OPTIONS, "later_routes", Verdict.UNKNOWN, facts))
    return candidates, tuple(reasons)


def home(view: View) -> Team | None:
    """The team that has the case, or would have it on its tier; ``None`` without such a team."""
    teams = on_tier(view, view.tier.level)
    for team in teams:
        if team.code == view.case.team:
            return team
    return teams[0] if teams else None


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


def _fixes(view: View, here: Team | None) -> Iterator[Candidate]:
    stay = _here(view, here)
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


def _vendors(view: View, here: Team | None) -> Iterator[Candidate]:
    for vendor, blocked, charge in dispatches(view):
        target = replace(_here(view, here), vendor=vendor.code if vendor else None)
        yield Candidate(
            Route.VENDOR_REPAIR,
            target,
            vendor,
            vendor.name if vendor else "",
            blocked,
            charge=charge,
        )


def _plain(view: View, route: Route, here: Team | None) -> Candidate:
    return Candidate(route, _here(view, here))


def _here(view: View, here: Team | None) -> Target:
    """Where the case stays while something is done about it."""
    return Target(tier=view.tier.level, team=here.code if here else view.case.team)


def _empty(view: View, team: Team) -> tuple[str, ...]:
    """Whether nobody works on its queue; nothing is said where no staff is known at all."""
    people = view.evidence.people
    if team.people or not people or any(person.team == team.code for person in people):
        return ()
    return ("nobody_in_team",)


def _judged(view: View, ruling: Ruling, candidate: Candidate, blocks: tuple[str, ...]) -> Candidate:
    """The candidate with the blocks of validation, of the hop budget and of the rules."""
    route, target = candidate.route, candidate.target
    if route in UNBLOCKABLE:
        return candidate
    blocked = list(candidate.blocked)
    for rule in ruling.wishing(route, target):
        lifted = LIFTED if rule.tier or rule.team else LIFTED - {"skips_tier"}
        blocked = [code for code in blocked if code not in lifted]
    if route is not Route.ASK_REQUESTER:
        blocked.extend(blocks)
        if moves(view, target) and view.case.hops >= view.policy.desk.hop_budget:
            blocked.append("hop_budget")
    blocked.extend(f"rule:{rule.name}" for rule in ruling.never if names(rule, route, target))
    if tuple(blocked) == candidate.blocked:
        return candidate
    return candidate._replace(blocked=tuple(dict.fromkeys(blocked)))


def moves(view: View, target: Target) -> bool:
    """Whether going there takes the case from the team that has it."""
    return view.case.team is not None and target.team != view.case.team


def _suspicion(view: View) -> Reason:
    suspicion = view.suspicion
    facts = {"fault": suspicion.fault.value, "cause": suspicion.cause}
    if suspicion.cause is None:
        return Reason(Stage.OPTIONS, "no_hardware_fault", Verdict.NOTED, facts)
    rule = "hardware_fault" if suspicion.broken else "minor_fault"
    return Reason(Stage.OPTIONS, rule, Verdict.HELD, facts)


def _contracts(view: View, candidates: tuple[Candidate, ...]) -> Iterator[Reason]:
    """What lacks on the ticket of what each tier wants to see that it could be escalated to."""
    upwards = (each.target.tier for each in candidates if each.route is Route.ESCALATE)
    for level in dict.fromkeys(level for level in upwards if level is not None):
        tier = view.policy.tier(level)
        if not tier.wants:
            continue
        missing = missing_for(view.case, view.evidence, view.policy, level)
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
