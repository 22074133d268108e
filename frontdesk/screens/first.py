"""The first window of tickets, read before the console paints, by the standard library's driver.

SQLModel takes longer to import than the console to start. It refuses to complain: what is wrong
with a store is said when the office opens, in one place.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frontdesk.rows import ListRow

FIRST = 60
"""Rows that are read before painting: more than a terminal has lines."""


def first_rows(location: str | Path | None, login: str | None) -> Sequence[ListRow] | None:
    """The first rows of the first view; ``None`` where they cannot be had without SQLModel."""
    return None
