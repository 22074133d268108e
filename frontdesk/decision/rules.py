"""Stage 3: the rules of the policy, each with what its predicates saw.

``must`` and ``prefer``: the first that matches counts. ``never``: all that match. Every rule is
run to its end, also after one has matched, so that the receipt shows what nearly happened. It
refuses to know options: it says what is wished and what is forbidden.
"""

from __future__ import annotations

from dataclasses import dataclass

from frontdesk.decision.outcome import Reason, Stage, Target, Verdict
from frontdesk.decision.view import View
from frontdesk.policy import Effect, Rule
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
    scene = view.scene
    reasons: list[Reason] = []
    held: dict[Effect, list[Rule]] = {effect: [] for effect in Effect}
    for effect, ready_rules in view.policy.compiled.by_effect.items():
        for ready in ready_rules:
            matched, facts = ready.judge(scene)
            if not matched:
                reasons.append(Reason(Stage.RULES, ready.rule.name, Verdict.FAILED, facts))
            elif held[effect] and effect is not Effect.NEVER:
                idle = {**facts, "spent": True}
                reasons.append(Reason(Stage.RULES, ready.rule.name, Verdict.NOTED, idle))
            else:
                held[effect].append(ready.rule)
                reasons.append(Reason(Stage.RULES, ready.rule.name, Verdict.HELD, facts))
    if not reasons:
        reasons.append(Reason(Stage.RULES, "no_rules", Verdict.NOTED, {}))
    return Ruling(
        must=next(iter(held[Effect.MUST]), None),
        prefer=next(iter(held[Effect.PREFER]), None),
        never=tuple(held[Effect.NEVER]),
        reasons=tuple(reasons),
    )
