"""Tickets that are like a case, as evidence for tests."""

from __future__ import annotations

from frontdesk.routing import Alike, Nearby

NONE = Nearby(count=0, hours=4.0)
FEW = Nearby(count=2, hours=4.0, numbers=(8, 7), usual=0.3)
MANY = Nearby(count=9, hours=4.0, numbers=(9, 8, 7), usual=0.3)
ALIKE = (
    Alike(
        number=7, subject="badge reader dead", likeness=0.8, words=("badge", "reader"),
        same_model=True, same_site=True, team="network", tier=2, seconds=10_800, fix=31,
    ),
    Alike(number=5, subject="badge lost", likeness=0.41, words=("badge",), seconds=300_000),
    Alike(number=4, subject="reader of lips", likeness=0.3, words=("reader",), same_category=True),
    Alike(number=3, subject="the fourth", likeness=0.2, words=("badge",)),
)  # fmt: skip
