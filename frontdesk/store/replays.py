"""Where a replay keeps what it has decided: a file of its own in the user's cache.

It is nobody's record and can be made again at any time, so it stands beside the store and not in
it: a replay reads the store and writes nothing there, and whoever may read may replay. The file is
its owner's alone. What is in it when a replay is killed is good; the next one goes on from there.
"""

from __future__ import annotations

import json
import os
import sqlite3
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

BATCH = 100
"""Decisions that are kept at a time: what a kill can cost."""
KEPT = 8
"""Replays that are kept; those used longest ago go first."""
_TABLES = (
    "CREATE TABLE IF NOT EXISTS run (name TEXT PRIMARY KEY, value TEXT)",
    "CREATE TABLE IF NOT EXISTS decided (number INTEGER PRIMARY KEY, would TEXT, receipt BLOB)",
)


def folder() -> Path:
    """The folder of replays in the user's cache."""
    from platformdirs import user_cache_path

    return user_cache_path("frontdesk", appauthor=False) / "replays"


class Kept:
    """What one replay has decided so far."""

    def __init__(self, where: Path, key: str) -> None:
        """Opens or makes the file of a replay; one that cannot be read is made anew.

        Args:
            where: the folder. ``key``: names what was replayed with what.
        """
        where.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.path = where / f"{key[:32]}.replay"
        _thin_out(where, self.path)
        try:
            self._file = _opened(self.path)
        except sqlite3.DatabaseError:
            self.path.unlink()
            self._file = _opened(self.path)
        self._waiting: list[tuple[int, str, bytes]] = []
        self._notes: dict[str, str] = {}

    def note(self, name: str) -> str | None:
        """What was noted about the replay under a name."""
        found = self._file.execute("SELECT value FROM run WHERE name = ?", (name,)).fetchone()
        return str(found[0]) if found else None

    def mark(self, name: str, value: str) -> None:
        """Note something, with the decisions that are kept next."""
        self._notes[name] = value

    def would(self) -> dict[int, Any]:
        """By number, what was kept in short of each decision; ``None``: it could not be made."""
        rows = self._file.execute("SELECT number, would FROM decided")
        return {number: json.loads(would) for number, would in rows}

    def receipt(self, number: int) -> Mapping[str, Any] | None:
        """The whole decision about a ticket; ``None``: there is none."""
        found = self._file.execute(
            "SELECT receipt FROM decided WHERE number = ?", (number,)
        ).fetchone()
        if found is None or not found[0]:
            return None
        receipt: Mapping[str, Any] = json.loads(zlib.decompress(found[0]))
        return receipt

    def add(self, number: int, would: object, receipt: Mapping[str, Any] | None) -> None:
        """Keep a decision: in short, and whole."""
        body = b"" if receipt is None else zlib.compress(json.dumps(receipt).encode(), 1)
        self._waiting.append((number, json.dumps(would), body))
        if len(self._waiting) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what waits, all of it or nothing."""
        with self._file:
            self._file.executemany("INSERT OR REPLACE INTO decided VALUES (?, ?, ?)", self._waiting)
            self._file.executemany("INSERT OR REPLACE INTO run VALUES (?, ?)", self._notes.items())
        self._waiting.clear()
        self._notes.clear()

    def forget(self) -> None:
        """Begin again from nothing."""
        with self._file:
            self._file.execute("DELETE FROM decided")
            self._file.execute("DELETE FROM run")

    def close(self) -> None:
        """Write what waits, and let go of the file."""
        try:
            self.flush()
        finally:
            self._file.close()


def _opened(path: Path) -> sqlite3.Connection:
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    file = sqlite3.connect(path, timeout=30.0)
    try:
        file.execute("PRAGMA synchronous = OFF")  # a power cut may cost it; it is made again
        for table in _TABLES:
            file.execute(table)
        file.execute("SELECT count(*) FROM run").fetchone()
    except sqlite3.DatabaseError:
        file.close()
        raise
    os.utime(path)
    return file


def _thin_out(where: Path, own: Path) -> None:
    """Remove the replays that were used longest ago, but for the latest few."""
    others = [path for path in where.glob("*.replay") if path != own]
    others.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for path in others[KEPT - 1 :]:
        path.unlink(missing_ok=True)
