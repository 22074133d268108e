"""How long it takes to bring an event log in and to read the figures off it, and which come out.

Run ``python benchmarks/history.py LOG MAP.toml`` (the maps stand in docs/imports.md). Without
arguments it looks for the visible set beside the project and takes the map from that page. It
prints and asserts nothing; on a machine that others use, read the seconds beside the yardstick.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from frontdesk.channels import logs
from frontdesk.channels.mapping import read_map
from frontdesk.desk.founding import found
from frontdesk.desk.office import Office
from frontdesk.insight import figures
from measures.report import documented

ROOT = Path(__file__).parents[1]
VISIBLE = ROOT.parent / "shared" / "data" / "support-lines" / "events.csv.gz"


def yardstick() -> float:
    """Seconds of ten million bare additions."""
    start, total = time.perf_counter(), 0
    for number in range(10_000_000):
        total += number
    return time.perf_counter() - start


def main() -> None:
    """Bring it in, bring it in again, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("log", nargs="?", type=Path, default=VISIBLE)
    parser.add_argument("map", nargs="?", type=Path)
    asked = parser.parse_args()
    if not asked.log.exists():
        print(f"no log at {asked.log}: name one, and its map")
        return
    rules = read_map(asked.map) if asked.map else documented("support-lines")
    print(f"yardstick: ten million additions {yardstick():.2f} s")
    with tempfile.TemporaryDirectory() as folder:
        office = Office.open(found(Path(folder) / "desk.db"))
        for word in ("imported", "again, all known"):
            start = time.perf_counter()
            report = logs.log(office, asked.log, rules)
            took = time.perf_counter() - start
            print(f"{word}: {report.events or 0} events, {report.adopted} tickets, {took:.1f} s")
        start = time.perf_counter()
        wanted = figures.Wanted(office.now(), calendar="24x7")
        read = figures.report(office.store, office.policy, wanted, zone=office.zone)
        print(f"report: {time.perf_counter() - start:.1f} s")
        for value in read.values:
            number = value.value / 3600 if value.figure.unit == "seconds" else value.value
            print(f"  {value.figure.key:40} {number:12.4f} of {value.of}")
        office.close()


if __name__ == "__main__":
    main()
