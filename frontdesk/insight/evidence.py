"""What is known of a case before a decision: gathered from the store into frozen facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.engine import Connection, RowMapping

from frontdesk.errors import NotFoundError
from frontdesk.i18n import _
from frontdesk.insight import fixes, learned, repairing, roster, similar
from frontdesk.insight.candidates import Candidates
from frontdesk.insight.cases import case_of as case_of
from frontdesk.insight.cases import cases_of, equipment_of
from frontdesk.insight.time_left import Promises
from frontdesk.policy import Policy
from frontdesk.routing import (
    Caller,
    Case,
    Decision,
    Equipment,
    Evidence,
    FixRecord,
    Similar,
    Team,
    decide,
)
from frontdesk.rows import PersonRow
from frontdesk.store import search, team_records
from frontdesk.store import tables as t
from frontdesk.store.team_records import Tally
from frontdesk.store.unit import Store
from frontdesk.terms import Channel, Impact, Kind, Urgency

MOST_FIXES = 8
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class HalfTyped:
    """A contact form as far as it is filled in; codes of the register, ``None`` where empty.

    Attributes:
        piece: equipment that is to be entered in the register with it.
    """

    subject: str = ""
    words: str = ""
    requester: str | None = None
    asset: str | None = None
    piece: Equipment | None = None
    site: str | None = None
    category: str | None = None
    channel: Channel = Channel.PHONE
    kind: Kind = Kind.INCIDENT
    impact: Impact = Impact.PERSON
    urgency: Urgency = Urgency.NORMAL


class Preview(NamedTuple):
    """The decision about a contact that is not stored, and what it was made on."""

    decision: Decision
    evidence: Evidence


def preview(store: Store, policy: Policy, typed: HalfTyped, now: datetime) -> Preview:
    """The decision about a contact that is not stored: read-only evidence, pure ``decide``.

    Where nobody said the place it is that of the equipment, else of the requester, as when the
    contact is filed.

    Raises:
        NotFoundError: the requester is not in the register (yet): say ``None`` instead.
    """
    with store.read() as connection:
        own = t.requester.c
        row = connection.execute(
            select(own.id, own.site_id).where(own.code == (typed.requester or UNKNOWN))
        ).first()
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
            site=typed.site or _site(connection, typed.asset, row.site_id),
            opened_at=now,
            equipment=typed.piece or equipment_of(connection, typed.asset),
        )
        evidence = gather(connection, policy, case, row.id)
        return Preview(decide(case, evidence, policy), evidence)


def _site(connection: Connection, tag: str | None, otherwise: int | None) -> str | None:
    """The code of the site where a piece of equipment is, else of another one."""
    of_asset = select(t.asset.c.site_id).where(t.asset.c.tag == tag)
    number = (connection.execute(of_asset).scalar() if tag else None) or otherwise
    code: str | None = connection.execute(
        select(t.site.c.code).where(t.site.c.id == number)
    ).scalar()
    return code


class Standing:
    """What does not change while many tickets are decided in one transaction, read once.

    It holds the cases, who works here and is on shift, the teams, the known fixes, the promises,
    and the callers met so far; what each person and team holds is read afresh for every decision.

    Attributes:
        cases: those that are to be decided, as they stand before; by number.
    """

    def __init__(
        self, connection: Connection, policy: Policy, now: datetime, numbers: Sequence[int] = ()
    ) -> None:
        self.cases = cases_of(connection, numbers, now)
        self.roster = roster.Roster(connection, now)
        self.teams = (
            connection.execute(select(t.team).where(t.team.c.active).order_by(t.team.c.code))
            .mappings()
            .all()
        )
        self.shelf = fixes.Shelf(connection, policy.desk.reopen_days)
        self.callers: dict[int, Caller] = {}
        self._records: dict[str | None, dict[int, Tally]] = {}
        self.promises = Promises(connection, policy, numbers)

    def records(self, connection: Connection, category: str | None) -> dict[int, Tally]:
        """What became of a category's tickets with each team, by its number."""
        if category not in self._records:
            self._records[category] = team_records.of(connection, category)
        return self._records[category]


def gather(
    connection: Connection,
    policy: Policy,
    case: Case,
    requester_id: int,
    standing: Standing | None = None,
) -> Evidence:
    """Everything that a decision may use, inside somebody's transaction.

    Args:
        standing: of this transaction and this moment, when many are decided in it.
    """
    standing = standing or Standing(connection, policy, case.now)
    said = f"{case.subject} {case.words}"[: similar.MOST_READ]
    asset_type = case.equipment.type if case.equipment else None
    sorted_in = similar.categorised(case, policy)
    everybody = standing.roster.everybody(connection)
    caller = standing.callers.get(requester_id) or _caller(connection, requester_id)
    standing.callers[requester_id] = caller
    left = standing.promises.left(case, caller)
    records = standing.records(connection, sorted_in.category)
    teams = _teams(connection, standing.teams, everybody, records)
    like = similar.around(connection, sorted_in, policy.outbreak)
    return Evidence(
        caller=caller,
        fixes=_fixes(connection, standing.shelf, said, asset_type, sorted_in.category),
        similar_open=_similar(connection, requester_id, case) if caller.known else (),
        teams=teams,
        people=Candidates(everybody).of(
            connection, requester_id if caller.known else None, case.number
        ),
        vendors=repairing.vendors(connection, case.equipment),
        came_from=_came_from(case),
        time_left=left.seconds,
        promise=left.promise,
        pauses=left.pauses,
        learned=learned.suggestion(connection, case, teams),
        alike=like.alike,
        nearby=like.nearby,
        parts=repairing.parts(connection, case.equipment, case.site),
    )


def requester_of(connection: Connection, number: int) -> int:
    """Whose a stored ticket is, by the register's own number."""
    statement = select(t.ticket.c.requester_id).where(t.ticket.c.id == number)
    found: int = connection.execute(statement).scalar_one()
    return found


def of_people(
    connection: Connection, number: int, candidates: Candidates, at: datetime
) -> Evidence:
    """What ranking people for a stored ticket needs: the caller, everybody, how late it is.

    Args:
        at: the moment; what is left to the promise is by the clock on the wall.
    """
    statement = select(t.ticket.c.requester_id, t.ticket.c.due_at).where(t.ticket.c.id == number)
    requester_id, due = connection.execute(statement).one()
    caller = _caller(connection, requester_id)
    return Evidence(
        caller=caller,
        people=candidates.of(connection, requester_id if caller.known else None, number),
        time_left=(due - at).total_seconds() if due is not None else None,
    )


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
    connection: Connection,
    shelf: fixes.Shelf,
    said: str,
    asset_type: str | None,
    category: str | None,
) -> tuple[FixRecord, ...]:
    rows = shelf.alike(connection, said, asset_type, category, MOST_FIXES)
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


_WAITING = select(
    t.team.c.id,
    select(func.count())
    .where(t.ticket.c.team_id == t.team.c.id, t.ticket.c.open)
    .scalar_subquery(),
)
"""Open tickets of each team, team by team: grouping would look at every ticket of the store."""


def _teams(
    connection: Connection,
    rows: Sequence[RowMapping],
    everybody: list[PersonRow],
    records: Mapping[int, Tally],
) -> tuple[Team, ...]:
    waiting: dict[int, int] = dict(connection.execute(_WAITING).all())
    found = []
    for row in rows:
        members = [person for person in everybody if person.team == row["code"]]
        record = records.get(row["id"], Tally())
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
                resolved=record.resolved,
                passed_on=record.passed_on,
            )
        )
    return tuple(found)
