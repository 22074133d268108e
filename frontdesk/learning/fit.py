"""Trains the linear model on resolved tickets, by scikit-learn (``frontdesk[learn]``).

One margin a class: by a linear support vector machine with squared hinge loss where tickets have
texts, by logistic regression where they have fields alone, of which those are not heard that only
mislead (``fields``). Margins become shares by a few slopes and a shift for each class, found on
tickets that were trained without (folds). The same tickets in the same order give the same bytes.
It refuses to look at the tickets that the model will be judged on, and to keep anything:
interrupted, it leaves no trace.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.learning import measure
from frontdesk.learning.estimator import OTHERS, Suggestion, in_order
from frontdesk.learning.linear import KNOTS, LinearModel, sealed
from frontdesk.learning.tokens import Features, pieces
from frontdesk.learning.weighing import rarity
from frontdesk.learning.weights import GRAIN, Row, Weights

FOLDS = 5
"""Parts of the training tickets that are held out in turn."""
LEAST = 5
"""Tickets that a class needs; rarer ones are learned together, as others, and named."""
HOLDING = 2
"""Tickets that must hold a feature."""
MOST_FEATURES = 120_000
"""Features kept: those that most tickets hold."""
MOST_WEIGHTS = 1_000_000
"""Weights kept over all classes: those that move most."""

MANY = 30
"""Classes from which on the machine for texts serves fields alone too: the other takes too long."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Example:
    """A resolved ticket: what was known when it was opened, and what came of it."""

    features: Features
    name: str


@dataclass(frozen=True, slots=True)
class Trained:
    """A model, and how good it was on tickets that were held out of training.

    Attributes:
        model: what was trained on all examples.
        held_out: figures of the folds.
        answered: share of tickets answered at ``measure.SURE``, on the folds.
        left_out: classes that were too rare to be suggested, with their tickets.
    """

    model: LinearModel
    held_out: measure.Figures
    answered: float
    left_out: Mapping[str, int]


def train(
    examples: Sequence[Example],
    progress: Progress = lambda _done, _whole: None,
    precision: float = measure.SURE,
) -> Trained:
    """A model of resolved tickets.

    Args:
        examples: oldest first.
        progress: called with steps done and steps in all.
        precision: how often an answer that is given by itself shall be right.

    Raises:
        BadInputError: scikit-learn is missing, or there are too few tickets.
    """
    tickets = Counter(example.name for example in examples)
    often = {name for name, n in tickets.items() if n >= LEAST and name != OTHERS}
    names = tuple(sorted(often))
    if not names:
        raise BadInputError(
            _("Too few resolved tickets to learn from"),
            _("a team needs at least {n} of them").format(n=LEAST),
        )
    rare = [example for example in examples if example.name not in often]
    used = [example for example in examples if example.name in often]
    if len(rare) >= LEAST:
        used = [
            example if example.name in often else replace(example, name=OTHERS)
            for example in examples
        ]
        names, tickets[OTHERS] = (OTHERS, *names), len(rare)
    rarities, stranger = _rarities(used)
    model = LinearModel(
        names=names,
        tickets=tuple(tickets[name] for name in names),
        stranger=stranger,
        rarities=rarities,
        weights=Weights.of(sorted(rarities), {}),
        start=(0.0,) * len(names),
        slopes=(1.0,) * (len(KNOTS) + 1),
        shifts=(0.0,) * len(names),
        sure=1.01,
    )
    if len(names) == 1:
        only = [Suggestion(in_order(names, (1.0,)), 1.0)] * len(examples)
        found = measure.figures(only, [example.name for example in examples])
        return Trained(sealed(model), found, 1.0, Counter(example.name for example in rare))
    return _trained(model, used, progress, precision, rare)


def _rarities(examples: Sequence[Example]) -> tuple[dict[str, float], float]:
    """The weight of every feature that is kept, and that of a stranger."""
    holding: Counter[str] = Counter()
    apart = cache(pieces)
    for example in examples:
        for counted in example.features.groups.values():
            holding.update(counted.keys())
        holding.update({piece for word in example.features.words for piece in apart(word)})
    often = ((n, feature) for feature, n in holding.items() if n >= HOLDING)
    kept = sorted(often, key=lambda pair: (-pair[0], pair[1]))[:MOST_FEATURES]
    n = len(examples)
    return {feature: rarity(n, held, feature[0]) for held, feature in kept}, rarity(n, 1, "")


def _trained(
    model: LinearModel,
    examples: Sequence[Example],
    progress: Progress,
    precision: float,
    rare: Sequence[Example],
) -> Trained:
    """As ``train``, with one thread.

    Several gain nothing here, disturb those who work on the same machine, and may give other bytes.
    """
    try:
        from threadpoolctl import threadpool_limits

        from frontdesk.learning import fields, machine  # noqa: F401
    except ImportError as error:
        raise BadInputError(
            _("Training needs scikit-learn"), _("pip install 'frontdesk[learn]'")
        ) from error
    with threadpool_limits(limits=1):
        return _by_folds(model, examples, progress, precision, rare)


def _by_folds(
    model: LinearModel,
    examples: Sequence[Example],
    progress: Progress,
    precision: float,
    rare: Sequence[Example],
) -> Trained:
    """The folds, the calibration by them, and the model of all.

    Args:
        rare: tickets of classes that are never suggested: whatever is said of them is wrong.
    """
    import numpy as np

    from frontdesk.learning import fields, machine

    steps = FOLDS + 2
    matrix = _matrix(model, examples)
    texts = _have_texts(examples) or len(model.names) > MANY
    number = {name: n for n, name in enumerate(model.names)}
    truth = np.array([number[example.name] for example in examples])
    if not texts:
        matrix = matrix.multiply(fields.heard(matrix, truth, sorted(model.rarities))).tocsr()
    progress(1, steps)
    fold = machine.folds(truth, FOLDS)
    margins = np.zeros((len(examples), len(model.names)))
    for each in range(FOLDS):
        margins[fold == each] = machine.held_out(matrix, truth, fold, each, texts=texts)
        progress(2 + each, steps)
    slopes, shifts = machine.calibrated(margins, truth)
    weights, start = machine.weighed(matrix, truth, texts=texts)
    progress(steps, steps)
    made = _with(model, weights, start, slopes, shifts, 1.01)
    suggested = [
        Suggestion(in_order(model.names, made.shares(row)), 1.0) for row in margins.tolist()
    ]
    came = [example.name for example in examples]
    if OTHERS not in model.names:
        suggested += [made.suggest(example.features) for example in rare]
        came += [example.name for example in rare]
    sure, right = measure.sureness(suggested, came)
    least = round(measure.threshold(sure, right, precision), 6)
    return Trained(
        sealed(replace(made, sure=least)),
        measure.figures(suggested, came),
        measure.answered(sure, right, least)[0],
        Counter(example.name for example in rare),
    )


def _have_texts(examples: Sequence[Example]) -> bool:
    """Whether most tickets have a word that not nearly all have: a form's heading is no text."""
    held = Counter(word for example in examples for word in example.features.words)
    common = {word for word, n in held.items() if n > 0.9 * len(examples)}
    telling = sum(bool(example.features.words.keys() - common) for example in examples)
    return 2 * telling > len(examples)


def _matrix(model: LinearModel, examples: Sequence[Example]) -> Any:
    """The examples in rows, the features in columns, sorted by name."""
    import numpy as np
    from scipy.sparse import csr_matrix

    column = {feature: n for n, feature in enumerate(sorted(model.rarities))}

    @cache
    def apart(word: str) -> list[tuple[int, float]]:
        known = (piece for piece in pieces(word) if piece in column)
        return [(column[piece], model.rarities[piece]) for piece in known]

    # Packed from the beginning: as objects ten million numbers take a third of a gigabyte.
    ends, columns, values = array("q", [0]), array("i"), array("d")
    for example in examples:
        vector = model.weigh(example.features)
        for feature, value in vector.values:
            columns.append(column[feature])
            values.append(value)
        for word, value in vector.pieced:
            for at, rare in apart(word):
                columns.append(at)
                values.append(value * rare)
        ends.append(len(columns))
    return csr_matrix(
        (np.array(values), np.array(columns), np.array(ends)),
        shape=(len(examples), max(len(column), 1)),
    )


def _with(
    model: LinearModel,
    weights: Any,
    start: Any,
    slopes: tuple[float, ...],
    shifts: tuple[float, ...],
    sure: float,
) -> LinearModel:
    """The model with weights, trimmed to those that move most."""
    import numpy as np

    whole = np.rint(weights * GRAIN)
    names = sorted(model.rarities)
    moves = np.abs(whole) * np.array([model.rarities[name] for name in names])
    if np.count_nonzero(moves) > MOST_WEIGHTS:
        least = np.partition(moves, -MOST_WEIGHTS, axis=None)[-MOST_WEIGHTS]
        whole[moves <= least] = 0  # of equals none: never more than asked
    rows: dict[str, Row] = {}
    for at, name in enumerate(names):
        kept = np.flatnonzero(whole[:, at])
        if len(kept):
            rows[name] = tuple((int(n), float(whole[n, at]) / GRAIN) for n in kept)
    starts = tuple(round(float(one), 4) for one in start)
    return replace(
        model,
        weights=Weights.of(names, rows),
        start=starts,
        slopes=slopes,
        shifts=shifts,
        sure=sure,
        hash="",
    )
