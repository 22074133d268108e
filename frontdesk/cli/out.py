"""What reaches the terminal: documents for scripts, lines and columns for people.

Whoever calls has made text from outside safe. Standard output only; it refuses to log, and it
colours nothing when nobody would see it (a pipe, ``NO_COLOR``, a dumb terminal).
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, tzinfo

from frontdesk.text import cut, pad, width

NOT_A_TERMINAL = 160
"""Columns of a line that goes into a pipe or a file, unless ``COLUMNS`` says otherwise."""
GAP = "  "
ZONE: ContextVar[tzinfo] = ContextVar("zone", default=UTC)
"""The zone in which times are shown: that of the actor's site, once the office is open."""


def document(value: Mapping[str, object]) -> None:
    """Print one JSON document, the stored text unchanged."""
    encoding = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("-", "")
    text = json.dumps(value, ensure_ascii=encoding != "utf8", indent=2)
    sys.stdout.write(text + "\n")


def lines(texts: Iterable[str]) -> None:
    """Print lines for people."""
    for text in texts:
        sys.stdout.write(text + "\n")


def columns() -> int:
    """How wide lines may be."""
    fallback = 80 if sys.stdout.isatty() else NOT_A_TERMINAL
    return max(40, shutil.get_terminal_size((fallback, 24)).columns)


def coloured() -> bool:
    """Whether styles are seen and wanted."""
    wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return wanted and sys.stdout.isatty()


def dim(text: str) -> str:
    """Text as context."""
    return f"\x1b[2m{text}\x1b[0m" if coloured() and text else text


def bold(text: str) -> str:
    """Text that stands out."""
    return f"\x1b[1m{text}\x1b[0m" if coloured() and text else text


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        right: numbers stand to the right.
        least: cells that it keeps when room is short; ``None``: it is never cut.
        dear: cells below which it is cut only when the others have given what they can.
    """

    title: str
    right: bool = False
    least: int | None = None
    dear: int = 0


def table(heads: Sequence[Column], rows: Sequence[Sequence[str]], room: int = 0) -> list[str]:
    """Rows in aligned columns that fit the terminal; columns with nothing in them are left out."""
    shown = [index for index in range(len(heads)) if any(row[index] for row in rows)]
    if not shown:
        return []
    natural = {
        index: max(width(heads[index].title), *(width(row[index]) for row in rows))
        for index in shown
    }
    sizes = _fitted(heads, natural, room or columns())
    title = GAP.join(pad(heads[i].title, sizes[i], right=heads[i].right) for i in shown)
    made = [dim(title.rstrip())]
    for row in rows:
        cells = (pad(row[i], sizes[i], right=heads[i].right) for i in shown)
        made.append(GAP.join(cells).rstrip())
    return made


def _fitted(heads: Sequence[Column], natural: Mapping[int, int], room: int) -> dict[int, int]:
    """The columns' widths; of those that may be cut the widest gives first."""
    sizes = dict(natural)
    over = sum(sizes.values()) + len(GAP) * (len(sizes) - 1) - room
    least = {i: head.least for i, head in enumerate(heads) if head.least is not None and i in sizes}
    dear = {i: max(heads[i].dear, least[i]) for i in least if heads[i].dear}
    cheap = {i: cells for i, cells in least.items() if i not in dear}
    for floors in (dear, cheap, least):
        while over > 0 and (giving := [i for i in floors if sizes[i] > floors[i]]):
            sizes[max(giving, key=lambda i: (sizes[i], i))] -= 1
            over -= 1
    return sizes


def facts(pairs: Iterable[tuple[str, str]], room: int = 0) -> list[str]:
    """Names and values, one a line, the empty ones left out."""
    filled = [(name, value) for name, value in pairs if value]
    if not filled:
        return []
    wide = max(width(name) for name, _value in filled)
    rest = (room or columns()) - wide - len(GAP) - 2
    return [f"  {dim(pad(name, wide))}{GAP}{cut(value, max(20, rest))}" for name, value in filled]


def wrapped(text: str, indent: str = "  ", first: str = "", room: int = 0) -> list[str]:
    """A text broken at words to fit, each line after ``indent``.

    Args:
        first: what stands before the first line instead; a mark, as wide as it likes.
    """
    hang = " " * width(first) if first else indent
    most = max(20, (room or columns()) - width(hang))
    parts = [part for line in text.split("\n") for part in _broken(line, most)]
    heads = [first or indent, *[hang] * len(parts)]
    return [f"{head}{part}".rstrip() for head, part in zip(heads, parts, strict=False)]


def _broken(line: str, most: int) -> list[str]:
    parts, present = [], ""
    for word in line.split(" "):
        joined = f"{present} {word}" if present else word
        if width(joined) <= most:
            present = joined
            continue
        if present:
            parts.append(present)
        while width(word) > most:
            head = cut(word, most).removesuffix("…") or word[:1]
            parts.append(head)
            word = word[len(head) :]
        present = word
    return [*parts, present]
