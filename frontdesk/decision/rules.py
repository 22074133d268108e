"""Stage 3: the rules of the policy, each with what its predicates saw.

``must`` and ``prefer``: the first that matches counts. ``never``: all that match. Every rule is
run to its end, also after one has matched, so that the receipt shows what nearly happened. It
refuses to know options: it says what is wished and what is forbidden.
"""

from __future__ import annotations

from dataclasses import dataclass

from frontdesk.decision.outcome import BETWEEN, Reason, Stage, Target, Verdict
from frontdesk.decision.view import View
from frontdesk.policy import Effect, Rule
from frontdesk.rulebook.conditions import Condition
from frontdesk.terms import Route


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the rules came to."""

    must: Rule | None
    prefer: Rule | None
    never: tuple[Rule, ...]
    reasons: tuple[Reason, ...]

    def wishing(self, route: Route, target: Target) -> tuple[Rule, ...]:
        """The rules that count and want this very route and target."""
        both = (self.must, self.prefer)
        return tuple(rule for rule in both if rule is not None and names(rule, route, target))


def names(rule: Rule, route: Route, target: Target) -> bool:
    """Whether the rule's route and target include this one."""
    return (
        rule.route is route
        and rule.tier in (None, target.tier)
        and rule.team in (None, target.team)
        and rule.vendor in (None, target.vendor)
    )


def rule_on(view: View) -> Ruling:
    """Runs every rule of the policy on the case."""
    book = view.policy.compiled.by_effect
    reasons: list[Reason] = []
    held: dict[Effect, list[Rule]] = {effect: [] for effect in Effect}
    for effect in (Effect.MUST, Effect.NEVER, Effect.PREFER):
        for rule, condition in book[effect]:
            spent = effect is not Effect.NEVER and bool(held[effect])
            reason = _run(view, rule, condition, spent=spent)
            reasons.append(reason)
            if reason.verdict is Verdict.HELD:
                held[effect].append(rule)
    if not reasons:
        reasons.append(Reason(Stage.RULES, "no_rules", Verdict.NOTED, {}))
    return Ruling(
        must=next(iter(held[Effect.MUST]), None),
        prefer=next(iter(held[Effect.PREFER]), None),
        never=tuple(held[Effect.NEVER]),
        reasons=tuple(reasons),
    )


def _run(view: View, rule: Rule, condition: Condition, *, spent: bool) -> Reason:
    """One rule's line. ``spent``: an earlier one of its kind has matched, so this one is idle."""
    facts, failed = condition.check(view.values, view.passage)
    facts["effect"] = rule.effect.value
    facts["route"] = rule.route.value
    if failed:
        facts["failed"] = BETWEEN.join(failed)
        facts["wants"] = condition.wants(failed[0])
        return Reason(Stage.RULES, rule.name, Verdict.FAILED, facts)
    for name, value in (("tier", rule.tier), ("team", rule.team), ("vendor", rule.vendor)):
        if value is not None:
            facts[name] = value
    if rule.because:
        facts["because"] = rule.because
    if spent:
        facts["spent"] = True
    return Reason(Stage.RULES, rule.name, Verdict.NOTED if spent else Verdict.HELD, facts)
