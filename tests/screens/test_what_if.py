"""While a fact of a ticket is chosen, where it would go is shown, and nothing is written."""

from __future__ import annotations

import asyncio
from pathlib import Path

from frontdesk import desk, insight
from frontdesk.decision.glance import Glance
from frontdesk.widgets.seeker import Choice, among
from frontdesk.widgets.what_if import WhatIf
from tests.conftest import Clock, Enter
from tests.screens.consoles import console, gone, says, settled, shown, ticket, typed, until


async def test_a_fact_under_the_cursor_shows_way_cost_and_promise_before_it_is_set(
    place: Path, clock: Clock, enter: Enter
) -> None:
    maja = enter("maja")
    number = ticket(maja, "screen cracked, it fell", requester="anna.nowak")
    desk.assign.take(maja, [number])
    before = insight.timeline.events(maja.store, number)
    async with console(place, clock, size=(100, 30)) as pilot:
        await says(pilot, "screen cracked")
        await pilot.press("c")
        await says(pilot, f"Category of {number}")
        await typed(pilot, "secur")
        await says(pilot, "▸ Escalate it to network")
        await says(pilot, "USD expected")
        await says(pilot, "It keeps the promise")
        await pilot.press("escape")
        await gone(pilot, "Category of")
        await pilot.press("C")
        await says(pilot, "What is different")
        await typed(pilot, "lap-0001")
        await says(pilot, "▸ Send the equipment to")
        assert insight.timeline.events(maja.store, number) == before
        await pilot.press("enter")
        await says(pilot, "equipment is LAP-0001")
    assert insight.tickets.ticket(maja.store, number).asset == "LAP-0001"


async def test_an_answer_for_a_choice_that_the_cursor_has_left_is_dropped(
    place: Path, clock: Clock
) -> None:
    slow = asyncio.Event()
    asked: list[str] = []

    async def see(value: str) -> Glance:
        asked.append(value)
        if value == "first":
            await slow.wait()
        return Glance(f"would go by {value}", "1.00 USD", "No promise.", None)

    choices = [Choice("first", "first"), Choice("second", "second")]
    async with console(place, clock) as pilot:
        pilot.app.push_screen(WhatIf("Which?", among(choices), see))
        await until(pilot, lambda: asked == ["first"])
        await pilot.press("down")
        await says(pilot, "would go by second")
        slow.set()
        await settled(pilot)
        assert "would go by second" in shown(pilot)
        assert "would go by first" not in shown(pilot)
        await pilot.press("escape")
        await gone(pilot, "Which?")
    assert asked == ["first", "second"]
