from __future__ import annotations

from collections.abc import Iterator

import pytest

from frontdesk import amounts
from frontdesk.decision.wording.voice import english
from frontdesk.filenames import size_words
from frontdesk.i18n import plural, use
from frontdesk.terms import Money


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    use("en")


def test_english_is_written_as_scripts_read_it() -> None:
    use("en")
    assert amounts.number(1234567.891, 2) == "1234567.89"
    assert amounts.percent(0.8449) == "84 %"
    assert amounts.percent(0.8449, 1) == "84.5 %"
    assert amounts.money(Money(-123405, "USD")) == "-1234.05 USD"
    assert plural("{n} ticket", "{n} tickets", 12345) == "12345 tickets"


@pytest.mark.parametrize("language", ["sv", "pl"])
def test_a_decimal_comma_and_thousands_apart(language: str) -> None:
    use(language)
    assert amounts.number(1234567.891, 2) == "1\u00a0234\u00a0567,89"
    assert amounts.number(-0.25, 3) == "-0,250"
    assert amounts.number(0.25, 3, sign=True) == "+0,250"
    assert amounts.number(9999, 0) == "9999"
    assert amounts.number(-9999, 0) == "-9999"
    assert amounts.number(12345, 0, sign=True) == "+12\u00a0345"
    assert amounts.number(-12345.5, 1) == "-12\u00a0345,5"
    assert amounts.money(Money(1234505, "PLN")) == "12\u00a0345,05 PLN"
    assert amounts.plain(2.5) == "2,5"
    assert amounts.plain(2.0) == "2"
    assert amounts.money(Money(5, "PLN"), sign=True) == "+0,05 PLN"
    assert size_words(1_500_000) == "1,5 MB"
    assert "12\u00a0345 " in plural("{n} ticket", "{n} tickets", 12345)


def test_a_reason_for_scripts_has_its_amounts_in_english_whatever_is_spoken() -> None:
    use("sv")
    assert amounts.money(Money(1234505, "SEK"), say=english) == "12345.05 SEK"
    assert amounts.percent(0.845, 1, say=english) == "84.5 %"
