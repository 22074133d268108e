"""Clocks worked out by hand: between teams, answers, callbacks, vendors, who held it, what if."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from frontdesk.clock import (
    ClockState,
    OnHandBack,
    OrderLife,
    Running,
    clocks,
    holders,
    imported,
    result_words,
    state_words,
    what_if,
)
from frontdesk.errors import BadInputError, RefusedError
from frontdesk.terms import Clock, Pending, Status
from tests.unit.clock_cases import STOCKHOLM, VENDOR, Story, hours, office, only, promise, table

OFFICE = office(STOCKHOLM)
ACCEPT = promise(OFFICE, 1, Clock.ACCEPT)
WORK = promise(OFFICE, 8, Clock.WORK)
UPDATE = promise(OFFICE, 4, Clock.NEXT_UPDATE)
RESPONSE = promise(OFFICE, 1, Clock.FIRST_RESPONSE)
ANSWERED = {"answered": True}
QUEUED, TAKEN = Status.ASSIGNED, Status.IN_PROGRESS


def ola(rule: OnHandBack = OnHandBack.CONTINUE):
    known = {each.clock: replace(each, on_hand_back=rule) for each in (ACCEPT, WORK)}
    return lambda clock, _state: known.get(clock)


def sla(clock, _state):
    return {Clock.NEXT_UPDATE: UPDATE, Clock.FIRST_RESPONSE: RESPONSE}.get(clock)


def told(story: Story, found: list[Running]) -> list[str]:
    """A line for each spell: whose, how it stands, used, and when it is or was due."""
    return [
        f"{each.clock} {each.spell} {each.holder or '-'} {each.state} {hours(each.used)}"
        f" {story.local(each.due or each.was_due) or '-'}"
        for each in found
    ]


def passed_on() -> Story:
    """The desk escalates, the network team hands back, and gets it again."""
    return (
        Story()
        .opened("11-16 09:00")
        .at("11-16 09:00", "take", TAKEN, team="desk")
        .at("11-16 10:00", "escalate", QUEUED, team="network")
        .at("11-16 10:40", "accept", TAKEN)
        .at("11-16 13:40", "hand_back", QUEUED, team="desk")
        .at("11-16 15:00", "take", TAKEN)
        .at("11-16 16:00", "escalate", QUEUED, team="network")
        .at("11-17 08:10", "accept", TAKEN)
        .resolved("11-17 10:00")
    )


def test_a_team_that_gets_it_again_goes_on_where_it_was():
    story = passed_on()
    found = story.clocks(ola(), "11-17 12:00")
    assert told(story, found) == [
        "accept 1 network breached 1:50 11-16 16:20",
        "accept 2 desk breached 1:20 11-16 14:40",
        "work 1 desk met 2:00 11-17 13:00",
        "work 2 network met 4:50 11-17 13:10",
    ]
    assert story.ledger(found[3]) == table("""
        11-16 10:40 11-16 13:40   3:00   3:00  running
        11-16 13:40 11-17 08:10   0:00   3:00  stopped: another team had it, or its queue
        11-17 08:10 11-17 10:00   1:50   4:50  running
    """)


def test_a_team_that_gets_it_again_can_start_anew():
    story = passed_on()
    assert told(story, story.clocks(ola(OnHandBack.RESET), "11-17 12:00")) == [
        "accept 1 network met 0:40 11-16 11:00",
        "accept 2 desk breached 1:20 11-16 14:40",
        "accept 3 network breached 1:10 11-16 17:00",
        "work 1 desk met 1:00 11-16 17:00",
        "work 2 network met 3:00 11-17 09:40",
        "work 3 desk met 1:00 11-17 14:00",
        "work 4 network met 1:50 11-17 16:10",
    ]


def queued() -> Story:
    story = Story().opened("11-16 09:00").at("11-16 09:00", "take", TAKEN, team="desk")
    return story.at("11-16 10:00", "escalate", QUEUED, team="network")


@pytest.mark.parametrize(
    ("verb", "state"),
    [("return", ClockState.MET), ("hand_back", ClockState.MET), ("assign", ClockState.DROPPED)],
)
def test_sending_it_back_is_an_answer_and_being_passed_by_is_none(verb, state):
    story = queued().at("11-16 10:20", verb, QUEUED, team="desk")
    first = story.clocks(ola(), "11-16 12:00", Clock.ACCEPT)[0]
    assert first.state is state


def test_what_was_late_when_it_was_taken_away_was_late():
    story = queued().at("11-16 11:30", "assign", QUEUED, team="field")
    first = story.clocks(ola(), "11-16 12:00", Clock.ACCEPT)[0]
    assert first.state is ClockState.BREACHED


def test_accepting_that_is_undone_was_no_acceptance():
    story = queued().at("11-16 10:20", "accept", TAKEN).at("11-16 10:30", "undo", QUEUED)
    story.at("11-16 10:50", "accept", TAKEN)
    found = story.clocks(ola(), "11-16 11:00")
    assert told(story, found) == [
        "accept 1 network met 0:50 11-16 11:00",
        "work 1 desk met 1:00 11-16 17:00",
        "work 2 network running 0:20 11-17 09:40",
    ]
    assert story.ledger(found[0]) == table("""
        11-16 10:00 11-16 10:20   0:20   0:20  running
        11-16 10:20 11-16 10:30   0:10   0:30  running: what stopped it was taken back
        11-16 10:30 11-16 10:50   0:20   0:50  running
    """)


def test_escalating_that_is_undone_leaves_the_work_where_it_was():
    story = queued().at("11-16 10:20", "undo", TAKEN, team="desk")
    assert told(story, story.clocks(ola(), "11-16 11:00")) == [
        "accept 1 network dropped 0:20 -",
        "work 1 desk running 2:00 11-16 17:00",
    ]


def test_who_takes_a_ticket_up_unasked_has_nothing_to_accept():
    story = Story().opened("11-16 09:00").at("11-16 10:00", "take", TAKEN, team="desk")
    assert told(story, story.clocks(ola(), "11-16 11:00")) == [
        "work 1 desk running 1:00 11-17 09:00"
    ]


def test_each_answer_starts_the_clock_of_the_next():
    story = Story().opened("11-16 16:30").at("11-17 08:20", "reply", facts=ANSWERED)
    story.at("11-17 15:00", "reply", facts=ANSWERED)
    story.resolved("11-17 16:00").reopened("11-18 09:00")
    assert told(story, story.clocks(sla, "11-18 10:00")) == [
        "first_response 1 - met 0:50 11-17 08:30",
        "next_update 1 - met 0:50 11-17 11:30",
        "next_update 2 - breached 6:40 11-17 12:20",
        "next_update 3 - met 1:00 11-18 10:00",
        "next_update 4 - running 1:00 11-18 13:00",
    ]


def test_a_call_is_answered_when_it_is_opened():
    story = Story().at("11-16 16:30", "new", Status.NEW, facts=ANSWERED)
    assert told(story, story.clocks(sla, "11-16 17:00")) == [
        "first_response 1 - met 0:00 11-17 08:30",
        "next_update 1 - closed_hours 0:30 11-17 11:30",
    ]


def test_a_resolution_is_an_answer_too():
    story = Story().opened("11-16 09:00").resolved("11-16 10:30").reopened("11-17 09:00")
    found = story.clock(sla, "11-17 12:00", Clock.FIRST_RESPONSE)
    assert (found.state, hours(found.used)) == (ClockState.BREACHED, "1:30")


def test_a_resolution_that_is_undone_was_no_answer():
    story = Story().opened("11-16 09:00").resolved("11-16 09:20")
    story.at("11-16 09:30", "undo", Status.NEW)
    response, update = story.clocks(sla, "11-16 09:45")
    assert (response.state, hours(response.used)) == (ClockState.RUNNING, "0:45")
    assert (update.spell, hours(update.used)) == (1, "0:45")


def test_resolved_out_of_the_queue_and_reopened_the_team_is_at_work():
    story = queued().resolved("11-16 10:20").reopened("11-16 11:00")
    assert told(story, story.clocks(ola(), "11-16 12:00")) == [
        "accept 1 network met 0:20 11-16 11:00",
        "work 1 desk met 1:00 11-16 17:00",
        "work 2 network running 1:00 11-17 10:00",
    ]


def test_a_note_about_a_callback_does_not_move_it():
    story = Story().opened("11-16 09:00").wait("11-16 10:00", Pending.CALLBACK, "11-16 20:00")
    story.at("11-16 11:00", "note")
    (call,) = story.clocks(sla, "11-16 12:00", Clock.CALLBACK)
    assert (call.spell, hours(call.used)) == (1, "2:00")


def test_a_callback_is_due_when_it_was_agreed_even_at_night():
    story = Story().opened("11-16 09:00").wait("11-16 10:00", Pending.CALLBACK, "11-16 20:00")
    due = story.clock(sla, "11-16 12:00", Clock.CALLBACK)
    assert (due.state, story.local(due.due)) == (ClockState.RUNNING, "11-16 20:00")
    missed = story.clock(sla, "11-16 20:05", Clock.CALLBACK)
    assert (missed.state, result_words(missed)) == (ClockState.OVERDUE, "5m late")
    story.wait("11-16 20:10", Pending.CALLBACK, "11-17 09:00").woken("11-17 08:55")
    assert told(story, story.clocks(sla, "11-17 10:00", Clock.CALLBACK)) == [
        "callback 1 - breached 10:10 11-16 20:00",
        "callback 2 - met 12:45 11-17 09:00",
    ]


def test_a_vendor_is_measured_by_the_time_that_it_gave():
    story = Story().opened("11-02 09:00")
    arrived, promised = story.time("11-04 10:00"), story.time("11-13 12:00")
    orders = (
        OrderLife(5, "repairs", arrived, promised, story.time("11-13 12:30")),
        OrderLife(6, "makers", arrived, story.time("11-20 12:00")),
        OrderLife(7, "silent", arrived),
        OrderLife(8, "on the way", None, promised),
    )
    life = replace(story.life(), orders=orders)
    first, second = clocks(life, sla, story.time("11-16 09:00"))[2:]
    assert (first.order, first.holder, first.state) == (5, "repairs", ClockState.BREACHED)
    assert result_words(first) == "30m late"
    assert (second.order, second.state, story.local(second.due)) == (
        6, ClockState.RUNNING, "11-20 12:00",
    )  # fmt: skip


def test_who_held_it_for_how_long_by_the_wall_and_in_business_time():
    story = (
        Story().opened("11-16 16:00").at("11-16 16:30", "take", TAKEN, team="desk", assignee="ewa")
    )
    story.wait("11-17 09:00", Pending.VENDOR).at("11-17 10:00", "assign", QUEUED, team="network")
    story.resolved("11-17 11:00")
    held = holders(story.life(), only(promise(OFFICE, 8)), story.time("11-18 12:00"))
    assert [
        (each.team, each.assignee, hours(each.wall), hours(each.business or timedelta()))
        for each in held
    ] == [
        (None, None, "0:30", "0:30"),
        ("desk", "ewa", "17:30", "2:30"),
        ("network", "ewa", "1:00", "1:00"),
    ]


def test_what_if_it_waited_for_the_vendor():
    story = Story().opened("11-16 09:00")
    life, promised = story.life(), only(promise(OFFICE, 8, pauses=VENDOR))
    now = story.time("11-16 11:00")
    (forever,) = what_if(life, promised, now, Pending.VENDOR)
    assert (forever.due, state_words(forever)) == (None, "paused: waits for the vendor")
    (two_days,) = what_if(life, promised, now, Pending.VENDOR, story.time("11-18 11:00"))
    assert story.local(two_days.due) == "11-18 17:00"
    (runs_on,) = what_if(life, promised, now, Pending.PART)
    assert story.local(runs_on.due) == "11-16 17:00"
    called = what_if(life, promised, now, Pending.CALLBACK, story.time("11-16 15:00"))
    assert [each.clock for each in called] == [Clock.RESOLUTION, Clock.CALLBACK]


def test_what_if_refuses_what_cannot_wait():
    story = Story().opened("11-16 09:00")
    promised, now = only(WORK), story.time("11-16 11:00")
    with pytest.raises(BadInputError, match="passed"):
        what_if(story.life(), promised, now, Pending.VENDOR, now)
    with pytest.raises(RefusedError, match="not open"):
        what_if(story.resolved("11-16 12:00").life(), promised, now, Pending.VENDOR)


def test_an_imported_ticket_has_the_clocks_that_its_times_say():
    story = Story().opened("11-16 09:00")
    state = replace(story.state, status=Status.CLOSED)
    moments = imported(
        1,
        "import",
        state,
        opened_at=story.time("11-16 09:00"),
        answered_at=story.time("11-16 09:40"),
        resolved_at=story.time("11-16 15:00"),
    )
    life = replace(story.life(), moments=moments)
    assert told(story, list(clocks(life, sla, story.time("11-20 09:00")))) == [
        "first_response 1 - met 0:40 11-16 10:00",
        "next_update 1 - met 0:40 11-16 13:00",
        "next_update 2 - breached 5:20 11-16 13:40",
    ]
