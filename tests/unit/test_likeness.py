"""How like texts are: by the words that both have, rare ones more, whatever the text."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from frontdesk.learning.likeness import (
    MOST_WORDS,
    Asked,
    bag_of,
    number_of,
    rarity,
    said,
    unpacked,
    words_of,
)

WORDS = ["printer", "jam", "red", "lamp", "vpn", "token", "mail", "lost", "slow"]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=9)
COMMON, RARE = 900, 3


def asked(text: str, having: dict[str, int] | None = None) -> Asked:
    """A text to compare with, on a desk of 1000 tickets."""
    counts = having or {}
    return Asked(text, {number_of(w): rarity(1000, counts.get(w, 30)) for w in words_of(text)})


@given(TEXTS, TEXTS, st.dictionaries(st.sampled_from(["printer", "vpn"]), st.integers(0, 1000)))
def test_a_text_is_most_like_itself(
    one: list[str], other: list[str], having: dict[str, int]
) -> None:
    assume(one)
    own = asked(" ".join(one), having)
    itself = own.likeness(bag_of(" ".join(one)).packed())
    assert itself == pytest.approx(1.0)
    assert itself >= own.likeness(bag_of(" ".join(other)).packed()) - 1e-9


def test_a_rarer_shared_word_counts_more() -> None:
    own = asked("printer token", {"printer": COMMON, "token": RARE})
    rare, common = (own.likeness(bag_of(f"{word} lost").packed()) for word in ("token", "printer"))
    assert rare > common > 0.0


def test_more_words_in_common_are_more_like() -> None:
    own = asked("printer jam red lamp")
    several, one = (own.likeness(bag_of(t).packed()) for t in ("jam red lamp", "jam slow mail"))
    assert several > one


@given(TEXTS, TEXTS)
def test_nothing_shared_is_not_alike(one: list[str], other: list[str]) -> None:
    assume(not set(one) & set(other))
    assert asked(" ".join(one)).likeness(bag_of(" ".join(other)).packed()) == 0.0


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_can_be_compared(one: str, other: str) -> None:
    bag = bag_of(other)
    numbers, several = unpacked(bag.packed())
    assert dict(zip(numbers, several, strict=True)) == dict(bag.counts)
    assert 0.0 <= asked(one).likeness(bag.packed()) <= 1.0


HOSTILE = ("", " ", "x", "\x00", "\ud800", "打印机坏了", "¿?", "a" * 1_000_000, "jam " * 300_000)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_small_bags(text: str) -> None:
    assert len(bag_of(text).counts) <= MOST_WORDS
    assert asked(text).likeness(bag_of("mail").packed()) == 0.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Drukarka nie działa", "drukarki NIE DZIALA"),
        ("skrivaren är trasig", "Skrivare trasigt"),
        ("打印机坏了", "打印机没有纸"),
    ],
)
def test_inflection_diacritics_and_scripts_without_spaces_are_no_hindrance(
    one: str, other: str
) -> None:
    assert asked(one).likeness(bag_of(other).packed()) > 0.4


def test_codes_are_told_apart_by_their_last_letter() -> None:
    assert asked("error kb2931a").likeness(bag_of("kb2931b").packed()) == 0.0


def test_the_shared_words_are_named_as_they_were_asked_the_rarest_first() -> None:
    own = asked("printers jammed token", {"printers": COMMON, "token": RARE, "jammed": 30})
    kept = bag_of("the token of the printer jammed").packed()
    assert own.shared(kept, 2) == ("token", "jammed")


def test_a_subject_that_repeats_the_words_counts_once() -> None:
    assert said("printer jams…", "printer jams at once") == "printer jams at once"
    assert said("printer", "jams") == "printer\njams"


@given(st.integers(1, 10**6), st.data())
def test_a_rarer_word_is_worth_more(tickets: int, data: st.DataObject) -> None:
    few, many = sorted(data.draw(st.lists(st.integers(1, tickets), min_size=2, max_size=2)))
    assert rarity(tickets, few) >= rarity(tickets, many) > 0.0
