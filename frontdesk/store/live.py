"""Watching for what other desks change: a connection of its own that looks, and never writes.

``PRAGMA data_version`` moves when any other connection has committed, so that a quiet store is
asked nothing else; then events are read by their number, so that drafts and heartbeats make nobody
repaint. Heartbeats are read for themselves, whole: there is a handful of them.
"""

from __future__ import annotations

import sqlite3
from threading import Lock
from typing import Any

from frontdesk.rows import PresentRow
from frontdesk.store.place import Place, explain
from frontdesk.store.reader import connect, moment
from frontdesk.terms import Doing

# A plus before the subject keeps SQLite on the events' numbers: the newest, not all of a subject.
TICKETS = (
    "SELECT subject_id FROM event WHERE id > :after AND id <= :last AND +subject = 'ticket' "
    "UNION SELECT repair_order.ticket_id FROM event "
    "JOIN repair_order ON repair_order.id = event.subject_id "
    "WHERE event.id > :after AND event.id <= :last AND +event.subject = 'repair'"
)

PRESENT = (
    "SELECT presence.ticket_id, agent.login, agent.name, presence.doing, presence.at "
    "FROM presence JOIN agent ON agent.id = presence.agent_id "
    "ORDER BY presence.ticket_id, presence.doing = 'open', agent.login"
)


class Watch:
    """Looks for changes of a store; threads may take turns at it."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._connection: sqlite3.Connection | None = None
        self._turn = Lock()
        self._data_version = -1
        self._last = 0
        self._present: tuple[PresentRow, ...] = ()

    def changes(self, after: int | None) -> tuple[int, frozenset[int]]:
        """The number of the last event, and the tickets that changed after an earlier one.

        Args:
            after: the number that was given the last time; ``None`` to begin here.

        Raises:
            StoreError: the store cannot be read any more.
        """
        with self._turn:
            self._moved()
            if after is None or after >= self._last:
                return self._last, frozenset()
            rows = self._asked(TICKETS, {"after": after, "last": self._last})
            return self._last, frozenset(number for (number,) in rows)

    def present(self) -> tuple[PresentRow, ...]:
        """Who has said of which ticket that they have it open, by ticket; who writes comes first.

        What is stale is among it: whoever asks knows the time.

        Raises:
            StoreError: the store cannot be read any more.
        """
        with self._turn:
            self._moved()
            return self._present

    def close(self) -> None:
        """Let go of the store's file; a later look opens it again."""
        with self._turn:
            self._let_go()

    def _moved(self) -> None:
        """Reads where the store stands, if somebody has committed since the last look."""
        ((version,),) = self._asked("PRAGMA data_version")
        if version == self._data_version:
            return
        ((self._last,),) = self._asked("SELECT coalesce(max(id), 0) FROM event")
        self._present = tuple(
            PresentRow(number, login, name, Doing(doing), moment(at))
            for number, login, name, doing, at in self._asked(PRESENT)
        )
        self._data_version = version

    def _asked(self, statement: str, known: dict[str, int] | None = None) -> list[tuple[Any, ...]]:
        try:
            if self._connection is None:
                self._connection = connect(self._place, any_thread=True)
                self._data_version = -1
            return self._connection.execute(statement, known or {}).fetchall()
        except sqlite3.Error as error:
            self._let_go()
            raise explain(error, self._place) from error

    def _let_go(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
