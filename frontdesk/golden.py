"""Golden cases run: a policy is asked about each of them, and held to what was expected.

Pure, and the same on every machine: a case is decided on the facts that stand in the policy file,
with the teams that the policy names, on a day of its own. People, records, known fixes and what was
learned of a store play no part; who wants one of them in a case writes it there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from frontdesk import amounts
from frontdesk.decision.wording.voice import Say, capital
from frontdesk.decision.wording.ways import route_words, target_words
from frontdesk.i18n import _ as reader
from frontdesk.policy import Given, GoldenCase, Policy
from frontdesk.routing import (
    Caller,
    Case,
    Decision,
    Equipment,
    Evidence,
    FixRecord,
    Nearby,
    PartStock,
    Stage,
    Target,
    Team,
    Tried,
    VendorRecord,
    decide,
    option_words,
    reason_words,
    why_not,
)
from frontdesk.rulebook.repairs import SHOP
from frontdesk.rulebook.values import minor
from frontdesk.terms import Money, Outcome, Route, Status, VendorKind

NOW = datetime(2026, 1, 7, 9, 0, tzinfo=UTC)
"""When every case is decided: a Wednesday morning."""
_WANTED = ("route", "tier", "team", "fix", "vendor")


@dataclass(frozen=True, slots=True)
class Tested:
    """A golden case and what came of it.

    Attributes:
        unmet: the names of what was expected and did not come; empty: the case holds.
        levels: the tier of each team.
    """

    case: GoldenCase
    decision: Decision
    unmet: tuple[str, ...]
    levels: Mapping[str, int]

    @property
    def holds(self) -> bool:
        """Whether all that was expected came."""
        return not self.unmet


def run(policy: Policy) -> tuple[Tested, ...]:
    """Every golden case of a policy, decided by it, in the order of the file."""
    return tuple(_tested(case, policy) for case in policy.cases)


def expected(tested: Tested, _: Say = reader) -> str:
    """What a case expects, in words."""
    case = tested.case
    said = _wished(tested, _)
    if case.max_cost is not None:
        most = Money(minor(case.max_cost), tested.decision.expected_cost.currency)
        said += _(", for {cost} at most").format(cost=amounts.money(most, say=_))
    return said


def came(tested: Tested, _: Say = reader) -> str:
    """What was decided, in words; with its cost where the case names one."""
    decision = tested.decision
    said = option_words(decision.chosen, decision, _)
    if tested.case.max_cost is not None:
        said += _(", for {cost}").format(cost=amounts.money(decision.expected_cost, say=_))
    return said


def reason(tested: Tested, _: Say = reader) -> str:
    """What decided it; where another route was expected, what stood against that one."""
    decision = tested.decision
    if "route" in tested.unmet:
        return " ".join(why_not(decision, tested.case.route, _))
    chosen = [each for each in decision.reasons if each.stage is Stage.CHOOSE]
    return " ".join(reason_words(each, _) for each in chosen if each.rule != "nothing_promised")


def _wished(tested: Tested, _: Say) -> str:
    case = tested.case
    bare = case.team is None and case.tier is None
    if bare and case.route in (Route.ASSIGN, Route.ESCALATE, Route.HAND_BACK):
        return capital(route_words(case.route, _))
    if bare and case.route is Route.LOCAL_FIX and case.fix is None:
        return capital(route_words(case.route, _))
    level = case.tier or tested.levels.get(case.team or "")
    target = Target(level, case.team, None, case.fix, case.vendor)
    return target_words(case.route, target, "", "", _)


def _tested(case: GoldenCase, policy: Policy) -> Tested:
    decision = decide(_case(case.given, policy), _evidence(case.given, policy), policy)
    wanted = {name: getattr(case, name) for name in _WANTED}
    got = {"route": decision.route} | {
        name: getattr(decision.target, name) for name in _WANTED if name != "route"
    }
    unmet = [name for name, value in wanted.items() if value is not None and got[name] != value]
    if case.max_cost is not None and decision.expected_cost.amount > minor(case.max_cost):
        unmet.append("max_cost")
    return Tested(case, decision, tuple(unmet), policy.tiers_of_teams)


def _case(given: Given, policy: Policy) -> Case:
    level = given.tier or policy.tiers_of_teams.get(given.team or "", 1)
    held = (*given.teams, given.team) if given.team else given.teams
    taken = Status.NEW if given.team is None else Status.ASSIGNED
    return Case(
        given.subject,
        given.words,
        NOW,
        kind=given.kind,
        channel=given.channel,
        impact=given.impact,
        urgency=given.urgency,
        priority=given.priority or policy.priority(given.impact, given.urgency),
        category=given.category,
        complexity=given.complexity,
        site=given.site,
        status=given.status or taken,
        tier=level,
        team=given.team,
        opened_at=NOW,
        equipment=_equipment(given),
        tried=tuple(Tried(fix, Outcome.FAILED) for fix in given.tried),
        teams=held,
        hops=max(len(held) - 1, 0) if given.hops is None else given.hops,
        reopened=given.reopened,
        facts=given.facts,
    )


def _equipment(given: Given) -> Equipment | None:
    if given.asset_type is None:
        return None
    return Equipment(
        "golden",
        given.asset_type,
        vendor=given.vendor,
        warranty_until=date.max if given.warranty else None,
        contract_until=date.max if given.contract else None,
    )


def _evidence(given: Given, policy: Policy) -> Evidence:
    shop = VendorRecord(SHOP, SHOP, VendorKind.REPAIR_SHOP)
    own = (VendorRecord(given.vendor, given.vendor),) if given.vendor else ()
    return Evidence(
        caller=Caller(
            given.requester,
            given.requester,
            given.requester_kind,
            known=given.registered,
            plan=given.plan,
            entitled=given.entitled,
            language=given.language,
        ),
        fixes=tuple(
            FixRecord(
                each.fix,
                each.title,
                each.likeness,
                tier=each.tier,
                minutes=each.minutes,
                tries=each.tries,
                worked=each.worked,
            )
            for each in given.fixes
        ),
        teams=_teams(policy),
        vendors=(*own, shop),
        promise="given",
        nearby=Nearby(given.nearby, policy.outbreak.hours) if given.nearby is not None else None,
        parts=tuple(PartStock(code, code, 1) for code in given.parts),
        came_from=given.teams[-1] if given.teams else None,
        time_left=given.time_left.total_seconds() if given.time_left is not None else None,
    )


def _teams(policy: Policy) -> tuple[Team, ...]:
    """The teams that the policy names, each with the skills of the categories that name it."""
    return tuple(
        Team(
            code,
            code,
            level,
            skills=tuple(
                sorted({c.skill for c in policy.categories if c.skill and code in c.teams})
            ),
        )
        for code, level in policy.tiers_of_teams.items()
    )
