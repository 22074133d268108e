"""Who works here, who is on shift or away, and who holds how much."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.engine import Connection, RowMapping

from frontdesk.rows import AbsenceRow, PersonRow
from frontdesk.store import tables as t
from frontdesk.store.unit import Store
from frontdesk.terms import Priority
from frontdesk.timing import absences
from frontdesk.timing.absences import Absence
from frontdesk.timing.roster import (
    NO_WEEK,
    Presence,
    Rota,
    Shifts,
    Week,
    in_order,
    shift_of,
    week_of,
)
from frontdesk.timing.week import WeekRow, days

_BEFORE = timedelta(days=2)
"""So far back reach shifts and absences that somebody, somewhere, is still in."""


class Staff:
    """Everybody who works at the desk, with their rosters: read once, for many moments."""

    def __init__(self, connection: Connection, first: datetime) -> None:
        """Takes the earliest of those moments."""
        self._rows = connection.execute(_AGENTS).mappings().all()
        self._rotas = _rotas(connection, self._rows, first.date() - _BEFORE)
        self._skills, self._wishes = _skills(connection), _wishes(connection)
        self._known = _Known(self._rotas, {row["login"]: row["name"] for row in self._rows})
        self._seen: dict[int, tuple[datetime, dict[str, Any]]] = {}

    def at(self, now: datetime) -> list[tuple[int, dict[str, Any]]]:
        """All of them by tier and name: id, and what of a ``PersonRow`` no ticket changes.

        Moments must not go back: who was looked at is looked at again when a shift or day is over.
        """
        return [(row["id"], self._person(row, now)) for row in self._rows]

    def _person(self, row: RowMapping, now: datetime) -> dict[str, Any]:
        number = row["id"]
        seen = self._seen.get(number)
        if seen is not None and now < seen[0]:
            return seen[1]
        found = _fields(row, self._known, now)
        found["skills"] = self._skills.get(number, ())
        found["wishes"] = self._wishes.get(number, ())
        ends = found["until"] or self._rotas[row["login"]].day_ends(now)
        self._seen[number] = (min(ends, found["back"] or ends), found)
        return found


class Roster:
    """Everybody who works at the desk at a moment: what no ticket changes, read once."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self._people = Staff(connection, now).at(now)

    def everybody(self, connection: Connection) -> list[PersonRow]:
        """All of them with what each holds now, by tier and name."""
        loads = _loads(connection)
        return [
            PersonRow(**fields, **loads.get(number, _NOTHING_HELD))
            for number, fields in self._people
        ]


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


class _Known:
    """Everybody's rota, with the names of those who stand in."""

    def __init__(self, rotas: Mapping[str, Rota], names: Mapping[str, str]) -> None:
        self._rotas, self._names = rotas, names
        self._away = {login: rota.away for login, rota in rotas.items() if rota.away}

    def present(self, login: str, now: datetime) -> tuple[Presence, str | None, str]:
        """Whether somebody is there, and the login and name of whoever stands in."""
        rota = self._rotas[login]
        there = rota.present(now)
        if there.away is None:
            return there, None, ""
        deputy = absences.stand_in(self._away, login, rota.local_day(now))
        if deputy not in self._rotas:  # nobody, or somebody who has left
            return there, None, ""
        return there, deputy, self._names.get(deputy or "", deputy or "")


def _fields(row: RowMapping, known: _Known, now: datetime) -> dict[str, Any]:
    """What of an agent's ``PersonRow`` the register and the roster say."""
    there, deputy, deputy_name = known.present(row["login"], now)
    return {
        "login": row["login"],
        "name": row["name"],
        "role": row["role"],
        "team": row["team"],
        "tier": row["tier"],
        "site": row["site"],
        "authority": row["authority"],
        "capacity": row["capacity"],
        "on_shift": there.on,
        "until": there.until,
        "languages": tuple(row["languages"]),
        "back": there.back,
        "away_until": there.away.until if there.away is not None else None,
        "deputy": deputy,
        "deputy_name": deputy_name,
    }


def week(store: Store, monday: date, logins: Sequence[str] = ()) -> list[WeekRow]:
    """The seven days from a Monday on, of everybody or of some, by tier and name.

    Args:
        monday: the first day, at each person's own site.
        logins: only these people; left out: all.
    """
    with store.read() as connection:
        rows = connection.execute(_AGENTS).mappings().all()
        rotas = _rotas(connection, rows, monday - _BEFORE)
    return [
        WeekRow(
            login=row["login"],
            name=row["name"],
            team=row["team"],
            zone=rotas[row["login"]].zone,
            kept=rotas[row["login"]].kept,
            days=days(rotas, row["login"], monday),
        )
        for row in rows
        if not logins or row["login"] in logins
    ]


def rotas(connection: Connection, first: date) -> dict[str, Rota]:
    """When everybody works from a day on, by login; what is over by then is left out."""
    return _rotas(connection, connection.execute(_AGENTS).mappings().all(), first)


def away(store: Store, login: str = "", since: date | None = None) -> list[AbsenceRow]:
    """Absences, of everybody or of one, in their order.

    Args:
        since: only those that are not over before that day.
    """
    with store.read() as connection:
        names = dict(connection.execute(select(t.agent.c.login, t.agent.c.name)).all())
        found = _absences(connection, since or date.min)
        logins = dict(connection.execute(select(t.agent.c.id, t.agent.c.login)).all())
    rows = [
        AbsenceRow(
            number=each.number,
            login=logins[agent_id],
            name=names[logins[agent_id]],
            since=each.since,
            until=each.until,
            deputy=each.deputy,
            deputy_name=names.get(each.deputy or ""),
            note=each.note,
        )
        for agent_id, several in found.items()
        for each in several
        if login in ("", logins[agent_id])
    ]
    return sorted(rows, key=lambda row: (row.since, row.until, row.login))


def single_days(store: Store, login: str) -> list[tuple[date, Shifts]]:
    """The single days that are written for a person in place of the pattern; nothing: off."""
    with store.read() as connection:
        number = connection.execute(select(t.agent.c.id).where(t.agent.c.login == login)).scalar()
        return sorted(_single(connection, date.min).get(number or 0, {}).items())


def _rotas(connection: Connection, rows: Sequence[RowMapping], first: date) -> dict[str, Rota]:
    """When each of some agents works, by login."""
    weekly = _weekly(connection)
    single, away = _single(connection, first), _absences(connection, first)
    return {
        row["login"]: Rota(
            row["timezone"] or "UTC",
            _week(tuple(weekly[row["id"]])) if row["id"] in weekly else NO_WEEK,
            single.get(row["id"], {}),
            tuple(away.get(row["id"], ())),
        )
        for row in rows
    }


def _weekly(connection: Connection) -> dict[int, list[tuple[int, str, str]]]:
    found: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
    columns = (t.shift.c.agent_id, t.shift.c.weekday, t.shift.c.starts, t.shift.c.ends)
    for agent_id, weekday, starts, ends in connection.execute(select(*columns)).all():
        found[agent_id].append((weekday, starts, ends))
    return found


@lru_cache(maxsize=512)
def _week(shifts: tuple[tuple[int, str, str], ...]) -> Week:
    """A weekly pattern as it is stored; a desk has many people and few patterns."""
    return week_of((weekday, shift_of(starts, ends)) for weekday, starts, ends in shifts)


def _single(connection: Connection, first: date) -> dict[int, dict[date, Shifts]]:
    found: dict[int, dict[date, Shifts]] = {}
    own = t.shift_day.c
    for agent_id, day, starts, ends in connection.execute(
        select(own.agent_id, own.day, own.starts, own.ends).where(own.day >= first)
    ):
        windows = found.setdefault(agent_id, {})
        more = (shift_of(starts, ends),) if starts is not None else ()
        windows[day] = in_order((*windows.get(day, ()), *more))
    return found


def _absences(connection: Connection, first: date) -> dict[int, list[Absence]]:
    own = t.absence.c
    deputy = t.agent.alias("deputy")
    statement = (
        select(own.agent_id, own.since, own.until, deputy.c.login, own.note, own.id)
        .select_from(t.absence.outerjoin(deputy, deputy.c.id == own.deputy_id))
        .where(own.until >= first)
        .order_by(own.since)
    )
    found: dict[int, list[Absence]] = {}
    for agent_id, *rest in connection.execute(statement):
        found.setdefault(agent_id, []).append(Absence(*rest))
    return found


def _skills(connection: Connection) -> dict[int, tuple[tuple[str, int], ...]]:
    own = t.agent_skill.c
    statement = select(own.agent_id, own.skill, own.level).order_by(own.agent_id, own.skill)
    found: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for agent_id, skill, level in connection.execute(statement).all():
        found[agent_id].append((skill, level))
    return {agent_id: tuple(several) for agent_id, several in found.items()}


def _wishes(connection: Connection) -> dict[int, tuple[str, ...]]:
    own = t.agent_wish.c
    statement = select(own.agent_id, own.skill).order_by(own.agent_id, own.skill)
    found: dict[int, list[str]] = defaultdict(list)
    for agent_id, skill in connection.execute(statement).all():
        found[agent_id].append(skill)
    return {agent_id: tuple(several) for agent_id, several in found.items()}


def _loads(connection: Connection) -> dict[int, dict[str, Any]]:
    """What of each agent's ``PersonRow`` the open tickets say that they hold."""
    own = t.ticket.c
    by_priority = [func.count().filter(own.priority == priority) for priority in Priority]
    statement = (
        select(
            own.assignee_id,
            func.min(own.opened_at),
            func.max(own.opened_at),
            func.count(),
            *by_priority,
        )
        .where(own.open, own.assignee_id.is_not(None))
        .group_by(own.assignee_id)
    )
    return {
        agent_id: {"oldest": oldest, "newest": newest, "load": load, "by_priority": tuple(five)}
        for agent_id, oldest, newest, load, *five in connection.execute(statement).all()
    }


_NOTHING_HELD: dict[str, Any] = {"oldest": None, "load": 0, "by_priority": (0, 0, 0, 0, 0)}
