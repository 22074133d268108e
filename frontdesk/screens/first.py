"""The first window of tickets, read before the console paints, by the standard library's driver.

SQLModel takes longer to import than the console to start. It refuses to complain: what is wrong
with a store is said when the office opens, in one place.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frontdesk.store.first import First

LINES = 60
"""Rows that are read before painting: more than a terminal has lines."""


def first_look(location: str | Path | None, login: str | None) -> First | None:
    """The first rows of the first view that has any, and who is at work.

    Own work comes first; who has none begins with the team's, or the whole desk's.

    Returns:
        ``None`` where that cannot be told.
    """
    from frontdesk.store.first import WHOSE, first_window

    if location is not None and "://" in str(location):
        return None
    look = None
    for view in WHOSE:
        look = first_window(location, login, LINES, view)
        if look is None or look.rows:
            break
    return look
