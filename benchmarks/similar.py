"""How good similar tickets are, and how long they take, on real tickets in a real store.

Run ``python benchmarks/similar.py --data ../shared/data``. Four fifths of ``service-tickets``, at
random by seed, are adopted into a store as closed tickets without their topic; of the others it is
asked which are like them, by their words alone. Precision at five is the mean share of the first
five that have the same topic. It prints and asserts nothing. Times are processor time in ms
beside a yardstick, a bare loop of 100,000 additions in the same run: on a machine that others use,
read them as ratios to it.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path
from statistics import mean

sys.path.insert(0, str(Path(__file__).parents[1]))

from frontdesk.desk import history
from frontdesk.desk.adopted import Adopted
from frontdesk.desk.founding import found
from frontdesk.desk.office import Office
from frontdesk.insight import similar
from frontdesk.policy import Outbreak
from frontdesk.routing import Case
from frontdesk.text import safe
from measures.sets import rows_of
from measures.table import Row
from measures.yardstick import yardstick

FIRST = 5
COLUMNS = ("P@5", "found", "p50", "p95", "yardstick")


def adopt(office: Office, texts: list[str]) -> None:
    """The texts as closed tickets, numbered from 1; as an import makes them."""
    history.adopt(
        office,
        [
            Adopted(row=n, external_ref=f"r{n}", subject=safe(text[:80]) or "-", words=text)
            for n, text in enumerate(texts, 1)
        ],
    )


def one(tickets: list[tuple[str, str]], seed: int, sample: int) -> list[float]:
    """The figures of one seed, in the order of ``COLUMNS``."""
    dealt = tickets[:]
    random.Random(seed).shuffle(dealt)
    cut = len(dealt) * 4 // 5
    kept, asked = dealt[:cut], dealt[cut:][: sample or None]
    with tempfile.TemporaryDirectory() as folder:
        office = Office.open(found(Path(folder) / "desk.db"))
        begun = time.perf_counter()
        adopt(office, [text for text, _topic in kept])
        print(f"  ({len(kept)} adopted in {time.perf_counter() - begun:.0f} s)", flush=True)
        right, number, took = [], [], []
        for text, topic in asked:
            case = Case(subject=text[:80], words=text, now=office.now())
            begun = time.process_time()
            with office.store.read() as connection:
                around = similar.around(connection, case, Outbreak(), limit=FIRST)
            took.append((time.process_time() - begun) * 1000)
            same = [kept[like.number - 1][1] == topic for like in around.alike]
            right.append(sum(same) / FIRST)
            number.append(len(same))
        office.close()
    took.sort()
    times = [took[len(took) // 2], took[len(took) * 95 // 100], yardstick()]
    return [mean(right), mean(number), *times]


def means(data: Path, seeds: int, sample: int) -> list[float]:
    """The figures of every seed, printed, and their means, in the order of ``COLUMNS``."""
    path = data / "service-tickets" / "visible.csv.gz"
    tickets = [(row["Document"], row["Topic_group"]) for row in rows_of(path)]
    print(f"service-tickets, similar by words alone: {len(tickets)} tickets, {seeds} seeds")
    print(" " * 16 + "  ".join(f"{name:>9}" for name in COLUMNS))
    lines = []
    for seed in range(seeds):
        lines.append(one(tickets, seed, sample))
        show(str(seed), lines[-1])
    lines.append([mean(column) for column in zip(*lines, strict=True)])
    show("mean", lines[-1])
    return lines[-1]


def rows(data: Path, seeds: int, sample: int = 1000) -> list[Row]:
    """The measures of similar tickets, for the table of ``benchmarks/routing.py``."""
    precision, _found, _p50, p95, _yardstick = means(data, seeds, sample)
    return [
        Row("similar tickets: precision at five", precision, 0.66, 0.70),
        Row("similar tickets: p95", p95, 30.0, low=True, unit="ms"),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--sample", type=int, default=0, help="ask so many only; 0: all")
    given = parser.parse_args()
    means(given.data, given.seeds, given.sample)


def show(name: str, values: list[float]) -> None:
    print(f"  {name:14}" + "  ".join(f"{value:9.4f}" for value in values), flush=True)


if __name__ == "__main__":
    main()
