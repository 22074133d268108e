"""How long it takes to rank everybody for a ticket, gathering included, on a desk of 500 people.

    python benchmarks/people.py [--people 500] [--rounds 60]

Each person has a roster, skills, languages and open tickets; some are away, some wish to learn. It
prints percentiles and asserts nothing. Beside them stands a yardstick, a bare loop of 100,000
additions in the same run: on a machine that others use, read the figures as ratios to it.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sqlmodel import select

from frontdesk import desk, insight
from frontdesk.desk.office import Office
from frontdesk.models import Agent, Ticket
from frontdesk.resources import resource
from frontdesk.terms import Priority, Status, Subject

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
TEAMS = ("front-office", "front-office", "front-office", "desktop", "network", "applications")
SKILLS = ("access", "email", "printing", "phones", "network", "wifi", "vpn", "hardware")
OPEN_EACH, PAST_EACH, REQUESTERS = 6, 20, 200


def agents(count: int, dice: random.Random) -> Iterator[dict[str, Any]]:
    """People of every team, as a CSV would bring them."""
    for n in range(count):
        skills = dice.sample(SKILLS, 4)
        yield {
            "login": f"a{n:03}",
            "name": f"Agent {n}",
            "team": TEAMS[n % len(TEAMS)],
            "site": dice.choice(("stockholm", "poznan")),
            "authority": str(1 + n % 5),
            "capacity": str(8 + n % 6),
            "skills": ", ".join(f"{name}={dice.randint(1, 5)}" for name in skills),
            "wishes": dice.choice(SKILLS) if n % 10 == 0 else "",
            "languages": dice.choice(("sv, en", "pl, en", "en")),
        }


def shifts(count: int) -> Iterator[dict[str, Any]]:
    """A weekly pattern of each, some of them at night."""
    hours = (("08:00", "16:30"), ("07:00", "15:00"), ("12:00", "20:00"), ("22:00", "06:00"))
    for n in range(count):
        starts, ends = hours[n % len(hours)]
        yield {"agent": f"a{n:03}", "weekdays": "mon-fri", "starts": starts, "ends": ends}


def tickets(office: Office, dice: random.Random) -> None:
    """Open tickets of everybody, and a past in which they have met requesters."""
    callers = [
        {"code": f"r{n}", "name": f"Caller {n}", "language": "en"} for n in range(REQUESTERS)
    ]
    desk.register.load(office, Subject.REQUESTER, callers)
    with office.store.write() as unit:
        people = unit.session.exec(select(Agent)).all()
        for person in people:
            for n in range(OPEN_EACH + PAST_EACH):
                ended = n >= OPEN_EACH
                opened = NOW - timedelta(minutes=dice.randrange(10, 3000))
                unit.session.add(
                    Ticket(
                        subject=f"printer {n} takes two sheets",
                        status=Status.CLOSED if ended else Status.IN_PROGRESS,
                        open=not ended,
                        priority=dice.choice(list(Priority)),
                        category=dice.choice(("printing", "email", "access")),
                        requester_id=dice.randrange(2, REQUESTERS),
                        team_id=person.team_id,
                        assignee_id=person.id,
                        opened_at=opened,
                        updated_at=opened,
                        resolved_at=opened if ended else None,
                        closed_at=opened if ended else None,
                        resolution_code="fixed" if ended else None,
                    )
                )
        unit.commit()


def made(path: Path, count: int) -> Office:
    """A desk of so many people."""
    source = resource("policy.toml").parent / "demo" / "register.toml"
    desk.founding.found(path, source=source, login="elsa", settings={"demo_actor": "elsa"})
    office = Office.open(path, "elsa", at=NOW)
    dice = random.Random(7)
    already = len(insight.load.people(office.store, NOW))
    desk.register.load(office, Subject.AGENT, agents(count - already, dice))
    desk.register.load(office, Subject.SHIFT, shifts(count - already))
    for n in range(0, count - already, 25):
        today, deputy = NOW.date(), f"a{n + 1:03}"
        until = today + timedelta(days=3)
        desk.absence.add(office, f"a{n:03}", since=today, until=until, deputy=deputy)
    tickets(office, dice)
    return office


def yardstick() -> None:
    total = 0
    for n in range(100_000):
        total += n


def shown(said: str, work: Callable[[], object], rounds: int) -> None:
    """Prints median and 95th percentile of so many rounds, by the clock and of the processor."""
    work()
    clock: list[float] = []
    processor: list[float] = []
    for _round in range(rounds):
        begun, busy = time.perf_counter(), time.process_time()
        work()
        processor.append((time.process_time() - busy) * 1000)
        clock.append((time.perf_counter() - begun) * 1000)
    found = [said]
    for name, took in (("clock", clock), ("processor", processor)):
        took.sort()
        shares = "  ".join(f"p{p} {took[rounds * p // 100]:.1f} ms" for p in (50, 95))
        found.append(f"{name} {shares}")
    print("   ".join(found))


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--people", type=int, default=500)
    asked.add_argument("--rounds", type=int, default=60)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        office = made(Path(folder) / "store.db", given.people)
        store, policy = office.store, office.policy
        numbers = list(range(1, 13))
        people = len(insight.load.people(store, NOW))
        shown("yardstick", yardstick, given.rounds)
        for said, some in (("one ticket", numbers[:1]), ("12 tickets", numbers)):
            shown(
                f"{people} people, {said}",
                partial(insight.picking.ranked, store, policy, some, NOW),
                given.rounds,
            )
        office.close()


if __name__ == "__main__":
    main()
