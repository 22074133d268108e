"""What time makes due happens once, and a quiet desk writes nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from frontdesk import desk, insight
from frontdesk.desk import operation
from frontdesk.desk.inputs import NewTicket
from frontdesk.desk.office import Office
from frontdesk.errors import OvertakenError
from frontdesk.terms import Pending, Resolution, Status
from tests.conftest import Clock, Enter


def operations(office: Office) -> int:
    with office.store.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM operation").scalar_one())


def test_the_day_is_sealed_once_and_only_when_something_was_written(
    enter: Enter, clock: Clock
) -> None:
    berit = enter("berit")
    assert not desk.due.run_due(berit).sealed
    assert operations(berit) == 0
    desk.intake.open_ticket(berit, NewTicket(subject="a"))
    desk.outcome.cancel(berit, [1], reason="a slip")  # nothing is promised about it any more
    assert desk.due.run_due(berit).sealed
    for _day in range(3):
        clock.tick(days=1)
        before = operations(berit)
        assert not desk.due.run_due(berit).sealed
        assert operations(berit) == before
    desk.work.note(berit, [1], text="more")
    assert desk.due.run_due(berit).sealed
    assert not desk.due.run_due(berit).sealed


def test_what_waited_until_a_time_wakes_once(enter: Enter, clock: Clock) -> None:
    berit = enter("berit")
    desk.intake.open_ticket(berit, NewTicket(subject="a"))
    desk.assign.take(berit, [1])
    until = clock.now + timedelta(hours=2)
    desk.work.wait(berit, [1], reason=Pending.REQUESTER, until=until)
    assert desk.due.run_due(berit).woken == ()
    clock.tick(hours=2)
    assert desk.due.run_due(berit).woken == (1,)
    assert desk.due.run_due(berit).woken == ()
    assert insight.tickets.ticket(berit.store, 1).status is Status.IN_PROGRESS


def test_what_was_resolved_long_enough_ago_is_closed_once(enter: Enter, clock: Clock) -> None:
    berit = enter("berit")
    desk.intake.open_ticket(berit, NewTicket(subject="a"))
    desk.outcome.resolve(berit, [1], code=Resolution.FIXED, text="done")
    clock.tick(days=berit.policy.desk.close_days)
    assert desk.due.run_due(berit).closed == (1,)
    assert desk.due.run_due(berit).closed == ()
    assert desk.trust.verify(berit).intact


def test_what_time_did_does_not_stand_in_the_way_of_undo(enter: Enter, clock: Clock) -> None:
    berit = enter("berit")
    for _ in range(2):
        desk.intake.open_ticket(berit, NewTicket(subject="a"))
        desk.assign.take(berit, [1])
    desk.work.wait(berit, [1], reason=Pending.REQUESTER, until=clock.now + timedelta(hours=1))
    desk.assign.take(berit, [2])
    clock.tick(hours=2)
    desk.due.run_due(berit)
    assert desk.undo.undo(berit).numbers == (2,)


def test_a_repeat_under_the_same_operation_changes_nothing(enter: Enter) -> None:
    berit = enter("berit")
    desk.intake.open_ticket(berit, NewTicket(subject="a"))
    first = desk.work.note(berit, [1], text="once", operation="op-1")
    again = desk.work.note(berit, [1], text="once", operation="op-1")
    told = [(each.number, each.event, each.version) for each in first.changes]
    assert [(each.number, each.event, each.version) for each in again.changes] == told
    assert len(insight.timeline.messages(berit.store, 1)) == 1


def test_a_repeat_that_races_the_first_is_told_so(
    enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    berit = enter("berit")
    desk.intake.open_ticket(berit, NewTicket(subject="a"))
    desk.work.note(berit, [1], text="once", operation="op-1")
    # As if the other process had finished between the look and the write.
    monkeypatch.setattr(operation, "repeated", lambda *_asked: None)
    with pytest.raises(OvertakenError, match="a moment ago"):
        desk.work.note(berit, [1], text="once", operation="op-1")
    assert len(insight.timeline.messages(berit.store, 1)) == 1
