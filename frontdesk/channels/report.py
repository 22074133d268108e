"""What an import did, or would do; and the refusal of one whose rows cannot be used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from frontdesk.channels.row import BadRow
from frontdesk.channels.sources import Source
from frontdesk.errors import BadInputError
from frontdesk.i18n import _, plural
from frontdesk.text import safe

if TYPE_CHECKING:
    from frontdesk.desk.history import Adoption

TOLD = 5
"""Bad rows that a refusal names; the others are counted."""
SHOWN = 20
"""Bad rows that a report names; the others are counted."""


class Read(Protocol):
    """A file that has been read: how many rows, which of them bad, how many subjects shortened."""

    count: int
    shortened: int
    bad: list[BadRow]


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
        events: of a log, how many belong to the tickets that came in. ``cases_left_out``: for
            their bad rows. ``unseen``: activities of the map that no event has, and the nearest
            that some have.
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
    events: int | None = None
    cases_left_out: int = 0
    unseen: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, read: Read, done: Adoption, columns: Mapping[str, str]) -> ImportReport:
        """What every import tells.

        Args:
            columns: what the file calls our fields, to name where a bad row is bad.
        """
        return cls(
            rows=read.count,
            adopted=done.adopted,
            known=done.known,
            skipped=len(read.bad) + len(done.unfit),
            bad=_told(read.bad, done, columns),
            shortened=read.shortened,
            first=done.first,
            last=done.last,
            teams=done.teams,
            foreign=done.foreign,
        )

    def to_json(self) -> dict[str, Any]:
        """The report as a document for scripts."""
        return {
            "rows": self.rows,
            "imported": self.adopted,
            **self._of_log(),
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

    def _of_log(self) -> dict[str, Any]:
        if self.events is None:
            return {}
        return {
            "events": self.events,
            "cases_left_out": self.cases_left_out,
            "unseen": [activity for activity, _near in self.unseen],
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
            said.append(_("teams made: {teams}").format(teams=_few(self.teams)))
        for activity, near in self.unseen:
            said.append(
                _("no event is “{activity}”").format(activity=safe(activity, 60))
                + (_("; nearest: “{near}”").format(near=safe(near, 60)) if near else "")
            )
        if self.foreign:
            often = sorted(self.foreign.items(), key=lambda pair: (-pair[1], pair[0]))
            parts = _few([f"{safe(name, 60)} {n}" for name, n in often])
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
        if self.events is not None:
            parts.append(plural("{n} event", "{n} events", self.events))
        if self.known:
            parts.append(plural("{n} was here already", "{n} were here already", self.known))
        if self.skipped:
            parts.append(plural("{n} bad row left out", "{n} bad rows left out", self.skipped))
        if self.cases_left_out:
            parts.append(plural("with {n} whole case", "with {n} whole cases", self.cases_left_out))
        return ", ".join(parts)


def _told(bad: Sequence[BadRow], done: Adoption, columns: Mapping[str, str]) -> tuple[str, ...]:
    """The first bad rows of a file, those that cannot be read and those that do not fit."""
    unfit = (
        BadRow(one.row, columns.get(one.field, one.field), one.why, one.hint)
        for one in done.unfit[:SHOWN]
    )
    return tuple(
        str(row) for row in sorted([*bad[:SHOWN], *unfit], key=lambda row: row.row)[:SHOWN]
    )


def _few(names: Sequence[str]) -> str:
    """The first of many names, and how many more there are."""
    rest = len(names) - SHOWN
    more = [_("and {n} more").format(n=rest)] if rest > 0 else []
    return ", ".join([*names[:SHOWN], *more])


def refusal(bad: Sequence[BadRow], file: Source) -> BadInputError:
    """The refusal of a file for its bad rows, by row and column."""
    said = [str(row) for row in bad[:TOLD]]
    if more := len(bad) - len(said):
        said.append(plural("and {n} row more", "and {n} rows more", more))
    hint = _("leave bad rows out with --skip-bad; nothing was imported")
    return BadInputError(
        f"{file.name}, " + "; ".join(said), f"{bad[0].hint}; {hint}" if bad[0].hint else hint
    )
