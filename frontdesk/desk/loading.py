"""Many rows from a file: which of them are bad, and what becomes of those."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager

from frontdesk.errors import FrontdeskError
from frontdesk.i18n import _


class BadRows:
    """Names the row and column in what is refused; stops at the first bad row, or leaves all out.

    Attributes:
        skipped: the number of each row that was left out, and why.
    """

    def __init__(self, fields: Collection[str], *, skip: bool) -> None:
        self._fields = fields
        self._skip = skip
        self.skipped: list[tuple[int, str]] = []

    @contextmanager
    def row(self, number: int) -> Iterator[None]:
        """A block that reads or checks one row.

        Raises:
            FrontdeskError: what was refused inside, with the row; unless bad rows are left out.
        """
        try:
            yield
        except FrontdeskError as error:
            column = error.title.partition(":")[0].partition(".")[0]
            words = (
                _("row {n}, column {title}") if column in self._fields else _("row {n}: {title}")
            )
            said = type(error)(words.format(n=number, title=error.title), error.hint)
            if not self._skip:
                raise said from None
            self.skipped.append((number, str(said)))


def filled(values: Mapping[str, object]) -> dict[str, object]:
    """A row without its empty cells."""
    return {
        name: value
        for name, value in values.items()
        if not (value is None or (isinstance(value, str) and not value.strip()))
    }
