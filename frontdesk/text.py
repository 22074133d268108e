"""Text from outside made safe to show: the one border before every screen and every printed line.

A ticket's text may hold anything: escape sequences that a terminal obeys, marks that turn the
line around, characters nobody sees. ``safe`` makes the first visible, replaces the second and
drops the third. It refuses to escape markup: what it gives is shown as it is, never parsed
(``Content(safe(text))``, ``Text(safe(text))``). What is stored, and ``--json``, stays as it came.
"""

from __future__ import annotations

import re
from functools import cache
from unicodedata import category

from frontdesk.cells import cut, pad, width
from frontdesk.words import clip_words, digits, fold, initials, nearest, short_name

__all__ = [
    "LINE_LIMIT",
    "MARKS",
    "PAGE_LIMIT",
    "clip_words",
    "cut",
    "digits",
    "fold",
    "initials",
    "nearest",
    "pad",
    "safe",
    "short_name",
    "width",
]

LINE_LIMIT = 1_000
"""Characters of one line, unless told."""
PAGE_LIMIT = 100_000
"""Characters of a text of several lines, unless told; a screen pages long before."""
MARKS = 6
"""Combining marks kept in a row: Hebrew needs four, Tibetan five or six."""

_REPLACED = "\ufffd"
_JOINS = 5
"""Emoji joined into one: the longest of Unicode has three joiners."""


def _table(*, lines: bool) -> dict[int, str | None]:
    """What becomes of each character that is not shown as it is."""
    table: dict[int, str | None] = {code: chr(0x2400 + code) for code in range(0x20)}
    table |= {0x7F: "\u2421", 0x09: "    " if lines else " ", 0x0A: "⏎"}
    table |= dict.fromkeys((0x2028, 0x2029), "\n" if lines else "⏎")
    replaced = (
        *range(0x80, 0xA0),  # C1: CSI, OSC, DCS in one character
        *(0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x2070)),  # bidi
        *(*range(0xFFF9, 0xFFFC), *range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF),
        *range(0xD800, 0xE000),  # half a character
    )
    table |= dict.fromkeys(replaced, _REPLACED)
    dropped = (
        *(0xAD, 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x200B),
        *(*range(0x2060, 0x2066), 0x3164, 0xFEFF, 0xFFA0, *range(0xE0000, 0xE0080)),
        *(*range(0x1BCA0, 0x1BCA4), *range(0x1D173, 0x1D17B)),
    )
    table |= dict.fromkeys(dropped, None)
    if lines:
        del table[0x0A]
    return table


def _class(table: dict[int, str | None]) -> str:
    """The table's characters, for the inside of a regular expression's brackets."""
    ranges: list[list[int]] = []
    for code in sorted(table):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)


_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u1dff\u200c\u200d\u20d0-\u20ff\u2cef-\u2cf1\u2d7f"
    "\u2de0-\u2dff\u302a-\u302f\u3099\u309a\ua66f-\uabff\ufb1e\ufe00-\ufe0f\ufe20-\ufe2f"
    "\U000101fd-\U0001e94f\U000e0100-\U000e01ef"
)
"""The stretches of Unicode in which combining marks lie, joiners among them; letters too."""

_PICTURE = "[\u203c-\u3299\U0001f000-\U0001faff][\ufe0f\U0001f3fb-\U0001f3ff]{0,2}"


class _Border:
    """Tables and patterns for one way of showing; made when first needed, for a quick start."""

    def __init__(self, *, lines: bool) -> None:
        self.table = _table(lines=lines)
        odd = _class(self.table)
        self.notice = re.compile(f"[{odd}{_MARKS}]")
        self.odd = re.compile(f"[{odd}]+")


@cache
def _border(lines: bool) -> _Border:
    return _Border(lines=lines)


@cache
def _stretch() -> re.Pattern[str]:
    return re.compile(f"[{_MARKS}]{{{MARKS + 1},}}")


@cache
def _joined() -> re.Pattern[str]:
    return re.compile(
        f"({_PICTURE}(?:\u200d{_PICTURE}){{1,{_JOINS}}})"
        "|(?<=[\u0600-\u0dff])([\u200c\u200d])(?=[\u0600-\u0dff])|[\u200c\u200d]"
    )


def _cap(stretch: re.Match[str]) -> str:
    """The stretch with no more than ``MARKS`` marks or joiners in a row."""
    kept: list[str] = []
    row = 0
    for character in stretch.group():
        row = row + 1 if character in "\u200c\u200d" or category(character) in ("Mn", "Me") else 0
        if row <= MARKS:
            kept.append(character)
    return "".join(kept)


def safe(text: str, limit: int | None = None, *, lines: bool = False) -> str:
    """Text from outside as it may be shown; safe text stays as it is.

    C0 and DEL become visible pictures (``␛``); C1, bidi controls and lone surrogates become
    U+FFFD; what nobody sees is dropped. ZWJ stays where it joins emoji, ZWJ and ZWNJ between
    letters of the scripts that need them (Arabic, Persian, Indic). More than ``MARKS`` combining
    marks in a row are dropped.

    Args:
        text: anything, also what was decoded wrongly.
        limit: most characters of the result; ``LINE_LIMIT``, or ``PAGE_LIMIT`` with ``lines``.
        lines: keep line breaks, and tabs as four spaces; else a break shows as ``⏎`` and a tab
            is a space.

    Returns:
        The text, ``…`` at its end where it was cut.
    """
    most = max(1, limit if limit is not None else PAGE_LIMIT if lines else LINE_LIMIT)
    whole = len(text) <= 8 * most
    if not whole:
        text = text[: 8 * most]
    text = text.replace("\r\n", "\n")
    border = _border(lines)
    if border.notice.search(text):
        text = _mend(text, border)
    if whole and len(text) <= most:
        return text
    # Not after a joiner: what it joined is cut off.
    return text[: most - 1].rstrip("\u200c\u200d") + "…"


def _mend(text: str, border: _Border) -> str:
    """The text with everything odd in it replaced or dropped."""
    if text.isascii():
        return text.translate(border.table)
    text = border.odd.sub(lambda odd: odd.group().translate(border.table), text)
    text = _stretch().sub(_cap, text)
    if "\u200c" in text or "\u200d" in text:
        text = _joined().sub(lambda found: found.group(1) or found.group(2) or "", text)
    return text
