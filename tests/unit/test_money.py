from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.errors import BadInputError
from frontdesk.money import currency, parse_money
from frontdesk.terms import Money


@pytest.mark.parametrize(
    ("typed", "minor"),
    [
        ("120", 12_000),
        ("120.50", 12_050),
        ("120,5", 12_050),
        ("1 200,50", 120_050),
        ("1\u00a0200,50", 120_050),
        ("1,200.50", 120_050),
        ("1.200,50", 120_050),
        ("1'200", 120_000),
        ("1.200.300", 120_030_000),
        ("0", 0),
        ("-0", 0),
        ("+5", 500),
    ],
)
def test_amounts_as_people_type_them(typed: str, minor: int) -> None:
    assert parse_money(typed, "EUR") == Money(minor, "EUR")


def test_a_currency_that_was_typed_counts() -> None:
    assert parse_money("120 sek", "EUR") == Money(12_000, "SEK")
    assert parse_money("PLN 1 200,50", "EUR") == Money(120_050, "PLN")
    assert currency(" eur ") == "EUR"
    for odd in ("ERU", "", "€", "EURO"):
        with pytest.raises(BadInputError):
            currency(odd)


@pytest.mark.parametrize(
    "typed",
    [
        *("", "x", "1.", ".5", "1,,2", "12 34", "1.2.3", "1,200,50", "1 200 50", "EUR 5 SEK"),
        *("-5", "−5", "9" * 30, "5 XYZ", "٣", "1.200,300.4", "nan", "1e5"),
    ],
)
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(BadInputError):
        parse_money(typed, "EUR")


def test_what_could_be_read_in_two_ways_is_refused_with_both() -> None:
    with pytest.raises(BadInputError) as refusal:
        parse_money("1.200", "EUR")
    assert refusal.value.hint == "write 1200 or 1.20"
    with pytest.raises(BadInputError, match="two decimals"):
        parse_money("1.2345", "EUR")


def test_less_than_nothing_only_where_that_makes_sense() -> None:
    assert parse_money("-5", "EUR", negative=True) == Money(-500, "EUR")
    assert parse_money("−5,50 SEK", "EUR", negative=True) == Money(-550, "SEK")


@given(st.integers(0, 10**14))
def test_what_money_prints_can_be_typed(minor: int) -> None:
    money = Money(minor, "SEK")
    assert parse_money(str(money), "EUR") == money


@given(st.text())
def test_any_text_is_money_or_bad_input(typed: str) -> None:
    try:
        assert parse_money(typed, "EUR").amount >= 0
    except BadInputError as refusal:
        assert refusal.hint  # noqa: PT017
