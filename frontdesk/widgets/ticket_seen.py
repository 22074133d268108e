"""What was on the screen before a list was read again: places and versions. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frontdesk.rows import ListRow


@dataclass(frozen=True, slots=True)
class Place:
    """Where the cursor and the top of the list are, so that a ticket stays on its line.

    Attributes:
        otherwise: where the cursor goes when its ticket is gone.
    """

    cursor: int
    top: int
    otherwise: int

    def top_for(self, at: int | None) -> int:
        """The row at the top when the cursor's ticket now stands ``at``."""
        return max(0, self.top + (self.otherwise if at is None else at) - self.cursor)


@dataclass(frozen=True, slots=True)
class Seen:
    """What was on the screen before something changed.

    Attributes:
        shown: numbers and versions that were read; ``ours``: those that our own acts led to.
    """

    shown: Mapping[int, int]
    changed: frozenset[int]
    ours: Mapping[int, int]

    def news(self, rows: Sequence[ListRow]) -> set[int]:
        """Which rows are new, or changed, by another desk's doing."""
        return {
            row.number
            for row in rows
            if row.number in self.changed
            and self.shown.get(row.number) != row.version
            and self.ours.get(row.number) != row.version
        }
