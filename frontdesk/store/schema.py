"""The schema beyond the tables: append-only triggers, search tables, its version.

A fresh store is made from the models; an older one is brought up by the migrations in
``store/migrations``. A test keeps both equal, triggers included.
"""

from __future__ import annotations

from typing import NoReturn

from sqlalchemy import text
from sqlalchemy.engine import Connection

from frontdesk.errors import StoreError
from frontdesk.i18n import _
from frontdesk.models import Row
from frontdesk.store import likeness, search
from frontdesk.store.revisions import LATEST, REVISIONS

LASTING = (
    "event", "seal", "text", "ticket", "operation", "decision", "contact", "message",
    "repair_order",
)  # fmt: skip
"""Tables whose rows are never deleted."""

WRITTEN_ONCE = ("event", "seal", "contact", "message")
"""Tables whose rows are never changed either."""

NUMBERED = ("operation", "decision", "contact", "message", "repair_order")
"""Lasting tables in which a row may not take the place of one that is there."""


def _refuse(table: str, act: str, when: str = "") -> str:
    guard = f" WHEN {when}" if when else ""
    return (
        f"CREATE TRIGGER {table}_no_{act.split()[0].lower()} BEFORE {act} ON {table}{guard} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )


def _next(table: str, when: str) -> str:
    return (
        f"CREATE TRIGGER {table}_next BEFORE INSERT ON {table} WHEN {when} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )


def _there(table: str) -> str:
    return f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"  # noqa: S608  our own names


TAKEN = "EXISTS (SELECT 1 FROM ticket WHERE external_ref = NEW.external_ref AND id <> NEW.id)"

TRIGGERS = (
    *(_refuse(table, "DELETE") for table in LASTING),
    *(_refuse(table, "UPDATE") for table in WRITTEN_ONCE),
    *(_refuse(table, "UPDATE", "NEW.id <> OLD.id") for table in ("operation", "repair_order")),
    _refuse("text", "UPDATE", "NEW.digest <> OLD.digest OR NEW.body IS NOT NULL"),
    _refuse(
        "decision",
        "UPDATE",
        "NEW.receipt <> OLD.receipt OR NEW.ticket_id <> OLD.ticket_id OR NEW.id <> OLD.id",
    ),
    # INSERT OR REPLACE passes the triggers above, since it deletes without a word.
    *(_next(table, _there(table)) for table in NUMBERED),
    _next("ticket", f"{_there('ticket')} OR {TAKEN}"),
    _refuse("ticket", "UPDATE", f"NEW.id <> OLD.id OR {TAKEN}"),
    # Of a chain, only the next link is let in.
    _next(
        "event",
        "NEW.id <= (SELECT coalesce(max(id), 0) FROM event) AND NEW.id > 0 "
        "OR NEW.seq <> 1 + coalesce((SELECT max(seq) FROM event WHERE subject = NEW.subject "
        "AND subject_id = NEW.subject_id), 0) "
        "OR NEW.previous <> coalesce((SELECT hash FROM event WHERE subject = NEW.subject "
        "AND subject_id = NEW.subject_id ORDER BY seq DESC LIMIT 1), printf('%064d', 0))",
    ),
    _next(
        "seal",
        "NEW.previous <> coalesce((SELECT hash FROM seal ORDER BY id DESC LIMIT 1), "
        "printf('%064d', 0)) OR NEW.id <= (SELECT coalesce(max(id), 0) FROM seal) AND NEW.id > 0",
    ),
    _next("text", "EXISTS (SELECT 1 FROM text WHERE digest = NEW.digest)"),
)


def create(connection: Connection) -> None:
    """Make the whole schema in an empty store."""
    Row.metadata.create_all(connection)
    for statement in (*search.TABLES, likeness.TABLE, *TRIGGERS):
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (\n\tversion_num VARCHAR(32) NOT NULL, \n\t"
        "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)\n)"
    )
    connection.execute(
        text("INSERT INTO alembic_version (version_num) VALUES (:latest)"),
        {"latest": LATEST},
    )


def unguard(connection: Connection) -> None:
    """Take every trigger off, inside a transaction that puts them on again."""
    names = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    for (trigger,) in connection.exec_driver_sql(names).all():
        connection.exec_driver_sql(f'DROP TRIGGER "{trigger}"')


def guard(connection: Connection) -> None:
    """Put the triggers on that keep the history append-only, as this version has them."""
    unguard(connection)
    for statement in TRIGGERS:
        connection.exec_driver_sql(statement)


def revision(connection: Connection) -> str | None:
    """The version of an open store's schema."""
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


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
