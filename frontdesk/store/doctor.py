"""Look a store over: settings, schema, triggers, the file, references, chains, the search index.

Everything that holds is said too, so that silence is never taken for health. It refuses to mend;
``desk.trust.rebuild`` does what can be done.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing

from frontdesk.audit import Finding
from frontdesk.errors import StoreError
from frontdesk.i18n import N_, _, plural
from frontdesk.models import Row
from frontdesk.store import chains, schema, search
from frontdesk.store.engine import set_pragmas
from frontdesk.store.place import Place, explain, inspect
from frontdesk.store.reader import connect
from frontdesk.store.revisions import LATEST, REVISIONS

RESTORE = N_("restore the latest backup that verifies")
REBUILD = N_("run `frontdesk doctor --rebuild`")


def examine(place: Place) -> tuple[Finding, ...]:
    """Everything that was looked at; those that do not hold have ``good`` false.

    It stops where going on makes no sense: at a store that cannot be opened, or whose schema is
    another one.
    """
    findings: list[Finding] = []
    try:
        inspect(place)
        with closing(connect(place)) as connection:
            for finding in _each(connection):
                findings.append(finding)
    except StoreError as error:
        findings.append(Finding("store", False, error.title, error.hint))
    except sqlite3.Error as error:
        found = explain(error, place)
        findings.append(Finding("store", False, found.title, found.hint))
    return tuple(findings)


def _each(connection: sqlite3.Connection) -> Iterator[Finding]:
    version = _schema(connection)
    yield version
    if not version.good:
        return
    set_pragmas(connection)  # not before: it may be somebody else's database
    yield Finding("settings", True, _("journal, durability and references are on"))
    yield _triggers(connection)
    yield _file(connection)
    yield _references(connection)
    yield _files(connection)
    yield _search(connection)
    yield from _ledger(connection)


def _schema(connection: sqlite3.Connection) -> Finding:
    found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    version = found[0] if found else None
    if version == LATEST:
        there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        lacking = sorted(set(Row.metadata.tables) - there)
        if lacking:
            return Finding("schema", False, _("tables are missing: {names}").format(
                names=", ".join(lacking)), _(RESTORE))  # fmt: skip
        return Finding("schema", True, _("schema {version}").format(version=version))
    older = version in REVISIONS
    words = _("schema {version} is older than this program") if older else _(
        "schema {version} is newer than this program")  # fmt: skip
    hint = _(REBUILD) if older else _("update frontdesk on this machine")
    return Finding("schema", False, words.format(version=version), hint)


def _triggers(connection: sqlite3.Connection) -> Finding:
    """What keeps the history append-only must stand as it was made."""
    there = {sql for (sql,) in connection.execute("SELECT sql FROM sqlite_master WHERE sql <> ''")}
    gone = sorted(trigger.split()[2] for trigger in schema.TRIGGERS if trigger not in there)
    if gone:
        words = _("the guards of the history are missing: {names}").format(names=", ".join(gone))
        return Finding("triggers", False, words, _("find out who removed them; then rebuild"))
    n = len(schema.TRIGGERS)
    return Finding(
        "triggers",
        True,
        plural(
            "{n} guard keeps the history append-only", "{n} guards keep the history append-only", n
        ),
    )


def _file(connection: sqlite3.Connection) -> Finding:
    said = [line for (line,) in connection.execute("PRAGMA integrity_check(10)")]
    if said != ["ok"]:
        return Finding("file", False, _("the file is damaged: {why}").format(why="; ".join(said)),
                       _(RESTORE))  # fmt: skip
    return Finding("file", True, _("the file is sound"))


def _references(connection: sqlite3.Connection) -> Finding:
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        tables = ", ".join(sorted({f"{row[0]} → {row[2]}" for row in broken}))
        words = plural(
            "{n} row names another that is not there: {tables}",
            "{n} rows name others that are not there: {tables}",
            len(broken),
        )
        return Finding("references", False, words.format(tables=tables), _(RESTORE))
    return Finding("references", True, _("every row finds those that it names"))


def _files(connection: sqlite3.Connection) -> Finding:
    """What is in attached files must be what was attached."""
    wrong = []
    blobs = connection.execute("SELECT digest, size FROM blob").fetchall()
    for digest, size in blobs:
        found, length = hashlib.sha256(), 0
        pieces = "SELECT data FROM blob_piece WHERE digest = ? ORDER BY place"
        for (data,) in connection.execute(pieces, (digest,)):
            found.update(data)
            length += len(data)
        if (found.hexdigest(), length) != (digest, size):
            wrong.append(digest[:12])
    if wrong:
        words = _("files are not what was attached: {names}").format(names=", ".join(wrong))
        return Finding("attachments", False, words, _(RESTORE))
    whole = plural("{n} attached file is whole", "{n} attached files are whole", len(blobs))
    return Finding("attachments", True, whole)


def _search(connection: sqlite3.Connection) -> Finding:
    lacking = 0
    for table, index in search.INDEXED.items():
        one = f"SELECT count(*) FROM {table} WHERE id NOT IN (SELECT id FROM {index}_docsize)"  # noqa: S608  our names
        other = f"SELECT count(*) FROM {index}_docsize WHERE id NOT IN (SELECT id FROM {table})"  # noqa: S608  our names
        lacking += sum(connection.execute(each).fetchone()[0] for each in (one, other))
    unkept = "SELECT count(*) FROM ticket WHERE id NOT IN (SELECT ticket_id FROM ticket_words)"
    lacking += connection.execute(unkept).fetchone()[0]
    if lacking:
        words = plural(
            "the search index differs by {n} entry",
            "the search index differs by {n} entries",
            lacking,
        )
        return Finding("search", False, words, _(REBUILD))
    return Finding("search", True, _("everything can be found by its words"))


def _ledger(connection: sqlite3.Connection) -> Iterator[Finding]:
    audit = chains.verify(connection)
    if audit.intact:
        counts = (
            plural("{n} event", "{n} events", audit.events),
            plural("{n} history", "{n} histories", audit.chains),
            plural("{n} text", "{n} texts", audit.texts),
            plural("{n} seal", "{n} seals", audit.seals),
        )
        yield Finding("chains", True, _("intact: {what}").format(what=", ".join(counts)))
    yield from audit.findings
