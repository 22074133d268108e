"""Tickets as lists and one by one: Core columns into plain rows, by covering indexes."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Table,
    and_,
    bindparam,
    func,
    literal,
    select,
    tuple_,
)
from sqlalchemy.engine import Connection, RowMapping

from frontdesk.errors import NotFoundError
from frontdesk.i18n import _
from frontdesk.insight.conditions import conditions
from frontdesk.query import Filter, Order
from frontdesk.rows import ListRow, TicketRow
from frontdesk.store import search
from frontdesk.store import tables as t
from frontdesk.store.reading import Reading
from frontdesk.store.unit import Store
from frontdesk.terms import NEVER, Money

ORDERS: Mapping[Order, tuple[tuple[str, bool], ...]] = MappingProxyType(
    {
        Order.PRIORITY: (("priority", True), ("opened_at", True), ("id", True)),
        Order.OLDEST: (("opened_at", True), ("id", True)),
        Order.NEWEST: (("opened_at", False), ("id", False)),
        Order.UPDATED: (("updated_at", False), ("id", False)),
        Order.NUMBER: (("id", True),),
        Order.DUE: (("next_due_at", True), ("id", True)),
        Order.CALL: (("pending_until", True), ("id", True)),
        Order.SUBJECT: (("subject", True), ("id", True)),
        Order.WHO: (("who", True), ("id", True)),
        Order.CATEGORY: (("category", True), ("id", True)),
        Order.SITE: (("site", True), ("id", True)),
        Order.HOLDER: (("tier", True), ("holder", True), ("id", True)),
    }
)
"""What each order sorts by, and whether it ascends; all of one ascend or none does."""
_BY_INDEX = frozenset({Order.OLDEST, Order.NEWEST, Order.NUMBER})
_OPEN_BY_INDEX = _BY_INDEX | {Order.PRIORITY, Order.UPDATED, Order.DUE}
_LAST = "\U0010ffff"
"""Sorts behind every word."""
_CHUNK = 10_000


def by_index(wanted: Filter, order: Order) -> bool:
    """Whether an index gives the whole list in its order, so that any window of it is quick."""
    among = _OPEN_BY_INDEX if wanted.only_open else _BY_INDEX
    return order in among and not wanted.terms_but_state


def _sorted_by(name: str) -> ColumnElement[Any]:
    """What lists are sorted by; who has none of it, or waits until nobody knows when, comes last.

    Words are sorted without regard to case, letters with accents after the others.
    """
    own = t.ticket.c
    if name == "who":
        return _of(t.requester, own.requester_id, "folded")
    if name == "site":
        return func.coalesce(_of(t.site, own.site_id, "code"), _LAST)
    if name == "holder":
        holder, team = _of(t.agent, own.assignee_id, "login"), _of(t.team, own.team_id, "code")
        return func.coalesce(holder, team, _LAST)
    if name == "subject":
        return func.lower(own.subject)
    if name == "category":
        return func.coalesce(own.category, _LAST)
    column = own[name]
    return func.coalesce(column, literal(NEVER, column.type)) if column.nullable else column


def _of(table: Table, key: ColumnElement[Any], name: str) -> ColumnElement[Any]:
    """A word of the row that a ticket points at."""
    its = table.alias()
    found = select(its.c[name]).where(its.c.id == key)
    return found.correlate(t.ticket).scalar_subquery()


def _terms(order: Order, *, turned: bool = False) -> list[ColumnElement[Any]]:
    return [
        _sorted_by(name).asc() if ascending is not turned else _sorted_by(name).desc()
        for name, ascending in ORDERS[order]
    ]


def _ids(connection: Connection, wanted: Filter) -> Select[Any]:
    statement = select(t.ticket.c.id)
    return statement.where(*conditions(connection, wanted))


@cache
def _lines() -> Select[Any]:
    """The statement of a list's lines, without filter and order; in the order of ``ListRow``."""
    reader = select(t.agent.c.id).where(t.agent.c.login == bindparam("reader"))
    drafts = (
        select(literal(1))
        .where(t.draft.c.ticket_id == t.ticket.c.id, t.draft.c.agent_id == reader.scalar_subquery())
        .exists()
    )
    own = t.ticket.c
    kept = own.next_due_at.type
    due = func.nullif(own.next_due_at, literal(NEVER, kept), type_=kept)
    return select(
        own.id, own.version, own.subject, own.status, own.pending, own.pending_until, own.priority,
        t.requester.c.name, own.tier, t.team.c.code, t.agent.c.login, t.site.c.code, own.category,
        own.opened_at, own.updated_at, drafts, due, own.next_due,
        own.callback_number,
    ).select_from(
        t.ticket.join(t.requester, t.requester.c.id == own.requester_id)
        .outerjoin(t.team, t.team.c.id == own.team_id)
        .outerjoin(t.agent, t.agent.c.id == own.assignee_id)
        .outerjoin(t.site, t.site.c.id == own.site_id)
    )  # fmt: skip


def _read(connection: Connection, statement: Select[Any], reader: str | None) -> list[ListRow]:
    return [ListRow(*row) for row in connection.execute(statement, {"reader": reader})]


def reading() -> Reading:
    """What a list is read by, so that it can be called off."""
    return Reading()


def window(
    store: Store,
    wanted: Filter,
    order: Order = Order.PRIORITY,
    offset: int = 0,
    limit: int = 50,
    reader: str | None = None,
    total: int | None = None,
    reading: Reading | None = None,
) -> list[ListRow]:
    """Lines ``offset`` to ``offset + limit`` of a list.

    Args:
        reader: whose drafts are marked.
        total: how many lines the list has, where that is known: what lies in its second half is
            then read from its end, which is nearer.
        reading: by which it can be called off.
    """
    terms = _terms(order)
    turned = total is not None and offset > total // 2
    if total is not None and turned:
        limit = max(0, min(limit, total - offset))
        offset = total - offset - limit
    with store.read(reading) as connection:
        page = _ids(connection, wanted).order_by(*_terms(order, turned=turned))
        page = page.limit(limit).offset(offset)
        statement = _lines().where(t.ticket.c.id.in_(page.scalar_subquery())).order_by(*terms)
        return _read(connection, statement, reader)


def numbers(
    store: Store, wanted: Filter, order: Order, reading: Reading | None = None
) -> array[int]:
    """The numbers of a whole list in its order: eight bytes a ticket, however many there are.

    Args:
        reading: by which it can be called off.
    """
    found = array("q")
    with store.read(reading) as connection:
        statement = _ids(connection, wanted).order_by(*_terms(order))
        # The driver's own cursor: SQLAlchemy's rows cost three times as much as the sorting.
        cursor = connection.execute(statement).cursor
        assert cursor is not None
        while part := cursor.fetchmany(_CHUNK):
            found.extend([number for (number,) in part])
    return found


def lines(store: Store, numbers: Sequence[int], reader: str | None = None) -> list[ListRow]:
    """Lines of some tickets, in the order of the numbers; those that do not exist are left out."""
    with store.read() as connection:
        rows = _read(connection, _lines().where(t.ticket.c.id.in_(list(numbers))), reader)
    found = {row.number: row for row in rows}
    return [found[number] for number in numbers if number in found]


def count(store: Store, wanted: Filter) -> int:
    """How many tickets a filter holds."""
    with store.read() as connection:
        statement = select(func.count()).select_from(t.ticket)
        counted = connection.execute(statement.where(*conditions(connection, wanted)))
        return int(counted.scalar_one())


def position(store: Store, wanted: Filter, order: Order, number: int) -> int | None:
    """The line on which a ticket stands in a list, from 0; ``None`` when it is not in it."""
    with store.read() as connection:
        terms = conditions(connection, wanted)
        columns = [_sorted_by(name) for name, _ascending in ORDERS[order]]
        own = connection.execute(select(*columns).where(t.ticket.c.id == number, *terms)).first()
        if own is None:
            return None
        ascending = ORDERS[order][0][1]
        here = tuple_(
            *(literal(value, column.type) for value, column in zip(own, columns, strict=True))
        )
        before = tuple_(*columns) < here if ascending else tuple_(*columns) > here
        counted = select(func.count()).select_from(t.ticket).where(and_(*terms, before))
        return int(connection.execute(counted).scalar_one())


def find(store: Store, typed: str, limit: int = 50, before: int | None = None) -> list[ListRow]:
    """Tickets that hold every typed word, the newest first, open or not."""
    with store.read() as connection:
        numbers = search.tickets(connection, typed, limit, before)
    return lines(store, numbers)


def ticket(store: Store, number: int) -> TicketRow:
    """One ticket whole.

    Raises:
        NotFoundError: there is none of that number.
    """
    found = tickets(store, [number])
    if not found:
        raise NotFoundError(
            _("there is no ticket {number}").format(number=number),
            _("`frontdesk find TEXT` looks for one by its words"),
        )
    return found[0]


def tickets(store: Store, numbers: Sequence[int]) -> list[TicketRow]:
    """Tickets whole, in the order of the numbers; those that do not exist are left out."""
    with store.read() as connection:
        return whole(connection, numbers)


def whole(connection: Connection, numbers: Sequence[int]) -> list[TicketRow]:
    """The same, inside somebody's transaction."""
    found: dict[int, TicketRow] = {}
    wanted = list(dict.fromkeys(numbers))
    for start in range(0, len(wanted), 500):
        chunk = wanted[start : start + 500]
        orders: dict[int, list[int]] = {}
        statement = select(t.repair_order.c.ticket_id, t.repair_order.c.id).where(
            t.repair_order.c.ticket_id.in_(chunk)
        )
        for number, order in connection.execute(statement.order_by(t.repair_order.c.id)):
            orders.setdefault(number, []).append(order)
        for row in connection.execute(_whole().where(t.ticket.c.id.in_(chunk))).mappings():
            found[row["number"]] = _ticket_row(row, tuple(orders.get(row["number"], ())))
    return [found[number] for number in wanted if number in found]


@cache
def _whole() -> Select[Any]:
    said = t.text.alias("said")
    helped = t.text.alias("helped")
    own = {
        "id", "words", "resolution", "complexity", "decision_id", "cost", "currency", "open",
        "next_due_at", "next_due", "next_warning_at",
    }  # fmt: skip
    plain = [
        column
        for column in t.ticket.c
        if column.name not in own and not column.name.endswith("_id")
    ]
    return select(
        t.ticket.c.id.label("number"), *plain,
        func.coalesce(said.c.body, "").label("words"), helped.c.body.label("resolution"),
        func.coalesce(t.ticket.c.complexity, t.decision.c.complexity).label("complexity"),
        t.ticket.c.cost, t.ticket.c.currency, t.ticket.c.decision_id.label("decision"),
        t.ticket.c.parent_id.label("parent"), t.ticket.c.merged_into_id.label("merged_into"),
        t.site.c.code.label("site"), t.requester.c.code.label("requester"),
        t.requester.c.name.label("requester_name"), t.asset.c.tag.label("asset"),
        t.asset.c.type.label("asset_type"), t.team.c.code.label("team"),
        t.agent.c.login.label("assignee"), t.ticket.c.fix_id.label("fix"),
    ).select_from(
        t.ticket.join(t.requester, t.requester.c.id == t.ticket.c.requester_id)
        .outerjoin(t.team, t.team.c.id == t.ticket.c.team_id)
        .outerjoin(t.agent, t.agent.c.id == t.ticket.c.assignee_id)
        .outerjoin(t.site, t.site.c.id == t.ticket.c.site_id)
        .outerjoin(t.asset, t.asset.c.id == t.ticket.c.asset_id)
        .outerjoin(t.decision, t.decision.c.id == t.ticket.c.decision_id)
        .outerjoin(said, said.c.digest == t.ticket.c.words)
        .outerjoin(helped, helped.c.digest == t.ticket.c.resolution)
    )  # fmt: skip


def _ticket_row(row: RowMapping, repairs: tuple[int, ...]) -> TicketRow:
    values = dict(row)
    cost = Money(values.pop("cost"), values.pop("currency"))
    watchers = tuple(values.pop("watchers"))
    return TicketRow(
        **values,
        cost=cost,
        watchers=watchers,
        repairs=repairs,
    )
