"""Two people on one store: who has what open, who is writing, and whose it is now."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.strip import Strip

from frontdesk import desk
from frontdesk.desk.office import Office
from frontdesk.screens.desk import DeskScreen
from frontdesk.terms import Doing
from tests.conftest import Clock, Enter
from tests.screens.consoles import console, gone, says, settled, shown, ticket, typed, until


@pytest.fixture
def maja(enter: Enter) -> Office:
    return enter("maja")


async def test_two_consoles_see_each_other_in_a_ticket_and_what_the_other_does(
    place: Path, clock: Clock, maja: Office
) -> None:
    number = ticket(maja, "printer pulls two sheets")
    desk.assign.take(maja, [number])
    async with console(place, clock) as mine, console(place, clock, "berit") as hers:
        await hers.press("2")
        await says(hers, "pulls two")
        await mine.press("enter")
        await says(mine, "took it")
        await says(hers, "◉maja")
        await hers.press("enter")
        await says(hers, "◉ Maja Lindqvist has it open")
        await says(mine, "◉ Berit")
        await mine.press("i")
        await says(mine, "Note for the desk")
        await says(hers, "✎ Maja Lindqvist is writing")
        await mine.press("escape")
        await says(hers, "◉ Maja Lindqvist has it open")
        await hers.press("escape")
        await gone(mine, "◉ Berit")
        # A reassignment on one is on the other.
        await hers.press("a")
        await says(hers, "Who gets")
        await typed(hers, "ola")
        await says(hers, "Ola")
        await hers.press("enter")
        await says(hers, f"{number} given to ola")
        await says(mine, "berit assigned it  ola")
        await settled(hers)
        await settled(mine)


async def test_a_heartbeat_repaints_the_row_it_is_about_and_only_when_it_says_something_new(
    place: Path, clock: Clock, maja: Office, enter: Enter
) -> None:
    one, two = ticket(maja, "case one"), ticket(maja, "case two")
    desk.assign.take(maja, [one, two])
    ola = enter("ola")
    async with console(place, clock) as pilot:
        await says(pilot, "case two")
        await settled(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, DeskScreen)
        tickets = screen.tickets

        def lines() -> list[Strip]:
            return [tickets.render_line(y) for y in range(4)]

        before = lines()
        desk.presence.here(ola, two, Doing.OPEN)
        await says(pilot, "◉ola")
        named = lines()
        assert [a is b for a, b in zip(before, named, strict=True)] == [True, True, False, True]
        desk.presence.here(ola, two, Doing.OPEN)
        desk.presence.here(ola, one, Doing.WRITING)
        await says(pilot, "✎ola")
        assert lines()[2] is named[2]
        assert "◉ola" in shown(pilot)
        clock.tick(seconds=31)
        await until(pilot, lambda: "ola" not in "".join(each.text for each in lines()))
