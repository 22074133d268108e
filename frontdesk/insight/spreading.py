"""How tickets would be spread evenly over the teams that they are with, and why not all of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy.engine import Connection

from frontdesk.i18n import _
from frontdesk.insight import evidence, roster
from frontdesk.insight.candidates import Candidates
from frontdesk.insight.cases import cases_of
from frontdesk.policy import Policy
from frontdesk.routing import Placed, ToPlace, rank, spread_evenly
from frontdesk.store.unit import Store

AT_ONCE = 500
"""Tickets that are read together."""


def spread(
    connection: Connection,
    policy: Policy,
    numbers: Sequence[int],
    now: datetime,
    without: Collection[str] = (),
) -> tuple[Placed, ...]:
    """Where each of some tickets would go, in their order; those that are not open are left out.

    Each is placed within the team that it is with, one without a team within its tier.

    Args:
        without: logins that are to get nothing.
    """
    candidates = Candidates(roster.everybody(connection, now))
    waiting: list[ToPlace] = []
    for start in range(0, len(numbers), AT_ONCE):
        chunk = numbers[start : start + AT_ONCE]
        cases = cases_of(connection, chunk, now, decided=True)
        for number in chunk:
            if (case := cases.get(number)) is None or not case.status.is_open:
                continue
            facts = evidence.of_people(connection, number, candidates, now)
            tier = case.tier if case.team is None else None
            people = rank(case, facts, policy, tier=tier, team=case.team)
            waiting.append(ToPlace(number, people, case.assignee))
    return spread_evenly(waiting, without)


def proposed(
    store: Store,
    policy: Policy,
    numbers: Sequence[int],
    now: datetime,
    without: Collection[str] = (),
) -> tuple[Placed, ...]:
    """The same, read from a store."""
    with store.read() as connection:
        return spread(connection, policy, numbers, now, without)


def why_not(placed: Placed) -> str:
    """Why a ticket stays where it is, in words."""
    if placed.able:
        return _("all who could take it are full")
    if not placed.others:
        return _("nobody else works in its team")
    return _("nobody of its team could")
