"""A connection that only reads, by the standard library's driver: no SQLModel, no SQLAlchemy.

For what must be quick (the first window, the watch) or must read the rows as they lie (the chains,
the doctor, a backup). It refuses to make a file, and to write.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from urllib.parse import quote

from frontdesk.store.place import Place, explain

BUSY_SECONDS = 30


def connect(place: Place, *, any_thread: bool = False) -> sqlite3.Connection:
    """A connection that reads; the caller closes it.

    Args:
        any_thread: it is used from one thread after another (the caller takes turns).

    Raises:
        sqlite3.Error: there is no store; ``place.explain`` says it to a person.
    """
    connection = sqlite3.connect(
        f"file:{quote(str(place.path.absolute()))}?mode=rw",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=not any_thread,
    )
    connection.execute("PRAGMA query_only = ON")
    return connection


def version(place: Place) -> str | None:
    """The schema version that a store says it has; ``None`` when it does not say.

    Nothing is written: what turns out to be somebody else's database is left as it is.

    Raises:
        StoreError: it is no database, or none of ours.
    """
    try:
        with closing(connect(place)) as connection:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error as error:
        raise explain(error, place) from error
    return str(row[0]) if row else None


def moment(kept: str) -> datetime:
    """A time as it is kept: aware UTC."""
    return datetime.fromisoformat(kept).replace(tzinfo=UTC)
