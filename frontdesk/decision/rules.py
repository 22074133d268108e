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
from frontdesk.rulebook.conditions import Judged
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
    book, passage = view.policy.compiled, view.scene.passage
    sights = book.sights(view.scene)
    reasons: list[Reason] = []
    held: dict[Effect, list[Rule]] = {effect: [] for effect in Effect}
    for effect, ready_rules in book.by_effect.items():
        for ready in ready_rules:
            judged = ready.judge(sights[ready.place], passage)
            line: Reason = judged.line or _line(ready.rule, judged)
            if judged.matched:
                if held[effect] and effect is not Effect.NEVER:
                    line = line._replace(verdict=Verdict.NOTED, facts={**line.facts, "spent": True})
                else:
                    held[effect].append(ready.rule)
            reasons.append(line)
    if not reasons:
        reasons.append(Reason(Stage.RULES, "no_rules", Verdict.NOTED, {}))
    return Ruling(
        must=next(iter(held[Effect.MUST]), None),
        prefer=next(iter(held[Effect.PREFER]), None),
        never=tuple(held[Effect.NEVER]),
        reasons=tuple(reasons),
    )


def _line(rule: Rule, judged: Judged) -> Reason:
    """The receipt's line about a rule, kept with the judgement."""
    verdict = Verdict.HELD if judged.matched else Verdict.FAILED
    line = judged.line = Reason(Stage.RULES, rule.name, verdict, judged.facts)
    return line
