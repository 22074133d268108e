"""The first window of the Desk, by the standard library's driver alone.

Importing SQLModel takes longer than a console takes to start, and nothing on the way to the first
painted tickets may wait for it. The statement is what ``insight.tickets.window`` compiles to for
the first view; a test keeps both equal. It refuses to complain: what is wrong with a store is
said when the office opens, in one place.
"""

from __future__ import annotations

import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from frontdesk.errors import StoreError
from frontdesk.rows import ListRow
from frontdesk.store.place import find, inspect
from frontdesk.store.reader import connect, moment
from frontdesk.store.revisions import LATEST
from frontdesk.terms import NEVER, Clock, Pending, Priority, Status
from frontdesk.typist import system_login

VIEW = "mine"
"""The key of the first view."""
WHOSE = {
    VIEW: "ticket.assignee_id IN (:reader)",
    "team": "ticket.team_id IN (:team)",
    "all": "1",
}
"""The views that the Desk can begin with, by key: whose open tickets each holds."""

WINDOW = """
SELECT ticket.id, ticket.version, ticket.subject, ticket.status, ticket.pending,
  ticket.pending_until, ticket.priority, requester.name AS who, ticket.tier, team.code AS team,
  agent.login AS assignee, site.code AS site, ticket.category, ticket.opened_at,
  ticket.updated_at, EXISTS (SELECT 1 FROM draft
    WHERE draft.ticket_id = ticket.id AND draft.agent_id = :reader) AS draft,
  ticket.next_due_at, ticket.next_due, ticket.callback_number
FROM ticket JOIN requester ON requester.id = ticket.requester_id
  LEFT OUTER JOIN team ON team.id = ticket.team_id
  LEFT OUTER JOIN agent ON agent.id = ticket.assignee_id
  LEFT OUTER JOIN site ON site.id = ticket.site_id
WHERE ticket.id IN (SELECT ticket.id FROM ticket
  WHERE ticket.open = 1 AND {whose}
  ORDER BY ticket.priority ASC, ticket.opened_at ASC, ticket.id ASC LIMIT :limit)
ORDER BY ticket.priority ASC, ticket.opened_at ASC, ticket.id ASC
"""

PERSON = """
SELECT agent.id, team.id, agent.login, agent.name, team.code, team.name, team.tier, site.code,
  site.name
FROM agent JOIN team ON team.id = agent.team_id LEFT OUTER JOIN site ON site.id = agent.site_id
WHERE agent.login = ? AND agent.active
"""


@dataclass(frozen=True, slots=True)
class First:
    """What the Desk paints before anything else is known.

    Attributes:
        rows: the first lines of the view. ``view``: its key.
        login, name, team, team_name, tier: who is at work; ``site``: the code, empty for nowhere.
    """

    rows: tuple[ListRow, ...]
    view: str
    login: str
    name: str
    team: str
    team_name: str
    tier: int
    site: str
    site_name: str


def first_window(
    location: str | Path | None, login: str | None, limit: int, view: str = VIEW
) -> First | None:
    """The first lines of the first view: open tickets that the actor holds, the urgent ones first.

    Args:
        location: the store, as ``place.find`` takes it.
        login: who acts; ``None``: as the office finds it (the environment, the system's user).
        limit: lines at most.
        view: another view of ``WHOSE``, for somebody who holds nothing.

    Returns:
        ``None`` where that cannot be told; opening the office then says why.
    """
    try:
        place = find(location)
        inspect(place)
        connection = connect(place)
    except (StoreError, sqlite3.Error):
        return None
    try:
        return _read(connection, login or os.environ.get("FRONTDESK_AS"), limit, view)
    except (sqlite3.Error, ValueError):
        return None
    finally:
        connection.close()


def _read(connection: sqlite3.Connection, login: str | None, limit: int, view: str) -> First | None:
    connection.execute("BEGIN")
    if connection.execute("SELECT version_num FROM alembic_version").fetchall() != [(LATEST,)]:
        return None
    person = _person(connection, login)
    if person is None:
        return None
    reader, team_id, name, *about = person
    known = {"reader": reader, "team": team_id, "limit": limit}
    found = connection.execute(WINDOW.format(whose=WHOSE[view]), known).fetchall()
    full, team, team_name, tier, site, site_name = about
    return First(
        tuple(_row(values) for values in found), view, name, full, team, team_name, tier,
        site or "", site_name or "",
    )  # fmt: skip


def _person(connection: sqlite3.Connection, login: str | None) -> tuple[Any, ...] | None:
    """Who acts, as ``desk.office`` finds it; a demo store has somebody for whoever comes."""
    person: tuple[Any, ...] | None
    person = connection.execute(PERSON, (login or system_login(),)).fetchone()
    if person is None and login is None:
        demo = "SELECT value FROM setting WHERE key = 'demo_actor'"
        if stand_in := connection.execute(demo).fetchone():
            person = connection.execute(PERSON, stand_in).fetchone()
    return person


def _row(values: tuple[Any, ...]) -> ListRow:
    (
        number, version, subject, status, pending, until, priority, who, tier, team, assignee, site,
        category, opened_at, updated_at, draft, due_at, due_clock, callback,
    ) = values  # fmt: skip
    return ListRow(
        number=number,
        version=version,
        subject=subject,
        status=Status(status),
        pending=Pending(pending) if pending else None,
        pending_until=moment(until) if until else None,
        priority=Priority(priority),
        who=who,
        tier=tier,
        team=team,
        assignee=assignee,
        site=site,
        category=category,
        opened_at=moment(opened_at),
        updated_at=moment(updated_at),
        draft=bool(draft),
        due_at=due if (due := moment(due_at)) != NEVER else None,
        due_clock=Clock(due_clock) if due_clock else None,
        callback=callback,
    )
