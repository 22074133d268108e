"""What a bulk act costs: thousands of tickets previewed, reassigned, taken back, and a macro.

    python benchmarks/bulk.py [--tickets 5000]

The tickets are opened by a real import into a small desk, so their chains, clocks and search are
real. Prints seconds of processor time, and what they are of the yardstick, a bare loop of 100,000
additions in the same process. Prints, asserts nothing.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent))

from frontdesk import desk, insight
from frontdesk.channels import imports, mapping
from frontdesk.desk.office import Office
from frontdesk.query import Filter, Order
from frontdesk.resources import resource
from measures.yardstick import yardstick

MAP = """
format = "csv"
[columns]
external_ref = "number"
subject = "subject"
body = "body"
opened_at = "opened"
[constants]
channel = "email"
requester = "unknown"
status = "new"
"""


def rows(path: Path, count: int) -> None:
    """Invented tickets as a CSV file, opened over a month."""
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["number", "subject", "body", "opened"])
        for n in range(count):
            said = f"the printer in room {n % 900} pulls two sheets"
            day = f"2026-11-{1 + n % 25:02d}T10:00:00Z"
            writer.writerow([f"X{n}", f"printer stuck {n}", said, day])


def measured(name: str, act: Callable[[], object], unit: float) -> None:
    """Does it once, and prints what it took."""
    start = time.process_time()
    act()
    took = time.process_time() - start
    print(f"{name:44}{took:8.2f} s {took * 1000 / unit:9.0f} ×")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--tickets", type=int, default=5_000)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store.db"
        source = resource("policy.toml").parent / "demo" / "register.toml"
        desk.founding.found(store, source=source, login="elsa", settings={"demo_actor": "elsa"})
        office = Office.open(store, "elsa")
        rows(Path(folder) / "tickets.csv", given.tickets)
        table = mapping.parse_map(MAP)
        imports.tickets(office, Path(folder) / "tickets.csv", table)
        wanted = insight.tickets.window(office.store, Filter(), Order.NUMBER, 0, given.tickets)
        numbers = [row.number for row in wanted]
        seen = {row.number: row.version for row in wanted}
        unit = yardstick()
        print(f"{len(numbers)} tickets; yardstick {unit:.1f} ms")
        looking, doing = office.preview().lenient(seen), office.lenient(seen)
        a, b = "maja", "zofia"
        measured("who could have them, none decided", lambda: _ranked(office, numbers), unit)
        measured("preview", lambda: desk.assign.assign(looking, numbers, to=a), unit)
        measured("reassigned", lambda: desk.assign.assign(doing, numbers, to=a), unit)
        measured("handed over to somebody else", lambda: _over(office, a, b), unit)
        measured("taken back", lambda: desk.undo.undo(office), unit)
        measured("macro of two verbs", lambda: _macro(office, numbers, "done with"), unit)
        measured(
            "macro of words of each one's own", lambda: _macro(office, numbers, "{number}"), unit
        )
        few = numbers[:500]
        measured("500 spread evenly, looked at", lambda: _spread(office, few), unit)
        desk.edit.edit(office, numbers, {"category": "printing", "complexity": "2"})
        measured("who could have them, all decided", lambda: _ranked(office, numbers), unit)
        office.close()


def _over(office: Office, giver: str, to: str) -> object:
    return desk.handover.hand_over(office, giver=giver, to=to)


def _ranked(office: Office, numbers: list[int]) -> object:
    return insight.picking.ranked(office.store, office.policy, numbers, office.now())


def _macro(office: Office, numbers: list[int], said: str) -> object:
    steps = [{"verb": "edit", "urgency": "high"}, {"verb": "note", "text": said}]
    return desk.macros.run(office.lenient(), desk.macros.parse(json.dumps(steps)), numbers)


def _spread(office: Office, numbers: list[int]) -> object:
    now = office.now()
    return insight.spreading.proposed(office.store, office.policy, numbers, now)


if __name__ == "__main__":
    main()
