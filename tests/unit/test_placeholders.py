"""Placeholders of canned answers: filled once, as text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.errors import BadInputError
from frontdesk.placeholders import WORDS, check, filled


def test_what_is_filled_in_is_not_looked_at_again() -> None:
    assert filled("{requester}: {number}", {"requester": "{number}", "number": "12"}) == (
        "{number}: 12"
    )


def test_what_is_not_known_stays_as_it_was_typed() -> None:
    assert filled("{site} {nothing} {", {"site": ""}) == "{site} {nothing} {"


@given(st.text(), st.dictionaries(st.sampled_from(sorted(WORDS)), st.text(min_size=1)))
def test_text_without_braces_is_left_alone(text: str, values: dict[str, str]) -> None:
    bare = text.replace("{", "").replace("}", "")
    check(bare)
    assert filled(bare, values) == bare


def test_the_nearest_placeholder_is_named() -> None:
    with pytest.raises(BadInputError, match=r"\{first_name\}"):
        check("Hello {firstname}")
