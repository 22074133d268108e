"""The ranking of people: who could take a case, the best first, with what speaks for and against.

The order: may be picked without asking; has not declined the case; works here as an agent; is on
shift (a person without a roster after those who are, and before those who are not); has the
authority, the skill, room; then is not far above the matter (``matching.far_below``), stands in for
whoever holds the case and is away, speaks the requester's language, has time for it before the
shift ends, knew them or the equipment before (or stands in for somebody away who did), carries the
smaller share of a full load, is nearer to the matter, has waited longest, and last the login. Of
the small share of cases that go to somebody who wants to learn the skill, such a person comes
first, with a mentor (``decision.wishes``).

It refuses to pick anybody (``decision.match`` does): who lacks what is needed is ranked, with the
reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from frontdesk.decision.facts import Case, Evidence, Person
from frontdesk.decision.outcome import Fact
from frontdesk.decision.view import View, look
from frontdesk.decision.wishes import Wishes, wishes_for
from frontdesk.policy import Policy
from frontdesk.terms import Role

_NEVER = datetime(1, 1, 1, tzinfo=UTC)
_SHIFTS = {True: 0, None: 1, False: 2}
"""The order of who is on shift, of whom no roster is kept, and who is off."""


class Ranked(NamedTuple):
    """A person with what speaks for and against giving them the case.

    Attributes:
        fits: whether they may be picked without asking anybody.
        pros, cons: codes, the weightiest first; ``words.person_words`` says them.
        skill: the skill that the case asks for; ``level``: the person's, 0 to 5.
        instead_of: somebody away, who holds the case or knew the requester, and for whom the person
            stands in.
        mentor: who would teach it, of a person who wants to learn the skill.
        shift_minutes: what is left of the shift, where the work likely takes longer;
            ``work_minutes``: so long.
    """

    person: Person
    fits: bool
    pros: tuple[str, ...]
    cons: tuple[str, ...]
    skill: str | None
    level: int
    instead_of: Person | None = None
    mentor: Person | None = None
    shift_minutes: int | None = None
    work_minutes: int | None = None

    @property
    def learns(self) -> bool:
        """Whether the case goes to the person so that they learn by it."""
        return "learns" in self.pros


@dataclass(frozen=True, slots=True)
class _Ground:
    """What ranking everybody for a case needs, worked out once.

    Attributes:
        able: teams in which somebody has the skill, so that it makes a difference there.
        absent: for whom somebody stands in, by the deputy.
        minutes: how long the work likely takes, by tier.
    """

    view: View
    able: frozenset[str]
    absent: dict[str, Person]
    wishes: Wishes
    minutes: dict[int, int]


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
    ground = _ground(view)
    people = [
        _weigh(ground, person)
        for person in view.evidence.people
        if tier in (None, person.tier) and team in (None, person.team)
    ]
    return tuple(sorted(people, key=lambda each: _key(view, each)))


def weighed(case: Case, evidence: Evidence, policy: Policy, login: str) -> Ranked:
    """How one of the people stands to a case.

    Raises:
        KeyError: nobody of that login is among them.
    """
    person = {each.login: each for each in evidence.people}[login]
    return _weigh(_ground(look(case, evidence, policy)), person)


def for_holder(view: View, each: Ranked) -> bool:
    """Whether somebody stands in for who holds the case."""
    return each.instead_of is not None and each.instead_of.login == view.case.assignee


def load_share(person: Person) -> float:
    """The open tickets that somebody holds, as a share of what fits."""
    return person.load / person.capacity if person.capacity else 1.0


def _ground(view: View) -> _Ground:
    return _Ground(
        view,
        _able(view),
        _absent(view),
        wishes_for(view),
        {tier.level: tier.minutes for tier in view.policy.tiers},
    )


def _weigh(ground: _Ground, person: Person) -> Ranked:
    """What speaks for and against a person."""
    view = ground.view
    skill = view.skill
    level = person.skills.get(skill, 0) if skill else 0
    pros: list[str] = []
    cons: list[str] = []
    if person.declined:
        cons.append("declined")
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
    if skill and level >= view.policy.matching.skill_level:
        pros.append("skill")
    elif skill and person.team in ground.able:
        cons.append("no_skill")
    if person.load < person.capacity:
        pros.append("room")
    else:
        cons.append("full")
    return _further(ground, person, level, pros, cons)


def _further(
    ground: _Ground, person: Person, level: int, pros: list[str], cons: list[str]
) -> Ranked:
    """What makes one who fits better or worse than another, and who learns by the case."""
    view, skill = ground.view, ground.view.skill
    instead_of = ground.absent.get(person.login)
    wants = ground.wishes.wants(person)
    mentor = ground.wishes.mentor(person) if wants else None
    work = ground.minutes.get(person.tier)
    left = _left(person, view.case.now, work)
    speaks = _speaks(view, person)
    in_the_way = [code for code in cons if code != "no_skill"]
    ready = not in_the_way and person.on_shift is True and speaks and left is None
    learns = ready and mentor is not None and ground.wishes.drawn
    if learns:
        cons = in_the_way
        pros.insert(0, "learns")
    fits = not cons
    if person.on_shift is None:
        cons.append("no_roster")
    if _far_above(view, person):
        cons.append("far_below")
    (pros if speaks else cons).append("language")
    if left is not None:
        cons.append("shift_ends")
    if person.knew:
        pros.append("knew")
    if instead_of is not None:
        pros.append("stands_in")
    if wants and not learns:
        pros.append("wishes")
    return Ranked(
        person, fits, tuple(pros), tuple(cons), skill, level, instead_of, mentor, left, work
    )


def _left(person: Person, now: datetime, work: int | None) -> int | None:
    """Minutes that are left of a shift which ends before the work is likely done."""
    if person.until is None or work is None or person.on_shift is False:
        return None
    left = int((person.until - now).total_seconds() // 60)
    return max(left, 0) if left < work else None


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


def _able(view: View) -> frozenset[str]:
    """The teams in which somebody has the skill."""
    skill, wanted = view.skill, view.policy.matching.skill_level
    if skill is None:
        return frozenset()
    people = view.evidence.people
    return frozenset(each.team for each in people if each.skills.get(skill, 0) >= wanted)


def _far_above(view: View, person: Person) -> bool:
    """Whether the matter is far below a person."""
    return person.authority - view.complexity >= view.policy.matching.far_below


def _speaks(view: View, person: Person) -> bool:
    return not person.languages or view.evidence.caller.language in person.languages


def _key(view: View, each: Ranked) -> tuple[object, ...]:
    person = each.person
    return (
        not each.fits,
        person.declined > 0,
        not each.learns,
        person.role is not Role.AGENT,
        _SHIFTS[person.on_shift],
        person.authority < view.complexity,
        "no_skill" in each.cons,
        person.load >= person.capacity,
        "far_below" in each.cons,
        not for_holder(view, each),
        "language" in each.cons,
        each.shift_minutes is not None,
        -min(max(person.knew, each.instead_of.knew if each.instead_of else 0), 3),
        round(load_share(person), 1),
        max(person.authority - view.complexity, 0),
        person.waiting_since or _NEVER,
        person.login,
    )


def ranked_facts(each: Ranked) -> dict[str, Fact]:
    """What the words about a ranked person need, and the receipt holds."""
    person, absent = each.person, each.instead_of
    facts: dict[str, Fact] = {
        "load": person.load,
        "capacity": person.capacity,
        "skill": each.skill,
        "level": each.level,
        "authority": person.authority,
        "knew": person.knew,
    }
    if person.declined:
        facts["declined"] = person.declined
    if person.away_until is not None:
        facts["away_until"] = person.away_until.isoformat()
        facts["stand_in"] = person.stand_in
        facts["stand_in_name"] = person.stand_in_name
    if absent is not None:
        facts["instead_of"] = absent.login
        facts["instead_of_name"] = absent.name
    if each.mentor is not None:
        facts["mentor"] = each.mentor.login
        facts["mentor_name"] = each.mentor.name
    if each.shift_minutes is not None:
        facts["shift_minutes"] = each.shift_minutes
        facts["work_minutes"] = each.work_minutes
    return facts
