"""Stage 6: one option out of all of them.

The order, each step only among equals of the one before: what is allowed; what a *must* rule
wants; what keeps the promise of a resolution; what a *prefer* rule wants, within ``desk.near_tie``
of the cheapest that keeps it and with at least half of its chance; work before putting off (asking,
a supervisor); expected cost; expected time; the higher probability; then the key that is the same
everywhere: fewer moves, the route's place in ``Route``, tier, team, fix, vendor. Where nothing is
promised, or nothing that is allowed keeps it, all count as keeping it.

It refuses to bounce a ticket: where the best is one more move than the budget of the ticket or of
the two teams allows, a swarm takes it up, or a supervisor decides where no swarm is allowed; a
supervisor decides as well where nothing is allowed. Where no option stands out enough, people
diagnose first.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TypeAlias

from frontdesk.decision.candidate import moves
from frontdesk.decision.estimate import Estimate
from frontdesk.decision.options import BUDGETS, HOP_BUDGET
from frontdesk.decision.outcome import Fact, Reason, Stage, Verdict
from frontdesk.decision.rules import Ruling, names
from frontdesk.decision.view import View
from frontdesk.rulebook.conditions import BETWEEN
from frontdesk.terms import Route

_ROUTES = {route: place for place, route in enumerate(Route)}
_PUT_OFF = {Route.ASK_REQUESTER: 1, Route.SUPERVISOR: 2}
_SPREAD = 0.2
"""Two options whose costs differ by this share of the cheaper are e : 1 in confidence."""

_RIVAL = 0.5
"""A *prefer* rule lifts an option only if its chance is at least this share of the cheapest's."""

_ACTS = frozenset({Route.LOCAL_FIX, Route.VENDOR_REPAIR, Route.ON_SITE, Route.CONTRACTOR_VISIT})
"""What is not done on a faint suspicion: somebody looks into the matter first."""

_Key: TypeAlias = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """The options best first, the chosen one at the head, with the confidence in it."""

    ranked: tuple[Estimate, ...]
    confidence: float
    reasons: tuple[Reason, ...]


def choose(
    view: View, ruling: Ruling, estimates: tuple[Estimate, ...], blocks: tuple[str, ...]
) -> Choice:
    """The option to take; see the module's docstring for how.

    Args:
        view: the case.
        ruling: what the rules came to.
        estimates: every option; a supervisor is always among them.
        blocks: what validation found to stand in the way of all work.
    """
    ranked = _ranked(view, ruling, estimates)
    best, reasons = _forced(view, ruling, ranked, blocks)
    confidence = 1.0
    if best is None:
        best, confidence, more = _weighed(view, ruling, ranked)
        reasons.extend(more)
    reasons.append(_promise(view, best, estimates))
    reasons.append(_chosen(view, best, ranked, confidence))
    rest = tuple(each for each in ranked if each is not best)
    return Choice((best, *rest), confidence, tuple(reasons))


def _ranked(view: View, ruling: Ruling, estimates: tuple[Estimate, ...]) -> list[Estimate]:
    """All options, the allowed ones first, in the documented order."""
    allowed = _keeping([each for each in estimates if not each.candidate.blocked])
    limit = _least(allowed) * (1 + view.policy.desk.near_tie)
    held = any(each.keeps for each in allowed if each.candidate.route not in _PUT_OFF)
    cheapest = min(
        (each for each in allowed if each.candidate.route not in _PUT_OFF),
        key=lambda each: each.whole.cost,
        default=None,
    )

    def key(each: Estimate) -> tuple[_Key, str, int, str]:
        candidate, target = each.candidate, each.candidate.target
        promising = cheapest is None or each.p >= _RIVAL * cheapest.p
        near = each.whole.cost <= limit and promising and _wanted(ruling, each)
        forced = ruling.must is not None and names(ruling.must, candidate.route, target)
        numbers = (
            bool(candidate.blocked),
            not forced,
            held and not each.keeps,
            not near,
            _PUT_OFF.get(candidate.route, 0),
            round(each.whole.cost),
            round(each.whole.seconds),
            -round(each.p, 4),
            moves(view, target),
            _ROUTES[candidate.route],
            target.tier or 0,
        )
        return numbers, target.team or "", target.fix or 0, target.vendor or ""

    return sorted(estimates, key=key)


def _keeping(estimates: list[Estimate]) -> list[Estimate]:
    """Those that keep the promise; all of them where none does, or where nothing is promised.

    Work decides: that somebody could be asked while the promise stands still keeps no promise.
    """
    work = [each for each in estimates if each.candidate.route not in _PUT_OFF]
    if not any(each.keeps for each in work):
        return estimates
    return [each for each in estimates if each.keeps]


def _least(estimates: list[Estimate]) -> float:
    costs = [each.whole.cost for each in estimates if each.candidate.route not in _PUT_OFF]
    return min(costs, default=math.inf)


def _wanted(ruling: Ruling, each: Estimate) -> bool:
    candidate = each.candidate
    return ruling.prefer is not None and names(ruling.prefer, candidate.route, candidate.target)


def _forced(
    view: View, ruling: Ruling, ranked: list[Estimate], blocks: tuple[str, ...]
) -> tuple[Estimate | None, list[Reason]]:
    """What is taken where the policy leaves no choice.

    A must rule, a report that cannot be worked on, the hop budget, nothing allowed.
    """
    reasons: list[Reason] = []
    must, first = ruling.must, ranked[0]
    if must is not None:
        if names(must, first.candidate.route, first.candidate.target):
            reasons.append(_reason("must_followed", by=must.name, **_named(first)))
            return first, reasons
        reasons.append(_reason("must_not_possible", by=must.name, route=must.route.value))
    if blocks and first.candidate.route is Route.ASK_REQUESTER:
        reasons.append(_reason("ask_first", missing=BETWEEN.join(blocks)))
        return first, reasons
    supervisor = next(each for each in ranked if each.candidate.route is Route.SUPERVISOR)
    work = [each for each in ranked if each.candidate.route not in _PUT_OFF]
    due = _keeping([each for each in work if set(each.candidate.blocked) <= BUDGETS])
    bounce = min(due, key=lambda each: each.whole.cost, default=None)
    if bounce is not None and bounce.candidate.blocked:
        reasons.append(_spent(view, bounce))
        swarm = (each for each in ranked if each.candidate.route is Route.SWARM)
        return next((each for each in swarm if not each.candidate.blocked), supervisor), reasons
    if not due:
        reasons.append(_reason("nothing_allowed"))
        return supervisor, reasons
    return None, reasons


def _spent(view: View, bounce: Estimate) -> Reason:
    """The line that says which budget the best way would exceed."""
    desk = view.policy.desk
    if HOP_BUDGET in bounce.candidate.blocked:
        return _reason("hop_budget_spent", hops=view.case.hops, budget=desk.hop_budget)
    return _reason("pair_budget_spent", budget=desk.pair_budget, **_named(bounce))


def _weighed(
    view: View, ruling: Ruling, ranked: list[Estimate]
) -> tuple[Estimate, float, list[Reason]]:
    """The best of what is allowed, or a diagnosis first where it does not stand out enough."""
    work = _keeping(
        [
            each
            for each in ranked
            if not each.candidate.blocked and each.candidate.route not in _PUT_OFF
        ]
    )
    best, least = ranked[0], view.policy.desk.min_confidence
    confidence = _confidence(best, work)
    reasons: list[Reason] = []
    if _wanted(ruling, best) and ruling.prefer is not None:
        reasons.append(_reason("preferred", by=ruling.prefer.name, **_named(best)))
    elif confidence < least and best.candidate.route in _ACTS:
        diagnosis = next((e for e in work if e.candidate.route is Route.ASSIGN), None)
        if diagnosis is not None:
            facts = {"confidence": confidence, "least": least}
            reasons.append(_reason("diagnose_first", **_named(best), **facts))
            best = diagnosis
    return best, confidence, reasons


def _confidence(best: Estimate, work: list[Estimate]) -> float:
    """How much one option stands out: its share when each weighs p · e^(−extra cost ÷ spread).

    The spread is ``_SPREAD`` of the cheapest; p is the chance that the option ends the matter, so
    that what would hardly help is no rival, though trying it first costs little more. One that
    stands alone has 1. Two vendors are no doubt about whether it goes to a vendor; of a known fix
    nobody is surer than that it works.
    """
    least = _least(work)
    if best not in work or not math.isfinite(least):
        return 1.0
    spread = max(_SPREAD * least, 1.0)
    rivals = [each for each in work if each is not best and not _both_vendors(each, best)]
    own, *others = (e.p * math.exp((least - e.whole.cost) / spread) for e in (best, *rivals))
    whole = own + sum(others)
    share = own / whole if whole else 0.0
    fix = best.candidate.route is Route.LOCAL_FIX
    return round(min(share, best.p) if fix else share, 4)


def _both_vendors(one: Estimate, other: Estimate) -> bool:
    return one.candidate.route is other.candidate.route is Route.VENDOR_REPAIR


def _chosen(view: View, best: Estimate, ranked: list[Estimate], confidence: float) -> Reason:
    """The line that says what was chosen, and what came next with its cost."""
    others = [each for each in ranked if each is not best and not each.candidate.blocked]
    next_best = next((e for e in others if e.candidate.route not in _PUT_OFF), None)
    facts: dict[str, Fact] = {
        **_named(best),
        "route": best.candidate.route.value,
        "p": round(best.p, 4),
        "expected_cost": round(best.whole.cost),
        "currency": view.policy.currency,
        "expected_seconds": round(best.whole.seconds),
        "confidence": confidence,
        "next": next_best.candidate.key if next_best else None,
        "next_name": next_best.candidate.name if next_best else None,
        "next_cost": round(next_best.whole.cost) if next_best else None,
    }
    return Reason(Stage.CHOOSE, "chosen", Verdict.CHOSEN, facts)


def _promise(view: View, best: Estimate, estimates: tuple[Estimate, ...]) -> Reason:
    """The line about the promise: whether it is kept, and what cheaper way was left for it."""
    left = view.evidence.time_left
    if left is None:
        return _reason("nothing_promised")
    facts: dict[str, Fact] = {
        **_named(best),
        "promise": view.evidence.promise,
        "left": round(left),
        "counted_seconds": round(best.whole.counted),
    }
    work = [
        each
        for each in estimates
        if not each.candidate.blocked and each.candidate.route not in _PUT_OFF
    ]
    if not best.keeps:
        others = any(each.keeps for each in work)
        rule = "promise_late" if left <= 0 else "promise_given_up" if others else "no_way_keeps_it"
        return _reason(rule, **facts)
    cheaper = [each for each in work if not each.keeps and each.whole.cost < best.whole.cost]
    passed = min(cheaper, key=lambda each: each.whole.cost, default=None)
    if passed is None:
        return _reason("keeps_promise", **facts)
    facts |= {
        "passed": passed.candidate.key,
        "passed_name": passed.candidate.name,
        "passed_seconds": round(passed.whole.counted),
        "less": round(best.whole.cost) - round(passed.whole.cost),
        "currency": view.policy.currency,
    }
    return _reason("promise_decides", **facts)


def _named(each: Estimate) -> dict[str, str]:
    """An option by its key and name, as reasons name one."""
    return {"option": each.candidate.key, "name": each.candidate.name}


def _reason(rule: str, **facts: Fact) -> Reason:
    return Reason(Stage.CHOOSE, rule, Verdict.NOTED, facts)
