"""The views that ship."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import update

from frontdesk import desk, insight
from frontdesk.desk.inputs import NewTicket
from frontdesk.desk.office import Office
from frontdesk.errors import BadInputError
from frontdesk.insight.views import View
from frontdesk.models import RepairOrder
from frontdesk.query import Filter, Order, parse
from frontdesk.store import tables as t
from frontdesk.store.unit import Store
from frontdesk.terms import NEVER, Clock, Pending, Repair
from tests.conftest import Enter

NEW = NewTicket(subject="My account is locked, I cannot sign in", requester="anna.nowak")


def told(office: Office) -> list[View]:
    """The views of somebody, with what time it is."""
    return [
        replace(view, filter=office.now_in(view.filter))
        for view in insight.views.views(office.store, office.actor)
    ]


def due(store: Store, number: int, at: datetime, clock: Clock = Clock.RESOLUTION) -> None:
    """Sets when a ticket is due, as its clocks would."""
    with store.write() as unit:
        values = {"next_due_at": at, "next_due": clock}
        unit.session.execute(update(t.ticket).where(t.ticket.c.id == number).values(values))
        unit.commit()


def numbers(office: Office, store: Store, key: str) -> list[int]:
    view = next(each for each in told(office) if each.key == key)
    return [row.number for row in insight.tickets.window(store, view.filter, view.order)]


def test_due_soon_and_overdue_are_seen_from_now(enter: Enter, store: Store) -> None:
    office = enter("berit")
    for _ in range(4):
        desk.intake.open_ticket(office, NEW, route_it=False)
    now, minute = office.now(), timedelta(minutes=1)
    for number, away in ((1, 30), (2, -5), (3, 10 * 60), (4, -90)):
        due(store, number, now + away * minute)
    assert numbers(office, store, "soon") == [1]
    assert numbers(office, store, "overdue") == [4, 2]
    row = insight.tickets.window(store, Filter(), Order.DUE)[0]
    assert (row.number, row.due_at, row.due_clock) == (4, now - 90 * minute, Clock.RESOLUTION)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("due:overdue", [4, 2]),
        ("due:soon", [1]),
        ("due:<1h", [4, 2, 1]),
        ("due:>1h", [3]),
        ("due:today", [4, 2, 1]),
        ("due:none", [5]),
    ],
)
def test_what_is_typed_about_due_times(
    enter: Enter, store: Store, typed: str, found: list[int]
) -> None:
    office = enter("berit")
    for _ in range(5):
        desk.intake.open_ticket(office, NEW, route_it=False)
    now, hour = office.now(), timedelta(hours=1)
    for number, away in ((1, 0.5), (2, -0.1), (3, 30), (4, -1), (5, 0)):
        due(store, number, NEVER if number == 5 else now + away * hour)
    wanted = office.now_in(parse(typed, "berit", "desktop"))
    listed = insight.tickets.window(store, wanted, Order.DUE)
    assert [row.number for row in listed] == found


def test_a_due_time_that_cannot_be_typed_names_the_nearest() -> None:
    with pytest.raises(BadInputError, match="overdue"):
        parse("due:overdu", "berit", "desktop")
    with pytest.raises(BadInputError):
        parse("due:<soonish", "berit", "desktop")


def test_callbacks_come_in_the_order_in_which_to_call_missed_ones_first(
    enter: Enter, store: Store
) -> None:
    office = enter("berit")
    for _ in range(3):
        desk.intake.open_ticket(office, NEW, route_it=False)
    now, hour = office.now(), timedelta(hours=1)
    for number, away in ((1, 3), (2, 1), (3, 2)):
        desk.work.wait(
            office, [number], reason=Pending.CALLBACK, until=now + away * hour, number="61 555"
        )
    assert numbers(office, store, "callbacks") == [2, 3, 1]


def test_every_view_counts_what_its_list_holds(enter: Enter, store: Store) -> None:
    office = enter("berit")
    for _ in range(6):
        desk.intake.open_ticket(office, NEW, route_it=False)
    desk.assign.assign(office, [2, 3, 4], to="berit")
    desk.assign.assign(office, [5], to="network")
    desk.assign.take(office, [3, 4, 6])
    desk.work.wait(office, [3], reason=Pending.REQUESTER)
    for login in ("berit", "nadia"):
        views = told(enter(login))
        counts = insight.views.counts(store, views)
        listed = {v.key: len(insight.tickets.window(store, v.filter, v.order)) for v in views}
        assert counts == listed
    mine = insight.views.counts(store, told(office))
    assert (mine["mine"], mine["waiting"], mine["all"]) == (4, 1, 6)


def test_an_agent_sees_the_queue_of_the_team_and_a_supervisor_that_of_the_desk(
    enter: Enter, store: Store
) -> None:
    office = enter("berit")
    desk.intake.open_ticket(office, NEW, route_it=False)
    desk.assign.assign(office, [1], to="network")
    seen = {
        login: insight.views.counts(store, told(enter(login)))["unassigned"]
        for login in ("berit", "nadia", "maja")
    }
    assert seen == {"berit": 1, "nadia": 1, "maja": 0}


def test_back_from_repair_is_what_the_latest_order_says(enter: Enter, store: Store) -> None:
    office = enter("berit")
    for _ in range(4):
        desk.intake.open_ticket(office, NEW, route_it=False)
    at = office.now()
    states = {1: "returned", 2: "returned at_vendor", 3: "closed returned", 4: "returned closed"}
    with store.write() as unit:
        for number, several in states.items():
            for state in several.split():
                unit.session.add(
                    RepairOrder(ticket_id=number, vendor_id=1, state=Repair(state), opened_at=at)
                )
                unit.session.flush()
        unit.commit()
    assert sorted(numbers(office, store, "back")) == [1, 3]
    desk.outcome.cancel(office, [3], reason="twice")
    assert numbers(office, store, "back") == [1]
