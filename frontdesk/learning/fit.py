"""Trains the linear model on resolved tickets, by scikit-learn (``frontdesk[learn]``).

One margin a class: by a linear support vector machine with squared hinge loss where tickets have
texts, by logistic regression where they have fields alone. Margins become shares by a few slopes
and a shift for each class, found on tickets that were trained without (folds). The same tickets in
the same order give the same bytes. It refuses to look at the tickets that the model will be judged
on, and to keep anything: interrupted, it leaves no trace.
"""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.learning import measure
from frontdesk.learning.estimator import Suggestion, in_order
from frontdesk.learning.linear import KNOTS, LinearModel, sealed
from frontdesk.learning.tokens import Features, pieces
from frontdesk.learning.weighing import rarity
from frontdesk.learning.weights import GRAIN, Row, Weights

if TYPE_CHECKING:
    import numpy as np

FOLDS = 5
"""Parts of the training tickets that are held out in turn."""
LEAST = 5
"""Tickets that a class needs; rarer ones are left out, and named."""
HOLDING = 2
"""Tickets that must hold a feature."""
MOST_FEATURES = 120_000
"""Features kept: those that most tickets hold."""
MOST_WEIGHTS = 1_000_000
"""Weights kept over all classes: those that move most."""
PENALTY = 0.3
"""The C of the support vector machine, for texts."""
LOOSE = 40.0
"""The C of the logistic regression, for fields alone: few features, each in many tickets."""

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
        left_out: classes that were too rare to learn, with their tickets.
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
    names = tuple(sorted(name for name, n in tickets.items() if n >= LEAST))
    left_out = {name: n for name, n in sorted(tickets.items()) if n < LEAST}
    if not names:
        raise BadInputError(
            _("Too few resolved tickets to learn from"),
            _("a team needs at least {n} of them").format(n=LEAST),
        )
    used = [example for example in examples if example.name in set(names)]
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
        only = [Suggestion(in_order(names, (1.0,)), 1.0)] * len(used)
        return Trained(sealed(model), measure.figures(only, [e.name for e in used]), 1.0, left_out)
    return _trained(model, used, progress, precision, left_out)


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
    left_out: Mapping[str, int],
) -> Trained:
    """The folds, the calibration by them, and the model of all."""
    try:
        import numpy as np
        import sklearn.svm  # noqa: F401 - asked for before the work begins
    except ImportError as error:
        raise BadInputError(
            _("Training needs scikit-learn"), _("pip install 'frontdesk[learn]'")
        ) from error
    steps = FOLDS + 2
    matrix = _matrix(model, examples)
    texts = 2 * sum(bool(example.features.words) for example in examples) > len(examples)
    number = {name: n for n, name in enumerate(model.names)}
    truth = np.array([number[example.name] for example in examples])
    progress(1, steps)
    fold = _folds(truth)
    margins = np.zeros((len(examples), len(model.names)))
    for each in range(FOLDS):
        weights, start = _machine(matrix[fold != each], truth[fold != each], texts=texts)
        margins[fold == each] = matrix[fold == each] @ weights.T + start
        progress(2 + each, steps)
    slopes, shifts = _calibrated(margins, truth)
    weights, start = _machine(matrix, truth, texts=texts)
    progress(steps, steps)
    calibrated = _with(model, weights, start, slopes, shifts, 1.01)
    suggested = [
        Suggestion(in_order(model.names, calibrated.shares(row)), 1.0) for row in margins.tolist()
    ]
    came = [example.name for example in examples]
    sure, right = measure.sureness(suggested, came)
    least = round(measure.threshold(sure, right, precision), 6)
    return Trained(
        sealed(_with(model, weights, start, slopes, shifts, least)),
        measure.figures(suggested, came),
        measure.answered(sure, right, least)[0],
        left_out,
    )


def _matrix(model: LinearModel, examples: Sequence[Example]) -> Any:
    """The examples in rows, the features in columns, sorted by name."""
    import numpy as np
    from scipy.sparse import csr_matrix

    column = {feature: n for n, feature in enumerate(sorted(model.rarities))}

    @cache
    def apart(word: str) -> list[tuple[int, float]]:
        known = (piece for piece in pieces(word) if piece in column)
        return [(column[piece], model.rarities[piece]) for piece in known]

    ends, columns, values = [0], [], []
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
        (np.array(values), np.array(columns, np.int32), np.array(ends, np.int32)),
        shape=(len(examples), max(len(column), 1)),
    )


def _folds(truth: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Which fold holds out each example: every class dealt out in its order."""
    import numpy as np

    fold = np.zeros(len(truth), dtype=np.int64)
    for number in range(int(truth.max()) + 1):
        fold[truth == number] = np.arange(int((truth == number).sum())) % FOLDS
    return fold


def _machine(matrix: Any, truth: np.ndarray[Any, Any], *, texts: bool) -> tuple[Any, Any]:
    """Weights (classes × features) and starts of one margin a class."""
    import numpy as np
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.linear_model import LogisticRegression
    from sklearn.svm import LinearSVC

    with warnings.catch_warnings():
        # What is left to gain after a thousand rounds does not show in the figures.
        warnings.simplefilter("ignore", ConvergenceWarning)
        kind = LinearSVC(C=PENALTY, random_state=0) if texts else LogisticRegression(C=LOOSE)
        machine = kind.fit(matrix, truth)
    if len(machine.coef_) == 1:  # of two classes only that of the second is given
        return np.vstack([-machine.coef_, machine.coef_]), np.concatenate(
            [-machine.intercept_, machine.intercept_]
        )
    return machine.coef_, machine.intercept_


def _calibrated(
    margins: np.ndarray[Any, Any], truth: np.ndarray[Any, Any]
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The slopes and shifts that make the held-out margins most likely."""
    import numpy as np
    from scipy.optimize import minimize
    from scipy.special import logsumexp

    rows = np.arange(len(truth))
    came = np.bincount(truth, minlength=margins.shape[1]) / len(truth)
    low, high = KNOTS
    cut = [
        np.minimum(margins, low),
        margins.clip(low, high) - low,
        np.maximum(margins, high) - high,
    ]
    happened = [part[rows, truth] for part in cut]
    steps = len(cut)

    def lost(found: Any) -> tuple[float, Any]:
        logits = sum(slope * part for slope, part in zip(found, cut, strict=False)) + found[steps:]
        logs = logits - logsumexp(logits, axis=1, keepdims=True)
        shares = np.exp(logs)
        steeper = [
            ((shares * part).sum(1) - own).mean() for part, own in zip(cut, happened, strict=True)
        ]
        gradient = np.concatenate([steeper, shares.mean(0) - came + 2e-4 * found[steps:]])
        return float(-logs[rows, truth].mean() + 1e-4 * (found[steps:] ** 2).sum()), gradient

    begin = np.concatenate([[3.0] * steps, np.zeros(margins.shape[1])])
    bounds = [(0.05, 50.0)] * steps + [(-20.0, 20.0)] * margins.shape[1]
    found = [round(float(one), 4) for one in minimize(lost, begin, jac=True, bounds=bounds).x]
    return tuple(found[:steps]), tuple(found[steps:])


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
