"""When the next of a ticket's clocks is due, at a glance: short enough for a column of eight cells.

Made from what a list already holds, so that no clock is counted for it. It refuses to explain:
the ledger does.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum, auto

from frontdesk.i18n import _
from frontdesk.rows import ListRow
from frontdesk.terms import Clock, Pending, Status
from frontdesk.times import age as span

URGENT = timedelta(hours=1)
"""What is due within this stands out."""


class Haste(Enum):
    """How much hurry a ticket is in."""

    NONE = auto()
    TIME = auto()
    SOON = auto()
    LATE = auto()


def age(since: datetime, now: datetime) -> str:
    """How long ago, in at most five cells: ``now``, ``12m``, ``2h10``, ``3d``, ``9w``, ``2y``."""
    minutes = int((now - since) / timedelta(minutes=1))
    if minutes < 1:
        return _("now")
    if minutes < 60:
        return f"{minutes}m"
    hours, rest = divmod(minutes, 60)
    if hours < 10:
        return f"{hours}h{rest:02d}"
    if hours < 48:
        return f"{hours}h"
    days = hours // 24
    if days < 100:
        return f"{days}d"
    weeks, years = _("{n}w").format(n=days // 7), _("{n}y").format(n=days // 365)
    return weeks if days < 730 else years


def due(row: ListRow, now: datetime) -> tuple[str, Haste]:
    """When the next of a ticket's clocks is due, in at most eight cells.

    ``2h 10m`` is left, ``−35m`` it is late, by the clock on the wall; ``⏸ vendor``: nothing runs
    while it waits; ``☎ 41m``: a call was agreed. Without a promise it is the ticket's age.
    """
    if not row.status.is_open:
        return age(row.opened_at, now), Haste.NONE
    if row.due_at is None:
        if row.status is Status.PENDING:
            return _waits(row.pending), Haste.NONE
        return age(row.opened_at, now), Haste.NONE
    left = row.due_at - now
    text = f"☎ {span(left)}" if row.due_clock is Clock.CALLBACK else span(left)
    if left <= timedelta():
        return text, Haste.LATE
    return text, Haste.SOON if left < URGENT else Haste.TIME


def _waits(pending: Pending | None) -> str:
    words = {
        Pending.REQUESTER: _("⏸ answer"),
        Pending.CALLBACK: _("⏸ call"),
        Pending.VENDOR: _("⏸ vendor"),
        Pending.VISIT: _("⏸ visit"),
        Pending.PART: _("⏸ part"),
        Pending.CHANGE: _("⏸ change"),
        Pending.MONITORING: _("⏸ watch"),
    }
    return words[pending] if pending is not None else "⏸"
