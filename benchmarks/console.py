"""The console on a large store, beside the smallest Textual application and a DataTable.

    python benchmarks/console.py [STORE]

Everything runs in a pseudo-terminal of 120 × 40, in turns, so that ratios hold on a busy machine.
Without STORE the tickets of ``../shared/data`` are imported into one of its own, or, where they do
not lie, a demo of 30,000 tickets is built. Printed are medians and ratios; nothing is asserted.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.terminal import Terminal
from frontdesk import insight
from frontdesk.query import Filter
from frontdesk.store.unit import Store

ROUNDS = 7
MOVES = 200
REAL = Path("../shared/data/service-tickets/visible.csv.gz")
MAP = """
format = "csv"
[columns]
body = "Document"
[fields]
topic = "Topic_group"
[constants]
channel = "email"
status = "closed"
requester = "unknown"
"""
SMALLEST = """
from textual.app import App
from textual.widgets import Static
class Smallest(App):
    def compose(self):
        yield Static("smallest application")
Smallest().run()
"""
TABLE = """
from textual.app import App
from textual.widgets import DataTable
class Table(App):
    def compose(self):
        yield DataTable(cursor_type="row")
    def on_mount(self):
        table = self.query_one(DataTable)
        table.add_columns("number", "P", "subject", "who", "tier", "age")
        for n in range(2000):
            table.add_row(str(n), "3", f"subject of ticket {n} in a table", "Somebody", "L1", "2h")
Table().run()
"""


def main(arguments: Sequence[str]) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(arguments[0]) if arguments else _made(Path(folder))
        subjects = _subjects(path)
        own = [sys.executable, "-m", "frontdesk", "--store", str(path)]
        smallest = [sys.executable, "-c", SMALLEST]
        table = [sys.executable, "-c", TABLE]
        first_a, first_own = [], []
        for _ in range(ROUNDS):
            with Terminal(smallest) as terminal:
                first_a.append(terminal.until(lambda seen: "smallest" in seen))
            with Terminal(own) as terminal:
                first_own.append(terminal.until(lambda seen: _shown(seen, subjects)))
        a, b = statistics.median(first_a), statistics.median(first_own)
        print(
            f"first frame: smallest application {a * 1000:.0f} ms, twenty subjects "
            f"{b * 1000:.0f} ms, ratio {b / a:.2f}"
        )
        with Terminal(table) as other, Terminal(own) as terminal:
            other.until(lambda seen: "subject of ticket 20" in seen)
            terminal.until(lambda seen: _shown(seen, subjects))
            other.settle(1.0)
            terminal.settle(1.5)
            theirs, ours = [], []
            for _ in range(MOVES):
                theirs.append(other.key(b"\x1b[B"))
                ours.append(terminal.key(b"\x1b[B"))
            memory = terminal.memory()
        _moves("DataTable of 2,000 rows", theirs)
        _moves("console", ours)
        ratio = _p95([t for t, _ in ours]) / _p95([t for t, _ in theirs])
        print(f"cursor down, 95th percentile: ratio {ratio:.2f}")
        print(f"memory: {memory / 1e6:.0f} MB")


def _made(folder: Path) -> Path:
    path = folder / "desk.db"
    run = [sys.executable, "-m", "frontdesk", "--store", str(path)]
    if REAL.exists():
        (folder / "map.toml").write_text(MAP, "utf-8")
        subprocess.run([*run, "init"], check=True, stdout=subprocess.DEVNULL)
        command = ["import", "tickets", str(REAL), "--map", str(folder / "map.toml")]
        subprocess.run([*run, *command, "--open", "2000"], check=True, stdout=subprocess.DEVNULL)
    else:
        command = ["demo", "--no-console", "--tickets", "30000"]
        subprocess.run([*run, *command], check=True, stdout=subprocess.DEVNULL)
    return path


def _subjects(path: Path) -> frozenset[str]:
    """The beginnings of subjects that only this store can show."""
    store = Store.open(path)
    rows = insight.tickets.window(store, Filter(), limit=500)
    store.close()
    return frozenset(row.subject[:14] for row in rows)


def _shown(seen: str, subjects: frozenset[str]) -> bool:
    return sum(subject in seen for subject in subjects) >= 20


def _p95(values: Sequence[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


def _moves(name: str, moves: Sequence[tuple[float, int]]) -> None:
    times = [seconds * 1000 for seconds, _ in moves]
    sizes = [size for _, size in moves]
    print(
        f"cursor down, {name}: median {statistics.median(times):.1f} ms, 95th percentile "
        f"{_p95(times):.1f} ms, {statistics.median(sizes):.0f} bytes"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
