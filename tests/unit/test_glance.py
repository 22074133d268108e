"""A decision at a glance, and what is shown beside a contact form of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from frontdesk.decision.glance import Offers, changed_since, glance, offers
from frontdesk.routing import Target
from frontdesk.screens.contact_reading import RouteLine, Sight, near_words, past_alike, routes_of
from frontdesk.terms import Money, Pending, Route
from frontdesk.widgets.contact_ways import ways_of
from tests.unit.alike import ALIKE, MANY, NONE
from tests.unit.routing_cases import COVERED, GOOD_FIX, evidence, failed, route, taught

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
LEFT = {"promise": "solved", "pauses": (Pending.VENDOR,)}


def test_way_cost_and_promise_are_said() -> None:
    seen = glance(route(known={**LEFT, "time_left": 90_000.0}))
    assert seen.way == "Give it to Maja of Front office"
    assert seen.cost.endswith("USD")
    assert seen.promise.startswith("It keeps the promise “solved”")
    assert seen.keeps is True
    late = glance(route(known={**LEFT, "time_left": 30.0}))
    assert (late.keeps, "“solved”" in late.promise) == (False, True)
    none = glance(route())
    assert (none.keeps, none.promise) == (None, "No time is promised for its resolution.")


def test_ways_are_named_by_what_is_read_first_also_where_a_person_is_proposed() -> None:
    words = {each.key: each.words for each in routes_of(route(known={"fixes": (GOOD_FIX,)}), {})}
    assert words["local_fix:31"] == f"Fix 31  {GOOD_FIX.title}"
    assert words["escalate:network"] == "Escalate it to Network"
    person = {each.key: each.words for each in routes_of(route(), {})}
    assert person["assign:front-office"] == "Give it to Maja"


def test_three_suggestions_are_offered_with_their_shares_and_what_spoke() -> None:
    found = offers(route(known={"learned": taught(network=0.4, desktop=0.35, front_office=0.25)}))
    assert found == Offers(
        (("Network", "40 %"), ("Desktop support", "35 %"), ("Front office", "25 %")),
        ("vpn", "site poznan"), ("fax",), unsure="below 80 %: only said",
    )  # fmt: skip
    sure = offers(route(known={"learned": taught(network=0.9, desktop=0.1)}))
    assert sure is not None
    assert sure.unsure == ""
    few = offers(route(known={"learned": taught(tickets=60, network=0.9, desktop=0.1)}))
    assert few is not None
    assert few.unsure == "60 of 200 resolved tickets have taught: only said"
    assert offers(route()) is None


def test_a_later_decision_says_what_it_saw_differently() -> None:
    first, later = route(), route(category="network", tried=failed(31), equipment=COVERED)
    assert changed_since(first, first) == ""
    said = changed_since(first, later)
    assert said.startswith("Since the decision before: category network instead of email, ")
    assert "under warranty yes instead of none" in said
    assert said.endswith(", complexity 3 instead of 2, tries 1 instead of 0.")
    unseen = replace(first, reasons=())
    assert changed_since(unseen, later) == ""


def beside(sight: Sight) -> list[str]:
    return [f"{way.text} {way.note}".strip() for way in ways_of(sight, NOW)]


def test_beside_the_form_stand_the_promise_who_resolved_alike_and_which_way_is_too_late() -> None:
    way = ("assign:x", Route.ASSIGN, Target(team="x"), "Let them", 0.7, Money(5904, "USD"))
    unsure = Offers((("Network", "40 %"), ("Desktop", "35 %")), ("vpn",), ("fax",), "not yet")
    sight = Sight(
        routes=(RouteLine(*way), RouteLine(*way, late=True)), promise="It keeps it.", offers=unsure
    )
    assert beside(sight) == [
        "Let them", "It keeps it.", "Let them too late", "",
        "resolved alike: Network 40 %, Desktop 35 %", "for it: vpn · against it: fax",
        "not yet",
    ]  # fmt: skip


def test_how_similar_tickets_ended_and_whether_something_larger_goes_on_stands_beside_it() -> None:
    alike = (*ALIKE[:2], replace(ALIKE[0], number=2))
    assert past_alike(evidence(alike=alike)) == "fix 31 (2), nobody's team (1)"
    assert past_alike(evidence()) == ""
    assert near_words(route()) == ""
    assert near_words(route(site="poznan", known={"nearby": NONE})) == "nothing larger going on"
    many = near_words(route(site="poznan", known={"nearby": MANY}))
    assert many.startswith("Like it at poznan in the last 4 h: 9")
    way = ("assign:x", Route.ASSIGN, Target(team="x"), "Let them", 0.7, Money(5904, "USD"))
    sight = Sight(routes=(RouteLine(*way),), past_alike="fix 31 (2)", near="nothing larger")
    assert beside(sight) == ["Let them", "", "similar, resolved: fix 31 (2)", "nothing larger"]
