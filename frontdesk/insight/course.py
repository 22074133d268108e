"""What a ticket went through, as far as it still stands: teams, reopenings, refusals of people.

Read from the events, never guessed: what was taken back does not count, what was done again does.
It refuses to know codes and names; ids go out.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.engine import Connection, RowMapping

from frontdesk.store import tables as t
from frontdesk.store.team_records import Ended
from frontdesk.terms import Subject

_BACK = ("undo", "redo")
_TELLING = (*_BACK, "reopen", "decline")


@dataclass(frozen=True, slots=True)
class Course:
    """What one ticket went through.

    Attributes:
        teams: ids of the teams that have held it, in order, runs collapsed.
        reopened: how often it was opened again.
        declined: how often each agent, by id, refused it when they held it.
    """

    teams: tuple[int, ...] = ()
    reopened: int = 0
    declined: Mapping[int, int] = field(default_factory=dict)

    def came_from(self, present: int | None) -> int | None:
        """The team that passed it to the present one; ``None`` where nobody did."""
        return next((team for team in reversed(self.teams) if team != present), None)


def of(connection: Connection, number: int) -> Course:
    """What a ticket went through."""
    return courses(connection, [number]).get(number, Course())


def courses(connection: Connection, numbers: Sequence[int]) -> dict[int, Course]:
    """What some tickets went through, read together; those without such an event are left out."""
    own = t.event.c
    statement = (
        select(own.subject_id, own.id, own.verb, own.before, own.after)
        .where(
            own.subject == Subject.TICKET,
            own.subject_id.in_(numbers),
            or_(own.verb.in_(_TELLING), own.after.contains('"team_id":')),
        )
        .order_by(own.subject_id, own.seq)
    )
    found: dict[int, list[RowMapping]] = {}
    for row in connection.execute(statement).mappings():
        found.setdefault(row["subject_id"], []).append(row)
    return {number: _course(rows) for number, rows in found.items()}


def _course(rows: Sequence[RowMapping]) -> Course:
    events = [(row["id"], row["verb"], json.loads(row["after"]), row["before"]) for row in rows]
    moves = [move for event, verb, after, _ in events if (move := moved(event, verb, after))]
    gone = _taken_back(moves)
    declined: Counter[int] = Counter()
    reopened = 0
    for event, verb, _after, before in events:
        if event in gone or verb in _BACK:
            continue
        reopened += verb == "reopen"
        if verb == "decline" and (holder := json.loads(before).get("assignee_id")) is not None:
            declined[holder] += 1
    return Course(held_by(moves), reopened, dict(declined))


class Move(NamedTuple):
    """An event that gave a ticket to a team, or took an event back.

    Attributes:
        team: the id of the team; ``None``: it took back ``undoes``.
    """

    event: int
    team: int | None
    undoes: int = 0


def moved(event: int, verb: str, after: Mapping[str, Any]) -> Move | None:
    """What an event says about who holds its ticket; ``None`` for nothing."""
    if verb in _BACK:
        return Move(event, None, after.get("undoes", 0))
    team = after.get("team_id")
    return Move(event, team) if isinstance(team, int) else None


def held_by(moves: Sequence[Move]) -> tuple[int, ...]:
    """The teams that have held a ticket, in order, runs collapsed; what was taken back did not."""
    gone = _taken_back(moves)
    teams: list[int] = []
    for event, team, _undoes in moves:
        if team is not None and event not in gone and teams[-1:] != [team]:
            teams.append(team)
    return tuple(teams)


def ended(connection: Connection, numbers: Sequence[int]) -> Iterator[Ended]:
    """Some resolved tickets with the teams that had them, in the order of the numbers."""
    own = t.ticket.c
    statement = (
        select(own.id, own.category, own.team_id)
        .where(own.id.in_(numbers), own.team_id.is_not(None))
        .order_by(own.id)
    )
    went = courses(connection, numbers)
    for number, category, team in connection.execute(statement):
        yield Ended(category, team, went.get(number, Course()).teams)


def _taken_back(moves: Iterable[Move]) -> set[int]:
    """The events that no longer stand; what took them back stands itself: the last one first."""
    gone: set[int] = set()
    backs = (move for move in moves if move.team is None)
    for move in sorted(backs, key=lambda back: -back.event):
        if move.event not in gone:
            gone.add(move.undoes)
    return gone
