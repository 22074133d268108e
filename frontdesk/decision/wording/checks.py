"""The first stages in words: validation and rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from frontdesk import codes
from frontdesk.decision.outcome import Reason, Verdict
from frontdesk.decision.wording.voice import Facts, Say, percent
from frontdesk.decision.wording.ways import route_words
from frontdesk.rulebook.conditions import BETWEEN

Sentence = Callable[[Facts, Say], str]


def _duplicate(f: Facts, _: Say) -> str:
    return _(
        "Look first: ticket {number}, “{subject}”, of the same requester is {like} alike."
    ).format(number=f["number"], subject=f["subject"], like=percent(f["likeness"]))


def _not_entitled(f: Facts, _: Say) -> str:
    if f.get("why") == "inactive":
        return _("The requester is no longer served: the register says inactive.")
    return _("The requester's plan does not cover support now.")


def _foreign(f: Facts, _: Say) -> str:
    said = _(
        "The policy has no category {category}, so it counts as of ordinary complexity."
    ).format(category=f["category"])
    near = f.get("nearest")
    return said + " " + _("Nearest: {nearest}.").format(nearest=near) if near else said


def _seen(f: Facts, _: Say) -> str:
    known = [
        f"{fact_words(name, _)} {value_words(name, value, _)}"
        for name, value in f.items()
        if value is not None
    ]
    return _("Seen: {facts}.").format(facts=", ".join(known))


def fact_words(name: str, _: Say) -> str:
    """The name of a value that predicates look at, as it is read."""
    return codes.field(name, _)


def value_words(name: str, value: object, _: Say) -> str:
    """A value that predicates look at, as it is read."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return _("none") if value is None else codes.value(name, value, _)


def _complexity(f: Facts, _: Say) -> str:
    """The complexity with its addends: ``3 of 5 (2 for what it is about, +1 since …)``."""
    said = {
        "category": _("{n} for what it is about"),
        "none": _("{n} for want of a category"),
        "equipment": _("{n} for such equipment"),
        "wide": _("{n} since a whole site or everyone is hit"),
        "reopened": _("{n} since it came back"),
        "tries": _("{n} since known fixes have failed"),
        "alike": _("{n} since tier {tier} resolved most of the tickets like it"),
        "learned": _("{n} since tier {tier} surely resolves such tickets"),
    }
    parts = []
    for code, sentence in said.items():
        grades = f.get(f"adds.{code}")
        if grades is not None:
            number = str(grades) if code in ("category", "none") else f"{grades:+}"
            parts.append(sentence.format(n=number, tier=f.get("tier")))
    reckoned = _("Its complexity is reckoned to be {complexity} of 5").format(
        complexity=f["complexity"]
    )
    if parts:
        reckoned += f" ({', '.join(parts)})"
    return reckoned + _("; this tier handles up to {authority}.").format(authority=f["authority"])


CHECKS: Mapping[str, Sentence] = {
    "seen": _seen,
    "requester_unknown": lambda f, _: _("Nobody knows who asked; work goes on all the same."),
    "requester_registered": lambda f, _: _("The requester is registered."),
    "requester_unregistered": lambda f, _: _("The requester is not in the register."),
    "entitled": lambda f, _: _("The requester is entitled to support."),
    "not_entitled": _not_entitled,
    "enough_said": lambda f, _: _("Enough is said to begin."),
    "too_little_said": lambda f, _: _("Too little is said to know what it is about."),
    "no_duplicate": lambda f, _: _("No open ticket of the requester is alike."),
    "possible_duplicate": _duplicate,
    "category_known": lambda f, _: _("It is about: {label}.").format(label=f["label"]),
    "category_guessed": lambda f, _: _("By its words it is about: {label}.").format(
        label=f["label"]
    ),
    "category_missing": lambda f, _: _("Nothing says what kind of matter it is."),
    "category_foreign": _foreign,
    "complexity_judged": lambda f, _: _(
        "Somebody judged its complexity to be {complexity} of 5."
    ).format(complexity=f["complexity"]),
    "complexity_estimated": _complexity,
    "tier_foreign": lambda f, _: _("The ladder has no tier {tier}; taken for tier {taken}.").format(
        tier=f["tier"], taken=f["taken"]
    ),
    "no_rules": lambda f, _: _("The policy has no rules."),
}


def rule_words(reason: Reason, _: Say) -> str:
    """A rule of the policy: whether it matched, and what it wanted and saw."""
    f = reason.facts
    if reason.verdict is Verdict.FAILED:
        return _failed(reason, _)
    sentence = {
        "must": _("The rule “{rule}” applies: it must be {way}."),
        "never": _("The rule “{rule}” applies: never {way}."),
        "prefer": _("The rule “{rule}” applies: rather {way}."),
    }[str(f["effect"])]
    if f.get("spent"):
        sentence = _("The rule “{rule}” applies too ({way}), but an earlier one has decided.")
    said = sentence.format(rule=reason.rule, way=_way(f, _))
    return f"{said} {f['because']}" if f.get("because") else said


def _failed(reason: Reason, _: Say) -> str:
    f = reason.facts
    first = str(f["failed"]).split(BETWEEN)[0]
    saw, wants = f.get(f"saw.{first}"), f.get("wants")
    if first in ("words", "regex"):
        said = _("The rule “{rule}” does not apply: none of its words stands in the text.")
    elif first == "without":
        said = _("The rule “{rule}” does not apply: “{saw}” stands in the text.")
    elif saw is None:
        said = _("The rule “{rule}” does not apply: it wants {name} {wants}, and none is known.")
    else:
        said = _("The rule “{rule}” does not apply: it wants {name} {wants}, and this is {shown}.")
    shown = value_words(first, saw, _)
    name = fact_words(first.removeprefix("facts."), _)
    wants = _(" or ").join(codes.value(first, each, _) for each in str(wants).split(" | "))
    return said.format(rule=reason.rule, saw=saw, shown=shown, name=name, wants=wants)


def _way(f: Facts, _: Say) -> str:
    """A route with the target that a rule names."""
    parts = [route_words(str(f["route"]), _)]
    if f.get("team"):
        parts.append(_("to {team}").format(team=f["team"]))
    elif f.get("tier"):
        parts.append(_("on tier {tier}").format(tier=f["tier"]))
    if f.get("vendor"):
        parts.append(_("to {vendor}").format(vendor=f["vendor"]))
    return " ".join(parts)
