"""Who held a ticket, and for how long: by the clock on the wall, and in business time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from frontdesk.terms import Clock
from frontdesk.timing.life import Life
from frontdesk.timing.lookup import Lookup
from frontdesk.timing.piece import Piece, pieces
from frontdesk.timing.promise import Promised
from frontdesk.timing.running import instant


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody, or nobody, held the open ticket for a while.

    Attributes:
        team, assignee: by their codes; ``None``: nobody.
        business: open time of the calendar of the resolution's promise; ``None`` where none
            applied for some of the while.
    """

    team: str | None
    assignee: str | None
    start: datetime
    end: datetime
    business: timedelta | None

    @property
    def wall(self) -> timedelta:
        """All the time, by day and night."""
        return self.end - self.start


def holders(life: Life, promised: Promised, now: datetime) -> tuple[Held, ...]:
    """Who held a ticket one after the other while it was open."""
    if not life.moments:
        return ()
    lookup = Lookup(promised)
    found: list[Held] = []
    for piece in pieces(life, now):
        if piece.is_open and piece.end > piece.start:
            _add(found, _held(piece, lookup))
    return tuple(found)


def _held(piece: Piece, lookup: Lookup) -> Held:
    promise = lookup.promise(Clock.RESOLUTION, piece)
    business = None
    if promise is not None:
        open_time = promise.calendar.open_micros(piece.start, piece.end)
        business = timedelta(microseconds=open_time)
    state = piece.state
    return Held(state.team, state.assignee, instant(piece.start), instant(piece.end), business)


def _add(found: list[Held], held: Held) -> None:
    """Put it behind the others, or make the last one longer if that is the same holder."""
    last = found[-1] if found else None
    if last is None or last.end != held.start:
        found.append(held)
        return
    if (last.team, last.assignee) != (held.team, held.assignee):
        found.append(held)
        return
    business = None
    if last.business is not None and held.business is not None:
        business = last.business + held.business
    found[-1] = Held(last.team, last.assignee, last.start, held.end, business)
