"""How good routing is on tickets that others resolved: a row a measure, got, at least, aim.

Run ``python benchmarks/routing.py --data ../shared/data`` for the visible sets, or
``python benchmarks/routing.py --file F --map MAP.toml`` for any set with a map (docs/imports.md):
split by time where tickets have times, else at random by seed. Calibration and thresholds are
fitted on training folds only. It prints and asserts nothing. Times stand beside a yardstick, a bare
loop of 100,000 additions in the same run: on a machine that others use, read them as ratios to it.
How long a decision takes: ``benchmarks/deciding.py``.
"""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import similar
from frontdesk.channels.mapping import read_map
from frontdesk.errors import FrontdeskError
from measures import asking, lines, report, sections, sets, table, topics
from measures.table import Row
from measures.yardstick import yardstick

MEASURES = ("leaving", "sections", "report", "similar", "topics")


def visible(data: Path, seeds: int, only: str | None, *, beside: bool) -> list[Row]:
    """The measures of the visible sets; those of a set that is not there are left out."""
    found: list[Row] = []
    for name in MEASURES if only is None else (only,):
        try:
            if name == "leaving":
                found += lines.rows(data, beside=beside)
            elif name == "sections":
                found += sections.rows(data)
            elif name == "report":
                found += report.rows(data)
            elif name == "similar":
                found += similar.rows(data, seeds)
            else:
                found += topics.rows(data, seeds, beside=beside)
        except FileNotFoundError as missing:
            print(f"{name}: there is no {missing.filename}")
    return found


def any_set(file: Path, rules: Path, target: str, seeds: int) -> list[Row]:
    """The measures of a set with a map, beside a plain linear model and the majority class."""
    known = sets.given(file, read_map(rules), target)
    several = known.tickets
    classes = len({one.came for one in several})
    said = f"{len(several)} tickets, {classes} classes of {target}, {known.bad} rows left out"
    asking.head(f"{file.name}: {said}{', broken bytes replaced' if known.replaced else ''}")
    if len(several) < 10:
        print("too few tickets to measure anything on")
        return []
    if all(one.at is not None for one in several):
        found = sections.by_time(several)
    else:
        by_seeds = topics.by_seeds(several, seeds, list(asking.MODELS))
        found = {name: asking.means(each) for name, each in by_seeds.items()}
    return [row for name, asked in found.items() for row in _rows(name, asked)]


def _rows(name: str, asked: asking.Asked) -> list[Row]:
    rows = [
        Row(f"{name}: accuracy", asked.accuracy),
        Row(f"{name}: macro-F1", asked.macro_f1),
        Row(f"{name}: among three", asked.among_three),
        Row(f"{name}: calibration error", asked.calibration_error, 0.03, 0.015, low=True),
    ]
    if name in ("linear", "counts"):
        rows += [
            Row(f"{name}: answered at 98 % right", asked.answered),
            Row(f"{name}: … of those right", asked.right, 0.98 if asked.answered else None),
            Row(f"{name}: a suggestion, p95", asked.p95, 2.0, low=True, unit="ms"),
        ]
    return rows


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    options.add_argument("--data", type=Path, default=Path("../shared/data"))
    options.add_argument("--file", type=Path, help="a set of your own")
    options.add_argument("--map", type=Path, help="and its map (docs/imports.md)")
    options.add_argument("--target", default="team", help="what to foretell: a field, or a fact")
    options.add_argument("--seeds", type=int, default=5)
    options.add_argument("--only", choices=MEASURES)
    options.add_argument("--plain", action="store_true", help="a plain linear model beside it")
    chosen = options.parse_args()
    if (chosen.file is None) != (chosen.map is None):
        options.error("--file and --map belong together")
    print(f"{datetime.now(UTC):%Y-%m-%d}  yardstick {yardstick():.2f} ms")
    try:
        if chosen.file is not None:
            rows = any_set(chosen.file, chosen.map, chosen.target, chosen.seeds)
        else:
            rows = visible(chosen.data, chosen.seeds, chosen.only, beside=chosen.plain)
    except FrontdeskError as error:
        sys.exit(f"{error.title} — {error.hint}")
    print()
    table.show(rows)


if __name__ == "__main__":
    main()
