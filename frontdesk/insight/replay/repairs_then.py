"""Repair orders as they stood at a moment: what is away, and what vendors had brought back."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from frontdesk.insight.repairing import HELPED, LATEST
from frontdesk.insight.replay.deeds import Deed, instant
from frontdesk.routing import Equipment, VendorRecord
from frontdesk.store import tables as t
from frontdesk.terms import Repair

AWAY = frozenset({Repair.OPEN, Repair.SHIPPED, Repair.AT_VENDOR})
DAY = 86_400.0


@dataclass(slots=True)
class _Order:
    vendor: int = 0
    asset: int | None = None
    state: Repair = Repair.OPEN
    shipped: datetime | None = None
    returned: datetime | None = None


class RepairsThen:
    """Every repair order so far, followed from event to event."""

    def __init__(self, connection: Connection) -> None:
        columns = (t.vendor.c.id, t.vendor.c.code, t.vendor.c.name, t.vendor.c.kind)
        statement = select(*columns, t.vendor.c.types).order_by(t.vendor.c.code)
        self._vendors = connection.execute(statement).mappings().all()
        self._orders: dict[int, _Order] = {}
        self._away: dict[int, set[int]] = {}
        self._records: dict[int, deque[tuple[bool, float | None]]] = {}

    def follow(self, deed: Deed) -> None:
        """Let an event change its order."""
        order = self._orders.setdefault(deed.number, _Order())
        after = deed.after
        self._mark(deed.number, order, away=False)
        order.vendor = after.get("vendor_id", order.vendor)
        order.asset = after.get("asset_id", order.asset)
        order.state = Repair(after.get("state", order.state))
        order.shipped = _time(after, "shipped_at", order.shipped)
        returned = _time(after, "returned_at", order.returned)
        if returned is not None and order.returned is None:
            self._returned(order, returned, after.get("result"))
        order.returned = returned
        self._mark(deed.number, order, away=order.state in AWAY)

    def _mark(self, number: int, order: _Order, *, away: bool) -> None:
        if order.asset is not None:
            here = self._away.setdefault(order.asset, set())
            (here.add if away else here.discard)(number)

    def _returned(self, order: _Order, at: datetime, result: str | None) -> None:
        away = (at - order.shipped).total_seconds() / DAY if order.shipped is not None else None
        record = self._records.setdefault(order.vendor, deque(maxlen=LATEST))
        record.append((result in HELPED, away))

    def in_repair(self, asset: int | None) -> bool:
        """Whether a piece of equipment is away, or about to go."""
        return bool(self._away.get(asset or 0))

    def vendors(self, equipment: Equipment | None) -> tuple[VendorRecord, ...]:
        """The vendors that could repair it, with what they had brought back by then."""
        if equipment is None:
            return ()
        return tuple(
            self._vendor(row["id"], row["code"], row["name"], row["kind"])
            for row in self._vendors
            if row["code"] == equipment.vendor or equipment.type in row["types"]
        )

    def _vendor(self, number: int, code: str, name: str, kind: Any) -> VendorRecord:
        record = self._records.get(number, ())
        days = [away for _helped, away in record if away is not None]
        mean = sum(days) / len(days) if days else None
        repaired = sum(helped for helped, _away in record)
        return VendorRecord(code, name, kind, len(record), repaired, mean)


def _time(after: Mapping[str, Any], name: str, before: datetime | None) -> datetime | None:
    if name not in after:
        return before
    return instant(after[name]) if after[name] else None
