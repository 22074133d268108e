"""The clocks of tickets: how each stands, the ledger that adds up to it, who held the ticket.

An open ticket is counted by the policy in force. One that has ended says what was pinned then: it
is counted by the policy of that day, and where that comes out otherwise by now (a calendar has
changed) the pinned figures stand, and it is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.engine import Connection, RowMapping

from frontdesk import policy as policies
from frontdesk.clock import (
    ClockState,
    Held,
    Life,
    Line,
    Promised,
    Running,
    clocks,
    holders,
    ledger,
)
from frontdesk.clock import what_if as as_if
from frontdesk.errors import NotFoundError
from frontdesk.i18n import _
from frontdesk.insight.lives import lives as lives
from frontdesk.policy import Places, Policy
from frontdesk.store import tables as t
from frontdesk.store.unit import Store
from frontdesk.terms import Clock, Pending, Status

ENDED = frozenset({Status.CLOSED, Status.CANCELLED})


@dataclass(frozen=True, slots=True)
class Clocks:
    """Everything about the time of one ticket.

    Attributes:
        running: each spell of each clock, as it stands at ``now``.
        ledgers: for each of ``running`` its lines, which add up to what it has used.
        holders: who held the ticket for how long.
        ended: whether these are the results of a ticket that is closed or cancelled; a clock of
            which nothing was pinned then is left out.
        policy: the hash of the policy that it was counted by.
        moved: clocks whose calendar or promise comes out otherwise today than when they were
            pinned; their figures are the pinned ones, their ledger is today's.
    """

    number: int
    now: datetime
    running: tuple[Running, ...]
    ledgers: tuple[tuple[Line, ...], ...]
    holders: tuple[Held, ...]
    ended: bool
    policy: str
    moved: frozenset[tuple[Clock, int]] = frozenset()


def of_ticket(store: Store, policy: Policy, number: int, now: datetime) -> Clocks:
    """The clocks of a ticket with their ledgers.

    Args:
        policy: the one in force.

    Raises:
        NotFoundError: there is no such ticket.
    """
    with store.read() as connection:
        life = _life(connection, number)
        pins = _pins(connection, number)
        by = _policy_of(connection, pins[0]["policy"], policy) if pins else policy
        rule = promised(connection, by)
    running = clocks(life, rule, now)
    moved: set[tuple[Clock, int]] = set()
    ended = life.moments[-1].state.status in ENDED
    if ended:
        running, moved = _as_pinned(running, pins)
    return Clocks(
        number=number,
        now=now,
        running=running,
        ledgers=tuple(ledger(each) for each in running),
        holders=holders(life, rule, now),
        ended=ended,
        policy=by.hash,
        moved=frozenset(moved),
    )


def what_if(
    store: Store,
    policy: Policy,
    number: int,
    now: datetime,
    pending: Pending,
    until: datetime | None = None,
) -> tuple[Running, ...]:
    """The clocks of a ticket as if it waited from now on; nothing is changed.

    Args:
        until: until when it would wait; ``None``: that is not known.

    Raises:
        NotFoundError: there is no such ticket.
    """
    with store.read() as connection:
        life, rule = _life(connection, number), promised(connection, policy)
    return as_if(life, rule, now, pending, until)


def places(connection: Connection) -> Places:
    """Where the sites of the register are."""
    rows = connection.execute(
        select(t.site.c.code, t.site.c.timezone, t.site.c.country).order_by(t.site.c.id)
    )
    return Places.of({code: (zone, country) for code, zone, country in rows})


def promised(connection: Connection, policy: Policy) -> Promised:
    """What a policy promises at the places of this store."""
    return policy.promised(places(connection))


def _life(connection: Connection, number: int) -> Life:
    found = lives(connection, [number])
    if number not in found:
        raise NotFoundError(
            _("there is no ticket {number}").format(number=number),
            _("`frontdesk find TEXT` looks for one by its words"),
        )
    return found[number]


def _pins(connection: Connection, number: int) -> Sequence[RowMapping]:
    statement = select(t.clock_result).where(t.clock_result.c.ticket_id == number)
    return connection.execute(statement).mappings().all()


def _policy_of(connection: Connection, wanted: str, policy: Policy) -> Policy:
    """The policy of a hash; the one in force where it is no longer known."""
    if wanted == policy.hash:
        return policy
    text = connection.execute(
        select(t.policy.c.text).where(t.policy.c.hash == wanted).limit(1)
    ).scalar()
    return policy if text is None else _parsed(text)


@lru_cache(maxsize=8)
def _parsed(text: str) -> Policy:
    return policies.parse(text)


def _as_pinned(
    running: Sequence[Running], pins: Sequence[RowMapping]
) -> tuple[tuple[Running, ...], set[tuple[Clock, int]]]:
    """The clocks with the figures that were pinned, and those that come out otherwise now."""
    by = {(row["clock"], row["spell"]): row for row in pins}
    found, moved = [], set()
    for each in running:
        key = (each.clock, each.order or each.spell)
        row = by.get(key)
        if row is None:
            if each.state is ClockState.DROPPED:
                found.append(each)
            continue
        pinned = _pinned(each, row)
        if _told(pinned) != _told(each):
            moved.add(key)
        found.append(pinned)
    return tuple(found), moved


def _pinned(each: Running, row: RowMapping) -> Running:
    used, within = row["used_s"], row["within_s"]
    same = int(each.used.total_seconds()) == used
    exact = each.used if same else timedelta(seconds=used)
    return replace(
        each,
        state=ClockState.MET if row["met"] else ClockState.BREACHED,
        used=exact,
        left=timedelta(seconds=within) - exact,
        was_due=row["due_at"],
        stopped=row["stopped_at"],
    )


def _told(each: Running) -> tuple[object, ...]:
    return each.state, each.used, each.left, each.was_due, each.stopped
