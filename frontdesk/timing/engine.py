"""All clocks of a ticket at an instant, counted from its life and the promises that apply."""

from __future__ import annotations

from datetime import datetime

from frontdesk.timing.agreed import callbacks, vendors
from frontdesk.timing.between_teams import BetweenTeams
from frontdesk.timing.life import Life
from frontdesk.timing.lookup import Lookup
from frontdesk.timing.piece import pieces
from frontdesk.timing.promise import Promised
from frontdesk.timing.reach import reached, target
from frontdesk.timing.requester import first_response, next_update, resolution
from frontdesk.timing.running import ClockState, Running, instant, length, micros


def clocks(life: Life, promised: Promised, now: datetime) -> tuple[Running, ...]:
    """Every spell of every clock of a ticket, as they stand now.

    In the order of ``Clock``, and of their spells; those that no promise applies to are left out.

    Args:
        now: the instant asked for; one before the last event counts as that event's.
    """
    if not life.moments:
        return ()
    cut = pieces(life, now)
    at = cut[-1].end
    lookup = Lookup(promised)
    spells = [
        *first_response(cut, lookup),
        *next_update(cut, lookup),
        *resolution(cut, lookup),
        *BetweenTeams(lookup).follow(cut),
    ]
    found = [result for spell in spells if (result := spell.result(at)) is not None]
    if life.orders:
        found += vendors(life.orders, at)
    return (*found, *callbacks(cut, at))


def due_at(running: Running, share: float = 1.0) -> datetime | None:
    """When that share of the promise is used up, for warnings.

    In the past where it has been, in the future if the clock runs on. ``None`` where it is not:
    the clock has stopped before, or it is paused and nobody knows until when.

    Args:
        share: 0.75 for three quarters; may be more than 1.
    """
    wanted = target(running.promise, share) - length(running.used)
    if running.fixed is not None and share == 1.0:
        return (
            running.fixed if running.stopped is None or running.fixed <= running.stopped else None
        )
    if wanted <= 0:
        found = reached(running.phases, running.promise, share)
        return None if found is None else instant(found)
    if running.state is ClockState.PAUSED:
        since = running.resumes
    else:
        since = running.at if running.state.is_alive else None
    if since is None:
        return None
    return instant(running.promise.calendar.add_micros(micros(since), wanted))
