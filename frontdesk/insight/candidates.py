"""Who could take a case, as the decision sees them: everybody who works here, and what they know.

What no ticket changes is made once; of a ticket it is added who has met its requester, and who has
declined it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from frontdesk.insight import course
from frontdesk.routing import Person
from frontdesk.rows import PersonRow
from frontdesk.store import tables as t


class Candidates:
    """Everybody who works at the desk at a moment."""

    def __init__(self, everybody: Sequence[PersonRow]) -> None:
        self._people = tuple(_person(row) for row in everybody)

    def of(
        self, connection: Connection, requester_id: int | None, number: int | None
    ) -> tuple[Person, ...]:
        """They as one ticket meets them.

        Args:
            requester_id: whose it is; ``None``: of nobody whom one can know.
            number: ``None`` while it is not stored.
        """
        knew = _knew(connection, requester_id) if requester_id is not None else {}
        declined = _declined(connection, number) if number is not None else {}
        concerned = knew.keys() | declined.keys()
        if not concerned:
            return self._people
        return tuple(
            replace(one, knew=knew.get(one.login, 0), declined=declined.get(one.login, 0))
            if one.login in concerned
            else one
            for one in self._people
        )


def _person(row: PersonRow) -> Person:
    return Person(
        login=row.login,
        name=row.name,
        team=row.team,
        tier=row.tier,
        role=row.role,
        authority=row.authority,
        skills=MappingProxyType(dict(row.skills)),
        languages=row.languages,
        load=row.load,
        capacity=row.capacity,
        on_shift=row.on_shift,
        until=row.until,
        waiting_since=row.newest,
        away_until=row.away_until,
        stand_in=row.deputy,
        stand_in_name=row.deputy_name,
        wishes=row.wishes,
    )


MOST_KNOWN = 500
"""Tickets of a requester that are looked at for who knows them: a monitor has very many."""


def _knew(connection: Connection, requester_id: int) -> dict[str, int]:
    """How many tickets of a requester each agent has done; nobody knows the unknown one."""
    own = t.ticket.c
    done = (
        select(own.assignee_id)
        .where(own.requester_id == requester_id, own.open == False)  # noqa: E712
        .order_by(own.priority, own.opened_at)
        .limit(MOST_KNOWN)
        .subquery()
    )
    statement = (
        select(t.agent.c.login, func.count())
        .select_from(done.join(t.agent, t.agent.c.id == done.c.assignee_id))
        .group_by(t.agent.c.login)
    )
    return dict(connection.execute(statement).all())


def _declined(connection: Connection, number: int) -> dict[str, int]:
    """How often each agent has declined a ticket, by login."""
    times = course.of(connection, number).declined
    if not times:
        return {}
    logins = select(t.agent.c.id, t.agent.c.login).where(t.agent.c.id.in_(times))
    return {login: times[agent] for agent, login in connection.execute(logins)}
