"""A policy's text with one thing changed: comments, order and layout of all the rest stay.

Values are changed through tomlkit. Entries of a list (rules, cases) are moved as the lines that
they are, because a comment above an entry belongs to it and TOML libraries give it to the entry
before. Whatever was changed, the result is read again and must say what was meant. It refuses to
judge that: ``reading.parse`` does.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

import tomlkit
from tomlkit.exceptions import TOMLKitError

from frontdesk import toml_lines
from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.rulebook.reading import spelt
from frontdesk.toml_lines import Path


def set_value(text: str, path: Path, value: object) -> str:
    """The text with the value of one key changed; a key that its table lacks is added.

    Args:
        text: of a policy file.
        path: of the key; its table has to be there.
        value: plain; a ``Decimal`` keeps the decimals that it is written with.

    Raises:
        BadInputError: it cannot be done without touching more.
    """
    plain = _read(text)
    table = _at(plain, path[:-1])
    is_there = path[-1] in table if isinstance(table, Mapping) else _has(table, path[-1])
    if not is_there and not isinstance(table, Mapping):
        raise _refused(path)
    written = inline(value)
    item = _item(value)
    meant = copy.deepcopy(plain)
    _at(meant, path[:-1])[path[-1]] = item.unwrap()
    if not is_there and (line := _last_line(text, path[:-1])) is not None:
        lines = text.splitlines(keepends=True)
        lines.insert(line, f"{path[-1]} = {written}{_ending(text)}")
        return _meant("".join(_ended(lines, line, text)), meant, path)
    return _by_library(text, path, item, meant)


def remove_value(text: str, path: Path) -> str:
    """The text without one key.

    Raises:
        BadInputError: there is no such key, or it cannot be done without touching more.
    """
    meant = _read(text)
    table = _at(meant, path[:-1])
    if not isinstance(table, dict) or path[-1] not in table:
        raise _refused(path)
    del table[path[-1]]
    return _by_library(text, path, None, meant)


def move_entry(text: str, table: str, index: int, to: int) -> str:
    """The text with an entry of a list at another place, with the comment right above it.

    Raises:
        BadInputError: there is no such entry, or it cannot be done without touching more.
    """
    meant = _read(text)
    entries, blocks = _entries(text, meant, table, index)
    if not 0 <= to < len(entries):
        raise _refused((table, to))
    entries.insert(to, entries.pop(index))
    order = list(range(len(blocks)))
    order.insert(to, order.pop(index))
    lines = text.splitlines(keepends=True)
    moved: list[str] = []
    present = 0
    for place, block in enumerate(blocks):  # what lies between the entries stays where it is
        moved += lines[present : block.start]
        source = blocks[order[place]]
        moved += _closed(lines[source.start : source.end], text)
        present = block.end
    moved += lines[present:]
    return _meant("".join(moved), meant, (table, index))


def remove_entry(text: str, table: str, index: int) -> str:
    """The text without an entry of a list, the comment right above it included.

    Raises:
        BadInputError: there is no such entry, or it cannot be done without touching more.
    """
    meant = _read(text)
    entries, blocks = _entries(text, meant, table, index)
    del entries[index]
    if not entries:
        del meant[table]
    lines = text.splitlines(keepends=True)
    start, end = blocks[index]
    while end < len(lines) and not lines[end].strip():
        end += 1
    return _meant("".join([*lines[:start], *lines[end:]]), meant, (table, index))


def add_entry(text: str, table: str, entry: Mapping[str, object], at: int) -> str:
    """The text with a new entry of a list, as a table of its own.

    Args:
        at: its place in the list; that of the last and one more: at its end.

    Raises:
        BadInputError: there is no such place, or it cannot be done without touching more.
    """
    meant = _read(text)
    entries = meant.setdefault(table, [])
    blocks = _blocks(text, table)
    if not isinstance(entries, list) or len(blocks) != len(entries) or not 0 <= at <= len(entries):
        raise _refused((table, at))
    entries.insert(at, {key: _item(value).unwrap() for key, value in entry.items()})
    newline = _ending(text)
    block = [f"[[{table}]]{newline}"]
    block += [f"{key} = {inline(value)}{newline}" for key, value in entry.items()]
    lines = text.splitlines(keepends=True)
    if at < len(blocks):
        start = blocks[at].start
        return _meant(
            "".join([*lines[:start], *block, newline, *lines[start:]]), meant, (table, at)
        )
    end = blocks[-1].end if blocks else len(lines)
    before = _closed(lines[:end], text)
    return _meant("".join([*before, newline, *block, *lines[end:]]), meant, (table, at))


class _Block(NamedTuple):
    """The lines of an entry, counted from 0: where it begins, and the line after its end."""

    start: int
    end: int


def _entries(text: str, plain: dict[str, Any], table: str, index: int) -> tuple[Any, list[_Block]]:
    """The entries of a list, and the lines of each."""
    entries, blocks = plain.get(table), _blocks(text, table)
    if not isinstance(entries, list) or len(entries) != len(blocks) or not 0 <= index < len(blocks):
        raise _refused((table, index))
    return entries, blocks


def _blocks(text: str, table: str) -> list[_Block]:
    """Where the entries of a list stand that are written as ``[[table]]``."""
    lines = text.splitlines()
    marks = list(toml_lines.places(text))
    blocks: list[_Block] = []
    for place, (line, path) in enumerate(marks):
        if path != (table, len(blocks)):
            continue
        following = (at for at, other in marks[place + 1 :] if other[:2] != path)
        start = line - 1
        # A comment right above belongs to the entry; above the first it is that of the list.
        while blocks and start and lines[start - 1].lstrip().startswith("#"):
            start -= 1
        blocks.append(_Block(start, _content_end(lines, line, next(following, len(lines) + 1) - 1)))
    return blocks


def _content_end(lines: Sequence[str], first: int, end: int) -> int:
    """Where a table ends when blank lines and comments behind it are not its own."""
    while end > first and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return end


def _last_line(text: str, path: Path) -> int | None:
    """After how many lines the own keys of a table end; ``None``: it has no heading of its own."""
    marks = list(toml_lines.places(text))
    headings = [place for place, (_line, found) in enumerate(marks) if found == path]
    lines = text.splitlines()
    if not path or not headings or not lines[marks[headings[0]][0] - 1].lstrip().startswith("["):
        return None
    start = headings[0]
    following = (
        line for line, _found in marks[start + 1 :] if lines[line - 1].lstrip().startswith("[")
    )
    return _content_end(lines, marks[start][0], next(following, len(lines) + 1) - 1)


def _by_library(text: str, path: Path, item: Any, meant: dict[str, Any]) -> str:
    """Sets a value, or removes it (``None``), through tomlkit."""
    try:
        document = tomlkit.parse(text)
        table: Any = document
        for part in path[:-1]:
            table = table[part]
        if item is None:
            del table[path[-1]]
        else:
            table[path[-1]] = item
        return _meant(tomlkit.dumps(document), meant, path)
    except (TOMLKitError, LookupError, TypeError, ValueError) as error:
        raise _refused(path) from error


def inline(value: object) -> str:
    """A plain value as TOML writes it on one line; a ``Decimal`` with its decimals."""
    if isinstance(value, Mapping):
        return (
            "{ " + ", ".join(f"{_key(key)} = {inline(each)}" for key, each in value.items()) + " }"
        )
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(inline, value)) + "]"
    return str(value) if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)


def _key(name: object) -> str:
    return str(name) if re.fullmatch(r"[A-Za-z0-9_-]+", str(name)) else json.dumps(str(name))


def _item(value: object) -> Any:
    return tomlkit.value(inline(value))


def _read(text: str) -> dict[str, Any]:
    return toml_lines.read(text, _("the text"))


def _at(plain: Any, path: Path) -> Any:
    for part in path:
        if not (part in plain if isinstance(plain, Mapping) else _has(plain, part)):
            raise _refused(path)
        plain = plain[part]
    return plain


def _has(entries: object, index: object) -> bool:
    return isinstance(entries, list) and isinstance(index, int) and 0 <= index < len(entries)


def _meant(text: str, meant: Mapping[str, Any], path: Path) -> str:
    """The text, if it says what was meant."""
    try:
        said = _read(text)
    except BadInputError as broken:
        raise _refused(path) from broken
    if said != meant:
        raise _refused(path)
    return text


def _refused(path: Path) -> BadInputError:
    return BadInputError(
        _("{path} cannot be changed here").format(path=spelt(path)),
        _("change it in the text of the file"),
    )


def _ending(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _closed(lines: list[str], text: str) -> list[str]:
    """Lines of which the last one ends, so that another can follow."""
    if lines and not lines[-1].endswith("\n"):
        return [*lines[:-1], lines[-1] + _ending(text)]
    return lines


def _ended(lines: list[str], at: int, text: str) -> list[str]:
    """Lines after an insertion at a place, the one before it ended."""
    return [*_closed(lines[:at], text), *lines[at:]]
