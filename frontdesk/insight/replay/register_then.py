"""The register as it stood: what has changed later is taken back, from the events that changed it.

Requesters, their organisations and plans, and equipment. Teams, people and their rosters are those
of today (docs/replay.md says why), and so are sites and vendors.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import String, Table, select, type_coerce
from sqlalchemy.engine import Connection

from frontdesk.insight.replay.deeds import instant
from frontdesk.routing import Caller, Equipment
from frontdesk.store import tables as t
from frontdesk.terms import RequesterKind, Subject

UNKNOWN = "unknown"
_TABLES: Mapping[Subject, Table] = {
    Subject.REQUESTER: t.requester,
    Subject.ORGANISATION: t.organisation,
    Subject.PLAN: t.plan,
    Subject.ASSET: t.asset,
}
Change = tuple[datetime, Mapping[str, Any]]


class RegisterThen:
    """Who asked, of what plan, with what equipment, as the register had it at a moment."""

    def __init__(self, connection: Connection) -> None:
        self._rows: dict[Subject, dict[int, dict[str, Any]]] = {
            subject: {row["id"]: dict(row) for row in connection.execute(select(table)).mappings()}
            for subject, table in _TABLES.items()
        }
        self._changes = _changes(connection)
        self.sites: dict[int, str] = dict(
            connection.execute(select(t.site.c.id, t.site.c.code)).all()
        )
        self._vendors: dict[int, str] = dict(
            connection.execute(select(t.vendor.c.id, t.vendor.c.code)).all()
        )
        self._callers: dict[int, Caller] = {}

    def caller(self, requester: int, at: datetime) -> Caller:
        """The requester with the plan of that moment."""
        if not self._changes and requester in self._callers:
            return self._callers[requester]
        row = self._row(Subject.REQUESTER, requester, at)
        home = self._row(Subject.ORGANISATION, row["organisation_id"], at)
        number = row["plan_id"] if row["plan_id"] is not None else home.get("plan_id")
        plan = self._row(Subject.PLAN, number, at)
        covered = plan.get("entitled") is None or bool(plan["entitled"])
        found = Caller(
            code=row["code"],
            name=row["name"],
            kind=RequesterKind(row["kind"]),
            known=row["code"] != UNKNOWN,
            plan=plan.get("code"),
            entitled=covered and row["active"],
            why_not="" if covered and row["active"] else "plan" if row["active"] else "inactive",
            language=row["language"],
        )
        self._callers[requester] = found
        return found

    def equipment(self, asset: int | None, at: datetime, *, in_repair: bool) -> Equipment | None:
        """The piece of equipment of a ticket; ``None`` for none."""
        row = self._row(Subject.ASSET, asset, at)
        if not row:
            return None
        return Equipment(
            tag=row["tag"],
            type=row["type"],
            model=row["model"],
            serial=row["serial"] or "",
            vendor=self._vendors.get(row["vendor_id"] or 0),
            warranty_until=_day(row["warranty_until"]),
            contract_until=_day(row["contract_until"]),
            in_repair=in_repair,
        )

    def tag(self, asset: int | None) -> str | None:
        """The tag of a piece of equipment."""
        row = self._rows[Subject.ASSET].get(asset or 0)
        return row["tag"] if row else None

    def model(self, asset: int | None) -> str | None:
        """The model of a piece of equipment."""
        row = self._rows[Subject.ASSET].get(asset or 0)
        return row["model"] if row else None

    def _row(self, subject: Subject, number: int | None, at: datetime) -> dict[str, Any]:
        row = self._rows[subject].get(number or 0)
        if row is None:
            return {}
        changes = self._changes.get((subject, number or 0))
        if changes:
            row = dict(row)
            for when, before in changes:  # the latest first
                if when <= at:
                    break
                row |= {name: value for name, value in before.items() if name in row}
        return row


def _changes(connection: Connection) -> dict[tuple[Subject, int], list[Change]]:
    """What later events have changed, with what stood there before, the latest first."""
    own = t.event.c
    statement = (
        select(own.subject, own.subject_id, type_coerce(own.at, String), own.before)
        .where(own.subject.in_(list(_TABLES)), own.verb != "add")
        .order_by(own.at.desc(), own.id.desc())
    )
    found: dict[tuple[Subject, int], list[Change]] = {}
    for subject, number, at, before in connection.execute(statement):
        said = {
            name: value
            for name, value in json.loads(before).items()
            if not isinstance(value, Mapping)  # names, mail: digests
        }
        if said:
            found.setdefault((subject, number), []).append((instant(at), said))
    return found


def _day(value: object) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value  # type: ignore[return-value]
