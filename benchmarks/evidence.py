"""What it takes to gather everything that is known of a case, piece by piece, on a large store.

    python benchmarks/evidence.py [--tickets 100000] [--store FILE] [--asked 60]

Asked are open tickets at random, each also as a contact that nobody has stored. Processor time in
ms, median and 95th percentile, beside a yardstick, a bare loop of 100,000 additions in the same
run. The store is that of ``large.py``. Prints, asserts nothing.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from frontdesk import desk
from frontdesk.insight import (
    candidates,
    evidence,
    fixes,
    learned,
    repairing,
    roster,
    similar,
    time_left,
)
from large import NOW, large_store
from measures.yardstick import yardstick

PIECES: tuple[tuple[str, Any, str], ...] = (
    ("who is here, fixes, promises", evidence, "Standing"),
    ("what everybody holds", roster.Roster, "everybody"),
    ("caller and entitlement", evidence, "_caller"),
    ("time left", time_left.Promises, "left"),
    ("teams", evidence, "_teams"),
    ("people", candidates.Candidates, "of"),
    ("known fixes with their record", fixes.Shelf, "alike"),
    ("open tickets of the caller", evidence, "_similar"),
    ("resolved tickets alike, nearby", similar, "around"),
    ("vendors", repairing, "vendors"),
    ("parts", repairing, "parts"),
    ("learned suggestion", learned, "suggestion"),
)


def watched(name: str, act: Callable[..., Any], took: dict[str, list[float]]) -> Callable[..., Any]:
    """The same, with what it takes kept under a name."""

    def timed(*given: Any, **named: Any) -> Any:
        begun = time.process_time()
        try:
            return act(*given, **named)
        finally:
            took.setdefault(name, []).append((time.process_time() - begun) * 1000)

    return timed


def ask(office: desk.office.Office, number: int, took: dict[str, list[float]]) -> None:
    """Gather for a stored ticket, and for the same as a contact that nobody has stored."""
    with office.store.read() as connection:
        case = evidence.case_of(connection, number, NOW)
        requester = evidence.requester_of(connection, number)
    for each in (case, replace(case, number=None, tried=(), teams=())):
        with office.store.read() as connection:
            watched("all", evidence.gather, took)(connection, office.policy, each, requester)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--tickets", type=int, default=100_000)
    asked.add_argument("--store", type=Path, help="keep the store here, or use the one that is")
    asked.add_argument("--asked", type=int, default=60)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.store or Path(folder) / "store.db"
        if not path.exists():
            large_store(path, given.tickets)
        office = desk.office.Office.open(path, "maja", at=NOW)
        took: dict[str, list[float]] = {}
        for name, where, what in PIECES:
            setattr(where, what, watched(name, getattr(where, what), took))
        with office.store.read() as connection:
            rows = connection.exec_driver_sql("SELECT id FROM ticket WHERE open = 1 ORDER BY id")
            numbers = [number for (number,) in rows]
        random.Random(1).shuffle(numbers)
        ask(office, numbers[0], {})
        took.clear()
        for number in numbers[1 : 1 + given.asked]:
            ask(office, number, took)
        print(f"{'':36}{'p50':>9}{'p95':>9}  ms; yardstick {yardstick():.1f}")
        for name in (*(name for name, _where, _what in PIECES), "all"):
            spans = sorted(took.get(name, [0.0]))
            middle, high = spans[len(spans) // 2], spans[len(spans) * 95 // 100]
            print(f"{name:36}{middle:9.2f}{high:9.2f}")
        office.close()


if __name__ == "__main__":
    main()
