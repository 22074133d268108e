"""The schema beyond the tables: append-only triggers, search tables, its version.

A fresh store is made from the models; an older one is brought up by the migrations in
``store/migrations``. A test keeps both equal, triggers included.
"""

from __future__ import annotations

from typing import NoReturn

from sqlalchemy import text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import OperationalError

from frontdesk.errors import StoreError
from frontdesk.i18n import _
from frontdesk.models import Row
from frontdesk.store import search
from frontdesk.store.revisions import LATEST, REVISIONS

APPEND_ONLY = ("event", "seal", "decision", "contact")
"""Tables whose rows are never deleted; of ``event`` and ``seal`` none is ever changed either."""


def _refuse(table: str, act: str, when: str = "") -> str:
    guard = f" WHEN {when}" if when else ""
    return (
        f"CREATE TRIGGER {table}_no_{act.split()[0].lower()} BEFORE {act} ON {table}{guard} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )


TRIGGERS = (
    *(_refuse(table, "DELETE") for table in (*APPEND_ONLY, "text", "ticket", "operation")),
    *(_refuse(table, "UPDATE") for table in ("event", "seal", "contact")),
    _refuse("text", "UPDATE", "NEW.digest <> OLD.digest OR NEW.body IS NOT NULL"),
    _refuse(
        "decision",
        "UPDATE",
        "NEW.receipt <> OLD.receipt OR NEW.ticket_id <> OLD.ticket_id OR NEW.id <> OLD.id",
    ),
    # INSERT OR REPLACE passes the triggers above: only the next link of a chain is let in.
    (
        "CREATE TRIGGER event_next BEFORE INSERT ON event "
        "WHEN NEW.id <= (SELECT coalesce(max(id), 0) FROM event) AND NEW.id > 0 "
        "OR NEW.seq <> 1 + coalesce((SELECT max(seq) FROM event WHERE subject = NEW.subject "
        "AND subject_id = NEW.subject_id), 0) "
        "OR NEW.previous <> coalesce((SELECT hash FROM event WHERE subject = NEW.subject "
        "AND subject_id = NEW.subject_id ORDER BY seq DESC LIMIT 1), "
        "'0000000000000000000000000000000000000000000000000000000000000000') "
        "BEGIN SELECT RAISE(ABORT, 'event is append-only'); END"
    ),
    (
        "CREATE TRIGGER seal_next BEFORE INSERT ON seal "
        "WHEN NEW.previous <> coalesce((SELECT hash FROM seal ORDER BY id DESC LIMIT 1), "
        "'0000000000000000000000000000000000000000000000000000000000000000') "
        "OR NEW.id <= (SELECT coalesce(max(id), 0) FROM seal) AND NEW.id > 0 "
        "BEGIN SELECT RAISE(ABORT, 'seal is append-only'); END"
    ),
    (
        "CREATE TRIGGER text_next BEFORE INSERT ON text "
        "WHEN EXISTS (SELECT 1 FROM text WHERE digest = NEW.digest) "
        "BEGIN SELECT RAISE(ABORT, 'text is append-only'); END"
    ),
)


def create(connection: Connection) -> None:
    """Make the whole schema in an empty store."""
    Row.metadata.create_all(connection)
    for statement in (*search.TABLES, *TRIGGERS):
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (\n\tversion_num VARCHAR(32) NOT NULL, \n\t"
        "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)\n)"
    )
    connection.execute(
        text("INSERT INTO alembic_version (version_num) VALUES (:latest)"),
        {"latest": LATEST},
    )


def revision(connection: Connection) -> str | None:
    """The version of the store's schema; ``None`` when it has none."""
    try:
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    except OperationalError as error:
        if "no such table" in str(error.orig):
            return None
        raise


def check(connection: Connection) -> None:
    """Refuse a store of another version.

    Raises:
        StoreError: no schema of ours, or one that is newer than this program.
    """
    found = revision(connection)
    if found != LATEST:
        refuse(found)


def refuse(found: str | None) -> NoReturn:
    """Say what is wrong with a schema that is not the present one.

    Raises:
        StoreError: always.
    """
    if found is None:
        raise StoreError(
            _("this is not a frontdesk store"),
            _("give another path, or make a store with `frontdesk init`"),
        )
    if found not in REVISIONS:
        raise StoreError(
            _("the store is from a newer version of frontdesk (schema {found})").format(
                found=found
            ),
            _("update frontdesk on this machine"),
        )
    raise StoreError(
        _("the store is from an older version of frontdesk (schema {found})").format(found=found),
        _("run `frontdesk doctor --rebuild`, which backs it up and brings it up to date"),
    )
