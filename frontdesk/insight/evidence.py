"""What is known of a case before a decision: gathered from the store into frozen facts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from sqlalchemy import case as sql_case
from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from frontdesk.errors import NotFoundError
from frontdesk.i18n import _
from frontdesk.insight import fixes, roster, tickets
from frontdesk.policy import Policy
from frontdesk.routing import (
    Caller,
    Case,
    Decision,
    Equipment,
    Evidence,
    FixRecord,
    Person,
    Similar,
    Team,
    Tried,
    VendorRecord,
    decide,
)
from frontdesk.rows import PersonRow, TicketRow
from frontdesk.store import search
from frontdesk.store import tables as t
from frontdesk.store.unit import Store
from frontdesk.terms import Channel, Impact, Kind, Repair, Subject, Urgency

MOST_FIXES = 8
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class HalfTyped:
    """A contact form as far as it is filled in; codes of the register, ``None`` where empty."""

    subject: str = ""
    words: str = ""
    requester: str | None = None
    asset: str | None = None
    site: str | None = None
    category: str | None = None
    channel: Channel = Channel.PHONE
    kind: Kind = Kind.INCIDENT
    impact: Impact = Impact.PERSON
    urgency: Urgency = Urgency.NORMAL


def preview(store: Store, policy: Policy, typed: HalfTyped, now: datetime) -> Decision:
    """The decision about a contact that is not stored: read-only evidence, pure ``decide``.

    Raises:
        NotFoundError: the requester is not in the register (yet): say ``None`` instead.
    """
    with store.read() as connection:
        row = connection.execute(
            select(t.requester.c.id).where(t.requester.c.code == (typed.requester or UNKNOWN))
        ).scalar()
        if row is None:
            raise NotFoundError(_("the requester is not in the register"))
        case = Case(
            subject=typed.subject,
            words=typed.words,
            now=now,
            kind=typed.kind,
            channel=typed.channel,
            impact=typed.impact,
            urgency=typed.urgency,
            priority=policy.priority(typed.impact, typed.urgency),
            category=typed.category,
            site=typed.site,
            opened_at=now,
            equipment=_equipment(connection, typed.asset),
        )
        return decide(case, gather(connection, policy, case, row), policy)


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
        equipment=_equipment(connection, ticket.asset),
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


def _equipment(connection: Connection, tag: str | None) -> Equipment | None:
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


def gather(connection: Connection, policy: Policy, case: Case, requester_id: int) -> Evidence:
    """Everything that a decision may use, inside somebody's transaction."""
    said = f"{case.subject} {case.words}"[:4000]
    asset_type = case.equipment.type if case.equipment else None
    category = case.category or _guess(policy, said, asset_type)
    everybody = roster.everybody(connection, case.now)
    return Evidence(
        caller=_caller(connection, requester_id),
        fixes=_fixes(connection, policy, said, asset_type, category),
        similar_open=_similar(connection, requester_id, case),
        teams=_teams(connection, everybody),
        people=_people(connection, everybody, requester_id),
        vendors=_vendors(connection, case),
        came_from=_came_from(case),
    )


def of_people(connection: Connection, number: int, everybody: list[PersonRow]) -> Evidence:
    """What ranking people for a stored ticket needs, no more: the caller and everybody."""
    requester_id = connection.execute(
        select(t.ticket.c.requester_id).where(t.ticket.c.id == number)
    ).scalar_one()
    return Evidence(
        caller=_caller(connection, requester_id),
        people=_people(connection, everybody, requester_id),
    )


def _guess(policy: Policy, said: str, asset_type: str | None) -> str | None:
    guessed = policy.guess_category(said, asset_type)
    return guessed.code if guessed else None


def _came_from(case: Case) -> str | None:
    earlier = [code for code in case.teams if code != case.team]
    return earlier[-1] if earlier else None


def _caller(connection: Connection, requester_id: int) -> Caller:
    own, theirs = t.plan.alias("own"), t.plan.alias("theirs")
    statement = (
        select(
            t.requester.c.code, t.requester.c.name, t.requester.c.kind, t.requester.c.language,
            t.requester.c.active, func.coalesce(own.c.code, theirs.c.code).label("plan"),
            func.coalesce(own.c.entitled, theirs.c.entitled).label("entitled"),
        )
        .select_from(
            t.requester.outerjoin(own, own.c.id == t.requester.c.plan_id)
            .outerjoin(t.organisation, t.organisation.c.id == t.requester.c.organisation_id)
            .outerjoin(theirs, theirs.c.id == t.organisation.c.plan_id)
        )
        .where(t.requester.c.id == requester_id)
    )  # fmt: skip
    row = connection.execute(statement).mappings().one()
    covered = row["entitled"] is None or bool(row["entitled"])
    why = "" if row["active"] else "inactive"
    return Caller(
        code=row["code"],
        name=row["name"],
        kind=row["kind"],
        known=row["code"] != UNKNOWN,
        plan=row["plan"],
        entitled=covered and row["active"],
        why_not=why or ("" if covered else "plan"),
        language=row["language"],
    )


def _fixes(
    connection: Connection, policy: Policy, said: str, asset_type: str | None, category: str | None
) -> tuple[FixRecord, ...]:
    days = policy.desk.reopen_days
    rows = fixes.alike(connection, said, asset_type, category, MOST_FIXES, days)
    return tuple(
        FixRecord(
            fix=row.fix,
            title=row.title,
            likeness=row.likeness,
            category=row.category,
            tier=row.tier,
            minutes=row.minutes,
            tries=row.tries,
            worked=row.worked,
        )
        for row in rows
    )


def _similar(connection: Connection, requester_id: int, case: Case) -> tuple[Similar, ...]:
    statement = (
        select(t.ticket.c.id, t.ticket.c.subject, t.asset.c.tag)
        .select_from(t.ticket.outerjoin(t.asset, t.asset.c.id == t.ticket.c.asset_id))
        .where(t.ticket.c.requester_id == requester_id, t.ticket.c.open)
        .order_by(t.ticket.c.id.desc())
        .limit(20)
    )
    own = frozenset(search.words_of(case.subject))
    found = []
    for number, subject, tag in connection.execute(statement):
        if number == case.number:
            continue
        other = frozenset(search.words_of(subject))
        union = own | other
        likeness = len(own & other) / len(union) if union else 0.0
        found.append(Similar(number, subject, round(likeness, 4), tag))
    return tuple(sorted(found, key=lambda one: (-one.likeness, one.number)))


def _teams(connection: Connection, everybody: list[PersonRow]) -> tuple[Team, ...]:
    waiting: dict[int | None, int] = dict(
        connection.execute(
            select(t.ticket.c.team_id, func.count())
            .where(t.ticket.c.open)
            .group_by(t.ticket.c.team_id)
        ).all()
    )
    found = []
    for row in connection.execute(select(t.team).order_by(t.team.c.code)).mappings():
        members = [person for person in everybody if person.team == row["code"]]
        found.append(
            Team(
                code=row["code"],
                name=row["name"],
                tier=row["tier"],
                customer_contact=row["customer_contact"],
                open=waiting.get(row["id"], 0),
                people=len(members),
                on_shift=sum(person.on_shift is not False for person in members),
                skills=tuple(sorted({name for person in members for name, _ in person.skills})),
            )
        )
    return tuple(found)


def _people(
    connection: Connection, everybody: list[PersonRow], requester_id: int
) -> tuple[Person, ...]:
    knew: dict[str, int] = dict(
        connection.execute(
            select(t.agent.c.login, func.count())
            .select_from(t.ticket.join(t.agent, t.agent.c.id == t.ticket.c.assignee_id))
            .where(t.ticket.c.requester_id == requester_id, t.ticket.c.open == False)  # noqa: E712
            .group_by(t.agent.c.login)
        ).all()
    )
    got: dict[str, datetime] = dict(
        connection.execute(
            select(t.agent.c.login, func.max(t.ticket.c.opened_at))
            .select_from(t.ticket.join(t.agent, t.agent.c.id == t.ticket.c.assignee_id))
            .where(t.ticket.c.open)
            .group_by(t.agent.c.login)
        ).all()
    )
    return tuple(
        Person(
            login=row.login,
            name=row.name,
            team=row.team,
            tier=row.tier,
            role=row.role,
            authority=row.authority,
            skills=MappingProxyType(dict(row.skills)),
            languages=row.languages,
            load=row.load,
            capacity=row.capacity,
            on_shift=row.on_shift,
            until=row.until,
            knew=knew.get(row.login, 0),
            waiting_since=got.get(row.login),
        )
        for row in everybody
    )


def _vendors(connection: Connection, case: Case) -> tuple[VendorRecord, ...]:
    if case.equipment is None:
        return ()
    back = t.repair_order.c.returned_at.is_not(None)
    helped = sql_case((t.repair_order.c.result.in_(["repaired", "exchanged"]), 1), else_=0)
    days = func.julianday(t.repair_order.c.returned_at) - func.julianday(
        t.repair_order.c.shipped_at
    )
    statement = (
        select(
            t.vendor.c.code, t.vendor.c.name, t.vendor.c.kind, t.vendor.c.types,
            func.count(t.repair_order.c.id).filter(back).label("orders"),
            func.sum(helped).filter(back).label("repaired"),
            func.avg(days).filter(back).label("days"),
        )
        .select_from(
            t.vendor.outerjoin(t.repair_order, t.repair_order.c.vendor_id == t.vendor.c.id)
        )
        .group_by(t.vendor.c.id)
        .order_by(t.vendor.c.code)
    )  # fmt: skip
    own, kind = case.equipment.vendor, case.equipment.type
    return tuple(
        VendorRecord(
            code=row["code"],
            name=row["name"],
            kind=row["kind"],
            orders=row["orders"],
            repaired=int(row["repaired"] or 0),
            days=float(row["days"]) if row["days"] is not None else None,
        )
        for row in connection.execute(statement).mappings()
        if row["code"] == own or kind in row["types"]
    )
