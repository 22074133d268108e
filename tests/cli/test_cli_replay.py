"""`frontdesk policy replay`: what scripts and people get."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from frontdesk.resources import resource_text
from tests.logs import MAP

LOG = """case,what,team,at
c1,asked,south,2026-01-01T08:00:00Z
c1,sent,north,2026-01-01T09:00:00Z
c1,done,north,2026-01-01T10:30:00Z
c2,asked,\x1b[2Jsouth,2026-02-02T08:00:00Z
c2,done,\x1b[2Jsouth,2026-02-02T08:30:00Z
c3,asked,south,2026-02-03T08:00:00Z
c3,done,south,2026-02-03T08:30:00Z
c4,asked,south,2026-02-04T08:00:00Z
"""
RULE = """
[[rules]]
name = "mails go to whoever leads"
effect = "must"
route = "supervisor"
because = "So that somebody sees them."
when = { channel = "email" }
"""
FIGURES = (
    "n", "agreed", "top1", "top3", "macro_f1", "calibration_error", "by_route", "by_team", "moved",
    "cost_delta", "hops_delta", "method",
)  # fmt: skip


@pytest.fixture
def past(script: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "map.toml").write_text(MAP)
    (tmp_path / "log.csv").write_text(LOG)
    words = ("import", "log", str(tmp_path / "log.csv"), "--map", str(tmp_path / "map.toml"))
    script(*words, by="elsa")


def test_a_script_gets_every_figure_of_the_contract_and_how_it_was_computed(
    past: None, script: Any
) -> None:
    found = script("policy", "replay")
    assert set(FIGURES) <= found.keys()
    assert (found["n"], found["left_out"], found["decided_now"]) == (3, {"no_time_resolved": 1}, 3)
    figures = set(FIGURES) - {"method"}
    assert figures <= found["method"].keys()
    assert found["cost_delta"]["before"]["currency"] == "USD"
    assert [part["month"] for part in found["by_month"]] == ["2026-01", "2026-02"]
    assert script("policy", "replay")["decided_now"] == 0
    assert script("policy", "replay", "--fresh", "--limit", "1")["decided_now"] == 1


def test_another_policy_stands_beside_the_one_in_force(
    past: None, script: Any, tmp_path: Path
) -> None:
    other = tmp_path / "other.toml"
    text = resource_text("policy.toml")
    other.write_text(text + RULE)
    found = script("policy", "replay", "--policy", str(other))
    assert found["policy"] != found["in_force"]["policy"]
    assert found["between"]["n"] == 3
    rows = script("policy", "replay", "--policy", str(other), "--tickets", "between")
    assert len(rows["items"]) == found["between"]["differ"] == found["between"]["moved"] == 2


def test_rows_and_both_receipts_are_shown_and_nothing_of_elsewhere_acts_on_the_terminal(
    past: None, script: Any, person: Any
) -> None:
    rows = script("policy", "replay", "--tickets", "missed")["items"]
    assert {"number", "subject", "went", "would", "route", "cost_delta"} <= rows[0].keys()
    one = script("policy", "replay", "--ticket", "3")
    assert one["then"] is None
    assert one["would"][0]["options"]
    for words in ((), ("--tickets", "moved"), ("--ticket", "3")):
        assert "\x1b[2J" not in person("policy", "replay", *words)


@pytest.mark.parametrize(
    "words",
    [
        ("--tickets", "lost"),
        ("--tickets", "between"),
        ("--source", "moon"),
        ("--since", "2026-02-01", "--until", "2026-01-01"),
        ("--policy", "nowhere.toml"),
        ("--ticket", "4"),
    ],
)
def test_wrong_use_is_refused_in_one_line(past: None, person: Any, words: tuple[str, ...]) -> None:
    said = person("policy", "replay", *words, code=2)
    assert len(said.strip().splitlines()) == 1
