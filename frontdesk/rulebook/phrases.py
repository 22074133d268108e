"""Rules in words, for people who look at a policy and not at its file.

It refuses to explain a ticket: a receipt says what a rule saw.
"""

from __future__ import annotations

from collections.abc import Iterator

from frontdesk import codes
from frontdesk.i18n import _
from frontdesk.rulebook.conditions import Condition
from frontdesk.rulebook.rules import Effect, Rule, When
from frontdesk.terms import Route


def effect_words(rule: Rule) -> str:
    """What a rule does to a ticket: ``must be escalated to systems``."""
    way = [_doing(rule.route)]
    if rule.team is not None:
        way.append(_("to {team}").format(team=rule.team))
    if rule.tier is not None:
        moved = rule.route in (Route.ESCALATE, Route.HAND_BACK)
        tier = _("to tier {tier}") if moved else _("at tier {tier}")
        way.append(tier.format(tier=rule.tier))
    if rule.vendor is not None:
        way.append(_("with {vendor}").format(vendor=rule.vendor))
    said = {
        Effect.MUST: _("must {way}"),
        Effect.NEVER: _("never {way}"),
        Effect.PREFER: _("rather {way}"),
    }
    return said[rule.effect].format(way=" ".join(way))


def _doing(route: Route) -> str:
    """What becomes of a ticket by a route, after *must*, *never* and *rather*."""
    return {
        Route.ASSIGN: _("be worked on"),
        Route.QUICK_REQUEST: _("be a quick request"),
        Route.LOCAL_FIX: _("be mended by a known fix"),
        Route.ON_SITE: _("be looked at on the spot"),
        Route.ESCALATE: _("be escalated"),
        Route.HAND_BACK: _("be handed back"),
        Route.SWARM: _("go to a swarm"),
        Route.VENDOR_REPAIR: _("go away for repair"),
        Route.CONTRACTOR_VISIT: _("have a contractor's visit"),
        Route.MAJOR_INCIDENT: _("join a major incident"),
        Route.ASK_REQUESTER: _("go back with a question"),
        Route.SUPERVISOR: _("go to a supervisor"),
    }[route]


def condition_words(when: When) -> str:
    """When a rule matches: ``category security, tier <=2, words hacked or kapad``."""
    return ", ".join(_conditions(when)) or _("always")


def _conditions(when: When) -> Iterator[str]:
    for name, wanted in Condition.of(when).wants.items():
        shown = _(" or ").join(codes.value(name, each) for each in wanted.split(" | "))
        yield f"{codes.field(name.removeprefix('facts.'))} {shown}"
    if when.words is not None:
        yield _("words {words}").format(words=_(" or ").join(when.words))
    if when.without is not None:
        yield _("without {words}").format(words=_(" or ").join(when.without))
    if when.regex is not None:
        yield _("pattern {pattern}").format(pattern=when.regex)
