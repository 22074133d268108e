"""What the Desk reads: a view's tickets as a source for the list, and a ticket for the preview.

Everything here runs in threads; SQLModel is imported there, after the first paint.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace
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


class StoreTickets:
    """The tickets of a filter in an order, out of the store.

    Where an index gives them in that order, any window is read by it. Of any other list the
    numbers are read once, with the count or a place in it, and windows are cut from them: a
    million tickets are sorted once, not for every page.
    """

    def __init__(self, office: Office, wanted: Filter, order: Order) -> None:
        self.office = office
        self.filter = wanted
        self.order = order
        self._total: int | None = None
        self._numbers: array[int] | None = None
        self._reading = insight.tickets.reading()

    def window(self, offset: int, limit: int) -> Sequence[ListRow]:
        """The rows from ``offset`` on."""
        store, reader = self.office.store, self.office.actor.login
        if self._numbers is not None:
            return insight.tickets.lines(store, self._numbers[offset : offset + limit], reader)
        return insight.tickets.window(
            store, self._now, self.order, offset, limit, reader, self._total, self._reading
        )

    def count(self) -> int:
        """How many there are; from now on the last are as near as the first."""
        if not self._by_index:
            return len(self._sorted())
        self._total = insight.tickets.count(self.office.store, self._now)
        return self._total

    def position(self, number: int) -> int | None:
        """At which offset a ticket stands."""
        if self._by_index:
            return insight.tickets.position(self.office.store, self._now, self.order, number)
        try:
            return self._sorted().index(number)
        except ValueError:
            return None

    def afresh(self) -> StoreTickets:
        """The same, to be read anew."""
        return StoreTickets(self.office, self.filter, self.order)

    def call_off(self) -> None:
        """What is being read of it is not waited for any more."""
        self._reading.call_off()

    def _sorted(self) -> array[int]:
        if self._numbers is None:
            store, wanted = self.office.store, self._now
            self._numbers = insight.tickets.numbers(store, wanted, self.order, self._reading)
        return self._numbers

    @property
    def _by_index(self) -> bool:
        return insight.tickets.by_index(self.filter, self.order)

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
