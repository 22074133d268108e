"""A past that is told set-wise is the past that the verbs would have made."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from frontdesk import desk
from frontdesk.demo.build import ACTOR, build
from frontdesk.desk.office import Office

TODAY = date(2026, 11, 20)
COUNT = 60
SAME = (
    "kind", "subject", "status", "open", "pending", "priority", "impact", "urgency", "category",
    "channel", "site_id", "requester_id", "asset_id", "opened_at", "resolved_at",
    "resolution_code", "fix_id", "tier1_could",
)  # fmt: skip
HELD = ("tier", "team_id", "assignee_id", "hops", "cost")


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("retelling")
    lived = build(folder / "lived.db", tickets=COUNT, seed=5, today=TODAY, live=COUNT)
    told = build(folder / "told.db", tickets=COUNT, seed=5, today=TODAY, live=0)
    return lived, told


def rows(path: Path, question: str) -> list[dict[str, object]]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(question)]


def past(path: Path) -> Iterator[dict[str, object]]:
    """The tickets that are over, by what the plan says of them."""
    question = "SELECT * FROM ticket WHERE NOT open ORDER BY opened_at, subject"
    yield from rows(path, question)


def test_tickets_end_alike(both: tuple[Path, Path]) -> None:
    for lived, told in zip(past(both[0]), past(both[1]), strict=True):
        assert {name: told[name] for name in SAME} == {name: lived[name] for name in SAME}


def test_who_held_them_is_the_same_where_the_desk_routed_as_the_people_did(
    both: tuple[Path, Path],
) -> None:
    pairs = list(zip(past(both[0]), past(both[1]), strict=True))
    same = sum(all(told[name] == lived[name] for name in HELD) for lived, told in pairs)
    assert same >= len(pairs) * 0.8


@pytest.mark.parametrize(
    "question",
    [
        "SELECT fix_id, outcome, count(*) FROM fix_attempt GROUP BY 1, 2 ORDER BY 1, 2",
        (
            "SELECT state, vendor_id, asset_id, result, cost, under_warranty, version "
            "FROM repair_order ORDER BY opened_at"
        ),
        "SELECT channel, direction, sum(minutes), count(*) FROM contact GROUP BY 1, 2",
        "SELECT visibility, agent_id, count(*) FROM message GROUP BY 1, 2",
    ],
)
def test_what_stands_beside_them_is_the_same(both: tuple[Path, Path], question: str) -> None:
    assert rows(both[1], question) == rows(both[0], question)


def test_their_events_hold_the_same_fields(both: tuple[Path, Path]) -> None:
    shapes = []
    for path in both:
        found: dict[str, set[str]] = {}
        for row in rows(path, "SELECT verb, after FROM event WHERE subject IN ('ticket','repair')"):
            found.setdefault(str(row["verb"]), set()).update(json.loads(str(row["after"])))
        shapes.append(found)
    lived, told = shapes
    for verb, fields in told.items():
        if verb != "take":  # filing it with the caller on the line has taken most of them
            assert fields - {"hops"} <= lived.get(verb, fields) | {"cost", "tier", "team_id"}, verb


def test_a_told_history_holds_together_and_is_found(both: tuple[Path, Path]) -> None:
    office = Office.open(both[1], ACTOR)
    try:
        assert not desk.trust.verify(office).findings
    finally:
        office.close()
    found = rows(both[1], "SELECT count(*) AS n FROM ticket_search")
    assert found == [{"n": COUNT}]
