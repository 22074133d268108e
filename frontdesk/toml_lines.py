"""TOML as people write it: read, or refused with why; and the line on which a value stands.

TOML readers keep no line numbers, so lines are looked for in the text. It refuses to judge what the
values say: that is for whoever asked for them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.text import safe

Path = tuple[str | int, ...]
"""The way to a value: names of keys and tables, numbers of list entries from 0."""

_HEADER = re.compile(r"\s*(\[\[?)\s*([A-Za-z0-9_.\- \"]+?)\s*\]\]?\s*(?:#.*)?$")
_PART = re.compile(r"""[A-Za-z0-9_\-]+|"[^"]*"|'[^']*'""")
_KEY = re.compile(rf"\s*((?:{_PART.pattern})(?:\s*\.\s*(?:{_PART.pattern}))*)\s*=")


def read(text: str, name: str) -> dict[str, Any]:
    """The values of a TOML text.

    Args:
        name: what it is called when it cannot be read: its file, as a rule.

    Raises:
        BadInputError: it is no TOML, or goes deeper than can be read; the line is named.
    """
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as broken:
        raise BadInputError(
            _("{file} cannot be read as TOML: {why}").format(file=name, why=safe(str(broken), 200)),
            _("mend that line; strings stand in quotes, tables in brackets"),
        ) from None


def line_of(text: str, path: Path) -> int | None:
    """The line, from 1, on which this path or the longest beginning of it is written.

    Returns:
        ``None`` when no part of it is found.
    """
    best: tuple[int, int] | None = None
    for line, found in places(text):
        depth = len(found)
        if found == path[:depth] and (best is None or depth > best[0]):
            best = (depth, line)
    return best[1] if best else None


def places(text: str) -> Iterator[tuple[int, Path]]:
    """Every table and key with its line; keys inside inline tables have that of their table."""
    table: Path = ()
    counts: dict[Path, int] = {}
    inside = ""
    for number, line in enumerate(text.splitlines(), 1):
        if inside:
            inside = "" if inside in line else inside
            continue
        if header := _HEADER.match(line):
            table = _table(header, counts)
            yield number, table
        elif key := _KEY.match(line):
            yield number, (*table, *(part.strip("\"'") for part in _PART.findall(key[1])))
            inside = next((q for q in ('"""', "'''") if line.count(q) == 1), "")


def _table(header: re.Match[str], counts: dict[Path, int]) -> Path:
    """The path of a table's heading, with the numbers of the lists on the way."""
    path: Path = ()
    parts = [part.strip(' "') for part in header[2].split(".")]
    for index, part in enumerate(parts):
        path = (*path, part)
        last = index == len(parts) - 1
        if last and header[1] == "[[":
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path
