"""The one small protocol of both estimators: shares over classes, and the grounds for a class.

A class is whatever is to be foretold: the team that resolves a ticket, its tier, its topic. It
refuses to know how an estimator comes to its shares.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from frontdesk.learning.tokens import Features

OTHERS = ""
"""All classes together that are too rare to be learned one by one: never suggested, but reckoned
with, so that the shares of the others are no larger than they should be."""


@dataclass(frozen=True, slots=True)
class Share:
    """How probable one class is, 0 to 1."""

    name: str
    share: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The classes with their shares, best first; what they lack of one is that of ``OTHERS``.

    Attributes:
        shares: all classes; none when nothing was ever learned.
        known: the part of the text's words and the fields that was met before, 0 to 1. With 0 the
            shares are those of all tickets: the suggestion says nothing about this one.
    """

    shares: tuple[Share, ...]
    known: float

    @property
    def best(self) -> Share | None:
        """The most probable class."""
        return self.shares[0] if self.shares else None

    def first(self, n: int = 3) -> tuple[Share, ...]:
        """The ``n`` most probable classes: what a person is offered."""
        return self.shares[:n]


@dataclass(frozen=True, slots=True)
class Ground:
    """A word, pair of words or field that spoke for a class (above 0) or against it (below).

    Attributes:
        said: the word, pair, or ``field=value``.
        weight: by how much it moved the class against the mean of the others, in units of
            the logarithm of the odds.
    """

    said: str
    weight: float


class Estimator(Protocol):
    """What has learned from resolved tickets."""

    @property
    def hash(self) -> str:
        """Content hash of what was learned, for the receipt."""

    @property
    def classes(self) -> tuple[str, ...]:
        """What it can suggest, in the order of their names."""

    @property
    def taught(self) -> int:
        """How many resolved tickets taught it."""

    def suggest(self, features: Features) -> Suggestion:
        """The shares of the classes for a ticket."""

    def explain(self, features: Features, name: str, most: int = 8) -> tuple[Ground, ...]:
        """The grounds for and against a class, strongest first; none for an unknown class."""


def in_order(names: Iterable[str], shares: Iterable[float]) -> tuple[Share, ...]:
    """Shares best first; of equals the earlier name, so that the same input gives the same.

    ``OTHERS`` are nobody who could be named.
    """
    named = (pair for pair in zip(names, shares, strict=True) if pair[0] != OTHERS)
    return tuple(Share(*pair) for pair in sorted(named, key=lambda pair: (-pair[1], pair[0])))


def strongest(said: Mapping[str, float], most: int) -> tuple[Ground, ...]:
    """The grounds that weigh most, for or against; what weighs nothing is left out."""
    grounds = (Ground(name, weight) for name, weight in said.items() if abs(weight) > 1e-9)
    return tuple(sorted(grounds, key=lambda ground: (-abs(ground.weight), ground.said))[:most])
