"""Golden cases: what a policy must still decide tomorrow, kept beside the rules that decide it.

A case holds everything that it is decided on. It refuses to know a store or the day's date: its
answer is the same on every machine, whoever works there and whatever has been learned.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated

from pydantic import BeforeValidator, Field

from frontdesk.i18n import _
from frontdesk.rulebook.categories import Category
from frontdesk.rulebook.promises import Span
from frontdesk.rulebook.rules import Rule
from frontdesk.rulebook.values import Amount, Code, Grade, Level, Section, Share, several
from frontdesk.terms import Channel, Impact, Kind, Priority, RequesterKind, Route, Status, Urgency
from frontdesk.text import nearest

_LAX = Field(strict=False)
_Count = Annotated[int, Field(ge=0, le=100_000)]
_Number = Annotated[int, Field(ge=1, le=1_000_000_000)]
_Name = Annotated[str, Field(min_length=1, max_length=64)]
_Text = Annotated[str, Field(max_length=20_000)]
_Codes = Annotated[tuple[Code, ...], BeforeValidator(several)]


class GivenFix(Section):
    """A known fix that a case knows of, in place of those of a store.

    Attributes:
        fix: its number.
        title: what it is called.
        likeness: how well it fits the case, 0 to 1.
        tier: the lowest tier that may run it.
        minutes: what it takes.
        tries: how often it was tried.
        worked: how often it worked.
    """

    fix: _Number
    title: Annotated[str, Field(max_length=200)] = ""
    likeness: Share = 1.0
    tier: Level = 1
    minutes: _Count = 10
    tries: _Count = 0
    worked: _Count = 0


class Given(Section):
    """The facts of a golden case; what is left out is as it is of a new call that says little.

    Attributes:
        subject: the subject of the ticket.
        words: what was said beside it.
        category: a code; left out, the words have to speak for one.
        kind: incident, request or problem.
        channel: how it came in.
        impact: who is hit.
        urgency: how soon it is needed.
        priority: left out, that of the matrix.
        complexity: as a person judged it; left out, it is estimated.
        status: of the ticket.
        site: the code of a site.
        requester: the code of who asks.
        requester_kind: internal or external.
        plan: the code of the requester's plan.
        language: of the requester.
        registered: whether the requester is in the register.
        entitled: whether the plan covers support now.
        asset_type: the type of the equipment; left out, there is none.
        vendor: the vendor that the register names for the equipment.
        warranty: whether it is under warranty.
        contract: whether it is under contract.
        tier: that the ticket is on; left out, that of its team, else the first.
        team: that has the ticket.
        teams: that have held it, in their order, the present one left out.
        hops: moves between teams so far; left out, as many as ``teams`` make.
        reopened: how often it came back.
        fixes: the known fixes that may apply.
        tried: numbers of known fixes that were tried and failed.
        time_left: open time that is left of the promised resolution; left out, nothing is promised.
        nearby: tickets like it that were opened at its site in the last hours.
        parts: codes of spare parts that lie at its site.
        facts: fields that an import kept, by name.
    """

    subject: _Text = ""
    words: _Text = ""
    category: Annotated[str, Field(max_length=200)] | None = None
    kind: Annotated[Kind, _LAX] = Kind.INCIDENT
    channel: Annotated[Channel, _LAX] = Channel.PHONE
    impact: Annotated[Impact, _LAX] = Impact.PERSON
    urgency: Annotated[Urgency, _LAX] = Urgency.NORMAL
    priority: Annotated[Priority, _LAX] | None = None
    complexity: Grade | None = None
    status: Annotated[Status, _LAX] | None = None
    site: _Name | None = None
    requester: _Name = "somebody"
    requester_kind: Annotated[RequesterKind, _LAX] = RequesterKind.INTERNAL
    plan: _Name | None = None
    language: _Name = "en"
    registered: bool = True
    entitled: bool = True
    asset_type: _Name | None = None
    vendor: _Name | None = None
    warranty: bool = False
    contract: bool = False
    tier: Level | None = None
    team: Code | None = None
    teams: _Codes = ()
    hops: _Count | None = None
    reopened: _Count = 0
    fixes: Annotated[tuple[GivenFix, ...], Field(max_length=50)] = ()
    tried: Annotated[tuple[_Number, ...], BeforeValidator(several)] = ()
    time_left: Span | None = None
    nearby: _Count | None = None
    parts: Annotated[tuple[_Name, ...], BeforeValidator(several)] = ()
    facts: Annotated[Mapping[str, Annotated[str, Field(max_length=200)]], Field(max_length=20)] = {}


class GoldenCase(Section):
    """Facts, and where they have to lead. What is not written is not looked at.

    Attributes:
        name: unique among the cases.
        given: the facts.
        route: that has to be chosen.
        tier: to which it has to lead.
        team: to which it has to lead.
        fix: the known fix that has to be tried.
        vendor: to whom the equipment has to go; ``repair_shop`` stands for any repair shop.
        max_cost: what it may be expected to cost at most, with what may follow.
        because: why it has to be so, in a sentence for people.
    """

    name: Annotated[str, Field(pattern=r"^[^;\n]{1,80}$")]
    given: Given
    route: Annotated[Route, _LAX]
    tier: Level | None = None
    team: Code | None = None
    fix: _Number | None = None
    vendor: _Name | None = None
    max_cost: Amount | None = None
    because: Annotated[str, Field(max_length=300)] = ""


Cases = Annotated[tuple[GoldenCase, ...], Field(max_length=2000)]


def tiers_of_teams(
    written: Mapping[str, int],
    categories: Iterable[Category],
    rules: Iterable[Rule],
    top: int,
) -> dict[str, int]:
    """The tier of each team that a policy names, for golden cases.

    The policy names teams from the lowest tier up. So a team stands at least one tier above those
    that are named before it; what is written under ``teams``, or in a rule with team and tier,
    counts instead.

    Args:
        written: the policy's own table of teams.
        top: where the ladder ends.
    """
    known = {rule.team: rule.tier for rule in rules if rule.team and rule.tier}
    known |= written
    found: dict[str, int] = {}
    lists = [category.teams for category in categories]
    for _round in range(top):  # a team is pushed up once a round at most, and never above the top
        for teams in lists:
            below = 0
            for team in teams:
                level = known.get(team) or min(max(found.get(team, 1), below + 1), top)
                found[team] = below = level
    found |= known
    return found


def check(cases: Sequence[GoldenCase], teams: Mapping[str, int], top: int) -> None:
    """Refuse golden cases that nothing could fulfil.

    Args:
        teams: every team that the policy names, with its tier.
        top: where the ladder ends.

    Raises:
        ValueError: the first mistake, beginning with its path.
    """
    for team, level in teams.items():
        if level > top:
            raise ValueError(f"teams.{team}: " + _("the ladder ends at {top}").format(top=top))
    for index, case in enumerate(cases):
        where = f"cases[{index}]"
        given = case.given
        named: list[tuple[str, str | None]] = [("team", case.team), ("given.team", given.team)]
        named += [(f"given.teams[{place}]", team) for place, team in enumerate(given.teams)]
        for key, code in named:
            if code is not None and code not in teams:
                none = _("no category names {team}").format(team=code)
                raise ValueError(f"{where}.{key}: {none}; {_near(code, teams)}")
        for key, wanted in (("tier", case.tier), ("given.tier", given.tier)):
            if wanted is not None and wanted > top:
                raise ValueError(f"{where}.{key}: " + _("the ladder ends at {top}").format(top=top))
        if case.fix is not None and case.fix not in {each.fix for each in given.fixes}:
            none = _("fix {fix} is none of its given fixes; write {example}").format(
                fix=case.fix, example=f"given.fixes = [{{ fix = {case.fix} }}]"
            )
            raise ValueError(f"{where}.fix: {none}")
        for key in ("vendor", "warranty", "contract"):
            if getattr(given, key) and given.asset_type is None:
                what = _("name the asset_type that it belongs to")
                raise ValueError(f"{where}.given.{key}: {what}")


def _near(team: str, teams: Mapping[str, int]) -> str:
    near = nearest(team, list(teams), 1)
    if near:
        return _("did you mean {key}?").format(key=near[0])
    return _("write teams.{team} = 2, or mend the name").format(team=team)
