"""How wide text is in a terminal: measuring, cutting and padding by cells.

It agrees with what the console's toolkit lays out with (a test says so), without importing it:
East Asian and emoji are two cells wide, marks none, a joined emoji as wide as its first part.
It refuses to clean: measure what ``text.safe`` gave.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_ZWJ = "\u200d"
_EMOJI = "\ufe0f"
_PLAIN = "\u0300"
"""Everything before the first combining mark is one cell wide."""

_NONE = {"Mn", "Me", "Mc", "Cc", "Zl", "Zp"}
_UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u3164\uffa0\ufeff"


@lru_cache(maxsize=8192)
def _cell(character: str) -> int:
    """Cells of one character on its own: 0, 1 or 2."""
    code = ord(character)
    kind = unicodedata.category(character)
    if kind in _NONE or character in _UNSEEN or 0x202A <= code <= 0x202E or 0x2060 <= code < 0x2070:
        return 0
    if 0x1160 <= code <= 0x11FF or 0xD7B0 <= code <= 0xD7FB:  # parts that join a Hangul syllable
        return 0
    if 0x1F3FB <= code <= 0x1F3FF or 0xFFF9 <= code <= 0xFFFB or 0xE0000 <= code <= 0xE0FFF:
        return 0  # skin tones, annotations, tags
    if kind == "Cn":  # newer than this Python: better too wide than over the edge
        return 2 if 0x2E80 <= code <= 0xA4CF or code >= 0x16FE0 else 1
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    hexagrams = 0x4DC0 <= code <= 0x4DFF or 0x1D300 <= code <= 0x1D376
    return 2 if hexagrams or 0x2630 <= code <= 0x2637 or 0x268A <= code <= 0x268F else 1


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Where each thing seen as one character ends, and the cells up to there."""
    total, index, narrow = 0, 0, False
    started = False
    while index < len(text):
        character = text[index]
        if character == _ZWJ:
            index += 2  # what follows is drawn into what came before
            continue
        if character == _EMOJI:
            total += narrow
            narrow = False
            index += 1
            continue
        cells = _cell(character)
        if cells:
            if started:
                yield index, total
            started = True
            narrow = cells == 1 and (character in "#*0123456789©®" or character >= "\u203c")
            total += cells
        index += 1
    yield len(text), total


def width(text: str) -> int:
    """How many cells the text takes on one line of a terminal."""
    if text.isascii() or max(text) < _PLAIN:
        return len(text)
    return max(total for _end, total in _clusters(text))


def _fit(text: str, cells: int) -> tuple[str, int]:
    """As much of the text as fits, and the cells that it takes."""
    if cells <= 0:
        return "", 0
    if text.isascii() or max(text[: cells + 1]) < _PLAIN:
        return (text, len(text)) if len(text) <= cells else (text[: cells - 1] + "…", cells)
    best, taken, total = 0, 0, 0
    for end, total in _clusters(text):
        if total > cells:
            return text[:best] + "…", taken + 1
        if total < cells:
            best, taken = end, total
    return text, total


def cut(text: str, cells: int) -> str:
    """The text, or as much of its beginning as fits, with ``…`` at its end.

    Nothing that is seen as one character is cut in two. The result is never wider than ``cells``.
    """
    return _fit(text, cells)[0]


def pad(text: str, cells: int, *, right: bool = False) -> str:
    """The text cut or filled with spaces to exactly ``cells``; ``right`` aligns it to the right."""
    fitted, taken = _fit(text, cells)
    blank = " " * (cells - taken)
    return blank + fitted if right else fitted + blank
