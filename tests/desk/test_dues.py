"""What a ticket's columns say of its clocks follows from its history, whoever did what."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from frontdesk import desk, insight
from frontdesk.clock import ClockState
from frontdesk.desk.adopted import Adopted
from frontdesk.desk.inputs import NewTicket
from frontdesk.desk.office import Office
from frontdesk.insight.clocks import Clocks
from frontdesk.terms import (
    NEVER,
    Channel,
    Clock,
    Direction,
    Pending,
    Resolution,
    Status,
    Subject,
    Urgency,
)
from tests import conftest, promises
from tests.conftest import Enter
from tests.promises import OFFICE, PROMISES

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
"""09:00 UTC on this day is when the tests begin: 10:00 in Poznań, three hours into the day."""
DUE = "first_response_due_at, due_at, next_due_at, next_due, next_warning_at"


def at(hour: float, day: int = 0) -> datetime:
    """An hour, UTC, of the Monday of the tests or of a day after it."""
    return MONDAY + timedelta(days=day, hours=hour)


@pytest.fixture
def berit(enter: Enter) -> Office:
    return promises.adopt(enter("berit"), OFFICE, PROMISES)


def opened(office: Office, channel: Channel = Channel.EMAIL, **more: Any) -> int:
    new = NewTicket(subject="it is slow", requester="zofia.w", channel=channel, **more)
    return desk.intake.open_ticket(office, new, route_it=False).numbers[0]


def columns(office: Office, number: int = 1) -> dict[str, Any]:
    with office.store.read() as connection:
        names = tuple(insight.dues.NOTHING_DUE)
        ticket = insight.tickets.t.ticket.c
        statement = insight.tickets.select(*(ticket[name] for name in names))
        row = connection.execute(statement.where(ticket.id == number)).one()
    return dict(zip(names, row, strict=True))


def pinned(office: Office) -> list[tuple[Any, ...]]:
    with office.store.read() as connection:
        said = "SELECT ticket_id, clock, spell, used_s, met FROM clock_result ORDER BY 1, 2, 3"
        return [tuple(row) for row in connection.exec_driver_sql(said)]


def looked_at(office: Office, number: int, now: datetime) -> Clocks:
    return insight.clocks.of_ticket(office.store, office.policy, number, now)


def resolution(of: Clocks) -> Any:
    return next(each for each in of.running if each.clock is Clock.RESOLUTION)


def wrong(office: Office) -> list[int]:
    with office.store.read() as connection:
        return [n for n, _columns in desk.timing.differing(connection, office.policy)]


def test_a_new_ticket_says_when_it_is_due(berit: Office) -> None:
    opened(berit)
    assert columns(berit) == {
        "first_response_due_at": at(11),
        "due_at": at(16, day=1),
        "next_due_at": at(11),
        "next_due": Clock.FIRST_RESPONSE,
        "next_warning_at": NEVER,
    }


def test_an_answer_leaves_the_solution_to_be_due(berit: Office, clock: conftest.Clock) -> None:
    opened(berit)
    clock.tick(hours=1)
    desk.work.reply(berit, [1], text="we look at it")
    assert columns(berit)["first_response_due_at"] == at(11)
    assert columns(berit)["next_due"] is Clock.RESOLUTION
    assert columns(berit)["next_due_at"] == columns(berit)["due_at"]


def test_what_waits_for_a_vendor_is_due_when_it_comes_back(
    berit: Office, clock: conftest.Clock
) -> None:
    opened(berit, Channel.PHONE)
    clock.tick(hours=1)
    desk.work.wait(berit, [1], reason=Pending.VENDOR)
    assert columns(berit)["next_due_at"] == NEVER
    clock.tick(hours=2)
    desk.assign.take(berit, [1])
    assert columns(berit)["due_at"] == at(9, day=2), "two hours of business later than at(16, 1)"


def test_urgency_changes_what_is_due(berit: Office) -> None:
    opened(berit, Channel.PHONE)
    before = columns(berit)["due_at"]
    desk.edit.edit(berit, [1], {"urgency": Urgency.CRITICAL})
    assert columns(berit)["due_at"] < before
    desk.undo.undo(berit)
    assert columns(berit)["due_at"] == before


def test_a_missed_callback_stays_where_it_is_until_somebody_calls(
    berit: Office, clock: conftest.Clock
) -> None:
    opened(berit, Channel.PHONE)
    desk.assign.take(berit, [1])
    call = clock.now + timedelta(hours=1)
    desk.work.wait(berit, [1], reason=Pending.CALLBACK, until=call, number="+48 61 555 0142")
    assert (columns(berit)["next_due"], columns(berit)["next_due_at"]) == (Clock.CALLBACK, call)
    clock.tick(hours=3)
    assert desk.due.run_due(berit).woken == ()
    row = insight.tickets.ticket(berit.store, 1)
    assert (row.status, row.pending_until) == (Status.PENDING, call)
    desk.intake.contact(berit, 1, channel=Channel.EMAIL, direction=Direction.OUT)
    assert insight.tickets.ticket(berit.store, 1).status is Status.PENDING
    desk.intake.contact(berit, 1, channel=Channel.PHONE, direction=Direction.OUT, minutes=4)
    row = insight.tickets.ticket(berit.store, 1)
    assert (row.status, row.pending, row.pending_until) == (Status.IN_PROGRESS, None, None)
    assert columns(berit)["next_due"] is Clock.RESOLUTION
    assert wrong(berit) == []


def test_the_pause_of_a_callback_ends_at_its_time(berit: Office, clock: conftest.Clock) -> None:
    opened(berit, Channel.PHONE)
    call = clock.now + timedelta(hours=1)
    desk.work.wait(berit, [1], reason=Pending.CALLBACK, until=call, number="1")
    assert columns(berit)["due_at"] == at(8, day=2)
    clock.tick(hours=3)
    desk.intake.contact(berit, 1, channel=Channel.PHONE, direction=Direction.OUT)
    assert columns(berit)["due_at"] == at(8, day=2)


def test_what_happens_after_a_wait_has_run_out_shows_what_is_due_since_then(
    berit: Office, clock: conftest.Clock
) -> None:
    opened(berit, Channel.PHONE)
    desk.assign.take(berit, [1])
    clock.tick(hours=100)  # the solution is overdue, and pauses while a call is waited for
    call = clock.now + timedelta(hours=1)
    desk.work.wait(berit, [1], reason=Pending.CALLBACK, until=call, number="1")
    assert columns(berit)["next_due"] is Clock.CALLBACK
    clock.tick(hours=3)
    desk.assign.unassign(berit, [1])
    assert columns(berit)["next_due"] is Clock.RESOLUTION
    assert wrong(berit) == []


def test_a_policy_that_is_taken_back_moves_what_is_due_and_again_when_it_is_done_again(
    berit: Office,
) -> None:
    opened(berit)
    before = columns(berit)
    desk.policies.adopt(berit, promises.policy(OFFICE, PROMISES.replace("16h", "2h")))
    sooner = columns(berit)
    assert sooner["due_at"] < before["due_at"]
    desk.undo.undo(berit)
    assert columns(berit) == before
    desk.undo.redo(berit)
    assert columns(berit) == sooner
    assert wrong(berit) == []


# --- the end ------------------------------------------------------------------------------------
def closed(berit: Office, clock: conftest.Clock) -> None:
    opened(berit, Channel.PHONE)
    clock.tick(hours=2)
    desk.outcome.resolve(berit, [1], code=Resolution.FIXED, text="done")
    clock.tick(days=2)
    desk.outcome.close(berit, [1])


def test_closing_pins_what_came_of_the_clocks(berit: Office, clock: conftest.Clock) -> None:
    closed(berit, clock)
    rows = [row[1:] for row in pinned(berit)]
    assert (Clock.RESOLUTION.value, 1, 7200, 1) in rows
    assert (Clock.FIRST_RESPONSE.value, 1, 0, 1) in rows
    last = insight.timeline.events(berit.store, 1)[-1]
    assert last.verb == "close"
    assert last.after["by_policy"] == berit.policy.hash
    told = last.after["clocks"]
    assert isinstance(told, list)
    assert {(one["clock"], one["used_s"], one["met"]) for one in told} == {
        (clock, used, bool(met)) for clock, _spell, used, met in rows
    }


def test_a_later_policy_rewrites_no_history(berit: Office, clock: conftest.Clock) -> None:
    closed(berit, clock)
    opened(berit, Channel.PHONE)
    kept, was = columns(berit), resolution(looked_at(berit, 1, clock.now))
    due = columns(berit, 2)["due_at"]
    strict = promises.adopt(berit, OFFICE, PROMISES.replace('P4 = "16h"', 'P4 = "1h"'))
    assert columns(strict, 1) == kept
    now = resolution(looked_at(strict, 1, clock.now))
    assert (now.state, now.used, now.left, now.was_due) == (
        (was.state, was.used, was.left, was.was_due)
    )
    assert now.state is ClockState.MET
    assert columns(strict, 2)["due_at"] < due, "what is open is counted by the new policy"


def test_reopening_takes_the_results_back(berit: Office, clock: conftest.Clock) -> None:
    closed(berit, clock)
    strict = promises.adopt(berit, OFFICE, PROMISES.replace('P4 = "16h"', 'P4 = "1h"'))
    desk.outcome.reopen(strict, [1], reason="not solved")
    assert pinned(strict) == []
    assert resolution(looked_at(strict, 1, clock.now)).state is ClockState.OVERDUE
    assert wrong(strict) == []


def test_undo_and_redo_of_a_closing_take_the_results_back_and_pin_them(
    berit: Office, clock: conftest.Clock
) -> None:
    closed(berit, clock)
    rows = pinned(berit)
    desk.undo.undo(berit)
    assert pinned(berit) == []
    desk.undo.redo(berit)
    assert pinned(berit) == rows


def test_many_are_closed_with_their_results(berit: Office, clock: conftest.Clock) -> None:
    numbers = [opened(berit, Channel.PHONE) for _ in range(5)]
    desk.outcome.resolve(berit, numbers, code=Resolution.FIXED, text="done")
    clock.tick(days=berit.policy.desk.close_days)
    assert desk.due.run_due(berit).closed == tuple(numbers)
    assert {row[0] for row in pinned(berit)} == set(numbers)


# --- what else they depend on -------------------------------------------------------------------
def test_another_zone_of_the_site_moves_what_is_due(berit: Office) -> None:
    opened(berit, Channel.PHONE)
    before = columns(berit)["due_at"]
    desk.register.edit(berit, Subject.SITE, "poznan", {"timezone": "America/New_York"})
    assert columns(berit)["due_at"] > before
    assert wrong(berit) == []


def test_another_plan_of_the_requester_changes_what_is_promised(enter: Enter) -> None:
    plus = PROMISES + '\n[[promises]]\nclock = "next_update"\nname = "x"\nwithin = "9h"\n'
    plus = plus.replace('name = "solved"', 'name = "solved"\nplan = "plus"')
    berit = promises.adopt(enter("berit"), OFFICE, plus)
    opened(berit, Channel.PHONE)
    assert columns(berit)["due_at"] is None
    desk.register.edit(berit, Subject.REQUESTER, "zofia.w", {"plan": "plus"})
    assert columns(berit)["due_at"] is not None
    assert wrong(berit) == []


def test_a_desk_with_an_older_policy_counts_by_the_one_in_force(
    berit: Office, enter: Enter
) -> None:
    other = enter("maja")
    strict = promises.adopt(berit, OFFICE, PROMISES.replace('P4 = "16h"', 'P4 = "1h"'))
    opened(other, Channel.PHONE)
    assert wrong(strict) == []


def test_the_doctor_finds_and_mends_a_wrong_due_time(berit: Office, place: Path) -> None:
    opened(berit)
    right = columns(berit)
    with berit.store.write() as unit:
        spoilt = "UPDATE ticket SET next_due_at = '2030-01-01 00:00:00.000000', due_at = NULL"
        unit.session.connection().exec_driver_sql(spoilt)
        unit.commit()
    found = {finding.check: finding.good for finding in desk.trust.doctor(place)}
    assert found["clocks"] is False
    found = {finding.check: finding.good for finding in desk.trust.rebuild(place, "root")}
    assert found["clocks"] is True
    assert columns(berit) == right


def test_adopted_tickets_have_due_times_and_results(berit: Office) -> None:
    rows = [
        Adopted(1, "a", "open", requester="zofia.w", status=Status.NEW, opened_at=at(9)),
        Adopted(
            2, "b", "done", requester="zofia.w", opened_at=at(9), first_response_at=at(9.5),
            resolved_at=at(11), closed_at=at(15),
        ),
        Adopted(3, "c", "nothing is known", requester="zofia.w", opened_at=at(9)),
    ]  # fmt: skip
    desk.history.adopt(berit, rows)
    assert columns(berit, 1)["next_due_at"] == at(11)
    assert {row[:2]: row[3:] for row in pinned(berit)} == {
        (2, "first_response"): (1800, 1),
        (2, "resolution"): (7200, 1),
    }
    assert wrong(berit) == []


def test_what_would_be_if_it_waited(berit: Office, clock: conftest.Clock) -> None:
    opened(berit, Channel.PHONE)
    assert columns(berit)["due_at"] == at(16, day=1)
    before = columns(berit)
    running = insight.clocks.what_if(
        berit.store, berit.policy, 1, clock.now, Pending.VENDOR, clock.now + timedelta(hours=3)
    )
    there = next(each for each in running if each.clock is Clock.RESOLUTION)
    assert there.due == at(10, day=2)
    assert columns(berit) == before
