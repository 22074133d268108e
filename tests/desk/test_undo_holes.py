"""What taking back must not leave behind, and what must not be taken for something else."""

from __future__ import annotations

import pytest

from frontdesk import desk, insight
from frontdesk.desk.inputs import NewTicket
from frontdesk.errors import BadInputError, OvertakenError, RefusedError
from frontdesk.store.unit import Store
from frontdesk.terms import Pending, Resolution, Status
from tests.conftest import Clock, Enter

NEW = NewTicket(subject="The screen of my laptop is broken", requester="anna.nowak")


def test_a_ticket_is_not_finished_by_undo_while_its_equipment_is_away(
    enter: Enter, store: Store
) -> None:
    office = enter("berit")
    desk.intake.open_ticket(office, NEW, route_it=False)
    desk.outcome.resolve(office, [1], code=Resolution.FIXED, text="done")
    reopened = desk.outcome.reopen(office, [1], reason="it is not").changes[0].event
    desk.repair.open_order(office, [1], vendor="northwell", asset="LAP-0001")
    with pytest.raises(RefusedError, match="a repair order is under way"):
        desk.undo.undo(office, reopened)
    assert insight.tickets.ticket(store, 1).status.is_open


def test_undoing_a_wait_does_not_put_a_ticket_in_progress_at_nobody(
    enter: Enter, store: Store
) -> None:
    office = enter("berit")
    desk.intake.open_ticket(office, NEW, route_it=False)
    desk.assign.take(office, [1])
    waited = desk.work.wait(office, [1], reason=Pending.PART).changes[0].event
    desk.assign.unassign(office, [1])
    with pytest.raises(OvertakenError, match="who holds it has changed since"):
        desk.undo.undo(office, waited)
    assert insight.tickets.ticket(store, 1).status is Status.PENDING


def test_what_changed_nothing_is_undone_once(enter: Enter) -> None:
    office = enter("berit")
    desk.intake.open_ticket(office, NEW, route_it=False)
    desk.assign.take(office, [1])
    again = desk.assign.take(office, [1]).changes[0].event
    desk.undo.undo(office, again)
    desk.undo.redo(office)
    desk.undo.undo(office, again)
    with pytest.raises(RefusedError, match="undone already"):
        desk.undo.undo(office, again)


def test_a_note_on_a_closed_ticket_does_not_close_it_later(
    enter: Enter, store: Store, clock: Clock
) -> None:
    office = enter("berit")
    desk.intake.open_ticket(office, NEW, route_it=False)
    desk.outcome.resolve(office, [1], code=Resolution.FIXED, text="done")
    closed = desk.outcome.close(office, [1]).changes[0].event
    at = clock.now
    clock.tick(days=30)
    became = desk.work.note(office, [1], text="the caller says thanks").changes[0].became
    assert "closed_at" not in became
    assert closed is not None
    desk.undo.undo(office, closed)
    assert insight.tickets.ticket(store, 1).status is Status.RESOLVED
    assert clock.now > at


def test_an_operation_id_does_not_stand_for_another_verb(enter: Enter) -> None:
    office = enter("berit")
    desk.intake.open_ticket(office, NEW, operation="abc", route_it=False)
    with pytest.raises(BadInputError, match="operation abc was new"):
        desk.assign.take(office, [1], operation="abc")


@pytest.mark.parametrize("subject", ["\u200b\u200b", "\ufeff \u2060"])
def test_a_subject_that_nobody_can_see_is_empty(enter: Enter, subject: str) -> None:
    office = enter("maja")
    desk.intake.open_ticket(office, NEW, route_it=False)
    with pytest.raises(BadInputError, match="subject: is empty"):
        desk.edit.edit(office, [1], {"subject": subject})
