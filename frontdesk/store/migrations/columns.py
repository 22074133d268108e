"""The few kinds of columns and constraints of which migrations are written.

What they mean must never change: a migration written long ago has to make the same table.
Constraints get their names by the convention of ``env``.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

Words = tuple[str, str]


def table(name: str, *parts: SchemaItem, **options: Any) -> None:
    """Make a table."""
    op.create_table(name, *parts, **options)


def index(
    name: str, of: str, *columns: str | sa.TextClause, where: str = "", postgresql: str = ""
) -> None:
    """Make an index over columns of a table.

    Args:
        columns: names, or what is reckoned from them.
        where: only of the rows of which this holds; ``postgresql`` where it is said otherwise.
    """
    only: dict[str, Any] = {
        "sqlite_where": sa.text(where),
        "postgresql_where": sa.text(postgresql or where),
    }
    op.create_index(name, of, list(columns), **(only if where else {}))


def reckoned(expression: str) -> sa.TextClause:
    """What an index holds that is no column."""
    return sa.text(expression)


def number(name: str, *, null: bool = False) -> sa.Column[Any]:
    """A whole number."""
    return sa.Column(name, sa.Integer(), nullable=null)


def line(name: str, length: int | None = None, *, null: bool = False) -> sa.Column[Any]:
    """A line of text."""
    return sa.Column(name, sa.String(length), nullable=null)


def text(name: str, *, null: bool = False) -> sa.Column[Any]:
    """A text of any length."""
    return sa.Column(name, sa.Text(), nullable=null)


def json(name: str) -> sa.Column[Any]:
    """A JSON document."""
    return sa.Column(name, sa.JSON(), nullable=False)


def blob(name: str) -> sa.Column[Any]:
    """Bytes."""
    return sa.Column(name, sa.LargeBinary(), nullable=False)


def flag(name: str, *, null: bool = False) -> sa.Column[Any]:
    """True or false."""
    return sa.Column(name, sa.Boolean(), nullable=null)


def moment(name: str, *, null: bool = False, default: str | None = None) -> sa.Column[Any]:
    """A time, UTC; ``default``: what stands there where nothing is given, as it is kept."""
    return sa.Column(name, sa.DateTime(), nullable=null, server_default=default)


def day(name: str, *, null: bool = False) -> sa.Column[Any]:
    """A date."""
    return sa.Column(name, sa.Date(), nullable=null)


def word(name: str, words: Words, *, null: bool = False) -> sa.Column[Any]:
    """One of the field's words, kept by a CHECK of the enumeration's name."""
    called, values = words
    kind = sa.Enum(
        *values.split(), name=called, native_enum=False, create_constraint=True, length=24
    )
    return sa.Column(name, kind, nullable=null)


def check(name: str, condition: str) -> sa.CheckConstraint:
    """A condition that every row keeps."""
    return sa.CheckConstraint(condition, name=name)


def key(*columns: str) -> sa.PrimaryKeyConstraint:
    """The primary key."""
    return sa.PrimaryKeyConstraint(*columns)


def unique(*columns: str) -> sa.UniqueConstraint:
    """Columns that no two rows share."""
    return sa.UniqueConstraint(*columns)


def refers(column: str, to: str) -> sa.ForeignKeyConstraint:
    """A column that names a row of another table, as ``table.column``."""
    return sa.ForeignKeyConstraint([column], [to])
