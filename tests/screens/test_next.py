"""What comes next, by one key: for oneself on the Desk, for whom the cursor is on from Team."""

from __future__ import annotations

from pathlib import Path

import pytest

from frontdesk import desk, insight
from frontdesk.resources import resource_text
from frontdesk.terms import Subject
from tests.conftest import Clock, Enter
from tests.screens.consoles import console, says, ticket, typed


@pytest.fixture
def waiting(enter: Enter, clock: Clock) -> None:
    """Two tickets wait in the queue of the front office; it is a quarter past nine."""
    office = enter("berit")
    for subject in ("Printer pulls two sheets", "Printer makes a noise"):
        number = ticket(office, subject, category="printing")
        desk.assign.assign(office, [number], to="front-office")
        clock.tick(minutes=15)


@pytest.mark.usefixtures("waiting")
async def test_one_key_takes_what_waits_longest_opens_it_and_says_why(
    place: Path, clock: Clock, enter: Enter
) -> None:
    async with console(place, clock) as pilot:
        await pilot.press("N")
        await says(pilot, "1 taken: P4, waiting 30m")
        await says(pilot, "Printer pulls two sheets")
        assert type(pilot.app.screen).__name__ == "TicketScreen"
    store = enter("maja").store
    assert insight.tickets.ticket(store, 1).assignee == "maja"


@pytest.mark.usefixtures("waiting")
async def test_from_team_it_is_given_to_whom_the_cursor_is_on_beside_load_and_wishes(
    place: Path, clock: Clock, enter: Enter
) -> None:
    root = enter("root")
    desk.register.edit(root, Subject.AGENT, "maja", {"wishes": "vpn"})
    async with console(place, clock, "berit") as pilot:
        await pilot.press("f6", "j", "j")
        await says(pilot, "Maja Lindqvist   wants to learn vpn")
        await pilot.press("N")
        await says(pilot, "1 given to maja: P4, waiting 30m")
        await says(pilot, "largest 1 ÷ median 0.5 = 2")
    assert insight.tickets.ticket(root.store, 1).assignee == "maja"


@pytest.mark.usefixtures("waiting")
async def test_whoever_resolves_hears_what_comes_next_where_the_policy_wants_that(
    place: Path, clock: Clock, enter: Enter
) -> None:
    text = resource_text("policy.toml").replace("pull = false", "pull = true")
    desk.policies.adopt(enter("berit"), text)
    desk.assign.take(enter("maja"), [2])
    async with console(place, clock) as pilot:
        await pilot.press("x", "enter")
        await says(pilot, "what helped")
        await typed(pilot, "rollers")
        await pilot.press("enter")
        await says(pilot, "N takes 1: P4, waiting 30m")
