"""Who passed a ticket on, how often it came back, who refused it: read from its events alone."""

from __future__ import annotations

import random

import pytest

from frontdesk import desk, insight
from frontdesk.desk import lookup, placing
from frontdesk.desk.inputs import NewTicket
from frontdesk.desk.office import Office
from frontdesk.desk.operation import acting
from frontdesk.errors import FrontdeskError
from frontdesk.store.unit import Store
from frontdesk.terms import Money
from tests.conftest import Clock, Enter

NEW = NewTicket(subject="My account is locked, I cannot sign in", requester="anna.nowak")


@pytest.fixture
def berit(enter: Enter) -> Office:
    office = enter("berit")
    desk.intake.open_ticket(office, NEW)
    return office


def came_from(office: Office, number: int = 1) -> str | None:
    """Who passed it on, as the decision knows it; the verbs must know the same."""
    _case, known, _decision = desk.route.decide_for(office, number)
    with acting(office.preview(), "return") as act:
        team = placing.sender(act, lookup.tickets(act.session, [number])[0])
        assert (team.code if team is not None else None) == known.came_from
    return known.came_from


def test_nobody_has_passed_on_what_was_only_opened(berit: Office) -> None:
    assert came_from(berit) is None


def test_the_last_team_before_the_present_one_passed_it_on(berit: Office) -> None:
    desk.escalate.escalate(berit, [1], reason="x", to="desktop", lacking="y")
    desk.assign.assign(berit, [1], to="nadia")
    desk.assign.assign(berit, [1], to="network")
    desk.assign.unassign(berit, [1])
    assert came_from(berit) == "desktop"


def test_an_escalation_that_was_taken_back_passed_nothing_on(berit: Office) -> None:
    desk.escalate.escalate(berit, [1], reason="x", to="desktop", lacking="y")
    desk.undo.undo(berit)
    assert came_from(berit) is None


def test_one_that_was_done_again_did(berit: Office) -> None:
    desk.escalate.escalate(berit, [1], reason="x", to="desktop", lacking="y")
    desk.undo.undo(berit)
    desk.undo.redo(berit)
    assert came_from(berit) == "front-office"


def test_a_tier_that_was_only_visited_by_mistake_is_paid_for_when_it_works(
    berit: Office, store: Store
) -> None:
    before = insight.tickets.ticket(store, 1).cost
    desk.escalate.escalate(berit, [1], reason="x", to="desktop", lacking="y")
    paid = insight.tickets.ticket(store, 1).cost
    desk.undo.undo(berit)
    assert insight.tickets.ticket(store, 1).cost == before
    desk.escalate.escalate(berit, [1], reason="y", to="network", lacking="y")
    assert insight.tickets.ticket(store, 1).cost == paid > Money(before.amount, before.currency)


@pytest.mark.parametrize("seed", range(6))
def test_desk_and_decision_agree_whatever_happened(
    berit: Office, enter: Enter, clock: Clock, seed: int
) -> None:
    draw = random.Random(seed)
    people = [berit, enter("emil"), enter("root")]
    for _ in range(14):
        office = draw.choice(people)
        verb = draw.choice(
            [
                lambda o: desk.escalate.escalate(o, [1], reason="x", lacking="y"),
                lambda o: desk.escalate.escalate(o, [1], reason="x", lacking="y", to="L3"),
                lambda o: desk.escalate.hand_back(o, [1], instructions="y"),
                lambda o: desk.escalate.return_incomplete(o, [1], missing="z"),
                lambda o: desk.assign.assign(o, [1], to=draw.choice(["network", "ola", "piotr"])),
                lambda o: desk.assign.take(o, [1]),
                lambda o: desk.assign.unassign(o, [1]),
                desk.undo.undo,
                desk.undo.redo,
            ]
        )
        clock.tick(minutes=5)
        try:
            verb(office)
        except FrontdeskError:
            continue  # refused: nothing has changed
        came_from(berit)


def test_who_declined_and_how_often_is_known_to_the_decision(enter: Enter, berit: Office) -> None:
    maja = enter("maja")
    for _ in range(2):
        desk.assign.assign(berit, [1], to="maja")
        desk.escalate.decline(maja, [1], reason="no time")
    desk.assign.assign(berit, [1], to="ola")
    desk.escalate.decline(berit, [1], reason="he is at lunch")  # for him, who held it
    _case, known, _decision = desk.route.decide_for(berit, 1)
    assert {each.login: each.declined for each in known.people if each.declined} == {
        "maja": 2, "ola": 1,
    }  # fmt: skip
    desk.undo.undo(berit)
    _case, known, _decision = desk.route.decide_for(berit, 1)
    assert {each.login: each.declined for each in known.people if each.declined} == {"maja": 2}
