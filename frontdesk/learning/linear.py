"""A linear model as plain data: weights of features for each class, applied in plain Python.

Trained by ``fit`` (which needs scikit-learn), kept as bytes, applied anywhere without it. It
refuses to learn, and to read bytes that are damaged or of another version.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.learning.estimator import OTHERS, Ground, Suggestion, in_order, strongest
from frontdesk.learning.tokens import Features, pieces, readable
from frontdesk.learning.weighing import Vector, Weigher, softmax
from frontdesk.learning.weights import GRAIN, Row, Weights

FORMAT = 1
"""Version of the bytes. It also changes when ``tokens`` or ``weighing`` count otherwise."""
TRUSTED = 0.25
"""From this part of known words and fields on, the shares are the model's alone."""
REMEMBERED = 50_000
"""Words of which is remembered what their pieces weigh."""
LARGEST = 64 * 1024 * 1024
"""Bytes that a kept model may unpack to."""

KNOTS = (-0.5, 0.0)
"""Margins at which the slope may change: the machine puts what it is sure of beyond -1 and 1."""


@dataclass(frozen=True, slots=True)
class LinearModel:
    """What was trained. Make it with ``fit.train`` or ``from_bytes``.

    Attributes:
        names: the classes in the order of their names.
        tickets: training tickets of each class; their shares are said when nothing else is known.
        stranger: the weight of a word that was never met.
        rarities: the weight of each known feature.
        weights: the weights of each known feature; many have none.
        start: the margin of each class before any feature.
        slopes: how steeply margins become logarithms of odds, in the stretches between ``KNOTS``,
            calibrated on tickets held out of training.
        shifts: what is then added for each class.
        sure: from this share on, answers were right as often as asked when training (98 %).
        hash: content hash.
    """

    names: tuple[str, ...]
    tickets: tuple[int, ...]
    stranger: float
    rarities: Mapping[str, float]
    weights: Weights
    start: tuple[float, ...]
    slopes: tuple[float, ...]
    shifts: tuple[float, ...]
    sure: float
    hash: str = field(default="", compare=False)
    _weigher: list[Weigher] = field(default_factory=list, init=False, compare=False, repr=False)
    _sums: dict[str, Row] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def classes(self) -> tuple[str, ...]:
        """What it can suggest."""
        return tuple(name for name in self.names if name != OTHERS)

    @property
    def taught(self) -> int:
        """How many resolved tickets it was trained on."""
        return sum(self.tickets)

    def suggest(self, features: Features) -> Suggestion:
        """The shares of the classes; where little is known, towards those of all tickets."""
        vector = self.weigh(features)
        total = sum(self.tickets)
        trust = min(1.0, vector.known / TRUSTED)
        shares = self.shares(self.margins(vector)) if trust else self.tickets
        mixed = [
            trust * share + (1 - trust) * n / total
            for share, n in zip(shares, self.tickets, strict=True)
        ]
        return Suggestion(in_order(self.names, mixed), vector.known)

    def weigh(self, features: Features) -> Vector:
        """The ticket in numbers."""
        if not self._weigher:
            self._weigher.append(Weigher(self.rarities, self.stranger))
        return self._weigher[0].weigh(features)

    def margins(self, vector: Vector) -> list[float]:
        """The margin of every class, not yet calibrated."""
        totals = list(self.start)
        row = self.weights.row
        for feature, value in vector.values:
            for number, weight in row(feature):
                totals[number] += value * weight
        for word, value in vector.pieced:
            for number, weight in self._of_pieces(word):
                totals[number] += value * weight
        return totals

    def _of_pieces(self, word: str) -> Row:
        """What the pieces of a word weigh together; remembered, for words come again."""
        known = self._sums.get(word)
        if known is None:
            sums: dict[int, float] = {}
            for piece in pieces(word):
                rare = self.rarities.get(piece, 0.0)
                for number, weight in self.weights.row(piece):
                    sums[number] = sums.get(number, 0.0) + rare * weight
            known = tuple(sums.items())
            if len(self._sums) < REMEMBERED:
                self._sums[word] = known
        return known

    def shares(self, margins: list[float]) -> list[float]:
        """Calibrated shares of margins."""
        slopes = self.slopes
        return softmax(
            sum(slope * part for slope, part in zip(slopes, stretches(margin), strict=True)) + shift
            for margin, shift in zip(margins, self.shifts, strict=True)
        )

    def explain(self, features: Features, name: str, most: int = 8) -> tuple[Ground, ...]:
        """The words, pairs and fields that moved a class against the mean of all classes.

        What the pieces of a word and its place at the opening weigh is counted to the word. The
        middle slope makes logarithms of odds of it: that of a class in doubt.
        """
        if name not in self.names:
            return ()
        vector = self.weigh(features)
        said: dict[str, float] = {}
        for feature, value in vector.values:
            about = readable(feature)
            said[about] = said.get(about, 0.0) + value * self._lead(self.weights.row(feature), name)
        for word, value in vector.pieced:
            said[word] = said.get(word, 0.0) + value * self._lead(self._of_pieces(word), name)
        return strongest(said, most)

    def _lead(self, row: Row, name: str) -> float:
        """By how much a row speaks for a class more than for the mean of all."""
        number = self.names.index(name)
        own = sum(weight for each, weight in row if each == number)
        return self.slopes[1] * (own - sum(weight for _each, weight in row) / len(self.names))

    def to_bytes(self) -> bytes:
        """The model for the store: compressed JSON, the same for the same model."""
        return zlib.compress(_written(self), 9)


def stretches(margin: float) -> tuple[float, float, float]:
    """A margin cut at ``KNOTS``: what of it lies below, between and above."""
    low, high = KNOTS
    return (min(margin, low), min(max(margin, low), high) - low, max(margin, high) - high)


def sealed(model: LinearModel) -> LinearModel:
    """The same model with its content hash, and its weights as they will be read back."""
    return from_bytes(model.to_bytes())


def _written(model: LinearModel) -> bytes:
    """One line of JSON, then the packed weights."""
    names = sorted(model.rarities)
    head: dict[str, Any] = {
        "format": FORMAT,
        "classes": model.names,
        "tickets": model.tickets,
        "stranger": model.stranger,
        "start": model.start,
        "slopes": model.slopes,
        "shifts": model.shifts,
        "sure": model.sure,
        "features": names,
        "rarities": [round(model.rarities[name] * GRAIN) for name in names],
    }
    line = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    return line + b"\n" + model.weights.packed()


def from_bytes(kept: bytes) -> LinearModel:
    """A model as it was kept.

    Raises:
        BadInputError: the bytes are damaged, or of another version.
    """
    try:
        unpacking = zlib.decompressobj()
        written = unpacking.decompress(kept, LARGEST)
        whole = unpacking.eof and not unpacking.unconsumed_tail
        line, _newline, packed = written.partition(b"\n")
        read = json.loads(line) if whole else None
        if not isinstance(read, dict) or read.get("format") != FORMAT:
            raise _unusable()
        return _model(read, packed, hashlib.sha256(written).hexdigest())
    except (zlib.error, ValueError, KeyError, TypeError, IndexError) as error:
        raise _unusable() from error


def _unusable() -> BadInputError:
    return BadInputError(
        _("The learned model cannot be read"), _("train it again: frontdesk learn")
    )


def _model(read: dict[str, Any], packed: bytes, content: str) -> LinearModel:
    features: list[str] = read["features"]
    classes = tuple(str(name) for name in read["classes"])
    rare = (one / GRAIN for one in read["rarities"])
    model = LinearModel(
        names=classes,
        tickets=tuple(read["tickets"]),
        stranger=read["stranger"],
        rarities=dict(zip(features, rare, strict=True)),
        weights=Weights.unpacked(features, packed, len(classes)),
        start=tuple(read["start"]),
        slopes=tuple(read["slopes"]),
        shifts=tuple(read["shifts"]),
        sure=read["sure"],
        hash=content,
    )
    lengths = {len(classes), len(model.tickets), len(model.start), len(model.shifts)}
    if len(lengths) != 1 or len(model.slopes) != len(KNOTS) + 1:
        raise _unusable()
    return model
