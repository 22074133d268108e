"""The ticket at hand beside resolved ones that are like it, from the keyboard."""

from __future__ import annotations

from pathlib import Path

from frontdesk import desk
from frontdesk.terms import Resolution
from tests.conftest import Clock, Enter
from tests.screens.consoles import console, gone, says, shown, ticket


async def test_similar_tickets_are_compared_and_one_is_opened(
    place: Path, clock: Clock, enter: Enter
) -> None:
    maja = enter("maja")
    old = ticket(maja, "periscope fogs up", words="since the \x1b[31mdive")
    desk.assign.take(maja, [old])
    desk.outcome.resolve(maja, [old], code=Resolution.FIXED, text="wiped with vinegar")
    anchor = ticket(maja, "anchor chain rattles")
    again = ticket(maja, "periscope fogs up again", words="in the galley")
    desk.assign.take(maja, [anchor, again])
    async with console(place, clock, size=(120, 40)) as pilot:
        await says(pilot, "anchor chain")
        await pilot.press("B")
        await says(pilot, "no resolved ticket is like")
        await pilot.press("j", "B")
        await says(pilot, "this one")
        said = shown(pilot)
        assert "periscope" in said
        assert "since the ␛[31mdive" in said
        assert "in the galley" in said
        assert "helped: wiped with vinegar" in said
        await pilot.press("enter")
        await gone(pilot, "this one")
        await says(pilot, "maja resolved it")
