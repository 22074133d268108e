"""A list that is read slowly, read anew, or left while it is read: nothing late is shown."""

from __future__ import annotations

from textual.geometry import Region
from textual.pilot import Pilot

from frontdesk.errors import FrontdeskError
from frontdesk.widgets.ticket_list import TicketList
from tests.screens.listings import LINES, Listing, listing, settled, text
from tests.screens.rows import Gated, Listed, row


async def asked(pilot: Pilot[None], source: Gated, what: str) -> None:
    """Waits until a source has been asked something."""
    while what not in source.asked:
        await pilot.pause(0.01)


async def test_the_end_is_gone_to_as_soon_as_somebody_has_counted() -> None:
    source = Gated([row(number) for number in range(1, 501)])
    source.counts.clear()
    app = Listing(source)
    async with app.run_test(size=(80, LINES + 1)) as pilot:
        tickets = app.query_one(TicketList)
        await asked(pilot, source, "count")
        await pilot.press("G")
        assert tickets.length < 500
        source.counts.set()
        await settled(pilot)
        assert tickets.row is not None
        assert tickets.row.number == 500


async def test_who_moves_on_before_that_is_left_where_he_went() -> None:
    source = Gated([row(number) for number in range(1, 501)])
    source.counts.clear()
    app = Listing(source)
    async with app.run_test(size=(80, LINES + 1)) as pilot:
        tickets = app.query_one(TicketList)
        await asked(pilot, source, "count")
        await pilot.press("G", "g")
        source.counts.set()
        await settled(pilot)
        assert tickets.cursor == 0


async def test_a_late_answer_does_not_pull_the_cursor_back() -> None:
    source = Gated([row(number) for number in range(100, 160)])
    async with listing(source) as (pilot, tickets):
        tickets.move_to(3)
        source.windows.clear()
        source.asked.clear()
        source.rows[0:0] = [row(7)]
        tickets.refresh_rows(frozenset({7}))
        await asked(pilot, source, "window")
        await pilot.press("down", "down")
        source.windows.set()
        await settled(pilot)
        assert tickets.row is not None
        assert tickets.row.number == 105
        assert "subject of 105 " in text(tickets, tickets.cursor - tickets.scroll_offset.y + 1)


async def test_what_changes_while_a_slow_list_is_read_is_read_once_after_it() -> None:
    source = Gated([row(number) for number in range(100, 110)])
    async with listing(source) as (pilot, tickets):
        source.windows.clear()
        source.asked.clear()
        tickets.refresh_rows(frozenset({100}))
        await asked(pilot, source, "window")
        for number in range(101, 106):
            source.rows[number - 100] = row(number, version=2, assignee="ola")
            tickets.refresh_rows(frozenset({number}))
        source.windows.set()
        await settled(pilot)
        assert source.asked.count("window") == 2
        assert all("L1 ola" in text(tickets, line) for line in range(2, 7))
        assert tickets.fresh == {101, 102, 103, 104, 105}


async def test_what_changes_while_a_list_is_first_read_is_not_missed() -> None:
    source = Gated([row(number) for number in range(100, 110)])
    source.windows.clear()
    app = Listing(source)
    async with app.run_test(size=(80, LINES + 1)) as pilot:
        tickets = app.query_one(TicketList)
        await asked(pilot, source, "window")
        source.rows[2] = row(102, version=2, assignee="ola")
        tickets.refresh_rows(frozenset({102}))
        source.windows.set()
        await settled(pilot)
        assert "L1 ola" in text(tickets, 3)


async def test_a_list_is_given_back_at_once_as_it_stood() -> None:
    source, other = (Gated([row(number) for number in range(100, 200)]) for _each in range(2))
    async with listing(source) as (pilot, tickets):
        tickets.move_to(60)
        held, top = tickets.hold(), tickets.scroll_offset.y
        other.rows[:] = [row(7)]
        tickets.show(other)
        await settled(pilot)
        assert "subject of 7 " in text(tickets, 1)
        # The other is being read anew just then, and the one from before has changed meanwhile.
        other.windows.clear()
        other.asked.clear()
        tickets.refresh_rows(frozenset({7}))
        await asked(pilot, other, "window")
        source.windows.clear()
        source.rows[60] = row(160, version=2, assignee="ola")
        tickets.back(held)
        assert (tickets.cursor, tickets.scroll_offset.y) == (60, top)
        assert "L1 front" in text(tickets, 60 - top + 1)
        other.windows.set()
        source.windows.set()
        await settled(pilot)
        assert "L1 ola" in text(tickets, 60 - top + 1)
        assert tickets.row is not None
        assert tickets.row.number == 160


async def test_what_is_shown_in_passing_is_never_counted() -> None:
    passing, last = (Gated([row(number) for number in range(1, 301)]) for _each in range(2))
    async with listing(Listed([row(1)])) as (pilot, tickets):
        tickets.show(passing, calm=30.0)
        await asked(pilot, passing, "window")
        tickets.show(last)
        await asked(pilot, last, "count")
        assert "count" not in passing.asked


async def test_a_page_that_is_read_ahead_paints_nothing() -> None:
    source = Gated([row(number) for number in range(1, 501)])
    async with listing(source) as (pilot, tickets):
        source.windows.clear()
        source.asked.clear()
        tickets.move_to(110)
        await asked(pilot, source, "window")
        await pilot.pause()
        painted: list[tuple[Region, ...]] = []
        original = tickets.refresh

        def refresh(*regions: Region, **options: bool) -> TicketList:
            painted.append(regions)
            return original(*regions, **options)

        tickets.refresh = refresh  # type: ignore[method-assign, assignment]
        source.windows.set()
        await settled(pilot)
        tickets.refresh = original  # type: ignore[method-assign]
        assert painted == []
        source.asked.clear()
        tickets.move_to(290)
        assert "subject of 291 " in text(tickets, 290 - tickets.scroll_offset.y + 1)


async def test_a_list_that_is_no_longer_shown_is_called_off_and_not_complained_of() -> None:
    slow = Gated([row(number) for number in range(1, 301)])
    slow.windows.clear()
    async with listing(Listed([row(1)])) as (pilot, tickets):
        told: list[FrontdeskError] = []
        tickets._failed = told.append
        tickets.show(slow)
        await asked(pilot, slow, "window")
        tickets.show(Listed([row(number) for number in range(500, 900)]))
        assert slow.called_off
        slow.windows.set()
        await pilot.press("G")
        while tickets.row is None or tickets.row.number != 899:
            await pilot.pause(0.01)
        assert told == []


async def test_pages_of_the_next_list_come_although_one_of_the_last_was_called_off() -> None:
    slow = Gated([row(number) for number in range(1, 501)])
    async with listing(slow) as (pilot, tickets):
        slow.windows.clear()
        slow.asked.clear()
        tickets.move_to(400)
        await asked(pilot, slow, "window")
        tickets.show(Listed([row(number) for number in range(1_000, 1_500)]))
        slow.windows.set()
        await pilot.pause()
        await pilot.press("G")
        while tickets.row is None or tickets.row.number != 1_499:
            await pilot.pause(0.01)
