"""The ticket list on a screen: what it reads, what it repaints, where the cursor stays."""

from __future__ import annotations

from textual.geometry import Region

from frontdesk.widgets.ticket_list import TicketList
from tests.screens.listings import LINES, Listing, listing, settled, text
from tests.screens.rows import Listed, Many, row


async def test_the_first_window_is_painted_before_anything_is_counted() -> None:
    source = Many()
    first = source.window(0, 60)
    source.windows.clear()
    app = Listing(source, first)
    async with app.run_test(size=(80, 21)) as pilot:
        tickets = app.query_one(TicketList)
        assert "subject of 1 " in text(tickets, 1)
        await settled(pilot)
        assert tickets.length == 1_000_000


async def test_a_million_tickets_are_read_by_the_page() -> None:
    source = Many()
    async with listing(source) as (pilot, tickets):
        await pilot.press("G")
        await settled(pilot)
        assert "subject of 1000000 " in text(tickets, LINES)
        assert tickets.row is not None
        assert tickets.row.number == 1_000_000
        assert sum(limit for _offset, limit in source.windows) <= 900


async def test_moving_repaints_two_lines_and_no_more() -> None:
    async with listing(Many()) as (pilot, tickets):
        painted: list[Region] = []
        original = tickets.refresh

        def refresh(*regions: Region, **options: bool) -> TicketList:
            painted.extend(regions or (tickets.region,))
            return original(*regions, **options)

        tickets.refresh = refresh  # type: ignore[method-assign, assignment]
        await pilot.press("down")
        tickets.refresh = original  # type: ignore[method-assign]
        assert [region.y for region in painted] == [1, 2]
        assert all(region.height == 1 for region in painted)


async def test_moves_are_all_there_and_messages_coalesce() -> None:
    async with listing(Many()) as (pilot, tickets):
        app = pilot.app
        assert isinstance(app, Listing)
        app.moves.clear()
        for key, number in (("j", 2), ("down", 3), ("k", 2), ("pagedown", 21), ("G", 1_000_000)):
            await pilot.press(key)
            await settled(pilot)
            assert tickets.row is not None
            assert tickets.row.number == number
        await pilot.press("g")
        await settled(pilot)
        assert tickets.cursor == 0
        app.moves.clear()
        for _ in range(15):
            tickets.action_move(1)
        await pilot.pause()
        assert app.moves[-1] == 16
        assert len(app.moves) <= 3


async def test_the_cursor_stays_on_its_ticket_when_others_come_above() -> None:
    source = Listed([row(number) for number in range(100, 160)])
    async with listing(source) as (pilot, tickets):
        tickets.move_to(5)
        line = 5 + 1
        source.rows[0:0] = [row(7), row(8)]
        tickets.refresh_rows(frozenset({7, 8}))
        await settled(pilot)
        assert tickets.row is not None
        assert tickets.row.number == 105
        assert "subject of 105 " in text(tickets, line)


async def test_what_arrives_above_is_announced_and_forgotten_at_the_top() -> None:
    source = Listed([row(number) for number in range(100, 160)])
    async with listing(source) as (pilot, tickets):
        tickets.move_to(40)
        source.rows[0:0] = [row(7), row(8)]
        tickets.refresh_rows(frozenset({7, 8}))
        await settled(pilot)
        assert "▲ 2 new above" in text(tickets, 0)
        await pilot.press("g")
        assert "new above" not in text(tickets, 0)
        assert "●" in text(tickets, 2)
        await pilot.press("down")
        assert "●" not in text(tickets, 2)


async def test_only_lines_that_differ_are_repainted_by_another_desks_change() -> None:
    source = Listed([row(number) for number in range(100, 160)])
    async with listing(source) as (pilot, tickets):
        painted: list[Region] = []
        original = tickets.refresh

        def refresh(*regions: Region, **options: bool) -> TicketList:
            painted.extend(regions)
            return original(*regions, **options)

        tickets.refresh = refresh  # type: ignore[method-assign, assignment]
        source.rows[3] = row(103, version=2, assignee="maja")
        tickets.refresh_rows(frozenset({103}))
        await settled(pilot)
        assert [region.y for region in painted] == [4]
        assert "L1 maja" in text(tickets, 4)
        assert "●" in text(tickets, 4)


async def test_what_we_did_ourselves_is_not_news() -> None:
    source = Listed([row(number) for number in range(100, 110)])
    async with listing(source) as (pilot, tickets):
        source.rows[3] = row(103, version=2)
        tickets.refresh_rows(frozenset({103}), ours={103: 2})
        await settled(pilot)
        assert tickets.fresh == set()


async def test_when_its_ticket_leaves_the_cursor_stays_on_the_line() -> None:
    source = Listed([row(number) for number in range(100, 110)])
    async with listing(source) as (pilot, tickets):
        tickets.move_to(9)
        del source.rows[9]
        tickets.refresh_rows(frozenset({109}))
        await settled(pilot)
        assert tickets.row is not None
        assert tickets.row.number == 108
        assert tickets.length == 9


async def test_marks_go_by_number_and_survive_a_new_order() -> None:
    source = Listed([row(number) for number in range(100, 140)])
    async with listing(source) as (pilot, tickets):
        await pilot.press("down")
        tickets.mark()
        assert tickets.cursor == 2
        source.rows.reverse()
        tickets.refresh_rows(frozenset())
        await settled(pilot)
        assert list(tickets.marks) == [101]
        tickets.move_to(source.position(101) or 0)
        assert "✓" in text(tickets, tickets.cursor - tickets.scroll_offset.y + 1)
        assert tickets.unmark()
        assert not tickets.unmark()


async def test_a_range_is_marked_from_the_last_mark() -> None:
    async with listing(Many()) as (_pilot, tickets):
        tickets.mark()
        tickets.move_to(450)
        await tickets.mark_range()
        assert len(tickets.marks) == 451


async def test_all_is_limited_and_says_what_is_left_out() -> None:
    async with listing(Many()) as (_pilot, tickets):
        assert await tickets.mark_all() == 995_000
        assert len(tickets.marks) == 5_000


async def test_an_empty_list_says_what_to_do() -> None:
    async with listing(Listed([])) as (pilot, tickets):
        assert "Nothing here" in text(tickets, 1)
        await pilot.press("down", "G", "pageup")
        assert tickets.row is None


async def test_it_is_usable_at_sixty_columns() -> None:
    source = Listed([row(4127, subject="no dial tone, whole second floor")])
    async with listing(source, wide=60) as (_pilot, tickets):
        line = text(tickets, 1)
        assert len(line) == 60
        assert "4127" in line
        assert "no dial tone" in line
        assert "3h00" in line
