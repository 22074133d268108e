"""The clocks of a ticket as if it waited for something from now on."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from frontdesk.errors import BadInputError, RefusedError
from frontdesk.i18n import _
from frontdesk.terms import Pending, Status
from frontdesk.timing.engine import clocks
from frontdesk.timing.life import Life, Moment
from frontdesk.timing.promise import Promised
from frontdesk.timing.running import Running


def what_if(
    life: Life,
    promised: Promised,
    now: datetime,
    pending: Pending,
    until: datetime | None = None,
) -> tuple[Running, ...]:
    """Every clock as it would stand if the ticket waited from now on.

    One that the promise pauses for is paused, and due only where ``until`` says how long it
    waits; any other runs on, due as before.

    Raises:
        RefusedError: the ticket is not open.
        BadInputError: it would wait until a time that has passed.
    """
    last = life.moments[-1]
    if not last.state.status.is_open:
        raise RefusedError(
            _("ticket {number} is not open: its clocks have stopped").format(number=life.number),
            _("reopen it first"),
        )
    if until is not None and until <= now:
        raise BadInputError(
            _("that time has passed"), _("give a time to come, such as 2h or 2026-12-01 09:00")
        )
    waiting = replace(last.state, status=Status.PENDING, pending=pending, pending_until=until)
    at = max(now, *(moment.at for moment in life.moments))
    moment = Moment(last.seq + 1, at, "wait", last.actor, waiting)
    return clocks(replace(life, moments=(*life.moments, moment)), promised, at)
