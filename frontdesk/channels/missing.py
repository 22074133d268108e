"""The refusal of a file whose columns are not those of the map: which were found, and why."""

from __future__ import annotations

from collections.abc import Sequence

from frontdesk.channels.mapping import ImportMap
from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.text import nearest, safe

COMPARED = 2_000
"""Columns of a heading that are compared with one that is missing."""
DELIMITERS = ",;\t|:"


def not_there(
    missing: Sequence[str], heading: Sequence[str], rules: ImportMap, name: str
) -> BadInputError:
    """The refusal of a file in which columns of the map are missing; names the nearest."""
    columns = ", ".join(repr(safe(column, 40)) for column in missing[:4])
    found = ", ".join(repr(safe(column, 40)) for column in heading[:8])
    more = _(" and {n} more").format(n=len(heading) - 8) if len(heading) > 8 else ""
    title = _("{file} has no column {columns}; found: {found}{more}").format(
        file=name, columns=columns, found=found, more=more
    )
    better = _delimiter(missing, heading)
    if better is not None and rules.format == "csv":
        shown = "\\t" if better == "\t" else better
        return BadInputError(title, _('set delimiter = "{mark}" in the map').format(mark=shown))
    known = heading[:COMPARED]
    near = [f"{column!r} → {like[0]!r}" for column in missing if (like := nearest(column, known))]
    hint = _("nearest: {names}; mend [columns] in the map").format(names=", ".join(near[:4]))
    return BadInputError(title, hint if near else _("mend [columns] or delimiter in the map"))


def _delimiter(missing: Sequence[str], heading: Sequence[str]) -> str | None:
    """The delimiter by which the missing columns would be found."""
    for mark in DELIMITERS:
        parts = {part.strip().strip('"') for column in heading for part in column.split(mark)}
        if all(column in parts for column in missing):
            return mark
    return None
