"""The register as documents: one dictionary an entry, with the fields that one may set.

Entries of other registers stand by their codes. It refuses to judge who may see what.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import Select, Table, select
from sqlalchemy.engine import Connection

from frontdesk import codes
from frontdesk.errors import BadInputError, NotFoundError
from frontdesk.i18n import _
from frontdesk.insight.codes import CODED
from frontdesk.store import tables as t
from frontdesk.store.unit import Store
from frontdesk.terms import Subject
from frontdesk.text import fold, nearest, safe

Entry = dict[str, Any]

TABLES: Mapping[Subject, tuple[Table, str]] = {
    Subject.SITE: (t.site, "code"),
    Subject.TEAM: (t.team, "code"),
    Subject.AGENT: (t.agent, "login"),
    Subject.SHIFT: (t.shift, "id"),
    Subject.PLAN: (t.plan, "code"),
    Subject.ORGANISATION: (t.organisation, "code"),
    Subject.REQUESTER: (t.requester, "code"),
    Subject.VENDOR: (t.vendor, "code"),
    Subject.ASSET: (t.asset, "tag"),
    Subject.PART: (t.part, "code"),
}
"""The table of each register, and the column that names an entry."""

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HIDDEN = frozenset({"id", "folded", "phone_digits"})


def rows(store: Store, subject: Subject, text: str = "") -> list[Entry]:
    """The entries of a register by their codes; those of which some field holds every word.

    Raises:
        BadInputError: there is no such register.
    """
    table, key = _table(subject)
    order: tuple[Any, ...] = ()
    if subject is Subject.SHIFT:
        order = (t.agent.c.login, table.c.weekday, table.c.starts)
    elif subject is Subject.TEAM:
        order = (t.team.c.active.desc(),)  # former ones last: an import brings them by the hundred
    with store.read() as connection:
        found = _read(connection, subject, _statement(table).order_by(*order, table.c[key]))
    words = fold(text).split()
    return [entry for entry in found if not words or _holds(entry, words)]


def row(store: Store, subject: Subject, code: str) -> Entry:
    """One entry by code, login or tag; a window of the roster by its number.

    Raises:
        NotFoundError: there is none; the nearest are named.
    """
    table, key = _table(subject)
    wanted: str | int = code
    if subject is Subject.SHIFT:
        wanted = int(code) if code.isdecimal() and len(code) < 10 else 0
    with store.read() as connection:
        found = _read(connection, subject, _statement(table).where(table.c[key] == wanted))
        if found:
            return found[0]
        known = connection.execute(select(table.c[key]).order_by(table.c[key]).limit(2000))
        near = nearest(code, [str(value) for value in known.scalars()])
    hint = _("nearest: {names}").format(names=", ".join(safe(name) for name in near))
    raise NotFoundError(
        _("there is no {noun} {code!r}").format(noun=codes.noun(subject), code=safe(code, 80)),
        hint if near else _("`frontdesk {noun} list` shows what there is").format(noun=subject),
    )


def by_id(store: Store, subject: Subject, identity: int) -> Entry:
    """One entry by its id: what ``desk.register.add`` has made.

    Raises:
        NotFoundError: there is none.
    """
    table, _key = _table(subject)
    with store.read() as connection:
        found = _read(connection, subject, _statement(table).where(table.c.id == identity))
    if not found:
        raise NotFoundError(
            _("there is no {noun} {code!r}").format(noun=codes.noun(subject), code=identity)
        )
    return found[0]


def _table(subject: Subject) -> tuple[Table, str]:
    if subject not in TABLES:
        raise BadInputError(
            _("{noun} is no register").format(noun=subject),
            _("known: {names}").format(names=", ".join(TABLES)),
        )
    return TABLES[subject]


def _statement(table: Table) -> Select[Any]:
    """All columns of a register, with codes for the ids of others."""
    columns: list[Any] = []
    joined: Any = table
    for column in table.columns:
        if column.name in CODED:
            other, key = CODED[column.name]
            joined = joined.outerjoin(other, other.c.id == column)
            columns.append(other.c[key].label(column.name.removesuffix("_id")))
        elif column.name not in HIDDEN:
            columns.append(column)
    return select(table.c.id.label("id"), *columns).select_from(joined)


def _read(connection: Connection, subject: Subject, statement: Select[Any]) -> list[Entry]:
    found = [dict(row) for row in connection.execute(statement).mappings()]
    more = BESIDE.get(subject)
    if more is not None and found:
        more(connection, found)
    for entry in found:
        number = entry.pop("id")
        if subject is Subject.SHIFT:
            entry["number"], entry["weekday"] = number, DAYS[entry["weekday"]]
    return found


def _abilities(connection: Connection, found: Iterable[Entry]) -> None:
    own = t.agent_skill.c
    skills: dict[int, dict[str, int]] = {}
    statement = select(own.agent_id, own.skill, own.level).order_by(own.skill)
    for agent_id, skill, level in connection.execute(statement):
        skills.setdefault(agent_id, {})[skill] = level
    wishes: dict[int, list[str]] = {}
    wanted = select(t.agent_wish.c.agent_id, t.agent_wish.c.skill).order_by(t.agent_wish.c.skill)
    for agent_id, skill in connection.execute(wanted):
        wishes.setdefault(agent_id, []).append(skill)
    for entry in found:
        entry["skills"] = skills.get(entry["id"], {})
        entry["wishes"] = wishes.get(entry["id"], [])


def _stock(connection: Connection, found: Iterable[Entry]) -> None:
    own = t.stock.c
    stock: dict[int, dict[str, int]] = {}
    statement = select(own.part_id, t.site.c.code, own.count).join_from(
        t.stock, t.site, t.site.c.id == own.site_id
    )
    for part_id, site, count in connection.execute(statement.order_by(t.site.c.code)):
        stock.setdefault(part_id, {})[site] = count
    for entry in found:
        entry["stock"] = stock.get(entry["id"], {})


BESIDE: Mapping[Subject, Callable[[Connection, Iterable[Entry]], None]] = {
    Subject.AGENT: _abilities,
    Subject.PART: _stock,
}
"""What lies in a table of its own."""


def _holds(entry: Entry, words: Iterable[str]) -> bool:
    said = fold(" ".join(str(value) for value in entry.values() if value is not None))
    return all(word in said for word in words)
