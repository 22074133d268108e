"""A stored ticket as the decision sees it: its fields, its equipment, and what it went through."""

from __future__ import annotations

import json
from datetime import datetime
from types import MappingProxyType

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from frontdesk.errors import NotFoundError
from frontdesk.i18n import _
from frontdesk.insight import tickets
from frontdesk.routing import Case, Equipment, Tried
from frontdesk.rows import TicketRow
from frontdesk.store import tables as t
from frontdesk.terms import Repair, Subject


def case_of(connection: Connection, number: int, now: datetime) -> Case:
    """A stored ticket as the decision sees it.

    Raises:
        NotFoundError: there is no such ticket.
    """
    found = tickets.whole(connection, [number])
    if not found:
        raise NotFoundError(_("there is no ticket {number}").format(number=number))
    ticket = found[0]
    teams = _teams_held(connection, number)
    return Case(
        subject=ticket.subject,
        words=ticket.words,
        now=now,
        number=number,
        kind=ticket.kind,
        channel=ticket.channel,
        impact=ticket.impact,
        urgency=ticket.urgency,
        priority=ticket.priority,
        category=ticket.category,
        complexity=_complexity(connection, ticket),
        site=ticket.site,
        status=ticket.status,
        tier=ticket.tier,
        team=ticket.team,
        assignee=ticket.assignee,
        opened_at=ticket.opened_at,
        equipment=equipment_of(connection, ticket.asset),
        tried=_tried(connection, number),
        teams=teams,
        hops=ticket.hops,
        reopened=_reopened(connection, number),
        facts=MappingProxyType(ticket.facts),
    )


def _complexity(connection: Connection, ticket: TicketRow) -> int | None:
    """The complexity that a person has set; the estimate of a decision is not one."""
    statement = select(t.ticket.c.complexity).where(t.ticket.c.id == ticket.number)
    found: int | None = connection.execute(statement).scalar()
    return found


def _tried(connection: Connection, number: int) -> tuple[Tried, ...]:
    statement = (
        select(t.fix_attempt.c.fix_id, t.fix_attempt.c.outcome, t.fix_attempt.c.minutes)
        .where(t.fix_attempt.c.ticket_id == number, ~t.fix_attempt.c.undone)
        .order_by(t.fix_attempt.c.id)
    )
    return tuple(
        Tried(fix, outcome, minutes or 0) for fix, outcome, minutes in connection.execute(statement)
    )


def _teams_held(connection: Connection, number: int) -> tuple[str, ...]:
    teams = connection.execute(select(t.team.c.id, t.team.c.code))
    codes: dict[int, str] = dict(teams.all())
    statement = (
        select(t.event.c.after)
        .where(
            t.event.c.subject == Subject.TICKET,
            t.event.c.subject_id == number,
            t.event.c.after.contains('"team_id":'),
        )
        .order_by(t.event.c.seq)
    )
    held: list[str] = []
    for after in connection.execute(statement).scalars():
        code = codes.get(json.loads(after).get("team_id"))
        if code and (not held or held[-1] != code):
            held.append(code)
    return tuple(held)


def _reopened(connection: Connection, number: int) -> int:
    statement = select(func.count()).where(
        t.event.c.subject == Subject.TICKET,
        t.event.c.subject_id == number,
        t.event.c.verb == "reopen",
    )
    return int(connection.execute(statement).scalar_one())


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
