"""What becomes of a ticket is told from what to what, shortly, and nothing that only follows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from frontdesk.becoming import words

WARSAW = timezone(timedelta(hours=1))


@pytest.mark.parametrize(
    ("was", "became", "said"),
    [
        ({"assignee": "maja"}, {"assignee": "jan"}, "assignee maja → jan"),
        ({"assignee": None}, {"assignee": "jan"}, "assignee – → jan"),
        ({"priority": "P3", "tier": 1}, {"priority": "P2", "tier": 2}, "L1 → L2, P3 → P2"),
        ({"status": "new"}, {"status": "in_progress"}, "status new → in progress"),
        ({"team": "a"}, {"team": "a"}, ""),
        ({"hops": 1}, {"hops": 2, "decision": 9}, ""),
        ({"watchers": []}, {"watchers": ["ola", "jan"]}, "watchers – → ola jan"),
        (
            {},
            {"pending_until": datetime(2026, 11, 23, 9, tzinfo=UTC)},
            "waits until – → 2026-11-23 10:00",
        ),
        ({"site": "a"}, {"site": "\x1b[31mb"}, "site a → ␛[31mb"),
    ],
)
def test_what_becomes_is_told_from_what_to_what(
    was: dict[str, object], became: dict[str, object], said: str
) -> None:
    assert words(was, became, WARSAW) == said
