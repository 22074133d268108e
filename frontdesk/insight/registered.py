"""Whether what a query names is in the register: a team, a site, a person, a piece of equipment.

The language is pure and lets any code pass; this says at which character one is unknown, and
names the nearest. It refuses to look through a register of thousands for likeness: there it says
what begins alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.engine import Connection

from frontdesk.query import NOBODY, Filter
from frontdesk.query.mistake import unknown
from frontdesk.store import tables as t
from frontdesk.store.unit import Store

MOST = 2_000
"""Codes of a register among which the nearest is looked for."""
NEAR = 6

_REGISTERS: Mapping[str, tuple[Table, str]] = MappingProxyType(
    {
        "team": (t.team, "code"),
        "site": (t.site, "code"),
        "assignee": (t.agent, "login"),
        "requester": (t.requester, "code"),
        "organisation": (t.organisation, "code"),
        "asset": (t.asset, "tag"),
        "type": (t.asset, "type"),
    }
)


def checked(store: Store, wanted: Filter) -> Filter:
    """The filter, if everything that it names is in the register.

    Raises:
        QueryError: something is not; it says at which character, and what is near.
    """
    named = [term for term in wanted.terms if term.field in _REGISTERS]
    if named:
        with store.read() as connection:
            for term in named:
                _check(connection, term.field, [str(value) for value in term.values], term.at)
    return wanted


def _check(connection: Connection, field: str, values: Sequence[str], at: int) -> None:
    table, key = _REGISTERS[field]
    wanted = [value for value in values if value != NOBODY]
    known = set(connection.execute(select(table.c[key]).where(table.c[key].in_(wanted))).scalars())
    for value in wanted:
        if value not in known:
            raise unknown(value, _near(connection, table.c[key], value), at, many=True)


def _near(connection: Connection, column: Any, value: str) -> list[str]:
    """Codes that may have been meant: all of a small register, else what begins alike."""
    codes = list(connection.execute(select(column).distinct().limit(MOST + 1)).scalars())
    if len(codes) <= MOST:
        return codes
    begins = column.istartswith(value[:3], autoescape=True)
    return list(connection.execute(select(column).where(begins).distinct().limit(MOST)).scalars())
