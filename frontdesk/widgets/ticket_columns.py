"""How a ticket becomes a line: which columns fit, what stands in them, cut by display width.

Number, subject and when it is due are never left out; site, category, age, requester and where
it lies are, in that order, as the line gets narrower. Pure: cells come out as text with the name
of a style.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from frontdesk import codes
from frontdesk.i18n import _
from frontdesk.presence import tag
from frontdesk.rows import ListRow, PresentRow, TicketRow
from frontdesk.terms import Clock, Pending, Priority, Status
from frontdesk.text import cut, pad, safe, short_name, width
from frontdesk.timing.glance import Haste, age, due

Cell = tuple[str, str]
"""Text and the name of its style: ``quiet``, ``plain``, ``late``, ``p1`` … ``p5``, ``mark`` …"""

PRIORITY = {
    Priority.P1: "1!",
    Priority.P2: "2▴",
    Priority.P3: "3 ",
    Priority.P4: "4 ",
    Priority.P5: "5▾",
}
STATE = {
    Status.NEW: "○",
    Status.ASSIGNED: "◔",
    Status.IN_PROGRESS: "▶",
    Status.PENDING: "⏸",
    Status.RESOLVED: "✓",
    Status.CLOSED: "■",
    Status.CANCELLED: "✕",
}
"""A glyph for every state, beside its word or its holder."""


class Column(Enum):
    """What stands in a column."""

    NUMBER = "number"
    PRIORITY = "priority"
    SUBJECT = "subject"
    WHO = "who"
    CATEGORY = "category"
    SITE = "site"
    WHERE = "where"
    AGE = "age"
    DUE = "due"


HASTE = {Haste.NONE: "quiet", Haste.TIME: "plain", Haste.SOON: "soon", Haste.LATE: "late"}
"""How each haste looks."""
RIGHT = frozenset({Column.NUMBER, Column.AGE, Column.DUE})


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a list at one width: what and how wide, the subject takes the rest."""

    total: int
    widths: tuple[tuple[Column, int], ...]

    def of(self, column: Column) -> int:
        """How wide a column is; 0 when it is left out."""
        return dict(self.widths).get(column, 0)


GUTTER = 4
"""Cursor, mark, badge, a space."""
AGE = 5
DUE = 8


def fit(total: int, digits: int = 4) -> Columns:
    """The columns for a line of ``total`` cells with numbers of ``digits`` digits."""
    number = max(4, digits)
    where = 0 if total < 52 else 11 if total < 76 else 14 if total < 110 else 20
    who = 0 if total < 72 else 12 if total < 96 else 18
    category = 14 if total >= 128 else 0
    site = 10 if total >= 142 else 0
    aged = AGE if total >= 110 else 0
    fixed = (number, 2, who, category, site, where, aged, DUE)
    gaps = sum(1 for each in fixed if each) + 1
    subject = max(10, total - GUTTER - sum(fixed) - gaps)
    widths = (
        (Column.NUMBER, number),
        (Column.PRIORITY, 2),
        (Column.SUBJECT, subject),
        (Column.WHO, who),
        (Column.CATEGORY, category),
        (Column.SITE, site),
        (Column.WHERE, where),
        (Column.AGE, aged),
        (Column.DUE, DUE),
    )
    return Columns(total, tuple((column, wide) for column, wide in widths if wide))


def heading(columns: Columns, said: str = "") -> str:
    """The line of headings; ``said`` stands in the subject's: what arrived above."""
    names = {
        Column.NUMBER: "#",
        Column.PRIORITY: _("P"),
        Column.SUBJECT: said or _("subject"),
        Column.WHO: _("who"),
        Column.CATEGORY: _("category"),
        Column.SITE: _("site"),
        Column.WHERE: _("where"),
        Column.AGE: _("age"),
        Column.DUE: _("due"),
    }
    cells = [" " * GUTTER]
    for column, wide in columns.widths:
        right = column in RIGHT
        text = cut(names[column], wide)
        cells.append((text.rjust(wide) if right else pad(text, wide)) + " ")
    return pad(cut("".join(cells), columns.total), columns.total)


def ago(since: datetime, now: datetime) -> str:
    """How long ago, in words: ``12m ago``, ``just now``."""
    said = age(since, now)
    return _("just now") if said == _("now") else _("{age} ago").format(age=said)


def where(row: ListRow | TicketRow) -> str:
    """Where a ticket lies: what it waits for, how it ended, else tier and holder."""
    glyph = STATE[row.status]
    if row.status is Status.PENDING and not _said_by_due(row):
        waits = codes.words(row.pending) if row.pending is not None else _("waiting")
        return f"{glyph} {waits}"
    if not row.status.is_open:
        return f"{glyph} {codes.words(row.status)}"
    holder = row.assignee or row.team or "—"
    return f"{glyph} L{row.tier} {holder}"


def _where(row: ListRow, wide: int) -> str:
    """Where it lies; of an agreed call the number to dial, without its spaces where it is long."""
    if row.pending is not Pending.CALLBACK or not row.callback:
        return safe(where(row), 80)
    number = safe(row.callback, 80)
    return number if width(number) <= wide else number.replace(" ", "")


def _said_by_due(row: ListRow | TicketRow) -> bool:
    """Whether the last column says already what a waiting ticket waits for."""
    return isinstance(row, ListRow) and (row.due_at is None or row.due_clock is Clock.CALLBACK)


def line(
    row: ListRow,
    columns: Columns,
    now: datetime,
    *,
    marked: bool = False,
    fresh: bool = False,
    others: Sequence[PresentRow] = (),
) -> list[Cell]:
    """A ticket's line without its cursor: cells that fill the width exactly.

    Args:
        others: who else has it open; they stand at the end of the subject's cells, in a third
            of them at most, and push nothing out of its place.
    """
    badge = "✎" if row.draft else "●" if fresh else " "
    cells: list[Cell] = [("✓" if marked else " ", "mark"), (badge + " ", "badge")]
    done = not row.status.is_open
    for column, wide in columns.widths:
        text, style = _cell(row, column, now, wide)
        if column is Column.SUBJECT and (here := tag(others, wide // 3)):
            wide -= width(here)
            cells += [(pad(cut(text, wide - 1), wide), "quiet" if done else style)]
            cells += [(here + " ", "present")]
            continue
        right = column in RIGHT
        text = text.rjust(wide) if right else pad(cut(text, wide), wide)
        cells.append((text + " ", "quiet" if done else style))
    return cells


def _cell(row: ListRow, column: Column, now: datetime, wide: int) -> Cell:
    match column:
        case Column.NUMBER:
            return str(row.number), "number"
        case Column.PRIORITY:
            return PRIORITY[row.priority], row.priority.value.lower()
        case Column.SUBJECT:
            return safe(row.subject, 400), "plain"
        case Column.WHO:
            name = safe(row.who, 80)
            return name if width(name) <= wide else short_name(name), "quiet"
        case Column.CATEGORY:
            return safe(row.category or "", 80), "quiet"
        case Column.SITE:
            return safe(row.site or "", 80), "quiet"
        case Column.WHERE:
            return _where(row, wide), "quiet"
        case Column.AGE:
            return age(row.opened_at, now), "quiet"
        case Column.DUE:
            text, haste = due(row, now)
            return text, HASTE[haste]
