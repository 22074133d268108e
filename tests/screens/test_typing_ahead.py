"""Hands that are faster than the screen: what is typed on the way is heard where it was meant."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from textual import events
from textual.pilot import Pilot

from frontdesk import desk, insight
from frontdesk.desk.office import Office
from frontdesk.screens import ticket_reading
from frontdesk.terms import Pending, Status
from frontdesk.widgets import patience
from tests.conftest import Clock, Enter
from tests.screens.consoles import LONG, console, says, ticket, until


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the machine is that runs the tests, nobody's patience ends."""
    monkeypatch.setattr(patience, "LONGEST", LONG)


@pytest.fixture
def maja(enter: Enter) -> Office:
    return enter("maja")


@pytest.fixture
def number(maja: Office) -> int:
    made = ticket(maja, "printer pulls two sheets")
    desk.assign.take(maja, [made])
    return made


def burst(pilot: Pilot[int], keys: str) -> None:
    """All of it at once, as a terminal hands over what was typed while it was busy."""
    names = {" ": "space", "\r": "enter", "\x1b": "escape"}
    for each in keys:
        key = events.Key(names.get(each, each), each if each.isprintable() else None)
        key.set_sender(pilot.app)
        pilot.app.post_message(key)


async def test_what_follows_a_command_key_is_for_its_question(
    place: Path, clock: Clock, maja: Office, number: int
) -> None:
    async with console(place, clock) as pilot:
        await says(pilot, "printer pulls two sheets")
        burst(pilot, "Eroller is worn, needs a new one\r")
        await until(
            pilot,
            lambda: insight.tickets.ticket(maja.store, number).status is Status.ASSIGNED,
        )
        told = insight.timeline.events(maja.store, number)[-1]
        assert told.texts["reason"] == "roller is worn, needs a new one"


async def test_two_questions_in_a_row_get_each_their_answer(
    place: Path, clock: Clock, maja: Office, number: int
) -> None:
    async with console(place, clock) as pilot:
        await says(pilot, "printer pulls two sheets")
        burst(pilot, "wvendor\r2d\r")
        await until(
            pilot, lambda: insight.tickets.ticket(maja.store, number).status is Status.PENDING
        )
        row = insight.tickets.ticket(maja.store, number)
        assert row.pending is Pending.VENDOR
        assert row.pending_until is not None


async def test_a_key_behind_a_refused_command_is_heard_all_the_same(
    place: Path, clock: Clock, maja: Office, number: int
) -> None:
    async with console(place, clock) as pilot:
        await says(pilot, "printer pulls two sheets")
        burst(pilot, "Oitold\x1b")
        await says(pilot, "it is still open")
        await until(pilot, lambda: bool(desk.drafts.mine(maja)))
        kept = desk.drafts.mine(maja)
        drafts = [desk.drafts.load(maja, kind, of) or {} for of, kind in kept]
        assert [each["text"] for each in drafts] == ["told"]


async def test_a_ticket_that_is_still_being_read_hears_afterwards_what_was_pressed(
    place: Path, clock: Clock, maja: Office, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, typed = Event(), Event()
    whole = ticket_reading.whole

    def slowly(office: Office, wanted: int) -> ticket_reading.Whole:
        reading.set()
        assert typed.wait(LONG)
        return whole(office, wanted)

    async with console(place, clock) as pilot:
        await says(pilot, "printer pulls two sheets")
        monkeypatch.setattr(ticket_reading, "whole", slowly)
        burst(pilot, "\rifeeder")
        await until(pilot, reading.is_set)
        await pilot.pause()
        typed.set()
        await says(pilot, "Note for the desk")
        await says(pilot, "feeder")


async def test_the_way_back_holds_no_key_up(
    place: Path, clock: Clock, maja: Office, number: int
) -> None:
    async with console(place, clock) as pilot:
        await says(pilot, "printer pulls two sheets")
        await pilot.press("enter")
        await says(pilot, "took it")
        await pilot.press("escape", "i")  # nobody's patience ends here, so nothing else lets go
        await says(pilot, "Note for the desk")
        await pilot.press("escape", "C")
        await says(pilot, "kind")
