"""Who has a ticket open: told to the others while it is, and no change of anything."""

from __future__ import annotations

from frontdesk import desk, insight
from frontdesk.desk.inputs import NewTicket
from frontdesk.desk.office import Office
from frontdesk.terms import STALE, Doing
from tests.conftest import Clock, Enter


def seen(office: Office) -> dict[int, list[tuple[str, Doing]]]:
    present = insight.live.present(office.store, office.clock())
    return {n: [(each.login, each.doing) for each in rows] for n, rows in present.items()}


def opened(office: Office) -> int:
    return desk.intake.open_ticket(office, NewTicket(subject="no dial tone")).numbers[0]


def test_who_writes_comes_before_who_looks_and_who_has_left_is_gone(enter: Enter) -> None:
    maja, ola, emil = enter("maja"), enter("ola"), enter("emil")
    number = opened(maja)
    desk.presence.here(maja, number, Doing.OPEN)
    desk.presence.here(ola, number, Doing.OPEN)
    desk.presence.here(ola, number, Doing.WRITING)
    assert seen(emil) == {number: [("ola", Doing.WRITING), ("maja", Doing.OPEN)]}
    desk.presence.left(ola, number)
    assert seen(emil) == {number: [("maja", Doing.OPEN)]}


def test_a_desk_that_was_killed_is_passed_over_and_its_rows_go(enter: Enter, clock: Clock) -> None:
    maja, ola = enter("maja"), enter("ola")
    one, two = opened(maja), opened(maja)
    desk.presence.here(ola, one, Doing.WRITING)
    clock.tick(seconds=STALE.total_seconds())
    assert seen(maja) == {one: [("ola", Doing.WRITING)]}
    clock.tick(seconds=1)
    assert seen(maja) == {}
    desk.presence.here(ola, two, Doing.OPEN)
    assert [each.number for each in maja.store.watch.present()] == [two]


def test_a_time_that_was_given_makes_nobody_absent(enter: Enter, clock: Clock) -> None:
    from dataclasses import replace

    maja, ola = enter("maja"), enter("ola")
    number = opened(maja)
    clock.tick(days=40)
    desk.presence.here(replace(ola, fixed=maja.now().replace(year=2020)), number, Doing.OPEN)
    assert seen(maja) == {number: [("ola", Doing.OPEN)]}


def test_it_is_no_change_of_the_ticket(enter: Enter) -> None:
    maja, ola = enter("maja"), enter("ola")
    number = opened(maja)
    last, _numbers = insight.live.changes(maja.store, None)
    version = insight.tickets.ticket(maja.store, number).version
    desk.presence.here(ola, number, Doing.WRITING)
    desk.presence.here(ola, number + 1, Doing.WRITING)  # there is none of that number
    assert insight.live.changes(maja.store, last) == (last, frozenset())
    assert insight.tickets.ticket(maja.store, number).version == version
    assert seen(maja) == {number: [("ola", Doing.WRITING)]}
