"""One spell of a clock while it is being counted: phases are put one behind the other.

It knows the rules of a promise (pauses, change, merging); when a clock starts and stops is known
by ``engine``, ``between_teams`` and ``agreed``.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from frontdesk.terms import Clock, Pending
from frontdesk.timing.piece import Piece
from frontdesk.timing.promise import OnChange, OnMerge, Promise
from frontdesk.timing.reach import counted
from frontdesk.timing.running import Cause, Phase, Running, length, micros
from frontdesk.timing.standing import End, Started, ended, running


class _Unpromised(NamedTuple):
    """A piece of time to which no promise applied, kept for one that counts since the start."""

    start: int
    end: int
    pending: Pending | None
    until: int | None
    cause: Cause
    counts: bool


class Spell:
    """A spell under way: ``follow`` it piece by piece, ``stop`` it, and ask for the ``result``."""

    __slots__ = (
        "_absorbs", "_last", "_lost", "_phases", "_section", "_since", "_start", "_tail",
        "_unpromised", "_waits", "clock", "end", "holder", "number", "promise", "stopped",
    )  # fmt: skip

    def __init__(self, clock: Clock, number: int, start: int, holder: str | None = None) -> None:
        self.clock = clock
        self.number = number
        self.holder = holder
        self.promise: Promise | None = None
        self.stopped: int | None = None
        self.end = End.JUDGED
        self._start = self._since = start
        self._phases: list[Phase] = []
        self._last: Promise | None = None
        self._lost = start
        self._section = 0
        self._unpromised: list[_Unpromised] = []
        self._absorbs: int | None = None
        self._tail: tuple[int, int, bool, Cause, Pending | None] | None = None
        self._waits: tuple[Pending, int | None] | None = None

    @property
    def rules(self) -> Promise | None:
        """The promise in force, or the last that was."""
        return self.promise or self._last

    def absorb(self, piece: Piece) -> None:
        """Note the opening of a ticket that was merged into this one, if this moment did that."""
        facts = piece.moment.facts
        if facts and isinstance(since := facts.get("absorbed"), datetime):
            opened = micros(since)
            self._absorbs = opened if self._absorbs is None else min(self._absorbs, opened)

    def under(self, at: int, promise: Promise | None) -> None:
        """From now on this promise is in force; ``None``: no promise is."""
        if promise is not self.promise and promise != self.promise:
            self._settle()
            if promise is None:
                self._last, self.promise, self._lost = self.promise, None, at
                return
            self._change(at, promise)
        if self._absorbs is not None and self.promise is not None:
            if self.promise.on_merge is OnMerge.EARLIEST and self._absorbs < self._since:
                early = Phase(self._absorbs, self._since, True, Cause.ABSORBED, self.promise)
                self._phases.insert(self._section, early)
                self._since = self._absorbs
            self._absorbs = None

    def _change(self, at: int, promise: Promise) -> None:
        was, without = self.promise or self._last, self._unpromised
        self.promise, self._unpromised = promise, []
        if promise.on_change is OnChange.FROM_START:
            for each in without:
                self._recount(each, promise)
        elif was is not None and without:
            self._put(without[0].start, at, False, Cause.UNPROMISED)
        if was is None:
            if promise.on_change is not OnChange.FROM_START:
                self._start = at
            return
        self._settle()
        carried = 0
        if promise.on_change is not OnChange.FROM_START:
            used = sum(map(counted, self._phases))
            carried = -used
            if promise.on_change is OnChange.FORWARD:
                carried += used * length(promise.within) // length(was.within)
        self._phases.append(Phase(at, at, False, Cause.CHANGED, promise, carried=carried, was=was))
        if promise.on_change is not OnChange.FROM_START:
            self._section = len(self._phases)

    def _recount(self, each: _Unpromised, promise: Promise) -> None:
        if each.cause is Cause.RUNNING:
            self._count(each.start, each.end, each.pending, each.until, promise)
        else:
            self._put(each.start, each.end, each.counts, each.cause)

    def follow(self, piece: Piece) -> None:
        """Count a piece of the life."""
        pending = piece.state.pending if piece.waits else None
        if self.promise is None:
            self._waits = None
            self._unpromised.append(
                _Unpromised(piece.start, piece.end, pending, piece.until, Cause.RUNNING, True)
            )
        else:
            self._count(piece.start, piece.end, pending, piece.until, self.promise)

    def _count(
        self, start: int, end: int, pending: Pending | None, until: int | None, promise: Promise
    ) -> None:
        self._waits = None
        if pending is None or pending not in promise.pauses:
            self._put(start, end, True, Cause.RUNNING)
        elif until is None or until > end:
            self._put(start, end, False, Cause.WAITS, pending)
            self._waits = pending, until
        else:
            if until > start:
                self._put(start, until, False, Cause.WAITS, pending)
            self._put(max(start, until), end, True, Cause.WAITED_LONG_ENOUGH, pending)

    def stop(self, at: int, end: End) -> None:
        """End it."""
        self.stopped, self.end, self._waits = at, end, None

    def resume(self, at: int, cause: Cause, *, counts: bool) -> None:
        """Go on where it was stopped; the time between counts, or not."""
        assert self.stopped is not None
        if self.promise is None:
            self._unpromised.append(_Unpromised(self.stopped, at, None, None, cause, counts))
        else:
            self._put(self.stopped, at, counts, cause)
        self.stopped, self.end = None, End.JUDGED

    def _put(
        self, start: int, end: int, running: bool, cause: Cause, pending: Pending | None = None
    ) -> None:
        """Put a phase at the end, or make the last one longer where nothing has changed."""
        if end <= start:
            return
        tail = self._tail
        if (
            tail is not None
            and tail[1] == start
            and tail[3] is cause
            and tail[2] is running
            and tail[4] is pending
        ):
            self._tail = (tail[0], end, running, cause, pending)
            return
        self._settle()
        self._tail = (start, end, running, cause, pending)

    def _settle(self) -> None:
        """What was put last cannot become longer any more."""
        tail = self._tail
        if tail is not None:
            start, end, running, cause, pending = tail
            self._phases.append(Phase(start, end, running, cause, self.promise, pending))
            self._tail = None

    def misdated(self, piece: Piece) -> None:
        """Note that something is dated earlier than what happened before it."""
        self._settle()
        at = piece.start
        self._phases.append(
            Phase(at, at, False, Cause.MISDATED, self.promise, dated=piece.moment.at)
        )

    def result(self, now: int) -> Running | None:
        """How it stands; ``None`` where no promise ever applied."""
        promise = self.rules
        if promise is None:
            return None
        if self.promise is None:
            stopped, end = self._lost, End.VOID
        elif self.stopped is not None:
            stopped, end = self.stopped, self.end
        else:
            return running(self._started(promise), now, self._waits)
        return ended(self._started(promise), now, stopped, end)

    def _started(self, promise: Promise) -> Started:
        self._settle()
        return Started(
            self.clock, self.number, promise, self._start, tuple(self._phases), self.holder
        )
