"""Two people on one store: who has what open, who is writing, and whose it is now."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.strip import Strip

from frontdesk import desk, insight
from frontdesk.desk.office import Office
from frontdesk.screens.desk import DeskScreen
from frontdesk.terms import Doing, Impact, KeptKind, Urgency
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
        await typed(mine, "rollers? @berit")
        await mine.press("ctrl+s")
        await says(hers, f"{number}: maja mentions you")
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


async def test_while_writing_answers_fixes_and_colleagues_are_put_in(
    place: Path, clock: Clock, maja: Office
) -> None:
    number = ticket(maja, "printer pulls two sheets")
    desk.assign.take(maja, [number])
    said = "Dear {first_name}, {number} is looked into."
    desk.kept.keep(maja, KeptKind.ANSWER, "soon", {"text": said})
    async with console(place, clock) as pilot:
        await says(pilot, "pulls two")
        await pilot.press("i")
        await says(pilot, "Note for the desk")
        # What is typed behind the mark is for what opens.
        await typed(pilot, "::so")
        await says(pilot, f"Dear Zofia, {number} is looked into.")
        await pilot.press("enter")
        await gone(pilot, "Insert an answer")
        await typed(pilot, " @@ola")
        await says(pilot, "Mention a colleague")
        await pilot.press("enter")
        await gone(pilot, "Mention a colleague")
        await pilot.press("enter", "question_mark", "question_mark")
        await says(pilot, "Insert a known fix")
        await says(pilot, "pulls two sheets at once")
        await pilot.press("enter")
        await gone(pilot, "Insert a known fix")
        await pilot.press("ctrl+s")
        await says(pilot, "note added")
    (note,) = insight.timeline.messages(maja.store, number)
    first, *steps = (note.text or "").splitlines()
    assert first == f"Dear Zofia, {number} is looked into. @ola "
    assert steps[0] == "Printer pulls two sheets at once"
    assert steps[1].startswith("1. ")


async def test_who_replies_learns_first_what_was_said_meanwhile_and_keeps_the_text(
    place: Path, clock: Clock, maja: Office, enter: Enter
) -> None:
    number = ticket(maja, "printer pulls two sheets")
    desk.assign.take(maja, [number])
    async with console(place, clock) as pilot:
        await says(pilot, "pulls two")
        await pilot.press("r")
        await says(pilot, "Reply to the requester")
        await typed(pilot, "mine")
        desk.work.reply(enter("ola"), [number], text="Rollers come on Friday.")
        clock.tick(seconds=20)
        await pilot.press("ctrl+s")
        await says(pilot, "ola replied 20 s ago: “Rollers come on Friday.”")
        assert len(insight.timeline.messages(maja.store, number)) == 1
        assert "mine" in shown(pilot)
        await pilot.press("ctrl+s")
        await says(pilot, "reply recorded")
        await settled(pilot)
    assert desk.drafts.mine(maja) == []
    assert [each.text for each in insight.timeline.messages(maja.store, number)][1] == "mine"


async def test_who_is_overtaken_sees_both_versions_and_may_do_what_does_not_collide(
    place: Path, clock: Clock, maja: Office, enter: Enter
) -> None:
    number = ticket(maja, "printer pulls two sheets", impact="person", urgency="normal")
    desk.assign.take(maja, [number])
    async with console(place, clock) as pilot:
        await says(pilot, "pulls two")
        await pilot.press("p")
        await says(pilot, "whom does it hit")
        # The sheet is open on what was seen; meanwhile another desk has changed half of it.
        desk.edit.edit(enter("ola"), [number], {"urgency": "low"})
        clock.tick(seconds=20)
        await typed(pilot, "a site high")
        await says(pilot, "a site · high")
        await pilot.press("enter")
        await says(pilot, f"{number} has changed since you saw it")
        await says(pilot, "20 s ago")
        await pilot.press("o")
        await says(pilot, "the rest is done")
        await settled(pilot)
    row = insight.tickets.ticket(maja.store, number)
    assert (row.impact, row.urgency) == (Impact.SITE, Urgency.LOW)


async def test_taking_what_somebody_took_a_moment_ago_says_who_and_when(
    place: Path, clock: Clock, maja: Office, enter: Enter
) -> None:
    number = ticket(maja, "printer pulls two sheets")
    async with console(place, clock) as pilot:
        await pilot.press("9")
        await says(pilot, "pulls two")
        desk.assign.take(enter("ola"), [number])
        clock.tick(seconds=20)
        await says(pilot, "▶ L1 ola")
        await pilot.press("t")
        await says(pilot, f"ola is at work on {number}: take it over?")
        await says(pilot, "ola took it 20 s ago")
        await pilot.press("enter")
        await gone(pilot, "take it over?")
        assert insight.tickets.ticket(maja.store, number).assignee == "ola"
        await pilot.press("t")
        await says(pilot, "take it over?")
        await pilot.press("y")
        await says(pilot, f"{number} taken")
    assert insight.tickets.ticket(maja.store, number).assignee == "maja"
