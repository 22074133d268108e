"""The policy itself: the desk's own rules as one frozen, hashed value.

It refuses to read files (``reading.parse`` takes text) and to decide anything (``routing`` does).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, model_validator

from frontdesk.clock import Calendar, Promised
from frontdesk.i18n import _
from frontdesk.rulebook import agreement
from frontdesk.rulebook import cases as golden
from frontdesk.rulebook.calendars import CalendarEntry, Places
from frontdesk.rulebook.categories import Category
from frontdesk.rulebook.conditions import Lexicon, Passage, RuleBook, Words
from frontdesk.rulebook.desk import (
    Complexity,
    Desk,
    Estimates,
    Learning,
    Matching,
    Outbreak,
    Validation,
)
from frontdesk.rulebook.ladder import Cost, Costs, Rate, Tier
from frontdesk.rulebook.promised import Shelf, due_warnings, promised
from frontdesk.rulebook.promises import ClockRules, PromiseEntry, WarningEntry
from frontdesk.rulebook.repairs import Repairs
from frontdesk.rulebook.requests import QuickRequest
from frontdesk.rulebook.rules import Rule
from frontdesk.rulebook.values import Code, Currency, Level, Section, minor
from frontdesk.rulebook.ways import Ways
from frontdesk.terms import Clock, Impact, Money, Priority, Urgency
from frontdesk.text import nearest

_MATRIX = {
    Impact.PERSON: "P5 P4 P3 P2",
    Impact.GROUP: "P4 P3 P2 P2",
    Impact.SITE: "P3 P2 P2 P1",
    Impact.EVERYONE: "P3 P2 P1 P1",
}


def _default_matrix() -> dict[Impact, dict[Urgency, Priority]]:
    return {
        impact: dict(zip(Urgency, map(Priority, row.split()), strict=True))
        for impact, row in _MATRIX.items()
    }


class Policy(Section):
    """The desk's own rules; what stands here comes before the first table of the file.

    Attributes:
        name: what people call it.
        currency: what the desk reckons in; ``rates`` turn other currencies into it.
        priorities: impact × urgency.
        tiers: the ladder, three to six, the front office first.
        requests: quick requests: what is asked for so often that it is written how it is done.
        ways: what on-site inspection, swarm, a contractor's visit and a major incident take.
        rules: in their order; the first that matches counts, of ``never`` all that match.
        calendars: the first is that of all who have no other; none: always open.
        promises: in their order; the first that matches counts for its clock.
        clocks: what becomes of a clock when its ticket changes; ``warnings``: what happens once
            when a share of a promise is used up.
        teams: the tier of each team, for golden cases only; a team that is left out stands above
            those that categories name before it.
        cases: golden cases: facts, and where they have to lead.
    """

    name: Annotated[str, Field(min_length=1, max_length=80)] = "policy"
    currency: Currency
    rates: dict[Currency, Rate] = Field(default_factory=dict)
    desk: Desk = Desk()
    validation: Validation = Validation()
    complexity: Complexity = Complexity()
    estimates: Estimates = Estimates()
    matching: Matching = Matching()
    learning: Learning = Learning()
    outbreak: Outbreak = Outbreak()
    priorities: dict[Impact, dict[Urgency, Priority]] = Field(default_factory=_default_matrix)
    tiers: Annotated[tuple[Tier, ...], Field(min_length=3, max_length=6)]
    costs: Costs
    categories: Annotated[tuple[Category, ...], Field(min_length=1, max_length=500)]
    requests: Annotated[tuple[QuickRequest, ...], Field(max_length=200)] = ()
    repair: Repairs = Repairs()
    ways: Ways = Ways()
    rules: Annotated[tuple[Rule, ...], Field(max_length=2000)] = ()
    calendars: Annotated[tuple[CalendarEntry, ...], Field(max_length=500)] = ()
    promises: Annotated[tuple[PromiseEntry, ...], Field(max_length=500)] = ()
    clocks: ClockRules = ClockRules()
    warnings: Annotated[tuple[WarningEntry, ...], Field(max_length=500)] = ()
    teams: Annotated[Mapping[Code, Level], Field(max_length=500)] = Field(default_factory=dict)
    cases: golden.Cases = ()

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        levels = [tier.level for tier in self.tiers]
        if levels != list(range(1, len(levels) + 1)):
            wrong = next(i for i, level in enumerate(levels) if level != i + 1)
            raise ValueError(f"tiers[{wrong}].level: " + _("levels run 1, 2, 3 … without a gap"))
        _unique("categories", "code", [category.code for category in self.categories])
        _unique("requests", "code", [request.code for request in self.requests])
        _unique("rules", "name", [rule.name for rule in self.rules])
        _unique("calendars", "name", [calendar.name for calendar in self.calendars])
        _unique("promises", "name", [promise.name for promise in self.promises])
        _unique("cases", "name", [case.name for case in self.cases])
        agreement.check(self.calendars, self.promises, self.warnings)
        for impact in Impact:
            for urgency in Urgency:
                if urgency not in self.priorities.get(impact, {}):
                    raise ValueError(
                        f"priorities.{impact}: " + _("{path} is missing").format(path=urgency)
                    )
            if impact not in self.desk.waiting:
                raise ValueError("desk.waiting: " + _("{path} is missing").format(path=impact))
        for index, rule in enumerate(self.rules):
            if rule.tier is not None and rule.tier > len(self.tiers):
                raise ValueError(f"rules[{index}].tier: " + _ends_at(len(self.tiers)))
        for index, request in enumerate(self.requests):
            self._serves(f"requests[{index}]", request)
        for where, cost in self._figures():
            if cost.currency != self.currency and cost.currency not in self.rates:
                missing = _("no rate for {currency}; add rates.{currency}")
                raise ValueError(f"{where}: " + missing.format(currency=cost.currency))
        golden.check(self.cases, self.tiers_of_teams, len(self.tiers))
        return self

    def _serves(self, where: str, request: QuickRequest) -> None:
        if request.tier > len(self.tiers):
            raise ValueError(f"{where}.tier: " + _ends_at(len(self.tiers)))
        codes = [category.code for category in self.categories]
        if request.category is not None and request.category not in codes:
            near = nearest(request.category, codes, 1)
            hint = _("known: {names}").format(names=", ".join(codes))
            hint = _("did you mean {key}?").format(key=near[0]) if near else hint
            none = _("there is no category {name!r}").format(name=request.category)
            raise ValueError(f"{where}.category: {none}; {hint}")

    def _figures(self) -> list[tuple[str, Cost]]:
        figures = [(f"tiers[{i}].cost", tier.cost) for i, tier in enumerate(self.tiers)]
        return [*figures, ("costs.vendor", self.costs.vendor), ("costs.field", self.costs.field)]

    @cached_property
    def tiers_of_teams(self) -> Mapping[str, int]:
        """The tier of each team that the policy names, as golden cases take it."""
        return golden.tiers_of_teams(self.teams, self.categories, self.rules, len(self.tiers))

    @cached_property
    def hash(self) -> str:
        """SHA-256 of what the policy says about tickets; comments and layout do not count.

        Neither do golden cases, which route nothing, nor a key that holds its default, written or
        left out: a policy keeps its hash when a later version knows more keys.
        """
        said = self.model_dump(mode="json", exclude_defaults=True, exclude={"teams", "cases"})
        canonical = json.dumps(
            said,
            sort_keys=True,
            ensure_ascii=False,
            separators=(",", ":"),
        )
        return hashlib.sha256(canonical.encode()).hexdigest()

    @cached_property
    def compiled(self) -> RuleBook:
        """The rules with their words and patterns made ready, once."""
        return RuleBook.of(self.rules)

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words of categories, faults, minor repairs and quick requests made ready, once."""
        return Lexicon.of(self.categories, self.repair, self.requests)

    @cached_property
    def _requests(self) -> dict[str, QuickRequest]:
        return {request.code: request for request in self.requests}

    def request(self, code: str | None) -> QuickRequest | None:
        """The quick request of this code; ``None`` when the policy has none."""
        return self._requests.get(code) if code else None

    @cached_property
    def _by_code(self) -> dict[str, Category]:
        return {category.code: category for category in self.categories}

    def requests_in(self, text: str) -> tuple[QuickRequest, ...]:
        """The quick requests that the words speak for, in the order of the policy."""
        passage = Passage.of(text)
        spoken = (each for each in self.requests if each.words)
        return tuple(each for each in spoken if Words(each.words or ()).first(passage))

    def priority(self, impact: Impact, urgency: Urgency) -> Priority:
        """The priority of the matrix."""
        return self.priorities[impact][urgency]

    def category(self, code: str | None) -> Category | None:
        """The category of this code; ``None`` when the policy has none (imports bring others)."""
        return self._by_code.get(code) if code else None

    def tier(self, level: int) -> Tier:
        """The tier of this level; a level beyond the ladder gives its end."""
        return self.tiers[min(max(level, 1), len(self.tiers)) - 1]

    def nearest_category(self, typed: str) -> Category | None:
        """The category whose code or label is most like what was typed; ``None``: none is."""
        names = {category.label: category for category in reversed(self.categories)} | self._by_code
        found = nearest(typed, names, 1)
        return names[found[0]] if found else None

    def guess_category(self, text: str, asset_type: str | None = None) -> Category | None:
        """The category that the words speak for most, else the equipment's; ``None``: neither.

        A phrase counts as many words as it has; of equals the one that stands first in the policy.
        """
        return self.category(self.lexicon.category(Passage.of(text), asset_type))

    def money(self, amount: float) -> Money:
        """An amount of the policy, in the desk's currency."""
        return Money(minor(amount), self.currency)

    @cached_property
    def _tier_costs(self) -> tuple[int, ...]:
        return tuple(self.cost(tier.cost).amount for tier in self.tiers)

    def tier_cost(self, level: int) -> int:
        """What a ticket costs that this tier of the ladder touches, in minor units."""
        return self._tier_costs[level - 1]

    @cached_property
    def unconfirmed(self) -> dict[str, Cost]:
        """The figures of cost that nobody has confirmed, by tier's name, ``vendor``, ``field``."""
        figures = {tier.name: tier.cost for tier in self.tiers}
        figures |= {"vendor": self.costs.vendor, "field": self.costs.field}
        return {name: cost for name, cost in figures.items() if not cost.confirmed}

    def cost(self, cost: Cost) -> Money:
        """A figure of cost in the desk's currency, by the policy's dated rate."""
        own = Money(minor(cost.amount), self.currency)
        return own if cost.currency == self.currency else own.times(self.rates[cost.currency].rate)

    @cached_property
    def _shelves(self) -> dict[Places, tuple[Shelf, Promised]]:
        return {}

    def _at(self, places: Places) -> tuple[Shelf, Promised]:
        """The calendars and promises at the places of a register, made once for each."""
        if places not in self._shelves:
            shelf = Shelf(self.calendars, places)
            self._shelves[places] = shelf, promised(self.promises, self.clocks, shelf)
        return self._shelves[places]

    def promised(self, places: Places) -> Promised:
        """What is promised about a ticket, by clock and state.

        Args:
            places: where the register's sites are, for calendars that follow the ticket's site.
        """
        return self._at(places)[1]

    def calendar_for(
        self,
        places: Places,
        *,
        site: str | None = None,
        plan: str | None = None,
        team: str | None = None,
        vendor: str | None = None,
    ) -> Calendar:
        """The calendar of a vendor, else of a team, else of a plan, else of a site, else the first.

        Args:
            site: also where the calendar lies, if it is left to the site.
        """
        return self._at(places)[0].find(site=site, plan=plan, team=team, vendor=vendor)

    def calendar_named(self, places: Places, name: str, *, site: str | None = None) -> Calendar:
        """The calendar of a name, whoever's it is.

        Raises:
            KeyError: there is none of that name.
        """
        return self._at(places)[0].named(name, site)

    def warnings_for(self, clock: Clock, priority: Priority) -> tuple[WarningEntry, ...]:
        """What happens on a clock of a ticket of that priority, the smallest share first."""
        return due_warnings(self.warnings, clock, priority)


def _ends_at(top: int) -> str:
    return _("the ladder ends at {top}").format(top=top)


def _unique(table: str, key: str, values: list[str]) -> None:
    first: dict[str, int] = {}
    for index, value in enumerate(values):
        if value in first:
            same = _("{other} is {value!r} too").format(
                other=f"{table}[{first[value]}]", value=value
            )
            raise ValueError(f"{table}[{index}].{key}: {same}")
        first[value] = index
