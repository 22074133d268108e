"""A backup of a store in use: copied in one go, opened, verified, and only then put in its place.

It refuses to write over the store, or over a file that nobody asked it to replace, and to call
anything a backup that it has not opened.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from frontdesk.audit import Audit, BackupRow
from frontdesk.errors import BadInputError, StoreError
from frontdesk.i18n import _
from frontdesk.store import chains
from frontdesk.store.place import Place, explain
from frontdesk.store.reader import connect
from frontdesk.store.revisions import LATEST


def save(
    place: Place, file: str | Path, *, keep: int | None = None, version: str = LATEST
) -> BackupRow:
    """Back a store up into a file while others go on writing.

    Args:
        keep: replace an existing backup, keeping this many in all: ``FILE``, ``FILE.1`` (the one
            before it) …; ``None`` refuses to replace.
        version: the schema that the store has.

    Raises:
        BadInputError: the file cannot be the backup's.
        StoreError: the store cannot be read, or the copy cannot be written or does not verify.
    """
    target = Path(file).expanduser()
    _fits(place, target, keep)
    beside = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    try:
        _copy(place, beside)
        audit = examine(Place(beside), version)
        _settle(beside)
        if keep is not None:
            _rotate(target, keep)
        beside.replace(target)
        _settle(target.parent)
    except OSError as error:
        raise explain(error, Place(target)) from error
    finally:
        for suffix in ("", "-journal", "-wal", "-shm"):
            beside.with_name(beside.name + suffix).unlink(missing_ok=True)
    return BackupRow(str(target), target.stat().st_size, audit.events, audit)


def examine(place: Place, version: str = LATEST) -> Audit:
    """Open a copy that nobody else has open, and look at all of it.

    Raises:
        StoreError: it is damaged, or has another schema.
    """
    try:
        with closing(connect(place)) as copy:
            if (said := copy.execute("PRAGMA integrity_check(1)").fetchone()[0]) != "ok":
                raise sqlite3.DatabaseError(said)
            if copy.execute("PRAGMA foreign_key_check").fetchone() is not None:
                raise sqlite3.DatabaseError("rows name others that are not there")
            found = copy.execute("SELECT version_num FROM alembic_version").fetchone()
            if found != (version,):
                raise sqlite3.DatabaseError(f"its schema is {found}")
            return chains.verify(copy)
    except sqlite3.Error as error:
        raise StoreError(
            _("the backup does not verify: {why}").format(why=error),
            _("no backup was made; run `frontdesk doctor`"),
        ) from error


def _fits(place: Place, target: Path, keep: int | None) -> None:
    if keep is not None and keep < 1:
        raise BadInputError(_("--keep {n} keeps nothing").format(n=keep), _("give 1 or more"))
    store = place.path.resolve()
    if target.resolve() in [store.with_name(store.name + end) for end in ("", "-wal", "-shm")] or (
        target.exists() and target.samefile(store)
    ):
        raise BadInputError(
            _("{path} is the store itself").format(path=target), _("give another file")
        )
    if target.is_dir():
        raise BadInputError(
            _("{path} is a folder").format(path=target), _("give a file, such as desk-backup.db")
        )
    if not target.parent.is_dir():
        raise BadInputError(
            _("there is no folder {path}").format(path=target.parent), _("make it first")
        )
    if target.exists() and keep is None:
        raise BadInputError(
            _("{path} exists").format(path=target),
            _("give another file, or --keep N to replace it and keep N in all"),
        )


def _copy(place: Place, beside: Path) -> None:
    # As private as the store: it holds the same.
    os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, place.path.stat().st_mode))
    try:
        with closing(connect(place)) as source, closing(sqlite3.connect(beside)) as copy:
            source.backup(copy, pages=-1)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, readable from anywhere
    except sqlite3.Error as error:
        full = "full" in str(error) or "i/o" in str(error).lower()
        raise explain(error, Place(beside) if full else place) from error


def _rotate(target: Path, keep: int) -> None:
    """Make room for a new backup: each older one moves up by a number, the oldest goes."""
    if not target.exists():
        return
    line = [target, *(target.with_name(f"{target.name}.{n}") for n in range(1, keep))]
    for n in range(len(line) - 1, 0, -1):
        if line[n - 1].exists():
            line[n - 1].replace(line[n])


def _settle(path: Path) -> None:
    """Have the disk keep a file, or a folder's names."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
