"""How sure a figure of a sample is: intervals that hold the true one 95 times of 100.

Formulas, no drawing of lots: the same tickets give the same interval. They say what chance does to
a sample of tickets like these; they know nothing of what a replay cannot know (docs/replay.md).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

Z = 1.959964
"""The normal deviate of 95 %."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, with the interval of the share (Wilson, 1927, "Probable inference").

    Attributes:
        low, high: of the share, 0 to 1; both 0 of none.
    """

    count: int
    of: int

    @property
    def share(self) -> float:
        """The share, 0 to 1; 0 of none."""
        return self.count / self.of if self.of else 0.0

    @property
    def low(self) -> float:
        """The lower end of the interval."""
        return self._ends()[0]

    @property
    def high(self) -> float:
        """The upper end of the interval."""
        return self._ends()[1]

    def _ends(self) -> tuple[float, float]:
        if not self.of:
            return 0.0, 0.0
        n, p, zz = self.of, self.share, Z * Z
        middle = (p + zz / (2 * n)) / (1 + zz / n)
        half = Z / (1 + zz / n) * math.sqrt(p * (1 - p) / n + zz / (4 * n * n))
        low = 0.0 if not self.count else middle - half
        return low, 1.0 if self.count == self.of else middle + half


@dataclass(frozen=True, slots=True)
class Change:
    """A mean before and after, over the same tickets, and the interval of the difference.

    The interval is mean ± 1.96 · s ÷ √n of the differences ticket by ticket.

    Attributes:
        n: tickets of which both are known. ``left_out``: those of which one is not.
        before, after: means a ticket.
    """

    n: int
    left_out: int
    before: float
    after: float
    low: float
    high: float

    @property
    def delta(self) -> float:
        """The mean difference a ticket."""
        return self.after - self.before


def change(pairs: Sequence[tuple[float, float | None]], unknown: int = 0) -> Change:
    """The change from the first of each pair to the second; ``None``: not known.

    Args:
        unknown: tickets that are in no pair, because what was before is not known.
    """
    known = [(before, after) for before, after in pairs if after is not None]
    n, left_out = len(known), len(pairs) - len(known) + unknown
    if not n:
        return Change(0, left_out, 0.0, 0.0, 0.0, 0.0)
    before = math.fsum(one for one, _other in known) / n
    after = math.fsum(other for _one, other in known) / n
    mean = after - before
    squares = math.fsum((b - a - mean) ** 2 for a, b in known)
    half = Z * math.sqrt(squares / (n - 1) / n) if n > 1 else 0.0
    return Change(n, left_out, before, after, mean - half, mean + half)


def paired(gained: int, lost: int, n: int) -> tuple[float, float]:
    """The interval of a difference of two shares of the same tickets (Fleiss, 1981, 8.1).

    Args:
        gained: tickets that only the second has. ``lost``: only the first. ``n``: all.
    """
    if not n:
        return 0.0, 0.0
    delta = gained - lost
    half = Z * math.sqrt(max(0.0, gained + lost - delta * delta / n)) / n
    return delta / n - half, delta / n + half
