"""Known fixes: which may apply, and their record.

A fix has worked when it was tried with that outcome, was not taken back, and its ticket was not
reopened within the policy's window.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, and_, case, exists, func, literal_column, select
from sqlalchemy.engine import Connection, RowMapping

from frontdesk.errors import NotFoundError
from frontdesk.i18n import _
from frontdesk.insight.likeness import Likeness
from frontdesk.rows import FixRow, StepRow
from frontdesk.store import search
from frontdesk.store import tables as t
from frontdesk.store.unit import Store
from frontdesk.terms import Outcome, Subject

REOPEN_DAYS = 14
"""The window of the figures, where no policy is at hand."""

Record = tuple[int, int, float | None]
"""Tries, successes, and the mean minutes of a fix."""


def matching(
    store: Store,
    typed: str,
    *,
    asset_type: str | None = None,
    category: str | None = None,
    limit: int = 5,
) -> list[FixRow]:
    """Known fixes that may help with what somebody says, the likeliest first.

    Args:
        asset_type: the type of the equipment, if it is known.
        category: the policy's category, if it is known.
    """
    with store.read() as connection:
        return alike(connection, typed, asset_type, category, limit)


def alike(
    connection: Connection,
    typed: str,
    asset_type: str | None,
    category: str | None,
    limit: int = 5,
    reopen_days: int = REOPEN_DAYS,
) -> list[FixRow]:
    """The same, inside somebody's transaction."""
    return Shelf(connection, reopen_days).alike(connection, typed, asset_type, category, limit)


class Shelf:
    """Every known fix and what its words are worth, read once for many decisions at one moment.

    Records are looked up when a fix is first asked for, so that a shelf serves one transaction in
    which nobody tries a fix.
    """

    def __init__(self, connection: Connection, reopen_days: int = REOPEN_DAYS) -> None:
        self._reopen_days = reopen_days
        rows = connection.execute(select(t.fix)).mappings().all()
        self._rows = {row["id"]: row for row in rows if row["active"]}
        self._likeness = Likeness(rows)
        self._records: dict[int, Record] = {}

    def alike(
        self,
        connection: Connection,
        typed: str,
        asset_type: str | None,
        category: str | None,
        limit: int = 5,
    ) -> list[FixRow]:
        """Known fixes that may help with what somebody says, the likeliest first."""
        found = [fix for fix, _score in search.fixes(connection, typed, 4 * limit)]
        rows = [self._rows[fix] for fix in found if fix in self._rows]
        liked = self._likeness.of(search.words_of(typed), rows, asset_type, category)
        best = sorted(rows, key=lambda row: (-liked[row["id"]], row["id"]))[:limit]
        new = [row["id"] for row in best if row["id"] not in self._records]
        self._records |= record(connection, new, self._reopen_days)
        return [_fix_row(row, self._records[row["id"]], likeness=liked[row["id"]]) for row in best]


def record(
    connection: Connection, fixes: Sequence[int], reopen_days: int = REOPEN_DAYS
) -> dict[int, Record]:
    """Tries, successes and mean minutes of each fix."""
    if not fixes:
        return {}
    reopened = exists().where(
        and_(
            t.event.c.subject == Subject.TICKET,
            t.event.c.subject_id == t.fix_attempt.c.ticket_id,
            # Written out, so that the index over these few events can be used.
            t.event.c.verb == literal_column("'reopen'"),
            t.event.c.at >= t.fix_attempt.c.at,
            func.julianday(t.event.c.at) <= func.julianday(t.fix_attempt.c.at) + reopen_days,
        )
    )
    worked = case((and_(t.fix_attempt.c.outcome == Outcome.WORKED, ~reopened), 1), else_=0)
    statement: Select[Any] = (
        select(
            t.fix_attempt.c.fix_id,
            func.count(),
            func.sum(worked),
            func.avg(t.fix_attempt.c.minutes),
        )
        .where(t.fix_attempt.c.fix_id.in_(fixes), ~t.fix_attempt.c.undone)
        .group_by(t.fix_attempt.c.fix_id)
    )
    found: dict[int, Record] = dict.fromkeys(fixes, (0, 0, None))
    for fix, tries, successes, minutes in connection.execute(statement):
        found[fix] = (tries, int(successes), float(minutes) if minutes is not None else None)
    return found


def _fix_row(
    row: RowMapping,
    known: Record,
    *,
    likeness: float = 0.0,
    steps: tuple[StepRow, ...] = (),
) -> FixRow:
    tries, worked, minutes = known
    return FixRow(
        fix=row["id"],
        title=row["title"],
        symptom=row["symptom"],
        category=row["category"],
        asset_types=tuple(row["asset_types"]),
        tier=row["tier"],
        minutes=round(minutes) if minutes is not None else row["minutes"],
        tries=tries,
        worked=worked,
        active=row["active"],
        steps=steps,
        likeness=likeness,
    )


def fix(store: Store, number: int) -> FixRow:
    """One known fix with its steps.

    Raises:
        NotFoundError: there is none of that number.
    """
    with store.read() as connection:
        row = connection.execute(select(t.fix).where(t.fix.c.id == number)).mappings().first()
        if row is None:
            raise NotFoundError(
                _("there is no fix {number}").format(number=number),
                _("`frontdesk fix list` shows them"),
            )
        statement = select(t.fix_step.c.position, t.fix_step.c.text).where(
            t.fix_step.c.fix_id == number
        )
        steps = connection.execute(statement.order_by(t.fix_step.c.position))
        known = record(connection, [number])[number]
        return _fix_row(row, known, steps=tuple(StepRow(*step) for step in steps))


def fixes(store: Store, typed: str = "", *, withdrawn: bool = False) -> list[FixRow]:
    """Known fixes by number; those that hold some of the typed words, best first.

    Args:
        withdrawn: also those that are no longer used.
    """
    with store.read() as connection:
        if typed.strip():
            return alike(connection, typed, None, None, limit=50)
        statement = select(t.fix).order_by(t.fix.c.id)
        if not withdrawn:
            statement = statement.where(t.fix.c.active)
        rows = connection.execute(statement).mappings().all()
        records = record(connection, [row["id"] for row in rows])
        return [_fix_row(row, records[row["id"]]) for row in rows]
