"""Which fields a model of fields alone had better not hear: they tell more in training than after.

Who typed the ticket, or one of hundreds of products, can be learned by heart. A field is left out,
with all pairs that it is in, when held-out tickets are foretold better without it, by more than
the luck of the draw. It refuses to judge a field by the tickets that it was learned from.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from frontdesk.learning import machine
from frontdesk.learning.tokens import Group

if TYPE_CHECKING:
    from frontdesk.learning.machine import Numbers

FOLDS = 3
"""Parts that are held out in turn."""
MOST = 40_000
"""Tickets times classes that are looked at: the latest tickets."""
LEAST = 2_000
"""Tickets that are looked at however many classes there are."""


def heard(matrix: Any, truth: Numbers, features: Sequence[str]) -> Numbers:
    """Which columns are to be used.

    Args:
        matrix: tickets in rows, features in columns, oldest first.
        truth: the number of the class of each.
        features: what each column is.

    Returns:
        A truth value for each column.
    """
    names = sorted({one[1:].partition("=")[0] for one in features if one[:1] == Group.FIELD})
    own = {name: _columns(features, name) for name in names}
    used = np.ones(matrix.shape[1], dtype=bool)
    classes = int(truth.max()) + 1
    latest = slice(-max(LEAST, MOST // classes), None)
    rows, came = matrix[latest], truth[latest]
    if len(names) < 2 or np.bincount(came, minlength=classes).min() < FOLDS:
        return used
    lost = _lost(rows[:, used], came)
    gains = sorted((_gain(lost, _lost(rows[:, ~own[name]], came)), name) for name in names)
    for gain, name in reversed(gains):
        tried = used & ~own[name]
        if gain <= 0 or not tried.any():
            break
        without = _lost(rows[:, tried], came)
        if _gain(lost, without) > 0:
            used, lost = tried, without
    return used


def _columns(features: Collection[str], name: str) -> Numbers:
    """The columns of a field and of its pairs."""
    alone, first, second = f"{Group.FIELD}{name}=", f"{Group.FIELDS}{name}=", f"&{name}="
    return np.array(
        [
            one.startswith((alone, first)) or (one[:1] == Group.FIELDS and second in one)
            for one in features
        ]
    )


def _lost(matrix: Any, truth: Numbers) -> Numbers:
    """What each ticket lost while it was held out."""
    fold = machine.folds(truth, FOLDS)
    lost = np.zeros(len(truth))
    for each in range(FOLDS):
        margins = machine.held_out(matrix, truth, fold, each, texts=False)
        lost[fold == each] = machine.losses(margins, truth[fold == each])
    return lost


def _gain(before: Numbers, after: Numbers) -> float:
    """By how much less is lost on average, one standard error taken off."""
    less = before - after
    return float(less.mean() - less.std() / np.sqrt(len(less)))
