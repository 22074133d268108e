"""Which store is meant, and whether it can be one, before anybody connects to it.

It refuses to open the store's file: opening and closing it while this process has a connection
would drop SQLite's locks on it (docs/architecture.md). Whether it holds a database is found by
the first connection; ``explain`` says it. No SQLModel here.
"""

from __future__ import annotations

import os
import re
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from frontdesk.errors import CalledOffError, StoreError
from frontdesk.i18n import _

MOUNTS = Path("/proc/mounts")
ESCAPED = re.compile(r"\\([0-7]{3})")
"""How the mount table writes spaces and the like."""

NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs", "ceph"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a store is kept.

    Attributes:
        path: the file of an embedded store.
    """

    path: Path


def default_path() -> Path:
    """The user's own store, in the user's data directory; never the working directory."""
    return _data() / "desk.db"


def demo_path() -> Path:
    """The demo store: a store of its own, never the user's."""
    return _data() / "demo.db"


def _data() -> Path:
    from platformdirs import user_data_path  # only when no place was given: it costs a start

    return user_data_path("frontdesk")


def find(location: str | Path | None = None) -> Place:
    """The place that is meant: an argument, else ``FRONTDESK_STORE``, else the user's own.

    Raises:
        StoreError: for an address that this version cannot keep a store at.
    """
    text = str(location or os.environ.get("FRONTDESK_STORE") or default_path())
    if text.startswith("sqlite:///"):
        text = text.removeprefix("sqlite:///")
    elif "://" in text:
        raise StoreError(
            _("this version keeps its store in a file only"),
            _("give a path, or sqlite:///PATH"),
        )
    return Place(Path(text).expanduser())


def inspect(place: Place) -> None:
    """Refuse what cannot be a store, before connecting to it.

    Raises:
        StoreError: missing, empty, a folder, unreadable, or where nobody can write.
    """
    path = place.path
    try:
        there = path.exists()
    except OSError as error:
        raise StoreError(
            _("the store at {path} cannot be read: {why}").format(path=path, why=error.strerror),
            _("ask for the right to read and write it"),
        ) from error
    if not there:
        raise StoreError(
            _("there is no store at {path}").format(path=path),
            _("make one with `frontdesk init`, or try the demo with `frontdesk demo`"),
        )
    if path.is_dir():
        raise StoreError(
            _("{path} is a folder").format(path=path), _("give the path of the store's file")
        )
    if not os.access(path, os.R_OK):
        raise StoreError(
            _("the store at {path} cannot be read").format(path=path),
            _("ask for the right to read and write it"),
        )
    if not path.stat().st_size:
        raise StoreError(
            _("{path} is empty").format(path=path),
            _("give another path, or remove the file and run `frontdesk init`"),
        )
    writable(place)


def identity(place: Place) -> tuple[int, int] | None:
    """Which file lies at the place now, by device and number; ``None``: none."""
    try:
        found = place.path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def writable(place: Place) -> None:
    """Refuse a place where SQLite could not write its files.

    Raises:
        StoreError: the folder is missing or read-only, the file is read-only, or the file system
            is a network one, where a WAL store is not safe.
    """
    folder = place.path.parent
    if not folder.is_dir():
        raise StoreError(
            _("there is no folder {path}").format(path=folder), _("make it, or give another path")
        )
    for path in (folder, place.path):
        if path.exists() and not os.access(path, os.W_OK):
            raise StoreError(
                _("{path} is read-only").format(path=path),
                _("the store and its folder must be writable for everybody at the desk"),
            )
    if (kind := file_system(folder)) in NETWORK:
        raise StoreError(
            _("{path} lies on a network file system ({kind})").format(path=folder, kind=kind),
            _("keep the store on a local disk of the host that everybody logs in to"),
        )


def file_system(folder: Path) -> str:
    """The kind of file system that a folder lies on, by Linux's mount table; else empty."""
    try:
        mounts = MOUNTS.read_text("utf-8", "replace").splitlines()
    except OSError:
        return ""
    found, kind = "", ""
    here = f"{folder.resolve()}/"
    for line in mounts:
        point, name = line.split()[1:3]
        point = ESCAPED.sub(lambda found: chr(int(found[1], 8)), point)
        if here.startswith(f"{point.rstrip('/')}/") and len(point) >= len(found):
            found, kind = point, name
    return kind


def explain(error: sqlite3.Error | OSError, place: Place) -> StoreError:
    """What an error of the database means to a person, and what to do about it."""
    text = str(error).lower()
    path = place.path
    if "interrupted" in text:
        return CalledOffError(_("the reading was called off"), _("ask again"))
    if "locked" in text or "busy" in text:
        return StoreError(
            _("the store at {path} is busy").format(path=path),
            _("another program holds it; try again, and see who has it open"),
        )
    if "readonly" in text or "read-only" in text:
        return StoreError(
            _("the store at {path} is read-only").format(path=path),
            _("the store and its folder must be writable for everybody at the desk"),
        )
    if "full" in text or "disk i/o" in text:
        return StoreError(
            _("the disk of {path} is full or failing: {why}").format(path=path, why=error),
            _("nothing was changed; make room, then do it again"),
        )
    if "not a database" in text:
        return StoreError(
            _("{path} is not a store").format(path=path),
            _("give another path, or remove the file and run `frontdesk init`"),
        )
    if "no such table" in text or "no such column" in text:
        return StoreError(
            _("{path} is not a frontdesk store").format(path=path),
            _("give another path, or make one with `frontdesk init`"),
        )
    return StoreError(
        _("the store at {path} cannot be used: {why}").format(path=path, why=error),
        _("run `frontdesk doctor`; restore the latest backup if it is damaged"),
    )
