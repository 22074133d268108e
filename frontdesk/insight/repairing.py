"""Who could repair a piece of equipment, with which record, and the parts that fit it."""

from __future__ import annotations

from sqlalchemy import case, func, select
from sqlalchemy.engine import Connection

from frontdesk.routing import Equipment, PartStock, VendorRecord
from frontdesk.store import tables as t

LATEST = 200
"""Orders of a vendor that came back and make its record: the latest ones."""
HELPED = ("repaired", "exchanged")
"""Results of an order that helped."""


def vendors(connection: Connection, equipment: Equipment | None) -> tuple[VendorRecord, ...]:
    """Those that could repair it: the one that the register names for it, and the repair shops."""
    if equipment is None:
        return ()
    own = t.vendor.c
    rows = connection.execute(
        select(own.id, own.code, own.name, own.kind, own.types).order_by(own.code)
    )
    return tuple(
        _with_record(connection, number, VendorRecord(code=code, name=name, kind=kind))
        for number, code, name, kind, types in rows.all()
        if code == equipment.vendor or equipment.type in types
    )


def _with_record(connection: Connection, vendor_id: int, vendor: VendorRecord) -> VendorRecord:
    own = t.repair_order.c
    latest = (
        select(own.result, own.shipped_at, own.returned_at)
        .where(own.vendor_id == vendor_id, own.returned_at.is_not(None))
        .order_by(own.returned_at.desc())
        .limit(LATEST)
        .subquery()
        .c
    )
    days = func.julianday(latest.returned_at) - func.julianday(latest.shipped_at)
    orders, repaired, mean = connection.execute(
        select(
            func.count(),
            func.sum(case((latest.result.in_(HELPED), 1), else_=0)),
            func.avg(days),
        )
    ).one()
    return VendorRecord(
        code=vendor.code,
        name=vendor.name,
        kind=vendor.kind,
        orders=orders,
        repaired=int(repaired or 0),
        days=float(mean) if mean is not None else None,
    )


def parts(
    connection: Connection, equipment: Equipment | None, site: str | None
) -> tuple[PartStock, ...]:
    """The parts that fit its type, by code, with how many lie at a site."""
    if equipment is None:
        return ()
    here = (
        select(t.stock.c.part_id, t.stock.c.count)
        .select_from(t.stock.join(t.site, t.site.c.id == t.stock.c.site_id))
        .where(t.site.c.code == site)
        .subquery()
        .c
    )
    own = t.part.c
    statement = (
        select(own.code, own.name, own.asset_types, func.coalesce(here.count, 0))
        .select_from(t.part.outerjoin(here.part_id.table, here.part_id == own.id))
        .order_by(own.code)
    )
    return tuple(
        PartStock(code, name, count)
        for code, name, types, count in connection.execute(statement)
        if equipment.type in types
    )
