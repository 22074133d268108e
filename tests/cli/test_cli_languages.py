"""What people read is in their language; what scripts read is the same in all of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from frontdesk.i18n import use
from tests.cli.conftest import NOON, Typed

LOOKS = (
    ("list",), ("show", "1"), ("why", "1"), ("clock", "1"), ("report",), ("undo", "--list"),
    ("repair", "list"), ("agent", "list"), ("shift", "week"), ("similar", "1"),
    ("route", "--dry-run", "--text", "the screen is cracked"), ("take", "1", "2", "--preview"),
    ("policy", "test"), ("doctor",),
)  # fmt: skip


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    use("en")


def test_what_scripts_read_is_the_same_in_every_language(
    script: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRONTDESK_NOW", NOON)
    words = ("Screen is cracked", "--requester", "anna", "--asset", "LAP-1", "--body", "it fell")
    script("new", *words, by="elsa")
    script("new", "No picture", "--requester", "anna", by="elsa")
    script("escalate", "2", "--reason", "beyond us", "--lacking", "in a hurry", by="elsa")
    said = {}
    for language in ("en", "sv", "pl"):
        monkeypatch.setenv("FRONTDESK_LANG", language)
        said[language] = [script(*each, by="elsa") for each in LOOKS]
    for english, swedish, polish in zip(*said.values(), strict=True):
        assert english == swedish
        assert english == polish


def test_people_read_their_own_language_with_its_dates_and_amounts(
    script: Typed, person: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRONTDESK_NOW", NOON)
    script("new", "No picture", "--requester", "anna", by="elsa")
    monkeypatch.setenv("FRONTDESK_LANG", "sv")
    swedish = person("show", "1", by="elsa")
    assert "2026-11-18 12:00" in swedish
    assert "typ          incident, telefon" in swedish
    assert ",00 USD" in swedish
    monkeypatch.setenv("FRONTDESK_LANG", "pl")
    assert "18.11.2026 12:00" in person("show", "1", by="elsa")
    refused = person("show", "9", by="elsa", code=2)
    assert "9" in refused
    assert "there is no" not in refused
