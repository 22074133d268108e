"""How people suit several tickets at once: the rankings of groups, brought together. Pure.

Tickets that are alike in all that the ranking asks (tier, skill, complexity, language) make one
heap, ranked once however many they are. Who could take the most of them comes first; who would
hold more than fits, after those who would not; then who stands best in the rankings. It refuses to
rank anybody for a ticket: ``ranking`` does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from frontdesk.decision.facts import Person
from frontdesk.decision.outcome import Fact
from frontdesk.decision.ranking import Ranked, ranked_facts

WARNS = frozenset({"declined", "away", "off_shift", "too_little_authority"})
"""What somebody should be warned of who gives tickets away by hand."""

SKILLED = frozenset({"skill", "no_skill", "wishes", "learns"})
"""Codes that are about the skill that a ticket asks for."""
OPPOSITE: Mapping[str, str] = {"too_little_authority": "authority", "language": "language"}
"""What speaks against somebody of some tickets, and what for them of the others."""
MOST_SKILLS = 3


@dataclass(frozen=True, slots=True)
class Heap:
    """Tickets that are alike in all that the ranking asks.

    Attributes:
        people: everybody, ranked for one of them, the best first.
        knew: of how many of their requesters each has done tickets before, by login.
        declined: how many of them each has declined, by login.
    """

    size: int
    people: tuple[Ranked, ...]
    knew: Mapping[str, int] = field(default_factory=dict)
    declined: Mapping[str, int] = field(default_factory=dict)


class Said(NamedTuple):
    """What speaks for or against somebody: a code, what its words need, and for how many."""

    code: str
    facts: Mapping[str, Fact]
    tickets: int


@dataclass(frozen=True, slots=True)
class Suited:
    """How somebody suits some tickets.

    Attributes:
        of: how many tickets there are; ``fits``: how many of them they could take.
        after: how many they would hold with all of them.
        pros, cons: the weightiest first.
    """

    person: Person
    of: int
    fits: int
    after: int
    pros: tuple[Said, ...]
    cons: tuple[Said, ...]

    @property
    def warns(self) -> bool:
        """Whether something stands against giving them the tickets that one should be told."""
        return any(each.code in WARNS for each in self.cons)


def suited(heaps: Sequence[Heap], held: Mapping[str, int]) -> tuple[Suited, ...]:
    """Everybody, with how they suit the tickets of some heaps; the best first.

    Args:
        held: how many of the tickets each holds already, by login.
    """
    of = sum(heap.size for heap in heaps)
    places: dict[str, int] = {}
    stands: dict[str, list[tuple[Heap, Ranked]]] = {}
    for heap in sorted(heaps, key=lambda heap: -heap.size):
        for place, each in enumerate(heap.people):
            login = each.person.login
            places[login] = places.get(login, 0) + place * heap.size
            stands.setdefault(login, []).append((heap, each))
    found = [_together(several, of, held) for several in stands.values()]
    return tuple(
        sorted(
            found,
            key=lambda one: (
                -one.fits,
                one.after > one.person.capacity,
                places[one.person.login],
                one.person.login,
            ),
        )
    )


def _together(several: Sequence[tuple[Heap, Ranked]], of: int, held: Mapping[str, int]) -> Suited:
    person = several[0][1].person
    login, fits = person.login, 0
    pros, cons = _Tally(), _Tally()
    for heap, each in several:
        declined = heap.declined.get(login, 0)
        fits += heap.size - declined if each.fits else 0
        pros.add(each, each.pros, heap.size)
        cons.add(each, each.cons, heap.size)
        pros.add(each, ("knew",), heap.knew.get(login, 0))
        cons.add(each, ("declined",), declined)
    after = person.load + of - held.get(login, 0)
    against = cons.said()
    if person.load < person.capacity < after:
        against.append(Said("overfull", {"after": after, "capacity": person.capacity}, of))
    # Where something stands against them of some, that says of how many it speaks for them.
    doubted = {OPPOSITE.get(each.code) for each in against}
    speak = [each for each in pros.said() if each.code not in doubted or each.tickets == of]
    return Suited(person, of, fits, after, tuple(speak), tuple(against))


class _Tally:
    """For how many tickets each code speaks, and which skills they ask for."""

    def __init__(self) -> None:
        self._tickets: dict[str, int] = {}
        self._facts: dict[str, Mapping[str, Fact]] = {}
        self._skills: dict[str, dict[str, int]] = {}

    def add(self, each: Ranked, codes: Sequence[str], tickets: int) -> None:
        """Counts some codes of a person's place in a ranking, for so many tickets."""
        if not tickets:
            return
        for code in codes:
            self._tickets[code] = self._tickets.get(code, 0) + tickets
            self._facts.setdefault(code, ranked_facts(each))
            if code in SKILLED and each.skill is not None:
                skills = self._skills.setdefault(code, {})
                skills[each.skill] = skills.get(each.skill, 0) + tickets

    def said(self) -> list[Said]:
        """The codes, the weightiest first; of several skills, those that most tickets ask for."""
        found = []
        for code in sorted(self._tickets, key=lambda code: (code not in WARNS, code in SKILLED)):
            facts, skills = dict(self._facts[code]), self._skills.get(code, {})
            if len(skills) > 1:
                most = sorted(skills, key=lambda skill: (-skills[skill], skill))
                more = ", …" if len(most) > MOST_SKILLS else ""
                facts["skills"] = ", ".join(most[:MOST_SKILLS]) + more
            found.append(Said(code, facts, self._tickets[code]))
        return found
