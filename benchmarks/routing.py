"""How good what is learned is, on real tickets: topics, leaving line 1, the responsible section.

Run ``python benchmarks/routing.py --data ../shared/data``. Splits, training and thresholds are
those of the issue: 80/20 at random by seed; calibration and threshold on training folds only. It
prints and asserts nothing. Times stand beside a yardstick, a bare loop of 100,000 additions in the
same run: on a machine that others use, read them as ratios to it.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean

sys.path.insert(0, str(Path(__file__).parents[1]))

from frontdesk.learning import fit, measure
from frontdesk.learning.counts import Counts, Totals
from frontdesk.learning.estimator import Estimator, Suggestion
from frontdesk.learning.tokens import features

Ticket = tuple[str, Mapping[str, str], str]
"""Text, fields, what came of it."""
SPLIT = datetime(2012, 5, 3, tzinfo=UTC)
COLUMNS = ("accuracy", "macro-F1", "among 3", "ECE", "answered", "right", "p50", "p95")


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a packed CSV file, broken bytes replaced."""
    with gzip.open(path, "rt", encoding="utf-8", errors="replace", newline="") as file:
        yield from csv.DictReader(file)


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


def asked(
    model: Estimator, tickets: Sequence[Ticket], sure: float
) -> tuple[list[float], list[Suggestion]]:
    """The figures of a model on tickets, in the order of ``COLUMNS``; times with the features."""
    took, said = [], []
    for text, fields, _came in tickets:
        begun = time.perf_counter()
        said.append(model.suggest(features(text, fields)))
        took.append((time.perf_counter() - begun) * 1000)
    took.sort()
    came = [one[2] for one in tickets]
    found = measure.figures(said, came)
    share, right = measure.answered(*measure.sureness(said, came), sure)
    times = [took[len(took) // 2], took[len(took) * 95 // 100]]
    shown = [found.accuracy, found.macro_f1, found.among_three, found.calibration_error]
    return [*shown, share, right, *times], said


def show(name: str, shown: Sequence[float]) -> None:
    said = "  ".join(f"{value:8.4f}" for value in shown)
    print(f"  {name:14}{said}", flush=True)


def counted(training: Sequence[Ticket]) -> tuple[Counts, float]:
    """The estimator from counts; its threshold from the last fifth, answered, then learned."""
    counts = Counts(Totals(), {})
    said, came = [], []
    for n, (text, fields, name) in enumerate(training):
        found = features(text, fields)
        if n >= len(training) * 4 // 5:
            said.append(counts.suggest(found))
            came.append(name)
        counts.learn(found, name)
    return counts, measure.threshold(*measure.sureness(said, came))


def plain(training: Sequence[Ticket], tickets: Sequence[Ticket]) -> list[float]:
    """What a plain linear model gives: TF-IDF (1–2) with logistic regression, as it comes."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    def said(ticket: Ticket) -> str:
        fields = " ".join(f"{k}_{v}".replace(" ", "_") for k, v in ticket[1].items())
        return f"{ticket[0]} {fields}"

    model = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True),
        LogisticRegression(C=10, max_iter=300),
    ).fit([said(one) for one in training], [one[2] for one in training])
    shares = model.predict_proba([said(one) for one in tickets])
    suggested = [suggestion(model.classes_, row) for row in shares.tolist()]
    found = measure.figures(suggested, [one[2] for one in tickets])
    return [found.accuracy, found.macro_f1, found.among_three, found.calibration_error]


def suggestion(names: Sequence[str], shares: Sequence[float]) -> Suggestion:
    from frontdesk.learning.estimator import in_order

    return Suggestion(in_order([str(name) for name in names], shares), 1.0)


def trained(training: Sequence[Ticket]) -> fit.Trained:
    begun = time.perf_counter()
    found = fit.train([fit.Example(features(one[0], one[1]), one[2]) for one in training])
    size = len(found.model.to_bytes())
    print(f"  (trained in {time.perf_counter() - begun:.0f} s, {size / 1e6:.1f} MB)", flush=True)
    return found


def topics(data: Path, seeds: int, *, beside: bool) -> None:
    """The table of ``service-tickets``: means over seeds."""
    tickets: list[Ticket] = [
        (row["Document"], {}, row["Topic_group"])
        for row in rows_of(data / "service-tickets" / "visible.csv.gz")
    ]
    print(f"service-tickets, topic: {len(tickets)} tickets, {seeds} seeds")
    print(" " * 16 + "  ".join(f"{name:>8}" for name in COLUMNS))
    kept: dict[str, list[list[float]]] = {}
    for seed in range(seeds):
        dealt = tickets[:]
        random.Random(seed).shuffle(dealt)
        cut = len(dealt) * 4 // 5
        found = trained(dealt[:cut])
        linear, _said = asked(found.model, dealt[cut:], found.model.sure)
        counts, sure = counted(dealt[:cut])
        by_counts, _said = asked(counts, dealt[cut:], sure)
        lines = {"linear": linear, "counts": by_counts}
        if beside:
            lines["plain"] = plain(dealt[:cut], dealt[cut:])
        for name, shown in lines.items():
            show(f"{name} {seed}", shown)
            kept.setdefault(name, []).append(shown)
    for name, shown_by_seed in kept.items():
        show(f"{name} mean", [mean(column) for column in zip(*shown_by_seed, strict=True)])


def support_cases(data: Path) -> list[tuple[datetime, Ticket]]:
    """Cases that start at line 1: opening, fields of the first event, whether it left line 1."""
    cases: dict[str, list[dict[str, str]]] = {}
    for row in rows_of(data / "support-lines" / "events.csv.gz"):
        cases.setdefault(row["case:concept:name"], []).append(row)
    found = []
    for events in cases.values():
        events.sort(key=lambda row: datetime.fromisoformat(row["time:timestamp"]))
        first = events[0]
        if not first["org:group"].endswith((" 2nd", " 3rd")):
            left = any(row["org:group"].endswith((" 2nd", " 3rd")) for row in events)
            at = datetime.fromisoformat(first["time:timestamp"])
            found.append((at, ("", first_facts(first), "left" if left else "stayed")))
    return sorted(found, key=lambda one: one[0])


def first_facts(first: Mapping[str, str]) -> dict[str, str]:
    """Every column of the first event but its case and its time."""
    return {
        name: value
        for name, value in first.items()
        if name not in ("case:concept:name", "time:timestamp")
    }


def leaving(data: Path) -> None:
    """Will a case leave line 1: area under the curve."""
    cases = support_cases(data)
    before = [ticket for at, ticket in cases if at < SPLIT]
    after = [ticket for at, ticket in cases if at >= SPLIT]
    print(f"support-lines, leave line 1: trained on {len(before)}, tested on {len(after)}")
    found = trained(before)
    counts, sure = counted(before)
    for name, model, from_ in (
        ("linear", found.model, found.model.sure), ("counts", counts, sure)
    ):  # fmt: skip
        shown, said = asked(model, after, from_)
        scores = [share.share for one in said for share in one.shares if share.name == "left"]
        area = measure.auc(scores, [ticket[2] == "left" for ticket in after])
        show(name, shown)
        print(f"  {name:14}AUC {area:.4f}")


def sections(data: Path) -> None:
    """The responsible section of ``helpdesk-log`` from its first event, split by time."""
    cases: dict[str, list[dict[str, str]]] = {}
    for row in rows_of(data / "helpdesk-log" / "events.csv.gz"):
        cases.setdefault(row["case:concept:name"], []).append(row)
    tickets: list[tuple[str, Ticket]] = []
    for events in cases.values():
        events.sort(key=lambda row: row["time:timestamp"])
        names = ("concept:name", "org:resource", "seriousness", "customer", "product")
        names += ("seriousness_2", "service_level", "service_type", "support_section", "workgroup")
        facts = {name: events[0][name] for name in names}
        came = events[-1]["responsible_section"]
        tickets.append((events[0]["time:timestamp"], ("", facts, came)))
    tickets.sort(key=lambda one: one[0])
    cut = len(tickets) * 4 // 5
    before, after = [[one[1] for one in part] for part in (tickets[:cut], tickets[cut:])]
    print(f"helpdesk-log, responsible section: {len(before)} and {len(after)} cases")
    most = Counter(one[2] for one in before).most_common(1)[0][0]
    print(f"  majority       {mean(one[2] == most for one in after):.4f}")
    found = trained(before)
    show("linear", asked(found.model, after, found.model.sure)[0])
    counts, sure = counted(before)
    show("counts", asked(counts, after, sure)[0])
    show("plain linear", plain(before, after))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=Path("../shared/data"))
    options.add_argument("--seeds", type=int, default=5)
    options.add_argument("--only", choices=("topics", "leaving", "sections"))
    options.add_argument("--plain", action="store_true", help="a plain linear model beside it")
    chosen = options.parse_args()
    print(f"yardstick {yardstick():.2f} ms")
    if chosen.only in (None, "leaving"):
        leaving(chosen.data)
    if chosen.only in (None, "sections"):
        sections(chosen.data)
    if chosen.only in (None, "topics"):
        topics(chosen.data, chosen.seeds, beside=chosen.plain)


if __name__ == "__main__":
    main()
