"""How like two texts are: the words that both have, rare ones first.

A text becomes a bag of word numbers with how often each occurs. Two bags are compared by the cosine
between them, every word weighted by how rare it is on the desk. The weight of a word that only the
other text has is taken for the mean of the asked one's, so that a comparison needs the rarity of
the asked words alone; a text is nevertheless most like itself. It refuses to know a language: no
word is left out for being common, it is weighed.
"""

from __future__ import annotations

import math
import re
import struct
import zlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from frontdesk.learning import tokens

MOST_WORDS = 120
"""Different words of a text that are kept: the first ones."""
STEM = 6
"""Letters of a word that count, so that its inflected forms are the same word."""
TELLING = 0.75
"""A shared word is told that is worth so much of the mean of what was asked."""
POWER = 0.75
"""A word that occurs n times counts n to this power."""
_SOLID = re.compile("[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
"""Scripts without spaces: there a word is one character, and its neighbours make it mean much."""
_COUNTED = tuple(n**POWER for n in range(256))


@dataclass(frozen=True, slots=True)
class Bag:
    """The words of a text, by number, with how often each occurs (at most 255 times)."""

    counts: Mapping[int, int]

    def packed(self) -> bytes:
        """As it is kept: the numbers in order, then how often each."""
        numbers = sorted(self.counts)
        several = [self.counts[number] for number in numbers]
        return struct.pack(f"<{len(numbers)}I{len(numbers)}B", *numbers, *several)


def said(subject: str, words: str) -> str:
    """The text of a ticket; a subject that only repeats how the words begin counts once."""
    begins = subject.rstrip("…. ")
    return words if words.startswith(begins) else f"{subject}\n{words}"


def words_of(text: str) -> Counter[str]:
    """The different words of a text with how often they occur; the first ones of a long text.

    >>> dict(words_of("Drukarka, drukarka NIE działa"))
    {'drukarka': 2, 'nie': 1, 'dziala': 1}
    """
    found = tokens.words(text)
    pairs = [a + b for a, b in pairwise(found) if _solid(a) and _solid(b)]
    tally = Counter([*found, *pairs])
    return Counter(dict(list(tally.items())[:MOST_WORDS]))


def _solid(word: str) -> bool:
    return len(word) == 1 and _SOLID.match(word) is not None


def number_of(word: str) -> int:
    """The number that stands for a word: a checksum, so that no list of words is kept.

    Of a word of letters the first ones count; a code with digits in it is taken whole.

    >>> number_of("drukarka") == number_of("drukarki"), number_of("sb2000a") == number_of("sb2000b")
    (True, False)
    """
    stem = word[:STEM] if word.isalpha() else word
    return zlib.crc32(stem.encode("utf-8", "surrogatepass"))


def bag_of(text: str) -> Bag:
    """The bag of a text."""
    counts: Counter[int] = Counter()
    for word, times in words_of(text).items():
        counts[number_of(word)] += times
    return Bag({number: min(times, 255) for number, times in counts.items()})


def unpacked(kept: bytes) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Word numbers, and how often each, of a bag that was kept."""
    size = len(kept) // 5
    values = struct.unpack(f"<{size}I{size}B", kept)
    return values[:size], values[size:]


def rarity(tickets: float, having: float) -> float:
    """What a word is worth that so many of the tickets have: little when nearly all do.

    The square root of the inverse document frequency, so that in the product of two texts it counts
    once. A word that no ticket has is worth as much as one that a single ticket has.
    """
    return math.sqrt(math.log((tickets + 1) / min(max(having, 1.0), tickets or 1.0)))


class Asked:
    """A text that others are compared with.

    Args:
        text: subject and body.
        worth: what each of its word numbers is worth; those left out count nothing.
    """

    __slots__ = ("_other", "_own", "_size", "_weights", "words")

    def __init__(self, text: str, worth: Mapping[int, float]) -> None:
        self.words: dict[int, str] = {}
        for word in words_of(text):
            self.words.setdefault(number_of(word), word)
        counts = bag_of(text).counts
        self._weights = {number: worth[number] for number in counts if number in worth}
        known = self._weights.values()
        self._other = math.fsum(known) / len(known) if known else 0.0
        self._own = {number: _COUNTED[counts[number]] for number in self._weights}
        self._size = math.fsum(self._own[n] ** 2 * weight for n, weight in self._weights.items())

    def likeness(self, kept: bytes) -> float:
        """How like a kept bag is, 0 to 1: 1 for the same words, 0 when nothing is shared."""
        numbers, several = unpacked(kept)
        shared = self._weights.keys() & numbers
        if not shared:
            return 0.0
        counts = dict(zip(numbers, several, strict=True))
        both = beyond = 0.0
        for number in sorted(shared):
            theirs, weight = _COUNTED[counts[number]], self._weights[number]
            both += self._own[number] * theirs * weight
            beyond += theirs * theirs * (weight - self._other)
        whole = math.fsum(_COUNTED[n] ** 2 for n in several) * self._other + beyond
        sized = self._size * whole
        return min(1.0, both / math.sqrt(sized)) if sized > 0 else 0.0

    def shared(self, kept: bytes, most: int) -> tuple[str, ...]:
        """The rare words that a kept bag has too, the rarest first; of common ones only one."""
        numbers, _several = unpacked(kept)
        both = self._weights.keys() & numbers
        by_worth = sorted(both, key=lambda n: (-self._weights[n], self.words[n]))
        rare = [n for n in by_worth if self._weights[n] >= TELLING * self._other] or by_worth[:1]
        return tuple(self.words[number] for number in rare[:most])
