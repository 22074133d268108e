"""Taking back, and doing again."""

from __future__ import annotations

import pytest

from frontdesk import desk, insight
from frontdesk.desk.inputs import NewTicket
from frontdesk.errors import NotFoundError, OvertakenError, RefusedError
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
