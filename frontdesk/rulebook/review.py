"""What is odd in a policy that can be used: said before it is adopted, never afterwards.

It refuses to change anything and to know the register; who has one passes its team codes in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from frontdesk.i18n import _
from frontdesk.rulebook.book import Policy
from frontdesk.rulebook.promise_review import about_time
from frontdesk.rulebook.rules import Effect, Rule, When
from frontdesk.rulebook.values import Compare
from frontdesk.terms import Route
from frontdesk.text import fold, nearest

BUILT = frozenset(
    {
        Route.ASSIGN,
        Route.LOCAL_FIX,
        Route.ESCALATE,
        Route.HAND_BACK,
        Route.VENDOR_REPAIR,
        Route.ASK_REQUESTER,
        Route.SUPERVISOR,
    }
)
"""The routes that this version can take."""


def warnings(policy: Policy, teams: Mapping[str, int] | None = None) -> tuple[str, ...]:
    """What is odd, one sentence each, in the order of the file; empty for a sound policy.

    Args:
        policy: what to look at.
        teams: the register's teams with their tiers, where there is a register to compare with.
    """
    found = [*_ladder(policy), *_categories(policy), *_rules(policy), *about_time(policy)]
    if teams is not None:
        found.extend(_against(policy, teams))
    return tuple(found)


def missing_teams(policy: Policy, teams: Iterable[str]) -> tuple[str, ...]:
    """The team codes that the policy names and a register lacks, each once, in the file's order."""
    known = set(teams)
    named = [team for category in policy.categories for team in category.teams]
    named += [rule.team for rule in policy.rules if rule.team is not None]
    named += [team for calendar in policy.calendars for team in calendar.teams]
    named += [team for promise in policy.promises for team in promise.team or ()]
    return tuple(dict.fromkeys(team for team in named if team not in known))


def _ladder(policy: Policy) -> Iterator[str]:
    for index, (below, above) in enumerate(zip(policy.tiers, policy.tiers[1:], strict=False), 1):
        if policy.cost(above.cost) < policy.cost(below.cost):
            yield _(
                "tiers[{index}]: tier {above} ({name}) costs less than tier {below} below it: "
                "{less} against {more}"
            ).format(
                index=index,
                above=above.level,
                name=above.name,
                below=below.level,
                less=policy.cost(above.cost),
                more=policy.cost(below.cost),
            )
        if above.authority < below.authority:
            yield _(
                "tiers[{index}]: tier {above} ({name}) has less authority than tier {below} below"
            ).format(index=index, above=above.level, name=above.name, below=below.level)
    estimates = policy.estimates
    if estimates.min_likeness >= estimates.good_likeness:
        yield _(
            "estimates.min_likeness: is not below good_likeness, so that a fix has either its "
            "whole chance or none"
        )


def _categories(policy: Policy) -> Iterator[str]:
    top = max(tier.authority for tier in policy.tiers)
    speaks: dict[str, str] = {}
    for index, category in enumerate(policy.categories):
        where = f"categories[{index}] ({category.code})"
        if category.complexity > top:
            yield _("{where}: complexity {complexity} is above the authority of every tier").format(
                where=where, complexity=category.complexity
            )
        if len(set(category.teams)) < len(category.teams):
            yield _("{where}: names a team twice").format(where=where)
        for word in map(fold, category.words or ()):
            if word in speaks:
                yield _("{where}: the word {word!r} already speaks for {other}").format(
                    where=where, word=word, other=speaks[word]
                )
            speaks.setdefault(word, category.code)


def _against(policy: Policy, teams: Mapping[str, int]) -> Iterator[str]:
    for index, category in enumerate(policy.categories):
        tiers: dict[int, str] = {}
        for team in category.teams:
            tier = teams.get(team)
            if tier is None:
                continue
            where = f"categories[{index}] ({category.code})"
            if tier > len(policy.tiers):
                yield _("{where}: team {team} is on tier {tier}, above the ladder").format(
                    where=where, team=team, tier=tier
                )
            elif tier in tiers:
                yield _("{where}: {first} and {team} are both on tier {tier}").format(
                    where=where, first=tiers[tier], team=team, tier=tier
                )
            tiers.setdefault(tier, team)
    for index, rule in enumerate(policy.rules):
        tier = teams.get(rule.team) if rule.team is not None else None
        if tier is not None and rule.tier not in (None, tier):
            yield _("rules[{index}] ({name}): team {team} is not on tier {tier}").format(
                index=index, name=rule.name, team=rule.team, tier=rule.tier
            )


def _rules(policy: Policy) -> Iterator[str]:
    for index, rule in enumerate(policy.rules):
        where = f"rules[{index}] ({rule.name})"
        why = _impossible(rule.when, policy)
        if why:
            yield _("{where}: can never match: {why}").format(where=where, why=why)
            continue
        if rule.route not in BUILT:
            yield _("{where}: this version cannot take the route {route} yet").format(
                where=where, route=rule.route
            )
        for earlier in policy.rules[:index]:
            if _shadows(earlier, rule):
                yield _("{where}: can never count: {earlier} matches whenever it does").format(
                    where=where, earlier=earlier.name
                )
                break
        yield from _unknown_categories(where, rule.when, policy)


def _unknown_categories(where: str, when: When, policy: Policy) -> Iterator[str]:
    """Imports bring categories that no policy knows, so a rule may name one; it may be a slip."""
    for code in when.category or ():
        if policy.category(code) is None:
            near = nearest(code, [category.code for category in policy.categories], 1)
            hint = _("; did you mean {near}?").format(near=near[0]) if near else ""
            yield (
                _("{where}: the policy has no category {code}").format(where=where, code=code)
                + hint
            )


def _impossible(when: When, policy: Policy) -> str:
    """Why a condition can never hold; empty when it can."""
    ranges = {"tier": (1, len(policy.tiers)), "complexity": (1, 5)}
    ranges |= {"hops": (0, 10**9), "reopened": (0, 10**9), "tries": (0, 10**9)}
    for name, (low, high) in ranges.items():
        wanted: Compare | None = getattr(when, name)
        if wanted is None:
            continue
        least = max(low, low if wanted.low is None else wanted.low)
        most = min(high, high if wanted.high is None else wanted.high)
        if least > most:
            return _("{name} is never {wanted}").format(name=name, wanted=wanted)
    needs_equipment = when.asset_type or when.vendor or when.under_warranty is not None
    if when.has_equipment is False and needs_equipment:
        return _("without equipment there is no type, vendor or warranty")
    unwanted = set(map(fold, when.without or ()))
    if when.words and all(fold(word) in unwanted for word in when.words):
        return _("every word that it wants is one that it must be without")
    return ""


def _shadows(earlier: Rule, later: Rule) -> bool:
    """Whether the later rule changes nothing because of the earlier one."""
    if earlier.effect is not later.effect:
        return False
    if earlier.effect is Effect.NEVER:
        # Nevers add up: a later one is idle only where it blocks nothing new.
        narrower = (
            earlier.route is later.route
            and earlier.tier in (None, later.tier)
            and earlier.team in (None, later.team)
            and earlier.vendor in (None, later.vendor)
        )
        return narrower and _implied(later.when, earlier.when)
    return _implied(later.when, earlier.when)


def _implied(narrow: When, wide: When) -> bool:
    """Whether everything that matches ``narrow`` also matches ``wide``."""
    for name in type(wide).model_fields:
        theirs, ours = getattr(wide, name), getattr(narrow, name)
        if name == "facts":
            if not all(key in ours and set(ours[key]) <= set(theirs[key]) for key in theirs):
                return False
        elif theirs is not None and (ours is None or not _inside(name, ours, theirs)):
            return False
    return True


def _inside(name: str, narrow: object, wide: object) -> bool:
    if isinstance(narrow, Compare) and isinstance(wide, Compare):
        return narrow.within(wide)
    if isinstance(narrow, tuple) and isinstance(wide, tuple):
        ours, theirs = set(map(fold, narrow)), set(map(fold, wide))
        return theirs <= ours if name == "without" else ours <= theirs
    return narrow == wide
