"""What a person did instead of a decision stands beside its receipt, with the reason given."""

from __future__ import annotations

import pytest

from frontdesk import desk, insight
from frontdesk.desk.inputs import Chosen, NewTicket
from frontdesk.routing import Target
from frontdesk.screens import desk_reading
from frontdesk.store.unit import Store
from frontdesk.terms import Route
from tests.conftest import Enter

LOCKED = NewTicket(
    subject="My account is locked, I cannot sign in", requester="anna.nowak", asset="LAP-0001"
)


def told(store: Store) -> list[tuple[str, str, str | None]]:
    """Who did what otherwise and why, decision by decision."""
    others = insight.receipts.otherwise(store, 1)
    return [(each.who, each.verb, each.reason) for _identity, each in sorted(others.items())]


def test_who_escalates_against_the_decision_is_read_with_the_reason(
    enter: Enter, store: Store
) -> None:
    desk.intake.open_ticket(enter("maja"), LOCKED)
    assert told(store) == []
    changed = "they changed it last night"
    desk.escalate.escalate(enter("maja"), [1], to="network", reason=changed, lacking=changed)
    assert told(store) == [("maja", "escalate", "they changed it last night")]


def test_who_assigns_to_another_team_is_read_with_the_reason_and_within_it_is_not(
    enter: Enter, store: Store
) -> None:
    desk.intake.open_ticket(enter("maja"), LOCKED)
    desk.assign.assign(enter("berit"), [1], to="ola", reason="she is at lunch")
    assert told(store) == []
    desk.assign.assign(enter("berit"), [1], to="emil", reason="he knows the machine")
    assert told(store) == [("berit", "assign", "he knows the machine")]
    desk.assign.assign(enter("berit"), [1], to="nadia", reason="later")
    assert told(store) == [("berit", "assign", "he knows the machine")]


def test_where_the_decision_itself_sends_it_nobody_did_otherwise(
    enter: Enter, store: Store
) -> None:
    desk.intake.open_ticket(enter("maja"), LOCKED, route_it=False)
    desk.assign.assign(enter("berit"), [1], to="desktop")
    desk.route.route(enter("berit"), [1])
    (_identity, made, _who) = insight.receipts.decisions(store, 1)[-1]
    assert made.target.team is not None
    desk.assign.assign(enter("berit"), [1], to=made.target.team)
    assert told(store) == []


def test_a_route_chosen_when_filing_needs_no_reason(enter: Enter, store: Store) -> None:
    chosen = Chosen(route=Route.ESCALATE, target=Target(tier=2, team="network"))
    desk.intake.open_ticket(enter("maja"), LOCKED.model_copy(update={"chosen": chosen}))
    assert told(store) == [("maja", "route", None)]


@pytest.mark.parametrize("words", ["\x1b[31mred", ""])
def test_the_reason_is_as_it_was_given(enter: Enter, store: Store, words: str) -> None:
    desk.intake.open_ticket(enter("maja"), LOCKED)
    desk.assign.assign(enter("berit"), [1], to="desktop", reason=words)
    assert told(store) == [("berit", "assign", words or None)]


def test_the_preview_says_what_is_left_of_a_repair_until_the_equipment_is_sent(
    enter: Enter,
) -> None:
    office = enter("berit")
    new = NewTicket(subject="The screen of my laptop is broken", requester="anna.nowak")
    desk.intake.open_ticket(office, new)
    before = desk_reading.details(office, 1).route
    order = desk.repair.open_order(office, [1], vendor="northwell", asset="LAP-0001").made
    seen = desk_reading.details(office, 1)
    assert "Send LAP-0001 to" in seen.route
    assert seen.route.endswith(f"repair order {order} is open")
    desk.repair.ship(office, [order], carrier="post", tracking="1Z")
    assert desk_reading.details(office, 1).route == before
