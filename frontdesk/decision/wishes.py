"""Who learns by a case: skills that people wish for, and the small share of cases that goes there.

Help desks that give every ticket to who knows it best have nobody to stand in for them. So a share
of the cases (``matching.learning_share``) goes to somebody who wants to learn the skill, with a
mentor who is named. Which cases those are is drawn without chance: by a hash of the requester, the
subject and the day of opening. The number takes no part, so that the half-typed contact and the
ticket that it becomes agree. It refuses whatever cannot wait: what is urgent, or late already.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from frontdesk.decision.facts import Person
from frontdesk.decision.view import View
from frontdesk.terms import Priority
from frontdesk.text import fold


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a case offers to those who want to learn its skill.

    Attributes:
        skill: the one that the case asks for; ``None``: it asks for none.
        enough: the level from which on somebody has it and need not learn it.
        drawn: whether the case is of the share that goes to a learner.
        mentors: who could teach it now, by tier; the best first.
    """

    skill: str | None
    enough: int
    drawn: bool
    mentors: dict[int, tuple[Person, ...]]

    def wants(self, person: Person) -> bool:
        """Whether somebody wants to learn what the case asks for, and cannot do it yet."""
        skill = self.skill
        if skill is None or skill not in person.wishes:
            return False
        return person.skills.get(skill, 0) < self.enough

    def mentor(self, learner: Person) -> Person | None:
        """Who teaches somebody: on shift on the same tier; of the own team where one is there."""
        others = [each for each in self.mentors.get(learner.tier, ()) if each is not learner]
        own = (each for each in others if each.team == learner.team)
        return next(own, others[0] if others else None)


def wishes_for(view: View) -> Wishes:
    """What a case that has been looked at offers to learners."""
    matching, skill = view.policy.matching, view.skill
    if skill is None or not any(skill in each.wishes for each in view.evidence.people):
        return Wishes(skill, matching.skill_level, False, {})
    return Wishes(skill, matching.skill_level, drawn(view), _mentors(view, skill))


def drawn(view: View) -> bool:
    """Whether a case is of the share that goes to somebody who wants to learn its skill."""
    matching, left = view.policy.matching, view.evidence.time_left
    if view.skill is None or (left is not None and left <= 0):
        return False
    order = list(Priority)
    if order.index(view.case.priority) < order.index(matching.learning_priority):
        return False
    return _lot(view) < matching.learning_share


def _lot(view: View) -> float:
    """A number from 0 up to 1 that stands for a case as long as its subject does."""
    case = view.case
    day = case.opened_at.date().isoformat() if case.opened_at is not None else ""
    said = "\n".join((view.evidence.caller.code, " ".join(fold(case.subject).split()), day))
    digest = hashlib.blake2b(said.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**64


def _mentors(view: View, skill: str) -> dict[int, tuple[Person, ...]]:
    wanted = view.policy.matching.mentor_level
    able = [p for p in view.evidence.people if p.on_shift and p.skills.get(skill, 0) >= wanted]
    return {tier: _best_first(able, skill, tier) for tier in {each.tier for each in able}}


def _best_first(able: Iterable[Person], skill: str, tier: int) -> tuple[Person, ...]:
    there = (each for each in able if each.tier == tier)
    return tuple(sorted(there, key=lambda p: (-p.skills[skill], p.load, p.login)))
