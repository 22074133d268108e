"""Who will be responsible for a case, from what is known at its first event, split by time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from measures import asking
from measures.asking import Asked, Ticket
from measures.sets import cases_of, moment
from measures.table import Row

FIRST = (
    "concept:name", "org:resource", "seriousness", "customer", "product", "seriousness_2",
    "service_level", "service_type", "support_section", "workgroup",
)  # fmt: skip
RESOLVED = "Resolve ticket"
TARGETS = ("responsible_section", "resolver")
"""The section at the end, and the person of the last resolution: a second target without texts."""


def tickets(data: Path, target: str) -> list[Ticket]:
    """The cases of ``helpdesk-log``, oldest first."""
    found = []
    for events in cases_of(data / "helpdesk-log" / "events.csv.gz"):
        facts = {name: events[0][name] for name in FIRST if name != target}
        if target == "resolver":
            done = [one["org:resource"] for one in events if one["concept:name"] == RESOLVED]
            came = done[-1] if done else ""
        else:
            came = events[-1][target]
        if came:
            found.append(Ticket("", facts, came, moment(events[0])))
    return found


def by_time(several: Sequence[Ticket]) -> dict[str, Asked]:
    """Every model, trained on the first four fifths and asked about the last."""
    cut = len(several) * 4 // 5
    found = {}
    for name, asked in asking.MODELS.items():
        found[name] = asked(several[:cut], several[cut:])
        asking.show(name, found[name])
    return found


def rows(data: Path) -> list[Row]:
    """Accuracy by model; what is asked for is to stand beside the others."""
    found = []
    for target in TARGETS:
        known = tickets(data, target)
        asking.head(f"helpdesk-log, {target}: {len(known)} cases")
        for name, asked in by_time(known).items():
            found.append(Row(f"{target}: accuracy, {name}", asked.accuracy))
    return found
