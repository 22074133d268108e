"""What the desk holds goes out: JSON lines for other programs, CSV for people and spreadsheets.

The same store gives the same bytes: rows in the order of their ids, keys in a fixed order, times
in RFC 3339. What other systems may run as a formula is only made harmless in the CSV for
spreadsheets; everything else is exchanged as it is stored.
"""

from __future__ import annotations

import csv
import io
import json
from base64 import b64encode
from collections.abc import Callable, Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import IO, TYPE_CHECKING, Any

from frontdesk import insight, rights
from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.rows import TicketRow
from frontdesk.terms import Money
from frontdesk.text import nearest, safe
from frontdesk.times import rfc3339

if TYPE_CHECKING:
    from frontdesk.desk.office import Office

FORMAT = "frontdesk-export"
VERSION = 1
CHUNK = 500
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a cell for a formula, or hides one behind blanks."""

Progress = Callable[[str, int, int], None]


class What(StrEnum):
    """What is exported."""

    TICKETS = "tickets"
    EVENTS = "events"
    ALL = "all"


class Form(StrEnum):
    """How it is written.

    ``jsonl``: one JSON object on a line. ``csv``: tickets for exchange, as they are stored.
    ``spreadsheet``: tickets as CSV that a spreadsheet opens without running any of it.
    """

    JSONL = "jsonl"
    CSV = "csv"
    SPREADSHEET = "spreadsheet"


def export(
    office: Office,
    what: str,
    stream: IO[bytes],
    *,
    form: str = Form.JSONL,
    progress: Progress | None = None,
) -> int:
    """Write what the desk holds; gives the number of rows.

    Args:
        what: ``tickets``, ``events``, or ``all``: every table, texts and register included.
        stream: takes the bytes, UTF-8.
        form: ``jsonl``; of tickets also ``csv`` and ``spreadsheet``.
        progress: called with the phase ``exporting``, rows done and in all (0: not known).

    Raises:
        RefusedError: the actor may not export.
        BadInputError: there is no such thing to export, or not in that form.
    """
    rights.authorize(office.actor, "export")
    chosen, how = _one_of(What, what), _one_of(Form, form)
    if how is not Form.JSONL and chosen is not What.TICKETS:
        raise BadInputError(
            _("{what} cannot be written as {form}").format(what=chosen, form=how),
            _("only tickets can; the others are JSON lines"),
        )
    if how is Form.JSONL:
        lines = _json_lines(office, chosen)
    else:
        lines = _csv_lines(office, for_spreadsheet=how is Form.SPREADSHEET)
    count = 0
    for count, line in enumerate(lines, 1):
        stream.write(line)
        if progress is not None and count % CHUNK == 0:
            progress("exporting", count, 0)
    return count - (how is not Form.JSONL) if count else 0


def _one_of(kind: type[What] | type[Form], typed: str) -> Any:
    try:
        return kind(typed)
    except ValueError:
        known = [member.value for member in kind]
        near = nearest(typed, known, 1) or known
        raise BadInputError(
            _("“{typed}” cannot be exported").format(typed=safe(typed, 40)),
            _("choose {words}").format(words=", ".join(near)),
        ) from None


def _json_lines(office: Office, what: What) -> Iterator[bytes]:
    if what is What.TICKETS:
        rows: Iterator[dict[str, Any]] = (
            ticket_document(row) for row in insight.dump.whole_tickets(office.store)
        )
    elif what is What.EVENTS:
        rows = (_event(row) for _table, row in insight.dump.rows(office.store, ("event",)))
    else:
        rows = _everything(office)
    for row in rows:
        yield json.dumps(row, ensure_ascii=False, default=_plain).encode(errors="replace") + b"\n"


def _everything(office: Office) -> Iterator[dict[str, Any]]:
    """A line that says what this is, then every row of every table."""
    yield {"format": FORMAT, "version": VERSION, "schema": insight.dump.schema_of(office.store)}
    for table, row in insight.dump.rows(office.store):
        yield {"table": table, "row": _event(row) if table == "event" else row}


def _event(row: dict[str, Any]) -> dict[str, Any]:
    """An event, with what was before and after as values instead of JSON in JSON."""
    return {**row, "before": json.loads(row["before"]), "after": json.loads(row["after"])}


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return rfc3339(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return b64encode(value).decode("ascii")
    raise TypeError(f"{type(value).__name__} cannot be exported")


def ticket_document(row: TicketRow) -> dict[str, Any]:
    """A ticket as scripts know it (contract: "A ticket"), with its words."""
    return {
        "number": row.number, "kind": row.kind, "subject": row.subject, "body": row.words,
        "status": row.status, "pending_reason": row.pending, "pending_until": row.pending_until,
        "priority": row.priority, "impact": row.impact, "urgency": row.urgency,
        "complexity": row.complexity, "category": row.category, "channel": row.channel,
        "site": row.site, "requester": row.requester, "asset": row.asset, "tier": row.tier,
        "team": row.team, "assignee": row.assignee, "opened_at": row.opened_at,
        "updated_at": row.updated_at, "first_response_at": row.first_response_at,
        "first_response_due_at": row.first_response_due_at, "due_at": row.due_at,
        "resolved_at": row.resolved_at, "closed_at": row.closed_at,
        "resolution_code": row.resolution_code, "resolution": row.resolution, "fix": row.fix,
        "tier1_could": row.tier1_could, "version": row.version, "parent": row.parent,
        "merged_into": row.merged_into, "external_ref": row.external_ref, "hops": row.hops,
        "cost": {"amount": row.cost.amount, "currency": row.cost.currency},
        "repairs": list(row.repairs), "decision": row.decision, "imported": row.imported,
        "facts": dict(sorted(row.facts.items())), "watchers": list(row.watchers),
    }  # fmt: skip


def _csv_lines(office: Office, *, for_spreadsheet: bool) -> Iterator[bytes]:
    if for_spreadsheet:
        yield b"\xef\xbb\xbf" + _line(_NAMES)
    else:
        yield _line(_NAMES)
    for row in insight.dump.whole_tickets(office.store):
        cells = [_cell(value) for value in ticket_document(row).values()]
        yield _line([harmless(cell) for cell in cells] if for_spreadsheet else cells)


def _line(cells: list[str]) -> bytes:
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow(cells)
    return written.getvalue().encode(errors="replace")


def _cell(value: object) -> str:
    """A value in one cell; lists and tables as JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return rfc3339(value)
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def harmless(cell: str) -> str:
    """The cell with an apostrophe before what a spreadsheet would run (docs/imports.md)."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


_EMPTY: dict[str, Any] = dict.fromkeys(TicketRow.__dataclass_fields__)
_NAMES = list(ticket_document(TicketRow(**{**_EMPTY, "cost": Money(0, "USD"), "facts": {},
                                           "repairs": (), "watchers": ()})))  # fmt: skip
"""The columns of the CSV: the keys of a ticket's document."""
