"""Tickets of another system are read by a map and handed to ``desk.history.adopt``.

Every row is read before anything is written, so that a bad one is told before the store is
touched. It refuses to guess what a word means: what the desk does not know is named, by row and
column.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from frontdesk import desk, rights
from frontdesk.channels import cells
from frontdesk.channels.mapping import FIELDS, ImportMap, read_map
from frontdesk.channels.readers import BadRow, Record, read
from frontdesk.channels.sources import Source
from frontdesk.errors import BadInputError
from frontdesk.i18n import _, plural
from frontdesk.text import safe

if TYPE_CHECKING:
    from frontdesk.desk.adopted import Adopted
    from frontdesk.desk.history import Adoption
    from frontdesk.desk.office import Office

TOLD = 5
"""Bad rows that a refusal names; the others are counted."""
SHOWN = 20
"""Bad rows that a report names; the others are counted."""

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would do.

    Attributes:
        rows: rows of the file. ``adopted``: tickets made of them. ``known``: those that were here
            already, by ``external_ref``. ``skipped``: bad ones left out.
        shortened: tickets whose subject was longer than fits; the whole of it heads the words.
        routes: how many of the open ones took each route. ``unrouted``: left new, with why.
        teams: codes of the teams that were made. ``foreign``: categories that the policy does not
            have, and how many tickets hold each.
    """

    rows: int
    adopted: int
    known: int
    skipped: int
    bad: tuple[str, ...] = ()
    shortened: int = 0
    first: int | None = None
    last: int | None = None
    routes: Mapping[str, int] = field(default_factory=dict)
    unrouted: tuple[tuple[int, str], ...] = ()
    teams: tuple[str, ...] = ()
    foreign: Mapping[str, int] = field(default_factory=dict)
    status_taken: str | None = None
    dry_run: bool = False

    def to_json(self) -> dict[str, Any]:
        """The report as a document for scripts."""
        return {
            "rows": self.rows,
            "imported": self.adopted,
            "known": self.known,
            "skipped": self.skipped,
            "bad": list(self.bad),
            "shortened": self.shortened,
            "first": self.first,
            "last": self.last,
            "routed": sum(self.routes.values()),
            "routes": dict(self.routes),
            "unrouted": [{"number": number, "why": why} for number, why in self.unrouted],
            "teams": list(self.teams),
            "not_in_policy": dict(self.foreign),
            "dry_run": self.dry_run,
        }

    def lines(self) -> list[str]:
        """The report in words, a line each."""
        said = [self._head()]
        if self.routes:
            parts = ", ".join(f"{route} {n}" for route, n in self.routes.items())
            said.append(_("routed: {parts}").format(parts=parts))
        if self.unrouted:
            number, why = self.unrouted[0]
            said.append(
                plural("{n} ticket was left new", "{n} tickets were left new", len(self.unrouted))
                + _(" ({number}: {why})").format(number=number, why=why)
            )
        if self.teams:
            said.append(_("teams made: {teams}").format(teams=", ".join(self.teams)))
        if self.foreign:
            parts = ", ".join(f"{safe(name, 60)} {n}" for name, n in self.foreign.items())
            said.append(_("not in the policy: {parts}").format(parts=parts))
        if self.shortened:
            said.append(
                plural("{n} subject was shortened", "{n} subjects were shortened", self.shortened)
                + _("; the whole of it heads the words")
            )
        if self.status_taken:
            said.append(
                _("the map names no status: taken as {status}").format(status=self.status_taken)
            )
        said += self.bad
        return said

    def _head(self) -> str:
        form = plural("{n} ticket imported", "{n} tickets imported", self.adopted)
        if self.dry_run:
            form = plural(
                "{n} ticket would be imported", "{n} tickets would be imported", self.adopted
            )
        parts = [form]
        if self.first is not None and not self.dry_run:
            parts.append(_("{first} to {last}").format(first=self.first, last=self.last))
        if self.known:
            parts.append(plural("{n} was here already", "{n} were here already", self.known))
        if self.skipped:
            parts.append(plural("{n} bad row left out", "{n} bad rows left out", self.skipped))
        return ", ".join(parts)


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
    mapped = read_map(rules) if isinstance(rules, Path) else rules
    file = Source(source)
    reading = _Reading(mapped)
    for row in read(file, mapped, _phase(progress, "reading")):
        reading.take(row)
    if reading.bad and not skip_bad:
        raise _refusal(reading.bad, file)
    rows = reading.rows
    start = max(0, len(rows) - open_last)
    rows[start:] = [ticket.left_open() for ticket in rows[start:]]
    done = desk.history.adopt(
        office,
        rows,
        teams=reading.teams,
        columns={name: " + ".join(found) for name in FIELDS if (found := mapped.columns.of(name))},
        skip_bad=skip_bad,
        progress=progress,
    )
    return _report(office, reading, done)


def _phase(progress: Progress | None, name: str) -> Callable[[int, int], None] | None:
    if progress is None:
        return None
    return lambda done, total: progress(name, done, total)


class _Reading:
    """The rows of a file, turned into tickets one after another; the bad ones apart."""

    def __init__(self, rules: ImportMap) -> None:
        self.rules = rules
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


def _refusal(bad: list[BadRow], file: Source) -> BadInputError:
    said = [str(row) for row in bad[:TOLD]]
    if more := len(bad) - len(said):
        said.append(plural("and {n} row more", "and {n} rows more", more))
    hint = _("leave bad rows out with --skip-bad; nothing was imported")
    return BadInputError(
        f"{file.name}, " + "; ".join(said), f"{bad[0].hint}; {hint}" if bad[0].hint else hint
    )


def _report(office: Office, reading: _Reading, done: Adoption) -> ImportReport:
    columns = reading.rules.columns
    named = {
        one.field: " + ".join(columns.of(one.field)) or one.field for one in done.unfit[:SHOWN]
    }
    bad = [
        *reading.bad[:SHOWN],
        *(BadRow(one.row, named[one.field], one.why, one.hint) for one in done.unfit[:SHOWN]),
    ]
    stated = columns.status or reading.rules.constants.status is not None
    return ImportReport(
        rows=reading.count,
        adopted=done.adopted,
        known=done.known,
        skipped=len(reading.bad) + len(done.unfit),
        bad=tuple(str(row) for row in sorted(bad, key=lambda row: row.row)[:SHOWN]),
        shortened=reading.shortened,
        first=done.first,
        last=done.last,
        routes=done.routes,
        unrouted=done.unrouted,
        teams=done.teams,
        foreign=done.foreign,
        status_taken=None if stated else "closed",
        dry_run=not office.keep,
    )
