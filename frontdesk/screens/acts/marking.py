"""Marking by a query: every ticket that it means, whether the list shows it or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.i18n import _, plural
from frontdesk.widgets.prompt import Prompt
from frontdesk.widgets.ticket_list import MOST_MARKS, TicketList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frontdesk.desk.office import Office
    from frontdesk.rows import ListRow
    from frontdesk.screens.base import ConsoleScreen


async def by_query(screen: ConsoleScreen) -> None:
    """Asks for a query, and marks what it means beside what is marked."""
    tickets = screen.query_one(TicketList)

    async def mark(typed: str) -> str | None:
        rows = await screen.work.do(lambda office: _meant(office, typed))
        if not rows:
            return _("No ticket is like that")
        tickets.mark_rows(rows)
        return None

    title = _("Mark every ticket of a query, in the language of the filter")
    prompt = Prompt(title, submit=mark, placeholder=_("assignee:ola pri:1..2 !waiting:requester"))
    if await screen.ask(prompt) is not None:
        many = len(tickets.marks)
        said = plural("{n} marked", "{n} marked", many)
        if many == MOST_MARKS:
            said = _("{n} are marked, no more fit").format(n=many)
        screen.tell(said)


def _meant(office: Office, typed: str) -> Sequence[ListRow]:
    """The tickets of a query, the most urgent first; no more than can be marked."""
    from frontdesk import insight
    from frontdesk.query import Order
    from frontdesk.screens.desk_reading import understood

    wanted = office.now_in(understood(office, typed))
    return insight.tickets.window(
        office.store, wanted, Order.PRIORITY, 0, MOST_MARKS, reader=office.actor.login
    )
