"""How many questions a second a business calendar answers, and how many clocks are computed.

    python benchmarks/clocks.py [--questions 100000] [--lives 2000]

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

from frontdesk.clock import (
    Calendar,
    Gap,
    Hours,
    Life,
    Moment,
    Promise,
    State,
    Window,
    calendar_of,
    clocks,
    ledger,
)
from frontdesk.terms import Clock, Pending, Priority, Status
from measures.yardstick import yardstick

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


ANSWERED = {"answered": True}
STORY: tuple[tuple[str, dict[str, object], dict[str, object]], ...] = (
    ("new", {"status": Status.NEW}, {}),
    ("route", {"status": Status.ASSIGNED, "team": "desk"}, {}),
    ("take", {"status": Status.IN_PROGRESS, "assignee": "ewa"}, {}),
    ("reply", {}, ANSWERED),
    ("wait", {"status": Status.PENDING, "pending": Pending.REQUESTER}, {}),
    ("edit", {"priority": Priority.P2}, {}),
    ("wake", {"status": Status.IN_PROGRESS, "pending": None}, {}),
    ("escalate", {"status": Status.ASSIGNED, "team": "network", "tier": 2}, {}),
    ("accept", {"status": Status.IN_PROGRESS, "assignee": "olle"}, {}),
    ("wait", {"status": Status.PENDING, "pending": Pending.VENDOR}, {}),
    ("wake", {"status": Status.IN_PROGRESS, "pending": None}, {}),
    ("reply", {}, ANSWERED),
    ("resolve", {"status": Status.RESOLVED}, {}),
)
"""What happens to a ticket; a benchmark cuts it somewhere, so that most are open."""


def lives(count: int) -> list[tuple[Life, datetime]]:
    """Tickets of two years with 10 to 13 moments, some hours apart, and when they are read."""
    dice = random.Random(5)
    found = []
    for number in range(count):
        at = SINCE + timedelta(seconds=dice.randrange(700 * 86_400))
        state, moments = State(Status.NEW, priority=dice.choice(list(Priority))), []
        for seq, (verb, fields, facts) in enumerate(STORY[: dice.randint(10, 13)], 1):
            values = {name: getattr(state, name) for name in State.__slots__} | fields
            state = State(**values)  # type: ignore[arg-type]
            moments.append(Moment(seq, at, verb, "ewa", state, facts))
            at += timedelta(seconds=round(dice.expovariate(1 / 20_000)))
        found.append((Life(number, tuple(moments)), at))
    return found


def computed(count: int) -> None:
    """All clocks of lives: 5 promised ones, and 3 as most desks have them."""
    calendar = calendar_of(HOURS)
    promises = {
        (clock, priority): Promise(
            clock, f"{clock} {priority}", timedelta(hours=n * 4), calendar,
            frozenset({Pending.REQUESTER, Pending.VENDOR}), gap=Gap.COUNTED,
        )
        for clock in Clock
        for n, priority in enumerate(Priority, 1)
    }  # fmt: skip
    told = lives(count)
    few = frozenset({Clock.FIRST_RESPONSE, Clock.NEXT_UPDATE, Clock.RESOLUTION})
    for asked in (frozenset(Clock), few):

        def promised(clock: Clock, state: State, asked: frozenset[Clock] = asked) -> Promise | None:
            return promises[clock, state.priority] if clock in asked else None

        made = [clocks(life, promised, now) for life, now in told]
        kinds = sum(len({each.clock for each in found}) for found in made)
        spells = sum(map(len, made))
        took = statistics.median(
            seconds(lambda p=promised: [clocks(life, p, now) for life, now in told])
            for _n in range(ROUNDS)
        )
        moments = sum(len(life.moments) for life, _now in told) / count
        print(
            f"clocks: {kinds / took:,.0f} a second ({spells / took:,.0f} spells, "
            f"{count / took:,.0f} tickets), of {moments:.1f} moments and {kinds / count:.1f} clocks"
        )
    wrote = seconds(lambda: [ledger(each) for found in made for each in found])
    print(f"ledgers: {sum(map(len, made)) / wrote:,.0f} a second")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--questions", type=int, default=100_000)
    parser.add_argument("--lives", type=int, default=2_000)
    asked = parser.parse_args(arguments)
    print(f"yardstick {yardstick():.2f} ms")
    calendars(max(100, asked.questions))
    computed(max(10, asked.lives))


if __name__ == "__main__":
    main()
