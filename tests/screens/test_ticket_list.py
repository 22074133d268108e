"""The ticket list on a screen: what it reads, what it repaints, where the cursor stays."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.pilot import Pilot

from frontdesk.errors import FrontdeskError
from frontdesk.rows import ListRow
from frontdesk.themes import THEMES
from frontdesk.widgets.ticket_list import TicketList
from frontdesk.widgets.ticket_source import TicketSource
from tests.screens.rows import NOW, Gated, Listed, Many, row

LINES = 20


class Listing(App[None]):
    """Nothing but a list; it notes what is repainted."""

    def __init__(self, source: TicketSource, first: Sequence[ListRow] | None = None) -> None:
        super().__init__()
        self.source = source
        self.first = first
        self.moves: list[int | None] = []
        self.register_theme(THEMES[0])
        self.theme = THEMES[0].name

    def compose(self) -> ComposeResult:
        yield TicketList(now=lambda: NOW)

    def on_mount(self) -> None:
        tickets = self.query_one(TicketList)
        tickets.focus()
        tickets.show(self.source, first=self.first)

    def on_ticket_list_moved(self, event: TicketList.Moved) -> None:
        self.moves.append(event.row.number if event.row else None)


@asynccontextmanager
async def listing(
    source: TicketSource, first: Sequence[ListRow] | None = None, wide: int = 80
) -> AsyncIterator[tuple[Pilot[None], TicketList]]:
    app = Listing(source, first)
    async with app.run_test(size=(wide, LINES + 1), notifications=True, tooltips=True) as pilot:
        await settled(pilot)
        yield pilot, app.query_one(TicketList)


async def settled(pilot: Pilot[None]) -> None:
    """Waits until nothing is being read and everything is painted."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def text(tickets: TicketList, y: int) -> str:
    return tickets.render_line(y).text


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
