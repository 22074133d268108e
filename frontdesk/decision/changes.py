"""Changes of what is known about a case that a person could bring about, each with its size.

The size is a plain measure of how much would have to be different, the same for every desk:

| size | what |
|---|---|
| 1 a step | a judgement corrected: impact, urgency, complexity, one step up or down |
| 2 | something named or said: the category, the kind, a word, equipment of the requester |
| 3 | where it came from: site, channel; equipment not named; a known fix tried without success |
| 5 | the register corrected: registered, plan, warranty, back from repair; a fix's symptoms |
| 6 and one a time | a known fix's record: it worked, or failed, so many times more |
| 8 | moved to another team before |
| 9 | somebody hired for a team without people |

It refuses to change the past: what was tried, who has held it and how often it was reopened stay.
What rules want of the text is offered as words that they name; a regular expression is not turned
into words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from dataclasses import field as held
from datetime import timedelta
from typing import TypeAlias

from frontdesk.decision.cover import covered
from frontdesk.decision.facts import Case, Equipment, Evidence, FixRecord, Team, Tried
from frontdesk.decision.view import View
from frontdesk.decision.wanted import Wanted
from frontdesk.policy import Policy
from frontdesk.terms import Channel, Impact, Kind, Outcome, Route, Status, Urgency

Known: TypeAlias = tuple[Case, Evidence]
Plain: TypeAlias = str | int | float | bool | None

STEP, SAID, CAME, REGISTER, RECORD, MOVED, HIRED = 1, 2, 3, 5, 6, 8, 9
TIMES = (1, 2, 3, 5, 8, 13, 21, 34)
"""How many times more a known fix works or fails, at the most."""
MOST_WORDS = 3
"""Words of one list that are tried: the others of it mean the same."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the facts.

    Attributes:
        field: what changes: a field of the ticket (``category``, ``asset`` …), or ``words``,
            ``tried``, ``under_warranty``, ``entitled``, ``fix:31:worked`` …
        was, to: its value; ``name``: of the new one, for people, where it has one.
        size: how much would have to be different; see the module.
        make: what is known, with the change made.
    """

    field: str
    was: Plain
    to: Plain
    size: int
    make: Callable[[Known], Known] = held(compare=False, repr=False)
    name: str = ""

    @property
    def slot(self) -> str:
        """What two changes of a pair must differ in."""
        several = self.field in ("words", "tried")
        return f"{self.field}:{self.to}" if several else self.field


@dataclass(frozen=True, slots=True)
class Reach:
    """What else could be named on the ticket.

    Attributes:
        equipment: pieces that the requester has, each with what is known when it is named.
    """

    equipment: tuple[tuple[Equipment, Evidence], ...] = ()


NOTHING_ELSE = Reach()


def changes_of(view: View, wanted: Wanted, reach: Reach = NOTHING_ELSE) -> list[Change]:
    """Every change that is tried, the smallest first; of equals by field and value.

    Args:
        view: the case as it stands.
        wanted: what it is for, since a fix's record helps or hinders by which fix is wanted.
        reach: what else could be named.
    """
    found = [
        *_judgements(view),
        *_named(view),
        *_words(view, wanted),
        *_equipment(view, reach),
        *_tries(view),
        *_register(view),
        *_records(view, wanted),
        *_teams(view),
    ]
    unique = {(each.slot, each.to): each for each in found if each.was != each.to}
    return sorted(unique.values(), key=lambda each: (each.size, each.field, str(each.to)))


def _of_case(**values: object) -> Callable[[Known], Known]:
    return lambda known: (replace(known[0], **values), known[1])  # type: ignore[arg-type]


def _judgements(view: View) -> Iterator[Change]:
    case = view.case
    impacts, urgencies = list(Impact), list(Urgency)
    for impact in impacts:
        steps = abs(impacts.index(impact) - impacts.index(case.impact))
        make = _prioritised(view.policy, "impact", impact)
        yield Change("impact", case.impact.value, impact.value, steps * STEP, make)
    for urgency in urgencies:
        steps = abs(urgencies.index(urgency) - urgencies.index(case.urgency))
        make = _prioritised(view.policy, "urgency", urgency)
        yield Change("urgency", case.urgency.value, urgency.value, steps * STEP, make)
    for grade in range(1, 6):
        steps = abs(grade - view.complexity)
        yield Change("complexity", view.complexity, grade, steps * STEP, _of_case(complexity=grade))


def _prioritised(policy: Policy, name: str, value: Impact | Urgency) -> Callable[[Known], Known]:
    """Impact or urgency, and the priority that follows."""

    def make(known: Known) -> Known:
        case = replace(known[0], **{name: value})  # type: ignore[arg-type]
        return replace(case, priority=policy.priority(case.impact, case.urgency)), known[1]

    return make


def _named(view: View) -> Iterator[Change]:
    case = view.case
    for category in view.policy.categories:
        make = _of_case(category=category.code)
        yield Change("category", case.category, category.code, SAID, make, category.label)
    for kind in Kind:
        yield Change("kind", case.kind.value, kind.value, SAID, _of_case(kind=kind))
    for channel in Channel:
        yield Change("channel", case.channel.value, channel.value, CAME, _of_case(channel=channel))
    sites = (site for rule in view.policy.rules for site in rule.when.site or ())
    for site in dict.fromkeys(sites):
        yield Change("site", case.site, site, CAME, _of_case(site=site))


def _words(view: View, wanted: Wanted) -> Iterator[Change]:
    """Words that rules for the wanted route look for, and words for broken hardware."""
    lists: list[Iterable[str]] = [
        rule.when.words or () for rule in view.policy.rules if rule.route is wanted.route
    ]
    if view.case.equipment is not None:
        faults = view.policy.repair.faults
        lists += [faults.certain, faults.likely]
        lists += [each.faults or () for each in view.policy.repair.minor]
    for words in lists:
        for word in list(words)[:MOST_WORDS]:
            written = word.rstrip("*")
            yield Change("words", None, written, SAID, _saying(written))


def _saying(word: str) -> Callable[[Known], Known]:
    """The subject with another word; rules look at the beginning of a long text only."""

    def make(known: Known) -> Known:
        case, evidence = known
        return replace(case, subject=f"{case.subject} {word}".lstrip()), evidence

    return make


def _equipment(view: View, reach: Reach) -> Iterator[Change]:
    own = view.case.equipment
    was = own.tag if own else None
    for piece, evidence in reach.equipment:
        name = f"{piece.type} {piece.model}".strip()
        yield Change("asset", was, piece.tag, SAID, _naming(piece, evidence), name)
    if own is not None:
        yield Change("asset", was, None, CAME, _of_case(equipment=None))


def _naming(piece: Equipment, evidence: Evidence) -> Callable[[Known], Known]:
    return lambda known: (replace(known[0], equipment=piece), evidence)


def _fitting(view: View) -> list[FixRecord]:
    """Known fixes that are like the matter: trying the others would change its record alone."""
    least = view.policy.estimates.min_likeness
    return [fix for fix in view.evidence.fixes if fix.likeness >= least]


def _tries(view: View) -> Iterator[Change]:
    for fix in _fitting(view):
        if fix.fix not in view.tried:
            yield Change("tried", None, fix.fix, CAME, _failing(fix.fix), fix.title)


def _failing(fix: int) -> Callable[[Known], Known]:
    def make(known: Known) -> Known:
        case, evidence = known
        return replace(case, tried=(*case.tried, Tried(fix, Outcome.FAILED))), evidence

    return make


def _register(view: View) -> Iterator[Change]:
    """What stands in the register about requester and equipment, the other way round."""
    caller, own = view.evidence.caller, view.case.equipment

    def of_caller(**values: object) -> Callable[[Known], Known]:
        return lambda known: (
            known[0],
            replace(known[1], caller=replace(known[1].caller, **values)),  # type: ignore[arg-type]
        )

    if not caller.known:
        yield Change("registered", False, True, REGISTER, of_caller(known=True))
    yield Change("entitled", caller.entitled, not caller.entitled, REGISTER,
                 of_caller(entitled=not caller.entitled))  # fmt: skip
    plans = (plan for rule in view.policy.rules for plan in rule.when.plan or ())
    for plan in dict.fromkeys(plans):
        yield Change("plan", caller.plan, plan, REGISTER, of_caller(plan=plan))
    if own is None:
        return
    today = view.case.now.date()
    is_covered = covered(own, today)
    until = None if is_covered else today + timedelta(days=365)
    yield Change("under_warranty", is_covered, not is_covered, REGISTER,
                 _of_equipment(warranty_until=until, contract_until=None))  # fmt: skip
    if own.in_repair:
        yield Change("in_repair", True, False, REGISTER, _of_equipment(in_repair=False))


def _of_equipment(**values: object) -> Callable[[Known], Known]:
    def make(known: Known) -> Known:
        case, evidence = known
        if case.equipment is None:
            return known
        return replace(case, equipment=replace(case.equipment, **values)), evidence  # type: ignore[arg-type]

    return make


def _records(view: View, wanted: Wanted) -> Iterator[Change]:
    """A wanted fix that works more often or is seen to fit; another one that fails more often."""
    good = view.policy.estimates.good_likeness
    helps = {
        fix.fix: wanted.route is Route.LOCAL_FIX and wanted.which in ("", str(fix.fix))
        for fix in view.evidence.fixes
    }
    for fix in _fitting(view):
        for times in TIMES:
            yield _recorded(fix, "worked" if helps[fix.fix] else "failed", times)
    for fix in view.evidence.fixes:
        if helps[fix.fix] and fix.likeness < good:
            yield Change(f"fix:{fix.fix}:likeness", round(fix.likeness, 2), good, REGISTER,
                         _of_fix(fix.fix, likeness=good), fix.title)  # fmt: skip


def _recorded(fix: FixRecord, what: str, times: int) -> Change:
    worked = fix.worked + (times if what == "worked" else 0)
    was = fix.worked if what == "worked" else fix.tries - fix.worked
    make = _of_fix(fix.fix, tries=fix.tries + times, worked=worked)
    return Change(f"fix:{fix.fix}:{what}", was, was + times, RECORD + times, make, fix.title)


def _of_fix(number: int, **values: object) -> Callable[[Known], Known]:
    def make(known: Known) -> Known:
        case, evidence = known
        fixes = (
            replace(each, **values) if each.fix == number else each  # type: ignore[arg-type]
            for each in evidence.fixes
        )
        return case, replace(evidence, fixes=tuple(fixes))

    return make


def _teams(view: View) -> Iterator[Change]:
    for team in view.evidence.teams:
        moved = Change("team", view.case.team, team.code, MOVED, _moving(team), team.name)
        if not team.people and view.evidence.people:
            make = _staffed(team.code)
            yield Change(f"team:{team.code}:people", 0, 1, HIRED, make, team.name)
        yield moved


def _moving(team: Team) -> Callable[[Known], Known]:
    """As it would stand in the queue of a team that somebody gave it to."""

    def make(known: Known) -> Known:
        case, evidence = known
        held = (*case.teams, team.code) if case.teams[-1:] != (team.code,) else case.teams
        moved = replace(
            case,
            team=team.code,
            tier=team.tier,
            teams=held,
            hops=case.hops + (case.team is not None),
            status=Status.ASSIGNED,
            assignee=None,
        )
        return moved, replace(evidence, came_from=case.team or evidence.came_from)

    return make


def _staffed(code: str) -> Callable[[Known], Known]:
    def make(known: Known) -> Known:
        case, evidence = known
        teams = (replace(t, people=1, on_shift=1) if t.code == code else t for t in evidence.teams)
        return case, replace(evidence, teams=tuple(teams))

    return make
