"""Rules in words, for people who look at a policy and not at its file.

It refuses to explain a ticket: a receipt says what a rule saw.
"""

from __future__ import annotations

from collections.abc import Iterator

from frontdesk.i18n import _
from frontdesk.rulebook.conditions import Condition
from frontdesk.rulebook.rules import Effect, Rule, When


def effect_words(rule: Rule) -> str:
    """What a rule does: ``must escalate to systems``."""
    way = [rule.route.value.replace("_", " ")]
    if rule.team is not None:
        way.append(_("to {team}").format(team=rule.team))
    if rule.tier is not None:
        way.append(_("on tier {tier}").format(tier=rule.tier))
    if rule.vendor is not None:
        way.append(_("with {vendor}").format(vendor=rule.vendor))
    said = {
        Effect.MUST: _("must {way}"),
        Effect.NEVER: _("never {way}"),
        Effect.PREFER: _("rather {way}"),
    }
    return said[rule.effect].format(way=" ".join(way))


def condition_words(when: When) -> str:
    """When a rule matches: ``category security, tier <=2, words hacked or kapad``."""
    return ", ".join(_conditions(when)) or _("always")


def _conditions(when: When) -> Iterator[str]:
    for name, wanted in Condition.of(when).wants.items():
        shown = wanted.replace(" | ", _(" or "))
        yield f"{name.removeprefix('facts.').replace('_', ' ')} {shown}"
    if when.words is not None:
        yield _("words {words}").format(words=_(" or ").join(when.words))
    if when.without is not None:
        yield _("without {words}").format(words=_(" or ").join(when.without))
    if when.regex is not None:
        yield _("pattern {pattern}").format(pattern=when.regex)
