"""What time has made due: warnings, waking, closing, the daily seal. Safe anywhere, at any time.

A callback is not woken: it stays where it is, missed, until somebody calls.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from sqlalchemy import ColumnElement, func
from sqlalchemy import select as core_select
from sqlalchemy.engine import Connection
from sqlmodel import col, select

from frontdesk import lifecycle
from frontdesk.desk import warning
from frontdesk.desk.act import Act
from frontdesk.desk.following import follow
from frontdesk.desk.office import Office
from frontdesk.desk.operation import acting
from frontdesk.desk.timing import Timing
from frontdesk.desk.warning import Warned
from frontdesk.models import Seal, Ticket
from frontdesk.store import seals
from frontdesk.store import tables as t
from frontdesk.terms import Pending, Status

AT_ONCE = 500
"""Tickets of one transaction; the rest comes with the next."""


@dataclass(frozen=True, slots=True)
class DueReport:
    """What one run has done: numbers of the tickets, whether the day was sealed, the warnings."""

    woken: tuple[int, ...]
    closed: tuple[int, ...]
    sealed: bool
    warned: tuple[Warned, ...] = ()


def run_due(office: Office) -> DueReport:
    """Wake what waited until now, warn, close what was resolved long ago, seal the day before.

    Any number may run at once: each thing happens once, since it is looked for inside the
    transaction that does it.
    """
    if not _anything(office):
        return DueReport((), (), sealed=False)
    with acting(office, "run_due") as act:
        woken = _wake(act)
        warned = _warn(act)
        closed = _close(act)
        sealed = _seal(act)
    return DueReport(woken, closed, sealed, warned)


def _anything(office: Office) -> bool:
    """Whether a run would find something; a look costs no write."""
    now = office.now()
    with office.store.read() as connection:
        waking = connection.execute(select(Ticket.id).where(*_waking(now)).limit(1)).first()
        closing = connection.execute(
            select(Ticket.id).where(*_closing(office, now)).limit(1)
        ).first()
        if waking or closing or _unsealed(connection, now):
            return True
        timing = Timing(office.policy, connection)
        return next(warning.waiting(connection, timing, now), None) is not None


def _unsealed(connection: Connection, now: datetime) -> bool:
    """Whether the last seal is of an earlier day, and something was written since."""
    last = connection.execute(
        core_select(t.seal.c.at, t.seal.c.last_event).order_by(t.seal.c.id.desc()).limit(1)
    ).first()
    newest = connection.execute(core_select(func.max(t.event.c.id))).scalar() or 0
    return newest > 0 if last is None else last.at.date() < now.date() and newest > last.last_event


def _waking(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        col(Ticket.status) == Status.PENDING,
        col(Ticket.pending_until) <= now,
        col(Ticket.pending) != Pending.CALLBACK,
    )


def _closing(office: Office, now: datetime) -> tuple[ColumnElement[bool], ...]:
    limit = now - timedelta(days=office.policy.desk.close_days)
    return (col(Ticket.status) == Status.RESOLVED, col(Ticket.resolved_at) <= limit)


def _wake(act: Act) -> tuple[int, ...]:
    rows = act.session.exec(select(Ticket).where(*_waking(act.at)).limit(AT_ONCE)).all()
    for ticket in rows:
        status = act.woken(ticket)
        waited = {"waited_for": ticket.pending}
        act.change(ticket, "wake", follow(ticket, status, {}, act.at), known=waited)
    return tuple(ticket.id for ticket in rows if ticket.id is not None)


def _warn(act: Act) -> tuple[Warned, ...]:
    act.timing.settle(act)  # of what has just been woken
    act.unit.flush()
    found = warning.waiting(act.session.connection(), act.timing, act.at)
    return warning.warn(act, list(islice(found, AT_ONCE)))


def _close(act: Act) -> tuple[int, ...]:
    rows = act.session.exec(
        select(Ticket).where(*_closing(act.office, act.at)).limit(AT_ONCE)
    ).all()
    act.timing.ahead = [ticket.id for ticket in rows if ticket.id is not None]
    for ticket in rows:
        status = lifecycle.step("close", ticket.status, {"repair_closed": True})
        act.change(ticket, "close", follow(ticket, status, {}, act.at))
    return tuple(ticket.id for ticket in rows if ticket.id is not None)


def _seal(act: Act) -> bool:
    last = act.session.exec(select(Seal).order_by(col(Seal.id).desc()).limit(1)).first()
    if last is not None and last.at.date() >= act.at.date():
        return False
    act.unit.flush()
    return seals.seal(act.session, act.at) is not None
