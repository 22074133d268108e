"""The weights of a linear model, packed: read in an instant, unpacked row by row when asked for.

A model knows a hundred thousand features and a ticket holds a few hundred: what is not asked for
stays packed. It refuses to know what a feature or a class means.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import TypeAlias

GRAIN = 1000
"""Weights are kept as integers of so many to one."""
LARGEST = 32_767
"""The largest integer that is kept; what is beyond is cut."""

Row: TypeAlias = tuple[tuple[int, float], ...]
"""The weights of a feature that were not trimmed: number of the class, weight."""


class Weights:
    """Rows of weights by feature."""

    def __init__(
        self, features: Sequence[str], lengths: array[int], numbers: array[int], weights: array[int]
    ) -> None:
        """Takes the features, how long the row of each is, and all rows one after the other."""
        self.lengths, self.numbers, self.weights = lengths, numbers, weights
        self._ends = array("L", accumulate(lengths))
        self._places = dict(zip(features, range(len(features)), strict=True))
        self._met: dict[str, Row] = {}

    @classmethod
    def of(cls, features: Sequence[str], rows: Mapping[str, Row]) -> Weights:
        """Packs rows; features without one have none."""
        lengths, numbers, weights = array("H"), array("H"), array("h")
        for feature in features:
            row = rows.get(feature, ())
            lengths.append(len(row))
            for number, weight in row:
                numbers.append(number)
                weights.append(max(-LARGEST, min(LARGEST, round(weight * GRAIN))))
        return cls(features, lengths, numbers, weights)

    @classmethod
    def unpacked(cls, features: Sequence[str], packed: bytes, classes: int) -> Weights:
        """What ``packed`` gave.

        Raises:
            ValueError: it does not belong to these features, or names a class beyond ``classes``.
        """
        size = 2 * len(features)
        lengths = _array("H", packed[:size])
        entries = sum(lengths)
        if len(packed) != size + 4 * entries:
            raise ValueError("the weights do not fit their features")
        numbers = _array("H", packed[size : size + 2 * entries])
        if entries and max(numbers) >= classes:
            raise ValueError("a weight for no class")
        return cls(features, lengths, numbers, _array("h", packed[size + 2 * entries :]))

    def packed(self) -> bytes:
        """The rows as bytes, little-endian on every machine."""
        return b"".join(_bytes(part) for part in (self.lengths, self.numbers, self.weights))

    def row(self, feature: str) -> Row:
        """The weights of a feature; none for a strange one."""
        met = self._met.get(feature)
        if met is None:
            place = self._places.get(feature)
            if place is None:
                return ()
            end = self._ends[place]
            start = end - self.lengths[place]
            weights = (weight / GRAIN for weight in self.weights[start:end])
            met = self._met[feature] = tuple(zip(self.numbers[start:end], weights, strict=True))
        return met

    def __len__(self) -> int:
        """How many weights there are."""
        return len(self.weights)

    def __eq__(self, other: object) -> bool:
        """The same features with the same weights."""
        if not isinstance(other, Weights):
            return NotImplemented
        return self._places == other._places and self.packed() == other.packed()

    def __hash__(self) -> int:
        """Of the weights alone."""
        return hash(self.packed())


def _array(kind: str, packed: bytes) -> array[int]:
    held: array[int] = array(kind)
    held.frombytes(packed)
    if sys.byteorder == "big":
        held.byteswap()
    return held


def _bytes(held: array[int]) -> bytes:
    if sys.byteorder == "big":
        held = held[:]
        held.byteswap()
    return held.tobytes()
