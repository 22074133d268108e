"""`frontdesk report` and imports of the past: what scripts and people get."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.logs import MAP

LOG = """case,what,team,at
c1,asked,south,2026-01-01T08:00:00Z
c1,sent,north,2026-01-01T09:00:00Z
c1,sent,south,2026-01-01T10:00:00Z
c1,done,south,2026-01-01T10:30:00Z
c2,done,\x1b[2Jsouth,2026-01-02T08:00:00Z
"""


@pytest.fixture
def log(script: Any, tmp_path: Path) -> Any:
    (tmp_path / "map.toml").write_text(MAP)
    (tmp_path / "log.csv").write_text(LOG)
    words = ("import", "log", str(tmp_path / "log.csv"), "--map", str(tmp_path / "map.toml"))
    return script(*words, by="elsa")


def test_an_import_of_a_log_says_what_came_in(log: Any) -> None:
    assert (log["imported"], log["events"], log["rows"], log["cases_left_out"]) == (2, 5, 5, 0)
    assert log["teams"][:2] == ["south", "north"]


def test_figures_stand_with_their_definition(script: Any, log: Any) -> None:
    found = script("report", "--calendar", "24x7")
    assert (found["tickets"], found["imported"], found["calendar"]) == (2, 2, "24x7")
    figures = {each["figure"]: each for each in found["figures"]}
    assert figures["ping_pong"] == {
        "figure": "ping_pong", "value": 0.5, "unit": "share", "count": 1, "of": 2,
        "definition": "a team had it again after another one, of all",
    }  # fmt: skip
    assert figures["time_to_resolve_incidents_median"]["value"] == 4500
    assert figures["cost_mean"]["value"] == {"amount": 5300, "currency": "USD"}


def test_groups_and_the_tickets_behind_a_number(script: Any, log: Any) -> None:
    found = script("report", "--by", "month")
    assert [group["group"] for group in found["groups"]] == ["2026-01"]
    behind = script("report", "--tickets", "ping_pong")
    assert behind == {"figure": "ping_pong", "items": [{"number": 1, "value": 1}], "next": None}
    assert script("report", "--tickets", "ping_pong", "--not")["items"] == [
        {"number": 2, "value": 0}
    ]
    assert script("report", "--source", "own")["figures"] == []
    assert script("report", "--since", "30d")["tickets"] == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--by", "colour"), "team"),
        (("--calendar", "moon"), "24x7"),
        (("--tickets", "pingpong"), "ping_pong"),
        (("--source", "elsewhere"), "imported"),
        (("--group", "south"), "--tickets"),
        (("--not",), "--tickets"),
        (("--since", "2026-02-01", "--until", "2026-01-01"), "--since"),
        (("--tickets", "handovers_mean", "--not"), "--not"),
    ],
)
def test_wrong_use_is_told_with_what_there_is(script: Any, words: Any, said: str) -> None:
    error = script("report", *words, code=2)["error"]
    assert said in f"{error['message']} {error['hint']}"


def test_people_see_names_from_elsewhere_made_safe(person: Any, log: Any) -> None:
    shown = person("report", "--by", "team")
    assert "handovers, mean" in shown
    assert "\x1b" not in shown
