"""Who works at the desk with how much, and who could have some tickets: Team and the picker."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select

from frontdesk.insight import evidence, roster
from frontdesk.insight.candidates import Candidates
from frontdesk.policy import Policy
from frontdesk.routing import Ranked, rank
from frontdesk.rows import PersonRow
from frontdesk.store import tables as t
from frontdesk.store.unit import Store

MOST_ASKED = 12
"""Of more tickets than this only the first are asked whom they fit."""


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


def ranked(store: Store, policy: Policy, numbers: Sequence[int], now: datetime) -> list[Ranked]:
    """Everybody who could have some tickets, the best first.

    People of the tier that a ticket is on come first, as the decision ranks them, then the
    others. For several tickets a person fits when they fit each; what speaks against them is
    what does for any.

    Raises:
        NotFoundError: there is no ticket of one of the numbers.
    """
    with store.read() as connection:
        candidates = Candidates(roster.everybody(connection, now))
        orders: list[list[Ranked]] = []
        for number in list(dict.fromkeys(numbers))[:MOST_ASKED]:
            case = evidence.case_of(connection, number, now, decided=True)
            facts = evidence.of_people(connection, number, candidates, now)
            orders.append(_near_first(rank(case, facts, policy), case.tier))
    return orders[0] if len(orders) == 1 else _together(orders)


def _near_first(people: Sequence[Ranked], tier: int) -> list[Ranked]:
    return sorted(people, key=lambda each: each.person.tier != tier)


def _together(orders: Sequence[Sequence[Ranked]]) -> list[Ranked]:
    places: dict[str, int] = {}
    each: dict[str, list[Ranked]] = {}
    for order in orders:
        for place, one in enumerate(order):
            login = one.person.login
            places[login] = places.get(login, 0) + place
            each.setdefault(login, []).append(one)
    merged = [
        several[0]._replace(
            fits=all(one.fits for one in several),
            pros=_in_all([one.pros for one in several]),
            cons=_in_any(one.cons for one in several),
        )
        for several in each.values()
    ]
    return sorted(
        merged, key=lambda one: (not one.fits, places[one.person.login], one.person.login)
    )


def _in_all(several: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(code for code in several[0] if all(code in codes for codes in several))


def _in_any(several: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for codes in several for code in codes))


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
