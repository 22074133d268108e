"""What comes next when somebody has room, and how evenly a team is loaded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from frontdesk import desk, insight
from frontdesk.desk.inputs import NewTicket
from frontdesk.desk.office import Office
from frontdesk.errors import NotFoundError, RefusedError
from frontdesk.insight.waiting import words
from frontdesk.store.unit import Store
from frontdesk.terms import Impact, Pending, Status, Subject, Urgency
from tests.conftest import Clock, Enter
from tests.desks import NOW

URGENT = {"impact": Impact.EVERYONE, "urgency": Urgency.CRITICAL}


Queued = Callable[..., None]


@pytest.fixture
def queued(enter: Enter, clock: Clock) -> Queued:
    """Makes tickets of the front office that have waited for so many minutes in its queue."""

    def make(*minutes: int, **fields: object) -> None:
        office = enter("berit")
        for n in minutes:
            clock.now = NOW - timedelta(minutes=n)
            values = {"subject": f"waits {n}", "requester": "zofia.w", "category": "printing"}
            new = NewTicket.model_validate({**values, **fields})
            done = desk.intake.open_ticket(office, new, route_it=False)
            desk.assign.assign(office, done.numbers, to="front-office")
        clock.now = NOW

    return make


def upcoming(office: Office) -> list[int]:
    """The numbers in the order in which they come next, each taken in its turn."""
    found = []
    while desk.assign.next_for(office).ticket is not None:
        done, _up = desk.assign.give_next(office)
        found += done.numbers
    return found


def test_the_one_that_has_waited_longest_comes_next(
    enter: Enter, queued: Queued, store: Store
) -> None:
    queued(20, 60, 40)
    up = desk.assign.next_for(enter("maja"))
    assert up.ticket is not None
    assert (up.ticket.number, up.waits, up.passed_over) == (2, 3, 0)
    assert words(up, NOW) == "P4, waiting 1h"
    assert upcoming(enter("maja")) == [2, 3, 1]
    taken = insight.tickets.ticket(store, 2)
    assert (taken.assignee, taken.status) == ("maja", Status.IN_PROGRESS)


def test_what_is_urgent_comes_first_then_what_is_late_then_by_priority(
    enter: Enter, queued: Queued
) -> None:
    queued(30)
    queued(60 * 24 * 30)
    queued(20, urgency=Urgency.HIGH)
    queued(10, **URGENT)
    desk.register.edit(enter("root"), Subject.AGENT, "maja", {"authority": "5"})
    assert upcoming(enter("maja")) == [4, 2, 3, 1]


def test_waiting_counts_from_when_it_came_to_the_queue(
    enter: Enter, queued: Queued, clock: Clock
) -> None:
    queued(60, 40)
    clock.now = NOW - timedelta(minutes=20)
    desk.assign.take(enter("ola"), [1])
    desk.assign.unassign(enter("ola"), [1])
    clock.now = NOW
    assert upcoming(enter("maja")) == [2, 1]


def test_what_does_not_suit_is_passed_over_and_that_is_said(enter: Enter, queued: Queued) -> None:
    queued(60)
    queued(50)
    queued(40)
    desk.edit.edit(enter("berit"), [1], {"complexity": "5"})
    desk.assign.assign(enter("berit"), [2], to="maja")
    desk.escalate.decline(enter("maja"), [2], reason="I know the caller")
    desk.assign.assign(enter("berit"), [2], to="front-office")
    up = desk.assign.next_for(enter("maja"))
    assert up.ticket is not None
    assert (up.ticket.number, up.passed_over) == (3, 1)
    assert words(up, NOW) == "P4, waiting 40m, 1 before it does not suit"
    desk.assign.give_next(enter("maja"))
    none = desk.assign.next_for(enter("maja"))
    assert (none.ticket, none.waits, none.passed_over) == (None, 2, 2)


def test_who_lacks_the_language_or_skill_is_not_given_it(enter: Enter, queued: Queued) -> None:
    queued(60)
    assert desk.assign.next_for(enter("ola")).ticket is None  # maja knows printing, ola does not
    root = enter("root")
    desk.register.edit(root, Subject.AGENT, "maja", {"languages": "sv"})
    up = desk.assign.next_for(enter("maja"))
    assert (up.ticket, up.waits, up.passed_over) == (None, 1, 1)
    assert words(up, NOW) == ("Nothing in the queue of front-office suits Maja Lindqvist (1 waits)")


def test_who_wants_to_learn_it_is_given_their_share_and_the_mentor_is_named(
    enter: Enter, queued: Queued
) -> None:
    root = enter("root")
    desk.register.edit(root, Subject.AGENT, "ola", {"wishes": "printing"})
    desk.register.edit(root, Subject.AGENT, "maja", {"skills": "printing=4"})
    for login in ("ola", "maja"):
        shift = {"agent": login, "weekdays": "mon-sun", "starts": "00:00", "ends": "24:00"}
        desk.register.add(root, Subject.SHIFT, shift)
    queued(*range(10, 60))
    up = desk.assign.next_for(enter("ola"))
    assert up.ticket is not None
    assert up.ticket.mentor == "Maja Lindqvist"
    assert "to learn by it; mentor: Maja Lindqvist" in words(up, NOW)
    assert up.passed_over > 0


def test_who_has_no_room_is_given_none(enter: Enter, queued: Queued, store: Store) -> None:
    queued(60, 50)
    desk.register.edit(enter("root"), Subject.AGENT, "maja", {"capacity": "1"})
    maja = enter("maja")
    desk.assign.give_next(maja)
    with pytest.raises(RefusedError, match="Maja Lindqvist has 1 of 1 tickets already"):
        desk.assign.give_next(maja)
    assert insight.tickets.ticket(store, 2).assignee is None


def test_what_waits_for_somebody_else_or_stands_in_another_queue_does_not_come_next(
    enter: Enter,
    queued: Queued,
) -> None:
    queued(60, 50)
    desk.work.wait(enter("berit"), [1], reason=Pending.REQUESTER)
    desk.assign.assign(enter("berit"), [2], to="network")
    up = desk.assign.next_for(enter("maja"))
    assert (up.ticket, up.waits) == (None, 0)
    assert words(up, NOW) == "No ticket waits in the queue of front-office"


def test_a_supervisor_gives_it_to_somebody_with_the_reason_on_the_trail(
    enter: Enter, queued: Queued, store: Store
) -> None:
    queued(60)
    done, _up = desk.assign.give_next(enter("berit"), "maja")
    assert insight.tickets.ticket(store, 1).assignee == "maja"
    event = insight.timeline.events(store, 1)[-1]
    assert (event.verb, event.texts["reason"]) == ("assign", "P4, waiting 1h")
    assert done.numbers == (1,)
    with pytest.raises(NotFoundError):
        desk.assign.next_for(enter("berit"), "nobody")


def test_who_is_off_is_given_nothing_by_others_but_may_take_it_when_there(
    enter: Enter, queued: Queued
) -> None:
    shift = {"agent": "maja", "weekdays": "sun", "starts": "08:00", "ends": "16:00"}
    desk.register.add(enter("root"), Subject.SHIFT, shift)
    queued(60)
    with pytest.raises(RefusedError, match="Maja Lindqvist is not on shift"):
        desk.assign.give_next(enter("berit"), "maja")
    assert upcoming(enter("maja")) == [1]


def test_a_ticket_that_another_desk_takes_meanwhile_leaves_the_one_after(
    enter: Enter, queued: Queued, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued(60, 50)
    maja, berit = enter("maja"), enter("berit")
    look = desk.assign.next_for
    looks = iter((True, False))

    def overtaken(office: Office, login: str | None = None) -> object:
        up = look(office, login)
        if next(looks):
            desk.assign.take(berit, [1])
        return up

    monkeypatch.setattr(desk.assign, "next_for", overtaken)
    done, up = desk.assign.give_next(maja)
    assert done.numbers == (2,)
    assert insight.tickets.ticket(store, 1).assignee == "berit"
    assert up.ticket is not None


def test_fairness_is_the_largest_over_the_median_load_of_a_teams_agents(
    enter: Enter, queued: Queued, store: Store
) -> None:
    office = enter("root")
    desk.register.add(
        office, Subject.AGENT, {"login": "ida", "name": "Ida", "team": "front-office"}
    )
    queued(*range(10, 15))
    for numbers, login in (((1, 2, 3), "maja"), ((4,), "ola"), ((5,), "berit")):
        desk.assign.assign(office, list(numbers), to=login)
    fair = insight.fairness.fairness(insight.load.people(store, office.now()))
    front, network = fair["front-office"], fair["network"]
    assert (front.people, front.largest, front.median, front.ratio) == (3, 3, 1.0, 3.0)
    assert network.ratio is None
