"""Tickets that are like another one, or like some words, with why."""

from __future__ import annotations

from typing import Any

import pytest

WHY = ["words", "same_model", "same_site", "same_category"]
ITEM = ["number", "subject", "likeness", "why", "team", "tier", "seconds", "fix"]


@pytest.fixture
def past(script: Any) -> list[int]:
    """Two resolved tickets and an open one."""
    numbers = []
    for subject in ("periscope fogs up \x1b[2J", "anchor chain rattles", "periscope fogs up again"):
        made = script("new", subject, "--requester", "anna", "--site", "poznan", "--no-route")
        numbers.append(made["number"])
    for number in numbers[:2]:
        script("take", str(number))
        script("resolve", str(number), "--code", "fixed", "--text", "wiped")
    return numbers


def test_resolved_tickets_like_a_ticket_are_listed_with_why(script: Any, past: list[int]) -> None:
    found = script("similar", str(past[2]))
    assert list(found) == ["items", "next", "nearby"]
    (only,) = found["items"]
    assert list(only) == ITEM
    assert (only["number"], list(only["why"])) == (past[0], WHY)
    assert set(only["why"]["words"]) == {"periscope", "fogs", "up"}
    assert only["why"]["same_site"]
    assert (found["nearby"]["count"], found["nearby"]["numbers"]) == (1, [past[0]])


def test_words_alone_are_enough(script: Any, past: list[int]) -> None:
    found = script("similar", "--text", "the anchor", "--limit", "1")
    assert [each["number"] for each in found["items"]] == [past[1]]
    assert found["nearby"] is None
    assert script("similar", "--text", "xyzzy")["items"] == []


def test_people_read_why_and_nothing_reaches_their_terminal(person: Any, past: list[int]) -> None:
    said = person("similar", str(past[2]))
    assert "periscope" in said
    assert "same site" in said
    assert "\x1b" not in said
    assert "in the last 4 h: 1" in said
    assert person("similar", "--text", "xyzzy") == "no resolved ticket is like it\n"


@pytest.mark.parametrize("words", [(), ("1", "--text", "x"), ("--text", " "), ("999",), ("x",)])
def test_what_is_meant_has_to_be_said(person: Any, past: list[int], words: tuple[str, ...]) -> None:
    assert "frontdesk: " in person("similar", *words, code=2)
