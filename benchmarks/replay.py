"""How many past tickets a second a replay decides, on one core, and what it keeps of each.

Prints figures and judges nothing. ``make bench`` runs it on a demo store; ``--store`` on any.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from frontdesk.demo.build import build
from frontdesk.desk.office import Office
from frontdesk.insight import replay


def measure(office: Office, where: Path, *, similar: bool) -> None:
    """Replay everything once, and once more from what was kept."""
    wanted = replay.Wanted(office.now(), similar=similar)
    for fresh in (True, False):
        wall, core = time.perf_counter(), time.process_time()
        found = replay.run(office.store, office.policy, wanted, where=where, fresh=fresh)
        wall, core = time.perf_counter() - wall, time.process_time() - core
        what = "with similar tickets" if similar else "without similar tickets"
        if fresh:
            size = found.kept.stat().st_size / max(found.figures.n, 1)
            print(
                f"{what}: {found.fresh} tickets in {wall:.1f} s, {found.fresh / wall:.0f} a second,"
                f" {found.fresh / core:.0f} a second of one core; {size:.0f} bytes kept of each"
            )
        else:
            print(f"{what}: figures again from what was kept in {wall:.2f} s")


def main() -> None:
    """Measure on a demo store, or on the one that is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--tickets", type=int, default=3000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.store
        if path is None:
            path = Path(folder) / "demo.db"
            build(path, tickets=given.tickets)
        office = Office.open(path)
        for similar in (False, True):
            measure(office, Path(folder) / "replays", similar=similar)
        office.close()


if __name__ == "__main__":
    main()
