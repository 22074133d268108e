"""One engine per process, made here: pragmas set and read back, every write begun as one.

SQLite: WAL, foreign keys, ``synchronous=FULL`` (a power cut loses no acknowledged change),
``BEGIN IMMEDIATE`` for every write. Nothing is made when this module is imported.
"""

from __future__ import annotations

import sqlite3
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine import Connection

from frontdesk.errors import StoreError
from frontdesk.i18n import _
from frontdesk.store.place import Place
from frontdesk.store.reader import BUSY_SECONDS

WRITE = "frontdesk_write"
CACHE = 4_000
"""KiB of pages that a connection keeps: a console has five, and the system keeps the file."""
PRAGMAS = {
    "journal_mode": ("WAL", "wal"),
    "synchronous": ("FULL", 2),
    "foreign_keys": ("ON", 1),
    "busy_timeout": (str(BUSY_SECONDS * 1000), BUSY_SECONDS * 1000),
    "cache_size": (f"-{CACHE}", -CACHE),
    # A million tickets are not sorted in the memory of a console that stays open all day.
    "temp_store": ("FILE", 1),
}


def make_engine(place: Place) -> Engine:
    """An engine on a store; the caller disposes of it."""
    engine = create_engine(
        URL.create("sqlite", database=str(place.path)),
        connect_args={"check_same_thread": False, "timeout": BUSY_SECONDS},
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def set_pragmas(raw: sqlite3.Connection) -> None:
    """Set what a connection needs, and read it back.

    Raises:
        StoreError: when SQLite did not take a setting (WAL on a file system without it).
    """
    raw.isolation_level = None
    for name, (value, expected) in PRAGMAS.items():
        raw.execute(f"PRAGMA {name} = {value}")
        got = raw.execute(f"PRAGMA {name}").fetchone()[0]
        if got != expected:
            raise StoreError(
                _("the store refuses {name} = {value}").format(name=name, value=value),
                _("keep it on a local disk, in a folder that everybody at the desk may write"),
            )


def _prepare(raw: Any, _record: Any) -> None:
    set_pragmas(raw)


def _begin(connection: Connection) -> None:
    write = connection.get_execution_options().get(WRITE)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
