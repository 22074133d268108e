"""The last two stages in words: the choice and the person."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from frontdesk import codes
from frontdesk.decision.pile import Said, Suited
from frontdesk.decision.wording.voice import Facts, Say, amount, capital, percent, span, time_left
from frontdesk.decision.wording.ways import block_words, route_words, way_words
from frontdesk.rulebook.conditions import BETWEEN


def _way(f: Facts, _: Say) -> str:
    return way_words(str(f["option"]), f.get("name"), _)


def _chosen(f: Facts, _: Say) -> str:
    said = _("Chosen: {option}. Expected: {cost} and {time}; confidence {confidence}.").format(
        option=_way(f, _),
        cost=amount(f["expected_cost"], f["currency"], _),
        time=span(f["expected_seconds"], _),
        confidence=percent(f["confidence"]),
    )
    if f.get("next"):
        said += " " + _("Next best: {option}, {cost}.").format(
            option=way_words(str(f["next"]), f.get("next_name"), _),
            cost=amount(f["next_cost"], f["currency"], _),
        )
    return said


_NOTHING = 30.0
"""Seconds of a promise's time that are none: all of the work is in states that pause it."""


def _counted(f: Facts, _: Say) -> str:
    if float(str(f["counted_seconds"])) < _NOTHING:
        left = time_left(f["left"], _)
        return _("its time stands still meanwhile, {left} are left").format(left=left)
    return _("{counted} of the {left} that are left").format(
        counted=time_left(f["counted_seconds"], _), left=time_left(f["left"], _)
    )


def _promise_decides(f: Facts, _: Say) -> str:
    return _(
        "It keeps the promise “{promise}”: {counted}. {passed} would cost {less} less, but takes "
        "{seconds}."
    ).format(
        promise=f["promise"],
        counted=_counted(f, _),
        passed=capital(way_words(str(f["passed"]), f.get("passed_name"), _)),
        less=amount(f["less"], f["currency"], _),
        seconds=time_left(f["passed_seconds"], _),
    )


def _learned(f: Facts, _: Say) -> str:
    """Who resolved what was like it, with the words and fields that said so."""
    said = _("Tickets like this were resolved by {name} (tier {tier}) in {share} of cases").format(
        name=f["name"], tier=f["tier"], share=percent(f["share"])
    )
    others = [f"{f[f'name_{n}']} {percent(f[f'share_{n}'])}" for n in (2, 3) if f.get(f"name_{n}")]
    if others:
        said += _(", {others}").format(others=", ".join(others))
    said += "."
    if f.get("pros"):
        said += " " + _("For it: {words}.").format(words=_listed(f["pros"], _))
    if f.get("cons"):
        said += " " + _("Against it: {words}.").format(words=_listed(f["cons"], _))
    if f.get("trained_under"):
        under = str(f["trained_under"])[:8]
        said += " " + _("The model was trained under another policy ({hash}).").format(hash=under)
    return said


def _listed(words: object, _: Say) -> str:
    return ", ".join(grounds(words, _))


def grounds(fact: object, _: Say) -> tuple[str, ...]:
    """Words and fields that spoke, as they are read: ``site poznan``, not ``site=poznan``."""
    return tuple(_ground(each, _) for each in str(fact or "").split(BETWEEN) if each)


def _ground(each: str, _: Say) -> str:
    name, equals, said = each.partition("=")
    return f"{codes.field(name, _)} {codes.value(name, said, _)}" if equals else each


def _offered(f: Facts, _: Say) -> str:
    if "least_tickets" in f:
        return _(
            "{said} It is only said: {tickets} resolved tickets have taught it, "
            "and from {least} on it counts."
        ).format(said=_learned(f, _), tickets=f["tickets"], least=f["least_tickets"])
    return _("{said} Below {least} it is only said, and does not count.").format(
        said=_learned(f, _), least=percent(f["least"])
    )


def _ask_first(f: Facts, _: Say) -> str:
    why = " ".join(block_words(code, _) for code in str(f["missing"]).split(BETWEEN))
    return _("The requester is asked first. {why}").format(why=why)


def _person(f: Facts, _: Say) -> str:
    pros = [_pro(code, f, _) for code in str(f["pros"]).split(BETWEEN) if code]
    cons = [_con(code, f, _) for code in str(f["cons"]).split(BETWEEN) if code]
    said = str(f["name"])
    if pros:
        said += _(": {pros}").format(pros=", ".join(pros))
    if cons:
        said += _("; but {cons}").format(cons=", ".join(cons))
    return said + "."


def pro_and_con(f: Facts, _: Say) -> str:
    """What speaks for and against a person, without the name."""
    return _person({**f, "name": ""}, _).removeprefix(": ").removeprefix("; ").removesuffix(".")


def suits(found: Suited, _: Say) -> str:
    """What speaks for and against giving somebody some tickets, and for how many of them."""
    pros = [_of(each, _pro(each.code, each.facts, _), found.of) for each in found.pros]
    cons = [_of(each, _con(each.code, each.facts, _), found.of) for each in found.cons]
    if found.of > 1:
        pros.insert(0, _("fits {n} of {of}").format(n=found.fits, of=found.of))
    said = ", ".join(pros)
    return said + _("; but {cons}").format(cons=", ".join(cons)) if cons else said


def _of(each: Said, words: str, of: int) -> str:
    return words if each.tickets == of else f"{words} ({each.tickets})"


def _pro(code: str, f: Facts, _: Say) -> str:
    return {
        "on_shift": _("on shift"),
        "authority": _("may decide it"),
        "skill": _("knows {skills}") if f.get("skills") else _("knows {skill} at {level} of 5"),
        "room": _("{load} of {capacity} tickets"),
        "language": _("speaks the language"),
        "knew": _("has helped them before"),
        "stands_in": _("stands in for {instead_of_name}"),
        "learns": _("wants to learn {skills}")
        if f.get("skills")
        else _("wants to learn {skill} and gets it for that; mentor: {mentor_name}"),
        "wishes": _("wants to learn {skills}")
        if f.get("skills")
        else _("wants to learn {skill}; mentor: {mentor_name}")
        if f.get("mentor_name")
        else _("wants to learn {skill}; no mentor is there"),
    }[code].format(**f)


def _con(code: str, f: Facts, _: Say) -> str:
    return {
        "declined": _("has declined it"),
        "not_an_agent": _("leads and does not take tickets by itself"),
        "off_shift": _("not on shift"),
        "away": _("away until {away_until}; {stand_in_name} stands in")
        if f.get("stand_in_name")
        else _("away until {away_until}; nobody stands in"),
        "no_roster": _("no roster is kept"),
        "far_below": _("decides up to {authority} of 5, so this is far below them"),
        "too_little_authority": _("decides up to {authority} of 5 only"),
        "no_skill": _("does not know {skills} well enough")
        if f.get("skills")
        else _("does not know {skill} well enough"),
        "full": _("has {load} of {capacity} tickets already"),
        "overfull": _("would hold {after} of {capacity}"),
        "language": _("does not speak the language"),
        "shift_ends": _("{shift_minutes} min of the shift are left, {work_minutes} min are likely"),
    }[code].format(**f)


PICKS: Mapping[str, Callable[[Facts, Say], str]] = {
    "nothing_learned": lambda _f, _: _("No resolved ticket has taught anything yet."),
    "learned_counts": _learned,
    "learned_offers": _offered,
    "must_followed": lambda f, _: _("The rule “{by}” decides: {option}.").format(
        by=f["by"], option=_way(f, _)
    ),
    "must_not_possible": lambda f, _: _(
        "The rule “{by}” wants it {way}, but that is not allowed or not possible here."
    ).format(by=f["by"], way=route_words(str(f["route"]), _)),
    "ask_first": _ask_first,
    "hop_budget_spent": lambda f, _: _(
        "It has been moved between teams {hops} times of {budget}, so it is not passed on once "
        "more: somebody above the teams decides."
    ).format(hops=f["hops"], budget=f["budget"]),
    "pair_budget_spent": lambda f, _: _(
        "{option} would be one more move between the same two teams than the {budget} that the "
        "policy allows, so that it is not passed to and fro: somebody above both decides."
    ).format(option=capital(_way(f, _)), budget=f["budget"]),
    "nothing_allowed": lambda f, _: _(
        "Nothing that could be done is allowed: a supervisor decides."
    ),
    "preferred": lambda f, _: _(
        "Of nearly the same cost, the rule “{by}” prefers {option}."
    ).format(by=f["by"], option=_way(f, _)),
    "diagnose_first": lambda f, _: _(
        "Nothing stands out enough ({option}: {confidence}, at least {least} is wanted), "
        "so somebody looks into it first."
    ).format(option=_way(f, _), confidence=percent(f["confidence"]), least=percent(f["least"])),
    # Of receipts that were written before promises were reckoned with.
    "no_promises": lambda f, _: _("Promised times are not reckoned with by this version."),
    "nothing_promised": lambda f, _: _("No time is promised for its resolution."),
    "keeps_promise": lambda f, _: _("It keeps the promise “{promise}”: {counted}.").format(
        promise=f["promise"], counted=_counted(f, _)
    ),
    "promise_decides": _promise_decides,
    "promise_given_up": lambda f, _: _(
        "It does not keep the promise “{promise}”, though another way would: {counted}."
    ).format(promise=f["promise"], counted=_counted(f, _)),
    "no_way_keeps_it": lambda f, _: _(
        "Nothing that is allowed keeps the promise “{promise}”, so the cheapest counts: {counted}."
    ).format(promise=f["promise"], counted=_counted(f, _)),
    "promise_late": lambda f, _: _(
        "The promise “{promise}” is late by {late} already, so the cheapest counts."
    ).format(promise=f["promise"], late=time_left(-int(str(f["left"])), _)),
    "chosen": _chosen,
    "person": _person,
    "nobody_fits": lambda f, _: _(
        "Nobody of {team} can be picked without asking; the team's queue has it."
    ).format(team=f["team_name"] or _("this tier")),
    "queue_receives": lambda f, _: _("It goes to the queue of {team}.").format(
        team=f["team_name"] or _("this tier")
    ),
    "kept_by": lambda f, _: _("{person} keeps it.").format(person=f["person"]),
    "supervisor_found": lambda f, _: _("{name} leads and decides.").format(name=f["name"]),
    "no_supervisor": lambda f, _: _(
        "No supervisor is on shift; it stays in the queue of {team}."
    ).format(team=f["team_name"] or _("this tier")),
}
