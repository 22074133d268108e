"""Business time: how long something took, when it is due, and why, checked by hand.

The index of ``timing``: what it offers is imported from here. It is pure: it reads no store and no
wall clock, and it refuses to know a policy; what is promised comes in as plain values.
"""

from __future__ import annotations

from frontdesk.timing.calendar import ALWAYS, Calendar, calendar_of
from frontdesk.timing.engine import clocks, due_at
from frontdesk.timing.holding import Held, holders
from frontdesk.timing.holiday import categories_of
from frontdesk.timing.hours import Day, DayKind, Hours, OwnDay, Window
from frontdesk.timing.ledger import Line, LineKind, ledger
from frontdesk.timing.life import Life, Moment, OrderLife, State, imported
from frontdesk.timing.promise import (
    Gap,
    OnChange,
    OnHandBack,
    OnMerge,
    OnReopen,
    Promise,
    Promised,
)
from frontdesk.timing.running import Cause, ClockState, Phase, Running
from frontdesk.timing.stretch import Stretch, Why
from frontdesk.timing.whatif import what_if
from frontdesk.timing.words import clock_words, line_words, result_words, state_words, waiting_words

__all__ = [
    "ALWAYS",
    "Calendar",
    "Cause",
    "ClockState",
    "Day",
    "DayKind",
    "Gap",
    "Held",
    "Hours",
    "Life",
    "Line",
    "LineKind",
    "Moment",
    "OnChange",
    "OnHandBack",
    "OnMerge",
    "OnReopen",
    "OrderLife",
    "OwnDay",
    "Phase",
    "Promise",
    "Promised",
    "Running",
    "State",
    "Stretch",
    "Why",
    "Window",
    "calendar_of",
    "categories_of",
    "clock_words",
    "clocks",
    "due_at",
    "holders",
    "imported",
    "ledger",
    "line_words",
    "result_words",
    "state_words",
    "waiting_words",
    "what_if",
]
