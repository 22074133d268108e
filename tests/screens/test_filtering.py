"""What the Desk lists: filters as they are typed, orders, and views of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from frontdesk import desk, insight
from frontdesk.desk.office import Office
from frontdesk.rows import TicketRow
from frontdesk.screens.desk import DeskScreen
from frontdesk.terms import KeptKind
from tests.conftest import Clock, Enter
from tests.screens.consoles import console, gone, says, settled, shown, ticket, typed, until


@pytest.fixture
def maja(enter: Enter) -> Office:
    return enter("maja")


@pytest.fixture
def numbers(maja: Office) -> list[int]:
    """Three tickets with the front office, none taken."""
    made = [ticket(maja, f"two sheets at once, case {each}") for each in "abc"]
    desk.assign.assign(maja, made, to="front-office")
    return made


def row(office: Office, number: int) -> TicketRow:
    return insight.tickets.ticket(office.store, number)


async def test_a_filter_narrows_the_view_and_esc_leads_out(
    place: Path, clock: Clock, numbers: list[int]
) -> None:
    async with console(place, clock) as pilot:
        await pilot.press("2")
        await says(pilot, "case c")
        await pilot.press("slash")
        await typed(pilot, "pry:1")
        await pilot.press("enter")
        await says(pilot, "nearest: pri")
        await typed(pilot, "pri")  # over what was wrong, which is marked
        await says(pilot, "/ pri:1")
        await pilot.press("enter")
        await says(pilot, "Nothing matches")
        await pilot.press("slash", "end", "ctrl+u")
        await typed(pilot, "status:resolved")
        await pilot.press("enter")
        await says(pilot, "Nothing matches")
        await settled(pilot)
        await pilot.press("escape")
        await says(pilot, "case c")
        await pilot.press("space", "escape")
        await gone(pilot, "✓")
        assert pilot.app.return_code is None


async def test_a_filter_narrows_while_it_is_typed_and_esc_leaves_the_list_as_it_was(
    place: Path, clock: Clock, numbers: list[int]
) -> None:
    async with console(place, clock) as pilot:
        await pilot.press("2")
        await says(pilot, "case c")
        await pilot.press("j", "j", "slash")
        await typed(pilot, "b case")
        await gone(pilot, "case c")
        await typed(pilot, " @")  # not whole yet: it waits, and says nothing
        await settled(pilot)
        assert "case b" in shown(pilot)
        assert "nearest" not in shown(pilot)
        await pilot.press("escape")
        await says(pilot, "case c")
        await settled(pilot)
        assert "/ b case" not in shown(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, DeskScreen)
        assert screen.tickets.has_focus
        assert screen.tickets.row is not None
        assert screen.tickets.row.number == numbers[2]


async def test_esc_leaves_a_filter_that_was_there_and_again_takes_it_away(
    place: Path, clock: Clock, numbers: list[int]
) -> None:
    async with console(place, clock) as pilot:
        await pilot.press("2")
        await says(pilot, "case c")
        await pilot.press("slash")
        await typed(pilot, "case b")
        await pilot.press("enter")
        await gone(pilot, "case a")
        await settled(pilot)
        await pilot.press("slash")
        await typed(pilot, "xx")
        await says(pilot, "Nothing matches")
        await pilot.press("escape")
        await says(pilot, "/ case b")
        await settled(pilot)
        assert "case b" in shown(pilot).replace("/ case b", "")
        await pilot.press("escape")
        await says(pilot, "case a")


async def test_numbers_are_found_while_they_are_typed_however_they_are_written(
    place: Path, clock: Clock, maja: Office, numbers: list[int]
) -> None:
    desk.edit.edit(maja, [numbers[1]], {"asset": "PRN-0001"})
    async with console(place, clock) as pilot:
        await pilot.press("2")
        await says(pilot, "case c")
        await pilot.press("slash")
        await typed(pilot, "prn0001")
        await gone(pilot, "case c")
        await says(pilot, "case b")
        await pilot.press("ctrl+u")
        await typed(pilot, f"{numbers[2]}")
        # A single digit may be the beginning of anything; Enter looks for it.
        await pilot.press("enter")
        await says(pilot, "case c")
        await gone(pilot, "case b")


async def test_another_order_leaves_marks_and_cursor_on_their_tickets(
    place: Path, clock: Clock, numbers: list[int]
) -> None:
    async with console(place, clock) as pilot:
        await pilot.press("2")
        await says(pilot, "case c")
        await pilot.press("space")
        await pilot.press("s")
        await says(pilot, "who asked")
        await typed(pilot, "newest")
        await until(pilot, lambda: "who asked" not in shown(pilot))
        await pilot.press("enter")
        screen = pilot.app.screen
        assert isinstance(screen, DeskScreen)
        tickets = screen.tickets
        await until(pilot, lambda: tickets.cursor == 1)
        await settled(pilot)
        assert tickets.row is not None
        assert tickets.row.number == numbers[1]
        assert list(tickets.marks) == [numbers[0]]
        text = shown(pilot)
        assert text.index("case c") < text.index("case b") < text.index("case a")


async def test_a_filter_is_kept_as_a_view_which_is_taken_back_and_comes_again(
    place: Path, clock: Clock, maja: Office, numbers: list[int]
) -> None:
    async with console(place, clock) as pilot:
        await pilot.press("2")
        await says(pilot, "case c")
        await pilot.press("slash")
        await typed(pilot, f"number:{numbers[2]}")
        await pilot.press("enter")
        await gone(pilot, "case a")
        await pilot.press("plus")
        await says(pilot, "as a view called")
        await typed(pilot, "mine")
        await pilot.press("enter")
        await says(pilot, "ships with the desk")
        await pilot.press("ctrl+u")
        await typed(pilot, "all of C")
        await pilot.press("enter")
        await says(pilot, "all of C is a view of yours now")
        await says(pilot, "10 all of C 1")
        await pilot.press("2")
        await says(pilot, "case a")
        assert [row.name for row in insight.kept.kept(maja.store, KeptKind.VIEW, "maja")] == [
            "all of C"
        ]
        await pilot.press("u")
        await says(pilot, "Undone: view all of C")
        await gone(pilot, "10 all of C")
        await pilot.press("U")
        await says(pilot, "  10 1")
