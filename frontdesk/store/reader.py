"""A connection that only reads, by the standard library's driver: no SQLModel, no SQLAlchemy.

For what must be quick (the first window, the watch) or must read the rows as they lie (the chains,
the doctor, a backup). It refuses to make a file, and to write.
"""

from __future__ import annotations

import sqlite3
from urllib.parse import quote

from frontdesk.store.place import Place

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
