"""How long a decision takes: 200 rules, 30 options, 30 people, the whole receipt.

Run ``python benchmarks/routing.py``. It prints percentiles and asserts nothing about them. Beside
them stands a yardstick, a bare loop of 100,000 additions in the same run: on a machine that others
use, read the figures as ratios to it.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from frontdesk import policy, resources, routing
from frontdesk.terms import Channel, Impact, Status

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


def evidence(dice: random.Random) -> routing.Evidence:
    """Five teams, thirty people, fixes that bring the options to thirty."""
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
    people = tuple(
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
        for n in range(30)
    )
    fixes = tuple(
        routing.FixRecord(n, f"Known fix {n}", dice.random(), tries=n, worked=n // 2)
        for n in range(22)
    )
    caller = routing.Caller("anna", "Anna Nowak")
    return routing.Evidence(caller, fixes=fixes, teams=teams, people=people)


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


def yardstick() -> float:
    """What a bare loop takes here and now, in ms: the median of nine."""
    took = []
    for _round in range(9):
        begun = time.perf_counter()
        total = 0
        for n in range(100_000):
            total += n
        took.append((time.perf_counter() - begun) * 1000)
    return sorted(took)[4]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--decisions", type=int, default=2000)
    options.add_argument("--rules", type=int, default=200)
    chosen = options.parse_args()
    dice = random.Random(7)
    text = resources.resource_text("policy.toml")
    text = text[: text.index("[[rules]]")] + rules(chosen.rules, dice)
    book = policy.parse(text)
    known = evidence(dice)
    cases = [case(dice) for _each in range(50)]
    routing.decide(cases[0], known, book)
    took: list[float] = []
    for n in range(chosen.decisions):
        begun = time.perf_counter()
        decision = routing.decide(cases[n % len(cases)], known, book)
        took.append((time.perf_counter() - begun) * 1000)
    took.sort()
    print(
        f"rules {len(book.rules)}  options {len(decision.options)}  people {len(known.people)}"
        f"  lines on the receipt {len(decision.reasons)}"
    )
    print(f"yardstick {yardstick():.2f} ms")
    for share in (50, 95, 99):
        print(f"p{share} {took[len(took) * share // 100]:.2f} ms")


if __name__ == "__main__":
    main()
