"""A row of a file of somebody else's, good or bad: what every reader gives.

Rows are counted as a spreadsheet counts them. It refuses to understand what a cell says; ``cells``
does that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from frontdesk.i18n import _
from frontdesk.text import safe

CELL_LIMIT = 1_000_000
"""Characters of one cell."""
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Record:
    """One row as it stands in the file.

    Attributes:
        row: its number as a spreadsheet counts (the heading is row 1); in JSON lines, the line;
            in XES, the line on which the event begins.
        values: their column = what it holds.
    """

    row: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be used.

    Attributes:
        column: their column, or our field where no column is to blame; empty: the whole row.
        why: what is wrong. ``hint``: what to do about it.
    """

    row: int
    column: str
    why: str
    hint: str = ""

    def __str__(self) -> str:
        if self.column:
            return _("row {row}, column {column}: {why}").format(
                row=self.row, column=safe(self.column, 60), why=self.why
            )
        return _("row {row}: {why}").format(row=self.row, why=self.why)


Row = Record | BadRow


def kept(text: str) -> str:
    """The text as a store can keep it: NUL and halves of characters become U+FFFD."""
    return _UNKEEPABLE.sub("\ufffd", text) if _UNKEEPABLE.search(text) else text
