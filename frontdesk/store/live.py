"""Watching for what other desks change: a connection of its own that looks, and never writes.

``PRAGMA data_version`` moves when any other connection has committed, so that a quiet store is
asked nothing else; then events are read by their number, so that drafts and other heartbeats make
nobody repaint.
"""

from __future__ import annotations

import sqlite3
from threading import Lock

from frontdesk.store.place import Place, explain
from frontdesk.store.reader import connect

# A plus before the subject keeps SQLite on the events' numbers: the newest, not all of a subject.
TICKETS = (
    "SELECT subject_id FROM event WHERE id > :after AND id <= :last AND +subject = 'ticket' "
    "UNION SELECT repair_order.ticket_id FROM event "
    "JOIN repair_order ON repair_order.id = event.subject_id "
    "WHERE event.id > :after AND event.id <= :last AND +event.subject = 'repair'"
)


class Watch:
    """Looks for changes of a store; threads may take turns at it."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._connection: sqlite3.Connection | None = None
        self._turn = Lock()
        self._data_version = -1
        self._last = 0

    def changes(self, after: int | None) -> tuple[int, frozenset[int]]:
        """The number of the last event, and the tickets that changed after an earlier one.

        Args:
            after: the number that was given the last time; ``None`` to begin here.

        Raises:
            StoreError: the store cannot be read any more.
        """
        with self._turn:
            try:
                return self._look(after)
            except sqlite3.Error as error:
                self._let_go()
                raise explain(error, self._place) from error

    def close(self) -> None:
        """Let go of the store's file; a later look opens it again."""
        with self._turn:
            self._let_go()

    def _look(self, after: int | None) -> tuple[int, frozenset[int]]:
        if self._connection is None:
            self._connection = connect(self._place, any_thread=True)
            self._data_version = -1
        version = _one(self._connection, "PRAGMA data_version")
        if version != self._data_version:
            self._last = _one(self._connection, "SELECT coalesce(max(id), 0) FROM event")
            self._data_version = version
        if after is None or after >= self._last:
            return self._last, frozenset()
        rows = self._connection.execute(TICKETS, {"after": after, "last": self._last}).fetchall()
        return self._last, frozenset(number for (number,) in rows)

    def _let_go(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _one(connection: sqlite3.Connection, statement: str) -> int:
    return int(connection.execute(statement).fetchall()[0][0])
