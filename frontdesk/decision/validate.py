"""Stage 1: may this be worked on, and is enough said to work on it?

It refuses to turn anybody away: what is missing is asked for, and a person can override it.
What was taken up already is not sent back to the start, because somebody has talked with them.
"""

from __future__ import annotations

from frontdesk.decision.outcome import Fact, Reason, Stage, Verdict
from frontdesk.decision.view import View
from frontdesk.terms import Status

UNKNOWN_REQUESTER = "unknown"
"""The shipped entry of the register that stands in for nobody in particular; entitled."""


def validate(view: View) -> tuple[tuple[Reason, ...], tuple[str, ...]]:
    """The receipt's lines of this stage, and the codes of what stands in the way of all work."""
    reasons = [
        _requester(view),
        _entitled(view),
        _enough(view),
        *_duplicates(view),
        *_category(view),
        _complexity(view),
        *_ladder(view),
        _seen(view),
    ]
    blocks = tuple(reason.rule for reason in reasons if reason.verdict is Verdict.FAILED)
    return tuple(reasons), blocks


SEEN = (
    "category", "kind", "channel", "status", "priority", "impact", "urgency", "requester_kind",
    "plan", "language", "site", "team", "asset_type", "vendor", "under_warranty", "complexity",
    "tier", "hops", "reopened", "tries",
)  # fmt: skip
"""Values of a case that its receipt names, as the policy calls them; no text, nobody's name."""


def _seen(view: View) -> Reason:
    """What the case was, so that two receipts can be compared."""
    values = view.scene.values
    return Reason(Stage.VALIDATE, "seen", Verdict.NOTED, {name: values[name] for name in SEEN})


def _is_new(view: View) -> bool:
    return view.case.status is Status.NEW and not view.case.tried and view.case.tier == 1


def _requester(view: View) -> Reason:
    caller = view.evidence.caller
    if caller.code == UNKNOWN_REQUESTER:
        return _reason("requester_unknown", Verdict.NOTED)
    if caller.known:
        return _reason("requester_registered", Verdict.HELD, requester=caller.code)
    verdict = Verdict.FAILED if _is_new(view) else Verdict.NOTED
    return _reason("requester_unregistered", verdict, requester=caller.code)


def _entitled(view: View) -> Reason:
    caller = view.evidence.caller
    if caller.entitled:
        return _reason("entitled", Verdict.HELD, plan=caller.plan)
    verdict = Verdict.FAILED if _is_new(view) else Verdict.NOTED
    return _reason("not_entitled", verdict, plan=caller.plan, why=caller.why_not)


def _enough(view: View) -> Reason:
    words = len(view.passage.words)
    wanted = view.policy.validation.min_words
    telling = view.category is not None or view.case.equipment is not None
    if words >= wanted or (words and telling):
        return _reason("enough_said", Verdict.HELD, words=words)
    verdict = Verdict.FAILED if _is_new(view) else Verdict.NOTED
    return _reason("too_little_said", verdict, words=words, wanted=wanted)


def _duplicates(view: View) -> list[Reason]:
    likeness = view.policy.validation.duplicate_likeness
    equals = [each for each in view.evidence.similar_open if each.number != view.case.number]
    like = sorted(
        (each for each in equals if each.likeness >= likeness),
        key=lambda each: (-each.likeness, each.number),
    )
    if not like:
        return [_reason("no_duplicate", Verdict.HELD, open=len(equals))]
    return [
        _reason(
            "possible_duplicate",
            Verdict.NOTED,
            number=each.number,
            subject=each.subject,
            likeness=round(each.likeness, 2),
        )
        for each in like[:3]
    ]


def _category(view: View) -> list[Reason]:
    category, case = view.category, view.case
    if category is not None:
        rule = "category_guessed" if view.guessed else "category_known"
        verdict = Verdict.NOTED if view.guessed else Verdict.HELD
        return [_reason(rule, verdict, category=category.code, label=category.label)]
    if case.category is None:
        return [_reason("category_missing", Verdict.NOTED)]
    near = view.policy.nearest_category(case.category)
    return [
        _reason(
            "category_foreign",
            Verdict.NOTED,
            category=case.category,
            nearest=near.code if near else None,
        )
    ]


def _complexity(view: View) -> Reason:
    facts: dict[str, Fact] = {"complexity": view.complexity, "authority": view.tier.authority}
    if view.judged:
        return _reason("complexity_judged", Verdict.NOTED, **facts)
    for each in view.addends:
        facts[f"adds.{each.code}"] = each.grades
        if each.tier is not None:
            facts["tier"] = each.tier
    return _reason("complexity_estimated", Verdict.NOTED, **facts)


def _ladder(view: View) -> list[Reason]:
    if view.tier.level == view.case.tier:
        return []
    return [_reason("tier_foreign", Verdict.NOTED, tier=view.case.tier, taken=view.tier.level)]


def _reason(rule: str, verdict: Verdict, **facts: str | int | float | bool | None) -> Reason:
    return Reason(Stage.VALIDATE, rule, verdict, facts)
