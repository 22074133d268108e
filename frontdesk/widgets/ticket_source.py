"""What a ticket list reads from: windows, a count, a place. Asked in threads, never on the loop."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from frontdesk.rows import ListRow


class TicketSource(Protocol):
    """Tickets in an order; every method may be slow and is called in a thread."""

    def window(self, offset: int, limit: int) -> Sequence[ListRow]:
        """The rows from ``offset`` on, at most ``limit``."""
        ...

    def count(self) -> int:
        """How many rows there are."""
        ...

    def position(self, number: int) -> int | None:
        """At which offset a ticket stands; ``None`` when it is not among them."""
        ...

    def afresh(self) -> TicketSource:
        """The same list, of which nothing that was read before is remembered."""
        ...

    def call_off(self) -> None:
        """Nobody waits for what is being read: it may end in ``CalledOffError``."""
        ...


class Fixed:
    """Rows that are at hand: the first window before the office is open, or a short list."""

    def __init__(self, rows: Sequence[ListRow]) -> None:
        self._rows = tuple(rows)

    def window(self, offset: int, limit: int) -> Sequence[ListRow]:
        """A slice of them."""
        return self._rows[offset : offset + limit]

    def count(self) -> int:
        """All of them."""
        return len(self._rows)

    def position(self, number: int) -> int | None:
        """Where a ticket stands among them."""
        return next((at for at, row in enumerate(self._rows) if row.number == number), None)

    def afresh(self) -> Fixed:
        """Itself: they stay as they are."""
        return self

    def call_off(self) -> None:
        """They are at hand: there is nothing to wait for."""
