"""Equipment sent to a vendor: the repair order from opening to closing.

A ticket waits for the vendor from the shipping until the return. Resolving the ticket closes
orders that have come back; while one is away the ticket cannot be resolved.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlmodel import col, select

from frontdesk import lifecycle, rights
from frontdesk.desk import lookup, receipts
from frontdesk.desk.act import Act
from frontdesk.desk.following import follow
from frontdesk.desk.office import Office
from frontdesk.desk.once import repeated
from frontdesk.desk.operation import acting, each
from frontdesk.errors import BadInputError, RefusedError
from frontdesk.i18n import _
from frontdesk.models import Asset, RepairOrder, Ticket, Vendor
from frontdesk.rows import Done
from frontdesk.terms import AssetState, Money, Pending, Repair, Route, Status, Subject

UNDER_WAY = sorted(lifecycle.REPAIR_UNDER_WAY)
RESULTS = ("repaired", "exchanged", "unrepaired")


def open_order(
    office: Office,
    numbers: Sequence[int],
    *,
    vendor: str,
    asset: str | Sequence[str] | None = None,
    fault: str = "",
    expect: int | None = None,
    operation: str | None = None,
) -> Done:
    """Open repair orders for tickets that already stand; ``made`` is the last order's id.

    Args:
        asset: the tag of what is sent, or several, an order each; left out: the ticket's equipment.
        fault: what is wrong with it; left out: the ticket's subject.
    """
    tags = [asset] if isinstance(asset, str) else list(dict.fromkeys(asset or ()))

    def one(act: Act, ticket: Ticket) -> None:
        rights.authorize(office.actor, "repair_open", act.held(ticket))
        if not ticket.status.is_open:
            raise RefusedError(
                _("ticket {number} is {status}").format(number=ticket.id, status=ticket.status),
                _("reopen it first"),
            )
        whom = lookup.by_key(act.session, Vendor, vendor)
        items = [lookup.ident(lookup.by_key(act.session, Asset, tag)) for tag in tags]
        if not items and ticket.asset_id is not None:
            items = [ticket.asset_id]
        if not items:
            raise RefusedError(
                _("ticket {number} names no equipment").format(number=ticket.id),
                _("name it with --asset"),
            )
        receipts.overridden(act, ticket, Route.VENDOR_REPAIR)
        act.change(ticket, "repair", {"asset_id": items[0]})
        for item in items:
            place_order(act, ticket, whom, item, fault or ticket.subject)

    return each(office, "repair", numbers, one, expect=expect, operation=operation)


def place_order(act: Act, ticket: Ticket, vendor: Vendor, asset_id: int | None, fault: str) -> int:
    """Open an order inside an act; gives its id.

    Raises:
        RefusedError: the equipment is on another order that is still away.
    """
    asset = act.session.get(Asset, asset_id) if asset_id is not None else None
    if asset is not None:
        _not_away(act, asset)
        asset.state = AssetState.IN_REPAIR
    order = RepairOrder(
        ticket_id=lookup.ident(ticket),
        vendor_id=lookup.ident(vendor),
        asset_id=asset_id,
        fault=act.text(fault)["digest"],
        under_warranty=asset is not None and covered(asset, act.at.date()),
        opened_at=act.at,
    )
    number = act.add(order)
    known = {"ticket": ticket.id, "vendor_id": vendor.id, "asset_id": asset_id}
    entry = act.record(
        Subject.REPAIR, number, "open", {}, {**known, "state": order.state, "fault": order.fault}
    )
    order.version, act.made = entry.seq, number
    return number


def covered(asset: Asset, day: date) -> bool:
    """Whether warranty or contract covers a piece of equipment on a day."""
    return any(until is not None and until >= day for until in (asset.warranty_until,
                                                                asset.contract_until))  # fmt: skip


def _not_away(act: Act, asset: Asset) -> None:
    away = act.session.exec(
        select(RepairOrder.id).where(
            col(RepairOrder.asset_id) == asset.id,
            col(RepairOrder.state).in_(UNDER_WAY),
        )
    ).first()
    if away is not None:
        raise RefusedError(
            _("{tag} is on repair order {order} already").format(tag=asset.tag, order=away),
            _("`frontdesk repair show {order}` says where it is").format(order=away),
        )


def ship(
    office: Office,
    orders: Sequence[int],
    *,
    carrier: str,
    tracking: str,
    rma: str | None = None,
    expect: int | None = None,
    operation: str | None = None,
) -> Done:
    """Send equipment off; its ticket waits for the vendor from now."""
    fields = {"carrier": carrier.strip(), "tracking": tracking.strip()}
    fields |= {"rma": rma.strip()} if rma else {}

    def one(act: Act, order: RepairOrder, ticket: Ticket) -> None:
        _step(act, order, "ship", {**fields, "shipped_at": act.at}, fields)
        waits = {"pending": Pending.VENDOR, "pending_until": None}
        columns = follow(ticket, Status.PENDING, waits, act.at)
        act.change(ticket, "repair_ship", columns, known={"order": order.id})

    return _each_order(office, "repair_ship", orders, one, expect, operation)


def arrive(
    office: Office,
    orders: Sequence[int],
    *,
    reference: str | None = None,
    promised: datetime | None = None,
    expect: int | None = None,
    operation: str | None = None,
) -> Done:
    """The vendor has it; with the vendor's own number and promise, if there are any."""

    def one(act: Act, order: RepairOrder, ticket: Ticket) -> None:
        fields = {"arrived_at": act.at, "reference": reference, "promised_at": promised}
        _step(act, order, "arrive", fields, {})
        act.change(ticket, "repair_arrive", {}, known={"order": order.id})

    return _each_order(office, "repair_arrive", orders, one, expect, operation)


def give_back(
    office: Office,
    orders: Sequence[int],
    *,
    result: str = "repaired",
    cost: Money | None = None,
    expect: int | None = None,
    operation: str | None = None,
) -> Done:
    """It is back: the ticket goes on, and carries what the vendor costs.

    Args:
        result: ``repaired``, ``exchanged`` or ``unrepaired``.
        cost: what the vendor charges, in the desk's currency.
    """
    if result not in RESULTS:
        raise BadInputError(
            _("{result!r} is no result of a repair").format(result=result),
            _("say {results}").format(results=", ".join(RESULTS)),
        )
    if cost is not None and cost.currency != office.policy.currency:
        raise BadInputError(
            _("this desk counts in {ours}").format(ours=office.policy.currency),
            _("give the amount in {ours}").format(ours=office.policy.currency),
        )

    def one(act: Act, order: RepairOrder, ticket: Ticket) -> None:
        fields: dict[str, Any] = {"returned_at": act.at, "result": result}
        if cost is not None:
            fields |= {"cost": cost.amount, "currency": cost.currency}
        _step(act, order, "return", fields, {})
        _release(act, order)
        columns: dict[str, Any] = {"cost": ticket.cost + (cost.amount if cost else 0)}
        if ticket.pending is Pending.VENDOR and not _others_away(act, order):
            status = act.woken(ticket)
            columns = follow(ticket, status, columns, act.at)
        act.change(ticket, "repair_return", columns, known={"order": order.id, "result": result})

    return _each_order(office, "repair_return", orders, one, expect, operation)


def close(
    office: Office,
    orders: Sequence[int],
    *,
    expect: int | None = None,
    operation: str | None = None,
) -> Done:
    """Close orders that have come back."""

    def one(act: Act, order: RepairOrder, ticket: Ticket) -> None:
        _step(act, order, "close", {"closed_at": act.at}, {})
        act.change(ticket, "repair_close", {}, known={"order": order.id})

    return _each_order(office, "repair_close", orders, one, expect, operation)


def cancel(
    office: Office,
    orders: Sequence[int],
    *,
    reason: str,
    expect: int | None = None,
    operation: str | None = None,
) -> Done:
    """Call off orders that have not been shipped."""

    def one(act: Act, order: RepairOrder, ticket: Ticket) -> None:
        _step(act, order, "cancel", {"closed_at": act.at}, {"reason": reason})
        _release(act, order)
        told = {"reason": reason}
        act.change(ticket, "repair_cancel", {}, told=told, known={"order": order.id})

    return _each_order(office, "repair_cancel", orders, one, expect, operation)


def away(act: Act, ticket: Ticket) -> list[int]:
    """Orders of a ticket whose equipment is not back."""
    statement = select(RepairOrder.id).where(
        col(RepairOrder.ticket_id) == ticket.id,
        col(RepairOrder.state).in_(UNDER_WAY),
    )
    return [order for order in act.session.exec(statement) if order is not None]


def settle(act: Act, ticket: Ticket) -> None:
    """Close the orders of a ticket that have come back, as part of resolving it."""
    statement = select(RepairOrder).where(
        col(RepairOrder.ticket_id) == ticket.id, col(RepairOrder.state) == Repair.RETURNED
    )
    for order in act.session.exec(statement).all():
        _step(act, order, "close", {"closed_at": act.at}, {})


def _others_away(act: Act, order: RepairOrder) -> bool:
    statement = select(RepairOrder.id).where(
        col(RepairOrder.ticket_id) == order.ticket_id,
        col(RepairOrder.id) != order.id,
        col(RepairOrder.state).in_(sorted({Repair.SHIPPED, Repair.AT_VENDOR})),
    )
    return act.session.exec(statement).first() is not None


def _release(act: Act, order: RepairOrder) -> None:
    asset = act.session.get(Asset, order.asset_id) if order.asset_id is not None else None
    if asset is not None:
        asset.state = AssetState.IN_USE


def _step(
    act: Act, order: RepairOrder, verb: str, fields: Mapping[str, Any], given: Mapping[str, object]
) -> None:
    state = lifecycle.step_repair(verb, order.state, given)
    values = {"state": state, **fields}
    before = {name: getattr(order, name) for name in values}
    for name, value in values.items():
        setattr(order, name, value)
    entry = act.record(Subject.REPAIR, lookup.ident(order), verb, before, values)
    order.version = entry.seq


def _each_order(
    office: Office,
    verb: str,
    orders: Sequence[int],
    one: Callable[[Act, RepairOrder, Ticket], None],
    expect: int | None,
    operation: str | None,
) -> Done:
    """Do a verb to repair orders and their tickets, in one transaction: all of them, or none."""
    if not orders:
        raise BadInputError(_("no repair order was named"), _("`frontdesk repair list` shows them"))
    if (before := repeated(office, verb, operation)) is not None:
        return before
    with acting(office, verb, operation=operation) as act:
        for number in dict.fromkeys(orders):
            order = lookup.order(act.session, number)
            if expect is not None and expect != order.version:
                raise BadInputError(
                    _("repair order {order} is at version {version} now").format(
                        order=number, version=order.version
                    ),
                    _("look at it again, then decide; nothing was changed"),
                )
            ticket = lookup.tickets(act.session, [order.ticket_id])[0]
            rights.authorize(office.actor, verb, act.held(ticket))
            one(act, order, ticket)
            act.made = number
    return act.done()
