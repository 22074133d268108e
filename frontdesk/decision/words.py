"""A receipt in words, in the reader's language or in English, for people who never saw a policy.

It refuses to decide or to remember: everything it says stands in the decision. Text from outside
that a sentence holds (a subject, a fix's title) is not made safe here: the border to the screen
does that.
"""

from __future__ import annotations

from frontdesk import amounts
from frontdesk.decision.outcome import Decision, Option, Reason, Stage, Verdict
from frontdesk.decision.pile import Suited
from frontdesk.decision.ranking import Ranked, ranked_facts
from frontdesk.decision.wanted import Wanted
from frontdesk.decision.wording import wants
from frontdesk.decision.wording.checks import CHECKS, rule_words
from frontdesk.decision.wording.likes import LIKES
from frontdesk.decision.wording.picks import PICKS, pro_and_con, suits
from frontdesk.decision.wording.voice import (
    Facts,
    Say,
    amount,
    capital,
    english,
    percent,
    span,
    time_left,
)
from frontdesk.decision.wording.ways import (
    WAYS,
    block_words,
    remedy_words,
    route_words,
    target_words,
    way_words,
)
from frontdesk.i18n import N_
from frontdesk.i18n import _ as reader
from frontdesk.rulebook.conditions import BETWEEN
from frontdesk.rulebook.rules import Effect
from frontdesk.terms import Route

SENTENCES = {**CHECKS, **LIKES, **WAYS, **PICKS}
"""Every code of a reason that is no rule of the policy, with its sentence."""

__all__ = [
    "SENTENCES",
    "blocked_words",
    "english",
    "option_words",
    "person_words",
    "proposal_words",
    "reason_words",
    "suited_words",
    "summary",
    "want_words",
    "why_not",
]


def reason_words(reason: Reason, _: Say = reader) -> str:
    """One line of a receipt as a sentence.

    Args:
        reason: of any stage.
        _: the translator; ``english`` for English whatever is spoken.
    """
    if reason.stage is Stage.RULES and "effect" in reason.facts:
        return rule_words(reason, _)
    sentence = SENTENCES.get(reason.rule)
    if sentence is None:  # of a later version, read back from the store
        return _("{rule}: {verdict}.").format(rule=reason.rule, verdict=reason.verdict)
    return sentence(reason.facts, _)


def option_words(option: Option, decision: Decision | None = None, _: Say = reader) -> str:
    """An option as an instruction: ``Try known fix 31 with the requester: Red light``.

    Args:
        option: what to _.
        decision: the decision that it is of, for the names of fixes, teams and vendors.
        _: the translator.
    """
    known = names(decision) if decision is not None else {}
    login = option.target.assignee or ""
    said = target_words(
        option.route,
        option.target,
        known.get(option.key, ""),
        known.get(f"person:{login}", login),
        _,
    )
    mentor = _mentor(decision, login) if decision is not None and login else ""
    return (
        _("{said} (to learn by it; mentor: {name})").format(said=said, name=mentor)
        if mentor
        else said
    )


def _mentor(decision: Decision, login: str) -> str:
    """The name of who teaches somebody that gets the ticket to learn by it; empty: nobody does."""
    for reason in decision.reasons:
        facts = reason.facts
        if reason.rule == "person" and facts.get("person") == login:
            learns = "learns" in str(facts["pros"]).split(BETWEEN)
            return str(facts.get("mentor_name") or "") if learns else ""
    return ""


def proposal_words(key: str, _: Say = reader) -> str:
    """What the desk now proposes, by an option's key: ``escalation to network``."""
    return way_words(key, "", _)


def blocked_words(code: str, _: Say = reader) -> str:
    """What a code of ``Option.blocked_by`` means, as a sentence."""
    return block_words(code, _)


def want_words(code: str, _: Say = reader) -> str:
    """What a code of ``missing_for`` means, as a thing that a sentence can list."""
    return wants.want_words(code, _)


def person_words(ranked: Ranked, _: Say = reader) -> str:
    """What speaks for and against a person, on one line, without the name."""
    facts: Facts = {
        "pros": BETWEEN.join(ranked.pros),
        "cons": BETWEEN.join(ranked.cons),
        **ranked_facts(ranked),
    }
    return pro_and_con(facts, _)


def suited_words(found: Suited, _: Say = reader) -> str:
    """What speaks for and against giving somebody some tickets, without the name."""
    return suits(found, _)


def summary(decision: Decision, _: Say = reader) -> str:
    """What is to be done now, in one sentence with its cost and chance."""
    option = decision.chosen
    said = option_words(option, decision, _)
    if option.route in (Route.ASK_REQUESTER, Route.SUPERVISOR):
        return f"{said}."
    return _("{what}: chance {p}, {cost} and {time} expected.").format(
        what=said,
        p=percent(option.p_success),
        cost=amounts.money(option.expected_cost, say=_),
        time=span(option.expected_seconds, _),
    )


def names(decision: Decision) -> dict[str, str]:
    """The names of fixes, teams and vendors by their options' keys, of people by theirs."""
    known: dict[str, str] = {}
    for reason in decision.reasons:
        facts = reason.facts
        if reason.stage is Stage.OPTIONS and facts.get("name"):
            known[str(facts["option"])] = str(facts["name"])
        elif reason.stage is Stage.MATCH and facts.get("person") and facts.get("name"):
            known[f"person:{facts['person']}"] = str(facts["name"])
    return known


def why_not(
    decision: Decision, wanted: Route | Wanted, _: Say = reader, *, remedies: bool = True
) -> tuple[str, ...]:
    """Why another route was not taken, by the receipt alone.

    Args:
        decision: with its receipt.
        wanted: what somebody expected; a bare route: any option of it.
        _: the translator.
        remedies: whether to _ what would take the blocks away; not wanted where the smallest
            change is told beside (``counterfactual``).

    Returns:
        A few sentences: rules that did not apply, blocks, promise, cost; a remedy last.
    """
    wanted = wanted if isinstance(wanted, Wanted) else Wanted(wanted)
    if wanted.means(decision.route, decision.target):
        return (_("That is what was chosen: {why}").format(why=summary(decision, _)),)
    route = wanted.route
    options = [each for each in decision.options if wanted.means(each.route, each.target)]
    if not options:
        said = _no_such_option(decision, wanted, _)
    elif not any(option.allowed for option in options):
        said = _all_blocked(decision, options, _, remedies)
    elif route in _LAST_RESORTS:
        said = (*_decided(decision, _), _(_LAST_RESORTS[route]))
    else:
        best = next(each for each in options if each.allowed)
        said = _dearer(decision, best, _, remedies)
    return (*_rules_for(decision, wanted, _), *said)


def _rules_for(decision: Decision, wanted: Wanted, _: Say) -> tuple[str, ...]:
    """The rules that would have led there, each with the predicate that failed and what it saw."""
    return tuple(
        reason_words(reason, _)
        for reason in decision.reasons
        if reason.stage is Stage.RULES
        and reason.verdict is Verdict.FAILED
        and reason.facts.get("effect") != Effect.NEVER
        and _leads_to(reason.facts, wanted)
    )


def _leads_to(f: Facts, wanted: Wanted) -> bool:
    """Whether a rule wants this route, and no other target of it than this one."""
    targets = [str(f[name]) for name in ("team", "vendor", "tier") if f.get(name)]
    return f.get("route") == wanted.route and (
        not wanted.which or not targets or wanted.which in targets
    )


def _no_such_option(decision: Decision, wanted: Wanted, _: Say) -> tuple[str, ...]:
    route = wanted.route
    others = [option.key for option in decision.options if option.route is route]
    if others:
        none = _("There is no option {wanted}.").format(wanted=wanted)
        return none, _("Of this route there are: {options}.").format(options=", ".join(others))
    if route is Route.HAND_BACK:
        return (_("No lower tier has passed it up, so there is nobody to hand it back to."),)
    if route is Route.ESCALATE:
        return (_("There is no team on a higher tier."),)
    sentence = _("Nothing is known that would get it {way}.")
    return (sentence.format(way=route_words(route, _)),)


def _all_blocked(
    decision: Decision, options: list[Option], _: Say, remedies: bool
) -> tuple[str, ...]:
    """The option with the least against it, and what would lift that."""
    option = min(options, key=lambda each: len(each.blocked_by))
    name = names(decision).get(option.key)
    said = [_("Not allowed: {option}.").format(option=way_words(option.key, name, _))]
    said += [_against(decision, code, _) for code in option.blocked_by]
    if len(options) > 1:
        said.append(_("The same or more stands against the others of this route."))
    if remedies:
        found = (remedy_words(code, _) for code in option.blocked_by)
        said += dict.fromkeys(remedy for remedy in found if remedy)
    return tuple(said)


def _against(decision: Decision, code: str, _: Say) -> str:
    """A block; of a rule what it says itself, with why."""
    for reason in decision.reasons:
        if reason.stage is Stage.RULES and code == f"rule:{reason.rule}":
            return reason_words(reason, _)
    return block_words(code, _)


def _dearer(decision: Decision, option: Option, _: Say, remedies: bool) -> tuple[str, ...]:
    """It was allowed: a rule decided, the policy left no choice, or something else was cheaper."""
    decided = _decided(decision, _)
    said = list(decided)
    chosen = decision.chosen
    if chosen.meets_promise and option.meets_promise is False:
        said += _too_late(decision, option, _)
        decided = tuple(said)
    known = names(decision)
    gap = option.expected_cost.amount - chosen.expected_cost.amount
    if gap > 0:
        sentence = _("{option} is expected to cost {cost}, against {less} of what was chosen.")
        said.append(
            sentence.format(
                option=capital(way_words(option.key, known.get(option.key), _)),
                cost=option.expected_cost,
                less=chosen.expected_cost,
            )
        )
        if remedies and not decided:
            more = amount(gap, option.expected_cost.currency, _)
            said.append(_("It would be taken if it cost {more} less.").format(more=more))
    return tuple(said) or (_("It costs the same; a fixed order decides between equals."),)


def _too_late(decision: Decision, option: Option, _: Say) -> list[str]:
    """That it would not keep the promise which the chosen one keeps, and what is left of it."""
    facts = next(
        (r.facts for r in decision.reasons if r.stage is Stage.CHOOSE and "left" in r.facts), None
    )
    reckoned = next(
        (
            r.facts.get("counted_seconds")
            for r in decision.reasons
            if r.rule == "estimate" and r.facts.get("option") == option.key
        ),
        None,
    )
    if facts is None or reckoned is None:
        return []
    sentence = _("It would not keep the promise: {counted} against {left} that are left.")
    return [sentence.format(counted=time_left(reckoned, _), left=time_left(facts["left"], _))]


def _decided(decision: Decision, _: Say) -> tuple[str, ...]:
    """What decided other than cost, in words."""
    reasons = (r for r in decision.reasons if r.stage is Stage.CHOOSE and r.rule in _DECIDING)
    return tuple(reason_words(reason, _) for reason in reasons)


_LAST_RESORTS = {
    Route.ASK_REQUESTER: N_("The requester is asked when too little is known to begin."),
    Route.SUPERVISOR: N_("A supervisor is asked when nothing else is allowed."),
}
_DECIDING = frozenset(
    {
        "must_followed",
        "ask_first",
        "hop_budget_spent",
        "nothing_allowed",
        "preferred",
        "diagnose_first",
    }
)
