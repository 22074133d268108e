"""The store of a process, and the unit of work: all of a change, or nothing of it.

``Store.write`` gives a unit that rolls back unless told to commit. ``Store.read`` gives a Core
connection for one consistent look. Nothing else opens a session.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from frontdesk.errors import StoreError
from frontdesk.i18n import _
from frontdesk.store import schema
from frontdesk.store.engine import WRITE, make_engine
from frontdesk.store.ledger import Ledger
from frontdesk.store.live import Watch
from frontdesk.store.place import Place, explain, find, identity, inspect
from frontdesk.store.reader import version
from frontdesk.store.reading import Reading
from frontdesk.store.revisions import LATEST


class Unit:
    """One transaction that writes: a session and the ledger of its events."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.ledger = Ledger(session)
        self._kept = False

    def commit(self) -> None:
        """Write the events, and keep everything when the unit ends."""
        self.flush()
        self._kept = True

    def flush(self) -> None:
        """Send what is pending to the database without keeping it yet: texts first, events last."""
        self.ledger.flush_texts()
        self.session.flush()
        self.ledger.flush()

    @property
    def kept(self) -> bool:
        """Whether it was committed."""
        return self._kept


class Store:
    """A ticket store that is open in this process. Use ``Store.open``."""

    def __init__(self, place: Place, engine: Engine) -> None:
        self.place = place
        self.engine = engine
        self.watch = Watch(place)
        self._file = identity(place)

    @classmethod
    def open(cls, location: str | Path | None = None) -> Store:
        """Open the store that is meant.

        Raises:
            StoreError: missing, damaged, not a store, from a newer version.
        """
        place = find(location)
        inspect(place)
        if (found := version(place)) != LATEST:
            schema.refuse(found)
        store = cls(place, make_engine(place))
        try:
            with store.read():
                pass  # the first connection sets the pragmas, and reads them back
        except StoreError:
            store.close()
            raise
        return store

    @contextmanager
    def read(self, reading: Reading | None = None) -> Iterator[Connection]:
        """A connection that sees one moment of the store, and writes nothing.

        Args:
            reading: by which it can be called off from another thread.

        Raises:
            CalledOffError: it has been.
        """
        with (
            self._explained(),
            self.engine.connect() as connection,
            nullcontext() if reading is None else reading.on(connection),
        ):
            yield connection

    @contextmanager
    def write(self) -> Iterator[Unit]:
        """A unit of work, begun as a write at once; rolled back unless it is committed.

        Raises:
            StoreError: the store cannot be used; or its file has been removed or replaced since
                it was opened, so that what is written would be lost.
        """
        if self._file is not None and identity(self.place) != self._file:
            raise StoreError(
                _("the store at {path} has been removed or replaced").format(path=self.place.path),
                _("nothing was written; put it back, or leave and open it again"),
            )
        with (
            self._explained(),
            self.engine.connect().execution_options(**{WRITE: True}) as connection,
            Session(connection, expire_on_commit=False, autoflush=False) as session,
        ):
            connection.begin()
            unit = Unit(session)
            try:
                yield unit
                if unit.kept:
                    connection.commit()
            finally:
                if connection.in_transaction():
                    connection.rollback()

    def unsynced(self) -> None:
        """Let a power cut lose what is written from now on: for a store that is being made.

        Whoever opens the store afterwards writes with ``synchronous=FULL`` again.
        """
        raw = self.engine.raw_connection()
        try:
            raw.cursor().execute("PRAGMA synchronous = OFF")
        finally:
            raw.close()

    def close(self) -> None:
        """Let go of the store's file."""
        self.watch.close()
        self.engine.dispose()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise explain(error, self.place) from error
        except DBAPIError as error:
            if isinstance(error.orig, sqlite3.IntegrityError) or not isinstance(
                error.orig, sqlite3.DatabaseError
            ):
                raise
            raise explain(error.orig, self.place) from error
