"""Lists of tickets: the same answer from window, count and position, by indexes alone."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest
from sqlalchemy import event

from frontdesk import desk, insight
from frontdesk.desk.inputs import NewTicket
from frontdesk.query import NOBODY, Filter, Moments, Order, parse
from frontdesk.store.unit import Store
from frontdesk.terms import DraftKind, Impact, Pending, Repair, Status, Urgency
from tests.conftest import Clock, Enter
from tests.desks import NOW

LATER = NOW + timedelta(hours=4)

SUBJECTS = ("Printer pulls two sheets", "Drukarka nie działa", "VPN drops", "100% [slow] O'Brien")


@pytest.fixture
def many(enter: Enter, clock: Clock, store: Store) -> Store:
    """Thirty tickets of all kinds; three are closed and one is cancelled."""
    office = enter("berit")
    grades = list(product((Impact.PERSON, Impact.SITE), (Urgency.LOW, Urgency.HIGH)))
    for n in range(30):
        clock.tick(minutes=7)
        impact, urgency = grades[n % 4]
        new = NewTicket(
            subject=SUBJECTS[n % 4], requester="anna.nowak", impact=impact, urgency=urgency
        )
        desk.intake.open_ticket(office, new, route_it=False)
    desk.assign.assign(office, [1, 2, 3, 4, 5, 6], to="maja")
    desk.assign.assign(office, [7, 8, 9], to="network")
    desk.outcome.cancel(office, [30], reason="twice")
    clock.tick(hours=1)
    desk.work.note(office, [12], text="a paper jam, says Anna")
    return store


FILTERS = [
    Filter(),
    Filter.of(status="all"),
    Filter.of(assignee="maja"),
    Filter.of(assignee=("maja", NOBODY)),
    Filter.of(team="network"),
    Filter.of(status=(Status.CANCELLED, Status.NEW)),
    Filter.of(words="dziala"),
    Filter.of(words=("printer", "sheets"), assignee="maja"),
    Filter.of(site="nowhere"),
]


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("wanted", FILTERS)
def test_pages_count_and_position_agree(many: Store, wanted: Filter, order: Order) -> None:
    whole = [row.number for row in insight.tickets.window(many, wanted, order, 0, 100)]
    assert len(whole) == len(set(whole)) == insight.tickets.count(many, wanted)
    paged = [
        row.number
        for offset in range(0, len(whole) + 1, 7)
        for row in insight.tickets.window(many, wanted, order, offset, 7)
    ]
    assert paged == whole
    places = [insight.tickets.position(many, wanted, order, number) for number in whole]
    assert places == list(range(len(whole)))
    assert insight.tickets.position(many, wanted, order, 999) is None
    assert list(insight.tickets.numbers(many, wanted, order)) == whole


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("wanted", FILTERS)
def test_what_is_read_from_the_end_is_what_stands_there(
    many: Store, wanted: Filter, order: Order
) -> None:
    total = insight.tickets.count(many, wanted)
    whole = insight.tickets.window(many, wanted, order, 0, 100)
    for offset in range(total + 2):
        part = insight.tickets.window(many, wanted, order, offset, 7, total=total)
        assert part == whole[offset : offset + 7]


def test_what_lies_far_down_is_read_from_the_nearer_end(many: Store) -> None:
    everything = Filter.of(status="all")
    said: list[object] = []

    def note(_c: object, _cursor: object, _said: str, values: object, *_more: object) -> None:
        said.append(values)

    event.listen(many.engine, "before_cursor_execute", note)
    insight.tickets.window(many, everything, Order.NEWEST, 26, 4, total=30)
    event.remove(many.engine, "before_cursor_execute", note)
    values = said[-1]
    assert isinstance(values, tuple)
    assert 26 not in values  # nothing skips so many rows
    assert values[-2:] == (4, 0)


def test_orders_are_what_they_say(many: Store) -> None:
    def seen(order: Order) -> list[int]:
        return [row.number for row in insight.tickets.window(many, Filter(), order, 0, 100)]

    rows = insight.tickets.window(many, Filter(), Order.PRIORITY, 0, 100)
    assert rows == sorted(rows, key=lambda row: (row.priority, row.opened_at, row.number))
    assert seen(Order.OLDEST) == seen(Order.NUMBER) == seen(Order.NEWEST)[::-1]
    assert seen(Order.UPDATED)[0] == 12


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("jam anna", [12]),
        ("100%", [4, 8, 12, 16, 20, 24, 28]),
        ("o'brien", [4, 8, 12, 16, 20, 24, 28]),
        ('"', []),
        ("NEAR(", []),
        ("subject:printer*", []),
        ("vpn OR printer", []),
    ],
)
def test_what_people_type_is_words_and_nothing_else(
    many: Store, typed: str, numbers: list[int]
) -> None:
    found = insight.tickets.find(many, typed, 100)
    assert sorted(row.number for row in found) == numbers


def test_a_query_is_a_filter(many: Store) -> None:
    wanted = parse('@me "vpn drops" pri:1,2,3,4,5', "maja", "front-office")
    assert [row.number for row in insight.tickets.window(many, wanted, Order.NUMBER)] == [3]


def test_a_draft_shows_to_its_writer_alone(many: Store, enter: Enter) -> None:
    desk.drafts.save(enter("maja"), DraftKind.NOTE, 3, {"text": "half a th"})

    def marked(reader: str | None) -> list[int]:
        rows = insight.tickets.window(many, Filter(), limit=100, reader=reader)
        return [row.number for row in rows if row.draft]

    assert (marked("maja"), marked("ola"), marked(None)) == ([3], [], [])


@pytest.mark.parametrize(
    ("wanted", "order", "index"),
    [
        (Filter(), Order.PRIORITY, "ix_ticket_open"),
        (Filter.of(assignee="maja"), Order.PRIORITY, "ix_ticket_assignee"),
        (Filter.of(team="network"), Order.PRIORITY, "ix_ticket_team"),
        (Filter.of(status="all"), Order.NEWEST, "ix_ticket_opened_at"),
        (Filter(), Order.UPDATED, "ix_ticket_updated_at"),
        (Filter(), Order.DUE, "ix_ticket_next_due"),
        (Filter.of(due=(Moments(until=NOW),)), Order.DUE, "ix_ticket_next_due"),
        (Filter.of(due=(Moments(NOW, LATER),)), Order.DUE, "ix_ticket_next_due"),
        (Filter.of(team="network", due=(Moments(until=NOW),)), Order.DUE, "ix_ticket_next_due"),
    ],
)
def test_a_window_reads_its_page_off_a_covering_index(
    many: Store, wanted: Filter, order: Order, index: str
) -> None:
    plan = _plans(many, lambda: insight.tickets.window(many, wanted, order))[-1]
    assert any(f"COVERING INDEX {index}" in step for step in plan), plan
    # The page is sorted once more, by so many rows as it has; never the list itself.
    assert sum("TEMP B-TREE" in step for step in plan) == 1, plan


def test_a_list_that_an_index_gives_in_its_order_is_told_from_others() -> None:
    everything = Filter.of(status="all")
    for order in Order:
        # Without regard to the state there are three indexes, of open tickets three more.
        always = order in (Order.OLDEST, Order.NEWEST, Order.NUMBER)
        among_open = always or order in (Order.PRIORITY, Order.UPDATED, Order.DUE)
        assert insight.tickets.by_index(everything, order) is always
        assert insight.tickets.by_index(Filter(), order) is among_open
        assert not insight.tickets.by_index(Filter.of(words="printer"), order)
        assert not insight.tickets.by_index(Filter.of(assignee="maja"), order)


@pytest.mark.parametrize("typed", ["7", "SN-12 345", "61 555 0142"])
def test_what_a_number_may_mean_is_looked_up_by_indexes(many: Store, typed: str) -> None:
    wanted = Filter.of(status="all", words=typed)
    steps = [
        step
        for plan in _plans(many, lambda: insight.tickets.window(many, wanted, Order.NUMBER))
        for step in plan
    ]
    scanned = [step for step in steps if step.startswith("SCAN")]
    assert all("INDEX" in step for step in scanned), scanned
    bare = [step for step in steps if "ix_asset_bare" in step]
    assert len(bare) == (0 if len(typed) < 4 else 2), steps


def test_callbacks_and_what_is_back_are_found_by_their_indexes(many: Store) -> None:
    calls = Filter.of(status=Status.PENDING, waiting=Pending.CALLBACK)
    plan = _plans(many, lambda: insight.tickets.window(many, calls, Order.CALL))[-1]
    assert any("COVERING INDEX ix_ticket_waiting (pending=?)" in step for step in plan), plan
    back = Filter.of(repair=Repair.RETURNED)
    plan = _plans(many, lambda: insight.tickets.window(many, back, Order.UPDATED))[-1]
    assert any("COVERING INDEX ix_repair_order_state (state=?)" in step for step in plan), plan


def test_views_and_loads_are_counted_in_one_small_index(many: Store, enter: Enter) -> None:
    office = enter("berit")
    views = [
        replace(view, filter=office.now_in(view.filter))
        for view in insight.views.views(many, office.actor)
    ]
    now = enter("berit").now() + timedelta(0)
    for act in (
        lambda: insight.views.counts(many, views),
        lambda: insight.load.people(many, now),
    ):
        steps = [step for plan in _plans(many, act) for step in plan]
        assert any("COVERING INDEX ix_ticket_working" in step for step in steps), steps


def _plans(store: Store, act: object) -> list[list[str]]:
    said: list[tuple[str, object]] = []

    def note(_c: object, _cursor: object, statement: str, values: object, *_more: object) -> None:
        said.append((statement, values))

    event.listen(store.engine, "before_cursor_execute", note)
    assert callable(act)
    act()
    event.remove(store.engine, "before_cursor_execute", note)
    raw = sqlite3.connect(store.place.path)
    try:
        return [
            [row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {statement}", values)]
            for statement, values in said
            if statement.lstrip().startswith("SELECT")
        ]
    finally:
        raw.close()
