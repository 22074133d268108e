"""What the Desk's list reads from: the same lines whether it has been counted or not."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from frontdesk import desk, insight
from frontdesk.desk.inputs import NewTicket
from frontdesk.desk.office import Office
from frontdesk.query import Filter, Order
from frontdesk.screens.desk_reading import StoreTickets
from frontdesk.terms import Impact
from tests.conftest import Clock, Enter


@pytest.fixture
def office(enter: Enter, clock: Clock) -> Office:
    """Somebody at a desk with a dozen tickets, one of which has been cancelled."""
    berit = enter("berit")
    for n in range(12):
        clock.tick(minutes=3)
        subject = ("printer pulls two sheets", "no dial tone")[n % 2]
        impact = (Impact.SITE, Impact.PERSON, Impact.GROUP)[n % 3]
        new = NewTicket(subject=subject, requester="anna.nowak", impact=impact)
        desk.intake.open_ticket(berit, new, route_it=False)
    desk.outcome.cancel(berit, [4], reason="twice")
    return enter("maja")


LISTS = [
    (wanted, order)
    for wanted in (Filter(), Filter.of(status="all"), Filter.of(words="printer"))
    for order in (Order.PRIORITY, Order.NEWEST, Order.SUBJECT)
]


@pytest.mark.parametrize(("wanted", "order"), LISTS)
def test_a_list_is_the_same_before_and_after_it_is_counted(
    office: Office, wanted: Filter, order: Order
) -> None:
    whole = insight.tickets.window(office.store, wanted, order, 0, 100, "maja")
    source = StoreTickets(office, wanted, order)

    def pages() -> list[object]:
        return [row for at in range(0, 15, 5) for row in source.window(at, 5)]

    assert pages() == whole
    assert source.count() == len(whole)
    assert pages() == whole
    assert [source.position(row.number) for row in whole] == list(range(len(whole)))
    assert source.position(999) is None


def test_a_list_that_no_index_sorts_is_sorted_once_for_all_its_pages(office: Office) -> None:
    source = StoreTickets(office, Filter.of(status="all"), Order.SUBJECT)
    source.count()
    said: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_more: object) -> None:
        said.append(statement)

    event.listen(office.store.engine, "before_cursor_execute", note)
    for at in range(0, 12, 4):
        assert len(source.window(at, 4)) == 4
    event.remove(office.store.engine, "before_cursor_execute", note)
    assert not any("ORDER BY" in statement for statement in said), said


def test_read_afresh_it_holds_what_has_come_since(office: Office) -> None:
    source = StoreTickets(office, Filter.of(words="printer"), Order.NEWEST)
    assert source.count() == 6
    new = NewTicket(subject="one more printer", requester="anna.nowak")
    number = desk.intake.open_ticket(office, new, route_it=False).numbers[0]
    assert source.position(number) is None
    assert source.afresh().position(number) == 0
