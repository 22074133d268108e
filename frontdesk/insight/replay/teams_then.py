"""Who could have taken a ticket: the teams and people of today, with what they held at a moment.

A policy is tried with the desk that is to work by it: its teams, people, skills and rosters are
those of today's register. Of tickets of another system, whose teams do not work here, the teams are
those that such tickets had been with by then, and nobody's roster is known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection, RowMapping

from frontdesk.insight.replay.hands import Hands
from frontdesk.insight.replay.opening import Opening
from frontdesk.insight.roster import Staff
from frontdesk.routing import Person, Team
from frontdesk.store import tables as t


class TeamsThen:
    """Teams and people for one moment after another.

    Attributes:
        most: teams of another system that are weighed against each other for a ticket.
    """

    most = 30

    def __init__(self, connection: Connection, first: datetime) -> None:
        rows = connection.execute(select(t.team).order_by(t.team.c.code)).mappings().all()
        self._all = {row["code"]: row for row in rows}
        self._active = [row for row in rows if row["active"]]
        self._staff = Staff(connection, first)
        self._here: list[tuple[int, dict[str, Any]]] = []

    def own(self, hands: Hands, at: datetime) -> tuple[Team, ...]:
        """The teams that work here, with their queues and who was on shift."""
        self._here = self._staff.at(at)
        people: Counter[str] = Counter()
        on: Counter[str] = Counter()
        skills: dict[str, set[str]] = {}
        for _number, person in self._here:
            team = person["team"]
            people[team] += 1
            on[team] += person["on_shift"] is not False
            skills.setdefault(team, set()).update(name for name, _level in person["skills"])
        return tuple(
            self._team(row, hands, people[row["code"]], on[row["code"]], skills.get(row["code"]))
            for row in self._active
        )

    def met(self, hands: Hands, likeliest: Sequence[str]) -> tuple[Team, ...]:
        """Teams that tickets had been with: the likeliest, the busiest, and some of each tier."""
        busiest = [row for row in self._all.values() if hands.teams[row["id"]]]
        busiest.sort(key=lambda row: (-hands.teams[row["id"]], row["code"]))
        first: dict[int, RowMapping] = {}
        for row in busiest:
            first.setdefault(row["tier"], row)
        chosen = [*first.values(), *(self._all[code] for code in likeliest), *busiest]
        codes = list(dict.fromkeys(row["code"] for row in chosen))[: self.most]
        return tuple(self._team(self._all[code], hands, 0, 0, None) for code in sorted(codes))

    def _team(
        self, row: RowMapping, hands: Hands, people: int, on_shift: int, skills: set[str] | None
    ) -> Team:
        return Team(
            code=row["code"],
            name=row["name"],
            tier=row["tier"],
            customer_contact=row["customer_contact"],
            open=hands.queues[row["id"]],
            people=people,
            on_shift=on_shift,
            skills=tuple(sorted(skills or ())),
        )

    def people(self, hands: Hands, opening: Opening, *, known: bool) -> tuple[Person, ...]:
        """Everybody as they were on shift and loaded when ``own`` was asked last."""
        knew = hands.knew.get(opening.requester, Counter()) if known else Counter[int]()
        return tuple(_person(number, row, hands, knew) for number, row in self._here)


def _person(number: int, row: dict[str, Any], hands: Hands, knew: Counter[int]) -> Person:
    load = hands.loads.get(number, {})
    return Person(
        login=row["login"],
        name=row["name"],
        team=row["team"],
        tier=row["tier"],
        role=row["role"],
        authority=row["authority"],
        skills=MappingProxyType(dict(row["skills"])),
        languages=row["languages"],
        load=len(load),
        capacity=row["capacity"],
        on_shift=row["on_shift"],
        until=row["until"],
        knew=knew[number],
        waiting_since=max(load.values(), default=None),
        away_until=row["away_until"],
        stand_in=row["deputy"],
        stand_in_name=row["deputy_name"],
        wishes=row["wishes"],
    )
