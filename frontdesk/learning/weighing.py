"""How counted features become numbers: rare weighs more than common, each group has its part.

The same function serves training and applying, so that they cannot differ. It refuses to look at
outcomes: what it knows is how many tickets hold a feature.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from frontdesk.learning.tokens import Features, Group, pieces

PARTS: Mapping[Group, float] = {
    Group.WORD: 1.0,
    Group.PAIR: 0.7,
    Group.FIRST: 0.3,
    Group.OPENING: 0.3,
    Group.PIECE: 0.7,
    Group.FIELD: 1.0,
    Group.FIELDS: 0.7,
}
"""How long the vector of each group is, before all of them together get length one."""

RARITY = 0.7
"""The power to which the inverse document frequency is raised."""

_DAMPED = (0.0, *(1 + math.log(n) for n in range(1, 65)))
"""How often a feature occurs, damped: twice is not twice as much."""


def rarity(tickets: int, holding: int, group: str) -> float:
    """The weight of a feature that ``holding`` of so many tickets hold; 1 for one that all hold.

    Fields weigh the same whatever their value: a common site is no less known than a rare one.
    """
    if group in (Group.FIELD, Group.FIELDS):
        return 1.0
    return round(math.pow(1 + math.log(max(tickets, 1) / max(holding, 1)), RARITY), 3)


_REMEMBERED = 50_000
"""Words of which is remembered how long the vector of their pieces is."""


@dataclass(frozen=True, slots=True)
class Vector:
    """A ticket in numbers.

    Attributes:
        values: feature to value; only features that are known.
        pieced: word to the value that the rarities of its pieces are multiplied by.
        known: the part of the different words and fields that is known, 0 to 1; a strange word of
            whose pieces most are known counts.
    """

    values: tuple[tuple[str, float], ...]
    pieced: tuple[tuple[str, float], ...]
    known: float


class Weigher:
    """Gives tickets their numbers, by the weight of each known feature.

    A word that was never met takes its part of the length all the same: one known word among thirty
    strange ones says little.
    """

    def __init__(self, rarities: Mapping[str, float], stranger: float) -> None:
        """Takes the weight of each known feature, and that of a word that was never met."""
        self.rarities = rarities
        self.stranger = stranger
        self._squares: dict[str, tuple[float, bool]] = {}

    def weigh(self, features: Features) -> Vector:
        """A ticket's features in numbers; all groups together have length one."""
        values: list[tuple[str, float]] = []
        parts = 0.0
        met = asked = 0
        for group, counted in features.groups.items():
            found, square = self._group(group, counted)
            part = PARTS[group]
            parts += part * part
            scale = part / math.sqrt(square)
            values += [(feature, value * scale) for feature, value in found]
            if group in (Group.WORD, Group.FIELD):
                met += len(found)
                asked += len(counted)
        pieced = self._pieced(features.words)
        met += sum(
            f"w{word}" not in self.rarities and self._square(word)[1] for word in features.words
        )
        if pieced:
            parts += PARTS[Group.PIECE] ** 2
        whole = 1 / math.sqrt(parts) if parts else 0.0
        return Vector(
            tuple((feature, value * whole) for feature, value in values),
            tuple((word, value * whole) for word, value in pieced),
            met / asked if asked else 0.0,
        )

    def _group(
        self, group: Group, counted: Mapping[str, int]
    ) -> tuple[list[tuple[str, float]], float]:
        """The known features of a group, and the squared length of all of them."""
        rarities = self.rarities
        alien = 1.0 if group in (Group.FIELD, Group.FIELDS) else self.stranger
        found: list[tuple[str, float]] = []
        square = 0.0
        for feature, times in counted.items():
            rare = rarities.get(feature)
            value = (rare or alien) * _damped(times)
            square += value * value
            if rare is not None:
                found.append((feature, value))
        return found, square

    def _pieced(self, words: Mapping[str, int]) -> list[tuple[str, float]]:
        """The words with what their pieces are multiplied by; together of the group's length."""
        times = [(word, _damped(n)) for word, n in words.items()]
        square = sum(value * value * self._square(word)[0] for word, value in times)
        scale = PARTS[Group.PIECE] / math.sqrt(square) if square else 0.0
        return [(word, value * scale) for word, value in times] if square else []

    def _square(self, word: str) -> tuple[float, bool]:
        """How long a word's pieces are by rarity, squared; whether most of them are known."""
        square = self._squares.get(word)
        if square is None:
            rare = [self.rarities.get(piece) for piece in pieces(word)]
            known = sum(value is not None for value in rare)
            length = sum((value or self.stranger) ** 2 for value in rare)
            square = (length, 2 * known > len(rare))
            if len(self._squares) < _REMEMBERED:
                self._squares[word] = square
        return square


def _damped(times: int) -> float:
    return _DAMPED[times] if times < len(_DAMPED) else 1 + math.log(times)


def softmax(logits: Iterable[float]) -> list[float]:
    """Shares that add up to one, of logarithms of odds."""
    held = list(logits)
    top = max(held, default=0.0)
    raised = [math.exp(logit - top) for logit in held]
    total = sum(raised)
    return [one / total for one in raised]
