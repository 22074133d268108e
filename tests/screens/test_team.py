"""The team: what everybody holds, what of it is late, and who knows what the marked ones need."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from frontdesk import desk
from frontdesk.screens.team import TeamScreen
from frontdesk.widgets.people_list import bar
from tests.conftest import Clock, Enter
from tests.screens.consoles import console, gone, says, settled, shown, ticket, until


def test_a_bar_that_is_more_than_full_says_so_at_its_end() -> None:
    assert bar(10, 8)[0] == "█████████!"
    assert bar(8, 8)[0] == "██████████"


def of(text: str, name: str) -> str:
    return next(line for line in text.splitlines() if name in line)


async def test_load_lateness_and_totals_stand_there_and_wanted_skills_are_lit(
    place: Path, clock: Clock, enter: Enter
) -> None:
    maja = enter("maja")
    made = [ticket(maja, f"two sheets, case {each}", category="printing") for each in "ab"]
    desk.assign.assign(maja, made, to="maja")
    desk.assign.assign(maja, [ticket(maja, "nobody's")], to="front-office")
    clock.tick(days=30)
    async with console(place, clock, login="berit") as pilot:
        await pilot.press("f6")
        await says(pilot, "Maja Lindqvist")
        await says(pilot, "4 of 4 there · 2 of 48 held · 3 overdue · 1 in queues")
        assert "2/" in of(shown(pilot), "Maja Lindqvist")
        assert "2  30d" in of(shown(pilot), "Maja Lindqvist")
        await pilot.press("down", "down")
        await says(pilot, "case a")
        await pilot.press("tab", "space")
        await says(pilot, "◆ Maja Lindqvist")  # she knows printing
        assert "◆ Ola Berg" not in shown(pilot)
        await says(pilot, "1 marked   suits Maja Lindqvist 1/1")
        await pilot.press("space")
        await says(pilot, "2 marked   suits Maja Lindqvist 2/2")
        await pilot.resize_terminal(160, 40)
        await until(pilot, lambda: "printing 3" in of(shown(pilot), "Maja Lindqvist"))
        assert "to 2 of 5" in of(shown(pilot), "Maja Lindqvist")
        await pilot.press("escape")
        await gone(pilot, "◆ Maja Lindqvist")
        await says(pilot, "Tickets of Maja Lindqvist")
        await pilot.resize_terminal(60, 20)
        await until(pilot, lambda: of(shown(pilot), "Maja Lindqvist").rstrip().endswith("…"))
        here = shown(pilot).splitlines()
        at = next(n for n, line in enumerate(here) if "Maja Lindqvist" in line and "/12" in line)
        assert "Ola Berg" in here[at + 1]  # a person is one line, however narrow it is


async def go_down_to(pilot: Pilot[int], said: str) -> None:
    for _step in range(12):
        if said in shown(pilot):
            return
        await pilot.press("down")
        await settled(pilot)
    raise AssertionError(shown(pilot))


async def test_enter_leaves_the_cursor_among_the_people_where_somebody_holds_nothing(
    place: Path, clock: Clock, enter: Enter
) -> None:
    maja = enter("maja")
    desk.assign.assign(maja, [ticket(maja, "two sheets")], to="maja")
    async with console(place, clock, login="berit") as pilot:
        await pilot.press("f6")
        await says(pilot, "Maja Lindqvist")
        screen = pilot.app.screen
        assert isinstance(screen, TeamScreen)
        await go_down_to(pilot, "Nothing; N")
        await pilot.press("enter")
        await settled(pilot)
        assert screen.people.has_focus
        await go_down_to(pilot, "two sheets")
        await pilot.press("enter")
        await until(pilot, lambda: screen.tickets.has_focus)
