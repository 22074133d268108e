from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.learning import tokens
from frontdesk.learning.tokens import Group, features, pieces, readable, words


def test_words_are_folded_and_long_numbers_told_apart_by_length() -> None:
    assert words("Drukarka NIE działa, nr 5550142 (2. piętro)") == [
        "drukarka", "nie", "dziala", "nr", "0000000", "2", "pietro"
    ]  # fmt: skip


def test_a_language_without_spaces_gives_a_word_a_character() -> None:
    assert words("打印机坏了 help") == ["打", "印", "机", "坏", "了", "help"]
    assert "p打 印" in features("打印机").groups[Group.PAIR]


def test_a_word_with_a_broken_character_stays_one_word() -> None:
    assert words("st\ufffdrning p\ufffd skrivaren") == ["st\ufffdrning", "p\ufffd", "skrivaren"]


def test_nothing_gives_nothing() -> None:
    assert not features("")
    assert not features(" \n…?! ", {"site": "", "product": "  "})
    assert features("", {"site": "lund"})


def test_a_megabyte_is_read_no_further_than_the_first_words() -> None:
    found = features("toner jam " * 100_000)
    assert found.groups[Group.WORD] == {"wtoner": 200, "wjam": 200}
    assert max(map(len, features("a" * 1_000_000).groups[Group.WORD])) <= 1 + tokens.LONGEST_WORD
    many = features(" ".join(f"w{n}" for n in range(100_000)))
    assert len(many.groups[Group.WORD]) == tokens.MOST_WORDS
    assert len(many.words) == tokens.MOST_PIECED


def test_fields_and_their_pairs_do_not_depend_on_the_order_in_which_they_come() -> None:
    one = features("", {"site": "Poznań", "product": "X 1"})
    other = features("", {"product": "X  1", "site": "poznan"})
    assert one == other
    assert one.groups[Group.FIELDS] == {"gproduct=x 1&site=poznan": 1}


def test_very_many_fields_are_capped() -> None:
    found = features("", {f"f{n:04}": "v" * 10_000 for n in range(1000)})
    assert len(found.groups[Group.FIELD]) == tokens.MOST_FIELDS
    pairs = tokens.MOST_PAIRED * (tokens.MOST_PAIRED - 1) // 2
    assert len(found.groups[Group.FIELDS]) == pairs


def test_a_misspelt_word_shares_most_pieces_with_the_right_one() -> None:
    right, wrong = set(pieces("printer")), set(pieces("printr"))
    assert len(right & wrong) > len(wrong) // 2


@pytest.mark.parametrize(
    ("feature", "said"),
    [("wjam", "jam"), ("pred light", "red light"), ("gsite=a&team=b", "site=a + team=b")],
)
def test_a_feature_is_read_as_words(feature: str, said: str) -> None:
    assert readable(feature) == said


@given(st.text(max_size=40), st.dictionaries(st.text(max_size=9), st.text(max_size=9), max_size=3))
@settings(max_examples=30, deadline=None)
def test_any_text_gives_features_that_can_be_written_down(
    text: str, fields: dict[str, str]
) -> None:
    found = features(text + "\ud800", fields)
    for group, counted in found.groups.items():
        for feature, times in counted.items():
            feature.encode()
            assert feature[0] == group
            assert times >= 1
