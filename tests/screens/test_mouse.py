"""Whoever holds a mouse can use it; and nothing that somebody wrote is ever run by a click."""

from __future__ import annotations

from pathlib import Path

from textual.events import MouseScrollDown
from textual.pilot import Pilot

from frontdesk import desk
from frontdesk.widgets.ticket_list import TicketList
from tests.conftest import Clock, Enter
from tests.screens.consoles import console, gone, says, shown, ticket

TRAP = "[@click=app.quit]press here[/] [@click=screen.command('ticket.take')]or here[/]"


def line_of(text: str, screen: str) -> tuple[int, int]:
    """Where a text stands on the screen: its column and line."""
    found = [(line.index(text), at) for at, line in enumerate(screen.splitlines()) if text in line]
    assert found, f"no {text} in\n{screen}"
    return found[0]


async def test_rows_views_and_footer_answer_clicks_and_the_wheel_scrolls(
    place: Path, clock: Clock, enter: Enter
) -> None:
    office = enter("maja")
    for n in range(40):
        ticket(office, f"case {n:02}")
    async with console(place, clock) as pilot:
        await says(pilot, "9 open 40")
        await pilot.click(offset=line_of("9 open", shown(pilot)))
        await says(pilot, "case 00")
        await pilot.click(offset=line_of("case 03", shown(pilot)))
        listed = pilot.app.screen.query_one(TicketList)
        assert (listed.cursor, listed.has_focus) == (3, True)
        for _ in range(3):
            await pilot._post_mouse_events([MouseScrollDown], TicketList, offset=(5, 5))
        await gone(pilot, "case 00")
        assert listed.cursor == 3
        await pilot.click(offset=line_of("case 15", shown(pilot)), times=2)
        await gone(pilot, "case 16")
        await says(pilot, "case 15")
        await pilot.click(offset=line_of("take", shown(pilot)))
        await says(pilot, "taken")
        await pilot.click(offset=line_of("more", shown(pilot)))
        await says(pilot, "Keys of this screen")


async def everywhere(pilot: Pilot[int]) -> None:
    """Clicks wherever something stands that was written to be clicked."""
    for y, line in enumerate(shown(pilot).splitlines()):
        for word in ("press here", "or here"):
            if (at := line.find(word)) >= 0:
                await pilot.click(offset=(at + 2, y))


async def test_no_click_on_what_somebody_wrote_runs_anything(
    place: Path, clock: Clock, enter: Enter
) -> None:
    office = enter("maja")
    number = ticket(office, TRAP, words=TRAP)
    desk.work.note(office, [number], text=TRAP)
    async with console(place, clock, size=(120, 40)) as pilot:
        await pilot.press("9", "v")
        await says(pilot, "press here")
        await everywhere(pilot)
        await pilot.press("enter")
        await gone(pilot, "unassigned")
        await says(pilot, "press here")
        await everywhere(pilot)
        await pilot.press("number_sign", *str(number))
        await everywhere(pilot)
        assert pilot.app.is_running
    assert desk.deeds.latest(office)[0].verb == "note"
