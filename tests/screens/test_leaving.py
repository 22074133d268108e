"""Leaving a form whose text cannot be kept: it stays, it says so, and nothing typed is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from frontdesk import desk
from frontdesk.desk.office import Office
from frontdesk.errors import StoreError
from frontdesk.screens.contact import ContactScreen
from frontdesk.screens.ticket import TicketScreen
from frontdesk.terms import DraftKind
from frontdesk.widgets import leaving
from frontdesk.widgets.composer import Composer
from tests.conftest import Clock, Enter
from tests.screens.consoles import console, gone, says, settled, ticket, typed, until


class Full:
    """A store on a full disk, until there is room."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.full = True
        save = desk.drafts.save

        def refused(*arguments: object) -> bool:
            if self.full:
                raise StoreError("the disk is full", "make room, then go on")
            return save(*arguments)  # type: ignore[arg-type]

        monkeypatch.setattr(desk.drafts, "save", refused)


@pytest.fixture
def maja(enter: Enter) -> Office:
    return enter("maja")


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Full:
    return Full(monkeypatch)


async def test_a_contact_that_cannot_be_kept_stays_however_often_the_desk_is_wanted(
    place: Path, clock: Clock, maja: Office, disk: Full
) -> None:
    async with console(place, clock) as pilot:
        await pilot.press("n")
        await says(pilot, "New contact")
        await settled(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, ContactScreen)
        screen.query_one("#what").query_one(Input).value = "no dial tone"
        await pilot.press("f2", "f2")
        await says(pilot, "the disk is full")
        assert pilot.app.screen is screen
        assert screen.typed().what == "no dial tone"
        disk.full = False
        await pilot.press("f2")
        await until(pilot, lambda: screen not in pilot.app.screen_stack)
    assert (desk.drafts.load(maja, DraftKind.CONTACT, None) or {})["what"] == "no dial tone"


async def test_what_cannot_be_kept_when_its_form_is_gone_is_tried_until_it_is(
    place: Path, clock: Clock, maja: Office, disk: Full, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaving, "AGAIN", 0.05)
    async with console(place, clock) as pilot:
        await pilot.press("n")
        await says(pilot, "New contact")
        await settled(pilot)
        pilot.app.screen.query_one("#what").query_one(Input).value = "no dial tone"
        await pilot.pause()
        pilot.app.pop_screen()
        await says(pilot, "Not kept yet, tried again: the disk is full")
        disk.full = False
        await says(pilot, "What you typed is kept again")
    assert (desk.drafts.load(maja, DraftKind.CONTACT, None) or {})["what"] == "no dial tone"


async def test_a_note_that_cannot_be_kept_is_not_taken_down_for_another_text(
    place: Path, clock: Clock, maja: Office, disk: Full
) -> None:
    number = ticket(maja, "printer pulls two sheets")
    desk.assign.take(maja, [number])
    async with console(place, clock) as pilot:
        await says(pilot, "pulls two")
        await pilot.press("enter")
        await says(pilot, "took it")
        await pilot.press("i")
        await says(pilot, "Note for the desk")
        await typed(pilot, "feeder")
        screen = pilot.app.screen
        assert isinstance(screen, TicketScreen)
        composer = screen.query_one(Composer)
        for command in ("ticket.reply", "ticket.note"):
            screen.action_command(command)
            await says(pilot, "Not kept yet, tried again: the disk is full")
            await pilot.pause()
            assert screen.query_one(Composer) is composer
        await pilot.press("f2", "f2")
        await pilot.pause()
        assert (pilot.app.screen, composer.area.text) == (screen, "feeder")
        disk.full = False
        screen.action_command("ticket.reply")
        await says(pilot, "Reply to the requester")
        await gone(pilot, "feeder")
    assert (desk.drafts.load(maja, DraftKind.NOTE, number) or {})["text"] == "feeder"


async def test_a_sheet_left_for_the_desk_lets_go_of_whoever_waits_for_it(
    place: Path, clock: Clock, maja: Office
) -> None:
    number = ticket(maja, "printer pulls two sheets")
    desk.assign.take(maja, [number])
    async with console(place, clock) as pilot:
        await says(pilot, "pulls two")
        await pilot.press("i")
        await says(pilot, "Note for the desk")
        await typed(pilot, "feeder")
        await pilot.press("f2")
        await gone(pilot, "Note for the desk")
        await settled(pilot)
        assert pilot.app.engaged() is None  # type: ignore[attr-defined]
    assert (desk.drafts.load(maja, DraftKind.NOTE, number) or {})["text"] == "feeder"
