"""A decision's receipt in words: what is to be done, what else could be, and every reason.

``in_words`` puts a decision into words (in a thread: it imports what the words need);
``option_ways`` and ``reasons_content`` lay them out for ``ReceiptSheet``. It refuses to remember:
what it says stands in the decision.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from frontdesk import amounts
from frontdesk.i18n import N_, _
from frontdesk.terms import Money
from frontdesk.text import safe
from frontdesk.widgets.ways import Way
from frontdesk.widgets.wrapping import wrap

if TYPE_CHECKING:
    from frontdesk.decision.outcome import Decision, Option, Reason

STAGES = {
    "choose": N_("what was chosen"),
    "match": N_("who"),
    "rules": N_("the desk's rules"),
    "validate": N_("is it in order"),
    "outbreak": N_("part of something larger"),
    "options": N_("what could be done"),
    "estimate": N_("what it would cost"),
}
"""The stages of a decision, what is looked for first before what is looked for last."""
MARKS = {"held": "✓", "chosen": "▸", "failed": "·", "blocked": "✕", "noted": "·", "unknown": "?"}


@dataclass(frozen=True, slots=True)
class OptionLine:
    """One option: what it is, how likely it helps, what it costs, what stands against it.

    Attributes:
        key: by which it is named. ``gap``: what it costs more than the chosen one.
        late: whether it would not keep the promise.
    """

    words: str
    chance: str
    cost: str
    against: str
    chosen: bool
    key: str = ""
    gap: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """One reason: its stage, its verdict and a sentence."""

    stage: str
    verdict: str
    words: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """A decision in words.

    Attributes:
        summary: what is to be done, in a sentence; ``route`` without its figures.
        options: the chosen one first, the blocked ones last.
        reasons: in their order, without those that the options say already.
        decided: the sentences of what decided: rules that held, how it was chosen.
        why: what says most, in a few words each: figures, what decided, the next best.
        foot: by which policy, when.
    """

    summary: str
    route: str
    options: tuple[OptionLine, ...]
    reasons: tuple[ReasonLine, ...]
    decided: tuple[str, ...]
    why: tuple[str, ...]
    foot: str


SAID_BY_OPTIONS = frozenset({"option_allowed", "option_blocked"})
SAID_BY_ROUTE = frozenset({"chosen", "no_promises", "nothing_promised", "keeps_promise"})
ONLY_SAID = frozenset({"nothing_learned", "learned_offers"})
"""What stands on the receipt, and decided nothing."""
WHOLE_ONLY = frozenset({"pros", "cons", "name_2", "name_3", "trained_under"})
"""Facts of what was learned that a summary leaves out."""


def in_words(decision: Decision) -> Receipt:
    """The decision in the reader's language."""
    from frontdesk.decision.glance import foot_words
    from frontdesk.decision.words import blocked_words, option_words, reason_words, summary

    options = tuple(
        OptionLine(
            option_words(option, decision),
            "" if not option.allowed else amounts.percent(option.p_success),
            "" if not option.allowed else amounts.money(option.expected_cost),
            " ".join(blocked_words(code) for code in option.blocked_by),
            at == 0,
            option.key,
            "" if at == 0 or not option.allowed else _gap(decision, option),
            option.meets_promise is False,
        )
        for at, option in enumerate(decision.options)
    )
    told = [each for each in decision.reasons if each.rule not in SAID_BY_OPTIONS]
    order, first = list(STAGES), {"chosen": 0, "held": 1, "failed": 3}
    # Within a stage what was chosen and what held; the rules that did not apply are many.
    told.sort(key=lambda each: (order.index(each.stage), first.get(each.verdict, 2)))
    reasons = tuple(
        ReasonLine(each.stage.value, each.verdict.value, reason_words(each)) for each in told
    )
    decided = decided_words(decision)
    why = (*_figures(options), *decided, *_next_best(options))
    return Receipt(
        summary(decision), options[0].words, options, reasons, decided, why, foot_words(decision)
    )


def _gap(decision: Decision, option: Option) -> str:
    """What an option costs more than the chosen one, with its sign; without the currency."""
    own, chosen = option.expected_cost, decision.chosen.expected_cost
    more = own.amount - chosen.amount
    figure = amounts.money(Money(abs(more), own.currency)).removesuffix(f" {own.currency}")
    return f"{'+' if more >= 0 else '−'}{figure}"


def decided_words(decision: Decision, but: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """What decided: the rules that held, and how it was chosen where that was not by cost.

    Args:
        but: reasons that are told elsewhere, by their rule.
    """
    from frontdesk.decision.words import reason_words

    return tuple(
        reason_words(_brief(each))
        for each in decision.reasons
        if (each.stage.value == "rules" and each.verdict.value == "held")
        or (each.stage.value == "choose" and each.rule not in SAID_BY_ROUTE | ONLY_SAID | but)
    )


def _brief(reason: Reason) -> Reason:
    """A reason without what only the whole receipt tells: the teams after the first, the words."""
    facts = {name: fact for name, fact in reason.facts.items() if name not in WHOLE_ONLY}
    return reason._replace(facts=facts) if reason.rule == "learned_counts" else reason


def _figures(options: tuple[OptionLine, ...]) -> list[str]:
    chosen = options[0]
    return [f"{chosen.chance}, {chosen.cost}"] if chosen.cost else []


def _next_best(options: tuple[OptionLine, ...]) -> list[str]:
    second = next((each for each in options[1:] if each.cost), None)
    if second is None:
        return []
    return [
        _("else {option}: {chance}, {cost}").format(
            option=second.words[:1].lower() + second.words[1:],
            chance=second.chance,
            cost=second.cost,
        )
    ]


def option_ways(receipt: Receipt) -> list[Way]:
    """The options as lines that can be chosen: chance, cost, and the gap to the chosen one."""
    return [
        Way(each.words, each.key, note=each.against, mark="✕")
        if each.against
        else Way(
            each.words,
            each.key,
            note=_("too late") if each.late else "",
            right=f"{each.chance:>4} {each.cost:>12} {each.gap:>9}",
            strong=each.chosen,
        )
        for each in receipt.options
    ]


def hung(mark: str, words: str, cells: int, style: str = "") -> Content:
    """A sentence behind its mark, its further lines below its first word."""
    first, *rest = wrap(safe(words), max(20, cells - len(mark)))
    lines = [Content.assemble((mark, "$accent"), (first, style))]
    lines += [Content.styled(" " * len(mark) + each, style) for each in rest]
    return Content("\n").join(lines)


def reasons_content(receipt: Receipt, cells: int) -> Content:
    """Every reason, stage by stage, and by what it was decided; laid out for a width."""
    lines: list[Content] = []
    stage = ""
    for reason in receipt.reasons:
        if reason.stage != stage:
            stage = reason.stage
            lines += [Content(""), Content.styled(_(STAGES.get(stage, stage)), "bold $primary")]
        mark = MARKS.get(reason.verdict, "·")
        quiet = reason.verdict in ("failed", "unknown", "noted")
        lines.append(hung(f"  {mark} ", reason.words, cells, "$quiet" if quiet else ""))
    lines += [Content(""), Content.styled(safe(receipt.foot), "$quiet")]
    return Content("\n").join(lines[1:])
