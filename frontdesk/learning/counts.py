"""An estimator from counts that are kept and updated with every resolution; needs no training.

For each feature: how many tickets of each class held it, and what was learned from suggestions that
were off (its lessons): after each resolution the features of the ticket are moved towards what came
and away from what had been suggested, by as much as the suggestion was off. The counts are naive
Bayes; the lessons are logistic regression, one ticket at a time. It refuses to keep anything
itself: the store hands in the rows of a ticket's features (``wanted``) and writes back those that
``learn`` names.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass, field

from frontdesk.learning.estimator import Ground, Suggestion, in_order, strongest
from frontdesk.learning.tokens import Features, Group, readable
from frontdesk.learning.weighing import Vector, Weigher, rarity, softmax

GRAIN = 1000
"""Lessons are kept as integers of so many to one."""
PACE = 1.5
"""How far one ticket that was suggested wrongly moves the weight of its features."""
SHRUNK = 3.0
"""Tickets of the general distribution that are added to each feature's own."""
BAYES = 0.5
"""What the counts weigh beside the lessons."""
FAINT = 0.005
"""A class with a smaller share is taught nothing by a ticket: few rows change."""
FIRM = 3
"""Tickets that must hold both words before their pair is counted: most pairs never come again."""
SHARPEN = 0.01
"""How fast the sharpness of the shares follows what comes out."""


@dataclass(slots=True)
class Row:
    """What is kept of one feature: class to tickets that held it, class to lessons."""

    tickets: dict[str, int] = field(default_factory=dict)
    lessons: dict[str, int] = field(default_factory=dict)

    @property
    def holding(self) -> int:
        """Tickets of all classes that held it."""
        return sum(self.tickets.values())


@dataclass(slots=True)
class Totals:
    """What is kept beside the features.

    Attributes:
        tickets: class to resolved tickets.
        sharpness: shares are of logarithms of odds times this; follows what comes out.
        hash: running content hash of everything that was learned, in its order.
    """

    tickets: dict[str, int] = field(default_factory=dict)
    sharpness: float = 1.0
    hash: str = ""


@dataclass(slots=True)
class _Look:
    """A ticket as the counts of a moment see it: asked once, for the shares and their grounds.

    Attributes:
        hash: of the counts. ``weights``: for each value of the vector, by class; once grounds have
            been asked for.
    """

    features: Features
    hash: str
    vector: Vector
    weights: tuple[dict[str, float], ...] | None = None


class Counts:
    """The estimator over kept rows. The mapping may hold no more than the features asked about."""

    def __init__(self, totals: Totals, rows: MutableMapping[str, Row]) -> None:
        """Takes what is kept; ``learn`` changes both in place."""
        self.totals = totals
        self.rows = rows
        self._looked: _Look | None = None

    @property
    def hash(self) -> str:
        """Content hash of what was learned."""
        return self.totals.hash

    @property
    def classes(self) -> tuple[str, ...]:
        """Classes with a resolved ticket."""
        return tuple(sorted(self.totals.tickets))

    @property
    def taught(self) -> int:
        """How many resolved tickets were counted."""
        return sum(self.totals.tickets.values())

    def suggest(self, features: Features) -> Suggestion:
        """The shares of the classes; those of all tickets when nothing of it was met before."""
        look = self._look(features)
        names = self.classes
        if not look.vector.known:
            return Suggestion(in_order(names, self._priors().values()), 0.0)
        sharp = self.totals.sharpness
        shares = softmax(sharp * logit for logit in self._logits(look.vector).values())
        return Suggestion(in_order(names, shares), look.vector.known)

    def explain(self, features: Features, name: str, most: int = 8) -> tuple[Ground, ...]:
        """The words, pairs and fields that moved a class against the mean of all classes."""
        names = self.classes
        if name not in names:
            return ()
        look = self._look(features)
        if look.weights is None:
            priors = self._priors()
            look.weights = tuple(self._weights(self.rows[f], priors) for f, _ in look.vector.values)
        said: dict[str, float] = {}
        for (feature, value), weights in zip(look.vector.values, look.weights, strict=True):
            lead = weights.get(name, 0.0) - sum(weights.values()) / len(names)
            about = readable(feature)
            said[about] = said.get(about, 0.0) + self.totals.sharpness * value * lead
        return strongest(said, most)

    def learn(self, features: Features, name: str) -> tuple[str, ...]:
        """Counts a resolved ticket and learns from how far the suggestion was off.

        Returns:
            The features whose rows have changed, to be written; the totals have changed too.
        """
        kept = self._kept(features)
        vector = self._weigh(features)
        self.totals.tickets[name] = self.totals.tickets.get(name, 0) + 1
        logits = self._logits(vector)
        shares = dict(zip(logits, softmax(logits.values()), strict=True))
        self._sharpen(logits, name)
        for feature in kept:
            row = self.rows.setdefault(feature, Row())
            row.tickets[name] = row.tickets.get(name, 0) + 1
        for feature, value in self._weigh(features).values:
            lessons = self.rows[feature].lessons
            for each, share in shares.items():
                if share >= FAINT or each == name:
                    moved = round(GRAIN * PACE * value * ((each == name) - share))
                    if moved:
                        lessons[each] = lessons.get(each, 0) + moved
        said = "\n".join([self.totals.hash, name, *kept])
        self.totals.hash = hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()
        return kept

    def _look(self, features: Features) -> _Look:
        """What is asked of one ticket one after another; the same until something is learned."""
        last = self._looked
        if last is None or last.features is not features or last.hash != self.totals.hash:
            last = self._looked = _Look(features, self.totals.hash, self._weigh(features))
        return last

    def _weigh(self, features: Features) -> Vector:
        """The ticket in numbers, by the counts of this moment; pieces are not counted."""
        tickets = sum(self.totals.tickets.values())
        rarities: dict[str, float] = {}
        for group, counted in features.groups.items():
            for feature in counted:
                row = self.rows.get(feature)
                if row is not None:
                    rarities[feature] = rarity(tickets, row.holding, group)
        return Weigher(rarities, rarity(tickets, 1, "")).weigh(Features(features.groups, {}))

    def _priors(self) -> dict[str, float]:
        """The share of each class of all tickets, one ticket added to each."""
        tickets = self.totals.tickets
        whole = sum(tickets.values()) + len(tickets)
        return {name: (tickets[name] + 1) / whole for name in self.classes}

    def _logits(self, vector: Vector) -> dict[str, float]:
        """The logarithm of the odds of each class, but for what all have in common.

        Each feature adds its ``_weights``, written out: most of the time of a lesson goes here.
        """
        priors = self._priors()
        totals = {name: math.log(prior) for name, prior in priors.items()}
        scales = {name: 1 / (SHRUNK * prior) for name, prior in priors.items()}
        log1p = math.log1p
        for feature, value in vector.values:
            row = self.rows[feature]
            taught, counted = value / GRAIN, value * BAYES
            for name, lesson in row.lessons.items():
                totals[name] += taught * lesson
            for name, n in row.tickets.items():
                totals[name] += counted * log1p(n * scales[name])
        return totals

    def _weights(self, row: Row, priors: dict[str, float]) -> dict[str, float]:
        """The weight of a feature for each class that it has to do with; 0 for the others.

        Of the counts ln((n + s·prior) ÷ (s·prior)): how much oftener than in general, shrunk by
        ``SHRUNK`` tickets; what is the same for all classes is left out.
        """
        weights = {name: lesson / GRAIN for name, lesson in row.lessons.items()}
        for name, n in row.tickets.items():
            own = BAYES * math.log1p(n / (SHRUNK * priors[name]))
            weights[name] = weights.get(name, 0.0) + own
        return weights

    def _kept(self, features: Features) -> tuple[str, ...]:
        """The features that are counted: pairs only of words that were met often enough."""
        return tuple(
            feature
            for group, counted in features.groups.items()
            for feature in counted
            if group is not Group.PAIR or feature in self.rows or self._firm(feature)
        )

    def _firm(self, pair: str) -> bool:
        rows = (self.rows.get(f"w{word}") for word in pair[1:].split(" "))
        return all(row is not None and row.holding >= FIRM for row in rows)

    def _sharpen(self, logits: dict[str, float], name: str) -> None:
        """Moves the sharpness to where what came out would have been more likely."""
        sharp = self.totals.sharpness
        shares = softmax(sharp * logit for logit in logits.values())
        mean = sum(share * logit for share, logit in zip(shares, logits.values(), strict=True))
        off = logits[name] - mean
        moved = sharp * math.exp(SHARPEN * max(-5.0, min(5.0, off)))
        self.totals.sharpness = round(min(max(moved, 0.1), 10.0), 6)


def wanted(features: Features) -> Iterable[str]:
    """The features whose rows ``suggest``, ``explain`` and ``learn`` need; most have none yet."""
    for counted in features.groups.values():
        yield from counted
