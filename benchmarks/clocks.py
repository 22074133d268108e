"""How many questions a second a business calendar answers, and what its first one costs.

    python benchmarks/clocks.py [--questions 100000]

It prints medians of five rounds and asserts nothing. Beside them stands a yardstick, a bare loop of
100,000 additions in the same run: on a machine that others use, read the figures as ratios to it.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from frontdesk.clock import Calendar, Hours, Window, calendar_of

ROUNDS = 5
SINCE = datetime(2025, 1, 1, tzinfo=UTC)
LUNCH = (Window(8 * 60, 12 * 60), Window(13 * 60, 17 * 60))
HOURS = Hours(
    "office", "Europe/Stockholm", (LUNCH,) * 5 + ((),) * 2, "SE", "", ("public", "de_facto")
)


def seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def yardstick() -> float:
    """What a bare loop takes here and now, in ms: the median of nine."""

    def loop() -> None:
        total = 0
        for n in range(100_000):
            total += n

    return statistics.median(seconds(loop) for _n in range(9)) * 1000


def calendars(questions: int) -> None:
    """The calendar's four questions, on random instants of two years."""
    dice = random.Random(3)
    day = timedelta(days=1)
    starts = [SINCE + timedelta(seconds=dice.randrange(730 * 86_400)) for _n in range(questions)]
    ends = [start + dice.random() * 14 * day for start in starts]
    spans = [timedelta(seconds=dice.randrange(60, 40 * 3600)) for _n in range(questions)]
    first = [seconds(lambda: Calendar(HOURS).add(SINCE, spans[0])) for _n in range(ROUNDS)]
    print(f"first question: {first[0] * 1e3:.0f} ms with the library of holidays, ", end="")
    print(f"{statistics.median(first[1:]) * 1e3:.1f} ms without")
    calendar = calendar_of(HOURS)
    calendar.between(SINCE, SINCE + 800 * day)
    answered("between", questions, lambda: [*map(calendar.between, starts, ends)])
    answered("add", questions, lambda: [*map(calendar.add, starts, spans)])
    answered("is_open", questions, lambda: [*map(calendar.is_open, starts)])
    month = [(start.date(), start.date() + 30 * day) for start in starts[: questions // 100]]
    answered("hash of a month", len(month), lambda: [calendar.hash(*days) for days in month])
    pieces = seconds(lambda: list(calendar.stretches(SINCE + 365 * day, SINCE + 730 * day)))
    print(f"pieces of a year: {pieces * 1e3:.1f} ms")


def answered(what: str, count: int, work: Callable[[], object]) -> None:
    took = statistics.median(seconds(work) for _n in range(ROUNDS))
    print(f"{what}: {count / took:,.0f} a second")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--questions", type=int, default=100_000)
    asked = parser.parse_args(arguments)
    print(f"yardstick {yardstick():.2f} ms")
    calendars(max(100, asked.questions))


if __name__ == "__main__":
    main()
