"""Clocks worked out by hand: what changes a promise, a reopening, a merge, an undo."""

from __future__ import annotations

from datetime import timedelta

import pytest

from frontdesk.clock import ALWAYS, ClockState, Gap, OnChange, OnMerge, OnReopen, due_at
from frontdesk.terms import Pending, Priority, Status
from tests.unit.clock_cases import (
    STOCKHOLM,
    VENDOR,
    Story,
    by_priority,
    office,
    only,
    promise,
    table,
)

OFFICE = office(STOCKHOLM)
NORMAL = promise(OFFICE, 16, name="normal", pauses=VENDOR)


def urgent(**rules):
    return by_priority(
        P3=NORMAL, P1=promise(OFFICE, 4, **({"name": "urgent", "pauses": VENDOR} | rules))
    )


def rest(ledger: str, skipped: int) -> str:
    """The lines of a ledger behind the first ones."""
    return "\n".join(ledger.splitlines()[skipped:])


def raised_while_paused() -> Story:
    story = Story().opened("11-16 09:00").wait("11-16 11:00", Pending.VENDOR)
    return story.at("11-16 14:00", "edit", priority=Priority.P1).woken("11-17 10:00")


def test_a_pause_is_not_lost_when_the_priority_is_raised():
    story = raised_while_paused()
    clock = story.clock(urgent(), "11-17 11:00")
    assert story.ledger(clock) == table("""
        11-16 09:00 11-16 11:00   2:00   2:00  running
        11-16 11:00 11-16 14:00   0:00   2:00  paused: waits for the vendor
        11-16 14:00 11-16 14:00   0:00   2:00  normal (16h) became urgent (4h); what was used counts
        11-16 14:00 11-17 10:00   0:00   2:00  paused: waits for the vendor
        11-17 10:00 11-17 11:00   1:00   3:00  running
    """)
    assert story.local(clock.due) == "11-17 12:00"


def test_the_share_that_was_used_stays_used():
    story = raised_while_paused()
    clock = story.clock(urgent(on_change=OnChange.FORWARD), "11-17 11:00")
    said = "normal (16h) became urgent (4h); the share that was used stays used"
    assert rest(story.ledger(clock), 2) == table(f"""
        11-16 14:00 11-16 14:00  -1:30   0:30  {said}
        11-16 14:00 11-17 10:00   0:00   0:30  paused: waits for the vendor
        11-17 10:00 11-17 11:00   1:00   1:30  running
    """)
    assert story.local(clock.due) == "11-17 13:30"


def test_a_change_that_resets_starts_anew_at_the_change():
    story = raised_while_paused()
    clock = story.clock(urgent(on_change=OnChange.RESET), "11-17 11:00")
    assert rest(story.ledger(clock), 2) == table("""
        11-16 14:00 11-16 14:00  -2:00   0:00  normal (16h) became urgent (4h); it starts anew
        11-16 14:00 11-17 10:00   0:00   0:00  paused: waits for the vendor
        11-17 10:00 11-17 11:00   1:00   1:00  running
    """)
    assert story.local(clock.due) == "11-17 14:00"


def test_what_was_late_before_a_reset_is_not_late_after_it():
    story = Story().opened("11-16 09:00").at("11-18 15:00", "edit", priority=Priority.P1)
    clock = story.clock(urgent(on_change=OnChange.RESET), "11-18 16:00")
    assert (clock.state, story.local(clock.due)) == (ClockState.RUNNING, "11-19 10:00")
    assert due_at(clock, 0.25) == clock.at


def test_what_was_late_stays_late_since_the_same_moment_where_shares_are_kept():
    story = Story().opened("11-16 09:00").at("11-18 15:00", "edit", priority=Priority.P1)
    clock = story.clock(urgent(on_change=OnChange.FORWARD), "11-18 16:00")
    assert clock.state is ClockState.OVERDUE
    assert story.local(clock.due) == "11-17 16:00"  # 16 hours after Monday 09:00


def test_a_shorter_promise_can_be_late_since_before_it_was_made():
    story = Story().opened("11-16 09:00").at("11-16 16:00", "edit", priority=Priority.P1)
    clock = story.clock(urgent(), "11-16 16:00")
    assert (clock.state, story.local(clock.due)) == (ClockState.OVERDUE, "11-16 13:00")


def test_a_promise_that_does_not_pause_for_the_vendor_runs_from_the_change_on():
    story = raised_while_paused()
    clock = story.clock(urgent(pauses=frozenset()), "11-17 10:30")
    assert rest(story.ledger(clock), 3) == table("""
        11-16 14:00 11-16 17:00   3:00   5:00  running
        11-16 17:00 11-17 08:00   0:00   5:00  closed hours
        11-17 08:00 11-17 10:30   2:30   7:30  running
    """)
    assert story.local(clock.due) == "11-16 16:00"


def test_each_time_is_counted_by_the_calendar_of_the_promise_that_was_in_force():
    story = Story().opened("11-13 16:00").at("11-14 10:00", "edit", priority=Priority.P1)
    promised = by_priority(P3=promise(OFFICE, 8, name="office"), P1=promise(ALWAYS, 24, name="P1"))
    clock = story.clock(promised, "11-14 12:00")
    assert story.ledger(clock) == table("""
        11-13 16:00 11-13 17:00   1:00   1:00  running
        11-13 17:00 11-14 00:00   0:00   1:00  closed hours
        11-14 00:00 11-14 10:00   0:00   1:00  closed: no hours that day
        11-14 10:00 11-14 10:00   0:00   1:00  office (8h) became P1 (24h); what was used counts
        11-14 10:00 11-14 12:00   2:00   3:00  running
    """)
    assert story.local(clock.due) == "11-15 09:00"


def test_a_promise_that_comes_late_counts_since_the_opening():
    story = Story().opened("11-16 09:00").wait("11-16 10:00", Pending.VENDOR).woken("11-16 12:00")
    story.at("11-16 13:00", "edit", priority=Priority.P1)
    clock = story.clock(by_priority(P1=promise(OFFICE, 4, pauses=VENDOR)), "11-16 13:00")
    assert clock.used == timedelta(hours=2)
    forward = by_priority(P1=promise(OFFICE, 4, on_change=OnChange.FORWARD))
    assert story.clock(forward, "11-16 14:00").used == timedelta(hours=1)


def test_a_clock_whose_promise_goes_is_dropped_and_comes_back_with_it():
    story = Story().opened("11-16 09:00").at("11-16 11:00", "edit", priority=Priority.P5)
    promised = by_priority(P3=NORMAL, P1=promise(OFFICE, 4, on_change=OnChange.RESET))
    dropped = story.clock(promised, "11-16 12:00")
    assert (dropped.state, dropped.used) == (ClockState.DROPPED, timedelta(hours=2))
    story.at("11-16 13:00", "edit", priority=Priority.P1)
    clock = story.clock(promised, "11-16 14:00")
    assert story.ledger(clock) == table("""
        11-16 09:00 11-16 11:00   2:00   2:00  running
        11-16 11:00 11-16 13:00   0:00   2:00  stopped: no promise applied
        11-16 13:00 11-16 13:00  -2:00   0:00  normal (16h) became resolution (4h); it starts anew
        11-16 13:00 11-16 14:00   1:00   1:00  running
    """)


def reopened() -> Story:
    return Story().opened("11-16 09:00").resolved("11-16 11:00").reopened("11-19 10:00")


def test_reopened_after_three_days_the_clock_goes_on_where_it_stopped():
    clock = reopened().clock(only(promise(OFFICE, 8)), "11-19 12:00")
    assert Story().ledger(clock) == table("""
        11-16 09:00 11-16 11:00   2:00   2:00  running
        11-16 11:00 11-19 10:00   0:00   2:00  stopped: resolved, and reopened later
        11-19 10:00 11-19 12:00   2:00   4:00  running
    """)
    assert Story().local(clock.due) == "11-19 16:00"


def test_reopened_after_three_days_the_time_between_can_count():
    clock = reopened().clock(only(promise(OFFICE, 40, gap=Gap.COUNTED)), "11-19 12:00")
    why = "running: resolved, and reopened later"
    assert Story().ledger(clock) == table(f"""
        11-16 09:00 11-16 11:00   2:00   2:00  running
        11-16 11:00 11-16 17:00   6:00   8:00  {why}
        11-16 17:00 11-17 08:00   0:00   8:00  closed hours
        11-17 08:00 11-17 17:00   9:00  17:00  {why}
        11-17 17:00 11-18 08:00   0:00  17:00  closed hours
        11-18 08:00 11-18 17:00   9:00  26:00  {why}
        11-18 17:00 11-19 08:00   0:00  26:00  closed hours
        11-19 08:00 11-19 10:00   2:00  28:00  {why}
        11-19 10:00 11-19 12:00   2:00  30:00  running
    """)


def test_reopened_after_three_days_the_clock_can_start_anew_and_the_first_result_stands():
    story = reopened()
    first, second = story.clocks(only(promise(OFFICE, 8, on_reopen=OnReopen.RESET)), "11-19 12:00")
    assert (first.spell, first.state, first.used) == (1, ClockState.MET, timedelta(hours=2))
    assert (second.spell, second.state, second.used) == (
        2, ClockState.RUNNING, timedelta(hours=2),
    )  # fmt: skip
    assert story.local(second.due) == "11-20 09:00"


def test_resolving_that_is_undone_never_stopped_the_clock():
    story = Story().opened("11-16 09:00").at("11-16 09:30", "take", Status.IN_PROGRESS)
    story.resolved("11-16 11:00").at("11-16 12:00", "undo", Status.IN_PROGRESS)
    clock = story.clock(only(promise(OFFICE, 8)), "11-16 13:00")
    assert story.ledger(clock) == table("""
        11-16 09:00 11-16 11:00   2:00   2:00  running
        11-16 11:00 11-16 12:00   1:00   3:00  running: what stopped it was taken back
        11-16 12:00 11-16 13:00   1:00   4:00  running
    """)


def test_what_is_dated_before_its_predecessor_counts_at_its_predecessors_time():
    story = Story().opened("11-16 09:00").wait("11-16 12:00", Pending.VENDOR)
    story.woken("11-16 10:00")
    clock = story.clock(only(NORMAL), "11-16 13:00")
    said = "dated earlier than what happened before it; it counts from here"
    assert story.ledger(clock) == table(f"""
        11-16 09:00 11-16 12:00   3:00   3:00  running
        11-16 12:00 11-16 12:00   0:00   3:00  {said}
        11-16 12:00 11-16 13:00   1:00   4:00  running
    """)


def test_a_clock_of_the_machine_that_is_set_back_does_not_run_backwards():
    story = Story().opened("11-16 09:00").woken("11-16 12:00")
    clock = story.clock(only(NORMAL), "11-16 08:00")
    assert clock.used == timedelta(hours=3)
    assert clock.at == story.time("11-16 12:00")


@pytest.mark.parametrize(("rule", "used"), [(OnMerge.OWN, 2), (OnMerge.EARLIEST, 4)])
def test_a_merged_ticket_counts_from_its_own_or_from_the_earliest_opening(rule, used):
    story = Story().opened("11-16 09:00")
    story.at("11-16 10:00", "merge", facts={"absorbed": story.time("11-13 16:00")})
    clock = story.clock(only(promise(OFFICE, 8, on_merge=rule)), "11-16 11:00")
    assert clock.used == timedelta(hours=used)
    if rule is OnMerge.EARLIEST:
        assert story.ledger(clock) == table("""
            11-13 16:00 11-13 17:00   1:00   1:00  running: a ticket merged into this one was open
            11-13 17:00 11-14 00:00   0:00   1:00  closed hours
            11-14 00:00 11-16 00:00   0:00   1:00  closed: no hours that day
            11-16 00:00 11-16 08:00   0:00   1:00  closed hours
            11-16 08:00 11-16 09:00   1:00   2:00  running: a ticket merged into this one was open
            11-16 09:00 11-16 11:00   2:00   4:00  running
        """)
        assert story.local(clock.due) == "11-16 15:00"


def test_a_merge_after_a_change_of_shares_counts_behind_the_change():
    story = Story().opened("11-16 09:00").at("11-16 11:00", "edit", priority=Priority.P1)
    story.at("11-16 12:00", "merge", facts={"absorbed": story.time("11-16 08:00")})
    promised = urgent(on_change=OnChange.FORWARD, on_merge=OnMerge.EARLIEST)
    clock = story.clock(promised, "11-16 12:00")
    # 2 of 16 hours are half an hour of 4; then one hour since the change, one of the other ticket.
    assert clock.used == timedelta(hours=2.5)
    assert story.local(clock.due) == "11-16 13:30"


def test_a_merge_can_make_late_since_before_the_change():
    story = Story().opened("11-16 09:00").at("11-16 11:00", "edit", priority=Priority.P1)
    story.at("11-16 12:00", "merge", facts={"absorbed": story.time("11-13 08:00")})
    promised = urgent(on_change=OnChange.FORWARD, on_merge=OnMerge.EARLIEST)
    clock = story.clock(promised, "11-16 12:00")
    # Half an hour of 4 was carried; three and a half more had passed on Friday at 11:30.
    assert (clock.state, story.local(clock.due)) == (ClockState.OVERDUE, "11-13 11:30")


def test_what_is_late_and_then_waits_says_since_when_it_is_late():
    story = Story().opened("11-16 09:00").wait("11-18 10:00", Pending.VENDOR)
    clock = story.clock(only(NORMAL), "11-19 10:00")
    assert (clock.state, story.local(clock.due)) == (ClockState.PAUSED, "11-17 16:00")


@pytest.mark.parametrize(
    ("status", "facts"), [(Status.CANCELLED, {}), (Status.CLOSED, {"merged_into": 12})]
)
def test_a_ticket_that_came_to_nothing_is_neither_met_nor_breached(status, facts):
    story = Story().opened("11-16 09:00").at("11-18 10:00", "cancel", status, facts=facts)
    clock = story.clock(only(promise(OFFICE, 8)), "11-19 12:00")
    assert (clock.state, clock.due, clock.was_due) == (ClockState.DROPPED, None, None)
