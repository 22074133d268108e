"""The main job, verb by verb, on a real store."""

from __future__ import annotations

from datetime import timedelta

import pytest

from frontdesk import desk, insight
from frontdesk.desk.inputs import Chosen, NewEquipment, NewRequester, NewTicket
from frontdesk.errors import NotFoundError, OvertakenError, RefusedError
from frontdesk.routing import Target
from frontdesk.rows import TicketRow
from frontdesk.store.unit import Store
from frontdesk.terms import (
    Channel,
    Direction,
    Money,
    Pending,
    Resolution,
    Route,
    Status,
)
from tests.conftest import Clock, Enter

LOCKED = NewTicket(
    subject="My account is locked, I cannot sign in", requester="anna.nowak", asset="LAP-0001"
)
CRACKED = NewTicket(
    subject="Laptop screen cracked", words="It fell, the screen is broken.",
    requester="anna.nowak", asset="LAP-0001",
)  # fmt: skip


def seen(store: Store, number: int = 1) -> TicketRow:
    return insight.tickets.ticket(store, number)


def test_a_call_with_a_known_fix_stays_with_whoever_took_it(enter: Enter, store: Store) -> None:
    done = desk.intake.open_ticket(enter("maja"), LOCKED)
    ticket = seen(store)
    assert done.numbers == (1,)
    assert (ticket.status, ticket.assignee, ticket.team) == (
        Status.IN_PROGRESS, "maja", "front-office",
    )  # fmt: skip
    assert ticket.first_response_at == ticket.opened_at
    assert ticket.decision is not None
    assert ticket.version == done.changes[0].version == 2


def test_a_fix_that_worked_resolves_and_counts(enter: Enter, store: Store) -> None:
    office = enter("maja")
    desk.intake.open_ticket(office, LOCKED)
    desk.fix.attempt(office, 1, fix=1, worked=True, step=2, minutes=4)
    ticket = seen(store)
    assert (ticket.status, ticket.resolution_code, ticket.fix) == (
        Status.RESOLVED, Resolution.KNOWN_FIX, 1,
    )  # fmt: skip
    assert (insight.fixes.fix(store, 1).tries, insight.fixes.fix(store, 1).worked) == (1, 1)


def test_a_fix_whose_ticket_is_reopened_has_not_worked(
    enter: Enter, store: Store, clock: Clock
) -> None:
    office = enter("maja")
    desk.intake.open_ticket(office, LOCKED)
    desk.fix.attempt(office, 1, fix=1, worked=True)
    clock.tick(days=3)
    desk.outcome.reopen(office, [1], reason="locked again")
    assert (insight.fixes.fix(store, 1).tries, insight.fixes.fix(store, 1).worked) == (1, 0)


def test_escalation_carries_what_was_tried_and_comes_back_with_instructions(
    enter: Enter, store: Store
) -> None:
    maja, emil = enter("maja"), enter("emil")
    desk.intake.open_ticket(maja, LOCKED)
    desk.fix.attempt(maja, 1, fix=1, worked=False)
    desk.escalate.escalate(
        maja, [1], reason="locks again at once", to="desktop", lacking="in haste"
    )
    assert (seen(store).tier, seen(store).status, seen(store).assignee) == (
        2, Status.ASSIGNED, None,
    )  # fmt: skip
    case, _evidence, _decision = desk.route.decide_for(emil, 1)
    assert [tried.fix for tried in case.tried] == [1]
    assert case.teams == ("front-office", "desktop")
    desk.escalate.accept(emil, [1])
    assert (seen(store).status, seen(store).assignee) == (Status.IN_PROGRESS, "emil")
    desk.escalate.hand_back(emil, [1], instructions="clear the old phone")
    ticket = seen(store)
    assert (ticket.team, ticket.tier, ticket.hops) == ("front-office", 1, 2)
    assert ticket.cost == Money(8400, "USD")


def test_return_incomplete_goes_to_the_team_that_sent_it(enter: Enter, store: Store) -> None:
    maja, nadia = enter("maja"), enter("nadia")
    desk.intake.open_ticket(maja, LOCKED)
    desk.escalate.escalate(maja, [1], reason="x", to="desktop", lacking="z")
    desk.escalate.escalate(enter("emil"), [1], reason="y", to="systems", lacking="z")
    desk.escalate.return_incomplete(enter("piotr"), [1], missing="the log")
    assert seen(store).team == "desktop"
    with pytest.raises(RefusedError, match="desktop holds it"):
        desk.escalate.accept(nadia, [1])


def test_broken_equipment_goes_to_its_manufacturer_and_comes_back(
    enter: Enter, store: Store
) -> None:
    office = enter("maja")
    done = desk.intake.open_ticket(office, CRACKED)
    order = done.made
    assert order is not None
    assert seen(store).repairs == (order,)
    with pytest.raises(RefusedError, match="repair order is under way"):
        desk.outcome.resolve(office, [1], code=Resolution.REPAIRED, text="back")
    desk.repair.ship(office, [order], carrier="DHL", tracking="JD01", rma="RMA-7")
    assert (seen(store).status, seen(store).pending) == (Status.PENDING, Pending.VENDOR)
    desk.repair.arrive(office, [order], reference="V-1")
    desk.repair.give_back(office, [order], cost=Money(12_000, "USD"))
    ticket = seen(store)
    assert (ticket.status, ticket.pending) == (Status.IN_PROGRESS, None)
    assert ticket.cost == Money(2200 + 12_000, "USD")
    desk.outcome.resolve(office, [1], code=Resolution.REPAIRED, text="new screen")
    assert seen(store).status is Status.RESOLVED


def test_equipment_cannot_be_on_two_orders_at_once(enter: Enter, store: Store) -> None:
    office = enter("maja")
    desk.intake.open_ticket(office, CRACKED)
    desk.intake.open_ticket(office, LOCKED)
    with pytest.raises(RefusedError, match="on repair order 1 already"):
        desk.repair.open_order(office, [2], vendor="northwell")


def test_a_person_may_choose_another_route_and_the_receipt_says_who(
    enter: Enter, store: Store
) -> None:
    chosen = Chosen(route=Route.ESCALATE, target=Target(tier=2, team="network"))
    new = LOCKED.model_copy(update={"chosen": chosen})
    desk.intake.open_ticket(enter("maja"), new)
    assert seen(store).team == "network"
    with store.read() as connection:
        who = connection.exec_driver_sql("SELECT overridden_by FROM decision").scalar()
    assert who == "maja"


def test_a_stale_change_of_the_same_field_is_refused_and_of_another_merges(
    enter: Enter, store: Store
) -> None:
    maja, berit = enter("maja"), enter("berit")
    desk.intake.open_ticket(maja, LOCKED)
    saw = seen(store).version
    desk.edit.edit(berit, [1], {"category": "vpn"})
    with pytest.raises(OvertakenError, match="berit has changed category"):
        desk.edit.edit(maja, [1], {"category": "wifi"}, expect=saw)
    desk.edit.edit(maja, [1], {"subject": "Locked out"}, expect=saw)
    assert (seen(store).category, seen(store).subject) == ("vpn", "Locked out")


def test_an_operation_done_twice_is_done_once(enter: Enter, store: Store) -> None:
    office = enter("maja")
    first = desk.intake.open_ticket(office, LOCKED, operation="call-1")
    again = desk.intake.open_ticket(office, LOCKED, operation="call-1")
    assert first.numbers == again.numbers == (1,)
    assert insight.tickets.find(store, "locked", 10)[0].number == 1
    assert len(insight.tickets.find(store, "locked", 10)) == 1


def test_a_preview_changes_nothing(enter: Enter, store: Store) -> None:
    office = enter("berit")
    desk.intake.open_ticket(office, LOCKED)
    before = seen(store)
    done = desk.assign.assign(office.preview(), [1], to="ola")
    assert done.numbers == (1,)
    assert seen(store) == before


def test_of_several_tickets_all_change_or_none_unless_refused_ones_may_be_left_out(
    enter: Enter, store: Store
) -> None:
    office = enter("berit")
    for _ in range(3):
        desk.intake.open_ticket(office, LOCKED)
    desk.outcome.resolve(office, [2], code=Resolution.FIXED, text="done")
    with pytest.raises(RefusedError, match="ticket 2"):
        desk.assign.assign(office, [1, 2, 3], to="ola")
    assert seen(store, 1).assignee == "berit"
    done = desk.assign.assign(office.lenient(), [1, 2, 3], to="ola")
    assert done.numbers == (1, 3)
    assert [change.number for change in done.changes if change.refused] == [2]


def test_waiting_ends_by_itself_and_resolved_tickets_close(
    enter: Enter, store: Store, clock: Clock
) -> None:
    office = enter("maja")
    desk.intake.open_ticket(office, LOCKED)
    until = clock() + timedelta(hours=2)
    desk.work.wait(office, [1], reason=Pending.REQUESTER, until=until)
    assert desk.due.run_due(office).woken == ()
    clock.tick(hours=2)
    assert desk.due.run_due(office).woken == (1,)
    assert (seen(store).status, seen(store).callback_number) == (Status.IN_PROGRESS, None)
    desk.outcome.resolve(office, [1], code=Resolution.FIXED, text="called")
    clock.tick(days=8)
    report = desk.due.run_due(office)
    assert (report.closed, report.sealed) == ((1,), True)
    assert desk.due.run_due(office) == desk.due.DueReport((), (), sealed=False)


def test_what_is_written_is_found_without_diacritics(enter: Enter, store: Store) -> None:
    office = enter("maja")
    desk.intake.open_ticket(office, LOCKED)
    desk.work.note(office, [1], text="Konto znów działa")
    assert [row.number for row in insight.tickets.find(store, "dziala", 10)] == [1]
    assert insight.tickets.find(store, '"; DROP TABLE ticket --', 10) == []


def test_a_reply_is_the_first_response_and_a_contact(enter: Enter, store: Store) -> None:
    office = enter("maja")
    desk.intake.open_ticket(office, LOCKED.model_copy(update={"channel": Channel.EMAIL}))
    assert seen(store).first_response_at is None
    desk.work.reply(office, [1], text="We are on it.")
    assert seen(store).first_response_at is not None
    desk.intake.contact(office, 1, channel=Channel.PHONE, direction=Direction.IN, minutes=3)
    with store.read() as connection:
        directions = connection.exec_driver_sql("SELECT direction FROM contact ORDER BY id")
        assert [row[0] for row in directions] == ["in", "out", "in"]


def test_a_newcomer_is_registered_with_the_ticket(enter: Enter, store: Store) -> None:
    newcomer = NewRequester(name="Åsa Öst", phone="070-123 45 67")
    desk.intake.open_ticket(
        enter("maja"), NewTicket(subject="No sound in the headset", newcomer=newcomer)
    )
    assert seen(store).requester == "asa.ost"
    with pytest.raises(NotFoundError, match=r"there is no requester"):
        desk.intake.open_ticket(enter("maja"), NewTicket(subject="x y", requester="nobody"))
    assert insight.tickets.find(store, "x", 5) == []


def test_new_equipment_is_registered_with_the_ticket_as_the_requesters(
    enter: Enter, store: Store
) -> None:
    piece = NewEquipment(tag="SWZ-9004", type="switch", model="Zandt 24")
    new = NewTicket(
        subject="All ports dead", newcomer=NewRequester(name="Wim Zandt"), equipment=piece
    )
    desk.intake.open_ticket(enter("maja"), new)
    assert seen(store).asset == "SWZ-9004"
    asset = insight.people.asset(store, "SWZ-9004")
    assert (asset.type, asset.model, asset.requester) == ("switch", "Zandt 24", "wim.zandt")
    before = NewTicket(subject="Another", requester="zofia.w", equipment=piece)
    with pytest.raises(RefusedError, match="SWZ-9004"):
        desk.intake.open_ticket(enter("maja"), before)
    assert insight.tickets.find(store, "Another", 5) == []


def test_what_a_fix_resolved_may_be_told_better(enter: Enter, store: Store, clock: Clock) -> None:
    office = enter("maja")
    desk.intake.open_ticket(office, LOCKED)
    desk.fix.attempt(office, 1, fix=1, worked=True)
    when = seen(store).resolved_at
    clock.tick(minutes=5)
    desk.outcome.resolve(office, [1], code=Resolution.INSTRUCTED, text="and told her why", fix=1)
    ticket = seen(store)
    assert (ticket.status, ticket.resolution) == (Status.RESOLVED, "and told her why")
    assert (ticket.resolved_at, ticket.fix) == (when, 1)


def test_what_is_done_or_merged_away_is_not_sent_as_proposed(enter: Enter, store: Store) -> None:
    office = enter("berit")
    done, merged, other = (desk.intake.open_ticket(office, LOCKED).numbers[0] for _each in "123")
    desk.outcome.resolve(office, [done], code=Resolution.FIXED, text="it works")
    desk.merge.merge(office, [merged], into=other)
    for number, said in ((done, "route is out of place"), (merged, f"merged into {other}")):
        before = seen(store, number)
        with pytest.raises(RefusedError, match=said):
            desk.route.route(office, [number])
        assert seen(store, number) == before


def test_of_several_that_are_opened_again_one_that_refuses_is_left_out_whatever_became_of_it(
    enter: Enter, store: Store
) -> None:
    """The second reopening decides again; one that is refused is not decided about."""
    office = enter("berit")
    twice, still_open = (desk.intake.open_ticket(office, LOCKED).numbers[0] for _each in "12")
    for _time in range(2):
        for number in (twice, still_open):
            desk.outcome.resolve(office, [number], code=Resolution.FIXED, text="it works")
        if _time == 0:
            desk.outcome.reopen(office, [twice, still_open], reason="not at all")
    desk.outcome.reopen(office, [still_open], reason="again")
    done = desk.outcome.reopen(office.lenient(), [twice, still_open], reason="again")
    assert done.numbers == (twice,)
    assert seen(store, still_open).status is Status.IN_PROGRESS
