"""Nobody is asked to do what is far below them while somebody who suits is free."""

from __future__ import annotations

from typing import Any

from frontdesk import policy
from frontdesk.decision.words import english
from frontdesk.routing import person_words, rank, reason_words
from tests.unit.routing_cases import DEFAULT, POLICY, case, evidence, person, route, said

MASTER = {"authority": 5, "knew": 3}


def picked(*people: object, **values: Any) -> str | None:
    return route(known={"people": people}, **values).target.assignee


def test_who_is_far_above_is_passed_over_though_they_knew_the_requester() -> None:
    assert picked(person("a", **MASTER), person("b", load=9)) == "b"


def test_they_are_asked_when_nobody_else_who_suits_is_free() -> None:
    full, gone = person("b", load=12), person("c", on_shift=False)
    assert picked(person("a", **MASTER), full, gone) == "a"


def test_it_is_not_far_below_them_when_the_matter_is_complex() -> None:
    assert picked(person("a", **MASTER), person("b", authority=4), complexity=3, tier=2) is None
    team = {"team": "desktop", "tier": 2}
    two = (person("a", **team, **MASTER), person("b", authority=4, **team))
    assert picked(*two, complexity=3, tier=2, team="desktop") == "a"


def test_the_policy_says_how_far_is_far() -> None:
    wide = policy.parse(DEFAULT.replace("far_below = 3", "far_below = 4", 1))
    people = (person("a", **MASTER), person("b", load=9))
    assert picked(*people, policy=wide) == "a"


def test_the_receipt_and_the_ranking_say_why() -> None:
    master = person("a", **MASTER)
    decision = route(known={"people": (master, person("b"))})
    lines = {str(line.facts["person"]): line for line in said(decision, "person")}
    assert "far below them" in reason_words(lines["a"], english)
    assert "far below" not in reason_words(lines["b"], english)
    (first,) = rank(case(), evidence(people=(master,)), POLICY)
    assert first.fits
    assert "far below them" in person_words(first, english)
