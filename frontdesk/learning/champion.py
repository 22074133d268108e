"""Champion and challenger: a new model replaces the present one only when it wins.

Both answer the latest resolved tickets, which neither has seen; both figures are kept and shown. It
refuses to decide on a handful of tickets, and to prefer what is new: a draw keeps the champion.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from frontdesk.learning.estimator import Estimator
from frontdesk.learning.measure import Figures, figures
from frontdesk.learning.tokens import Features

ENOUGH = 50
"""Tickets below which a comparison says nothing."""
HELD_BACK = 0.1
"""The latest part of the resolved tickets that is kept from training."""
MOST_HELD_BACK = 2_000
"""Tickets held back at most."""

Each = TypeVar("Each")


class Verdict(StrEnum):
    """How the trial ended."""

    FIRST = "first"
    """There was no champion, and the challenger is no worse than the most frequent class."""
    WON = "won"
    KEPT = "kept"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class Trial:
    """One comparison, for the store and to be shown.

    Attributes:
        n: tickets that both answered.
        champion: figures of the present model; none when there is none.
        challenger: figures of the new one.
        only_champion: tickets that only the present one had right.
        only_challenger: tickets that only the new one had right.
        verdict: how it ended.
    """

    n: int
    champion: Figures | None
    challenger: Figures
    only_champion: int
    only_challenger: int
    verdict: Verdict

    @property
    def replaces(self) -> bool:
        """Whether the challenger is to be kept from now on."""
        return self.verdict in (Verdict.FIRST, Verdict.WON)


def hold_back(examples: Sequence[Each]) -> tuple[Sequence[Each], Sequence[Each]]:
    """Those to train on, and the latest ones to compare on; of few tickets none are held back.

    Args:
        examples: resolved tickets, oldest first.
    """
    n = min(int(len(examples) * HELD_BACK), MOST_HELD_BACK)
    if n < ENOUGH:
        n = ENOUGH if len(examples) >= 4 * ENOUGH else 0
    return examples[: len(examples) - n], examples[len(examples) - n :]


def compare(
    champion: Estimator | None, challenger: Estimator, unseen: Sequence[tuple[Features, str]]
) -> Trial:
    """Lets both answer tickets that neither was trained on.

    More right answers win; with as many, the better shares (log loss). A class that only one of
    them knows counts like any other: who cannot suggest it is wrong.

    Args:
        champion: the present model, if there is one.
        challenger: the new one.
        unseen: features and what came out.
    """
    came = [name for _features, name in unseen]
    new = [challenger.suggest(features) for features, _name in unseen]
    right = [
        one.best is not None and one.best.name == name for one, name in zip(new, came, strict=True)
    ]
    measured = figures(new, came)
    if champion is None:
        most = max((came.count(name) for name in set(came)), default=0)
        better = len(unseen) < ENOUGH or sum(right) >= most
        return Trial(len(unseen), None, measured, 0, sum(right), _verdict(better, first=True))
    old = [champion.suggest(features) for features, _name in unseen]
    had = [
        one.best is not None and one.best.name == name for one, name in zip(old, came, strict=True)
    ]
    before = figures(old, came)
    won = sum(now and not then for now, then in zip(right, had, strict=True))
    lost = sum(then and not now for now, then in zip(right, had, strict=True))
    better = (won, -measured.log_loss) > (lost, -before.log_loss)
    verdict = _verdict(better, first=False) if len(unseen) >= ENOUGH else Verdict.TOO_FEW
    return Trial(len(unseen), before, measured, lost, won, verdict)


def _verdict(better: bool, *, first: bool) -> Verdict:
    if not better:
        return Verdict.KEPT
    return Verdict.FIRST if first else Verdict.WON
