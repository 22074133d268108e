"""A stored ticket as the decision sees it: its fields, its equipment, and what it went through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.engine import Connection

from frontdesk.errors import NotFoundError
from frontdesk.i18n import _
from frontdesk.insight import course, tickets
from frontdesk.insight.course import Course
from frontdesk.routing import Case, Equipment, Tried
from frontdesk.store import tables as t
from frontdesk.terms import Repair


def case_of(connection: Connection, number: int, now: datetime, *, decided: bool = False) -> Case:
    """A stored ticket as the decision sees it; ``decided`` as for ``cases_of``.

    Raises:
        NotFoundError: there is no such ticket.
    """
    found = cases_of(connection, [number], now, decided=decided)
    if number not in found:
        raise NotFoundError(_("there is no ticket {number}").format(number=number))
    return found[number]


def cases_of(
    connection: Connection, numbers: Sequence[int], now: datetime, *, decided: bool = False
) -> dict[int, Case]:
    """Stored tickets by number, read together; those that do not exist are left out.

    Args:
        decided: where nobody has set the complexity, it is that of the latest decision: for
            choosing people with less at hand than a decision has.
    """
    if not numbers:
        return {}
    judged = _judged(connection, numbers)
    if decided:
        judged = _decided(connection, numbers) | {
            number: set_by for number, set_by in judged.items() if set_by is not None
        }
    tried = _tried(connection, numbers)
    courses, codes = course.courses(connection, numbers), _codes(connection)
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
            teams=_teams(courses.get(ticket.number, Course()), codes, ticket.team),
            hops=ticket.hops,
            reopened=courses.get(ticket.number, Course()).reopened,
            facts=MappingProxyType(ticket.facts),
        )
        for ticket in tickets.whole(connection, numbers)
    }


def _judged(connection: Connection, numbers: Sequence[int]) -> dict[int, int | None]:
    """The complexity that a person has set; the estimate of a decision is not one."""
    statement = select(t.ticket.c.id, t.ticket.c.complexity).where(t.ticket.c.id.in_(numbers))
    return dict(connection.execute(statement).all())


def _decided(connection: Connection, numbers: Sequence[int]) -> dict[int, int | None]:
    """The complexity by the latest decision; tickets without a decision are left out."""
    statement = (
        select(t.ticket.c.id, t.decision.c.complexity)
        .join(t.decision, t.decision.c.id == t.ticket.c.decision_id)
        .where(t.ticket.c.id.in_(numbers))
    )
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


def _codes(connection: Connection) -> dict[int, str]:
    teams = connection.execute(select(t.team.c.id, t.team.c.code))
    return dict(teams.all())


def _teams(course: Course, codes: Mapping[int, str], present: str | None) -> tuple[str, ...]:
    """The teams that have held a ticket, by code, the present one last."""
    held = tuple(codes[team] for team in course.teams if team in codes)
    return held if present is None or held[-1:] == (present,) else (*held, present)


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
