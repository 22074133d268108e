"""What became of each category's tickets with each team: kept as two numbers, read by category.

A ticket counts when it is resolved: for the team that resolved it, and against every other team
that had held it and passed it on. It refuses to count by itself: ``desk.teaching`` does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Connection

from frontdesk.store import tables as t


class Tally(NamedTuple):
    """How many tickets a team resolved, and how many it passed on."""

    resolved: int = 0
    passed_on: int = 0

    def with_more(self, more: Tally) -> Tally:
        """Both together."""
        return Tally(self.resolved + more.resolved, self.passed_on + more.passed_on)


Key = tuple[str, int]
"""A category and a team's number."""


class Ended(NamedTuple):
    """A resolved ticket.

    Attributes:
        category: ``None``: it is of no team's record.
        team: the number of the team that resolved it. ``held``: those that have held it.
    """

    category: str | None
    team: int
    held: Sequence[int]


def count(ended: Iterable[Ended], onto: dict[Key, Tally]) -> None:
    """Add resolved tickets to the records of the teams that had them."""
    for category, team, held in ended:
        if category is None:
            continue
        onto[category, team] = onto.get((category, team), Tally()).with_more(Tally(resolved=1))
        for other in {*held} - {team}:
            key = category, other
            onto[key] = onto.get(key, Tally()).with_more(Tally(passed_on=1))


def of(connection: Connection, category: str | None) -> dict[int, Tally]:
    """The records of a category, by the number of the team; of no category there is none."""
    if category is None:
        return {}
    own = t.team_record.c
    statement = select(own.team_id, own.resolved, own.passed_on).where(own.category == category)
    return {team: Tally(*numbers) for team, *numbers in connection.execute(statement)}


def add(connection: Connection, more: Mapping[Key, Tally]) -> None:
    """Add to the records that are kept."""
    rows = []
    for category in sorted({category for category, _team in more}):
        kept = of(connection, category)
        for (one, team), tally in more.items():
            if one == category:
                kept[team] = kept.get(team, Tally()).with_more(tally)
        connection.execute(delete(t.team_record).where(t.team_record.c.category == category))
        rows += [
            {"category": category, "team_id": team, **tally._asdict()}
            for team, tally in sorted(kept.items())
        ]
    if rows:
        connection.execute(insert(t.team_record), rows)


def forget(connection: Connection) -> None:
    """All records, gone."""
    connection.execute(delete(t.team_record))
