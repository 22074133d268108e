"""Rows and sources that the tests of the screens share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

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
