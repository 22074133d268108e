"""Taking back, and doing again."""

from __future__ import annotations

import pytest

from frontdesk import desk, insight
from frontdesk.desk.inputs import NewTicket
from frontdesk.errors import NotFoundError, OvertakenError, PartlyOvertakenError, RefusedError
from frontdesk.store.unit import Store
from frontdesk.terms import Resolution, Status
from tests.conftest import Enter

NEW = NewTicket(subject="My account is locked, I cannot sign in", requester="anna.nowak")


def test_undo_takes_a_bulk_act_back_as_a_whole(enter: Enter, store: Store) -> None:
    office = enter("berit")
    for _ in range(3):
        desk.intake.open_ticket(office, NEW)
    before = [(row.assignee, row.status) for row in insight.tickets.tickets(store, [1, 2, 3])]
    desk.assign.assign(office, [1, 2, 3], to="ola")
    done = desk.undo.undo(office)
    assert sorted(done.numbers) == [1, 2, 3]
    after = [(row.assignee, row.status) for row in insight.tickets.tickets(store, [1, 2, 3])]
    assert after == before


def test_redo_does_again_what_was_undone_and_undo_takes_it_back_again(
    enter: Enter, store: Store
) -> None:
    office = enter("berit")
    desk.intake.open_ticket(office, NEW)
    desk.outcome.resolve(office, [1], code=Resolution.FIXED, text="done")
    desk.undo.undo(office)
    assert insight.tickets.ticket(store, 1).status.is_open
    desk.undo.redo(office)
    ticket = insight.tickets.ticket(store, 1)
    assert (ticket.status, ticket.resolution) == (Status.RESOLVED, "done")
    desk.undo.undo(office)
    assert insight.tickets.ticket(store, 1).status.is_open


def test_undo_walks_back_through_what_the_actor_did(enter: Enter, store: Store) -> None:
    office = enter("berit")
    desk.intake.open_ticket(office, NEW)
    desk.edit.edit(office, [1], {"category": "vpn"})
    desk.edit.edit(office, [1], {"category": "wifi"})
    desk.undo.undo(office)
    assert insight.tickets.ticket(store, 1).category == "vpn"
    desk.undo.undo(office)
    assert insight.tickets.ticket(store, 1).category is None
    with pytest.raises(RefusedError, match="new cannot be undone"):
        desk.undo.undo(office)


def test_what_somebody_has_changed_since_is_not_undone(enter: Enter) -> None:
    maja, berit = enter("maja"), enter("berit")
    desk.intake.open_ticket(maja, NEW)
    desk.edit.edit(maja, [1], {"category": "vpn"})
    desk.edit.edit(berit, [1], {"category": "wifi"})
    with pytest.raises(OvertakenError, match="berit has changed category since"):
        desk.undo.undo(maja)


def test_an_event_is_undone_once(enter: Enter) -> None:
    office = enter("maja")
    desk.intake.open_ticket(office, NEW)
    event = desk.edit.edit(office, [1], {"category": "vpn"}).changes[0].event
    desk.undo.undo(office, event)
    with pytest.raises(RefusedError, match="undone already"):
        desk.undo.undo(office, event)


def test_what_others_did_is_undone_by_supervisors_only(enter: Enter) -> None:
    maja, ola, berit = enter("maja"), enter("ola"), enter("berit")
    desk.intake.open_ticket(maja, NEW)
    event = desk.edit.edit(maja, [1], {"category": "vpn"}).changes[0].event
    with pytest.raises(RefusedError, match="supervisors"):
        desk.undo.undo(ola, event)
    desk.undo.undo(berit, event)


def test_a_fix_taken_back_no_longer_counts(enter: Enter, store: Store) -> None:
    office = enter("maja")
    desk.intake.open_ticket(office, NEW)
    desk.fix.attempt(office, 1, fix=1, worked=True)
    desk.undo.undo(office)
    assert insight.fixes.fix(store, 1).tries == 0
    desk.undo.redo(office)
    assert insight.fixes.fix(store, 1).worked == 1


def test_words_of_an_edit_come_back_and_are_found(enter: Enter, store: Store) -> None:
    office = enter("maja")
    desk.intake.open_ticket(office, NEW)
    desk.edit.edit(office, [1], {"subject": "Something else", "body": "quite different"})
    assert insight.tickets.find(store, "locked", 5) == []
    desk.undo.undo(office)
    assert insight.tickets.find(store, "locked", 5)[0].number == 1
    assert insight.tickets.ticket(store, 1).subject == NEW.subject


def test_there_is_nothing_to_redo_after_something_new(enter: Enter) -> None:
    office = enter("maja")
    desk.intake.open_ticket(office, NEW)
    desk.edit.edit(office, [1], {"category": "vpn"})
    desk.undo.undo(office)
    desk.edit.edit(office, [1], {"category": "wifi"})
    with pytest.raises(NotFoundError, match="nothing to redo"):
        desk.undo.redo(office)


def test_of_several_what_others_have_changed_since_is_said_and_the_rest_comes_back(
    enter: Enter, store: Store
) -> None:
    berit, ola = enter("berit"), enter("ola")
    for _ in range(3):
        desk.intake.open_ticket(berit, NEW, route_it=False)
    desk.assign.assign(berit, [1, 2, 3], to="emil")
    desk.assign.assign(berit, [2], to="nadia")
    desk.undo.undo(berit)  # it stands again as the first act left it
    desk.edit.edit(ola, [1], {"category": "vpn"})  # another field: not in the way
    desk.assign.assign(enter("emil"), [3], to="ola")
    event = desk.deeds.latest(berit)[1].event
    with pytest.raises(PartlyOvertakenError, match="1 of 3 tickets has been changed") as refusal:
        desk.undo.undo(berit, event)
    assert "--rest" in refusal.value.hint
    done = desk.undo.undo(berit, refusal.value.event, rest=True)
    assert sorted(done.numbers) == [1, 2]
    assert [(each.number, each.overtaken) for each in done.changes if each.refused] == [(3, True)]
    holders = [row.assignee for row in insight.tickets.tickets(store, [1, 2, 3])]
    assert holders == [None, None, "ola"]


def test_what_one_did_is_listed_with_what_can_be_taken_back(enter: Enter) -> None:
    berit, maja = enter("berit"), enter("maja")
    for _ in range(2):
        desk.intake.open_ticket(berit, NEW)
    desk.edit.edit(maja, [1], {"category": "vpn"})
    desk.assign.assign(berit, [1, 2], to="ola")
    desk.edit.edit(berit, [2], {"category": "wifi"})
    desk.undo.undo(berit)
    listed = desk.deeds.latest(berit)
    assert [(each.verb, each.tickets, each.undone) for each in listed] == [
        ("edit", 1, True),
        ("assign", 2, False),
        ("new", 1, False),
        ("new", 1, False),
    ]
    assert [each.why_not is None for each in listed] == [False, True, False, False]
    desk.undo.redo(berit)
    assert not desk.deeds.latest(berit)[0].undone
    desk.undo.undo(berit, listed[1].event)
    assert desk.deeds.latest(berit)[1].undone
