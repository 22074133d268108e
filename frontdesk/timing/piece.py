"""A life cut at its moments: what the ticket was between one moment and the next.

Here the order of events is settled: what is dated earlier than its predecessor counts at the
predecessor's time, and a "now" before the last event (a clock set back) counts as that event's.
"""

from __future__ import annotations

from datetime import datetime
from operator import attrgetter
from typing import NamedTuple

from frontdesk.terms import Status
from frontdesk.timing.life import Life, Moment, State
from frontdesk.timing.running import micros

_WHAT_IT_IS = attrgetter(
    "priority", "category", "kind", "channel", "site", "plan", "team", "tier", "requester"
)

UNDOING = frozenset({"undo", "redo", "unmerge"})
"""Verbs that put columns back: what they reopen had, as far as clocks go, never stopped."""


class Piece(NamedTuple):
    """What a ticket was from one moment to the next.

    Attributes:
        start, end: microseconds since 1970, UTC.
        until: ``pending_until`` in microseconds, where it waits for something and that is known.
        kin: the same number for neighbours that are the same but for where they stand (status,
            what they wait for, who holds them): the same promises apply to them.
        misdated: whether the moment is dated earlier than its predecessor.
    """

    start: int
    end: int
    moment: Moment
    state: State
    is_open: bool
    waits: bool
    until: int | None
    kin: int
    misdated: bool

    @property
    def taken_back(self) -> bool:
        """Whether the moment took something back."""
        return self.moment.verb in UNDOING

    @property
    def void(self) -> bool:
        """Whether the ticket came to nothing here: cancelled, or merged into another."""
        return self.state.status is Status.CANCELLED or "merged_into" in self.moment.facts


def pieces(life: Life, now: datetime) -> list[Piece]:
    """The pieces of a life up to now, in order; the last one ends now and may have no length."""
    moments = life.moments
    last = len(moments) - 1
    starts: list[int] = []
    dated: list[int] = []
    latest = -(2**63)
    for moment in moments:
        at = micros(moment.at)
        dated.append(at)
        latest = max(latest, at)
        starts.append(latest)
    starts.append(max(latest, micros(now)))
    found = []
    kin, before = 0, None
    for n in range(last + 1):
        moment = moments[n]
        state = moment.state
        what = _WHAT_IT_IS(state)
        if what != before:
            kin, before = kin + 1, what
        status, until = state.status, state.pending_until
        waits = status is Status.PENDING
        found.append(
            Piece(
                starts[n],
                starts[n + 1],
                moment,
                state,
                status.is_open,
                waits,
                micros(until) if until is not None and waits else None,
                kin,
                dated[n] < starts[n],
            )
        )
    return found
