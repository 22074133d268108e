"""The marked tickets of a list: their rows as they are now, and their versions when marked."""

from __future__ import annotations

from collections import UserDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frontdesk.rows import ListRow


class Marks(UserDict[int, "ListRow"]):
    """Rows by number. A row that is read anew takes the place of the one before.

    Attributes:
        since: the version of each ticket when it was marked.
    """

    def __init__(self) -> None:
        self.since: dict[int, int] = {}
        super().__init__()

    def toggle(self, row: ListRow) -> None:
        """Marks a ticket, or takes its mark away."""
        if self.pop(row.number, None) is None:
            self[row.number] = row

    def __setitem__(self, number: int, row: ListRow) -> None:
        self.since.setdefault(number, row.version)
        super().__setitem__(number, row)

    def __delitem__(self, number: int) -> None:
        super().__delitem__(number)
        del self.since[number]
