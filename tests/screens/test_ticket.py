"""One ticket: its story, what is written on it, and the next one without going back."""

from __future__ import annotations

from pathlib import Path

import pytest

from frontdesk import desk, insight
from frontdesk.desk.office import Office
from frontdesk.screens.desk import DeskScreen
from frontdesk.screens.ticket import TicketScreen
from frontdesk.terms import DraftKind, Status
from tests.conftest import Clock, Enter
from tests.screens.consoles import console, gone, says, settled, shown, ticket, typed, until


@pytest.fixture
def maja(enter: Enter) -> Office:
    return enter("maja")


async def test_a_note_is_written_below_the_story_and_its_draft_stays(
    place: Path, clock: Clock, maja: Office
) -> None:
    number = ticket(maja, "printer pulls two sheets", words="since \x1b[31mMonday")
    desk.assign.take(maja, [number])
    async with console(place, clock) as pilot:
        await says(pilot, "pulls two")
        await pilot.press("enter")
        await says(pilot, "took it")
        assert "since ␛[31mMonday" in shown(pilot)
        await pilot.press("i")
        await says(pilot, "Note for the desk")
        await typed(pilot, "feeder")
        await pilot.press("escape")
        await gone(pilot, "Note for the desk")
        assert (desk.drafts.load(maja, DraftKind.NOTE, number) or {})["text"] == "feeder"
        await pilot.press("i")
        await says(pilot, "Note for the desk")
        await pilot.press("s", "ctrl+s")
        await says(pilot, "note added")
        await says(pilot, "feeders")
        await pilot.press("v")
        await says(pilot, "Zofia Wiśniewska")
        await pilot.press("escape")
        await says(pilot, "took it")
        await pilot.press("escape")
        await gone(pilot, "took it")


async def test_the_next_ticket_is_there_without_going_back(
    place: Path, clock: Clock, maja: Office
) -> None:
    numbers = [ticket(maja, f"case {each}") for each in "abc"]
    desk.assign.take(maja, numbers)
    async with console(place, clock, size=(120, 40)) as pilot:
        await says(pilot, "case c")
        await pilot.press("enter")
        await says(pilot, "held by")
        await pilot.press("J")
        await says(pilot, f"{numbers[1]}  4  case b")
        await pilot.press("J", "J")
        await says(pilot, "That was the last one")
        screen = pilot.app.screen
        assert isinstance(screen, TicketScreen)
        assert screen.number == numbers[2]
        await pilot.press("x")
        await says(pilot, f"Resolve {numbers[2]}")
        await pilot.press("escape", "K")
        await says(pilot, f"{numbers[1]}  4  case b")
        await settled(pilot)


async def test_what_leaves_the_list_meanwhile_makes_nobody_skip_the_next_one(
    place: Path, clock: Clock, maja: Office
) -> None:
    numbers = [ticket(maja, f"case {each}") for each in "abc"]
    desk.assign.take(maja, numbers)
    async with console(place, clock) as pilot:
        await says(pilot, "case c")
        await pilot.press("enter")
        await says(pilot, "took it")
        desk.outcome.cancel(maja, [numbers[0]], reason="twice")
        await says(pilot, "cancelled")
        desks = pilot.app.screen_stack[0]
        assert isinstance(desks, DeskScreen)
        await until(pilot, lambda: desks.tickets.length == 2)
        await pilot.press("J")
        await says(pilot, f"{numbers[1]}  4  case b")
        await pilot.press("J")
        await says(pilot, f"{numbers[2]}  4  case c")


async def test_another_desks_change_appears_in_the_story(
    place: Path, clock: Clock, maja: Office, enter: Enter
) -> None:
    number = ticket(maja, "printer pulls two sheets")
    desk.assign.take(maja, [number])
    async with console(place, clock) as pilot:
        await says(pilot, "pulls two")
        await pilot.press("enter")
        await says(pilot, "took it")
        desk.work.note(enter("ola"), [number], text="rollers ordered")
        await says(pilot, "rollers ordered")
    assert insight.tickets.ticket(maja.store, number).status is Status.IN_PROGRESS


async def test_a_broken_thing_goes_to_its_maker_and_the_ticket_leads_to_the_order(
    place: Path, clock: Clock, maja: Office
) -> None:
    number = ticket(maja, "the printer smokes", requester="zofia.w", asset="PRN-0001")
    desk.assign.take(maja, [number])
    order = desk.repair.open_order(maja, [number], vendor="northwell", fault="smoke").made
    async with console(place, clock) as pilot:
        await says(pilot, "smokes")
        await pilot.press("enter")
        await says(pilot, "opened a repair order")
        await pilot.press("v")
        await says(pilot, f"order {order} · to be sent · Northwell Devices")
        await pilot.press("o")
        await says(pilot, "to be sent off")
        await says(pilot, "smoke")


async def test_above_the_first_tier_one_key_says_whether_it_could_have(
    place: Path, clock: Clock, maja: Office, enter: Enter
) -> None:
    number = ticket(maja, "printer pulls two sheets")
    desk.assign.assign(enter("berit"), [number], to="desktop")
    desk.assign.take(enter("emil"), [number])
    async with console(place, clock, "emil") as pilot:
        await says(pilot, "pulls two")
        await pilot.press("x")
        await says(pilot, "how?")
        await pilot.press("enter")
        await says(pilot, "Could the first tier")
        # What is typed behind the key is the text, also before its line is there.
        await pilot.press("y", *"new rollers", "enter")
        await says(pilot, f"{number} resolved")
    done = insight.tickets.ticket(maja.store, number)
    assert (done.tier1_could, done.resolution) == (True, "new rollers")
