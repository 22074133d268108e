"""What a bare loop takes here and now: the ratio by which times of a shared machine are read."""

from __future__ import annotations

import time


def yardstick() -> float:
    """What 100,000 bare additions take, in ms: the median of nine."""
    took = []
    for _round in range(9):
        begun = time.perf_counter()
        total = 0
        for n in range(100_000):
            total += n
        took.append((time.perf_counter() - begun) * 1000)
    return sorted(took)[4]
