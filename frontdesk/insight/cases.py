"""A stored ticket as the decision sees it: its fields, its equipment, and what it went through."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from types import MappingProxyType

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from frontdesk.errors import NotFoundError
from frontdesk.i18n import _
from frontdesk.insight import tickets
from frontdesk.routing import Case, Equipment, Tried
from frontdesk.store import tables as t
from frontdesk.terms import Repair, Subject


def case_of(connection: Connection, number: int, now: datetime) -> Case:
    """A stored ticket as the decision sees it.

    Raises:
        NotFoundError: there is no such ticket.
    """
    found = cases_of(connection, [number], now)
    if number not in found:
        raise NotFoundError(_("there is no ticket {number}").format(number=number))
    return found[number]


def cases_of(connection: Connection, numbers: Sequence[int], now: datetime) -> dict[int, Case]:
    """Stored tickets by number, read together; those that do not exist are left out."""
    if not numbers:
        return {}
    judged = _judged(connection, numbers)
    tried = _tried(connection, numbers)
    held = _teams_held(connection, numbers)
    reopened = _reopened(connection, numbers)
    return {
        ticket.number: Case(
            subject=ticket.subject,
            words=ticket.words,
            now=now,
            number=ticket.number,
            kind=ticket.kind,
            channel=ticket.channel,
            impact=ticket.impact,
            urgency=ticket.urgency,
            priority=ticket.priority,
            category=ticket.category,
            complexity=judged.get(ticket.number),
            site=ticket.site,
            status=ticket.status,
            tier=ticket.tier,
            team=ticket.team,
            assignee=ticket.assignee,
            opened_at=ticket.opened_at,
            equipment=equipment_of(connection, ticket.asset),
            tried=tuple(tried.get(ticket.number, ())),
            teams=tuple(held.get(ticket.number, ())),
            hops=ticket.hops,
            reopened=reopened.get(ticket.number, 0),
            facts=MappingProxyType(ticket.facts),
        )
        for ticket in tickets.whole(connection, numbers)
    }


def _judged(connection: Connection, numbers: Sequence[int]) -> dict[int, int | None]:
    """The complexity that a person has set; the estimate of a decision is not one."""
    statement = select(t.ticket.c.id, t.ticket.c.complexity).where(t.ticket.c.id.in_(numbers))
    return dict(connection.execute(statement).all())


def _tried(connection: Connection, numbers: Sequence[int]) -> dict[int, list[Tried]]:
    attempt = t.fix_attempt.c
    statement = (
        select(attempt.ticket_id, attempt.fix_id, attempt.outcome, attempt.minutes)
        .where(attempt.ticket_id.in_(numbers), ~attempt.undone)
        .order_by(attempt.id)
    )
    found: dict[int, list[Tried]] = {}
    for number, fix, outcome, minutes in connection.execute(statement):
        found.setdefault(number, []).append(Tried(fix, outcome, minutes or 0))
    return found


def _teams_held(connection: Connection, numbers: Sequence[int]) -> dict[int, list[str]]:
    """The teams that have held each ticket, in order, runs collapsed."""
    teams = connection.execute(select(t.team.c.id, t.team.c.code))
    codes: dict[int, str] = dict(teams.all())
    statement = (
        select(t.event.c.subject_id, t.event.c.after)
        .where(
            t.event.c.subject == Subject.TICKET,
            t.event.c.subject_id.in_(numbers),
            t.event.c.after.contains('"team_id":'),
        )
        .order_by(t.event.c.subject_id, t.event.c.seq)
    )
    found: dict[int, list[str]] = {}
    for number, after in connection.execute(statement):
        code = codes.get(json.loads(after).get("team_id"))
        held = found.setdefault(number, [])
        if code and (not held or held[-1] != code):
            held.append(code)
    return found


def _reopened(connection: Connection, numbers: Sequence[int]) -> dict[int, int]:
    statement = (
        select(t.event.c.subject_id, func.count())
        .where(
            t.event.c.subject == Subject.TICKET,
            t.event.c.subject_id.in_(numbers),
            t.event.c.verb == "reopen",
        )
        .group_by(t.event.c.subject_id)
    )
    return dict(connection.execute(statement).all())


def equipment_of(connection: Connection, tag: str | None) -> Equipment | None:
    """The piece of equipment of a tag; ``None`` for none.

    Raises:
        NotFoundError: there is no such tag.
    """
    if tag is None:
        return None
    statement = (
        select(t.asset, t.vendor.c.code.label("vendor"))
        .select_from(t.asset.outerjoin(t.vendor, t.vendor.c.id == t.asset.c.vendor_id))
        .where(t.asset.c.tag == tag)
    )
    row = connection.execute(statement).mappings().first()
    if row is None:
        raise NotFoundError(_("there is no asset {tag!r}").format(tag=tag))
    away = select(t.repair_order.c.id).where(
        t.repair_order.c.asset_id == row["id"],
        t.repair_order.c.state.in_([Repair.OPEN, Repair.SHIPPED, Repair.AT_VENDOR]),
    )
    return Equipment(
        tag=row["tag"],
        type=row["type"],
        model=row["model"],
        serial=row["serial"] or "",
        vendor=row["vendor"],
        warranty_until=row["warranty_until"],
        contract_until=row["contract_until"],
        in_repair=connection.execute(away).first() is not None,
    )
