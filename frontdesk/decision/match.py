"""Stage 7: the person, and the ranking that the picker of people shows.

The order: works here as an agent, is on shift (a person without a roster after those who are, and
before those who are not), has the authority, has the skill, has room; then stands in for whoever
holds the case and is away, speaks the requester's language, knew them or the equipment before (or
stands in for somebody away who did), carries the smaller share of a full load, is not far
above the matter, has waited longest, and last the login. It refuses to force a ticket on anybody:
who lacks one of the first five is ranked, with the reason, but not picked;
then the queue has it. Who has the case already and fits keeps it; of who is away, their deputy has.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

from frontdesk.decision.facts import Case, Evidence, Person
from frontdesk.decision.outcome import Reason, Stage, Target, Verdict
from frontdesk.decision.view import View, look
from frontdesk.policy import Policy
from frontdesk.rulebook.conditions import BETWEEN
from frontdesk.rulebook.desk import Receiver
from frontdesk.terms import Role, Route

_NEVER = datetime(1, 1, 1, tzinfo=UTC)


class Ranked(NamedTuple):
    """A person with what speaks for and against giving them the case.

    Attributes:
        fits: whether they may be picked without asking anybody.
        pros, cons: codes, the weightiest first; ``words.person_words`` says them.
        skill: the skill that the case asks for; ``level``: the person's, 0 to 5.
        instead_of: somebody away, who holds the case or knew the requester, and for whom the person
            stands in.
    """

    person: Person
    fits: bool
    pros: tuple[str, ...]
    cons: tuple[str, ...]
    skill: str | None
    level: int
    instead_of: Person | None = None


def rank(
    case: Case,
    evidence: Evidence,
    policy: Policy,
    *,
    tier: int | None = None,
    team: str | None = None,
) -> tuple[Ranked, ...]:
    """Everybody who could take the case, the best first.

    Args:
        case: what is to be done.
        evidence: ``people`` are those who are ranked.
        policy: what counts as having a skill.
        tier: only people of this tier; left out: of all.
        team: only people of this team; left out: of all.
    """
    return ranked(look(case, evidence, policy), tier=tier, team=team)


def ranked(view: View, *, tier: int | None = None, team: str | None = None) -> tuple[Ranked, ...]:
    """As ``rank``, for a case that has been looked at."""
    able, absent = _able(view), _absent(view)
    people = [
        _weigh(view, person, able, absent.get(person.login))
        for person in view.evidence.people
        if tier in (None, person.tier) and team in (None, person.team)
    ]
    return tuple(sorted(people, key=lambda each: _key(view, each)))


def match(view: View, route: Route, target: Target) -> tuple[Target, tuple[Reason, ...]]:
    """The target with a person where the route wants one, and the receipt's lines about it."""
    if route is Route.SUPERVISOR:
        return _supervisor(view, target)
    if target.assignee is not None and target.assignee in _away(view):
        target = _given(target, None)
    straight = view.policy.matching.escalate_to is Receiver.PERSON
    wanted = {Route.ASSIGN: True, Route.LOCAL_FIX: target.assignee is None}
    wanted |= {Route.ESCALATE: straight, Route.HAND_BACK: straight}
    if not wanted.get(route, False):
        rule = "kept_by" if target.assignee else "queue_receives"
        return target, (_queue(view, rule, target),)
    return _pick(view, target)


def _pick(view: View, target: Target) -> tuple[Target, tuple[Reason, ...]]:
    people = ranked(view, tier=target.tier, team=target.team)
    fitting = [each for each in people if each.fits]
    holder = next((e for e in fitting if e.person.login == view.case.assignee), None)
    holder = holder or next((e for e in fitting if _for_holder(view, e)), None)
    best = holder or (fitting[0] if fitting else None)
    reasons = [_about(each, chosen=each is best) for each in people]
    if best is None:
        return target, (*reasons, _queue(view, "nobody_fits", target))
    return _given(target, best.person.login), tuple(reasons)


def _supervisor(view: View, target: Target) -> tuple[Target, tuple[Reason, ...]]:
    """The supervisor on shift who carries least; nobody is better than one who is not there."""
    people = sorted(
        (p for p in view.evidence.people if p.role is Role.SUPERVISOR and p.on_shift is not False),
        key=lambda p: (p.on_shift is None, p.team != target.team, _load(p), p.login),
    )
    if not people:
        return target, (_queue(view, "no_supervisor", target),)
    person = people[0]
    facts = {"person": person.login, "name": person.name}
    found = Reason(Stage.MATCH, "supervisor_found", Verdict.CHOSEN, facts)
    return _given(target, person.login), (found,)


def _given(target: Target, login: str | None) -> Target:
    return Target(target.tier, target.team, login, target.fix, target.vendor, target.major)


def _weigh(view: View, person: Person, able: frozenset[str], instead_of: Person | None) -> Ranked:
    """What speaks for and against a person; ``able``: teams in which somebody has the skill."""
    skill = view.skill
    level = person.skills.get(skill, 0) if skill else 0
    skilled = level >= view.policy.matching.skill_level
    pros: list[str] = []
    cons: list[str] = []
    if person.role is not Role.AGENT:
        cons.append("not_an_agent")
    if person.away_until is not None:
        cons.append("away")
    elif person.on_shift is False:
        cons.append("off_shift")
    elif person.on_shift:
        pros.append("on_shift")
    if person.authority >= view.complexity:
        pros.append("authority")
    else:
        cons.append("too_little_authority")
    if skill and skilled:
        pros.append("skill")
    elif skill and person.team in able:
        cons.append("no_skill")
    if person.load < person.capacity:
        pros.append("room")
    else:
        cons.append("full")
    fits = not cons
    if person.on_shift is None:
        cons.append("no_roster")
    (pros if _speaks(view, person) else cons).append("language")
    if person.knew:
        pros.append("knew")
    if instead_of is not None:
        pros.append("stands_in")
    return Ranked(person, fits, tuple(pros), tuple(cons), skill, level, instead_of)


def _absent(view: View) -> dict[str, Person]:
    """For whom somebody stands in, by the deputy: who holds the case, else who knew most of it."""
    found: dict[str, Person] = {}
    for person in view.evidence.people:
        if person.away_until is None or person.stand_in is None:
            continue
        holds = person.login == view.case.assignee
        other = found.get(person.stand_in)
        if not (holds or person.knew):
            continue
        if other is None or (holds, person.knew) > (other.login == view.case.assignee, other.knew):
            found[person.stand_in] = person
    return found


def _away(view: View) -> frozenset[str]:
    people = view.evidence.people
    return frozenset(each.login for each in people if each.away_until is not None)


def _for_holder(view: View, each: Ranked) -> bool:
    return each.instead_of is not None and each.instead_of.login == view.case.assignee


def _able(view: View) -> frozenset[str]:
    """The teams in which somebody has the skill, so that it makes a difference there."""
    skill, wanted = view.skill, view.policy.matching.skill_level
    if skill is None:
        return frozenset()
    people = view.evidence.people
    return frozenset(each.team for each in people if each.skills.get(skill, 0) >= wanted)


def _speaks(view: View, person: Person) -> bool:
    return not person.languages or view.evidence.caller.language in person.languages


def _load(person: Person) -> float:
    return person.load / person.capacity if person.capacity else 1.0


def _key(view: View, each: Ranked) -> tuple[object, ...]:
    person = each.person
    shift = {True: 0, None: 1, False: 2}[person.on_shift]
    return (
        not each.fits,
        person.role is not Role.AGENT,
        shift,
        person.authority < view.complexity,
        "no_skill" in each.cons,
        person.load >= person.capacity,
        not _for_holder(view, each),
        "language" in each.cons,
        -min(max(person.knew, each.instead_of.knew if each.instead_of else 0), 3),
        round(_load(person), 1),
        max(person.authority - view.complexity, 0),
        person.waiting_since or _NEVER,
        person.login,
    )


def _about(each: Ranked, *, chosen: bool) -> Reason:
    person = each.person
    verdict = Verdict.CHOSEN if chosen else Verdict.NOTED if each.fits else Verdict.BLOCKED
    facts: dict[str, str | int | float | bool | None] = {
        "person": person.login,
        "name": person.name,
        "pros": BETWEEN.join(each.pros),
        "cons": BETWEEN.join(each.cons),
        "load": person.load,
        "capacity": person.capacity,
        "skill": each.skill,
        "level": each.level,
        "authority": person.authority,
        "knew": person.knew,
        **absence_facts(each),
    }
    return Reason(Stage.MATCH, "person", verdict, facts)


def absence_facts(each: Ranked) -> dict[str, str | int | float | bool | None]:
    """What the receipt holds of an absence: the person's own, or of whom they stand in for."""
    person, absent = each.person, each.instead_of
    facts: dict[str, str | int | float | bool | None] = {}
    if person.away_until is not None:
        facts["away_until"] = person.away_until.isoformat()
        facts["stand_in"] = person.stand_in
        facts["stand_in_name"] = person.stand_in_name
    if absent is not None:
        facts["instead_of"] = absent.login
        facts["instead_of_name"] = absent.name
    return facts


def _queue(view: View, rule: str, target: Target) -> Reason:
    """The line that says with which team, or with whom already, it stays."""
    names = {team.code: team.name for team in view.evidence.teams}
    facts = {
        "team": target.team,
        "team_name": names.get(target.team or "", target.team),
        "person": target.assignee,
    }
    return Reason(Stage.MATCH, rule, Verdict.NOTED, facts)
