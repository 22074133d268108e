"""Between tiers from the keyboard: what lacks is said before, and ticked when it comes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from frontdesk import desk, insight
from frontdesk.desk.office import Office
from tests.conftest import Clock, Enter
from tests.screens.consoles import console, says, settled, ticket, typed


@pytest.fixture
def maja(enter: Enter) -> Office:
    return enter("maja")


async def test_what_lacks_is_said_before_it_goes_up_and_a_reason_lets_it_go(
    place: Path, clock: Clock, maja: Office
) -> None:
    number = ticket(maja, "VPN drops")
    desk.assign.take(maja, [number])
    async with console(place, clock) as pilot:
        await says(pilot, "VPN drops")
        await pilot.press("E")
        await says(pilot, "wants to see: at least 5 words")
        await typed(pilot, "on a train")
        await pilot.press("enter")
        await says(pilot, "escalated  ·  u undoes")
    event = insight.timeline.events(maja.store, number)[-1]
    assert (event.verb, event.texts) == ("escalate", {"reason": "on a train"})
    assert event.after["lacks"] == ["words:5", "category"]


async def test_what_lacks_is_ticked_when_it_is_returned(
    place: Path, clock: Clock, maja: Office
) -> None:
    number = ticket(maja, "VPN drops since this morning, always")
    desk.assign.take(maja, [number])
    desk.escalate.escalate(maja, [number], reason="x", to="network", lacking="y")
    async with console(place, clock, login="nadia") as pilot:
        await pilot.press("2")
        await says(pilot, "VPN drops")
        await settled(pilot)
        await pilot.press("R")
        await says(pilot, "✓ a category")
        await says(pilot, "○ the equipment that it is about")
        await pilot.press("down", "down", "space", "enter")
        await says(pilot, "returned  ·  u undoes")
    event = insight.timeline.events(maja.store, number)[-1]
    assert (event.verb, event.texts) == ("return", {})
    assert event.after["lacks"] == ["category", "asset"]


async def test_what_is_proposed_now_is_said_and_taken_with_one_key(
    place: Path, clock: Clock, maja: Office
) -> None:
    number = ticket(maja, "VPN drops")
    desk.assign.take(maja, [number])
    desk.edit.edit(maja, [number], {"complexity": "5"})
    async with console(place, clock, size=(120, 40)) as pilot:
        await says(pilot, "now proposes: Escalate it to")
        await pilot.press("P")
        await says(pilot, "sent as proposed  ·  u undoes")
    assert insight.tickets.ticket(maja.store, number).tier > 1
