"""What is odd in a policy that can be used: said before it is adopted, never afterwards.

It refuses to change anything and to know the register; who has one passes its team codes in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from frontdesk.i18n import _
from frontdesk.rulebook.book import Policy
from frontdesk.rulebook.promise_review import about_time
from frontdesk.rulebook.rule_review import Review
from frontdesk.rulebook.rules import Effect, When
from frontdesk.terms import CARRIED_OUT, Route
from frontdesk.text import fold, nearest


def warnings(
    policy: Policy,
    teams: Mapping[str, int] | None = None,
    people: Mapping[str, int] | None = None,
) -> tuple[str, ...]:
    """What is odd, one sentence each, in the order of the file; empty for a sound policy.

    Args:
        policy: what to look at.
        teams: the register's teams with their tiers, where there is a register to compare with.
        people: how many work in each of them.
    """
    levels = {**policy.teams, **(teams or {})}
    found = [*_ladder(policy), *_categories(policy), *_rules(policy, levels), *about_time(policy)]
    if teams is not None:
        found.extend(_against(policy, teams))
    if people is not None:
        found.extend(_deserted(policy, people))
    return tuple(found)


def missing_teams(policy: Policy, teams: Iterable[str]) -> tuple[str, ...]:
    """The team codes that the policy names and a register lacks, each once, in the file's order."""
    known = set(teams)
    named = [team for category in policy.categories for team in category.teams]
    named += [rule.team for rule in policy.rules if rule.team is not None]
    named += [team for calendar in policy.calendars for team in calendar.teams]
    named += [team for promise in policy.promises for team in promise.team or ()]
    named += policy.teams
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
    for index, tier in enumerate(policy.tiers[1:], 1):
        for rule in policy.rules:
            bars = (
                rule.effect is Effect.NEVER and rule.route is Route.ESCALATE and rule.team is None
            )
            if bars and rule.when == When() and rule.tier in (None, tier.level):
                yield _(
                    "tiers[{index}] ({name}): cannot be reached: {rule} always forbids it"
                ).format(index=index, name=tier.name, rule=rule.name)
                break
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


def _deserted(policy: Policy, people: Mapping[str, int]) -> Iterator[str]:
    """Teams that get work and have nobody, each once."""
    told: set[str] = set()
    named = [
        (f"categories[{index}] ({category.code})", team)
        for index, category in enumerate(policy.categories)
        for team in category.teams
    ]
    named += [
        (f"rules[{index}] ({rule.name})", rule.team)
        for index, rule in enumerate(policy.rules)
        if rule.team is not None and rule.effect is not Effect.NEVER
    ]
    for where, team in named:
        if team not in told and not people.get(team):
            told.add(team)
            yield _("{where}: nobody works in {team}").format(where=where, team=team)


def _against(policy: Policy, teams: Mapping[str, int]) -> Iterator[str]:
    for index, step in enumerate(policy.tiers):
        if step.level not in teams.values():
            said = _("tiers[{index}] ({name}): cannot be reached: no team works on tier {level}")
            yield said.format(index=index, name=step.name, level=step.level)
    for code, level in policy.tiers_of_teams.items():
        if (policy.cases or policy.teams) and teams.get(code, level) != level:
            said = _(
                "teams.{team}: golden cases take it for tier {level}, the register has it on "
                "tier {other}"
            )
            yield said.format(team=code, level=level, other=teams[code])
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


def _rules(policy: Policy, levels: Mapping[str, int]) -> Iterator[str]:
    review = Review(policy, levels)
    circles: defaultdict[int, list[str]] = defaultdict(list)
    for one, later in review.circles():
        circles[later].append(policy.rules[one].name)
    for index, rule in enumerate(policy.rules):
        where = f"rules[{index}] ({rule.name})"
        for odd in review.of(index):
            yield f"{where}: {odd}"
        for other in circles[index]:
            yield _(
                "{where}: goes in a circle with {other}: each leads to where the other applies"
            ).format(where=where, other=other)
        if rule.route not in CARRIED_OUT:
            yield _("{where}: this version cannot take the route {route} yet").format(
                where=where, route=rule.route
            )
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
