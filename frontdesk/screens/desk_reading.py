"""What the Desk reads: a view's tickets as a source for the list, and a ticket for the preview.

Everything here runs in threads; SQLModel is imported there, after the first paint.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from frontdesk import insight
from frontdesk.commands import with_keys
from frontdesk.i18n import _
from frontdesk.query import Filter, Order, parse
from frontdesk.terms import Repair

if TYPE_CHECKING:
    from frontdesk.desk.office import Office
    from frontdesk.insight.views import View
    from frontdesk.rows import ListRow, TicketRow
    from frontdesk.widgets.preview import Details


@dataclass(frozen=True, slots=True)
class StoreTickets:
    """The tickets of a filter in an order, out of the store."""

    office: Office
    filter: Filter
    order: Order

    def window(self, offset: int, limit: int) -> Sequence[ListRow]:
        """The rows from ``offset`` on."""
        office = self.office
        return insight.tickets.window(
            office.store, self._now, self.order, offset, limit, reader=office.actor.login
        )

    def count(self) -> int:
        """How many there are."""
        return insight.tickets.count(self.office.store, self._now)

    def position(self, number: int) -> int | None:
        """At which offset a ticket stands."""
        return insight.tickets.position(self.office.store, self._now, self.order, number)

    @property
    def _now(self) -> Filter:
        return self.office.now_in(self.filter)


def views(office: Office) -> tuple[View, ...]:
    """The views of whoever is at work."""
    return insight.views.views(office.store, office.actor)


def counted(office: Office, several: Sequence[View]) -> dict[str, int]:
    """How many tickets each view holds now."""
    told = [replace(view, filter=office.now_in(view.filter)) for view in several]
    return insight.views.counts(office.store, told)


def understood(office: Office, typed: str) -> Filter:
    """The filter that somebody at work typed.

    Raises:
        QueryError: it is not of the language, or names what is in no register.
    """
    actor = office.actor
    return insight.registered.checked(office.store, parse(typed, actor.login, actor.team or ""))


def _to_send(office: Office, ticket: TicketRow) -> tuple[str, tuple[str, ...]] | None:
    """What is left to do of a repair that was decided: the order is open, nothing was sent yet."""
    if not ticket.repairs:
        return None
    order = insight.repairs.of_ticket(office.store, ticket.number)[-1]
    if order.state is not Repair.OPEN:
        return None
    said = _("Send {equipment} to {vendor}: repair order {order} is open")
    said = said.format(equipment=order.asset or "", vendor=order.vendor_name, order=order.order)
    return said, (with_keys(_("{go.repairs} lists it: {repairs.on} there once it is on its way")),)


def details(office: Office, number: int) -> Details:
    """What the preview shows of a ticket.

    Raises:
        NotFoundError: there is no such ticket.
    """
    from frontdesk.widgets.preview import Details
    from frontdesk.widgets.receipt import in_words

    ticket = insight.tickets.ticket(office.store, number)
    messages = insight.timeline.messages(office.store, number)
    decision = insight.receipts.latest(office.store, number)
    receipt = None if decision is None else in_words(decision)
    route, why = ("", ()) if receipt is None else (receipt.route, receipt.why)
    if route and insight.receipts.proposed(office.store, number):
        route = _("now proposes: {route}").format(route=route)
    elif (sent := _to_send(office, ticket)) is not None:
        route, why = sent
    return Details(ticket, tuple(messages[-5:]), route, why)
