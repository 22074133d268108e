"""Words and names as people type them: folded for search, shortened for a narrow column.

It refuses to know any language's grammar: what it folds is letters, not word forms.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

_LETTERS = {
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "ø": "o",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ı": "i",
    "ħ": "h",
    "ŋ": "n",
    "ŧ": "t",
    "ß": "ss",
    "ə": "e",
    "’": "'",
}
"""Letters that Unicode does not take apart, as people type them without their keyboard."""


def _fold_one(character: str) -> str:
    """One character folded; empty for a mark."""
    apart = character
    for _round in range(2):  # ℡ and the like come apart into capitals
        apart = unicodedata.normalize("NFKD", apart).casefold()
    apart = "".join(_LETTERS.get(c, c) for c in apart)
    return "".join(c for c in unicodedata.normalize("NFKD", apart) if not unicodedata.combining(c))


class _Folding(dict[int, str]):
    """What every character folds to, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = _fold_one(chr(code))
        if len(self) < 20_000:  # odd text shall not fill the memory
            self[code] = folded
        return folded


_FOLDING = _Folding()


def fold(text: str) -> str:
    """The text as it is searched: lower case, without diacritics, ``ł đ ø æ ß …`` spelt out.

    >>> fold("Działa na PIĘTRZE, Größe")
    'dziala na pietrze, grosse'
    """
    return text.lower() if text.isascii() else text.translate(_FOLDING)


def digits(text: str) -> str:
    """The digits alone, in ASCII: how telephone numbers are compared (by their endings).

    >>> digits("+48 (61) 555-01 42")
    '48615550142'
    """
    return "".join(str(unicodedata.decimal(c)) for c in text if c.isdecimal())


def nearest(word: str, known: Iterable[str], n: int = 3) -> list[str]:
    """Those of the known words that are most like what was typed, best first.

    Case and diacritics do not count; a known word that contains what was typed comes before one
    that merely resembles it. Give it hundreds of words or a few thousand, not a whole register.
    """
    asked = fold(word.strip())
    if not asked:
        return []
    folded: dict[str, str] = {}
    for each in known:
        folded.setdefault(fold(each), each)
    inside = sorted((f for f in folded if asked in f), key=lambda f: (f.find(asked), len(f), f))
    if len(inside) < n:
        import difflib  # only when somebody mistyped

        for like in difflib.get_close_matches(asked, folded, n, 0.6):
            if like not in inside:
                inside.append(like)
    return [folded[f] for f in inside[:n]]


def initials(name: str) -> str:
    """The first letters of the first and the last name: ``ZW``."""
    parts = name.split()
    if not parts:
        return ""
    letters = parts[0][:1] + (parts[-1][:1] if len(parts) > 1 else "")
    return letters.upper()


def short_name(name: str) -> str:
    """A name for a narrow column: ``Zofia Wiśniewska`` becomes ``Zofia W.``."""
    parts = name.split()
    if len(parts) < 2:
        return name.strip()
    return f"{parts[0]} {parts[-1][0]}."


def clip_words(text: str, limit: int = 80) -> str:
    """The first words on one line, at most ``limit`` characters, ``…`` where more was left out.

    >>> clip_words("the printer on floor two pulls two sheets", 20)
    'the printer on…'
    """
    start = text[: limit * 8]
    line = " ".join(start.split())
    if len(line) <= limit and start == text:
        return line
    head = line[: max(limit, 1) - 1]
    space = head.rfind(" ")
    if line[len(head) :][:1] not in ("", " ") and space >= limit // 2:
        head = head[:space]
    return head.rstrip(" ,;:.-") + "…"
