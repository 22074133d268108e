"""A decision's receipt for reading: what is to be done, what else could be, and every reason.

``in_words`` puts a decision into words (in a thread: it imports what the words need);
``receipt_content`` lays them out, ``ReceiptSheet`` shows them over a screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from frontdesk.i18n import N_, _
from frontdesk.text import cut, pad, safe
from frontdesk.widgets.reading_sheet import ReadingSheet

if TYPE_CHECKING:
    from frontdesk.decision.outcome import Decision

STAGES = {
    "validate": N_("is it in order"),
    "outbreak": N_("part of something larger"),
    "rules": N_("the desk's rules"),
    "options": N_("what could be done"),
    "estimate": N_("what it would cost"),
    "choose": N_("what was chosen"),
    "match": N_("who"),
}
MARKS = {"held": "✓", "chosen": "▸", "failed": "·", "blocked": "✕", "noted": "·", "unknown": "?"}


@dataclass(frozen=True, slots=True)
class OptionLine:
    """One option: what it is, how likely it helps, what it costs, what stands against it."""

    words: str
    chance: str
    cost: str
    against: str
    chosen: bool


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


def in_words(decision: Decision) -> Receipt:
    """The decision in the reader's language."""
    from frontdesk.decision.words import blocked_words, option_words, reason_words, summary

    options = tuple(
        OptionLine(
            option_words(option, decision),
            "" if not option.allowed else f"{option.p_success:.0%}",
            "" if not option.allowed else str(option.expected_cost),
            " ".join(blocked_words(code) for code in option.blocked_by),
            at == 0,
        )
        for at, option in enumerate(decision.options)
    )
    told = [each for each in decision.reasons if each.rule not in SAID_BY_OPTIONS]
    # What each option was reckoned to cost is the longest part, and looked for last.
    told.sort(key=lambda each: each.stage.value == "estimate")
    reasons = tuple(
        ReasonLine(each.stage.value, each.verdict.value, reason_words(each)) for each in told
    )
    decided = decided_words(decision)
    foot = _("policy {policy} · {at}").format(
        policy=decision.policy[:8], at=f"{decision.decided_at:%Y-%m-%d %H:%M} UTC"
    )
    why = (*_figures(options), *decided, *_next_best(options))
    return Receipt(summary(decision), options[0].words, options, reasons, decided, why, foot)


def decided_words(decision: Decision) -> tuple[str, ...]:
    """What decided: the rules that held, and how it was chosen where that was not by cost."""
    from frontdesk.decision.words import reason_words

    return tuple(
        reason_words(each)
        for each in decision.reasons
        if (each.stage.value == "rules" and each.verdict.value == "held")
        or (each.stage.value == "choose" and each.rule not in SAID_BY_ROUTE | ONLY_SAID)
    )


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


def receipt_content(receipt: Receipt, wide: int) -> Content:
    """The receipt laid out for a width: summary, options in columns, reasons by stage."""
    lines = [Content.assemble(("▸ ", "$accent"), (safe(receipt.summary), "bold")), Content("")]
    lines += [_option(each, wide) for each in receipt.options]
    stage = ""
    for reason in receipt.reasons:
        if reason.stage != stage:
            stage = reason.stage
            lines += [Content(""), Content.styled(_(STAGES.get(stage, stage)), "bold $primary")]
        mark = MARKS.get(reason.verdict, "·")
        quiet = reason.verdict in ("failed", "unknown", "noted")
        words = (safe(reason.words), "$quiet" if quiet else "")
        lines.append(Content.assemble((f"  {mark} ", "$accent"), words))
    lines += [Content(""), Content.styled(safe(receipt.foot), "$quiet")]
    return Content("\n").join(lines)


def _option(option: OptionLine, wide: int) -> Content:
    figures = f" {option.chance:>4} {option.cost:>12}"
    room = max(20, wide - len(figures) - 4)
    name = pad(cut(safe(option.words), room), room)
    if option.against:
        text = cut(safe(f"{option.words} — {option.against}"), wide - 4)
        return Content.assemble("  ✕ ", (text, "$quiet"))
    style = "bold" if option.chosen else ""
    return Content.assemble((("▸ " if option.chosen else "  ") + "  ", "$accent"), (name, style),
                            (figures, style or "$quiet"))  # fmt: skip


class ReceiptSheet(ReadingSheet):
    """The receipt over a screen."""

    LEAVES = "e,q"

    def __init__(self, title: str, receipt: Receipt) -> None:
        super().__init__(title)
        self._receipt = receipt

    def reading(self, wide: int) -> Content:
        """The receipt."""
        return receipt_content(self._receipt, wide)
