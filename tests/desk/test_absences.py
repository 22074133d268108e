"""Absences and single days at the desk: the trail, the rights, what routing makes of them."""

from __future__ import annotations

from datetime import date

import pytest

from frontdesk import desk, insight
from frontdesk.desk.inputs import NewTicket
from frontdesk.errors import NotFoundError, RefusedError
from frontdesk.routing import reason_words
from frontdesk.store.unit import Store
from frontdesk.terms import Subject
from tests.conftest import Clock, Enter

MONDAY = date(2026, 11, 23)
SUNDAY = date(2026, 11, 29)


def away(store: Store, clock: Clock, login: str) -> tuple[date | None, str | None]:
    people = insight.load.people(store, clock())
    [row] = [each for each in people if each.login == login]
    return row.away_until, row.deputy


def test_an_absence_stands_on_the_persons_own_trail_and_its_note_beside_it(
    enter: Enter, store: Store
) -> None:
    made = desk.absence.add(
        enter("maja"), "maja", since=MONDAY, until=SUNDAY, deputy="ola", note="at the sea"
    ).made
    assert made is not None
    desk.absence.end(enter("berit"), made, back=date(2026, 11, 25))
    events = insight.timeline.of_subject(store, Subject.AGENT, 1)
    assert [event.verb for event in events] == ["absence", "absence_end"]
    assert events[0].texts == {"note": "at the sea"}
    assert events[1].after["until"] == "2026-11-24"
    assert insight.register.row(store, Subject.AGENT, "maja")["version"] == events[-1].seq


def test_an_absence_that_has_not_begun_is_taken_back_whole(
    enter: Enter, store: Store, clock: Clock
) -> None:
    office = enter("maja")
    made = desk.absence.add(office, "maja", since=date(2026, 12, 1), until=date(2026, 12, 9)).made
    assert made is not None
    desk.absence.end(office, made)
    assert insight.roster.away(store) == []
    desk.absence.add(office, "maja", since=date(2026, 12, 5), until=date(2026, 12, 9))


def test_an_absence_is_never_made_longer_by_its_end(enter: Enter) -> None:
    made = desk.absence.add(enter("maja"), "maja", since=MONDAY, until=MONDAY).made
    assert made is not None
    with pytest.raises(RefusedError, match="ends on 2026-11-23 as it is"):
        desk.absence.end(enter("maja"), made, back=date(2026, 11, 24))


def test_everybody_enters_their_own_and_supervisors_all(
    enter: Enter, store: Store, clock: Clock
) -> None:
    with pytest.raises(RefusedError, match="everybody for themselves"):
        desk.absence.add(enter("maja"), "ola", since=MONDAY, until=SUNDAY)
    made = desk.absence.add(enter("berit"), "ola", since=MONDAY, until=SUNDAY).made
    assert made is not None
    with pytest.raises(RefusedError, match="everybody for themselves"):
        desk.absence.end(enter("maja"), made)
    assert away(store, clock, "ola") == (SUNDAY, None)


def test_the_deputy_shown_is_who_is_there_at_the_end_of_the_chain(
    enter: Enter, store: Store, clock: Clock
) -> None:
    boss = enter("berit")
    desk.absence.add(boss, "maja", since=MONDAY, until=SUNDAY, deputy="ola")
    desk.absence.add(boss, "ola", since=MONDAY, until=MONDAY, deputy="emil")
    assert away(store, clock, "maja") == (SUNDAY, "emil")
    clock.tick(days=1)
    assert away(store, clock, "maja") == (SUNDAY, "ola")


def test_who_has_left_stands_in_for_nobody(enter: Enter, store: Store, clock: Clock) -> None:
    boss = enter("berit")
    desk.absence.add(boss, "maja", since=MONDAY, until=SUNDAY, deputy="ola")
    desk.register.edit(boss, Subject.AGENT, "ola", {"active": "no"})
    assert away(store, clock, "maja") == (SUNDAY, None)
    with pytest.raises(RefusedError, match="no longer works"):
        desk.absence.add(boss, "emil", since=MONDAY, until=SUNDAY, deputy="ola")
    with pytest.raises(NotFoundError, match="no agent"):
        desk.absence.add(boss, "emil", since=MONDAY, until=SUNDAY, deputy="nobody")


def test_a_preview_of_an_absence_leaves_nothing(enter: Enter, store: Store) -> None:
    desk.absence.add(enter("maja").preview(), "maja", since=MONDAY, until=SUNDAY)
    assert insight.roster.away(store) == []


def test_the_ticket_of_who_is_away_is_routed_to_the_deputy_and_the_receipt_says_why(
    enter: Enter, store: Store
) -> None:
    boss = enter("berit")
    new = NewTicket(subject="I cannot sign in", requester="zofia.w")
    [number] = desk.intake.open_ticket(enter("maja"), new, route_it=False).numbers
    desk.assign.assign(boss, [number], to="maja")
    desk.absence.add(boss, "maja", since=MONDAY, until=SUNDAY, deputy="ola")
    desk.route.route(boss, [number])
    decision = insight.receipts.latest(store, number)
    assert decision is not None
    assert insight.tickets.ticket(store, number).assignee == decision.target.assignee == "ola"
    said = {str(r.facts.get("person")): reason_words(r) for r in decision.reasons}
    assert "but away until 2026-11-29; Ola Berg stands in" in said["maja"]
    assert "stands in for Maja Lindqvist" in said["ola"]


def test_a_single_day_may_not_meet_the_night_before_it(enter: Enter, store: Store) -> None:
    boss = enter("berit")
    night = {"agent": "maja", "weekdays": "mon-sun", "starts": "22:00", "ends": "06:00"}
    desk.register.add(boss, Subject.SHIFT, night)
    with pytest.raises(RefusedError, match="22:00–06:00 meets 05:00–12:00"):
        desk.roster.day(boss, "maja", MONDAY, [("05:00", "12:00")])
    assert insight.roster.single_days(store, "maja") == []
    with pytest.raises(RefusedError, match="meets"):
        desk.register.add(
            boss, Subject.SHIFT,
            {"agent": "maja", "weekdays": "mon", "starts": "05:00", "ends": "07:00"},
        )  # fmt: skip


def test_a_single_day_is_on_the_trail_and_set_again_changes_nothing(
    enter: Enter, store: Store
) -> None:
    boss = enter("berit")
    for _again in range(2):
        desk.roster.day(boss, "maja", MONDAY, [("08:00", "12:00")])
    desk.roster.day(boss, "maja", MONDAY, None)
    events = insight.timeline.of_subject(store, Subject.AGENT, 1)
    assert [event.after["shifts"] for event in events] == [["08:00–12:00"], None]


def test_a_shift_can_be_moved_past_itself(enter: Enter) -> None:
    boss = enter("berit")
    shift = {"agent": "maja", "weekdays": "mon", "starts": "08:00", "ends": "16:00"}
    number = desk.register.add(boss, Subject.SHIFT, shift).made
    desk.register.edit(boss, Subject.SHIFT, str(number), {"starts": "09:00", "ends": "17:00"})
