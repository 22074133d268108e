from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

import pytest

from frontdesk import codes, lifecycle, rights
from frontdesk.i18n import use
from frontdesk.insight import register
from frontdesk.terms import Channel, Impact, Repair, RequesterKind, Status
from frontdesk.widgets import story


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    use("en")


@pytest.mark.parametrize("kind", codes.WORDS)
def test_every_code_has_its_words_and_in_english_they_are_the_code(kind: type[StrEnum]) -> None:
    assert set(codes.WORDS[kind]) == {code.value for code in kind}
    if kind.__name__ not in ("Direction", "Kin", "Repair"):  # those are said otherwise
        assert [codes.words(code) for code in kind] == [code.replace("_", " ") for code in kind]


def test_the_same_code_can_be_another_word_of_something_else() -> None:
    use("sv")
    assert codes.words(Status.CLOSED) == "stängt"
    assert codes.words(Repair.CLOSED) == "avslutad"
    assert codes.words(Repair.AT_VENDOR) == "hos leverantören"


def test_what_may_be_done_to_a_ticket_has_words() -> None:
    assert set(lifecycle.TICKET) <= set(codes.VERBS)
    assert set(story.WORDS) - set(rights.RULES) <= set(codes.VERBS)
    assert codes.verb("audit_seal") == "audit seal"


def test_the_fields_of_every_register_have_words() -> None:
    shown = {
        column.name.removesuffix("_id").replace("_", " ")
        for table, _key in register.TABLES.values()
        for column in table.columns
        if column.name not in register.HIDDEN | {"version"}
    }
    assert shown <= codes.FIELDS


def test_a_value_is_said_by_its_field_and_only_where_it_is_a_code() -> None:
    use("sv")
    assert codes.value("impact", Impact.EVERYONE) == codes.value("impact", "everyone") == "alla"
    assert codes.value("kind", "external") == codes.words(RequesterKind.EXTERNAL)
    assert codes.value("channel", "phone") == codes.words(Channel.PHONE) == "telefon"
    assert codes.value("team", "phone") == "phone"
    assert codes.value("impact", "vast") == "vast"
    assert codes.value("tier", 2) == "2"
    assert codes.field("assignee_id") == "handläggare"
    assert codes.field("facts of an import") == "facts of an import"
    assert codes.noun("view") == "vy"
    assert codes.noun("frog") == "frog"
