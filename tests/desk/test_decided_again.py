"""A change that matters decides again: proposed, not carried out; the earlier receipts stay."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frontdesk import desk, insight, policy
from frontdesk.desk import again
from frontdesk.desk.inputs import NewTicket
from frontdesk.desk.office import Office
from frontdesk.resources import resource_text
from frontdesk.store.unit import Store
from frontdesk.terms import Resolution, Route
from tests.conftest import Clock, Enter

LOCKED = NewTicket(subject="My account is locked, I cannot sign in", requester="anna.nowak")


@pytest.fixture
def maja(enter: Enter) -> Office:
    office = enter("maja")
    desk.intake.open_ticket(office, LOCKED)
    return office


def receipts(store: Store, number: int = 1) -> list[int]:
    return [identity for identity, _made, _who in insight.receipts.decisions(store, number)]


@pytest.mark.parametrize(
    "change",
    [
        {"category": "vpn"},
        {"urgency": "critical"},
        {"impact": "group"},
        {"asset": "LAP-0001"},
        {"complexity": "5"},
        {"requester": "per.oberg"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_change_that_matters_is_decided_about_and_the_earlier_receipt_stays(
    maja: Office, store: Store, change: dict[str, str]
) -> None:
    before = insight.tickets.ticket(store, 1)
    done = desk.edit.edit(maja, [1], change)
    ticket = insight.tickets.ticket(store, 1)
    assert receipts(store) == [before.decision, ticket.decision]
    assert ticket.decision != before.decision
    assert done.changes[0].became["decision_id"] == ticket.decision


def test_nothing_is_decided_where_nothing_that_matters_changed(maja: Office, store: Store) -> None:
    desk.edit.edit(maja, [1], {"subject": "Locked out", "watchers": "zofia.w"})
    desk.edit.edit(maja, [1], {"urgency": "normal"})  # as it was
    desk.work.note(maja, [1], text="called twice")
    assert len(receipts(store)) == 1


def test_what_is_decided_again_is_proposed_and_not_carried_out(enter: Enter, store: Store) -> None:
    maja = enter("maja")
    desk.intake.open_ticket(maja, NewTicket(subject="VPN drops", requester="anna.nowak"))
    before = insight.tickets.ticket(store, 1)
    desk.edit.edit(maja, [1], {"complexity": "5"})
    after = insight.tickets.ticket(store, 1)
    assert (after.team, after.assignee, after.status) == (
        before.team, before.assignee, before.status,
    )  # fmt: skip
    decision = insight.receipts.latest(store, 1)
    assert decision is not None
    assert decision.route is Route.ESCALATE
    assert insight.timeline.events(store, 1)[-1].after["proposes"] == decision.chosen.key
    assert insight.receipts.proposed(store, 1)
    desk.route.route(maja, [1])
    assert insight.tickets.ticket(store, 1).team == decision.target.team
    assert not insight.receipts.proposed(store, 1)


def test_where_it_would_stay_as_it_is_nothing_is_proposed(maja: Office, store: Store) -> None:
    desk.assign.assign(maja, [1], to="maja")
    desk.edit.edit(maja, [1], {"complexity": "5"})
    desk.edit.edit(maja, [1], {"urgency": "high"})
    last = insight.timeline.events(store, 1)[-1]
    assert (last.verb, last.after.get("proposes")) == ("decide", None)


def test_the_second_reopening_decides_again_and_one_that_was_taken_back_does_not_count(
    maja: Office, store: Store
) -> None:
    def comes_back() -> int:
        desk.outcome.resolve(maja, [1], code=Resolution.FIXED, text="unlocked")
        before = len(receipts(store))
        desk.outcome.reopen(maja, [1], reason="locked again")
        return len(receipts(store)) - before

    assert comes_back() == 0
    desk.undo.undo(maja)
    desk.outcome.reopen(maja, [1], reason="locked again")
    assert len(receipts(store)) == 1
    assert comes_back() == 1


def test_undo_brings_the_earlier_decision_back(maja: Office, store: Store) -> None:
    first = insight.tickets.ticket(store, 1).decision
    desk.edit.edit(maja, [1], {"category": "vpn"})
    desk.undo.undo(maja)
    assert insight.tickets.ticket(store, 1).decision == first
    assert len(receipts(store)) == 2


def test_undo_of_an_earlier_change_decides_anew_on_what_is_left(maja: Office, store: Store) -> None:
    event = desk.edit.edit(maja, [1], {"category": "vpn"}).changes[0].event
    desk.edit.edit(maja, [1], {"complexity": "4"})
    desk.undo.undo(maja, event)
    ticket = insight.tickets.ticket(store, 1)
    assert (ticket.category, ticket.complexity) == (None, 4)
    assert receipts(store)[-1] == ticket.decision
    assert len(receipts(store)) == 4


def test_a_decision_that_follows_from_anothers_change_overtakes_nobody(
    maja: Office, enter: Enter, store: Store
) -> None:
    saw = insight.tickets.ticket(store, 1).version
    desk.edit.edit(enter("berit"), [1], {"category": "vpn"})
    desk.edit.edit(maja, [1], {"asset": "LAP-0001"}, expect=saw)
    ticket = insight.tickets.ticket(store, 1)
    assert (ticket.category, ticket.asset) == ("vpn", "LAP-0001")


def test_who_saw_it_as_it_was_is_not_overtaken_by_their_own_act(enter: Enter, store: Store) -> None:
    office = enter("maja")
    desk.intake.open_ticket(office, LOCKED, route_it=False)
    saw = insight.tickets.ticket(store, 1).version
    desk.fix.attempt(office, 1, fix=1, worked=False, expect=saw)
    assert len(receipts(store)) == 1


def test_of_very_many_tickets_none_is_decided_about(
    enter: Enter, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = enter("berit")
    for _ in range(3):
        desk.intake.open_ticket(office, LOCKED, route_it=False)
    monkeypatch.setattr(again, "MOST", 2)
    desk.edit.edit(office, [1, 2, 3], {"category": "vpn"})
    assert [len(receipts(store, number)) for number in (1, 2, 3)] == [0, 0, 0]
    desk.edit.edit(office, [1, 2], {"category": "wifi"})
    assert [len(receipts(store, number)) for number in (1, 2, 3)] == [1, 1, 0]


def test_a_ticket_that_is_over_is_not_decided_about(maja: Office, store: Store) -> None:
    desk.outcome.resolve(maja, [1], code=Resolution.FIXED, text="unlocked")
    desk.edit.edit(maja, [1], {"category": "vpn"})
    assert len(receipts(store)) == 1


def test_many_that_are_decided_together_are_decided_as_one_by_one(
    enter: Enter, store: Store, clock: Clock
) -> None:
    office = enter("berit")
    for subject in ("locked out", "two sheets at once", "VPN drops"):
        new = NewTicket(subject=subject, requester="per.oberg")
        desk.intake.open_ticket(office, new)
    desk.edit.edit(office, [1, 2, 3], {"complexity": "4"})
    for number in (1, 2, 3):
        kept = insight.receipts.latest(store, number)
        case, _known, alone = desk.route.decide_for(office, number)
        assert kept is not None
        assert (kept.route, kept.target) == (alone.route, alone.target)
        assert case.complexity == kept.complexity == 4


def test_what_a_supervisor_holds_for_another_team_stays_that_teams(
    enter: Enter, store: Store
) -> None:
    berit = enter("berit")
    desk.intake.open_ticket(berit, LOCKED)
    desk.assign.assign(berit, [1], to="network")
    never = "".join(
        f'\n[[rules]]\nname = "no {route}"\neffect = "never"\nroute = "{route}"\n'
        for route in Route
        if route is not Route.SUPERVISOR
    )
    forbidding = policy.parse(resource_text("policy.toml") + never)
    desk.route.route(replace(berit, policy=forbidding), [1])
    held = insight.tickets.ticket(store, 1)
    assert (held.team, held.assignee) == ("network", "berit")
    desk.route.route(berit, [1])
    decision = insight.receipts.latest(store, 1)
    assert decision is not None
    assert decision.route is Route.QUICK_REQUEST
    after = insight.tickets.ticket(store, 1)
    assert (after.team, after.tier, after.hops) == (held.team, held.tier, held.hops)
