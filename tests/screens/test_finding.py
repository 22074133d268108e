"""What the palette finds: commands, views, tickets, people, equipment; and where Enter leads."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from frontdesk import desk
from frontdesk.desk.office import Office
from frontdesk.query import QueryError
from frontdesk.screens.finding_reading import Goal, stored
from frontdesk.widgets.seeker import Choice, Seeker
from tests.conftest import Clock, Enter
from tests.screens.consoles import console, gone, says, settled, shown, ticket, typed

HOSTILE = "\x1b]52;c;aGk=\x07[@click=app.quit]gotcha[/] [/etc] dripping"


@pytest.fixture
def berit(enter: Enter) -> Office:
    """A supervisor, with four tickets on the desk."""
    office = enter("berit")
    ticket(office, "Printer pulls two sheets", asset="PRN-0001")
    ticket(office, "Screen is dark", requester="anna.nowak")
    ticket(office, "Printer makes a noise", category="printing")
    desk.outcome.cancel(office, [3], reason="twice")
    ticket(office, HOSTILE)
    return office


def goals(office: Office, text: str) -> list[str]:
    return [f"{each.value.kind} {each.value.id}" for each in stored(office, text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2", ["ticket 2", "asset LAP-0001"]),
        ("#2", ["ticket 2"]),
        ("PRINTER", ["ticket 3", "ticket 1", "asset PRN-0001"]),
        ("printer nois", ["ticket 3"]),
        ("printer !noise", ["ticket 1"]),
        ("status:open printer", ["ticket 1"]),
        ("pri:1..3", []),
        ("anna now", ["requester anna.nowak"]),
        ("anna.nowak@example.com", ["requester anna.nowak"]),
        ("61 555-01 42", ["ticket 2", "requester anna.nowak"]),
        ("615550142", ["ticket 2", "requester anna.nowak"]),
        ("lx41077", ["ticket 1", "asset PRN-0001"]),
        ("LX410-77", ["ticket 1", "asset PRN-0001"]),
        ("prn-0001", ["ticket 1", "asset PRN-0001"]),
        ("back from", ["view back"]),
        ('"two sheets', ["ticket 1"]),
        ("nothing of the kind", []),
        ("9" * 30, []),
    ],
)
def test_a_number_words_people_and_equipment_are_found_as_the_filter_finds_them(
    berit: Office, text: str, found: list[str]
) -> None:
    assert goals(berit, text) == found


def test_a_query_with_a_mistake_says_so_where_nothing_else_is_meant(berit: Office) -> None:
    with pytest.raises(QueryError, match="nearest"):
        stored(berit, "prioritty:1")


def test_each_kind_has_its_heading_and_few_are_shown(berit: Office) -> None:
    for _ in range(8):
        ticket(berit, "Printer is offline")
    found = stored(berit, "printer")
    assert [each.group for each in found] == ["tickets"] * 6 + ["equipment"]


async def test_enter_opens_what_was_found_whatever_it_is_called(
    berit: Office, place: Path, clock: Clock
) -> None:
    async with console(place, clock, "berit") as pilot:
        await pilot.press("ctrl+p")
        await typed(pilot, "dripping")
        await says(pilot, "tickets")
        await says(pilot, "␛]52;c;aGk=␇[@click=app.quit]gotcha[")
        assert "\x1b" not in shown(pilot)
        await pilot.press("enter")
        await says(pilot, "phone")
        assert type(pilot.app.screen).__name__ == "TicketScreen"
        await pilot.press("colon")
        await typed(pilot, "printer")
        await says(pilot, "equipment")
        # From the last ticket over the heading to the printer, and back to the first.
        await pilot.press("down", "down", "up", "up", "down", "down", "enter")
        await says(pilot, "who has it")
        await pilot.press("ctrl+p")
        await typed(pilot, "prioritty:1")
        await says(pilot, "nearest")


async def test_help_lists_what_is_heard_here_and_now_says_why_not_and_does_it(
    berit: Office, place: Path, clock: Clock
) -> None:
    async with console(place, clock, "berit") as pilot:
        await pilot.press("9")
        await says(pilot, "Screen is dark")
        await settled(pilot)
        await pilot.press("question_mark")
        await says(pilot, " here")
        await typed(pilot, "view")
        await says(pilot, "Show the view “team”.")
        await pilot.press("ctrl+u")
        await says(pilot, "Take it: it is yours")
        await typed(pilot, "one line down")
        await says(pilot, "In every list")
        await gone(pilot, "Take it: it is yours")
        await pilot.press("enter")  # a list's own key is done, too
        await says(pilot, "▌      2 4  Screen is dark")
        await pilot.press("s", "f1")
        await says(pilot, "Keys of this sheet")
        await says(pilot, "Leave the sheet; nothing is done.")
        await typed(pilot, "leave the sheet")
        await gone(pilot, "All keys of the sheet")
        await pilot.press("enter")
        await gone(pilot, "oldest first")
        await pilot.press("slash")
        await gone(pilot, "t take")  # a letter is typed there
        await says(pilot, "F1 more")
        await pilot.press("f1")


async def test_a_late_result_for_earlier_words_is_dropped(place: Path, clock: Clock) -> None:
    late = asyncio.Event()

    async def find(text: str) -> Sequence[Choice[Goal]]:
        if text == "a":
            await late.wait()
        return [Choice(Goal("view", text), f"<{text}> is found")]

    async with console(place, clock) as pilot:
        pilot.app.push_screen(Seeker("Seek", find))
        await says(pilot, "<> is found")
        await pilot.press("a", "b")
        await says(pilot, "<ab> is found")
        late.set()
        await settled(pilot)
        assert "<ab> is found" in shown(pilot)
