"""Who has a ticket open, or writes in it: heartbeats, kept beside the ledger.

Not a change of a ticket: no event, no version, nothing to undo, nobody's right to ask for. A
console says it once a ``BEAT`` while a ticket is open, and takes it back when that is left; of one
that was killed the row goes stale, and readers pass it over. Always by the clock on the wall:
somebody whose time is given by ``--at`` is there now all the same. It refuses to lock: it only
tells.
"""

from __future__ import annotations

from sqlalchemy import delete
from sqlmodel import col, select

from frontdesk.desk.office import Office
from frontdesk.models import Presence, Ticket
from frontdesk.terms import STALE, Doing


def here(office: Office, number: int, doing: Doing) -> None:
    """Say that the actor has a ticket open, or writes in it; a number that is none is no matter."""
    now = office.clock()
    with office.store.write() as unit:
        mine = col(Presence.agent_id) == office.agent_id
        unit.session.execute(delete(Presence).where(mine, col(Presence.at) < now - STALE))
        row = unit.session.exec(
            select(Presence).where(mine, col(Presence.ticket_id) == number)
        ).first()
        if row is None:
            if unit.session.get(Ticket, number) is None:
                return
            row = Presence(agent_id=office.agent_id, ticket_id=number, doing=doing, at=now)
        row.doing, row.at = doing, now
        unit.session.add(row)
        unit.commit()


def left(office: Office, number: int) -> None:
    """Say that the actor has a ticket open no longer."""
    with office.store.write() as unit:
        unit.session.execute(
            delete(Presence).where(
                col(Presence.agent_id) == office.agent_id, col(Presence.ticket_id) == number
            )
        )
        unit.commit()
