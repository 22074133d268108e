"""Who works here, who is on shift, and who holds how much."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.engine import Connection, RowMapping

from frontdesk.rows import PersonRow
from frontdesk.store import tables as t
from frontdesk.terms import Priority


class Window(NamedTuple):
    """One weekly window of a roster, local time; weekday 0 is Monday."""

    weekday: int
    starts: time
    ends: time


def presence(
    windows: Iterable[Window], zone: ZoneInfo, now: datetime
) -> tuple[bool | None, datetime | None]:
    """Whether somebody is on shift, and until when (UTC); ``(None, None)`` without a roster."""
    windows = list(windows)
    if not windows:
        return None, None
    here = now.astimezone(zone)
    for window in windows:
        if window.weekday == here.weekday() and window.starts <= here.time() < window.ends:
            until = datetime.combine(here.date(), window.ends, zone)
            return True, until.astimezone(now.tzinfo)
    return False, None


class Roster:
    """Everybody who works at the desk at a moment: what no ticket changes, read once."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        rosters = _rosters(connection)
        skills = _skills(connection)
        self._people = [
            (
                row["id"],
                _person(row, rosters.get(row["id"], ()), skills.get(row["id"], {}), now),
            )
            for row in connection.execute(_AGENTS).mappings()
        ]

    def everybody(self, connection: Connection) -> list[PersonRow]:
        """All of them with what each holds now, by tier and name."""
        loads, oldest = _loads(connection)
        found = []
        for number, person in self._people:
            by_priority = loads.get(number)
            if by_priority is None:
                found.append(person)
                continue
            counts = tuple(by_priority.get(priority, 0) for priority in Priority)
            five = (counts[0], counts[1], counts[2], counts[3], counts[4])
            found.append(
                replace(person, load=sum(counts), by_priority=five, oldest=oldest.get(number))
            )
        return found


def everybody(connection: Connection, now: datetime) -> list[PersonRow]:
    """Everybody who works at the desk, with load, by tier and name."""
    return Roster(connection, now).everybody(connection)


_AGENTS = (
    select(
        t.agent, t.team.c.code.label("team"), t.team.c.tier, t.site.c.code.label("site"),
        t.site.c.timezone,
    )
    .select_from(
        t.agent.join(t.team, t.team.c.id == t.agent.c.team_id).outerjoin(
            t.site, t.site.c.id == t.agent.c.site_id
        )
    )
    .where(t.agent.c.active)
    .order_by(t.team.c.tier, t.agent.c.name, t.agent.c.id)
)  # fmt: skip


def _person(
    row: RowMapping, windows: Iterable[Window], skills: Mapping[str, int], now: datetime
) -> PersonRow:
    """An agent who holds nothing yet."""
    on_shift, until = presence(windows, ZoneInfo(row["timezone"] or "UTC"), now)
    return PersonRow(
        login=row["login"],
        name=row["name"],
        role=row["role"],
        team=row["team"],
        tier=row["tier"],
        site=row["site"],
        authority=row["authority"],
        capacity=row["capacity"],
        load=0,
        by_priority=(0, 0, 0, 0, 0),
        oldest=None,
        on_shift=on_shift,
        until=until,
        skills=tuple(sorted(skills.items())),
        languages=tuple(row["languages"]),
    )


def _rosters(connection: Connection) -> dict[int, list[Window]]:
    found: dict[int, list[Window]] = {}
    columns = (t.shift.c.agent_id, t.shift.c.weekday, t.shift.c.starts, t.shift.c.ends)
    for agent_id, weekday, starts, ends in connection.execute(select(*columns)):
        window = Window(weekday, time.fromisoformat(starts), time.fromisoformat(ends))
        found.setdefault(agent_id, []).append(window)
    return found


def _skills(connection: Connection) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    columns = (t.agent_skill.c.agent_id, t.agent_skill.c.skill, t.agent_skill.c.level)
    for agent_id, skill, level in connection.execute(select(*columns)):
        found.setdefault(agent_id, {})[skill] = level
    return found


def _loads(connection: Connection) -> tuple[dict[int, dict[str, int]], dict[int, datetime]]:
    statement = (
        select(
            t.ticket.c.assignee_id,
            t.ticket.c.priority,
            func.count(),
            func.min(t.ticket.c.opened_at),
        )
        .where(t.ticket.c.open, t.ticket.c.assignee_id.is_not(None))
        .group_by(t.ticket.c.assignee_id, t.ticket.c.priority)
    )
    loads: dict[int, dict[str, int]] = {}
    oldest: dict[int, datetime] = {}
    for agent_id, priority, n, first in connection.execute(statement):
        loads.setdefault(agent_id, {})[priority] = n
        oldest[agent_id] = min(first, oldest.get(agent_id, first))
    return loads, oldest
