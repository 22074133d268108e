"""How a spell stands once its phases are known: used, left, due, and what became of it."""

from __future__ import annotations

from datetime import timedelta
from enum import Enum, auto
from typing import NamedTuple

from frontdesk.terms import Clock, Pending
from frontdesk.timing.promise import Promise
from frontdesk.timing.reach import counted, reached
from frontdesk.timing.running import ClockState, Phase, Running, instant, length


class End(Enum):
    """What the end of a spell means."""

    JUDGED = auto()
    """Met or breached."""
    VOID = auto()
    """Nothing is said about it."""
    VOID_IN_TIME = auto()
    """Breached when it was late by then, else nothing is said."""


class Started(NamedTuple):
    """A spell as it was counted.

    Attributes:
        start: where counting began, in microseconds.
        fixed: the instant agreed upon, where that and not a span was promised.
    """

    clock: Clock
    spell: int
    promise: Promise
    start: int
    phases: tuple[Phase, ...]
    holder: str | None = None
    order: int | None = None
    fixed: int | None = None


def ended(started: Started, now: int, stopped: int, end: End) -> Running:
    """A spell that has come to its end."""
    used = sum(map(counted, started.phases))
    due = None
    state = ClockState.DROPPED
    if end is not End.VOID:
        due = _due(started, used, stopped)
        if stopped > due:
            state = ClockState.BREACHED
        elif end is End.JUDGED:
            state = ClockState.MET
        else:
            due = None
    return _made(started, used, now, state, stopped=stopped, was_due=due)


def running(started: Started, now: int, waits: tuple[Pending, int | None] | None) -> Running:
    """A spell that goes on.

    Args:
        waits: what it is paused for, and until when if that is known.
    """
    used = sum(map(counted, started.phases))
    if waits is None:
        due = _due(started, used, now)
        if now > due:
            state = ClockState.OVERDUE
        elif started.promise.calendar.is_open(instant(now)):
            state = ClockState.RUNNING
        else:
            state = ClockState.CLOSED_HOURS
        return _made(started, used, now, state, due=due)
    pending, until = waits
    within = length(started.promise.within)
    paused_due: int | None = None
    if used >= within or until is not None:
        paused_due = _due(started, used, now if until is None else until)
    return _made(
        started, used, now, ClockState.PAUSED, due=paused_due, paused_for=pending, resumes=until
    )


def _due(started: Started, used: int, since: int) -> int:
    """When the promise was used up, or will be if the clock runs from an instant on."""
    if started.fixed is not None:
        return started.fixed
    left = length(started.promise.within) - used
    if left > 0:
        return started.promise.calendar.add_micros(since, left)
    found = reached(started.phases, started.promise)
    return since if found is None else found


def _made(
    started: Started,
    used: int,
    now: int,
    state: ClockState,
    *,
    stopped: int | None = None,
    due: int | None = None,
    was_due: int | None = None,
    paused_for: Pending | None = None,
    resumes: int | None = None,
) -> Running:
    promise, spent = started.promise, timedelta(microseconds=used)
    return Running(
        clock=started.clock,
        spell=started.spell,
        promise=promise,
        state=state,
        started=instant(started.start),
        stopped=None if stopped is None else instant(stopped),
        used=spent,
        left=promise.within - spent,
        due=None if due is None else instant(due),
        was_due=None if was_due is None else instant(was_due),
        paused_for=paused_for,
        resumes=None if resumes is None else instant(resumes),
        holder=started.holder,
        order=started.order,
        at=instant(now),
        phases=started.phases,
        fixed=None if started.fixed is None else instant(started.fixed),
    )
