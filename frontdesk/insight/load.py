"""Who works at the desk with how much, and what waits in each team's queue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select

from frontdesk.insight import roster
from frontdesk.policy import Policy
from frontdesk.rows import PersonRow
from frontdesk.store import tables as t
from frontdesk.store.unit import Store


def people(store: Store, now: datetime) -> list[PersonRow]:
    """Everybody who works at the desk, with load and what of it is overdue, by tier and name."""
    own = t.ticket.c
    late = (
        select(t.agent.c.login, func.count())
        .select_from(t.ticket.join(t.agent, t.agent.c.id == own.assignee_id))
        .where(own.open, own.next_due_at <= now)
        .group_by(t.agent.c.login)
    )
    with store.read() as connection:
        overdue: dict[str, int] = dict(connection.execute(late).all())
        everybody = roster.everybody(connection, now)
    return [replace(each, overdue=overdue.get(each.login, 0)) for each in everybody]


def skills(policy: Policy, categories: Iterable[str | None]) -> frozenset[str]:
    """What one must know for tickets of some categories."""
    known = (policy.category(code) for code in categories if code is not None)
    return frozenset(each.skill for each in known if each is not None and each.skill is not None)


class Waiting(NamedTuple):
    """How many open tickets of a team nobody of it holds, and how many of those are overdue."""

    team: str
    tier: int
    waiting: int
    overdue: int


def queues(store: Store, now: datetime) -> list[Waiting]:
    """Every team with what waits in its queue; by tier and code. Former teams are left out."""
    own = t.ticket.c
    waits = (own.team_id == t.team.c.id) & own.open & own.assignee_id.is_(None)
    statement = (
        select(
            t.team.c.code,
            t.team.c.tier,
            func.count(own.id),
            func.count(own.id).filter(own.next_due_at <= now),
        )
        .select_from(t.team.outerjoin(t.ticket, waits))
        .where(t.team.c.active)
        .group_by(t.team.c.id)
        .order_by(t.team.c.tier, t.team.c.code)
    )
    with store.read() as connection:
        return [Waiting(*row) for row in connection.execute(statement)]
