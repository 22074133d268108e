"""What a tier wants to see before it accepts a ticket, and what lacks on it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frontdesk import policy
from frontdesk.decision.words import english
from frontdesk.errors import BadInputError
from frontdesk.routing import missing_for, reason_words, want_words
from tests.unit.routing_cases import (
    COVERED,
    DEFAULT,
    GOOD_FIX,
    POLICY,
    case,
    evidence,
    failed,
    route,
    said,
)

SHIPPED = 'wants = ["words:5", "category", "asset", "tried_fix"]'


def wanting(*wants: str) -> policy.Policy:
    listed = ", ".join(f'"{each}"' for each in wants)
    return policy.parse(DEFAULT.replace(SHIPPED, f"wants = [{listed}]", 1))


def test_the_shipped_wants_are_read() -> None:
    assert SHIPPED in DEFAULT
    assert [str(each) for each in POLICY.tier(2).wants] == [
        "words:5",
        "category",
        "asset",
        "tried_fix",
    ]
    assert POLICY.tier(1).wants == ()


@pytest.mark.parametrize(
    ("want", "lacking", "met"),
    [
        ("words:4", case("no mail"), case("no mail", "no mail")),
        ("category", case(), case(category="email")),
        ("site", case(), case(site="umea")),
        ("asset", case(category="hardware"), case(category="hardware", equipment=COVERED)),
        ("tried_fix", case(), case(tried=failed(9))),
    ],
)
def test_each_want_lacks_until_it_is_met(want: str, lacking: object, met: object) -> None:
    book, known = wanting(want), evidence(fixes=(GOOD_FIX,))
    assert missing_for(lacking, known, book, 2) == (want,)  # type: ignore[arg-type]
    assert missing_for(met, known, book, 2) == ()  # type: ignore[arg-type]


def test_equipment_is_wanted_only_where_the_category_is_about_equipment() -> None:
    assert missing_for(case(category="email"), evidence(), wanting("asset"), 2) == ()


@pytest.mark.parametrize(
    "fix", [replace(GOOD_FIX, tier=2), replace(GOOD_FIX, likeness=0.1)], ids=["higher", "unlike"]
)
def test_no_tried_fix_is_wanted_where_none_suits(fix: object) -> None:
    book = wanting("tried_fix")
    assert missing_for(case(), evidence(fixes=(fix,)), book, 2) == ()
    assert missing_for(case(), None, book, 2) == ()


def test_a_tier_that_wants_nothing_lacks_nothing_and_one_beyond_the_ladder_is_its_end() -> None:
    bare = case()
    assert missing_for(bare, evidence(), POLICY, 1) == ()
    assert missing_for(bare, evidence(), POLICY, 9) == missing_for(bare, evidence(), POLICY, 3)


def test_the_receipt_says_what_each_tier_above_would_miss() -> None:
    lines = said(route("mail", category="email"), "contract_lacks")
    assert [line.facts["tier"] for line in lines] == [2, 3]
    assert "at least 5 words" in reason_words(lines[0], english)
    whole = route("outlook does not open at all today", category="email", site="umea")
    assert [line.facts["tier"] for line in said(whole, "contract_kept")] == [2]


@pytest.mark.parametrize("want", ["words", "words:12", "category", "asset", "site", "tried_fix"])
def test_every_want_has_words(want: str) -> None:
    assert want_words(want, english)


@pytest.mark.parametrize(
    ("wrong", "hint"), [("asset_tag", "asset"), ("site:3", "only words"), ("words:0", "one of")]
)
def test_a_want_that_is_none_is_refused_with_the_nearest(wrong: str, hint: str) -> None:
    with pytest.raises(BadInputError) as refused:
        wanting(wrong)
    assert "tiers[1].wants" in refused.value.title
    assert hint in refused.value.hint
