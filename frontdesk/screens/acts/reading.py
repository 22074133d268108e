"""What the Ticket screen's own keys do: other tickets, long texts, its repair order."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from frontdesk.screens.base import ConsoleScreen
    from frontdesk.screens.ticket import TicketScreen


def _ticket(screen: ConsoleScreen) -> TicketScreen:
    return cast("TicketScreen", screen)


async def following(screen: ConsoleScreen) -> None:
    """The next ticket of the list."""
    await _ticket(screen).step_by(1)


async def previous(screen: ConsoleScreen) -> None:
    """The previous ticket of the list."""
    await _ticket(screen).step_by(-1)


def zoom(screen: ConsoleScreen) -> None:
    """Long texts whole, or a page of each."""
    _ticket(screen).zoom()


def order(screen: ConsoleScreen) -> None:
    """To the repair order."""
    _ticket(screen).to_order()
