"""Tickets of another system are read by a map and handed to ``desk.history.adopt``.

Every row is read before anything is written, so that a bad one is told before the store is
touched. It refuses to guess what a word means: what the desk does not know is named, by row and
column.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from frontdesk import desk, rights
from frontdesk.channels import cells
from frontdesk.channels.mapping import FIELDS, ImportMap, read_map
from frontdesk.channels.readers import read
from frontdesk.channels.report import ImportReport, refusal
from frontdesk.channels.row import BadRow, Record
from frontdesk.channels.sources import Source
from frontdesk.errors import BadInputError
from frontdesk.i18n import _

if TYPE_CHECKING:
    from frontdesk.desk.adopted import Adopted
    from frontdesk.desk.history import Adoption
    from frontdesk.desk.office import Office

Progress = Callable[[str, int, int], None]


def tickets(
    office: Office,
    source: str | Path,
    rules: ImportMap | Path,
    *,
    open_last: int = 0,
    skip_bad: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Bring live work of another system in; ``office.preview()`` makes it a dry run.

    Args:
        source: a file, gzipped or not, or ``-`` for standard input.
        rules: the map, or its file.
        open_last: of the file's last rows, how many are left open and routed.
        skip_bad: leave bad rows out and count them, instead of importing nothing.
        progress: called with the phase (``reading``, ``writing``, ``routing``), done and total.

    Raises:
        RefusedError: the actor may not import.
        NotFoundError, BadInputError: the file, the map or a row cannot be used; nothing changed.
    """
    rights.authorize(office.actor, "import")
    if open_last < 0:
        raise BadInputError(_("--open {n} cannot be").format(n=open_last), _("give 0 or more"))
    reading = _read(office, source, rules, skip_bad, progress)
    rows = reading.rows
    start = max(0, len(rows) - open_last)
    rows[start:] = [ticket.left_open() for ticket in rows[start:]]
    return _adopt(office, reading, skip_bad, progress)


def history(
    office: Office,
    source: str | Path,
    rules: ImportMap | Path,
    *,
    skip_bad: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Bring in what another system has closed, to learn from and to replay; none becomes work.

    What is resolved comes in as closed; what is still open is a bad row. People who do not work
    here are kept in words, teams that are not in the register are made as former ones.

    Raises:
        RefusedError, NotFoundError, BadInputError: as ``tickets``.
    """
    reading = _read(office, source, rules, skip_bad, progress, past=True)
    return _adopt(office, reading, skip_bad, progress)


def _read(
    office: Office,
    source: str | Path,
    rules: ImportMap | Path,
    skip_bad: bool,
    progress: Progress | None,
    past: bool = False,
) -> _Reading:
    """Every row of a file as a ticket; refuses bad ones unless they are left out."""
    rights.authorize(office.actor, "import")
    mapped = read_map(rules) if isinstance(rules, Path) else rules
    file = Source(source)
    reading = _Reading(mapped, past=past)
    for row in read(file, mapped, phase(progress, "reading")):
        reading.take(row)
    if reading.bad and not skip_bad:
        raise refusal(reading.bad, file)
    return reading


def _adopt(
    office: Office, reading: _Reading, skip_bad: bool, progress: Progress | None
) -> ImportReport:
    done = desk.history.adopt(
        office,
        reading.rows,
        teams=reading.teams,
        columns=named_columns(reading.rules),
        skip_bad=skip_bad,
        past=reading.past,
        progress=progress,
    )
    return _report(office, reading, done)


def named_columns(rules: ImportMap) -> dict[str, str]:
    """What the file calls our fields, for what is said about a bad row."""
    return {name: " + ".join(found) for name in FIELDS if (found := rules.columns.of(name))}


def phase(progress: Progress | None, name: str) -> Callable[[int, int], None] | None:
    """The progress of one phase of an import."""
    if progress is None:
        return None
    return lambda done, total: progress(name, done, total)


class _Reading:
    """The rows of a file, turned into tickets one after another; the bad ones apart."""

    def __init__(self, rules: ImportMap, *, past: bool = False) -> None:
        self.rules = rules
        self.past = past
        self.cells = cells.Cells(rules)
        self.rows: list[Adopted] = []
        self.bad: list[BadRow] = []
        self.teams: dict[str, int] = {}
        self.count = self.shortened = 0

    def take(self, row: Record | BadRow) -> None:
        """Use one row."""
        self.count += 1
        if isinstance(row, Record):
            try:
                self.rows.append(self._ticket(row))
                return
            except cells.BadCellError as error:
                row = BadRow(row.row, error.column, error.title, error.hint)
        self.bad.append(row)

    def _ticket(self, row: Record) -> Adopted:
        values = self.cells.values(row.values)
        if (
            self.past
            and (dates := self.rules.columns.of("opened_at"))
            and "opened_at" not in values
        ):
            raise cells.BadCellError(
                " + ".join(dates), _("does not say when it was opened"), _("mend the row")
            )
        subject, words, cut = cells.subject_and_words(values)
        self.shortened += cut
        team = values.get("team")
        if team and self.rules.tiers and team not in self.teams:
            tier = self.rules.tier_of(team)
            if tier is not None:
                self.teams[team] = tier
        return desk.adopted.Adopted(
            row=row.row,
            external_ref=values.pop("external_ref", None) or content_hash(row.values),
            subject=subject,
            words=words,
            facts=self.cells.facts(row.values),
            **{name: value for name, value in values.items() if name not in ("subject", "body")},
        )


def content_hash(values: Mapping[str, str]) -> str:
    """What a row without a name of its own is known by: a hash of all that it holds."""
    whole = json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(whole.encode()).hexdigest()[:40]


def _report(office: Office, reading: _Reading, done: Adoption) -> ImportReport:
    stated = reading.rules.columns.status or reading.rules.constants.status is not None
    report = ImportReport.of(reading, done, named_columns(reading.rules))
    return replace(
        report,
        routes=done.routes,
        unrouted=done.unrouted,
        status_taken=None if stated else "closed",
        dry_run=not office.keep,
    )
