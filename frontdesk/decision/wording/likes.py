"""Tickets that are alike, in words: such ones nearby, and resolved ones with why."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from frontdesk import amounts
from frontdesk.decision.wording.voice import Facts, Say, percent
from frontdesk.i18n import plural
from frontdesk.rulebook.conditions import BETWEEN

Sentence = Callable[[Facts, Say], str]


def lasted(seconds: object, _: Say) -> str:
    """A time on the wall, roughly: ``6 min``, ``3 h``, ``9 days``."""
    minutes = float(str(seconds)) / 60
    if minutes < 90:
        return _("{n} min").format(n=round(minutes))
    hours = minutes / 60
    if hours < 48:
        return _("{n} h").format(n=round(hours))
    return plural("{n} day", "{n} days", round(hours / 24), _)


def shared(facts: Facts, _: Say) -> str:
    """Why a ticket is like another: ``badge, reader; same model``."""
    words = str(facts.get("words") or "").replace(BETWEEN, ", ")
    same = {
        "same_model": _("same model"),
        "same_site": _("same site"),
        "same_category": _("same category"),
    }
    fields = ", ".join(said for name, said in same.items() if facts.get(name))
    return "; ".join(each for each in (words, fields) if each)


def ended(facts: Facts, _: Say) -> str:
    """How a ticket ended: ``Network (tier 2), 3 h, fix 31``; empty when nothing is known."""
    said = []
    if facts.get("team"):
        team = _("{team} (tier {tier})")
        said.append(team.format(team=facts.get("name") or facts["team"], tier=facts.get("tier")))
    if facts.get("seconds") is not None:
        said.append(lasted(facts["seconds"], _))
    if facts.get("fix") is not None:
        said.append(_("fix {fix}").format(fix=facts["fix"]))
    return ", ".join(said)


def ended_short(facts: Facts, _: Say) -> str:
    """The same in a few cells: ``L2 3 h fix 31``."""
    said = [f"L{facts['tier']}"] if facts.get("tier") is not None else []
    if facts.get("seconds") is not None:
        said.append(lasted(facts["seconds"], _))
    if facts.get("fix") is not None:
        said.append(_("fix {fix}").format(fix=facts["fix"]))
    return " ".join(said)


def _alike(f: Facts, _: Say) -> str:
    said = _("Ticket {number}, “{subject}”, is {like} alike ({why}).").format(
        number=f["number"], subject=f["subject"], like=percent(f["likeness"]), why=shared(f, _)
    )
    end = ended(f, _)
    return said + " " + _("Resolved: {end}.").format(end=end) if end else said


def _seen(f: Facts, _: Say) -> str:
    numbers = str(f["numbers"]).replace(BETWEEN, ", ")
    said = _("Like it at {site} in the last {hours} h: {count}, usually {usual}.").format(
        site=f["site"],
        hours=amounts.plain(float(str(f["hours"])), say=_),
        count=f["count"],
        usual=amounts.plain(float(str(f["usual"])), say=_),
    )
    return said + " " + _("Tickets {numbers}.").format(numbers=numbers) if numbers else said


LIKES: Mapping[str, Sentence] = {
    "alike": _alike,
    "none_alike": lambda _f, _: _("No resolved ticket is like it."),
    "outbreak_no_site": lambda _f, _: _(
        "Nobody said where it is, so nobody looked whether it belongs to something larger."
    ),
    "outbreak_none": lambda f, _: _("Nothing like it at {site} in the last {hours} h.").format(
        site=f["site"], hours=amounts.plain(float(str(f["hours"])), say=_)
    ),
    "outbreak_few": _seen,
    "outbreak_seen": lambda f, _: _seen(f, _) + " " + _("It may belong to something larger."),
}
