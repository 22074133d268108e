"""The next number of a ticket, for who writes thousands at once and gives the numbers himself.

A number is never given twice, not even when its ticket is gone. Whoever asks holds the store's
write lock until the tickets are written.
"""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.engine import Connection


def next_number(connection: Connection) -> int:
    """The number after the highest that any ticket has ever had."""
    found = connection.execute(text("SELECT seq FROM sqlite_sequence WHERE name = 'ticket'"))
    return int(found.scalar() or 0) + 1
