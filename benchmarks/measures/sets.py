"""Tickets to measure on: of the visible sets, and of any file with a map (docs/imports.md).

A file is read by the product's own readers. A row that they refuse is left out and counted; bytes
that are not of the encoding are replaced, since such tickets have to be routed too.
"""

from __future__ import annotations

import csv
import gzip
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from frontdesk.channels.cells import Cells
from frontdesk.channels.log_map import LogMap
from frontdesk.channels.mapping import ImportMap
from frontdesk.channels.readers import read
from frontdesk.channels.row import Record
from frontdesk.channels.sources import Source
from frontdesk.errors import BadInputError
from measures.asking import Ticket

KNOWN = ("category", "channel", "kind", "site", "asset")
"""Our fields that are known when a ticket is opened and that a model may use, beside facts."""
_BEGINNING = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Given:
    """The tickets of a file.

    Attributes:
        bad: rows that were left out. ``replaced``: whether bytes had to be.
    """

    tickets: Sequence[Ticket]
    bad: int
    replaced: bool


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a packed CSV file, broken bytes replaced."""
    with gzip.open(path, "rt", encoding="utf-8", errors="replace", newline="") as file:
        yield from csv.DictReader(file)


def cases_of(path: Path) -> list[list[dict[str, str]]]:
    """The events of each case of a packed log, in the order of their times."""
    cases: dict[str, list[dict[str, str]]] = {}
    for row in rows_of(path):
        cases.setdefault(row["case:concept:name"], []).append(row)
    for events in cases.values():
        events.sort(key=moment)
    return sorted(cases.values(), key=lambda events: moment(events[0]))


def moment(event: Mapping[str, str]) -> datetime:
    """When an event of a log happened."""
    return datetime.fromisoformat(event["time:timestamp"]).astimezone(UTC)


def given(path: Path, rules: ImportMap, target: str) -> Given:
    """The tickets of a file with a map; of an event log what its first events say.

    Args:
        target: what shall be foretold: one of our fields (``team``), or a fact's name.

    Raises:
        FrontdeskError: the file or the map cannot be used.
    """
    replaced = False
    try:
        records = list(read(Source(path), rules))
    except BadInputError:
        with tempfile.TemporaryDirectory() as folder:
            mended = Path(folder) / path.name
            _write_replaced(path, rules.encoding, mended)
            records = list(read(Source(mended), rules.model_copy(update={"encoding": "utf-8"})))
        replaced = True
    good = [row for row in records if isinstance(row, Record)]
    found = _cases(good, rules, target) if rules.log else _tickets(good, rules, target)
    kept = [ticket for ticket in found if ticket is not None]
    bad = len(records) - len(good) + len(found) - len(kept)
    return Given(sorted(kept, key=lambda one: one.at or _BEGINNING), bad, replaced)


def _write_replaced(path: Path, encoding: str, to: Path) -> None:
    """The same text as UTF-8, a mark in the place of every byte that is not of the encoding."""
    raw = path.read_bytes()
    raw = gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw
    to.write_bytes(raw.decode(encoding, "replace").encode("utf-8", "replace"))


def _tickets(rows: Sequence[Record], rules: ImportMap, target: str) -> list[Ticket | None]:
    cells = Cells(rules)
    return [_ticket(cells, row, target) for row in rows]


def _ticket(cells: Cells, row: Record, target: str) -> Ticket | None:
    """One row as a ticket; ``None`` where it cannot be read, or nobody knows what came of it."""
    try:
        values = cells.values(row.values)
    except BadInputError:
        return None
    facts = cells.facts(row.values)
    came = str(values.get(target) or facts.get(target) or "")
    fields = {name: str(values[name]) for name in KNOWN if name in values} | facts
    fields.pop(target, None)
    text = f"{values.get('subject', '')}\n{values.get('body', '')}".strip()
    return Ticket(text, fields, came, values.get("opened_at")) if came else None


def _cases(rows: Sequence[Record], rules: ImportMap, target: str) -> list[Ticket | None]:
    """A ticket a case: facts of the first event, and the team of the last, or a fact there."""
    mapped = LogMap.of(rules)
    log, cells = mapped.log, Cells(mapped)
    events: dict[str, list[tuple[datetime, int, Record]]] = {}
    broken: Counter[str] = Counter()
    for n, row in enumerate(rows):
        case = row.values.get(log.case, "")
        try:
            events.setdefault(case, []).append((cells.moment(row.values.get(log.at, "")), n, row))
        except BadInputError:
            broken[case] += 1
    found: list[Ticket | None] = [None] * len(broken.keys() - events.keys())
    for case, several in events.items():
        ordered = sorted(several, key=lambda one: one[:2])
        (at, _n, first), last = ordered[0], ordered[-1][2]
        begun = _ticket(cells, first, target) or Ticket("", cells.facts(first.values), "")
        own = {"team": log.team, "person": log.person, "activity": log.activity}
        said = {name: cells.line(first.values, column) for name, column in own.items() if column}
        if target in own:
            came = cells.line(last.values, own[target])
        else:
            came = cells.facts(last.values).get(target, "")
        good = came and not broken[case]
        fields = {name: value for name, value in begun.fields.items() if name != target}
        found.append(Ticket(begun.text, fields | said, came, at) if good else None)
    return found
