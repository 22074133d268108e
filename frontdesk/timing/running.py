"""A clock of a ticket as it stands at an instant, and the phases that it went through.

Only what was found: ``engine`` makes these, ``ledger`` explains them line by line.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from frontdesk.terms import Clock, Pending
from frontdesk.timing.promise import Promise

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def micros(at: datetime) -> int:
    """An instant in microseconds since 1970, UTC, exactly."""
    return length(at - EPOCH)


def length(span: timedelta) -> int:
    """A span in microseconds, exactly."""
    return (span.days * 86_400 + span.seconds) * 1_000_000 + span.microseconds


def instant(at: int) -> datetime:
    """The aware UTC time of so many microseconds since 1970."""
    return EPOCH + timedelta(microseconds=at)


class ClockState(StrEnum):
    """How a clock stands.

    ``running``, ``closed_hours`` (it runs, and business is closed now), ``paused``, ``overdue`` (it
    runs, and is late) · ``met``, ``breached`` (stopped in time, too late) · ``dropped``: void, for
    the ticket was cancelled or merged away, or no promise applies any more.
    """

    RUNNING = "running"
    CLOSED_HOURS = "closed_hours"
    PAUSED = "paused"
    OVERDUE = "overdue"
    MET = "met"
    BREACHED = "breached"
    DROPPED = "dropped"

    @property
    def is_alive(self) -> bool:
        """Whether the clock may still go on: it runs or is paused."""
        return self in _ALIVE


_ALIVE = frozenset(
    {ClockState.RUNNING, ClockState.CLOSED_HOURS, ClockState.PAUSED, ClockState.OVERDUE}
)


class Cause(StrEnum):
    """Why a phase runs or does not, before calendars are looked at."""

    RUNNING = "running"
    WAITS = "waits"
    """Paused: the ticket waits for something that the promise pauses for."""
    WAITED_LONG_ENOUGH = "waited_long_enough"
    """It runs again: the time until which the ticket was to wait has passed."""
    RESOLVED = "resolved"
    """Between resolved and reopened; counted or not, as the promise says."""
    TAKEN_BACK = "taken_back"
    """What stopped the clock was taken back: the time counts as if it had never stopped."""
    AWAY = "away"
    """Another team had it."""
    UNPROMISED = "unpromised"
    """No promise applied."""
    CHANGED = "changed"
    """Another promise came into force; what is used may have been put right (``carried``)."""
    ABSORBED = "absorbed"
    """A ticket that was opened earlier was merged into this one: its waiting counts."""
    MISDATED = "misdated"
    """Something is dated earlier than what happened before it; it is counted at that time."""


@dataclass(frozen=True, slots=True)
class Phase:
    """A piece of a clock's life in which nothing changed.

    Attributes:
        starts, ends: microseconds since 1970, UTC (``start`` and ``end`` are times).
        running: whether open time of the promise's calendar counts.
        promise: the one in force.
        pending: what it waited for.
        carried: microseconds that are counted at once, perhaps fewer than none (``changed``).
        was: the promise before, of ``changed``.
        dated: the time as recorded, of ``misdated``.
    """

    starts: int
    ends: int
    running: bool
    cause: Cause
    promise: Promise | None = None
    pending: Pending | None = None
    carried: int = 0
    was: Promise | None = None
    dated: datetime | None = None

    @property
    def start(self) -> datetime:
        """When it began, aware and UTC."""
        return instant(self.starts)

    @property
    def end(self) -> datetime:
        """When it ended, aware and UTC."""
        return instant(self.ends)


@dataclass(frozen=True, slots=True)
class Running:
    """One spell of a clock, as it stands.

    Attributes:
        spell: 1 for the first; a clock that starts anew (the next update, another team, a
            reopening that resets) gets the next number.
        promise: the one in force, or the last that was; of a vendor or a callback, what was agreed.
        state: how it stands.
        started: where counting began.
        stopped: when it ended, or ``None``.
        used: what has been counted, exactly.
        left: what remains of the promise; negative when it is late.
        due: when it is or was used up, if it runs on; of a pause, only where its end is known;
            ``None`` for a stopped one.
        was_due: ``due`` of a stopped one; ``None`` of a dropped one.
        paused_for: what it waits for, where it is paused.
        resumes: when the pause ends by itself, if that is known.
        holder: the team of an OLA, the vendor's code of a repair.
        order: the repair order of a vendor's clock.
        at: the instant that all this holds for.
        phases: what it went through, for ``ledger`` and ``due_at``.
        fixed: the time agreed upon, where that and not a span was promised (vendor, callback).
    """

    clock: Clock
    spell: int
    promise: Promise
    state: ClockState
    started: datetime
    stopped: datetime | None
    used: timedelta
    left: timedelta
    due: datetime | None
    was_due: datetime | None
    paused_for: Pending | None
    resumes: datetime | None
    holder: str | None
    order: int | None
    at: datetime
    phases: tuple[Phase, ...]
    fixed: datetime | None = None
