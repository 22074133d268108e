"""Before a promise breaks: every threshold once, in order, while business is open."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from frontdesk import desk, insight
from frontdesk.desk.inputs import NewTicket
from frontdesk.desk.office import Office
from frontdesk.rows import EventRow
from frontdesk.terms import Channel, Clock, Pending, Priority, Resolution, Status
from tests import conftest, promises
from tests.conftest import Enter
from tests.promises import OFFICE, PROMISES, warning

SOLVED = "resolution"
QUARTERS = warning(SOLVED, 0.5) + warning(SOLVED, 0.75) + warning(SOLVED, 1.0, "inform supervisor")


@pytest.fixture
def berit(enter: Enter) -> Office:
    """A desk that promises P4 in 16 hours: at half on Monday 17:00 … and so on."""
    return promises.adopt(enter("berit"), OFFICE, PROMISES, QUARTERS)


def opened(office: Office, **more: Any) -> int:
    new = NewTicket(subject="slow", requester="zofia.w", channel=Channel.PHONE, **more)
    return desk.intake.open_ticket(office, new, route_it=False).numbers[0]


def warnings(office: Office, number: int = 1) -> list[EventRow]:
    return [each for each in insight.timeline.events(office.store, number) if each.verb == "warn"]


def shares(office: Office) -> list[object]:
    return [each.after["share"] for each in warnings(office)]


def go(clock: conftest.Clock, day: int, hour: float) -> None:
    """Move to an hour (UTC) of a day of November 2026."""
    clock.now = datetime(2026, 11, day, tzinfo=UTC) + timedelta(hours=hour)


def test_each_threshold_warns_once(berit: Office, clock: conftest.Clock) -> None:
    opened(berit)  # 10:00 in Poznań on Monday; 8 hours of business are over on Tuesday at 9:00
    desk.assign.take(berit, [1])
    go(clock, 24, 7.5)
    assert desk.due.run_due(berit).warned == ()
    go(clock, 24, 8.1)
    (one,) = desk.due.run_due(berit).warned
    assert (one.number, one.clock, one.share, one.informed) == (
        1,
        Clock.RESOLUTION,
        0.5,
        ("berit",),
    )
    assert one.due == datetime(2026, 11, 24, 16, tzinfo=UTC)
    assert desk.due.run_due(berit).warned == ()
    (event,) = warnings(berit)
    assert event.after["due"] == one.due
    assert event.after["informed"] == ["berit"]


def test_what_was_missed_is_caught_up_in_order(berit: Office, clock: conftest.Clock) -> None:
    opened(berit)
    desk.assign.take(berit, [1])
    go(clock, 27, 9)
    assert [one.share for one in desk.due.run_due(berit).warned] == [0.5, 0.75, 1.0]
    assert shares(berit) == [0.5, 0.75, 1.0]
    assert desk.due.run_due(berit).warned == ()
    assert desk.trust.verify(berit).intact


def test_nothing_is_said_at_night_or_at_the_weekend(berit: Office, clock: conftest.Clock) -> None:
    opened(berit)
    go(clock, 24, 20)
    assert desk.due.run_due(berit).warned == ()
    go(clock, 28, 10)  # Saturday
    assert desk.due.run_due(berit).warned == ()
    go(clock, 30, 6.9)
    assert desk.due.run_due(berit).warned == ()
    go(clock, 30, 7)
    assert len(desk.due.run_due(berit).warned) == 3


def test_nothing_is_said_on_a_holiday(enter: Enter, clock: conftest.Clock) -> None:
    clock.now = datetime(2026, 11, 10, 12, tzinfo=UTC)
    berit = promises.adopt(enter("berit"), OFFICE, PROMISES, warning(SOLVED, 0.25))
    opened(berit)  # 13:00 on the eve of Independence Day: four hours are over when business closes
    go(clock, 10, 16.5)
    assert desk.due.run_due(berit).warned == ()
    go(clock, 11, 10)
    assert desk.due.run_due(berit).warned == ()
    go(clock, 12, 7.1)
    assert len(desk.due.run_due(berit).warned) == 1


def test_a_promise_that_runs_at_night_warns_at_night(enter: Enter, clock: conftest.Clock) -> None:
    night = PROMISES.replace('name = "solved"', 'name = "solved"\ncalendar = "always"')
    berit = promises.adopt(enter("berit"), OFFICE, night, warning(SOLVED, 0.5))
    opened(berit)
    go(clock, 23, 17.1)
    assert len(desk.due.run_due(berit).warned) == 1


def test_one_closed_calendar_holds_no_other_up(
    enter: Enter, clock: conftest.Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk.warning, "PAGE", 2)
    both = '\n[[promises]]\nclock = "resolution"\nname = "day and night"\nwithin = "16h"\n'
    both += 'calendar = "always"\ncategory = "vpn"\n'
    berit = promises.adopt(enter("berit"), OFFICE, both, PROMISES, warning(SOLVED, 0.5))
    for _ in range(5):
        opened(berit)
    go(clock, 24, 16.2)
    number = opened(berit, category="vpn")
    go(clock, 25, 1)
    assert [one.number for one in desk.due.run_due(berit).warned] == [number]


def test_what_is_solved_or_waits_is_not_warned_of(berit: Office, clock: conftest.Clock) -> None:
    for _ in range(2):
        opened(berit)
    desk.outcome.resolve(berit, [1], code=Resolution.FIXED, text="done")
    desk.work.wait(berit, [2], reason=Pending.VENDOR)
    go(clock, 30, 9)
    assert desk.due.run_due(berit).warned == ()
    desk.assign.take(berit, [2])
    go(clock, 30, 11)
    assert desk.due.run_due(berit).warned == ()


def test_nobody_has_it_so_its_team_is_told(berit: Office, clock: conftest.Clock) -> None:
    opened(berit)
    desk.assign.assign(berit, [1], to="network")
    go(clock, 24, 9)
    (one,) = desk.due.run_due(berit).warned
    assert one.informed == ("nadia",)


def test_supervisors_and_others_named_are_told(enter: Enter, clock: conftest.Clock) -> None:
    rule = warning(SOLVED, 0.5, "supervisor", 'to = ["emil", "gone"]')
    berit = promises.adopt(enter("berit"), OFFICE, PROMISES, rule)
    opened(berit)
    desk.assign.assign(berit, [1], to="nadia")
    go(clock, 24, 9)
    (one,) = desk.due.run_due(berit).warned
    assert one.informed == ("berit", "emil")


def test_a_warning_raises_the_priority(enter: Enter, clock: conftest.Clock) -> None:
    rules = warning(SOLVED, 0.5, "raise_priority") + warning(SOLVED, 1.0, "raise_priority")
    berit = promises.adopt(enter("berit"), OFFICE, PROMISES, rules)
    opened(berit)
    go(clock, 24, 8.1)
    one, again = desk.due.run_due(berit).warned
    assert [each.value for each in one.did] == ["raise_priority"]
    assert (one.share, again.share) == (0.5, 1.0), "of eight hours, all are over by now"
    before = [each.before["priority"] for each in warnings(berit)]
    assert before == [Priority.P4, Priority.P3]
    assert insight.tickets.ticket(berit.store, 1).priority is Priority.P2
    assert desk.due.run_due(berit).warned == ()


def test_a_warning_gives_it_to_the_next_best_of_the_team(
    enter: Enter, clock: conftest.Clock
) -> None:
    rule = warning(SOLVED, 0.5, "reassign inform")
    berit = promises.adopt(enter("berit"), OFFICE, PROMISES, rule)
    opened(berit)
    desk.assign.assign(berit, [1], to="maja")
    go(clock, 24, 8.1)
    (one,) = desk.due.run_due(berit).warned
    row = insight.tickets.ticket(berit.store, 1)
    assert row.team == "front-office"
    assert row.assignee not in (None, "maja")
    assert row.status is Status.ASSIGNED
    assert one.informed == ("maja", row.assignee)


def test_with_nobody_else_it_goes_to_the_queue(enter: Enter, clock: conftest.Clock) -> None:
    rule = warning(SOLVED, 0.5, "reassign")
    berit = promises.adopt(enter("berit"), OFFICE, PROMISES, rule)
    opened(berit)
    desk.assign.assign(berit, [1], to="nadia")
    go(clock, 24, 8.1)
    desk.due.run_due(berit)
    row = insight.tickets.ticket(berit.store, 1)
    assert (row.team, row.assignee, row.status) == ("network", None, Status.ASSIGNED)


def test_a_missed_callback_is_warned_of(enter: Enter, clock: conftest.Clock) -> None:
    berit = promises.adopt(enter("berit"), OFFICE, PROMISES, warning("callback", 1.0))
    opened(berit)
    desk.assign.take(berit, [1])
    call = clock.now + timedelta(hours=1)
    desk.work.wait(berit, [1], reason=Pending.CALLBACK, until=call, number="1")
    clock.tick(hours=1)
    (one,) = desk.due.run_due(berit).warned
    assert (one.clock, one.informed) == (Clock.CALLBACK, ("berit",))
    assert desk.due.run_due(berit).warned == ()


def test_the_next_update_warns_anew_after_each_answer(enter: Enter, clock: conftest.Clock) -> None:
    news = '\n[[promises]]\nclock = "next_update"\nname = "news"\nwithin = "1h"\n'
    berit = promises.adopt(enter("berit"), OFFICE, news, warning("next_update", 0.5))
    opened(berit)
    for _round in range(2):
        clock.tick(minutes=40)
        assert len(desk.due.run_due(berit).warned) == 1
        assert desk.due.run_due(berit).warned == ()
        desk.work.reply(berit, [1], text="still at it")
    assert len(warnings(berit)) == 2


def test_a_quiet_night_writes_nothing(berit: Office, clock: conftest.Clock) -> None:
    opened(berit)
    desk.due.run_due(berit)  # seals the day
    go(clock, 24, 22)
    desk.due.run_due(berit)
    with berit.store.read() as connection:
        said = "SELECT count(*) FROM operation"
        before = connection.exec_driver_sql(said).scalar()
    desk.due.run_due(berit)
    with berit.store.read() as connection:
        assert connection.exec_driver_sql(said).scalar() == before


def test_whoever_was_informed_is_told_once_at_the_console(
    berit: Office, enter: Enter, clock: conftest.Clock
) -> None:
    opened(berit)
    desk.assign.take(berit, [1])
    live, store = insight.live, berit.store
    after, _numbers = live.changes(store, None)
    go(clock, 24, 8.1)
    desk.due.run_due(berit)
    last, numbers = live.changes(store, after)
    (told,) = live.warnings(store, after, numbers, "berit")
    assert (told.number, told.clock) == (1, Clock.RESOLUTION)
    assert live.warnings(store, after, numbers, "maja") == []
    assert live.warnings(store, last, numbers, "berit") == []
    assert live.warnings(store, after, frozenset(), "berit") == []
