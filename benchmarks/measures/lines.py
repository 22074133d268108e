"""Will a case that starts at line 1 leave it: from the facts of its first event alone."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from frontdesk.learning import measure
from measures import asking
from measures.asking import Asked, Ticket
from measures.sets import cases_of, moment
from measures.table import Row

SPLIT = datetime(2012, 5, 3, tzinfo=UTC)
"""Cases that were opened before are trained on, with the outcome that they had in the end."""
ABOVE = (" 2nd", " 3rd")
UNKNOWN = ("case:concept:name", "time:timestamp")
"""Columns that are no facts."""


def tickets(data: Path) -> list[Ticket]:
    """The cases of ``support-lines`` that start at line 1, oldest first."""
    found = []
    for events in cases_of(data / "support-lines" / "events.csv.gz"):
        first = events[0]
        if not first["org:group"].endswith(ABOVE):
            left = any(event["org:group"].endswith(ABOVE) for event in events)
            facts = {name: value for name, value in first.items() if name not in UNKNOWN}
            found.append(Ticket("", facts, "left" if left else "stayed", moment(first)))
    return found


def rows(data: Path, *, beside: bool) -> list[Row]:
    """The area under the curve; beside it that of a plain linear model."""
    known = tickets(data)
    before = [one for one in known if one.at is not None and one.at < SPLIT]
    after = known[len(before) :]
    about = f"trained on {len(before)}, tested on {len(after)}"
    asking.head(f"support-lines, leave line 1: {about}")
    areas = {}
    for name in ("linear", "counts", "plain linear") if beside else ("linear", "counts"):
        asked = asking.MODELS[name](before, after)
        asking.show(name, asked)
        areas[name] = area(asked, after)
        print(f"  {name:18}AUC {areas[name]:.4f}")
    return [Row("leave line 1: AUC, linear model", areas["linear"], 0.895, 0.92)]


def area(asked: Asked, after: list[Ticket]) -> float:
    """How often a case that left was given the larger share."""
    shares = [{one.name: one.share for one in said.shares} for said in asked.suggested]
    scores = [share.get("left", 0.0) for share in shares]
    return measure.auc(scores, [ticket.came == "left" for ticket in after])
