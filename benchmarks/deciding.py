"""How long a decision takes with 200 rules and the whole receipt, at an everyday and a large desk.

Run ``python benchmarks/deciding.py``. It prints percentiles and asserts nothing about them. Beside
them stands a yardstick, a bare loop of 100,000 additions in the same run: on a machine that others
use, read the figures as ratios to it.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from frontdesk import policy, resources, routing
from frontdesk.terms import Channel, Impact, Status
from measures.yardstick import yardstick

NOW = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)
WORDS = [
    "printer",
    "paper",
    "password",
    "network",
    "phone",
    "screen",
    "laptop",
    "calendar",
    "mail",
    "slow",
    "since",
    "morning",
    "floor",
    "second",
    "cannot",
    "open",
    "does",
    "not",
    "start",
    "red",
    "light",
    "blinking",
    "vpn",
    "home",
    "router",
    "toner",
    "meeting",
    "room",
]
SKILLS = ("access", "email", "printing", "phones", "network", "wifi", "vpn", "hardware")


DESKS = (("everyday desk", 16, 8), ("large desk", 30, 22))
"""Desks by their people, and by the known fixes that may fit a case."""


def rules(count: int, dice: random.Random) -> str:
    """Rules of every kind of predicate, most of which do not match, as in a real policy."""
    whens = (
        'category = "printing", tier = 1, words = ["red light", "jam*", "{word}"]',
        'site = "site-{n}", channel = ["phone", "email"], complexity = ">=4"',
        'words = ["{word} {other}", "{other} {word}"], without = ["test"]',
        'asset_type = "printer", under_warranty = true, tries = ">=2"',
        'regex = "{word}.{{0,20}}{other}"',
        'facts.symptom = "s{n}", plan = "plus"',
    )
    out = []
    for n in range(count):
        when = whens[n % len(whens)].format(n=n, word=dice.choice(WORDS), other=dice.choice(WORDS))
        effect = dice.choice(("must", "never", "prefer"))
        out.append(
            f'[[rules]]\nname = "r{n}"\neffect = "{effect}"\nroute = "vendor_repair"\n'
            f'when = {{ {when}, hops = ">=3" }}\n'
        )
    return "\n".join(out)


def evidence(dice: random.Random, people: int, fixes: int) -> routing.Evidence:
    """Five teams, so many people, so many known fixes that may fit."""
    teams = tuple(
        routing.Team(code, code, tier, open=dice.randrange(30), people=6, skills=SKILLS[tier:])
        for code, tier in (
            ("front-office", 1),
            ("desktop", 2),
            ("network", 2),
            ("systems", 3),
            ("applications", 3),
        )
    )
    staff = tuple(
        routing.Person(
            f"agent{n:02}",
            f"Agent {n}",
            "front-office",
            1,
            authority=1 + n % 4,
            skills={skill: dice.randrange(6) for skill in dice.sample(SKILLS, 4)},
            languages=("en", "sv"),
            load=dice.randrange(14),
            on_shift=dice.choice((True, False, None)),
            waiting_since=NOW - timedelta(minutes=dice.randrange(600)),
        )
        for n in range(people)
    )
    known = tuple(
        routing.FixRecord(n, f"Known fix {n}", dice.random(), tries=n, worked=n // 2)
        for n in range(fixes)
    )
    caller = routing.Caller("anna", "Anna Nowak")
    return routing.Evidence(caller, fixes=known, teams=teams, people=staff)


def case(dice: random.Random) -> routing.Case:
    """A ticket of sixty words."""
    words = " ".join(dice.choices(WORDS, k=60))
    return routing.Case(
        subject=" ".join(dice.choices(WORDS, k=6)),
        words=words,
        now=NOW,
        channel=dice.choice(tuple(Channel)),
        impact=dice.choice(tuple(Impact)),
        status=Status.NEW,
        equipment=routing.Equipment("PRT-1", "printer"),
        site="poznan",
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--decisions", type=int, default=2000)
    options.add_argument("--rules", type=int, default=200)
    chosen = options.parse_args()
    dice = random.Random(7)
    text = resources.resource_text("policy.toml")
    text = text[: text.index("[[rules]]")] + rules(chosen.rules, dice)
    book = policy.parse(text)
    cases = [case(dice) for _each in range(50)]
    print(f"yardstick {yardstick():.2f} ms")
    for said, people, fixes in DESKS:
        measured(said, cases, evidence(dice, people, fixes), book, chosen.decisions)


def measured(
    said: str,
    cases: Sequence[routing.Case],
    known: routing.Evidence,
    book: policy.Policy,
    decisions: int,
) -> None:
    """Prints how long decisions take: by the clock, and of the processor."""
    decision = routing.decide(cases[0], known, book)
    clock: list[float] = []
    processor: list[float] = []
    for n in range(decisions):
        begun, busy = time.perf_counter(), time.process_time()
        decision = routing.decide(cases[n % len(cases)], known, book)
        processor.append((time.process_time() - busy) * 1000)
        clock.append((time.perf_counter() - begun) * 1000)
    print(
        f"{said}: rules {len(book.rules)}  options {len(decision.options)}"
        f"  people {len(known.people)}  lines on the receipt {len(decision.reasons)}"
    )
    for name, took in (("clock", clock), ("processor", processor)):
        took.sort()
        shares = "  ".join(f"p{p} {took[len(took) * p // 100]:.2f} ms" for p in (50, 95, 99))
        print(f"  {name:9}  {shares}")


if __name__ == "__main__":
    main()
