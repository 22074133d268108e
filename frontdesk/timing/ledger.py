"""The ledger of a clock: line by line what was counted and why, adding up to what was used.

Lines are facts; ``wording`` says them in the reader's language. The sum of what the lines count
is what the clock has used, to the microsecond.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from frontdesk.terms import Pending
from frontdesk.timing.promise import Promise
from frontdesk.timing.running import Cause, Phase, Running
from frontdesk.timing.stretch import Stretch, Why

_NOTHING = timedelta()


class LineKind(StrEnum):
    """What a line of a ledger is about."""

    RUNNING = "running"
    PAUSED = "paused"
    OUTSIDE_HOURS = "outside_hours"
    DAY_OFF = "day_off"
    HOLIDAY = "holiday"
    OWN_DAY = "own_day"
    BRIDGE = "bridge"
    GAP = "gap"
    """Between resolved and reopened, not counted."""
    AWAY = "away"
    """Another team had it."""
    UNPROMISED = "unpromised"
    CHANGED = "changed"
    """Another promise came into force; counts what it puts right."""
    MISDATED = "misdated"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a ledger.

    Attributes:
        cause: why the clock ran or not, before calendars are looked at: a clock that runs may be
            in a closed hour, and time that counts may be a gap or another ticket's.
        name: of the holiday or own day.
        shift: how far the clocks on the wall jumped in it; an hour forward is positive.
        pending: what it waited for.
        promise: the one in force; ``was``: the one before, of a change.
        dated: the time as recorded, of what is dated earlier than its predecessor.
        counted: what it adds, perhaps less than nothing; ``total``: all up to here.
    """

    start: datetime
    end: datetime
    kind: LineKind
    cause: Cause
    counted: timedelta
    total: timedelta
    name: str = ""
    shift: timedelta = _NOTHING
    pending: Pending | None = None
    promise: Promise | None = None
    was: Promise | None = None
    dated: datetime | None = None


_STOPPED = {
    Cause.WAITS: LineKind.PAUSED,
    Cause.RESOLVED: LineKind.GAP,
    Cause.AWAY: LineKind.AWAY,
    Cause.UNPROMISED: LineKind.UNPROMISED,
    Cause.CHANGED: LineKind.CHANGED,
    Cause.MISDATED: LineKind.MISDATED,
}

_CLOSED = {
    Why.HOURS: LineKind.OUTSIDE_HOURS,
    Why.OUTSIDE_HOURS: LineKind.OUTSIDE_HOURS,
    Why.DAY_OFF: LineKind.DAY_OFF,
    Why.HOLIDAY: LineKind.HOLIDAY,
    Why.OWN: LineKind.OWN_DAY,
    Why.BRIDGE: LineKind.BRIDGE,
}


def ledger(running: Running) -> tuple[Line, ...]:
    """The lines of a clock, from its start to the instant that it was asked for.

    A clock that an older ticket was merged into begins with that ticket's waiting.
    """
    total = _NOTHING
    lines = []
    for phase in running.phases:
        for line in _of_phase(phase):
            total += line.counted
            lines.append(_with_total(line, total))
    return tuple(lines)


def _of_phase(phase: Phase) -> Iterator[Line]:
    promise = phase.promise
    if not phase.running or promise is None:
        yield Line(
            start=phase.start,
            end=phase.end,
            kind=_STOPPED[phase.cause],
            cause=phase.cause,
            counted=timedelta(microseconds=phase.carried),
            total=_NOTHING,
            pending=phase.pending,
            promise=promise,
            was=phase.was,
            dated=phase.dated,
        )
        return
    for stretch in promise.calendar.stretches(phase.start, phase.end):
        yield _of_stretch(stretch, phase, promise)


def _of_stretch(stretch: Stretch, phase: Phase, promise: Promise) -> Line:
    return Line(
        start=stretch.start,
        end=stretch.end,
        kind=LineKind.RUNNING if stretch.open else _CLOSED[stretch.why],
        cause=phase.cause,
        counted=stretch.end - stretch.start if stretch.open else _NOTHING,
        total=_NOTHING,
        name=stretch.name,
        shift=stretch.shift,
        pending=phase.pending,
        promise=promise,
    )


def _with_total(line: Line, total: timedelta) -> Line:
    return Line(
        line.start, line.end, line.kind, line.cause, line.counted, total, line.name, line.shift,
        line.pending, line.promise, line.was, line.dated,
    )  # fmt: skip
