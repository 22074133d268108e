"""What is odd about the rules of a policy: what never matches, never counts, goes in circles.

It refuses to warn of what only may be odd: every sentence names a rule that does nothing, or does
not do what it says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping

from frontdesk.i18n import _
from frontdesk.rulebook import implication
from frontdesk.rulebook.book import Policy
from frontdesk.rulebook.rules import Effect, Rule, When
from frontdesk.rulebook.values import Compare
from frontdesk.terms import Route

_ENDLESS = 10**9
_MOVES = (Route.ASSIGN, Route.ESCALATE, Route.HAND_BACK)


class Review:
    """The rules of a policy, looked at in their order.

    Args:
        policy: whose rules.
        levels: the tiers of teams, as far as they are known for certain.
    """

    def __init__(self, policy: Policy, levels: Mapping[str, int]) -> None:
        self._rules = policy.rules
        self._top = len(policy.tiers)
        self._levels = levels
        self._shelves: defaultdict[Hashable, implication.Shelf] = defaultdict(implication.Shelf)
        self._idle = {
            index for index, rule in enumerate(policy.rules) if self.impossible(rule.when)
        }
        for index, rule in enumerate(policy.rules):
            if index not in self._idle:
                self._shelves[_kind(rule)].put(index, rule.when)

    def of(self, index: int) -> Iterator[str]:
        """What is odd about a rule, without saying which; nothing for a sound one."""
        rule = self._rules[index]
        if why := self.impossible(rule.when):
            yield _("can never match: {why}").format(why=why)
            return
        if earlier := self._shadow(index):
            said = _("can never count: {earlier} matches whenever it does")
            yield said.format(earlier=earlier.name)
            return
        if rule.effect is Effect.NEVER:
            return
        if never := self._forbidding(rule):
            said = _("can never be followed: {never} forbids it whenever it matches")
            yield said.format(never=never.name)
        elif why := self._unreachable(rule):
            yield _("can never be followed: {why}").format(why=why)
        if rule.effect is Effect.PREFER and (must := self._overruling(rule)):
            said = _("hardly ever counts: {must} decides first whenever it matches")
            yield said.format(must=must.name)

    def impossible(self, when: When) -> str:
        """Why a condition can never hold; empty when it can."""
        ranges = {"tier": (1, self._top), "complexity": (1, 5)}
        ranges |= dict.fromkeys(("hops", "reopened", "tries"), (0, _ENDLESS))
        for name, span in ranges.items():
            wanted: Compare | None = getattr(when, name)
            if wanted is not None and not range(*_bounds(wanted, span)):
                return _("{name} is never {wanted}").format(name=name, wanted=wanted)
        needs_equipment = when.asset_type or when.vendor or when.under_warranty is not None
        if when.has_equipment is False and needs_equipment:
            return _("without equipment there is no type, vendor or warranty")
        if implication.contradicts_itself(when):
            return _("every word that it wants is one that it must be without")
        if not self._from(when):
            return _("no team that it wants is on that tier")
        return ""

    def _from(self, when: When) -> set[int]:
        """The tiers that a ticket may be on when the condition holds."""
        low, end = _bounds(when.tier or Compare(None, None), (1, self._top))
        tiers = set(range(low, end))
        known = [self._levels.get(team) for team in when.team or ()]
        return tiers if None in known or not known else tiers & set(known)

    def _shadow(self, index: int) -> Rule | None:
        """The earlier rule because of which this one changes nothing."""
        rule = self._rules[index]
        for other in self._shelves[_kind(rule)].wider(rule.when):
            earlier = self._rules[other]
            if other >= index:
                break
            # Nevers add up: a later one is idle only where it blocks nothing new.
            if rule.effect is Effect.NEVER and not _covers(earlier, rule):
                continue
            if implication.implied(rule.when, earlier.when):
                return earlier
        return None

    def _forbidding(self, rule: Rule) -> Rule | None:
        """The rule that always forbids what this one wants."""
        for other in self._shelves[Effect.NEVER, rule.route].wider(rule.when):
            never = self._rules[other]
            if _covers(never, rule) and implication.implied(rule.when, never.when):
                return never
        return None

    def _overruling(self, rule: Rule) -> Rule | None:
        """The *must* rule that always decides before this preference."""
        for other in self._shelves[Effect.MUST, None].wider(rule.when):
            if implication.implied(rule.when, self._rules[other].when):
                return self._rules[other]
        return None

    def _unreachable(self, rule: Rule) -> str:
        """Why the target lies the wrong way from every tier that the rule matches on."""
        level = self._target(rule)
        if level is None:
            return ""
        tiers = self._from(rule.when)
        reached = {
            Route.ESCALATE: any(tier < level for tier in tiers),
            Route.HAND_BACK: any(tier > level for tier in tiers),
            Route.ASSIGN: level in tiers,
        }
        if reached.get(rule.route, True):
            return ""
        said = {
            Route.ESCALATE: _("tier {level} is not above where it matches"),
            Route.HAND_BACK: _("tier {level} is not below where it matches"),
            Route.ASSIGN: _("tier {level} is not where it matches"),
        }
        return said[rule.route].format(level=level)

    def _target(self, rule: Rule) -> int | None:
        return rule.tier or self._levels.get(rule.team or "")

    def circles(self) -> Iterator[tuple[int, int]]:
        """Pairs of *must* rules that send a ticket to and fro between them."""
        ways: defaultdict[Route, list[int]] = defaultdict(list)
        for index, rule in enumerate(self._rules):
            if rule.effect is Effect.MUST and rule.route in _MOVES and index not in self._idle:
                ways[rule.route].append(index)
        for one in ways[Route.ESCALATE]:
            for other in ways[Route.HAND_BACK]:
                if self._to_and_fro(one, other):
                    yield min(one, other), max(one, other)
        sideways = [index for index in ways[Route.ASSIGN] if self._rules[index].team]
        for place, one in enumerate(sideways):
            for other in sideways[place + 1 :]:
                if self._rules[one].team != self._rules[other].team and self._to_and_fro(
                    one, other
                ):
                    yield one, other

    def _to_and_fro(self, one: int, other: int) -> bool:
        first, second = self._rules[one], self._rules[other]
        if not (self._applies_after(second, first) and self._applies_after(first, second)):
            return False
        # Where it is changes on the way; what else they ask must be able to hold for both.
        elsewhere = {"team": None, "tier": None}
        stays, goes = (r.when.model_copy(update=elsewhere) for r in (first, second))
        return not implication.excluded(stays, goes)

    def _applies_after(self, rule: Rule, sender: Rule) -> bool:
        """Whether a rule that names where it applies may match where another has sent a ticket."""
        when = rule.when
        there, own = self._target(sender), self._target(rule)
        if when.team is None and when.tier is None:
            # An escalation goes up and a hand-back down: that much is said without a word.
            if there is None or own is None:
                return False
            below, above = rule.route is Route.ESCALATE, rule.route is Route.HAND_BACK
            return there < own if below else there > own if above else there == own
        if when.team is not None and sender.team is not None and sender.team not in when.team:
            return False
        return there is None or there in self._from(when)


def _kind(rule: Rule) -> tuple[Effect, Route | None]:
    """Among which rules one is looked for that makes it idle."""
    return rule.effect, rule.route if rule.effect is Effect.NEVER else None


def _covers(never: Rule, rule: Rule) -> bool:
    """Whether what a *never* rule names includes what another names."""
    return (
        never.route is rule.route
        and never.tier in (None, rule.tier)
        and never.team in (None, rule.team)
        and never.vendor in (None, rule.vendor)
    )


def _bounds(wanted: Compare, span: tuple[int, int]) -> tuple[int, int]:
    """The part of a span that a comparison leaves: its beginning, and what comes after its end."""
    low, high = span
    least = low if wanted.low is None else max(low, wanted.low)
    most = high if wanted.high is None else min(high, wanted.high)
    return least, most + 1
