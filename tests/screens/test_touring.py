"""The tour on a real console: offered once, walked by real acts, left at will."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from frontdesk import desk, insight
from frontdesk.app import Console
from frontdesk.desk.inputs import NewTicket
from frontdesk.desk.office import Office
from frontdesk.preferences import parse, toured
from frontdesk.preferences.toured import Toured
from frontdesk.screens.base import ConsoleScreen
from frontdesk.screens.touring import Touring
from frontdesk.store.unit import Store
from tests.conftest import Clock, Enter
from tests.screens.consoles import console, gone, says, settled, shown, typed, until


@pytest.fixture
def berit(enter: Enter) -> Office:
    """A supervisor; the front office holds four tickets, two of them Maja's."""
    office = enter("berit")
    made = []
    for each in "abcd":
        new = NewTicket(subject=f"Screen is dark, case {each}", requester="zofia.w")
        made += desk.intake.open_ticket(office, new).numbers
    desk.assign.assign(office, made, to="front-office")
    desk.assign.assign(office, made[2:], to="maja")
    return office


def touring(pilot: Pilot[int]) -> Touring:
    app = pilot.app
    assert isinstance(app, Console)
    return app.touring


async def remembered(pilot: Pilot[int], place: Path, what: Toured) -> None:
    await until(pilot, lambda: toured.load(place) == what)


async def test_the_tour_is_played_through_by_doing_what_it_says(
    place: Path, clock: Clock, berit: Office, tmp_path: Path
) -> None:
    kept = tmp_path / "tour.toml"
    async with console(place, clock, "berit", tour=kept) as pilot:
        await says(pilot, "New here? ^t begins")
        await remembered(pilot, kept, Toured(offered=True))
        await pilot.press("ctrl+t")
        await says(pilot, "1/10  A call comes in: n opens the form.")
        await pilot.press("n")
        await says(pilot, "1/10  Type anna")
        await typed(pilot, "anna")
        await says(pilot, "Nowak Dental")
        await pilot.press("enter")
        pilot.app.screen.query_one("#what").query_one(Input).value = "too many attempts"
        await says(pilot, "▸ Fix 1")
        await pilot.press("ctrl+s")
        await says(pilot, "2/10  space ticks a step; x: it worked")
        await pilot.press("x")
        await says(pilot, "3/10  e says why")
        await pilot.press("2")
        await says(pilot, "case a")
        await pilot.press("e")
        await says(pilot, "3/10  ↓ reads on; esc leads out")
        await pilot.press("escape")
        await says(pilot, "4/10  / filters the list")
        await pilot.press("slash")
        await typed(pilot, "case")
        await pilot.press("enter")
        await says(pilot, "5/10  Mark three with space")
        await says(pilot, "case a")
        await pilot.press("space", "space", "a")
        await says(pilot, "5/10  Type a name or go down")
        await typed(pilot, "ola")
        await gone(pilot, "Maja Lindqvist")
        await pilot.press("enter")
        await says(pilot, "5/10  Nothing has happened yet")
        await pilot.press("enter")
        await says(pilot, "6/10  u takes it back")
        await remembered(pilot, kept, Toured(offered=True, step="undo"))
        await pilot.press("u")
        await says(pilot, "7/10  F6 shows the team")
        await pilot.press("f6")
        await says(pilot, "7/10  Go down to who holds much")
        await pilot.press("j", "j")
        await says(pilot, "Tickets of Maja Lindqvist")
        await pilot.press("D")
        await says(pilot, "7/10  Who would get what")
        await pilot.press("escape")
        await says(pilot, "8/10  ^p finds anything")
        await pilot.press("ctrl+p")
        await says(pilot, "8/10  Type; enter goes there")
        await pilot.press("escape")
        await says(pilot, "9/10  ? lists the keys")
        await pilot.press("question_mark")
        await says(pilot, "9/10  Type to search")
        await pilot.press("escape")
        await says(pilot, "10/10  That was it. Go on: F3 repairs")
        await remembered(pilot, kept, Toured(offered=True))
        await pilot.press("ctrl+t")
        await gone(pilot, "10/10")
    assert insight.tickets.ticket(berit.store, 5).fix == 1  # what was done is real


async def test_whoever_does_something_else_is_left_alone_and_comes_back_by_the_palette(
    place: Path, clock: Clock, berit: Office, tmp_path: Path
) -> None:
    kept = tmp_path / "tour.toml"
    settings = tmp_path / "settings.toml"
    settings.write_text('[keys]\n"contact.new" = "ctrl+k"\n"app.tour" = "F12"\n', "utf-8")
    async with console(place, clock, "berit", (60, 24), settings, tour=kept) as pilot:
        await says(pilot, "New here? F12 begins")
        await pilot.press("2")
        await gone(pilot, "New here?")
    toured.save(kept, Toured(offered=True, step="fix"))
    async with console(place, clock, "berit", (60, 24), settings, tour=kept) as pilot:
        await settled(pilot)
        assert touring(pilot).guide is None
        await pilot.press("colon")
        await typed(pilot, "tour")
        await says(pilot, "five-minute")
        await pilot.press("enter")
        await says(pilot, "2/10  f shows a ticket's known fixes")
        await pilot.press("ctrl+k")
        await says(pilot, "2/10  F2 leads to the Desk")
        await pilot.press("f12")
        await until(pilot, lambda: "2/10" not in shown(pilot))
        assert touring(pilot).guide is None
        assert "New contact" in shown(pilot)


async def test_a_step_is_done_by_what_the_store_has_heard_wherever_it_was_done(
    place: Path, clock: Clock, berit: Office
) -> None:
    async with console(place, clock, "berit") as pilot:
        await pilot.press("ctrl+t")
        await says(pilot, "1/10")
        desk.intake.open_ticket(berit, NewTicket(subject="no tone", requester="zofia.w"))
        await says(pilot, "2/10  f shows a ticket's known fixes")
        app = pilot.app
        assert isinstance(app, Console)
        app.wear(parse('[keys]\n"ticket.fixes" = "F8"\n'))  # changed on the way
        await says(pilot, "2/10  F8 shows a ticket's known fixes")
        screen = pilot.app.screen
        assert isinstance(screen, ConsoleScreen)
        screen.action_command("app.tour_skip")
        await says(pilot, "3/10")


async def test_on_a_desk_of_ones_own_there_is_no_tour(
    place: Path, clock: Clock, tmp_path: Path
) -> None:
    store = Store.open(place)
    with store.write() as unit:
        unit.session.connection().exec_driver_sql("DELETE FROM setting WHERE key = 'demo_actor'")
        unit.commit()
    store.close()
    async with console(place, clock, "berit", tour=tmp_path / "tour.toml") as pilot:
        assert touring(pilot).guide is None
        await pilot.press("ctrl+t")
        await says(pilot, "for a demo store")
        assert touring(pilot).guide is None
