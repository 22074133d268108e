"""How good suggestions are: accuracy, macro-F1, among the first, calibration, share answered.

Plain Python over what was suggested and what came out. It refuses to train and to choose a
threshold on the tickets that it is then measured on: give it a threshold that was fitted elsewhere.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from frontdesk.learning.estimator import Suggestion

BINS = 15
"""Bins of equal width of the expected calibration error."""
SURE = 0.98
"""How often an answer that is given by itself shall be right."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured on tickets with a known outcome.

    Attributes:
        n: how many tickets.
        accuracy: share whose most probable class came out.
        macro_f1: unweighted mean over the classes that occur (in outcomes or suggestions) of F1.
        among_three: share whose class was among the first three.
        calibration_error: expected calibration error of the most probable class, ``BINS`` bins.
        log_loss: mean of −ln of the share that was given to what came out.
    """

    n: int
    accuracy: float
    macro_f1: float
    among_three: float
    calibration_error: float
    log_loss: float


def figures(suggested: Sequence[Suggestion], truth: Sequence[str]) -> Figures:
    """All figures of one set; zeros for no tickets."""
    if not truth:
        return Figures(0, 0.0, 0.0, 0.0, 0.0, 0.0)
    best = [one.best.name if one.best else "" for one in suggested]
    return Figures(
        len(truth),
        sum(map(str.__eq__, best, truth)) / len(truth),
        macro_f1(best, truth),
        among_first(suggested, truth, 3),
        calibration_error(*sureness(suggested, truth)),
        log_loss(suggested, truth),
    )


def sureness(
    suggested: Sequence[Suggestion], truth: Sequence[str]
) -> tuple[list[float], list[bool]]:
    """For each ticket the share of its most probable class, and whether that one came out."""
    best = [one.best for one in suggested]
    return (
        [one.share if one else 0.0 for one in best],
        [one is not None and one.name == came for one, came in zip(best, truth, strict=True)],
    )


def macro_f1(best: Sequence[str], truth: Sequence[str]) -> float:
    """Mean over classes of 2·hits ÷ (suggested + occurred)."""
    classes = sorted(set(truth) | {name for name in best if name})
    if not classes:
        return 0.0
    said, came, hit = (dict.fromkeys(["", *classes], 0) for _each in range(3))
    for name, outcome in zip(best, truth, strict=True):
        said[name] += 1
        came[outcome] += 1
        hit[outcome] += name == outcome
    return sum(2 * hit[name] / (said[name] + came[name]) for name in classes) / len(classes)


def among_first(suggested: Sequence[Suggestion], truth: Sequence[str], n: int) -> float:
    """Share of tickets whose class was among the first ``n``."""
    hits = sum(
        any(share.name == came for share in one.first(n))
        for one, came in zip(suggested, truth, strict=True)
    )
    return hits / len(truth) if truth else 0.0


def log_loss(suggested: Sequence[Suggestion], truth: Sequence[str]) -> float:
    """Mean of −ln of the share given to what came out; a class never met counts as 1e-6."""
    lost = 0.0
    for one, came in zip(suggested, truth, strict=True):
        given = next((share.share for share in one.shares if share.name == came), 0.0)
        lost -= math.log(max(given, 1e-6))
    return lost / len(truth) if truth else 0.0


def calibration_error(sure: Sequence[float], right: Sequence[bool], bins: int = BINS) -> float:
    """Expected calibration error: Σ of n ÷ N · |right − said| over bins of equal width.

    Source: Guo and others, On Calibration of Modern Neural Networks, 2017.
    """
    held: list[list[float]] = [[0.0, 0.0] for _each in range(bins)]
    for share, hit in zip(sure, right, strict=True):
        into = held[min(int(share * bins), bins - 1)]
        into[0] += share
        into[1] += hit
    return sum(abs(said - hits) for said, hits in held) / len(sure) if sure else 0.0


BEYOND = 2.0
"""Standard errors by which a share must be better than what is asked for."""


def threshold(sure: Sequence[float], right: Sequence[bool], precision: float = SURE) -> float:
    """The lowest sureness from which on at least ``precision`` of the answers are right.

    They must be so by ``BEYOND`` standard errors of that share, √(p·(1 − p) ÷ n): the lowest of
    many thresholds that just reach it would be one that was lucky. So some dozens of answers are
    never enough. Equals are taken together. To be fitted on other tickets than it is measured on.

    Returns:
        A share; above 1 when no threshold reaches the precision: then nothing is answered.
    """
    lowest, hits = 1.01, 0
    ordered = sorted(zip(sure, right, strict=True), key=lambda pair: -pair[0])
    for n, (share, hit) in enumerate(ordered, 1):
        hits += hit
        last = n == len(ordered) or ordered[n][0] < share
        if last and hits >= precision * n + BEYOND * math.sqrt(precision * (1 - precision) * n):
            lowest = share
    return lowest


def answered(
    sure: Sequence[float], right: Sequence[bool], from_share: float
) -> tuple[float, float]:
    """Share of tickets answered from a threshold on, and the share of those that were right."""
    hits = [hit for share, hit in zip(sure, right, strict=True) if share >= from_share]
    if not hits:
        return 0.0, 0.0
    return len(hits) / len(sure), sum(hits) / len(hits)


def auc(scores: Sequence[float], positive: Sequence[bool]) -> float:
    """Area under the ROC curve: how often a positive scores above a negative, equals half.

    Returns:
        0.5 when there is nothing to tell apart.
    """
    ordered = sorted(zip(scores, positive, strict=True), key=lambda pair: pair[0])
    below, won, at = 0, 0.0, 0
    while at < len(ordered):
        end = at
        while end < len(ordered) and ordered[end][0] == ordered[at][0]:
            end += 1
        hits = sum(hit for _score, hit in ordered[at:end])
        won += hits * (below + (end - at - hits) / 2)
        below += end - at - hits
        at = end
    hits = len(ordered) - below
    return won / (hits * below) if hits and below else 0.5
