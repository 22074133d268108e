"""Every row that the store holds, table by table, for exports: read in one consistent look.

It leaves out what can be made again from the rest (the search index).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Any

from sqlalchemy import select

from frontdesk.insight import tickets
from frontdesk.models import Row
from frontdesk.rows import TicketRow
from frontdesk.store import schema
from frontdesk.store import tables as t
from frontdesk.store.unit import Store

AT_ONCE = 500
"""Rows that are held at a time."""
DERIVED = frozenset({"ticket_words"})
"""Tables that `doctor --rebuild` makes again from the others."""


def rows(store: Store, names: Sequence[str] = ()) -> Iterator[tuple[str, dict[str, Any]]]:
    """Rows of tables as (table, column to value), tables as the models list them, rows by key.

    Args:
        names: the tables; left out: all that hold what nothing else does.
    """
    chosen = [
        table
        for name, table in Row.metadata.tables.items()
        if (name in names if names else name not in DERIVED)
    ]
    with store.read() as connection:
        for table in chosen:
            statement = select(table).order_by(*table.primary_key.columns)
            found = connection.execution_options(yield_per=AT_ONCE).execute(statement)
            for row in found.mappings():
                yield table.name, {str(name): _value(value) for name, value in row.items()}


def _value(value: object) -> object:
    return value.value if isinstance(value, Enum) else value


def whole_tickets(store: Store) -> Iterator[TicketRow]:
    """All tickets, whole, by number."""
    with store.read() as connection:
        numbers = connection.execute(select(t.ticket.c.id).order_by(t.ticket.c.id)).scalars().all()
        for start in range(0, len(numbers), AT_ONCE):
            yield from tickets.whole(connection, numbers[start : start + AT_ONCE])


def schema_of(store: Store) -> str | None:
    """The version of the store's schema."""
    with store.read() as connection:
        return schema.revision(connection)
