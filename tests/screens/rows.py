"""Rows and sources that the tests of the screens share."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from frontdesk.errors import CalledOffError
from frontdesk.rows import ListRow
from frontdesk.terms import Pending, Priority, Status

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)

SUBJECT = "no dial tone, whole second floor"

_ROW = ListRow(
    number=1,
    version=1,
    subject=SUBJECT,
    status=Status.ASSIGNED,
    pending=None,
    pending_until=None,
    priority=Priority.P3,
    who="Zofia Wiśniewska",
    tier=1,
    team="front-office",
    assignee=None,
    site="gdansk",
    category="telephony",
    opened_at=NOW - timedelta(hours=3),
    updated_at=NOW,
)


def row(number: int, **fields: object) -> ListRow:
    """A row with its number in its subject."""
    subject = f"subject of {number}"
    return replace(_ROW, **{"number": number, "subject": subject, **fields})  # type: ignore[arg-type]


def waiting(number: int) -> ListRow:
    """One that waits for its vendor."""
    return row(number, status=Status.PENDING, pending=Pending.VENDOR)


class Many:
    """A million tickets that are made when asked for; it counts how often it was asked."""

    def __init__(self, count: int = 1_000_000, first: int = 1) -> None:
        self.total = count
        self.first = first
        self.windows: list[tuple[int, int]] = []

    def window(self, offset: int, limit: int) -> Sequence[ListRow]:
        """Made on the spot."""
        self.windows.append((offset, limit))
        end = min(offset + limit, self.total)
        return [row(self.first + at) for at in range(offset, end)]

    def count(self) -> int:
        """All of them."""
        return self.total

    def position(self, number: int) -> int | None:
        """Where it stands."""
        at = number - self.first
        return at if 0 <= at < self.total else None

    def afresh(self) -> Many:
        """Itself."""
        return self

    def call_off(self) -> None:
        """It answers at once."""


class Listed:
    """A few tickets that a test can change."""

    def __init__(self, rows: Sequence[ListRow]) -> None:
        self.rows = list(rows)

    def window(self, offset: int, limit: int) -> Sequence[ListRow]:
        """A slice."""
        return self.rows[offset : offset + limit]

    def count(self) -> int:
        """All."""
        return len(self.rows)

    def position(self, number: int) -> int | None:
        """Where it stands."""
        numbers = [each.number for each in self.rows]
        return numbers.index(number) if number in numbers else None

    def afresh(self) -> Listed:
        """Itself: it is never remembered what was read."""
        return self

    def call_off(self) -> None:
        """It answers at once."""


class Gated(Listed):
    """The same, of which an answer may be kept back; it notes what it was asked."""

    def __init__(self, rows: Sequence[ListRow]) -> None:
        super().__init__(rows)
        self.windows = threading.Event()
        self.counts = threading.Event()
        self.windows.set()
        self.counts.set()
        self.asked: list[str] = []
        self.called_off = False

    def window(self, offset: int, limit: int) -> Sequence[ListRow]:
        """A slice as it was when it was asked for, once that is let through."""
        self.asked.append("window")
        found = super().window(offset, limit)
        assert self.windows.wait(30)
        if self.called_off:
            raise CalledOffError("called off", "")
        return found

    def count(self) -> int:
        """All, once that is let through."""
        self.asked.append("count")
        assert self.counts.wait(30)
        return super().count()

    def afresh(self) -> Gated:
        """One more of the same, behind the same gates."""
        again = Gated(())
        again.rows, again.asked = self.rows, self.asked
        again.windows, again.counts = self.windows, self.counts
        return again

    def call_off(self) -> None:
        """What waits at the gate gets no answer."""
        self.called_off = True
