"""The smallest change of facts that would choose another route does choose it, and is the smallest.

Every answer is checked by deciding again; nothing here knows how the search goes about it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontdesk.decision.changes import Reach, changes_of
from frontdesk.decision.counterfactual import Search, changed, smallest_change
from frontdesk.decision.view import look
from frontdesk.decision.wording.changes import change_words, search_words
from frontdesk.policy import Policy
from frontdesk.routing import Case, Decision, Evidence, Wanted, decide
from frontdesk.terms import Impact, Route
from tests.unit.routing_cases import (
    COVERED,
    GOOD_FIX,
    POLICY,
    UNCOVERED,
    case,
    escalated,
    evidence,
    failed,
    ruled,
)
from tests.unit.test_routing_properties import cases, knowledge

thorough = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def search(
    wanted: Wanted,
    at: Case | None = None,
    known: Evidence | None = None,
    policy: Policy = POLICY,
    **options: Any,
) -> Search:
    at, known = at or case(), known or evidence()
    return smallest_change(decide, at, known, policy, wanted, **options)


def asked(found: Search) -> list[tuple[str, object, object]]:
    """The changes of an answer, plainly."""
    assert found.found is not None
    return [(each.field, each.was, each.to) for each in found.found.changes]


def chosen_with(at: Case, known: Evidence, changes: Any, wanted: Wanted) -> bool:
    """Whether deciding again, with changes made, takes the wanted route."""
    made = decide(*changed((at, known), changes), POLICY)
    return wanted.means(made.route, made.target)


@given(cases(), knowledge(), st.sampled_from(Route), st.integers(0, 20))
@thorough
def test_the_named_change_gives_the_wanted_route_and_no_smaller_one_does(
    at: Case, known: Evidence, route: Route, pick: int
) -> None:
    options = decide(at, known, POLICY).options
    wanted = Wanted(route) if pick < 8 else Wanted.of(options[pick % len(options)])
    answer = search(wanted, at, known, most=120)
    found = answer.found
    assert answer.decisions <= 120
    singles = changes_of(look(at, known, POLICY), wanted)
    if found is not None:
        assert chosen_with(at, known, found.changes, wanted)
        size = found.changes[0].size if len(found.changes) == 1 else 10_000
        smaller = [each for each in singles if each.size < size and found.changes]
    else:
        smaller = singles[:120]
    assert not any(chosen_with(at, known, (each,), wanted) for each in smaller)


@given(cases(), knowledge())
@thorough
def test_every_change_has_a_size_is_a_change_and_can_be_said(at: Case, known: Evidence) -> None:
    for wanted in (Wanted(Route.LOCAL_FIX), Wanted(Route.ESCALATE)):
        changes = changes_of(look(at, known, POLICY), wanted)
        assert len({(each.slot, each.to) for each in changes}) == len(changes)
        for each in changes:
            assert each.size >= 1
            assert each.make((at, known)) != (at, known) or each.field == "complexity"
            words = change_words(each, str)
            assert words
            assert "{" not in words
            assert "None" not in words


def test_the_same_question_has_the_same_answer() -> None:
    wanted = Wanted(Route.ESCALATE, "network")
    at = case("printer is odd", impact=Impact.GROUP)
    assert asked(search(wanted, at)) == asked(search(wanted, at))


ANSWERS: tuple[tuple[str, Wanted, Case, Evidence, list[tuple[str, object, object]]], ...] = (
    ("another category", Wanted(Route.ESCALATE, "network"), case(), evidence(),
     [("category", None, "network")]),
    ("one step of complexity", Wanted(Route.ESCALATE), case(), evidence(),
     [("complexity", 2, 3)]),
    ("a fix tried in vain", Wanted(Route.ASSIGN), case(), evidence(fixes=(GOOD_FIX,)),
     [("tried", None, 31)]),
    ("what the words say", Wanted(Route.VENDOR_REPAIR), case("my laptop", equipment=COVERED),
     evidence(), [("words", None, "broken")]),
    ("back from repair", Wanted(Route.VENDOR_REPAIR),
     case("laptop screen is cracked", equipment=replace(COVERED, in_repair=True)), evidence(),
     [("in_repair", True, False)]),
    ("a plan that covers", Wanted(Route.ASSIGN), case(),
     evidence(caller=replace(evidence().caller, entitled=False)), [("entitled", False, True)]),
    ("two at once", Wanted(Route.SUPERVISOR), case(), evidence(),
     [("urgency", "normal", "high"), ("impact", "person", "everyone")]),
    ("nothing at all", Wanted(Route.ASSIGN), case(), evidence(), []),
)  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "at", "known", "answer"), [a[1:] for a in ANSWERS], ids=[a[0] for a in ANSWERS]
)
def test_a_change_that_a_person_would_name(
    wanted: Wanted, at: Case, known: Evidence, answer: list[tuple[str, object, object]]
) -> None:
    assert asked(search(wanted, at, known)) == answer


def test_a_record_grows_only_as_far_as_it_must() -> None:
    known = evidence(fixes=(replace(GOOD_FIX, tries=5, worked=1),))
    wanted = Wanted(Route.LOCAL_FIX, "31")
    answer = search(
        wanted, known=known, confirm=lambda changes: changes[0].field.endswith("worked")
    )
    [(field, was, to)] = asked(answer)
    assert (field, was) == ("fix:31:worked", 1)
    records = [
        each
        for each in changes_of(look(case(), known, POLICY), wanted)
        if each.field == field and isinstance(each.to, int) and isinstance(to, int) and each.to < to
    ]
    assert not any(chosen_with(case(), known, (each,), wanted) for each in records)


def test_equipment_of_the_requester_is_tried_with_what_is_known_of_it() -> None:
    at = case("screen is cracked", category="hardware")
    reach = Reach(((UNCOVERED, evidence(vendors=())), (COVERED, evidence())))
    wanted = Wanted(Route.VENDOR_REPAIR, "maker")
    assert asked(search(wanted, at, evidence(vendors=()), reach=reach)) == [
        ("asset", None, "LAP-1")
    ]
    assert search(wanted, at, evidence(vendors=())).found is None


def test_what_nothing_changes_is_said_and_not_guessed() -> None:
    never = ruled('\n[[rules]]\nname = "no"\neffect = "never"\nroute = "vendor_repair"\n')
    answer = search(Wanted(Route.VENDOR_REPAIR), case(equipment=COVERED), policy=never)
    assert answer.found is None
    assert answer.whole
    assert "no change of one or two facts" in " ".join(search_words(answer, str))


def test_a_search_that_was_not_whole_says_so() -> None:
    answer = search(Wanted(Route.HAND_BACK), escalated(), most=5)
    assert (answer.found, answer.decisions, answer.whole) == (None, 5, False)
    assert "(5 decisions were made)" in " ".join(search_words(answer, str))


@pytest.mark.parametrize("most", [1, 5, 400])
def test_every_decision_beside_that_of_the_case_itself_is_counted(most: int) -> None:
    made: list[Case] = []

    def counting(at: Case, known: Evidence, policy: Policy) -> Decision:
        made.append(at)
        return decide(at, known, policy)

    known, wanted = evidence(fixes=(GOOD_FIX,)), Wanted(Route.ASSIGN)
    answer = smallest_change(counting, case(), known, POLICY, wanted, most=most)
    assert len(made) == 1 + answer.decisions
    assert (answer.found is None) == (not answer.whole) == (most < 400)


def test_a_search_ends_after_twelve_answers_that_nobody_confirms() -> None:
    asked_about: list[object] = []

    def doubts(changes: object) -> bool:
        asked_about.append(changes)
        return False

    sites = [f"site-{n}" for n in range(20)]
    rule = '[[rules]]\nname = "r"\neffect = "must"\nroute = "supervisor"\n'
    book = ruled(f"{rule}when = {{ site = {sites} }}\n")
    answer = search(Wanted(Route.SUPERVISOR), policy=book, confirm=doubts)
    assert (answer.found, answer.whole, len(asked_about)) == (None, False, 12)


def test_an_answer_that_is_not_confirmed_is_passed_over_for_the_next() -> None:
    wanted = Wanted(Route.ESCALATE)
    first = search(wanted).found
    assert first is not None
    second = search(wanted, confirm=lambda changes: changes != first.changes).found
    assert second is not None
    assert second.changes != first.changes
    assert chosen_with(case(), evidence(), second.changes, wanted)


def test_failed_fixes_stay_failed() -> None:
    """The past is not changed: what was tried is no candidate."""
    at = case(tried=failed(31))
    changes = changes_of(look(at, evidence(fixes=(GOOD_FIX,)), POLICY), Wanted(Route.LOCAL_FIX))
    assert not [each for each in changes if each.field == "tried"]


@pytest.mark.parametrize(
    ("which", "means"),
    [("", True), ("network", True), ("2", True), ("L2", True), ("3", False), ("desktop", False)],
)
def test_a_route_is_wanted_by_its_team_or_tier(which: str, means: bool) -> None:
    [option] = [o for o in decide(case(), evidence(), POLICY).options if o.key.endswith("network")]
    assert Wanted(Route.ESCALATE, which).means(option.route, option.target) is means
    assert not Wanted(Route.ASSIGN, which).means(option.route, option.target)
