"""Clocks for a time that was agreed upon: when a vendor returns a repair, when to call back.

The time itself is the promise; nothing pauses it and no calendar moves it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from frontdesk.terms import Clock, Pending, Status
from frontdesk.timing.calendar import ALWAYS
from frontdesk.timing.life import OrderLife
from frontdesk.timing.piece import Piece
from frontdesk.timing.promise import Promise
from frontdesk.timing.running import Cause, Phase, Running, micros
from frontdesk.timing.standing import End, Started, ended, running


def vendors(orders: Sequence[OrderLife], now: int) -> list[Running]:
    """Each repair that a vendor promised a time for: from its arrival there to its return."""
    found: list[Running] = []
    for order in orders:
        if order.arrived_at is None or order.promised_at is None:
            continue
        start, fixed = micros(order.arrived_at), micros(order.promised_at)
        back = None if order.returned_at is None else max(start, micros(order.returned_at))
        made = _agreed(
            Clock.VENDOR, len(found) + 1, start, fixed, max(start, now if back is None else back),
            order.vendor, order.order,
        )  # fmt: skip
        if back is None:
            found.append(running(made, max(start, now), None))
        else:
            found.append(ended(made, max(start, now), back, End.JUDGED))
    return found


def callbacks(pieces: Sequence[Piece], now: int) -> list[Running]:
    """Each call that was agreed upon: from the agreement until the ticket waits for it no more."""
    found: list[Running] = []
    start = fixed = None
    for piece in pieces:
        state = piece.state
        waits = state.status is Status.PENDING and state.pending is Pending.CALLBACK
        until = piece.until if waits else None
        if until == fixed:
            continue
        if start is not None and fixed is not None:
            void = End.VOID if piece.void else End.JUDGED
            made = _agreed(Clock.CALLBACK, len(found) + 1, start, fixed, piece.start)
            found.append(ended(made, now, piece.start, void))
        start, fixed = piece.start, until
    if start is not None and fixed is not None:
        made = _agreed(Clock.CALLBACK, len(found) + 1, start, fixed, now)
        found.append(running(made, now, None))
    return found


def _agreed(
    clock: Clock,
    spell: int,
    start: int,
    fixed: int,
    until: int,
    vendor: str | None = None,
    order: int | None = None,
) -> Started:
    within = timedelta(microseconds=max(0, fixed - start))
    promise = Promise(clock, "", within, ALWAYS)
    phase = Phase(start, until, True, Cause.RUNNING, promise)
    return Started(clock, spell, promise, start, (phase,), vendor, order, fixed)
