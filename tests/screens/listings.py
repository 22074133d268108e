"""A list of tickets alone on a screen, for tests of the list."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from textual.app import App, ComposeResult
from textual.pilot import Pilot

from frontdesk.rows import ListRow
from frontdesk.themes import THEMES
from frontdesk.widgets.ticket_list import TicketList
from frontdesk.widgets.ticket_source import TicketSource
from tests.screens.rows import NOW

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
