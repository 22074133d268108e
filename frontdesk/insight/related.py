"""Which tickets belong to one: merged, parents and children, links; and what is open below it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, false, literal, select, true, union_all
from sqlalchemy.engine import Connection

from frontdesk.insight import tickets
from frontdesk.insight.codes import chunks
from frontdesk.rows import ListRow, RelatedRow
from frontdesk.store import search
from frontdesk.store import tables as t
from frontdesk.store.unit import Store
from frontdesk.terms import Kin, Status, Tie

DIGITS = 19
"""Digits of a number beyond which there is no ticket."""
_ONTO: Mapping[Tie, Kin] = {
    Tie.RELATED: Kin.RELATED, Tie.DUPLICATE: Kin.ORIGINAL, Tie.CAUSED_BY: Kin.CAUSE,
}  # fmt: skip
_FROM: Mapping[Tie, Kin] = {
    Tie.RELATED: Kin.RELATED, Tie.DUPLICATE: Kin.DUPLICATE, Tie.CAUSED_BY: Kin.EFFECT,
}  # fmt: skip
"""What the other ticket is to one that the link goes out from, and that it goes to."""


def of(store: Store, number: int) -> tuple[RelatedRow, ...]:
    """The tickets that belong to one, in the order of ``Kin``, then by number."""
    own, link = t.ticket.c, t.link.c
    asked: list[Select[Any]] = [
        select(own.merged_into_id, literal(Kin.INTO.value)).where(own.id == number),
        select(own.id, literal(Kin.MERGED.value)).where(own.merged_into_id == number),
        select(own.parent_id, literal(Kin.PARENT.value)).where(own.id == number),
        select(own.id, literal(Kin.CHILD.value)).where(own.parent_id == number),
    ]
    for tie, kin in _ONTO.items():
        onto = select(link.other_id, literal(kin.value))
        asked.append(onto.where(link.ticket_id == number, link.tie == tie))
    for tie, kin in _FROM.items():
        back = select(link.ticket_id, literal(kin.value))
        asked.append(back.where(link.other_id == number, link.tie == tie))
    with store.read() as connection:
        rows = connection.execute(union_all(*asked)).all()
        found = [(row[0], Kin(row[1])) for row in rows if row[0] is not None]
        known = _known(connection, [n for n, _kin in found])
    order = list(Kin)
    return tuple(
        RelatedRow(n, kin, *known[n])
        for n, kin in sorted(found, key=lambda each: (order.index(each[1]), each[0]))
    )


def leads_to(store: Store, number: int) -> int | None:
    """The ticket to which a merged one leads in the end; ``None`` for one that is not merged."""
    into: int | None = None
    with store.read() as connection:
        beyond = _merged_into(connection, number)
        while beyond is not None:
            into, beyond = beyond, _merged_into(connection, beyond)
    return into


def _merged_into(connection: Connection, number: int) -> int | None:
    found: int | None = connection.execute(
        select(t.ticket.c.merged_into_id).where(t.ticket.c.id == number)
    ).scalar()
    return found


def open_children(store: Store, numbers: Sequence[int]) -> tuple[int, ...]:
    """The open children of some tickets, by number, without those tickets themselves."""
    own, found = t.ticket.c, set[int]()
    with store.read() as connection:
        for chunk in chunks(numbers):
            statement = select(own.id).where(own.parent_id.in_(chunk), own.open == true())
            found |= set(connection.execute(statement).scalars())
    return tuple(sorted(found - set(numbers)))


def others(
    store: Store, number: int, typed: str, first: Sequence[int] = (), limit: int = 30
) -> list[ListRow]:
    """Tickets that one may be merged into or linked to, the likely ones first.

    Args:
        typed: a number, or words; empty: what the requester of the ticket has open.
        first: tickets that come before all others.
    """
    found = [*first]
    bare = typed.strip().removeprefix("#")
    if bare.isascii() and bare.isdigit() and len(bare) < DIGITS:
        found.append(int(bare))
    own = t.ticket.c
    requester = select(own.requester_id).where(own.id == number).scalar_subquery()
    theirs = select(own.id).where(own.requester_id == requester, own.open == true())
    with store.read() as connection:
        with_words = search.tickets(connection, typed, limit, None) if typed.strip() else []
        if with_words:
            theirs = theirs.where(own.id.in_(with_words))
        elif typed.strip():
            theirs = theirs.where(false())
        newest = theirs.order_by(own.opened_at.desc(), own.id.desc()).limit(limit)
        found += connection.execute(newest).scalars()
    rows = tickets.lines(store, list(dict.fromkeys([*found, *with_words]))[: limit + 1])
    return [row for row in rows if row.number != number][:limit]


def subjects(store: Store, numbers: Iterable[int]) -> dict[int, str]:
    """The subjects of tickets, by number."""
    with store.read() as connection:
        return {n: subject for n, (subject, _s) in _known(connection, sorted(set(numbers))).items()}


def _known(connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[str, Status]]:
    found: dict[int, tuple[str, Status]] = {}
    own = t.ticket.c
    for chunk in chunks(numbers):
        statement = select(own.id, own.subject, own.status).where(own.id.in_(chunk))
        found |= {n: (subject, status) for n, subject, status in connection.execute(statement)}
    return found
