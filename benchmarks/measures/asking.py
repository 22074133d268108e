"""Trains the estimators on some tickets, asks them about others, and measures what they say."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import mean

from frontdesk.learning import fit, measure
from frontdesk.learning.counts import Counts, Totals
from frontdesk.learning.estimator import Estimator, Suggestion, in_order
from frontdesk.learning.tokens import features

COLUMNS = ("accuracy", "macro-F1", "among 3", "ECE", "answered", "right", "p50 ms", "p95 ms")


@dataclass(frozen=True, slots=True)
class Ticket:
    """What was known of a ticket when it was opened, and what came of it."""

    text: str
    fields: Mapping[str, str]
    came: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What one estimator said of tickets that it had not seen, measured.

    Attributes:
        answered: share of tickets from the threshold on that was fitted in training; of those
            ``right`` were right.
        p50, p95: ms of the processor that a suggestion took, its features counted.
        suggested: what it said of each.
    """

    accuracy: float
    macro_f1: float
    among_three: float
    calibration_error: float
    answered: float
    right: float
    p50: float
    p95: float
    suggested: Sequence[Suggestion] = ()

    def numbers(self) -> tuple[float, ...]:
        """In the order of ``COLUMNS``."""
        shown = (self.accuracy, self.macro_f1, self.among_three, self.calibration_error)
        return (*shown, self.answered, self.right, self.p50, self.p95)


def ask(model: Estimator, tickets: Sequence[Ticket], sure: float) -> Asked:
    """Asks an estimator about tickets, one after the other as a desk would."""
    took, said = [], []
    for ticket in tickets:
        begun = time.process_time()
        said.append(model.suggest(features(ticket.text, ticket.fields)))
        took.append((time.process_time() - begun) * 1000)
    took.sort()
    times = (took[len(took) // 2], took[len(took) * 95 // 100])
    return _measured(said, [ticket.came for ticket in tickets], sure, times)


def _measured(
    said: Sequence[Suggestion], came: Sequence[str], sure: float, times: tuple[float, float]
) -> Asked:
    found = measure.figures(said, came)
    share, right = measure.answered(*measure.sureness(said, came), sure)
    return Asked(
        found.accuracy, found.macro_f1, found.among_three, found.calibration_error, share, right,
        *times, said,
    )  # fmt: skip


def linear(training: Sequence[Ticket], tickets: Sequence[Ticket]) -> Asked:
    """The linear model: trained, then asked."""
    begun = time.perf_counter()
    found = fit.train([fit.Example(features(one.text, one.fields), one.came) for one in training])
    size = len(found.model.to_bytes()) / 1e6
    print(f"  (trained in {time.perf_counter() - begun:.0f} s, {size:.1f} MB)", flush=True)
    return ask(found.model, tickets, found.model.sure)


def counts(training: Sequence[Ticket], tickets: Sequence[Ticket]) -> Asked:
    """The estimator from counts; its threshold from the last fifth, answered before learned."""
    model = Counts(Totals(), {})
    said, came = [], []
    for n, ticket in enumerate(training):
        found = features(ticket.text, ticket.fields)
        if n >= len(training) * 4 // 5:
            said.append(model.suggest(found))
            came.append(ticket.came)
        model.learn(found, ticket.came)
    return ask(model, tickets, measure.threshold(*measure.sureness(said, came)))


def plain(training: Sequence[Ticket], tickets: Sequence[Ticket]) -> Asked:
    """What a plain linear model gives: TF-IDF (1–2) with logistic regression, as it comes."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    def words(ticket: Ticket) -> str:
        fields = (f"{name}_{value}".replace(" ", "_") for name, value in ticket.fields.items())
        return " ".join([ticket.text, *fields])

    model = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True),
        LogisticRegression(C=10, max_iter=300),
    ).fit([words(one) for one in training], [one.came for one in training])
    shares = model.predict_proba([words(one) for one in tickets]).tolist()
    names = [str(name) for name in model.classes_]
    said = [Suggestion(in_order(names, row), 1.0) for row in shares]
    return _measured(said, [one.came for one in tickets], 1.01, (0.0, 0.0))


def majority(training: Sequence[Ticket], tickets: Sequence[Ticket]) -> Asked:
    """What the most frequent classes give, whatever a ticket says."""
    often = Counter(one.came for one in training)
    said = Suggestion(in_order(often, (n / len(training) for n in often.values())), 0.0)
    return _measured([said] * len(tickets), [one.came for one in tickets], 1.01, (0.0, 0.0))


MODELS = {"linear": linear, "counts": counts, "plain linear": plain, "majority": majority}
"""What is measured, by its name."""


def means(several: Sequence[Asked]) -> Asked:
    """The means over seeds."""
    return Asked(*(mean(column) for column in zip(*(a.numbers() for a in several), strict=True)))


def head(about: str) -> None:
    """Prints a heading over lines of ``show``."""
    print(about)
    print(" " * 20 + "  ".join(f"{name:>8}" for name in COLUMNS), flush=True)


def show(name: str, asked: Asked) -> None:
    """Prints what one estimator gave."""
    print(f"  {name:18}" + "  ".join(f"{value:8.4f}" for value in asked.numbers()), flush=True)
