"""Clocks whose every line was worked out by hand: calendars, changes of the clocks, holidays."""

from __future__ import annotations

from datetime import timedelta

import pytest

from frontdesk.clock import ClockState, due_at
from frontdesk.terms import Clock, Pending
from tests.unit.clock_cases import (
    STOCKHOLM,
    VENDOR,
    WARSAW,
    Story,
    office,
    only,
    promise,
    table,
)

SWEDEN = office(STOCKHOLM, country="SE", categories=("public", "de_facto"))
POLAND = office(WARSAW, country="PL")

CASES = {
    "Stockholm, the clocks go forward over the weekend": (
        Story(STOCKHOLM).opened("03-27 15:00"), SWEDEN, "03-30 09:00", "03-30 14:00",
        """
        03-27 15:00 03-27 17:00   2:00   2:00  running
        03-27 17:00 03-28 00:00   0:00   2:00  closed hours
        03-28 00:00 03-30 00:00   0:00   2:00  closed: no hours that day; clocks went forward 1h
        03-30 00:00 03-30 08:00   0:00   2:00  closed hours
        03-30 08:00 03-30 09:00   1:00   3:00  running
        """,
    ),
    "Stockholm, the clocks go back over the weekend": (
        Story(STOCKHOLM).opened("10-23 15:00"), SWEDEN, "10-26 09:00", "10-26 14:00",
        """
        10-23 15:00 10-23 17:00   2:00   2:00  running
        10-23 17:00 10-24 00:00   0:00   2:00  closed hours
        10-24 00:00 10-26 00:00   0:00   2:00  closed: no hours that day; clocks went back 1h
        10-26 00:00 10-26 08:00   0:00   2:00  closed hours
        10-26 08:00 10-26 09:00   1:00   3:00  running
        """,
    ),
    "Warsaw, the clocks go forward over the weekend": (
        Story(WARSAW).opened("03-27 15:00"), POLAND, "03-30 14:00", "03-30 14:00",
        """
        03-27 15:00 03-27 17:00   2:00   2:00  running
        03-27 17:00 03-28 00:00   0:00   2:00  closed hours
        03-28 00:00 03-30 00:00   0:00   2:00  closed: no hours that day; clocks went forward 1h
        03-30 00:00 03-30 08:00   0:00   2:00  closed hours
        03-30 08:00 03-30 14:00   6:00   8:00  running
        """,
    ),
    "Warsaw, the clocks go back over the weekend": (
        Story(WARSAW).opened("10-23 16:30"), POLAND, "10-26 08:30", "10-26 15:30",
        """
        10-23 16:30 10-23 17:00   0:30   0:30  running
        10-23 17:00 10-24 00:00   0:00   0:30  closed hours
        10-24 00:00 10-26 00:00   0:00   0:30  closed: no hours that day; clocks went back 1h
        10-26 00:00 10-26 08:00   0:00   0:30  closed hours
        10-26 08:00 10-26 08:30   0:30   1:00  running
        """,
    ),
    "Midsummer Eve": (
        Story(STOCKHOLM).opened("06-18 16:00"), SWEDEN, "06-22 09:00", "06-22 15:00",
        """
        06-18 16:00 06-18 17:00   1:00   1:00  running
        06-18 17:00 06-19 00:00   0:00   1:00  closed hours
        06-19 00:00 06-20 00:00   0:00   1:00  closed: Midsummer Eve
        06-20 00:00 06-21 00:00   0:00   1:00  closed: Midsummer Day
        06-21 00:00 06-22 00:00   0:00   1:00  closed: no hours that day
        06-22 00:00 06-22 08:00   0:00   1:00  closed hours
        06-22 08:00 06-22 09:00   1:00   2:00  running
        """,
    ),
    "11 November in Poland": (
        Story(WARSAW).opened("11-10 16:00"), POLAND, "11-12 09:30", "11-12 15:00",
        """
        11-10 16:00 11-10 17:00   1:00   1:00  running
        11-10 17:00 11-11 00:00   0:00   1:00  closed hours
        11-11 00:00 11-12 00:00   0:00   1:00  closed: National Independence Day
        11-12 00:00 11-12 08:00   0:00   1:00  closed hours
        11-12 08:00 11-12 09:30   1:30   2:30  running
        """,
    ),
    "24 December in Poland": (
        Story(WARSAW).opened("12-23 16:00"), POLAND, "12-28 09:00", "12-28 15:00",
        """
        12-23 16:00 12-23 17:00   1:00   1:00  running
        12-23 17:00 12-24 00:00   0:00   1:00  closed hours
        12-24 00:00 12-25 00:00   0:00   1:00  closed: Christmas Eve
        12-25 00:00 12-26 00:00   0:00   1:00  closed: Christmas Day
        12-26 00:00 12-27 00:00   0:00   1:00  closed: Second Day of Christmas
        12-27 00:00 12-28 00:00   0:00   1:00  closed: no hours that day
        12-28 00:00 12-28 08:00   0:00   1:00  closed hours
        12-28 08:00 12-28 09:00   1:00   2:00  running
        """,
    ),
    "lunch": (
        Story(WARSAW).opened("11-16 11:00"), office(WARSAW, (8, 12), (13, 16)),
        "11-16 14:30", "11-17 12:00",
        """
        11-16 11:00 11-16 12:00   1:00   1:00  running
        11-16 12:00 11-16 13:00   0:00   1:00  closed hours
        11-16 13:00 11-16 14:30   1:30   2:30  running
        """,
    ),
    "a night of seven hours, for the clocks go forward": (
        Story(STOCKHOLM).opened("03-28 23:00"), office(STOCKHOLM, (22, 30), nights=True),
        "03-29 23:00", "03-30 00:00",
        """
        03-28 23:00 03-29 06:00   6:00   6:00  running; clocks went forward 1h
        03-29 06:00 03-29 22:00   0:00   6:00  closed hours
        03-29 22:00 03-29 23:00   1:00   7:00  running
        """,
    ),
    "a night of nine hours, for the clocks go back": (
        Story(STOCKHOLM).opened("10-24 23:00"), office(STOCKHOLM, (22, 30), nights=True),
        "10-25 05:00", "10-25 06:00",
        """
        10-24 23:00 10-25 05:00   7:00   7:00  running; clocks went back 1h
        """,
    ),
    "a ticket that is opened in the second of two hours": (
        Story(STOCKHOLM).opened("10-25 02:30*"), office(STOCKHOLM, (22, 30), nights=True),
        "10-25 06:00", "10-26 02:30",
        """
        10-25 02:30 10-25 06:00   3:30   3:30  running
        """,
    ),
    "a leap day": (
        Story(STOCKHOLM, 2028).opened("02-28 16:00"), SWEDEN, "02-29 09:00", "02-29 15:00",
        """
        02-28 16:00 02-28 17:00   1:00   1:00  running
        02-28 17:00 02-29 08:00   0:00   1:00  closed hours
        02-29 08:00 02-29 09:00   1:00   2:00  running
        """,
    ),
    "an agent in London works on what was promised in Swedish hours": (
        Story("Europe/London").opened("11-16 15:30"), SWEDEN, "11-17 08:00", "11-17 14:30",
        """
        11-16 15:30 11-16 16:00   0:30   0:30  running
        11-16 16:00 11-17 07:00   0:00   0:30  closed hours
        11-17 07:00 11-17 08:00   1:00   1:30  running
        """,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_ledger_comes_out_as_it_does_by_hand(case):
    story, calendar, now, due, written = CASES[case]
    clock = story.clock(only(promise(calendar, 8)), now)
    assert story.ledger(clock) == table(written)
    assert story.local(clock.due) == due


def test_a_pause_for_the_vendor_inside_holidays_is_one_pause():
    story = Story().opened("06-18 15:00").wait("06-18 16:00", Pending.VENDOR).woken("06-23 10:00")
    clock = story.clock(only(promise(SWEDEN, 8, pauses=VENDOR)), "06-23 11:00")
    assert story.ledger(clock) == table("""
        06-18 15:00 06-18 16:00   1:00   1:00  running
        06-18 16:00 06-23 10:00   0:00   1:00  paused: waits for the vendor
        06-23 10:00 06-23 11:00   1:00   2:00  running
    """)
    assert story.local(clock.due) == "06-23 17:00"


def test_a_pause_that_ends_by_itself_ends_then_whether_or_not_anybody_wrote_it_down():
    story = Story().opened("06-18 15:00").wait("06-18 16:00", Pending.VENDOR, "06-22 12:00")
    promised = only(promise(SWEDEN, 8, pauses=VENDOR))
    before = story.clock(promised, "06-18 20:00")
    assert before.state is ClockState.PAUSED
    assert story.local(before.resumes) == "06-22 12:00"
    assert story.local(before.due) == "06-23 10:00"
    after = story.clock(promised, "06-22 13:00")
    assert story.ledger(after) == table("""
        06-18 15:00 06-18 16:00   1:00   1:00  running
        06-18 16:00 06-22 12:00   0:00   1:00  paused: waits for the vendor
        06-22 12:00 06-22 13:00   1:00   2:00  running: it has waited until the time that was set
    """)
    assert after.due == before.due


def test_waiting_for_what_the_promise_does_not_pause_for_counts():
    story = Story().opened("11-16 09:00").wait("11-16 10:00", Pending.PART)
    clock = story.clock(only(promise(SWEDEN, 8, pauses=VENDOR)), "11-16 12:00")
    assert clock.state is ClockState.RUNNING
    assert story.ledger(clock) == table("""
        11-16 09:00 11-16 12:00   3:00   3:00  running
    """)


def test_a_pause_without_an_end_has_no_due_time_and_no_warning():
    story = Story().opened("11-16 09:00").wait("11-16 10:00", Pending.VENDOR)
    clock = story.clock(only(promise(SWEDEN, 8, pauses=VENDOR)), "11-16 12:00")
    assert (clock.state, clock.due, clock.paused_for) == (ClockState.PAUSED, None, Pending.VENDOR)
    assert due_at(clock, 0.5) is None
    assert story.local(due_at(clock, 0.125)) == "11-16 10:00"  # one hour of eight, used already


def test_shares_of_a_promise_are_due_in_business_time():
    story = Story().opened("11-16 14:00")
    clock = story.clock(only(promise(SWEDEN, 8)), "11-16 15:00")
    due = [story.local(due_at(clock, share)) for share in (0.5, 0.75, 0.9, 1.0, 1.5)]
    assert due == ["11-17 09:00", "11-17 11:00", "11-17 12:12", "11-17 13:00", "11-17 17:00"]


def test_late_is_later_than_due_also_while_business_is_closed():
    story = Story().opened("11-16 09:00")
    promised = only(promise(SWEDEN, 8))
    on_time = story.clock(promised, "11-16 17:00")
    assert (on_time.state, on_time.left) == (ClockState.CLOSED_HOURS, timedelta())
    night = story.clock(promised, "11-16 17:01")
    assert (night.state, night.left) == (ClockState.OVERDUE, timedelta())
    assert Story().opened("11-16 09:00").resolved("11-16 17:00").clock(
        promised, "11-17 09:00"
    ).state is ClockState.MET  # fmt: skip
    assert Story().opened("11-16 09:00").resolved("11-16 18:00").clock(
        promised, "11-17 09:00"
    ).state is ClockState.BREACHED  # fmt: skip


def test_a_clock_is_exact_to_the_microsecond():
    story = Story().opened("11-16 09:00:00.000001").resolved("11-16 10:00:00.000003")
    clock = story.clock(only(promise(SWEDEN, 8)), "11-17 09:00")
    assert clock.used == timedelta(hours=1, microseconds=2)


def test_a_ticket_of_a_year_ago_is_counted_to_the_hour():
    story = Story(year=2025).opened("01-07 08:00").resolved("12-31 12:00")
    clock = story.clock(only(promise(office(), 8)), "12-31 13:00", Clock.RESOLUTION)
    # 256 weekdays from 7 January to 30 December 2025, nine hours each, and nothing on the eve's
    # afternoon: 08:00 to 12:00 of 31 December.
    assert clock.used == timedelta(hours=256 * 9 + 4)
