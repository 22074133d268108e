"""Where in a TOML text a value stands: TOML readers keep no line numbers. Standard library only.

It refuses to judge the text: what is no TOML has been refused before anybody asks for a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Path = tuple[str | int, ...]
"""The way to a value: names of keys and tables, numbers of list entries from 0."""

_HEADER = re.compile(r"\s*(\[\[?)\s*([A-Za-z0-9_.\- \"]+?)\s*\]\]?\s*(?:#.*)?$")
_PART = re.compile(r"""[A-Za-z0-9_\-]+|"[^"]*"|'[^']*'""")
_KEY = re.compile(rf"\s*((?:{_PART.pattern})(?:\s*\.\s*(?:{_PART.pattern}))*)\s*=")


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
