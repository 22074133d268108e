"""The cheapest way that keeps the promise of a resolution is taken, and the receipt says so."""

from __future__ import annotations

from dataclasses import replace

from frontdesk.routing import Decision, Option, from_json, reason_words, to_json, why_not
from frontdesk.terms import Pending, Route
from tests.unit.routing_cases import COVERED, GOOD_FIX, route, ruled, said

SLOW_FIX = replace(GOOD_FIX, likeness=0.9, minutes=200)
FIRST = '\n[[rules]]\nname = "up"\neffect = "must"\nroute = "escalate"\nteam = "desktop"\n'


def decided(left: float | None, *pauses: Pending, **known: object) -> Decision:
    promise = {"time_left": left, "promise": "solved", "pauses": pauses}
    return route(known={"fixes": (SLOW_FIX,), **promise, **known})


def option(decision: Decision, route: Route) -> Option:
    return next(each for each in decision.options if each.route is route)


def test_without_a_promise_nothing_has_to_be_kept() -> None:
    decision = decided(None)
    assert decision.route is Route.LOCAL_FIX
    assert {each.meets_promise for each in decision.options} == {None}
    assert said(decision, "nothing_promised")


def test_the_cheapest_is_taken_where_it_keeps_the_promise() -> None:
    decision = decided(15_000.0)
    assert decision.route is Route.LOCAL_FIX
    assert decision.chosen.meets_promise
    assert said(decision, "keeps_promise")


def test_a_dearer_way_is_taken_where_the_cheapest_would_be_too_late() -> None:
    decision = decided(8_000.0)
    cheapest = option(decision, Route.LOCAL_FIX)
    assert decision.route is Route.ASSIGN
    assert decision.chosen.meets_promise
    assert not cheapest.meets_promise
    assert cheapest.expected_cost < decision.expected_cost
    (reason,) = said(decision, "promise_decides")
    assert "Known fix 31 (Outlook opens without its add-ins) would cost" in reason_words(reason)
    assert any("would not keep the promise" in each for each in why_not(decision, Route.LOCAL_FIX))


def test_where_nothing_keeps_it_the_cheapest_counts() -> None:
    for left, rule in ((30.0, "no_way_keeps_it"), (-60.0, "promise_late")):
        decision = decided(left)
        assert decision.route is Route.LOCAL_FIX
        assert not decision.chosen.meets_promise
        assert said(decision, rule)


def test_a_must_rule_stands_above_the_promise() -> None:
    promise = {"time_left": 20_000.0, "promise": "solved"}
    decision = route(policy=ruled(FIRST), known=promise)
    assert decision.route is Route.ESCALATE
    assert not decision.chosen.meets_promise
    assert said(decision, "promise_given_up")


def test_time_at_a_vendor_counts_only_where_the_promise_does_not_pause_for_it() -> None:
    broken = {"subject": "laptop screen is cracked", "equipment": COVERED}
    known = {"time_left": 30_000.0, "promise": "solved"}
    paused = route(**broken, known={**known, "pauses": (Pending.VENDOR,)})
    counted = route(**broken, known=known)
    assert option(paused, Route.VENDOR_REPAIR).meets_promise
    assert not option(counted, Route.VENDOR_REPAIR).meets_promise
    assert paused.chosen.expected_seconds == option(counted, paused.route).expected_seconds


def test_a_receipt_with_a_promise_is_read_back_equal_and_an_old_one_is_still_read() -> None:
    decision = decided(8_000.0)
    document = to_json(decision)
    assert to_json(from_json(document)) == document
    for each in document["options"]:
        each["meets_promise"] = None
    document["reasons"].append(
        {"stage": "choose", "rule": "no_promises", "verdict": "unknown", "text": "", "facts": {}}
    )
    old = from_json(document)
    assert "not reckoned" in reason_words(old.reasons[-1])
