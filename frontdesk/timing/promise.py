"""What is promised about a ticket: so much business time, by a calendar, with rules for change.

It refuses to know which promise applies to which ticket: the policy says so (``Promised``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from frontdesk.terms import Clock, Pending
from frontdesk.timing.calendar import Calendar
from frontdesk.timing.life import State


class OnChange(StrEnum):
    """What a promise does with the time that was used before it came into force.

    The new promise's own rule counts. ``from_start``: the new target, and what has been counted
    since the start stays counted, by the calendar that was in force then; time without any promise
    is counted now. ``forward``: the share of the old promise that is used up stays used, what is
    left runs at the new one. ``reset``: nothing is used at the change.
    """

    FROM_START = "from_start"
    FORWARD = "forward"
    RESET = "reset"


class OnReopen(StrEnum):
    """What a reopened ticket's clock does: go on where it stopped, or start a new spell."""

    CONTINUE = "continue"
    RESET = "reset"


class Gap(StrEnum):
    """Whether the time between resolved and reopened counts, where the clock goes on."""

    EXCLUDED = "excluded"
    COUNTED = "counted"


class OnHandBack(StrEnum):
    """What the clock of a team does that gets a ticket again: its earlier spell goes on, or not."""

    CONTINUE = "continue"
    RESET = "reset"


class OnMerge(StrEnum):
    """Whose opening counts when a ticket absorbs another: its own, or the earliest of them."""

    OWN = "own"
    EARLIEST = "earliest"


@dataclass(frozen=True, slots=True)
class Promise:
    """So much time of a calendar for one clock of a ticket.

    Attributes:
        clock: what is promised.
        name: as the policy calls it.
        within: how much of the calendar's open time may be used.
        calendar: whose hours count.
        pauses: for what the clock waits; waiting for anything else counts.
    """

    clock: Clock
    name: str
    within: timedelta
    calendar: Calendar
    pauses: frozenset[Pending] = frozenset()
    on_change: OnChange = OnChange.FROM_START
    on_reopen: OnReopen = OnReopen.CONTINUE
    gap: Gap = Gap.EXCLUDED
    on_hand_back: OnHandBack = OnHandBack.CONTINUE
    on_merge: OnMerge = OnMerge.OWN


Promised = Callable[[Clock, State], Promise | None]
"""Which promise applies to a ticket in that state; ``None``: none does.

Give the same object for the same promise: a clock compares identities first.
"""
