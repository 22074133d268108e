"""Event logs of another system: one row is one event, and a case becomes a closed ticket.

The events of a case are put in the order of their times; what is known when a case is opened (its
texts and facts) is read from its first event, how it was resolved from its last. A case with a bad
row is left out whole, since half a history gives wrong figures. It refuses to guess whether a time
without a zone is local when others of the file name theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from frontdesk import desk, rights
from frontdesk.channels import cells
from frontdesk.channels.imports import named_columns, phase
from frontdesk.channels.log_map import LogMap
from frontdesk.channels.mapping import ImportMap, read_map
from frontdesk.channels.readers import read
from frontdesk.channels.report import ImportReport, refusal
from frontdesk.channels.row import BadRow, Record
from frontdesk.channels.sources import Source
from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.text import nearest

if TYPE_CHECKING:
    from frontdesk.desk.adopted import Adopted
    from frontdesk.desk.history import Adoption
    from frontdesk.desk.logged import Means, Step
    from frontdesk.desk.office import Office

Progress = Callable[[str, int, int], None]
LATE = ("resolution", "resolution_code")
"""Our fields that a case has when it is over; the others are known when it is opened."""


def log(
    office: Office,
    source: str | Path,
    rules: ImportMap | Path,
    *,
    skip_bad: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Bring the event log of another system in; ``office.preview()`` makes it a dry run.

    Args:
        source: a file, gzipped or not, or ``-`` for standard input.
        rules: the map with its ``[log]``, or its file.
        skip_bad: leave cases with bad rows out and count them, instead of importing nothing.
        progress: called with the phase (``reading``, ``writing``), done and total.

    Raises:
        RefusedError: the actor may not import.
        NotFoundError, BadInputError: the file, the map or a row cannot be used; nothing changed.
    """
    rights.authorize(office.actor, "import")
    mapped = LogMap.of(read_map(rules) if isinstance(rules, Path) else rules)
    file = Source(source)
    reading = _Reading(mapped)
    for row in read(file, mapped, phase(progress, "reading")):
        reading.take(row)
    rows = reading.tickets()
    if reading.bad and not skip_bad:
        raise refusal(reading.bad, file)
    named = named_columns(mapped) | {"team": mapped.log.team or "team"}
    done = desk.history.adopt(
        office,
        rows,
        teams=reading.teams,
        columns=named,
        skip_bad=skip_bad,
        past=True,
        progress=progress,
    )
    return _report(office, reading, done, named)


class _Case:
    """The events of one case so far, and the rows of the first and the last of them."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.first: tuple[datetime, int, Mapping[str, str]] | None = None
        self.last: tuple[datetime, int, Mapping[str, str]] | None = None

    def add(self, step: Step, values: Mapping[str, str], late: bool) -> None:
        """One more event.

        Args:
            late: whether anything is read from the row of the last one.
        """
        self.steps.append(step)
        mark = (step.at, step.row)
        if self.first is None or mark < self.first[:2]:
            self.first = (*mark, values)
        if late and (self.last is None or mark > self.last[:2]):
            self.last = (*mark, values)


class _Reading:
    """The rows of a log, gathered by case; the bad ones apart."""

    def __init__(self, rules: LogMap) -> None:
        self.rules = rules
        self.cells = cells.Cells(rules)
        self.bad: list[BadRow] = []
        self.teams: dict[str, int] = {}
        self.count = self.shortened = self.left_out = 0
        self._cases: dict[str, _Case] = {}
        self._spoilt: set[str] = set()
        self._late = any(rules.columns.of(name) for name in LATE)
        self._seen: set[str] = set()
        means = desk.logged.Means
        self._means: dict[str, Means] = {
            **dict.fromkeys(rules.log.answered, means.ANSWERS),
            **dict.fromkeys(rules.log.closed, means.CLOSES),
            **dict.fromkeys(rules.log.resolved, means.RESOLVES),
        }

    def take(self, row: Record | BadRow) -> None:
        """Use one row."""
        self.count += 1
        if isinstance(row, BadRow):
            self.bad.append(row)
            return
        case = ""
        try:
            case = self._needed(row, self.rules.log.case, _("names no case"))
            step = self._step(row)
        except cells.BadCellError as error:
            self._spoilt.add(case)
            self.bad.append(BadRow(row.row, error.column, error.title, error.hint))
            return
        self._cases.setdefault(case, _Case()).add(step, row.values, self._late)

    def _needed(self, row: Record, column: str, why: str) -> str:
        text = self.cells.line(row.values, column)
        if not text:
            raise cells.BadCellError(column, why, _("mend the row"))
        return text

    def _step(self, row: Record) -> Step:
        names = self.rules.log
        at = self._moment(self._needed(row, names.at, _("says no time")))
        activity = self._needed(row, names.activity, _("says no activity"))
        team = self.cells.line(row.values, names.team, "team")
        if team and team not in self.teams:
            tier = self.rules.tier_of(team)
            if tier is not None:
                self.teams[team] = tier
        person = self.cells.line(row.values, names.person, "assignee")
        self._seen.add(activity)
        means = self._means.get(activity, desk.logged.Means.NOTHING)
        return desk.logged.Step(row.row, at, activity, team, person, means)

    def _moment(self, text: str) -> datetime:
        """A time of an event."""
        try:
            return self.cells.moment(text)
        except BadInputError as error:
            raise cells.BadCellError(self.rules.log.at, error.title, error.hint) from None

    def unseen(self) -> tuple[tuple[str, str], ...]:
        """The map's activities that no event has, and what each may have meant."""
        missing = [activity for activity in self._means if activity not in self._seen]
        return tuple((one, next(iter(nearest(one, sorted(self._seen))), "")) for one in missing)

    def tickets(self) -> list[Adopted]:
        """A ticket of each case, in the order in which they begin in the file."""
        found = []
        for name, case in self._cases.items():
            if name in self._spoilt:
                self.left_out += 1
                continue
            try:
                found.append(self._ticket(name, case))
            except cells.BadCellError as error:
                self.left_out += 1
                row = case.first[1] if case.first else 0
                self.bad.append(BadRow(row, error.column, error.title, error.hint))
        self.bad.sort(key=lambda row: row.row)
        return found

    def _ticket(self, name: str, case: _Case) -> Adopted:
        assert case.first is not None
        _at, row, first = case.first
        values = self.cells.values(first)
        if case.last is not None:
            late = self.cells.values(case.last[2])
            values |= {field: late.get(field) for field in LATE}
        if not values.get("subject") and not values.get("body"):
            values["subject"] = name
        subject, words, cut = cells.subject_and_words(values)
        self.shortened += cut
        own: dict[str, Any] = {
            field: value
            for field, value in values.items()
            if field not in ("subject", "body") and value is not None
        }
        steps = tuple(sorted(case.steps, key=lambda step: (step.at, step.row)))
        return desk.adopted.Adopted(
            row=row,
            external_ref=name,
            subject=subject,
            words=words,
            opened_at=steps[0].at,
            facts=self.cells.facts(first),
            steps=steps,
            **own,
        )


def _report(
    office: Office, reading: _Reading, done: Adoption, named: Mapping[str, str]
) -> ImportReport:
    return replace(
        ImportReport.of(reading, done, named),
        events=done.events,
        unseen=reading.unseen(),
        cases_left_out=reading.left_out + len(done.unfit),
        dry_run=not office.keep,
    )
