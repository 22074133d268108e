"""A receipt in words, in the reader's language or in English, for people who never saw a policy.

It refuses to decide or to remember: everything it says stands in the decision. Text from outside
that a sentence holds (a subject, a fix's title) is not made safe here: the border to the screen
does that.
"""

from __future__ import annotations

from frontdesk.decision.outcome import Decision, Option, Reason, Stage, Verdict
from frontdesk.decision.ranking import Ranked, ranked_facts
from frontdesk.decision.wanted import Wanted
from frontdesk.decision.wording import wants
from frontdesk.decision.wording.checks import CHECKS, rule_words
from frontdesk.decision.wording.likes import LIKES
from frontdesk.decision.wording.picks import PICKS, pro_and_con
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
    "summary",
    "want_words",
    "why_not",
]


def reason_words(reason: Reason, say: Say = reader) -> str:
    """One line of a receipt as a sentence.

    Args:
        reason: of any stage.
        say: the translator; ``english`` for English whatever is spoken.
    """
    if reason.stage is Stage.RULES and "effect" in reason.facts:
        return rule_words(reason, say)
    sentence = SENTENCES.get(reason.rule)
    if sentence is None:  # of a later version, read back from the store
        return say("{rule}: {verdict}.").format(rule=reason.rule, verdict=reason.verdict)
    return sentence(reason.facts, say)


def option_words(option: Option, decision: Decision | None = None, say: Say = reader) -> str:
    """An option as an instruction: ``Try known fix 31 with the requester: Red light``.

    Args:
        option: what to say.
        decision: the decision that it is of, for the names of fixes, teams and vendors.
        say: the translator.
    """
    known = names(decision) if decision is not None else {}
    login = option.target.assignee or ""
    said = target_words(
        option.route,
        option.target,
        known.get(option.key, ""),
        known.get(f"person:{login}", login),
        say,
    )
    mentor = _mentor(decision, login) if decision is not None and login else ""
    return (
        say("{said} (to learn by it; mentor: {name})").format(said=said, name=mentor)
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


def proposal_words(key: str, say: Say = reader) -> str:
    """What the desk now proposes, by an option's key: ``escalation to network``."""
    return way_words(key, "", say)


def blocked_words(code: str, say: Say = reader) -> str:
    """What a code of ``Option.blocked_by`` means, as a sentence."""
    return block_words(code, say)


def want_words(code: str, say: Say = reader) -> str:
    """What a code of ``missing_for`` means, as a thing that a sentence can list."""
    return wants.want_words(code, say)


def person_words(ranked: Ranked, say: Say = reader) -> str:
    """What speaks for and against a person, on one line, without the name."""
    facts: Facts = {
        "pros": BETWEEN.join(ranked.pros),
        "cons": BETWEEN.join(ranked.cons),
        **ranked_facts(ranked),
    }
    return pro_and_con(facts, say)


def summary(decision: Decision, say: Say = reader) -> str:
    """What is to be done now, in one sentence with its cost and chance."""
    option = decision.chosen
    said = option_words(option, decision, say)
    if option.route in (Route.ASK_REQUESTER, Route.SUPERVISOR):
        return f"{said}."
    return say("{what}: chance {p}, {cost} and {time} expected.").format(
        what=said,
        p=percent(option.p_success),
        cost=str(option.expected_cost),
        time=span(option.expected_seconds, say),
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
    decision: Decision, wanted: Route | Wanted, say: Say = reader, *, remedies: bool = True
) -> tuple[str, ...]:
    """Why another route was not taken, by the receipt alone.

    Args:
        decision: with its receipt.
        wanted: what somebody expected; a bare route: any option of it.
        say: the translator.
        remedies: whether to say what would take the blocks away; not wanted where the smallest
            change is told beside (``counterfactual``).

    Returns:
        A few sentences: rules that did not apply, blocks, promise, cost; a remedy last.
    """
    wanted = wanted if isinstance(wanted, Wanted) else Wanted(wanted)
    if wanted.means(decision.route, decision.target):
        return (say("That is what was chosen: {why}").format(why=summary(decision, say)),)
    route = wanted.route
    options = [each for each in decision.options if wanted.means(each.route, each.target)]
    if not options:
        said = _no_such_option(decision, wanted, say)
    elif not any(option.allowed for option in options):
        said = _all_blocked(decision, options, say, remedies)
    elif route in _LAST_RESORTS:
        said = (*_decided(decision, say), say(_LAST_RESORTS[route]))
    else:
        best = next(each for each in options if each.allowed)
        said = _dearer(decision, best, say, remedies)
    return (*_rules_for(decision, wanted, say), *said)


def _rules_for(decision: Decision, wanted: Wanted, say: Say) -> tuple[str, ...]:
    """The rules that would have led there, each with the predicate that failed and what it saw."""
    return tuple(
        reason_words(reason, say)
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


def _no_such_option(decision: Decision, wanted: Wanted, say: Say) -> tuple[str, ...]:
    route = wanted.route
    others = [option.key for option in decision.options if option.route is route]
    if others:
        none = say("There is no option {wanted}.").format(wanted=wanted)
        return none, say("Of this route there are: {options}.").format(options=", ".join(others))
    if route is Route.HAND_BACK:
        return (say("No lower tier has passed it up, so there is nobody to hand it back to."),)
    if route is Route.ESCALATE:
        return (say("There is no team on a higher tier."),)
    sentence = say("Nothing is known that would get it {way}.")
    return (sentence.format(way=route_words(route, say)),)


def _all_blocked(
    decision: Decision, options: list[Option], say: Say, remedies: bool
) -> tuple[str, ...]:
    """The option with the least against it, and what would lift that."""
    option = min(options, key=lambda each: len(each.blocked_by))
    name = names(decision).get(option.key)
    said = [say("Not allowed: {option}.").format(option=way_words(option.key, name, say))]
    said += [_against(decision, code, say) for code in option.blocked_by]
    if len(options) > 1:
        said.append(say("The same or more stands against the others of this route."))
    if remedies:
        found = (remedy_words(code, say) for code in option.blocked_by)
        said += dict.fromkeys(remedy for remedy in found if remedy)
    return tuple(said)


def _against(decision: Decision, code: str, say: Say) -> str:
    """A block; of a rule what it says itself, with why."""
    for reason in decision.reasons:
        if reason.stage is Stage.RULES and code == f"rule:{reason.rule}":
            return reason_words(reason, say)
    return block_words(code, say)


def _dearer(decision: Decision, option: Option, say: Say, remedies: bool) -> tuple[str, ...]:
    """It was allowed: a rule decided, the policy left no choice, or something else was cheaper."""
    decided = _decided(decision, say)
    said = list(decided)
    chosen = decision.chosen
    if chosen.meets_promise and option.meets_promise is False:
        said += _too_late(decision, option, say)
        decided = tuple(said)
    known = names(decision)
    gap = option.expected_cost.amount - chosen.expected_cost.amount
    if gap > 0:
        sentence = say("{option} is expected to cost {cost}, against {less} of what was chosen.")
        said.append(
            sentence.format(
                option=capital(way_words(option.key, known.get(option.key), say)),
                cost=option.expected_cost,
                less=chosen.expected_cost,
            )
        )
        if remedies and not decided:
            more = amount(gap, option.expected_cost.currency)
            said.append(say("It would be taken if it cost {more} less.").format(more=more))
    return tuple(said) or (say("It costs the same; a fixed order decides between equals."),)


def _too_late(decision: Decision, option: Option, say: Say) -> list[str]:
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
    sentence = say("It would not keep the promise: {counted} against {left} that are left.")
    return [sentence.format(counted=time_left(reckoned, say), left=time_left(facts["left"], say))]


def _decided(decision: Decision, say: Say) -> tuple[str, ...]:
    """What decided other than cost, in words."""
    reasons = (r for r in decision.reasons if r.stage is Stage.CHOOSE and r.rule in _DECIDING)
    return tuple(reason_words(reason, say) for reason in reasons)


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
