"""Files of somebody else's, read row by row: CSV, JSON and XES, gzipped or not.

What cannot be read is named by row and column, with what to set in the map. It refuses to guess:
a wrong delimiter or encoding is told, not worked around. Sizes are capped, since a file may be
anything.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TextIO

from frontdesk.channels import sources, xes
from frontdesk.channels.mapping import ImportMap
from frontdesk.channels.missing import not_there
from frontdesk.channels.row import CELL_LIMIT, BadRow, Record, Row, kept
from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.text import safe

LINE_LIMIT = 16_000_000
"""Characters of one line of JSON."""
JSON_LIMIT = 100_000_000
"""Characters of a JSON array, which is read whole."""
ROW_LIMIT = 2_000_000
"""Rows of one file."""


def read(
    source: sources.Source, rules: ImportMap, progress: Callable[[int, int], None] | None = None
) -> Iterator[Row]:
    """Every row of a file, good or bad, in order.

    Args:
        progress: told how many bytes of how many have been read.

    Raises:
        BadInputError: the file as a whole cannot be used: its encoding, delimiter or columns do
            not fit the map, it is empty, damaged or too large.
    """
    rows = _READERS[rules.format]
    with sources.opened(source, rules.encoding) as text:
        for count, row in enumerate(rows(text.lines, rules, source.name), 1):
            if count > ROW_LIMIT:
                raise BadInputError(
                    _("{file} has more than {n} rows").format(file=source.name, n=ROW_LIMIT),
                    _("import it in parts"),
                )
            if progress is not None and count % 2000 == 0:
                progress(text.done(), text.size)
            yield row


def _csv(lines: TextIO, rules: ImportMap, name: str) -> Iterator[Row]:
    before = csv.field_size_limit(CELL_LIMIT)
    try:
        reader = csv.reader(lines, delimiter=rules.delimiter, strict=True)
        row, heading = _heading(reader, rules, name)
        yield from _cells(reader, heading, row)
    finally:
        csv.field_size_limit(before)


def _heading(reader: Iterator[list[str]], rules: ImportMap, name: str) -> tuple[int, list[str]]:
    """The row that names the columns, and the names, when they are those of the map."""
    try:
        at, found = next(((n, row) for n, row in enumerate(reader, 1) if row), (0, None))
    except csv.Error as error:
        raise BadInputError(
            _("{file}, row 1: {why}").format(file=name, why=_csv_words(error)),
            _("row 1 holds the names of the columns; check delimiter and quotes"),
        ) from None
    if found is None:
        raise BadInputError(_("{file} is empty").format(file=name), _("give a file with rows"))
    heading = [column.strip() for column in found]
    if missing := [column for column in rules.theirs() if column not in heading]:
        raise not_there(missing, heading, rules, name)
    for column in rules.theirs():
        if heading.count(column) > 1:
            raise BadInputError(
                _("{file} has the column {column!r} twice").format(
                    file=name, column=safe(column, 60)
                ),
                _("rename one of them in the file's first row"),
            )
    return at, heading


def _cells(reader: Iterator[list[str]], heading: Sequence[str], row: int) -> Iterator[Row]:
    width = len(heading)
    while True:
        row += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield BadRow(row, "", _csv_words(error), _("mend its quotes and delimiters"))
            continue
        if not cells:
            continue
        if len(cells) != width:
            yield _uneven(row, len(cells), width)
            continue
        yield Record(row, dict(zip(heading, map(kept, cells), strict=True)))


def _uneven(row: int, found: int, width: int) -> BadRow:
    why = _("has {found} cells, the heading {width}").format(found=found, width=width)
    return BadRow(row, "", why, _("put quotes around a cell that holds the delimiter"))


def _csv_words(error: csv.Error) -> str:
    said = str(error)
    if "field larger than" in said:
        return _("a cell is longer than {n} characters, or a quote is never closed").format(
            n=CELL_LIMIT
        )
    if "unexpected end of data" in said:
        return _("a quote is never closed")
    if "expected after" in said:
        return _("something stands between a closing quote and the delimiter")
    return said


def _jsonl(lines: TextIO, rules: ImportMap, name: str) -> Iterator[Row]:
    wanted = set(rules.theirs())
    seen: set[str] = set()
    empty = True
    row = 0
    while line := lines.readline(LINE_LIMIT):
        row += 1
        if not line.strip():
            continue
        found = _object(row, line)
        if isinstance(found, Record) and (empty or wanted - seen):
            seen |= found.values.keys()
        empty = False
        yield found
    if empty:
        raise BadInputError(_("{file} is empty").format(file=name), _("give a file with rows"))
    if missing := [column for column in rules.theirs() if column not in seen]:
        raise not_there(missing, sorted(seen), rules, name)


def _json(lines: TextIO, rules: ImportMap, name: str) -> Iterator[Row]:
    """The objects of one JSON array, read whole; a row is an object, counted from 1."""
    text = lines.read(JSON_LIMIT + 1)
    if len(text) > JSON_LIMIT:
        raise BadInputError(
            _("{file} is larger than {n} MB").format(file=name, n=JSON_LIMIT // 10**6),
            _('write one object on a line, and say format = "jsonl" in the map'),
        )
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadInputError(
            _("{file} is not JSON: {why}").format(file=name, why=safe(str(error), 120)),
            _("check format in the map"),
        ) from None
    if not isinstance(found, list) or not found:
        raise BadInputError(
            _("{file} is no list of objects").format(file=name), _("check format in the map")
        )
    rows = [_of_object(row, one) for row, one in enumerate(found, 1)]
    seen = {name for row in rows if isinstance(row, Record) for name in row.values}
    if missing := [column for column in rules.theirs() if column not in seen]:
        raise not_there(missing, sorted(seen), rules, name)
    yield from rows


def _object(row: int, line: str) -> Row:
    """One line of JSON as a row."""
    if len(line) >= LINE_LIMIT:
        return BadRow(row, "", _("the line is longer than {n} characters").format(n=LINE_LIMIT))
    try:
        found = json.loads(line)
    except json.JSONDecodeError as error:
        why = _("is not JSON at character {at}: {why}").format(at=error.pos + 1, why=error.msg)
        return BadRow(row, "", why, _("write one JSON object on a line"))
    except (RecursionError, ValueError):
        return BadRow(row, "", _("is no JSON that can be read"), _("write a flat object"))
    return _of_object(row, found)


def _of_object(row: int, found: object) -> Row:
    """An object as a row; lists and tables in it stay JSON."""
    if not isinstance(found, dict):
        return BadRow(row, "", _("is no JSON object"), _('write {"column": "value"} on a line'))
    values = {}
    for key, value in found.items():
        text = value if isinstance(value, str) else "" if value is None else json.dumps(value)
        if len(text) > CELL_LIMIT:
            why = _("is longer than {n} characters").format(n=CELL_LIMIT)
            return BadRow(row, str(key), why, _("shorten it"))
        values[key.strip()] = kept(text)
    return Record(row, values)


_READERS: Mapping[str, Callable[[TextIO, ImportMap, str], Iterator[Row]]] = {
    "csv": _csv,
    "json": _json,
    "jsonl": _jsonl,
    "xes": xes.events,
}
