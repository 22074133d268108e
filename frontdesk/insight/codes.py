"""From the ids that events and rows hold to the codes that people know, read in bulk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.engine import Connection

from frontdesk.store import tables as t

CHUNK = 500

CODED: Mapping[str, tuple[Table, str]] = {
    "site_id": (t.site, "code"),
    "team_id": (t.team, "code"),
    "assignee_id": (t.agent, "login"),
    "agent_id": (t.agent, "login"),
    "requester_id": (t.requester, "code"),
    "organisation_id": (t.organisation, "code"),
    "plan_id": (t.plan, "code"),
    "asset_id": (t.asset, "tag"),
    "vendor_id": (t.vendor, "code"),
    "part_id": (t.part, "code"),
}
"""Columns that hold an id of a register, and by what people know the entry."""


def chunks(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """The values in pieces that one statement takes."""
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]


def codes(
    connection: Connection, several: Iterable[Mapping[str, Any]]
) -> dict[str, dict[int, str]]:
    """The codes of all ids in some events: by column, then by id."""
    wanted: dict[str, set[int]] = {}
    for values in several:
        for name in values.keys() & CODED.keys():
            if isinstance(values[name], int):
                wanted.setdefault(name, set()).add(values[name])
    found: dict[str, dict[int, str]] = {}
    for name, ids in wanted.items():
        table, key = CODED[name]
        known = found.setdefault(name, {})
        for chunk in chunks(sorted(ids)):
            statement = select(table.c.id, table.c[key]).where(table.c.id.in_(chunk))
            known |= dict(connection.execute(statement).all())
    return found


def texts(connection: Connection, digests: Iterable[str]) -> dict[str, str | None]:
    """The texts under some digests; one that has been erased is ``None``."""
    found: dict[str, str | None] = {}
    for chunk in chunks(sorted(set(digests))):
        statement = select(t.text.c.digest, t.text.c.body).where(t.text.c.digest.in_(chunk))
        found |= dict(connection.execute(statement).all())
    return found
