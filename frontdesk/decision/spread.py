"""An even spread of tickets over people: each to somebody who can take it, nobody beyond capacity.

The tickets for which the fewest people come into question are placed first. Each goes to whoever
carries the smallest share of what fits after taking it; among equals the ranking decides. Where
everybody who could take a ticket is full, one that was placed before moves on to somebody else, if
that makes room (an augmenting path, as in Kuhn, "The Hungarian method for the assignment problem",
1955): so no ticket is left that could have been placed. It refuses to force a ticket on anybody.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction

from frontdesk.decision.ranking import Ranked

IN_THE_WAY = frozenset(
    {"declined", "not_an_agent", "away", "off_shift", "too_little_authority", "no_skill"}
)
"""What keeps somebody from a ticket, however much room there is."""


@dataclass(frozen=True, slots=True)
class ToPlace:
    """A ticket that is to be placed.

    Attributes:
        people: those among whom it is, ranked for it, the best first.
        holder: who has it now, by login; its place there is free again when it moves.
    """

    number: int
    people: tuple[Ranked, ...]
    holder: str | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a ticket goes.

    Attributes:
        login: who gets it; ``None``: it stays where it is, for nobody could take it.
        able: everybody who could take it, full or not, the best first.
        others: agents whom a person may give it to all the same, who comes nearest first.
    """

    number: int
    login: str | None
    able: tuple[Ranked, ...]
    others: tuple[Ranked, ...] = ()


def able(ticket: ToPlace, without: Collection[str] = ()) -> tuple[Ranked, ...]:
    """Who could take a ticket, if they have room, the best first.

    Args:
        without: logins that are to get nothing.
    """
    return tuple(
        each
        for each in ticket.people
        if each.person.login not in without and IN_THE_WAY.isdisjoint(each.cons)
    )


def spread(tickets: Sequence[ToPlace], without: Collection[str] = ()) -> tuple[Placed, ...]:
    """Where each of some tickets goes, in the order given.

    Args:
        without: logins that are to get nothing.
    """
    plan = _Plan(tickets, without)
    for ticket in sorted(tickets, key=lambda each: len(plan.able[each.number])):
        plan.place(ticket.number)
    found = []
    for each in tickets:
        could = plan.able[each.number]
        asked = tuple(one for one in each.people if one not in could)
        others = tuple(
            one
            for one in asked
            if one.person.login not in without and "not_an_agent" not in one.cons
        )
        found.append(Placed(each.number, plan.at.get(each.number), could, others))
    return tuple(found)


class _Plan:
    """A plan under way: who has how much, and what was placed with whom."""

    def __init__(self, tickets: Sequence[ToPlace], without: Collection[str]) -> None:
        self.able = {each.number: able(each, without) for each in tickets}
        self.at: dict[int, str] = {}
        people = {each.person.login: each.person for one in tickets for each in one.people}
        self._room = {login: person.capacity for login, person in people.items()}
        self._load = {login: person.load for login, person in people.items()}
        for each in tickets:
            if each.holder in self._load:
                self._load[each.holder] -= 1

    def place(self, number: int) -> None:
        """Place a ticket, with whoever has room, else where room can be made."""
        free = [login for login in self._logins(number) if self._has_room(login)]
        if free:
            # Of equal shares the first: they come in the order of the ranking.
            self._put(number, min(free, key=self._share_after))
        else:
            self._make_room(number, set())

    def _make_room(self, number: int, asked: set[str]) -> bool:
        for login in self._logins(number):
            if login in asked:
                continue
            asked.add(login)
            if self._has_room(login):
                self._put(number, login)
                return True
            for other in [placed for placed, at in self.at.items() if at == login]:
                if self._make_room(other, asked):
                    self._put(number, login)
                    return True
        return False

    def _put(self, number: int, login: str) -> None:
        if (before := self.at.get(number)) is not None:
            self._load[before] -= 1
        self.at[number] = login
        self._load[login] += 1

    def _logins(self, number: int) -> list[str]:
        return [each.person.login for each in self.able[number]]

    def _has_room(self, login: str) -> bool:
        return self._load[login] < self._room[login]

    def _share_after(self, login: str) -> Fraction:
        return Fraction(self._load[login] + 1, self._room[login])
