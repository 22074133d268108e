"""How a ticket's text and fields become features that can be counted.

Six groups: words, pairs of neighbouring words, the words that the text starts with, pieces of words
(so that a misspelling or an inflected form is not a stranger), fields, and pairs of fields. It
refuses to know a language: letters are folded, nothing is stemmed and no word is left out for being
common; what carries nothing is found out by counting. Any text will do: empty, of one megabyte,
decoded wrongly.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, islice
from typing import TypeAlias

from frontdesk.text import fold

MOST_CHARACTERS = 20_000
"""Characters of a text that are read; what a person has to say stands before that."""
MOST_WORDS = 400
"""Words of a text that are counted."""
MOST_PIECED = 80
"""Different words that are taken apart into pieces: the first ones."""
LONGEST_WORD = 40
"""Characters of a word; the rest of what is no word, such as an encoded attachment, is cut off."""
MOST_FIELDS = 24
"""Fields that are read, in the order of their names."""
MOST_PAIRED = 12
"""Fields of which pairs are made."""
LONGEST_VALUE = 60
"""Characters of a field's value."""
PIECES = (3, 4, 5)
"""Lengths of the pieces of words, their margins counted."""
FIRST = 4
OPENING = 12
"""Words that a text starts with, in two ranges: there a subject or a first sentence stands."""

_WORD = re.compile(
    "[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]"  # written without spaces
    "|(?:(?![\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff])[^\\W_]|\ufffd)+"
)
_NUMBER = re.compile(r"\d{5,}")

Tally: TypeAlias = Mapping[str, int]


class Group(StrEnum):
    """Groups of features; the value is the first letter of every feature of the group."""

    WORD = "w"
    PAIR = "p"
    FIRST = "a"
    OPENING = "o"
    PIECE = "c"
    FIELD = "f"
    FIELDS = "g"


@dataclass(frozen=True, slots=True)
class Features:
    """What is counted of one ticket.

    Attributes:
        groups: for each group that is not empty its features with how often they occur; pieces are
            not spelt out, they follow from the words.
        words: the different words that are taken apart into ``pieces``, with how often they occur.
    """

    groups: Mapping[Group, Tally]
    words: Tally

    def __bool__(self) -> bool:
        """Whether there is anything to go by."""
        return bool(self.groups)


def words(text: str) -> list[str]:
    """The folded words of a text in their order, at most ``MOST_WORDS``.

    Long numbers are told apart by their length alone: a serial or a telephone number does not come
    back. Scripts without spaces give one word a character (their pairs are what carries meaning).

    >>> words("Drukarka NIE działa, nr 5550142 (2. piętro)")
    ['drukarka', 'nie', 'dziala', 'nr', '0000000', '2', 'pietro']
    """
    found = islice(_WORD.finditer(fold(text[:MOST_CHARACTERS])), MOST_WORDS)
    return [
        _NUMBER.sub(lambda number: "0" * len(number.group()), match.group()[:LONGEST_WORD])
        for match in found
    ]


def pieces(word: str) -> list[str]:
    """The pieces of a word, as features, its margins marked; a short word has none of its own.

    >>> pieces("jam")
    ['c<ja', 'cjam', 'cam>', 'c<jam', 'cjam>', 'c<jam>']
    """
    whole = f"<{word}>"
    return [
        "c" + whole[at : at + length] for length in PIECES for at in range(len(whole) - length + 1)
    ]


def features(text: str, fields: Mapping[str, str] | None = None) -> Features:
    """Everything that is counted of a ticket.

    Args:
        text: subject and body, the subject first.
        fields: what is known beside the text (category, site, equipment, …) by its name; empty
            values are left out.
    """
    found = words(text)
    tally = Counter(found)
    groups: dict[Group, Tally] = {
        Group.WORD: {f"w{word}": times for word, times in tally.items()},
        Group.PAIR: Counter(map("p{} {}".format, found, found[1:])),
        Group.FIRST: {f"a{word}": 1 for word in found[:FIRST]},
        Group.OPENING: {f"o{word}": 1 for word in found[:OPENING]},
        **_of_fields(fields or {}),
    }
    return Features(
        {group: counted for group, counted in groups.items() if counted},
        dict(islice(tally.items(), MOST_PIECED)),
    )


def _of_fields(fields: Mapping[str, str]) -> dict[Group, Tally]:
    said = [
        f"{name}={value}"
        for name in sorted(fields)
        if (value := " ".join(fold(fields[name][: 4 * LONGEST_VALUE]).split())[:LONGEST_VALUE])
    ][:MOST_FIELDS]
    said = [one.encode("utf-8", "replace").decode() for one in said]
    return {
        Group.FIELD: {f"f{one}": 1 for one in said},
        Group.FIELDS: {f"g{one}&{other}": 1 for one, other in combinations(said[:MOST_PAIRED], 2)},
    }


TOGETHER = " + "
"""Between the two of a pair of fields, as a person reads it."""


def readable(feature: str) -> str:
    """A feature as a person reads it: the word, the pair, ``field=value``.

    >>> readable("pred light"), readable("fsite=poznan"), readable("gsite=poznan&product=x")
    ('red light', 'site=poznan', 'site=poznan + product=x')
    """
    rest = feature[1:]
    return rest.replace("&", TOGETHER) if feature[:1] == Group.FIELDS else rest
