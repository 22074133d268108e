"""Replay: a policy over past tickets as they were known when they were opened.

``run`` decides about each and keeps the decisions in the user's cache (``store.replays``), so that
it can be interrupted and goes on where it stopped; what happened is read anew each time, because
reading it is quick. It writes nothing to the store, and it refuses every word, field and record
that is of later (``then``).
"""

from __future__ import annotations

from frontdesk.insight.replay.method import REASONS, method
from frontdesk.insight.replay.running import Replay, Row, Wanted, between, rows, run

__all__ = ["REASONS", "Replay", "Row", "Wanted", "between", "method", "rows", "run"]
