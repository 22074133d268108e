"""How complex a ticket is that nobody has judged, and what of it the receipt shows."""

from __future__ import annotations

from typing import Any

import pytest

from frontdesk import policy
from frontdesk.decision.words import english
from frontdesk.routing import Alike, Decision, Equipment, reason_words
from frontdesk.terms import Impact
from tests.unit.routing_cases import DEFAULT, failed, route, said, taught


def alike(*tiers: int | None) -> tuple[Alike, ...]:
    return tuple(Alike(n, "the same", 0.9, tier=tier) for n, tier in enumerate(tiers, 1))


def parts(decision: Decision) -> dict[str, Any]:
    (line,) = said(decision, "complexity_estimated")
    return {k.removeprefix("adds."): v for k, v in line.facts.items() if k.startswith("adds.")}


def test_it_begins_with_the_category_or_with_what_counts_without_one() -> None:
    assert parts(route("outlook")) == {"category": 2}
    assert parts(route("something odd here")) == {"none": 2}


@pytest.mark.parametrize(
    ("part", "values"),
    [
        ("wide", {"impact": Impact.SITE}),
        ("reopened", {"reopened": 1}),
        ("tries", {"tried": failed(1, 2)}),
        ("equipment", {"equipment": Equipment("SW-1", "switch")}),
    ],
)
def test_each_addend_is_counted_and_shown(part: str, values: dict[str, Any]) -> None:
    decision = route(**values)
    assert parts(decision) == {"category": 2, part: 1}
    assert decision.complexity == 3


def test_who_resolved_the_tickets_like_it_moves_it_a_step() -> None:
    up = route(known={"alike": alike(2, 2, 3)})
    assert (parts(up)["alike"], up.complexity) == (1, 3)
    down = route("network switch is down", known={"alike": alike(1, 1, 1)})
    assert (parts(down)["alike"], down.complexity) == (-1, 2)


def test_what_fits_the_tier_that_resolved_them_moves_nothing() -> None:
    assert "alike" not in parts(route(known={"alike": alike(1, 1, 1)}))


def test_too_few_of_them_or_none_known_say_nothing() -> None:
    assert "alike" not in parts(route(known={"alike": alike(3, 3)}))
    assert "alike" not in parts(route(known={"alike": alike(3, 3, None)}))


def test_what_was_learned_surely_speaks_where_too_few_are_alike() -> None:
    sure = {"learned": taught(network=0.9, front_office=0.1)}
    assert parts(route(known=sure))["learned"] == 1
    assert "learned" not in parts(route(known={**sure, "alike": alike(1, 1, 1)}))
    unsure = {"learned": taught(network=0.5, front_office=0.5)}
    assert "learned" not in parts(route(known=unsure))


def test_the_policy_says_how_far_evidence_may_move_it() -> None:
    for most, moved in ((0, None), (2, 2)):
        book = policy.parse(DEFAULT.replace("\nevidence = 1 ", f"\nevidence = {most} ", 1))
        decision = route("password", known={"alike": alike(2, 2, 2)}, policy=book)
        assert parts(decision).get("alike") == moved


def test_it_stays_between_one_and_five() -> None:
    decision = route(
        "ransomware", impact=Impact.EVERYONE, reopened=2, tried=failed(1, 2), category="security"
    )
    assert decision.complexity == 5


def test_what_a_person_judged_is_not_reckoned() -> None:
    decision = route(complexity=4, known={"alike": alike(1, 1, 1)})
    assert decision.complexity == 4
    assert not said(decision, "complexity_estimated")


def test_the_receipt_says_each_part() -> None:
    decision = route(impact=Impact.SITE, known={"alike": alike(3, 3, 3)})
    (line,) = said(decision, "complexity_estimated")
    assert reason_words(line, english) == (
        "Its complexity is reckoned to be 4 of 5 (2 for what it is about, +1 since a whole site or "
        "everyone is hit, +1 since tier 3 resolved most of the tickets like it); this tier handles "
        "up to 2."
    )
