"""Repair orders: the board of those under way, one by one, and those of a ticket."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.engine import RowMapping

from frontdesk.errors import NotFoundError
from frontdesk.i18n import _
from frontdesk.rows import RepairRow
from frontdesk.store import tables as t
from frontdesk.store.unit import Store
from frontdesk.terms import Money, Repair

ENDED = (Repair.CLOSED, Repair.CANCELLED)
"""States that the board does not show."""


def board(store: Store, *, ended: bool = False) -> list[RepairRow]:
    """Orders by state as they go through it; in a state, what was promised first comes first.

    Args:
        ended: also those that are closed or cancelled.
    """
    own = t.repair_order.c
    states = case({state.value: place for place, state in enumerate(Repair)}, value=own.state)
    terms = [states, own.promised_at.is_(None), own.promised_at, own.opened_at, own.id]
    statement = _orders().order_by(*terms)
    if not ended:
        statement = statement.where(own.state.not_in(ENDED))
    return _rows(store, statement)


def of_ticket(store: Store, number: int) -> list[RepairRow]:
    """The orders of a ticket, the first one first."""
    own = t.repair_order.c
    return _rows(store, _orders().where(own.ticket_id == number).order_by(own.id))


def of_asset(store: Store, tag: str) -> list[RepairRow]:
    """The orders that a piece of equipment has been on, the latest first."""
    own = t.repair_order.c
    return _rows(store, _orders().where(t.asset.c.tag == tag).order_by(own.id.desc()))


def order(store: Store, number: int) -> RepairRow:
    """One order.

    Raises:
        NotFoundError: there is none of that number.
    """
    found = _rows(store, _orders().where(t.repair_order.c.id == number))
    if not found:
        raise NotFoundError(
            _("there is no repair order {number}").format(number=number),
            _("`frontdesk repair list` shows them"),
        )
    return found[0]


@cache
def _orders() -> Select[Any]:
    own = t.repair_order.c
    plain: list[ColumnElement[Any]] = [
        own[name]
        for name in (
            "state", "rma", "carrier", "tracking", "reference", "under_warranty", "opened_at",
            "shipped_at", "arrived_at", "promised_at", "returned_at", "result", "version",
        )
    ]  # fmt: skip
    return select(
        own.id.label("order"), own.ticket_id.label("ticket"), *plain,
        own.cost, own.currency, t.vendor.c.code.label("vendor"),
        t.vendor.c.name.label("vendor_name"), t.asset.c.tag.label("asset"),
        t.asset.c.type.label("asset_type"), t.asset.c.model,
        func.coalesce(t.text.c.body, "").label("fault"), t.ticket.c.subject,
        t.requester.c.name.label("requester_name"),
    ).select_from(
        t.repair_order.join(t.ticket, t.ticket.c.id == own.ticket_id)
        .join(t.requester, t.requester.c.id == t.ticket.c.requester_id)
        .join(t.vendor, t.vendor.c.id == own.vendor_id)
        .outerjoin(t.asset, t.asset.c.id == own.asset_id)
        .outerjoin(t.text, t.text.c.digest == own.fault)
    )  # fmt: skip


def _rows(store: Store, statement: Select[Any]) -> list[RepairRow]:
    with store.read() as connection:
        return [_row(row) for row in connection.execute(statement).mappings()]


def _row(row: RowMapping) -> RepairRow:
    values = dict(row)
    cost, currency = values.pop("cost"), values.pop("currency")
    return RepairRow(**values, cost=Money(cost, currency) if cost is not None else None)
