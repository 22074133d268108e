"""The machine under ``fit``: numbers in, weights and shares out, by scikit-learn.

It knows rows, columns and numbers of classes. It refuses to know what a column means, and to look
at rows that the weights will be judged on.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import diags
from scipy.special import logsumexp
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from frontdesk.learning.linear import KNOTS

if TYPE_CHECKING:
    Numbers = np.ndarray[Any, Any]

PENALTY = 0.3
"""The C of the support vector machine, for texts."""
LOOSE = 40.0
"""The C of the logistic regression, for fields alone: few features, each in many tickets."""
SHRUNK = 5.0
"""Tickets of the general distribution that are added to those that hold a feature."""
STIFF = 1e-3
"""What the square of a class's shift costs: many classes have few tickets each to find it by."""
MUTE = 0.02
"""What is added to how much a feature tells, so that none is switched off beforehand."""


def folds(truth: Numbers, n: int) -> Numbers:
    """Which fold holds out each row: every class dealt out in its order."""
    fold = np.zeros(len(truth), dtype=np.int64)
    for number in range(int(truth.max()) + 1):
        fold[truth == number] = np.arange(int((truth == number).sum())) % n
    return fold


def weighed(matrix: Any, truth: Numbers, *, texts: bool) -> tuple[Numbers, Numbers]:
    """Weights (classes × columns) and starts of one margin a class.

    A column is stretched by what it tells before the machine sees it, so that it is the cheaper to
    use the more it tells; the weights returned are those of the columns as they came.
    """
    told = _told(matrix, truth)
    with warnings.catch_warnings():
        # What is left to gain after a thousand rounds does not show in the figures.
        warnings.simplefilter("ignore", ConvergenceWarning)
        kind = LinearSVC(C=PENALTY, random_state=0) if texts else LogisticRegression(C=LOOSE)
        machine = kind.fit(matrix @ diags(told), truth)
    weights, start = machine.coef_ * told, machine.intercept_
    if len(weights) == 1:  # of two classes only that of the second is given
        return np.vstack([-weights, weights]), np.concatenate([-start, start])
    return weights, start


def _told(matrix: Any, truth: Numbers) -> Numbers:
    """How much each column tells: the root of how far the classes of its rows are off all.

    The divergence of Kullback and Leibler (On Information and Sufficiency, 1951) of the shrunk
    shares of the classes among the rows that hold the column from those among all rows. Rows keep
    the mean length that they have: what is changed is only how columns stand to each other.
    """
    prior = np.bincount(truth) / len(truth)
    held = (matrix != 0).astype(np.float64)
    by_class = np.vstack(
        [np.asarray(held[truth == number].sum(0)).ravel() for number in range(len(prior))]
    )
    share = (by_class + SHRUNK * prior[:, None]) / (by_class.sum(0) + SHRUNK)
    off = (share * np.log(share / prior[:, None])).sum(0)
    told = np.sqrt(np.maximum(off, 0.0) + MUTE)
    squared = matrix.multiply(matrix)
    before, after = squared.sum(1).mean(), (squared @ (told * told)).mean()
    return np.asarray(told * np.sqrt(before / after)) if after > 0 else told


def held_out(matrix: Any, truth: Numbers, fold: Numbers, each: int, *, texts: bool) -> Numbers:
    """The margins of the rows of one fold, by weights that were found without it."""
    weights, start = weighed(matrix[fold != each], truth[fold != each], texts=texts)
    return np.asarray(matrix[fold == each] @ weights.T + start)


def calibrated(margins: Numbers, truth: Numbers) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The slopes and shifts that make the held-out margins most likely."""
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
        gradient = np.concatenate([steeper, shares.mean(0) - came + 2 * STIFF * found[steps:]])
        return float(-logs[rows, truth].mean() + STIFF * (found[steps:] ** 2).sum()), gradient

    begin = np.concatenate([[3.0] * steps, np.zeros(margins.shape[1])])
    bounds = [(0.05, 50.0)] * steps + [(-20.0, 20.0)] * margins.shape[1]
    found = [round(float(one), 4) for one in minimize(lost, begin, jac=True, bounds=bounds).x]
    return tuple(found[:steps]), tuple(found[steps:])


def losses(margins: Numbers, truth: Numbers) -> Numbers:
    """What each row loses by margins of the logistic regression: −ln of the share of its class."""
    logits = margins / 2 if margins.shape[1] == 2 else margins  # of two, one is the other's mirror
    return np.asarray(logsumexp(logits, axis=1) - logits[np.arange(len(truth)), truth])
