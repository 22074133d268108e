"""A change of facts in words: what would have to be different, as a thing and not as a wish."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from frontdesk import codes
from frontdesk.decision.changes import Change
from frontdesk.decision.counterfactual import Search
from frontdesk.decision.wording.voice import Say
from frontdesk.i18n import plural

_Said: TypeAlias = Callable[[Change, Say], str]


def change_words(change: Change, _: Say) -> str:
    """A change without a full stop: ``urgency high instead of normal``."""
    field, _colon, rest = change.field.partition(":")
    if field == "fix":
        number, _colon, what = rest.partition(":")
        return _record(change, number, what, _)
    if field == "team" and rest:
        return _("somebody works in {team}").format(team=change.name)
    return _FIELDS[field](change, _)


def search_words(search: Search, _: Say, summary: str = "") -> tuple[str, ...]:
    """What a search came to, in sentences about the ticket as it stands now.

    Args:
        summary: of the decision that was found, in words.
    """
    found = search.found
    if found is None:
        none = _("As it stands now, no change of one or two facts that was tried would choose it.")
        if search.whole:
            return (none,)
        more = plural(
            "There are more than could be tried ({n} decision was made).",
            "There are more than could be tried ({n} decisions were made).",
            search.decisions,
            _,
        )
        return none, more
    if not found.changes:
        return (_("As it stands now, that is what would be chosen: {then}").format(then=summary),)
    changes = _(", and ").join(change_words(each, _) for each in found.changes)
    said = _("As it stands now, the smallest change that would choose it: {changes}.")
    return said.format(changes=changes), _("Then: {then}").format(then=summary)


def _instead(said: str, change: Change, _: Say) -> str:
    """A value with the one that it replaces."""
    to = change.name or codes.value(change.field, change.to, _)
    if change.was in (None, ""):
        return said.format(to=to)
    was = codes.value(change.field, change.was, _)
    return _("{said} instead of {was}").format(said=said.format(to=to), was=was)


def _asset(change: Change, _: Say) -> str:
    if change.to is None:
        return _("no equipment named, instead of {was}").format(was=change.was)
    named = _instead(_("the equipment {tag}").format(tag=change.to), change, _)
    return f"{named} ({change.name})" if change.name else named


def _tried(change: Change, _: Say) -> str:
    return _("known fix {fix}, “{name}”, tried without success").format(
        fix=change.to, name=change.name
    )


def _record(change: Change, fix: str, what: str, _: Say) -> str:
    more = round(float(change.to or 0) - float(change.was or 0))
    if what == "worked":
        said = plural(
            "known fix {fix}, “{name}”, worked {n} time more",
            "known fix {fix}, “{name}”, worked {n} times more", more, _,
        )  # fmt: skip
    elif what == "failed":
        said = plural(
            "known fix {fix}, “{name}”, failed {n} time more",
            "known fix {fix}, “{name}”, failed {n} times more", more, _,
        )  # fmt: skip
    else:
        said = _("the symptoms of known fix {fix}, “{name}”, closer to what is said")
    return said.format(fix=fix, name=change.name)


_FIELDS: Mapping[str, _Said] = {
    "impact": lambda c, _: _instead(_("impact {to}"), c, _),
    "urgency": lambda c, _: _instead(_("urgency {to}"), c, _),
    "complexity": lambda c, _: _instead(_("complexity {to}"), c, _),
    "category": lambda c, _: _instead(_("the category {to}"), c, _),
    "kind": lambda c, _: _instead(_("the kind {to}"), c, _),
    "channel": lambda c, _: _instead(_("the channel {to}"), c, _),
    "site": lambda c, _: _instead(_("the place {to}"), c, _),
    "plan": lambda c, _: _instead(_("the plan {to}"), c, _),
    "words": lambda c, _: _("“{word}” among the words").format(word=c.to),
    "asset": _asset,
    "tried": _tried,
    "team": lambda c, _: _instead(_("in the queue of {to}"), c, _),
    "registered": lambda _c, _: _("the requester in the register"),
    "entitled": lambda c, _: (
        _("the requester's plan covers support") if c.to else _("support not covered by the plan")
    ),
    "under_warranty": lambda c, _: (
        _("the equipment under warranty or contract")
        if c.to
        else _("the equipment without warranty or contract")
    ),
    "in_repair": lambda _c, _: _("the equipment back from repair"),
}
