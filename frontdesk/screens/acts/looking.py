"""Looking around on the Desk: views, filter, sort, preview, marks. Changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from frontdesk.i18n import _, plural
from frontdesk.widgets.ticket_list import TicketList

if TYPE_CHECKING:
    from frontdesk.screens.base import ConsoleScreen
    from frontdesk.screens.desk import DeskScreen
    from frontdesk.screens.ticket import TicketScreen


def _desk(screen: ConsoleScreen) -> DeskScreen:
    return cast("DeskScreen", screen)


def _list(screen: ConsoleScreen) -> TicketList:
    """The list of a screen that has one."""
    return screen.query_one(TicketList)


def mark(screen: ConsoleScreen) -> None:
    """Marks the ticket under the cursor and moves down."""
    _list(screen).mark()


async def mark_range(screen: ConsoleScreen) -> None:
    """Marks from the last mark to the cursor."""
    await _list(screen).mark_range()


async def mark_all(screen: ConsoleScreen) -> None:
    """Marks everything of the filter, and says when that is not all."""
    tickets = _list(screen)
    left = await tickets.mark_all()
    if left:
        many = len(tickets.marks)
        screen.tell(_("The first {n} are marked, {left} are not").format(n=many, left=left))
    else:
        screen.tell(plural("{n} marked", "{n} marked", len(tickets.marks)))


def view(screen: ConsoleScreen, place: str) -> None:
    """Shows the saved view at a place, from 1."""
    _desk(screen).show_place(int(place))


def last_view(screen: ConsoleScreen) -> None:
    """Back to the view before."""
    _desk(screen).last_view()


def filter_tickets(screen: ConsoleScreen) -> None:
    """Opens the filter's line."""
    _desk(screen).edit_filter()


async def sort(screen: ConsoleScreen) -> None:
    """Asks for the order."""
    await _desk(screen).choose_order()


def preview(screen: ConsoleScreen) -> None:
    """Shows or hides the preview, or a ticket's facts."""
    cast("DeskScreen | TicketScreen", screen).toggle_preview()
