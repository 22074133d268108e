"""The contact form as a value: nothing typed is dropped, whatever the register knows."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from frontdesk.errors import StoreError
from frontdesk.terms import Channel, Urgency
from frontdesk.widgets.contact_typed import (
    Newcomer,
    Piece,
    Typed,
    from_draft,
    newcomer_of,
    piece_of,
)
from frontdesk.widgets.keeping import Body, Keeping


def test_a_form_comes_back_from_its_draft_as_it_was() -> None:
    typed = Typed(
        who="Anna Nowak", requester="anna.nowak", what="no picture", words="red\nlight",
        equipment="STB-1", asset="STB-1", channel=Channel.COUNTER, urgency=Urgency.HIGH,
        operation="abc",
    )  # fmt: skip
    assert from_draft(typed.draft()) == typed
    new = replace(typed, equipment="SN-1 switch", asset="", piece="switch")
    assert from_draft(new.draft()) == new


def test_a_blank_form_leaves_no_draft() -> None:
    assert Typed(operation="abc", channel=Channel.CHAT).draft() == {}


def test_a_draft_of_another_version_is_read_as_far_as_it_goes() -> None:
    assert from_draft({"what": "x", "channel": "pigeon", "odd": "1"}) == Typed(what="x")


def test_equipment_that_is_not_in_the_register_goes_into_the_words() -> None:
    typed = Typed(words="it is broken", equipment=" SN 77 ")
    assert typed.said.splitlines()[0] == "it is broken"
    assert "SN 77" in typed.said
    assert Typed(words="w", equipment="LAP-1", asset="LAP-1").said == "w"
    assert Typed(words="w", equipment="SN-1 switch", piece="switch").said == "w"


def test_without_a_subject_the_first_words_serve() -> None:
    assert Typed(words="the printer\njams").subject == "the printer jams"


def test_an_earlier_draft_is_kept_beside_what_was_typed_meanwhile() -> None:
    both = Typed(who="Ola", words="new").after(Typed(who="Anna", what="printer", words="old"))
    assert both.who == "Ola"
    for text in ("new", "Anna", "printer", "old"):
        assert text in both.words


@pytest.mark.parametrize(
    ("line", "new"),
    [
        ("Ewa Lis", Newcomer("Ewa Lis")),
        ("Ewa Lis 61 555 0199", Newcomer("Ewa Lis", phone="61 555 0199")),
        ("Ewa Lis +48 (61) 555-01 99", Newcomer("Ewa Lis", phone="+48 (61) 555-01 99")),
        ("Ewa Lis, ewa@lis.example", Newcomer("Ewa Lis", "ewa@lis.example")),
        ("EWA.LIS@lis.example", Newcomer("Ewa Lis", "ewa.lis@lis.example")),
        ("R2 D2", Newcomer("R2 D2")),
    ],
)
def test_a_newcomer_is_read_out_of_one_line(line: str, new: Newcomer) -> None:
    assert newcomer_of(line) == new


@pytest.mark.parametrize(
    ("line", "piece"),
    [
        ("SWZ-9004 switch Zandt 24", Piece("SWZ-9004", "switch", "Zandt 24")),
        ("0177 Desk Phone", Piece("0177", "desk_phone")),
        ("0177 phone", Piece("0177", "phone")),
        ("SWZ-9004", None),
        ("SWZ-9004 toaster", None),
        ("switch SWZ-9004", None),
        ("  ", None),
    ],
)
def test_new_equipment_is_read_out_of_a_line_that_says_tag_and_type(
    line: str, piece: Piece | None
) -> None:
    assert piece_of(line, ["phone", "desk_phone", "switch"]) == piece


async def test_a_draft_is_never_saved_twice_at_once_and_the_last_state_wins() -> None:
    saved: list[str] = []
    running = 0
    text = "a"

    async def save(body: Body) -> None:
        nonlocal running
        running += 1
        assert running == 1
        await asyncio.sleep(0)
        saved.append(body["words"])
        running -= 1

    keeping = Keeping(lambda: {"words": text}, save, lambda _error: None)
    keeping.touch()
    first = asyncio.create_task(keeping.flush())
    await asyncio.sleep(0)
    text = "ab"
    keeping.touch()
    await asyncio.gather(first, keeping.flush())
    assert saved == ["a", "ab"]
    await keeping.end()
    keeping.touch()
    await keeping.flush()
    assert saved == ["a", "ab"]


async def test_a_draft_that_cannot_be_kept_is_said_once_and_stays_to_be_kept() -> None:
    full = True
    saved: list[str] = []
    said: list[str] = []

    async def save(body: Body) -> None:
        if full:
            raise StoreError("the disk is full")
        saved.append(body["words"])

    keeping = Keeping(
        lambda: {"words": "typed"}, save, lambda error: said.append(str(error or "kept"))
    )
    keeping.touch()
    assert [await keeping.flush(), await keeping.flush()] == [False, False]
    assert (said, saved, keeping.dirty) == (["the disk is full"], [], True)
    full = False
    assert await keeping.flush()
    assert (said, saved, keeping.dirty) == (["the disk is full", "kept"], ["typed"], False)
