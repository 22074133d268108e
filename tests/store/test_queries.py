"""Queries asked of a store: each term holds for just those tickets of which it is true."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from frontdesk import desk, insight
from frontdesk.desk.inputs import NewTicket
from frontdesk.models import Site
from frontdesk.query import Filter, Order, QueryError, parse
from frontdesk.rows import ListRow, TicketRow
from frontdesk.store import tables as t
from frontdesk.store.unit import Store
from frontdesk.terms import OPEN, Channel, Impact, Kind, Priority, Resolution, Status
from frontdesk.text import fold
from tests.conftest import Clock, Enter
from tests.desks import NOW

LAST = "\U0010ffff"
"""Sorts behind every word."""
SUBJECTS = ("Printer pulls two sheets", "No dial tone, second floor", "VPN drops after a minute")


@pytest.fixture
def store_of_twelve(enter: Enter, clock: Clock, store: Store) -> Store:
    """Twelve tickets a day apart: some held, some done, some about equipment."""
    office = enter("berit")
    for n in range(12):
        clock.tick(days=1)
        new = NewTicket(
            subject=SUBJECTS[n % 3],
            requester=("anna.nowak", "zofia.w", "per.oberg")[n % 3],
            asset=("LAP-0001", "PRN-0001", None)[n % 3],
            site="poznan" if n % 2 else None,
            category="printing" if n % 3 == 0 else None,
            kind=Kind.REQUEST if n % 5 == 0 else Kind.INCIDENT,
            channel=Channel.EMAIL if n % 4 == 0 else Channel.PHONE,
            impact=Impact.SITE if n % 4 == 1 else Impact.PERSON,
            external_ref=f"INC{n:05}" if n == 7 else None,
        )
        desk.intake.open_ticket(office, new, route_it=False)
    desk.assign.assign(office, [1, 2, 3], to="maja")
    desk.assign.assign(office, [4, 5], to="network")
    desk.outcome.resolve(office, [2, 6], code=Resolution.FIXED, text="a new cable")
    return store


def told(enter: Enter, store: Store, typed: str) -> list[int]:
    """The tickets that a query holds, by number."""
    office = enter("maja")
    wanted = parse(typed, office.actor.login, office.actor.team or "")
    wanted = office.now_in(insight.registered.checked(store, wanted))
    found = insight.tickets.window(store, wanted, Order.NUMBER, 0, 100)
    assert len(found) == insight.tickets.count(store, wanted)
    return [row.number for row in found]


def _open(row: TicketRow) -> bool:
    return row.status in OPEN


TERMS: dict[str, Callable[[TicketRow], bool]] = {
    "status:all": lambda _row: True,
    "status:resolved": lambda row: row.status is Status.RESOLVED,
    "!resolved": lambda row: row.status is not Status.RESOLVED,
    "@me": lambda row: _open(row) and row.assignee == "maja",
    "!@me": lambda row: _open(row) and row.assignee != "maja",
    "@nobody status:all": lambda row: row.assignee is None,
    "!@nobody": lambda row: _open(row) and row.assignee is not None,
    "team:network": lambda row: _open(row) and row.team == "network",
    "!team:network": lambda row: _open(row) and row.team != "network",
    "site:poznan": lambda row: _open(row) and row.site == "poznan",
    "!site:poznan": lambda row: _open(row) and row.site is None,
    "!cat:printing": lambda row: _open(row) and row.category != "printing",
    "kind:request": lambda row: _open(row) and row.kind is Kind.REQUEST,
    "channel:email,chat": lambda row: _open(row) and row.channel is Channel.EMAIL,
    "impact:site": lambda row: _open(row) and row.impact is Impact.SITE,
    "pri:1..3": lambda row: _open(row) and row.priority <= Priority.P3,
    "!pri:1..3": lambda row: _open(row) and row.priority > Priority.P3,
    "tier:2..": lambda row: _open(row) and row.tier >= 2,
    "who:anna.nowak": lambda row: _open(row) and row.requester == "anna.nowak",
    "org:nowak": lambda row: _open(row) and row.requester == "anna.nowak",
    "asset:PRN-0001": lambda row: _open(row) and row.asset == "PRN-0001",
    "!asset:PRN-0001": lambda row: _open(row) and row.asset != "PRN-0001",
    "type:laptop": lambda row: _open(row) and row.asset == "LAP-0001",
    "number:3..8": lambda row: 3 <= row.number <= 8,
    "hops:>=1": lambda row: _open(row) and row.hops >= 1,
    "code:fixed": lambda row: row.resolution_code is Resolution.FIXED,
    "ref:INC00007": lambda row: row.external_ref == "INC00007",
    "opened:<3d": lambda row: _open(row) and row.opened_at >= NOW + timedelta(days=9),
    "opened:>3d": lambda row: _open(row) and row.opened_at < NOW + timedelta(days=9),
    "opened:2026-11-26..2026-11-27": lambda row: _open(row) and row.number in (3, 4),
    "resolved:today": lambda row: row.resolved_at is not None,
    "resolved:none": lambda row: row.resolved_at is None,
    "printer": lambda row: _open(row) and row.subject == SUBJECTS[0],
    "!printer": lambda row: _open(row) and row.subject != SUBJECTS[0],
    '"dial tone"': lambda row: _open(row) and row.subject == SUBJECTS[1],
    '"tone dial"': lambda _row: False,
    "#7": lambda row: row.number == 7,
    "INC00007": lambda row: row.number == 8,
    "lx-41077": lambda row: _open(row) and row.asset == "PRN-0001",
    "NW8F-3K22-01": lambda row: _open(row) and row.asset == "LAP-0001",
    "prn0001": lambda row: _open(row) and row.asset == "PRN-0001",
    "61 555 0142": lambda row: _open(row) and row.requester == "anna.nowak",
    "+48 61-555-0142 printer": lambda row: _open(row) and row.requester == "anna.nowak",
    "minute !@nobody": lambda row: _open(row) and row.number == 3,
}


def test_each_term_holds_for_those_tickets_alone(enter: Enter, store_of_twelve: Store) -> None:
    rows = insight.tickets.tickets(store_of_twelve, range(1, 13))
    wrong = {
        typed: found
        for typed, holds in TERMS.items()
        if (found := told(enter, store_of_twelve, typed))
        != [row.number for row in rows if holds(row)]
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("typed", "at", "near"),
    [
        ("jam team:netwrok", 4, "network"),
        ("site:poznań,gdansk", 0, "poznan"),
        ("assignee:maia", 0, "maja"),
        ("!asset:LAP-001", 0, "LAP-0001"),
    ],
)
def test_what_is_in_no_register_is_named_with_what_is_near(
    enter: Enter, store: Store, typed: str, at: int, near: str
) -> None:
    with pytest.raises(QueryError) as caught:
        told(enter, store, typed)
    assert caught.value.at == at
    assert near in caught.value.hint


COLUMNS: dict[Order, Callable[[ListRow], object]] = {
    Order.SUBJECT: lambda row: row.subject.lower(),
    Order.WHO: lambda row: fold(row.who),
    Order.CATEGORY: lambda row: row.category or LAST,
    Order.SITE: lambda row: row.site or LAST,
    Order.HOLDER: lambda row: (row.tier, row.assignee or row.team or LAST),
}


@pytest.mark.parametrize("order", COLUMNS)
def test_a_list_is_sorted_by_any_column_and_what_has_none_of_it_comes_last(
    store_of_twelve: Store, order: Order
) -> None:
    with store_of_twelve.write() as unit:
        unit.session.add(Site(code="gdansk", name="Gdańsk"))
        unit.flush()
        gdansk = select(t.site.c.id).where(t.site.c.code == "gdansk").scalar_subquery()
        of_three = update(t.ticket).where(t.ticket.c.id.in_([3, 5, 8]))
        unit.session.execute(of_three.values(site_id=gdansk))
        unit.commit()
    of = COLUMNS[order]
    for wanted in (Filter(), Filter.of(status="all")):
        rows = insight.tickets.window(store_of_twelve, wanted, order, 0, 100)
        assert [(of(row), row.number) for row in rows] == sorted(
            (of(row), row.number) for row in rows
        )
        assert len({of(row) for row in rows}) > 1
