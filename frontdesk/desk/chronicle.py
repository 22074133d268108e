"""Told pasts become tickets of this store, set-wise: all of them or none.

What ``history.adopt`` does for tickets of which only the end is known, this does for tickets of
which everything is known: each deed is an event of its own, by who did it and when, marked
imported. It refuses a past that the lifecycle does not allow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.engine import Connection
from sqlmodel import col

from frontdesk import rights
from frontdesk.clock import OrderLife
from frontdesk.desk.act import Act
from frontdesk.desk.office import Office
from frontdesk.desk.operation import acting
from frontdesk.desk.retelling import Life
from frontdesk.desk.timed import Timed, pin, timed
from frontdesk.desk.timing import ENDED
from frontdesk.desk.told import Ids, Line, Told
from frontdesk.insight.lives import Written
from frontdesk.models import Contact, FixAttempt, Message, RepairOrder, Ticket
from frontdesk.rows import Done
from frontdesk.store import likeness, search
from frontdesk.store import tables as t
from frontdesk.store.ledger import Entry
from frontdesk.terms import Subject

CHUNK = 500
"""Tickets that are written at a time."""

Progress = Callable[[int, int], None]


def chronicle(office: Office, pasts: Sequence[Told], *, progress: Progress | None = None) -> Done:
    """Write tickets with all that was done to them, in one transaction.

    Args:
        progress: told how many tickets are written, and of how many.

    Raises:
        RefusedError: the actor may not import, or a past is not a possible one.
        KeyError: a past names a code that the store does not know.
    """
    rights.authorize(office.actor, "import")
    with acting(office, "import") as act:
        ids = known_codes(act.session.connection())
        for start in range(0, len(pasts), CHUNK):
            chunk = pasts[start : start + CHUNK]
            keep = act.unit.ledger.text
            _write(act, [Life(told, ids, office.policy, keep).play() for told in chunk])
            if progress is not None:
                progress(start + len(chunk), len(pasts))
    return replace(act.done(), changes=())


def known_codes(connection: Connection) -> Ids:
    """What every code means in a store, read once."""

    def rows(*columns: Any) -> Iterable[Any]:
        return connection.execute(select(*columns)).all()

    agent = select(t.agent.c.login, t.agent.c.id, t.team.c.code).join(
        t.team, t.team.c.id == t.agent.c.team_id
    )
    assets = rows(
        t.asset.c.tag, t.asset.c.id, t.asset.c.site_id, t.asset.c.warranty_until,
        t.asset.c.contract_until,
    )  # fmt: skip
    return Ids(
        teams={
            code: (n, tier) for code, n, tier in rows(t.team.c.code, t.team.c.id, t.team.c.tier)
        },
        agents={login: (n, team) for login, n, team in connection.execute(agent)},
        sites=dict(rows(t.site.c.code, t.site.c.id)),
        requesters={
            code: (n, site)
            for code, n, site in rows(t.requester.c.code, t.requester.c.id, t.requester.c.site_id)
        },
        assets={
            tag: (n, site, max(filter(None, until), default=None))
            for tag, n, site, *until in assets
        },
        vendors=dict(rows(t.vendor.c.code, t.vendor.c.id)),
        fixes=dict(rows(t.fix.c.id, t.fix.c.title)),
    )


def _write(act: Act, lives: Sequence[Life]) -> None:
    session, ledger = act.session, act.unit.ledger
    ledger.flush_texts()
    clocks = _timed(act, lives)
    for life, own_clocks in zip(lives, clocks, strict=True):
        life.now |= own_clocks.columns
    tickets = insert(Ticket).returning(col(Ticket.id), sort_by_parameter_order=True)
    numbers = list(session.execute(tickets, [life.now for life in lives]).scalars())
    orders = _orders(act, lives, numbers)
    ledger.load_heads(Subject.TICKET, [number for number in numbers if number])
    ledger.load_heads(Subject.REPAIR, [order for row in orders for order in row])
    for life, own_clocks, own in zip(lives, clocks, orders, strict=True):
        own_clocks.ordered(own)
        if own_clocks.results:
            _last(life).after |= own_clocks.facts()
    ended = _events(act, lives, numbers, orders)
    pin(session.connection(), clocks, [number or 0 for number in numbers], ended)
    for model, rows in (
        (Contact, [life.contacts for life in lives]),
        (Message, [life.messages for life in lives]),
        (FixAttempt, [life.attempts for life in lives]),
    ):
        beside = {"operation": act.stamp.operation} if model is FixAttempt else {}
        values = [
            {"ticket_id": number, **row, **beside}
            for number, own in zip(numbers, rows, strict=True)
            for row in own
        ]
        if values:
            session.execute(insert(model), values)
    search.index_tickets(
        session,
        [
            (number or 0, life.told.subject, "\n".join(filter(None, life.said)))
            for number, life in zip(numbers, lives, strict=True)
        ],
    )
    likeness.index(session.connection(), [number for number in numbers if number])


def _orders(act: Act, lives: Sequence[Life], numbers: Sequence[int | None]) -> list[list[int]]:
    """Write the repair orders; gives their numbers, for each ticket."""
    values = [
        {"ticket_id": number, **order}
        for number, life in zip(numbers, lives, strict=True)
        for order in life.orders
    ]
    if not values:
        return [[] for _ in lives]
    statement = insert(RepairOrder).returning(col(RepairOrder.id), sort_by_parameter_order=True)
    given = iter(act.session.execute(statement, values).scalars())
    return [[next(given) or 0 for _ in life.orders] for life in lives]


def _timed(act: Act, lives: Sequence[Life]) -> list[Timed]:
    """The clocks of told pasts."""
    vendors = {number: code for life in lives for code, number in life.ids.vendors.items()}
    histories = []
    for index, life in enumerate(lives):
        own = sorted((line for line in life.lines if not line.of_order), key=lambda one: one.at)
        histories.append(
            [
                Written(index, seq, line.at, line.by, line.verb, line.after)
                for seq, line in enumerate(own, start=1)
            ]
        )
    orders = [
        [
            OrderLife(
                place, vendors[order["vendor_id"]], order["arrived_at"], order["promised_at"],
                order["returned_at"],
            )
            for place, order in enumerate(life.orders, start=1)
        ]
        for life in lives
    ]  # fmt: skip
    return timed(act.timing, act.session.connection(), histories, orders)


def _last(life: Life) -> Line:
    """The event with which a ticket came to where it stands."""
    return next(
        line for line in reversed(life.lines) if not line.of_order and "status" in line.after
    )


def _events(
    act: Act, lives: Sequence[Life], numbers: Sequence[int | None], orders: Sequence[list[int]]
) -> dict[int, int]:
    """Record every event, in the order in which it all happened; gives those that end tickets."""
    ends = {id(_last(life)) for life in lives if life.now["status"] in ENDED}
    ended: list[Entry] = []
    lines = [
        (line.at, index, place, line)
        for index, life in enumerate(lives)
        for place, line in enumerate(life.lines)
    ]
    lines.sort(key=lambda row: row[:3])
    for at, index, _place, line in lines:
        subject, number = Subject.TICKET, numbers[index] or 0
        after = line.after
        if line.order is not None:
            order = orders[index][line.order]
            if line.of_order:
                subject, number = Subject.REPAIR, order
                if line.verb == "open":
                    after = {"ticket": numbers[index], **after}
            else:
                after = {**after, "order": order}
        stamp = replace(act.stamp, at=at, actor=line.by, imported=True)
        entry = act.unit.ledger.record(subject, number, line.verb, stamp, line.before, after)
        if id(line) in ends:
            ended.append(entry)
    act.unit.ledger.flush()
    return {entry.subject_id: entry.event or 0 for entry in ended}
