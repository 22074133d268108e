"""A decision at a glance: the way, its cost, the promise; and who resolved tickets like it.

For places that show what would be decided while something is being chosen or typed. It refuses to
give reasons: ``words`` does.
"""

from __future__ import annotations

from dataclasses import dataclass

from frontdesk import amounts, dates
from frontdesk.decision.outcome import Decision, Reason, Stage
from frontdesk.decision.wording.checks import fact_words, value_words
from frontdesk.decision.wording.picks import grounds
from frontdesk.decision.wording.voice import Facts, Say, percent
from frontdesk.decision.words import option_words, reason_words
from frontdesk.i18n import _ as reader

PROMISE = frozenset(
    {
        "nothing_promised", "keeps_promise", "promise_decides", "promise_given_up",
        "no_way_keeps_it", "promise_late",
    }
)  # fmt: skip
"""Lines of a receipt that _ what becomes of the promised resolution; one of them is there."""
LEARNED = frozenset({"learned_counts", "learned_offers"})


@dataclass(frozen=True, slots=True)
class Glance:
    """What would be done, what it is expected to cost, what becomes of the promise.

    Attributes:
        keeps: whether the promise would be kept; ``None`` where nothing is promised.
    """

    way: str
    cost: str
    promise: str
    keeps: bool | None


@dataclass(frozen=True, slots=True)
class Offers:
    """Who resolved tickets like this one.

    Attributes:
        shares: team, and how often, the likeliest first; at most three.
        pros, cons: words and fields that spoke for and against the first.
        unsure: why it does not count in the decision, when it is not sure enough by the policy, or
            too few tickets have taught; empty: it counts.
    """

    shares: tuple[tuple[str, str], ...]
    pros: tuple[str, ...]
    cons: tuple[str, ...]
    unsure: str


def glance(decision: Decision, _: Say = reader) -> Glance:
    """The decision in three short texts."""
    chosen = decision.chosen
    return Glance(
        option_words(chosen, decision, _),
        amounts.money(chosen.expected_cost, say=_),
        promise_words(decision, _),
        chosen.meets_promise,
    )


def promise_words(decision: Decision, _: Say = reader) -> str:
    """What becomes of the promise, in a sentence; empty for a receipt that says nothing of it."""
    line = next((each for each in decision.reasons if _is(each, PROMISE)), None)
    return "" if line is None else reason_words(line, _)


def offers(decision: Decision, _: Say = reader) -> Offers | None:
    """Who resolved tickets like this one; ``None`` where nothing has been learned."""
    line = next((each for each in decision.reasons if _is(each, LEARNED)), None)
    if line is None:
        return None
    facts = line.facts
    shares = [(facts["name"], facts["share"])]
    shares += [(facts[f"name_{n}"], facts[f"share_{n}"]) for n in (2, 3) if f"name_{n}" in facts]
    return Offers(
        shares=tuple((str(name), percent(share)) for name, share in shares),
        pros=grounds(facts.get("pros"), _),
        cons=grounds(facts.get("cons"), _),
        unsure="" if line.rule == "learned_counts" else _unsure(facts, _),
    )


def _unsure(facts: Facts, _: Say) -> str:
    if "least_tickets" in facts:
        return _("{n} of {least} resolved tickets have taught: only said").format(
            n=facts["tickets"], least=facts["least_tickets"]
        )
    return _("below {least}: only said").format(least=percent(facts["least"]))


def foot_words(decision: Decision, _: Say = reader) -> str:
    """By which policy and model it was decided, in short hashes, and when."""
    parts = [_("policy {policy}").format(policy=decision.policy[:8])]
    if decision.model is not None:
        parts.append(_("model {model}").format(model=decision.model[:8]))
    return " · ".join((*parts, f"{dates.written(decision.decided_at, dates.MOMENT, _)} UTC"))


def changed_since(before: Decision, after: Decision, _: Say = reader) -> str:
    """What was seen differently by a later decision about the same ticket; empty: nothing.

    Receipts that were written before these values were kept _ nothing.
    """
    was, now = _seen(before), _seen(after)
    changed = [
        _("{fact} {now} instead of {was}").format(
            fact=fact_words(name, _),
            now=value_words(name, now[name], _),
            was=value_words(name, was[name], _),
        )
        for name in now
        if name in was and now[name] != was[name]
    ]
    if not changed:
        return ""
    return _("Since the decision before: {changes}.").format(changes=", ".join(changed))


def _seen(decision: Decision) -> Facts:
    return next((each.facts for each in decision.reasons if each.rule == "seen"), {})


def _is(reason: Reason, rules: frozenset[str]) -> bool:
    return reason.stage is Stage.CHOOSE and reason.rule in rules
