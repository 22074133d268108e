"""The topic of a help-desk mail from its words alone: 80/20 at random, means over seeds."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from measures import asking
from measures.asking import Asked, Ticket
from measures.sets import rows_of
from measures.table import Row


def tickets(data: Path) -> list[Ticket]:
    """Those of ``service-tickets``."""
    rows = rows_of(data / "service-tickets" / "visible.csv.gz")
    return [Ticket(row["Document"], {}, row["Topic_group"]) for row in rows]


def by_seeds(
    several: Sequence[Ticket], seeds: int, models: Sequence[str]
) -> dict[str, list[Asked]]:
    """Each model on each random 80/20 split."""
    found: dict[str, list[Asked]] = {name: [] for name in models}
    for seed in range(seeds):
        dealt = list(several)
        random.Random(seed).shuffle(dealt)
        cut = len(dealt) * 4 // 5
        for name in models:
            asked = asking.MODELS[name](dealt[:cut], dealt[cut:])
            asking.show(f"{name} {seed}", asked)
            found[name].append(asked)
    for name, each in found.items():
        asking.show(f"{name} mean", asking.means(each))
    return found


def rows(data: Path, seeds: int, *, beside: bool) -> list[Row]:
    """The measures of the topic.

    Args:
        beside: also train a plain linear model, and ask the majority class.
    """
    known = tickets(data)
    asking.head(f"service-tickets, topic: {len(known)} tickets, {seeds} seeds")
    names = list(asking.MODELS) if beside else ["linear", "counts"]
    found = {name: asking.means(each) for name, each in by_seeds(known, seeds, names).items()}
    linear, counts = found["linear"], found["counts"]
    return [
        Row("topic, linear model: accuracy", linear.accuracy, 0.857, 0.870),
        Row("topic, linear model: macro-F1", linear.macro_f1, 0.852),
        Row("topic, linear model: among three", linear.among_three, 0.985),
        Row("topic, counts: accuracy", counts.accuracy, 0.795, 0.83),
        Row("topic, counts: among three", counts.among_three, 0.96),
        Row("topic: answered at 98 % right", linear.answered, 0.52, 0.60),
        Row("topic: … of those right", linear.right, 0.98),
        Row("topic: calibration error", linear.calibration_error, 0.03, 0.015, low=True),
        Row("topic: a suggestion, p95", linear.p95, 2.0, low=True, unit="ms"),
    ]
