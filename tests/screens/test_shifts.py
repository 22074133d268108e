"""Who is there on the Team screen, in the picker of people and in a week of the roster."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from frontdesk import desk, insight
from frontdesk.desk.inputs import NewTicket
from frontdesk.errors import BadInputError
from frontdesk.screens.acts.rostering import parse_absence
from frontdesk.terms import Subject
from tests.conftest import Clock, Enter
from tests.screens.consoles import console, gone, says, shown, typed


@pytest.fixture
def roster(enter: Enter) -> None:
    """Maja by day, Ola at night, Emil away with Nadia in his place; it is Monday, 10:00 there."""
    boss = enter("berit")
    for login, days, starts, ends in (
        ("maja", "mon-fri", "08:00", "16:30"),
        ("ola", "mon-sun", "22:00", "06:00"),
        ("emil", "mon-fri", "08:00", "16:00"),
    ):
        shift = {"agent": login, "weekdays": days, "starts": starts, "ends": ends}
        desk.register.add(boss, Subject.SHIFT, shift)
    since, until = date(2026, 11, 20), date(2026, 11, 27)
    desk.absence.add(boss, "emil", since=since, until=until, deputy="nadia")


@pytest.mark.usefixtures("roster")
async def test_the_team_shows_who_is_there_until_when_and_who_stands_in(
    place: Path, clock: Clock
) -> None:
    async with console(place, clock, "berit", (120, 40)) as pilot:
        await pilot.press("f6")
        await says(pilot, "● to 16:30")
        await says(pilot, "○ 22:00")
        await says(pilot, "⊘ → 27 Nov")
        await says(pilot, "  Nadia Rahimi stands in")
        await pilot.press(*"jjjjjj")
        await says(pilot, "Tickets of Emil Strand   away until 2026-11-27; Nadia Rahimi stands in")


@pytest.mark.usefixtures("roster")
async def test_a_week_of_the_roster_opens_from_anywhere_and_arrows_turn_the_weeks(
    place: Path, clock: Clock
) -> None:
    async with console(place, clock, "berit", (80, 24)) as pilot:
        await pilot.press("S")
        await says(pilot, "week 48: 2026-11-23 to 2026-11-29")
        row = next(line for line in shown(pilot).splitlines() if "Ola Berg" in line)
        assert row.count("22–06") == 7
        assert "8–16½" in next(x for x in shown(pilot).splitlines() if "Maja" in x and "–" in x)
        assert shown(pilot).count("away") >= 5
        await pilot.press("left")
        await says(pilot, "week 47")
        await pilot.press("right", "right")
        await says(pilot, "week 49")
        await pilot.press("t")
        await says(pilot, "week 48")
        await pilot.press("escape")
        await gone(pilot, "week 48")


@pytest.mark.usefixtures("roster")
async def test_the_picker_says_who_is_away_and_who_stands_in(
    enter: Enter, place: Path, clock: Clock
) -> None:
    ticket = NewTicket(subject="The printer pulls two sheets", requester="zofia.w")
    desk.intake.open_ticket(enter("maja"), ticket)
    async with console(place, clock, "maja", (120, 40)) as pilot:
        await pilot.press("9", "a")
        await says(pilot, "Who gets")
        await pilot.press(*"emil")
        await says(pilot, "away until 2026-11-27; Nadia Rahimi stands in")


@pytest.mark.usefixtures("roster")
async def test_an_absence_is_entered_from_the_team_and_what_is_wrong_with_it_is_said(
    place: Path, clock: Clock
) -> None:
    async with console(place, clock, "berit", (100, 30)) as pilot:
        await pilot.press("f6", "j", "j", "L")
        await says(pilot, "Maja Lindqvist is away")
        await typed(pilot, "2026-11-23 2026-11-24 maja")
        await pilot.press("enter")
        await says(pilot, "cannot stand in for themselves")
        await pilot.press(*["backspace"] * 4)
        await typed(pilot, "ola")
        await pilot.press("enter")
        await says(pilot, "away until 2026-11-24; Ola Berg stands in")
        await pilot.press("u")
        await gone(pilot, "away until 2026-11-24; Ola Berg stands in")


@pytest.mark.usefixtures("roster")
async def test_who_is_back_is_at_work_again(place: Path, clock: Clock, enter: Enter) -> None:
    async with console(place, clock, "berit", (120, 40)) as pilot:
        await pilot.press("f6", *"jjjjjj")
        await says(pilot, "Emil Strand   away until 2026-11-27")
        await pilot.press("L")
        await says(pilot, "Emil Strand is away from 2026-11-20 to 2026-11-27: back")
        await typed(pilot, "back 2026-12-05")
        await pilot.press("enter")
        await says(pilot, "ends on 2026-11-27 as it is")
        await pilot.press(*["backspace"] * 11, "enter")
        await gone(pilot, "away until 2026-11-27")
    ended = insight.roster.away(enter("berit").store, "emil")
    assert [each.until for each in ended] == [date(2026, 11, 22)]


@pytest.mark.parametrize("text", ["", "jan", "2026-11-23 2026-11-24 2026-11-25", "2026-11-23 a b"])
def test_what_is_no_absence_is_refused(text: str) -> None:
    with pytest.raises(BadInputError):
        parse_absence(text)
