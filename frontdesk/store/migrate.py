"""Bring a store of an older schema up to date: backed up first, all of it or nothing.

Alembic is imported here and nowhere else. SQLite changes a table by copying it, which loses
triggers silently and, with foreign keys on, empties tables that refer to it: so foreign keys go
off before the transaction begins, every reference is checked before it ends, and the triggers
are taken off before and put on after. It refuses to go back to an older schema.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from frontdesk.errors import StoreError
from frontdesk.i18n import _, plural
from frontdesk.store import backup, schema
from frontdesk.store.engine import WRITE, make_engine
from frontdesk.store.place import Place, explain, inspect
from frontdesk.store.reader import version
from frontdesk.store.revisions import LATEST, REVISIONS

SCRIPTS = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True)
class Upgraded:
    """A store that was brought up to date.

    Attributes:
        before, after: schema versions. ``backup``: the store as it was.
    """

    before: str
    after: str
    backup: Path


def upgrade(place: Place) -> Upgraded | None:
    """Bring a store up to date; ``None`` when it is.

    The store as it was is kept beside it, as ``NAME.VERSION.backup``.

    Raises:
        StoreError: not a store, from a newer version, or its data do not fit the new schema.
    """
    inspect(place)
    before = version(place)
    if before == LATEST:
        return None
    if before not in REVISIONS:
        schema.refuse(before)
    kept = place.path.with_name(f"{place.path.name}.{before}.backup")
    backup.save(place, kept, keep=2, version=before)
    run(place)
    return Upgraded(before, LATEST, kept)


def run(place: Place) -> None:
    """Run the migrations that a store lacks; an empty file lacks all of them.

    Raises:
        StoreError: nothing was changed.
    """
    engine = make_engine(place)
    try:
        with engine.connect().execution_options(**{WRITE: True}) as connection:
            # Inside a transaction this would do nothing, and say nothing.
            _raw(connection).execute("PRAGMA foreign_keys = OFF")
            with connection.begin():
                _migrate(connection)
                _references(connection)
    except sqlite3.DatabaseError as error:
        raise explain(error, place) from error
    except DBAPIError as error:
        raise StoreError(
            _("the store cannot be brought up to date: {why}").format(why=error.orig),
            _("nothing was changed; report it with what `frontdesk doctor` says"),
        ) from error
    finally:
        engine.dispose()


def _raw(connection: Connection) -> sqlite3.Connection:
    raw = connection.connection.driver_connection
    if not isinstance(raw, sqlite3.Connection):
        raise TypeError("migrations of an embedded store run on SQLite")
    return raw


def _migrate(connection: Connection) -> None:
    schema.unguard(connection)
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    schema.guard(connection)


def _references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        tables = ", ".join(sorted({f"{row[0]} → {row[2]}" for row in broken}))
        raise StoreError(
            plural(
                "{n} row names another that is not there: {tables}",
                "{n} rows name others that are not there: {tables}",
                len(broken),
            ).format(tables=tables),
            _("nothing was changed; restore the latest backup that verifies"),
        )
