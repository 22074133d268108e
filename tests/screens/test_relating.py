"""Order among tickets from the keyboard: merged, linked, a parent asks first; files on them."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from frontdesk import desk, insight
from frontdesk.desk.office import Office
from frontdesk.screens.acts import attaching
from frontdesk.store.unit import Store
from frontdesk.terms import DraftKind, Kin, Status, Tie
from tests.conftest import Clock, Enter
from tests.screens.consoles import console, gone, pasted, says, shown, ticket, typed, until


@pytest.fixture
def maja(enter: Enter) -> Office:
    return enter("maja")


async def test_a_ticket_is_merged_into_what_its_requester_has_open_and_what_was_begun_goes_on_there(
    place: Path, clock: Clock, maja: Office, store: Store
) -> None:
    one, into = ticket(maja, "no dial tone"), ticket(maja, "phones are silent")
    ticket(maja, "another person's", requester="anna.nowak")
    desk.assign.take(maja, [one])
    begun = {"text": "line card", "operation": "begun"}
    desk.drafts.save(maja, DraftKind.NOTE, one, begun)
    async with console(place, clock) as pilot:
        await says(pilot, "no dial tone")
        await pilot.press("m")
        await says(pilot, "who names it is led there")
        await says(pilot, "phones are silent")
        assert "another person's" not in shown(pilot)
        await pilot.press("enter")
        await says(pilot, f"{one} merged into {into}")
        assert insight.tickets.ticket(store, one).merged_into == into
        await pilot.press("number_sign")
        await typed(pilot, str(into))
        await pilot.press("enter")
        await says(pilot, f"merged  {one}, no dial tone")
        await pilot.press("i")
        await says(pilot, f"begun on {one}")
        await pilot.press("s", "ctrl+s")
        await says(pilot, "note added")
    assert desk.drafts.mine(maja) == []


async def test_a_link_is_made_seen_and_followed_and_a_parent_asks_about_its_child(
    place: Path, clock: Clock, maja: Office, store: Store
) -> None:
    parent, child = ticket(maja, "phones are silent"), ticket(maja, "no dial tone")
    desk.assign.take(maja, [parent])
    desk.links.link(maja, [child], to=parent, tie=Tie.CHILD)
    async with console(place, clock) as pilot:
        await says(pilot, "phones are silent")
        await pilot.press("x")
        await says(pilot, f"{parent} has 1 open child: the same for them?")
        await pilot.press("escape")
        await gone(pilot, "the same for them?")
        await pilot.press("l")
        await says(pilot, f"child {child}")
        await typed(pilot, "part")
        await gone(pilot, "related to")
        await pilot.press("enter")
        await says(pilot, f"{parent} parted")
        assert insight.related.of(store, parent) == ()
        await pilot.press("u")
        await says(pilot, "Undone")
        await pilot.press("l")
        await says(pilot, f"child {child}")
        await pilot.press("enter")
        await says(pilot, "child of")
    assert [each.kin for each in insight.related.of(store, child)] == [Kin.PARENT]
    assert insight.tickets.ticket(store, parent).status is Status.IN_PROGRESS


async def test_a_file_is_attached_saved_over_nothing_and_opened_after_a_question(
    place: Path,
    clock: Clock,
    maja: Office,
    store: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    number = ticket(maja, "no dial tone")
    desk.assign.take(maja, [number])
    source = tmp_path / "log.txt"
    source.write_text("line card 4")
    program = tmp_path / "program"
    program.write_text(
        f"#!/bin/sh\ncp $1 {tmp_path}/begun && mv {tmp_path}/begun {tmp_path}/opened\n"
    )
    program.chmod(0o700)
    monkeypatch.setattr(attaching, "which", lambda _name: str(program))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    async with console(place, clock) as pilot:
        await says(pilot, "no dial tone")
        await pilot.press("colon")
        await typed(pilot, "attach")
        await pilot.press("enter")
        await says(pilot, "which file?")
        await pasted(pilot, str(source) + "x")
        await pilot.press("enter")
        # A long path breaks the line wherever it ends.
        await until(pilot, lambda: "cannot be read" in " ".join(shown(pilot).split()))
        await pilot.press("backspace", "enter")
        await says(pilot, "file attached")
        await pilot.press("colon")
        await typed(pilot, "attachments")
        await pilot.press("enter")
        await says(pilot, "log.txt")
        await typed(pilot, "save")
        await pilot.press("enter")
        await says(pilot, "in which folder?")
        await pilot.press("backspace")
        await pasted(pilot, str(tmp_path))
        await pilot.press("enter")
        await says(pilot, "Saved:")
        for answer in ("enter", "y"):
            await pilot.press("colon")
            await typed(pilot, "attachments")
            await pilot.press("enter")
            await says(pilot, "Files of")
            await typed(pilot, "open")
            await pilot.press("enter")
            await says(pilot, "text, 11 B, from maja; it leaves the desk's hands")
            assert not (tmp_path / "opened").exists()
            await pilot.press(answer)
        await says(pilot, "Opened:")
        await until(pilot, (tmp_path / "opened").exists)
        assert (tmp_path / "opened").read_text() == "line card 4"
        await pilot.press("u")
        await says(pilot, "Undone:")
        await pilot.press("U")
        await says(pilot, "Done again:")
    assert [row.name for row in insight.attached.of(store, number)] == ["log.txt"]
    assert (tmp_path / "log (2).txt").read_text() == "line card 4"
