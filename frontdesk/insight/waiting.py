"""What comes next when somebody has room: what waits longest in the queue and suits them.

The order: P1, then what is late, then by priority; among equals whoever has waited longest, counted
from when the ticket came to the queue, last the number. Late comes before priority so that a small
matter is not passed by for ever. A ticket suits somebody who may decide it, has its skill (or
learns by it, with a mentor), speaks the requester's language and has not declined it. Who asks for
work is there, whatever the roster says; to somebody else who is off or away it gives nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.engine import Connection, RowMapping

from frontdesk.errors import NotFoundError
from frontdesk.i18n import _, plural
from frontdesk.insight import evidence, roster
from frontdesk.insight.candidates import Candidates
from frontdesk.policy import Policy
from frontdesk.routing import Ranked, weighed
from frontdesk.rows import PersonRow
from frontdesk.store import tables as t
from frontdesk.store.unit import Store
from frontdesk.terms import Priority, Status, Subject
from frontdesk.times import age

MOST_LOOKED_AT = 200
"""Of a longer queue only the first so many are asked whether they suit."""
_IN_THE_WAY = frozenset({"declined", "too_little_authority", "no_skill", "language"})


@dataclass(frozen=True, slots=True)
class Queued:
    """A ticket that waits in a team's queue.

    Attributes:
        since: when it came to the queue; ``late``: whether a time promised is over.
        mentor: the name of who teaches it, for who would learn by it.
    """

    number: int
    version: int
    subject: str
    priority: Priority
    since: datetime
    late: bool
    mentor: str = ""


@dataclass(frozen=True, slots=True)
class UpNext:
    """What somebody should take next.

    Attributes:
        waits: tickets in the queue of the person's team; ``passed_over``: those that come before,
            but do not suit.
        ticket: ``None``: the person has no room or is not there, or nothing suits.
        asks: whether the person asks for it.
    """

    person: PersonRow
    waits: int
    passed_over: int
    ticket: Queued | None
    asks: bool = True


def next_for(
    store: Store, policy: Policy, login: str, now: datetime, *, asks: bool = True
) -> UpNext:
    """What somebody should take next out of their team's queue.

    Args:
        asks: whether the person asks for it, and not somebody else for them.

    Raises:
        NotFoundError: nobody with that login works here.
    """
    with store.read() as connection:
        everybody = roster.everybody(connection, now)
        person = next((each for each in everybody if each.login == login), None)
        if person is None:
            raise NotFoundError(
                _("nobody with the login {login!r} works here").format(login=login),
                _("`frontdesk agent list` shows who does"),
            )
        rows = _in_order(_queue(connection, person.team), now)
        if person.load >= person.capacity or (person.on_shift is False and not asks):
            return UpNext(person, len(rows), 0, None, asks=asks)
        return _first_that_suits(connection, policy, everybody, person, rows, now)


def _first_that_suits(
    connection: Connection,
    policy: Policy,
    everybody: Sequence[PersonRow],
    person: PersonRow,
    rows: Sequence[RowMapping],
    now: datetime,
) -> UpNext:
    candidates = Candidates(everybody)
    looked_at = rows[:MOST_LOOKED_AT]
    for place, row in enumerate(looked_at):
        case = evidence.case_of(connection, row["id"], now, decided=True)
        known = evidence.of_people(connection, row["id"], candidates, now)
        stands = weighed(case, known, policy, person.login)
        if not _IN_THE_WAY & set(stands.cons):
            return UpNext(person, len(rows), place, _queued(row, stands, now))
    return UpNext(person, len(rows), len(looked_at), None)


def _queued(row: RowMapping, stands: Ranked, now: datetime) -> Queued:
    mentor = stands.mentor.name if stands.learns and stands.mentor is not None else ""
    return Queued(
        number=row["id"],
        version=row["version"],
        subject=row["subject"],
        priority=row["priority"],
        since=row["since"] or row["opened_at"],
        late=row["next_due_at"] <= now,
        mentor=mentor,
    )


def _queue(connection: Connection, team: str) -> Sequence[RowMapping]:
    """What waits in a team's queue, with when it came there; what waits for others is left out."""
    own, event = t.ticket.c, t.event.c
    came = (
        select(func.max(event.at))
        .where(
            event.subject == Subject.TICKET,
            event.subject_id == own.id,
            or_(event.after.contains('"team_id":'), event.after.contains('"assignee_id":')),
        )
        .scalar_subquery()
    )
    statement = (
        select(
            own.id, own.version, own.subject, own.priority, own.opened_at, own.next_due_at,
            came.label("since"),
        )
        .join_from(t.ticket, t.team, t.team.c.id == own.team_id)
        .where(
            own.open, t.team.c.code == team, own.assignee_id.is_(None),
            own.status.in_([Status.NEW, Status.ASSIGNED]),
        )
    )  # fmt: skip
    return connection.execute(statement).mappings().all()


def _in_order(rows: Sequence[RowMapping], now: datetime) -> list[RowMapping]:
    def key(row: RowMapping) -> tuple[int, str, datetime, int]:
        first = 0 if row["priority"] is Priority.P1 else 1 if row["next_due_at"] <= now else 2
        return first, row["priority"].value, row["since"] or row["opened_at"], row["id"]

    return sorted(rows, key=key)


def words(up: UpNext, now: datetime) -> str:
    """Why this one comes next, or why none does, on one line."""
    if up.ticket is not None:
        return ticket_words(up.ticket, up.passed_over, now)
    person = up.person
    if person.load >= person.capacity:
        said = _("{name} has {load} of {capacity} tickets already")
        return said.format(name=person.name, load=person.load, capacity=person.capacity)
    if person.on_shift is False and not up.asks:
        return _("{name} is not on shift").format(name=person.name)
    if not up.waits:
        return _("No ticket waits in the queue of {team}").format(team=person.team)
    waiting = plural("{n} waits", "{n} wait", up.waits)
    said = _("Nothing in the queue of {team} suits {name} ({waiting})")
    return said.format(team=person.team, name=person.name, waiting=waiting)


def ticket_words(ticket: Queued, passed_over: int, now: datetime) -> str:
    """Why a ticket comes next: priority, how long it waits, what was passed over, the mentor."""
    waited = age(max(now - ticket.since, timedelta()))
    said = [_("{priority}, waiting {age}").format(priority=ticket.priority, age=waited)]
    if ticket.late:
        said.append(_("late already"))
    if passed_over:
        said.append(plural("{n} before it does not suit", "{n} before it do not suit", passed_over))
    if ticket.mentor:
        said.append(_("to learn by it; mentor: {name}").format(name=ticket.mentor))
    return ", ".join(said)
