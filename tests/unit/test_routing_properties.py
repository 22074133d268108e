"""What holds of every decision, whatever the case, the evidence and the policy."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontdesk import policy
from frontdesk.decision.outcome import Stage
from frontdesk.policy import Policy
from frontdesk.routing import (
    Caller,
    Case,
    Decision,
    Evidence,
    Option,
    Person,
    Tried,
    decide,
    from_json,
    rank,
    to_json,
)
from frontdesk.terms import (
    Outcome,
    Route,
    Status,
)
from tests.unit.routing_cases import POLICY, WITHOUT_RULES
from tests.unit.routing_draws import POLICY_WITHOUT_RULES, cases, knowledge, policies

quick = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


@quick
@given(cases(), knowledge(), policies())
def test_the_same_inputs_give_the_same_bytes(case: Case, known: Evidence, book: Policy) -> None:
    first = json.dumps(to_json(decide(case, known, book)))
    again = policy.parse(WITHOUT_RULES) if book.hash == POLICY_WITHOUT_RULES.hash else book
    shuffled = replace(
        known,
        fixes=known.fixes[::-1],
        teams=known.teams[::-1],
        people=known.people[::-1],
        vendors=known.vendors[::-1],
    )
    assert json.dumps(to_json(decide(case, known, again))) == first
    other = decide(case, shuffled, book)
    assert (other.route.value, other.target) == (
        json.loads(first)["route"],
        decide(case, known, book).target,
    )


@quick
@given(cases(), knowledge(), policies())
def test_a_decision_is_read_back_as_it_was_written(
    case: Case, known: Evidence, book: Policy
) -> None:
    decision = decide(case, known, book)
    document = json.loads(json.dumps(to_json(decision)))
    assert from_json(document) == decision
    assert to_json(from_json(document)) == document


@quick
@given(cases(), knowledge(), policies())
def test_what_is_chosen_is_allowed_and_no_never_rule_names_it(
    case: Case, known: Evidence, book: Policy
) -> None:
    decision = decide(case, known, book)
    assert decision.chosen.allowed
    assert decision.chosen.blocked_by == ()
    assert decision.chosen.target == decision.target
    assert 0 <= decision.confidence <= 1
    held = {r.rule for r in decision.reasons if r.stage is Stage.RULES and r.verdict == "held"}
    for rule in book.rules:
        if rule.effect == "never" and rule.name in held and rule.route is decision.route:
            target = decision.target
            narrowed = (
                (rule.tier, target.tier),
                (rule.team, target.team),
                (rule.vendor, target.vendor),
            )
            assert any(want is not None and want != got for want, got in narrowed)


@quick
@given(cases(), knowledge(), policies())
def test_every_option_is_sane_and_every_stage_is_on_the_receipt(
    case: Case, known: Evidence, book: Policy
) -> None:
    decision = decide(case, known, book)
    for option in decision.options:
        assert 0 <= option.p_success <= 1
        assert option.expected_cost.amount >= 0
        assert option.expected_seconds >= 0
        assert option.allowed is not bool(option.blocked_by)
    keys = [option.key for option in decision.options]
    assert len(keys) == len(set(keys))
    stages = [reason.stage for reason in decision.reasons]
    assert sorted(stages, key=list(Stage).index) == stages
    assert set(stages) == set(Stage)


@quick
@given(cases(), knowledge(), policies())
def test_taking_away_what_is_blocked_changes_nothing(
    case: Case, known: Evidence, book: Policy
) -> None:
    decision = decide(case, known, book)
    dead = {
        option.target.fix
        for option in decision.options
        if option.route is Route.LOCAL_FIX
        and {"unlike", "for_higher_tier"} & set(option.blocked_by)
    }
    fewer = replace(known, fixes=tuple(fix for fix in known.fixes if fix.fix not in dead))
    # A fix for the tier below is what a hand-back is allowed for; it is not dead there.
    if decision.route is Route.HAND_BACK or any(
        o.route is Route.HAND_BACK for o in decision.options
    ):
        return
    after = decide(case, fewer, book)
    assert (after.route, after.target, after.expected_cost, after.confidence) == (
        decision.route,
        decision.target,
        decision.expected_cost,
        decision.confidence,
    )


def place(decision: Decision, key: str) -> int:
    """How many allowed options stand before one."""
    keys = [option.key for option in decision.options if option.allowed]
    return keys.index(key)


@quick
@given(cases(), knowledge(), st.integers(1, 200), st.data())
def test_a_fix_that_takes_longer_is_never_more_attractive(
    case: Case, known: Evidence, more: int, data: st.DataObject
) -> None:
    before = decide(case, known, POLICY)
    live = [o.target.fix for o in before.options if o.route is Route.LOCAL_FIX and o.allowed]
    if not live:
        return
    fix = data.draw(st.sampled_from(live))
    longer = tuple(
        replace(each, minutes=each.minutes + more) if each.fix == fix else each
        for each in known.fixes
    )
    after = decide(case, replace(known, fixes=longer), POLICY)
    key = f"local_fix:{fix}"
    cost = {o.key: o.expected_cost.amount for o in (*before.options,)}[key]
    assert {o.key: o.expected_cost.amount for o in after.options}[key] >= cost
    if after.route is Route.LOCAL_FIX and after.target.fix == fix:
        # Only what diagnosis had stood before may have let it through.
        assert before.target.fix == fix or any(r.rule == "diagnose_first" for r in before.reasons)


FIGURES = (
    ("amount = 62.00", lambda o: o.route is Route.ESCALATE and o.target.tier == 2),
    ("amount = 85.00", lambda o: o.route is Route.ESCALATE and o.target.tier == 3),
    ("charge = 260.00", lambda o: o.route is Route.VENDOR_REPAIR),
    ("charge = 180.00", lambda o: o.route is Route.VENDOR_REPAIR),
)
"""Figures of cost in the shipped policy, and the options whose own cost each is."""


@quick
@given(cases(), knowledge(), st.sampled_from(FIGURES), st.integers(1, 400))
def test_an_option_that_costs_more_is_never_more_attractive(
    case: Case, known: Evidence, figure: tuple[str, Callable[[Option], bool]], more: int
) -> None:
    written, own = figure
    name, _equals, amount = written.partition(" = ")
    dearer = policy.parse(WITHOUT_RULES.replace(written, f"{name} = {float(amount) + more}", 1))
    before, after = decide(case, known, POLICY_WITHOUT_RULES), decide(case, known, dearer)
    cost = {o.key: o.expected_cost.amount for o in before.options}
    assert all(o.expected_cost.amount >= cost[o.key] for o in after.options)
    if own(after.chosen):
        assert own(before.chosen)


@quick
@given(cases(), knowledge())
def test_a_ranking_holds_everybody_once_and_the_fitting_first(case: Case, known: Evidence) -> None:
    ranked = rank(case, known, POLICY)
    assert sorted(one.person.login for one in ranked) == sorted(p.login for p in known.people)
    fits = [one.fits for one in ranked]
    assert fits == sorted(fits, reverse=True)
    assert all(one.fits or one.cons for one in ranked)
    only = rank(case, known, POLICY, team="desktop")
    assert all(one.person.team == "desktop" for one in only)


def lead(case: Case, decision: Decision, hops: int) -> Case:
    """The case after its decision was carried out and did not help."""
    target = decision.target
    moved = case.team is not None and target.team != case.team
    tried = case.tried
    if target.fix is not None:
        tried += (Tried(target.fix, Outcome.FAILED),)
    teams = (*case.teams, target.team) if target.team and target.team != case.team else case.teams
    return replace(
        case,
        tier=target.tier or case.tier,
        team=target.team,
        assignee=target.assignee,
        teams=teams,
        tried=tried,
        hops=hops + moved,
        status=Status.IN_PROGRESS,
    )


def most_between(teams: tuple[str, ...]) -> int:
    """How often it went between the same two teams, either way: of the pair with the most."""
    pairs = Counter(frozenset(pair) for pair in pairwise(teams))
    return max(pairs.values(), default=0)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(cases(), knowledge(), policies(), st.lists(st.integers(1, 5), min_size=12, max_size=12))
def test_in_a_whole_life_of_bad_luck_the_hop_budget_holds(
    case: Case, known: Evidence, book: Policy, judged: list[int]
) -> None:
    case = replace(case, hops=0, team=None, teams=(), tried=(), status=Status.NEW)
    for complexity in judged:
        decision = decide(case, known, book)
        came_from = next((t for t in reversed(case.teams) if t != decision.target.team), None)
        case = replace(lead(case, decision, case.hops), complexity=complexity)
        known = replace(known, came_from=came_from)
        assert case.hops <= book.desk.hop_budget
        assert most_between(case.teams) <= book.desk.pair_budget


def test_a_mapping_filled_in_another_order_is_the_same_evidence() -> None:
    one = Person("a", "A", "front-office", 1, skills={"email": 3, "vpn": 2})
    other = replace(one, skills={"vpn": 2, "email": 3})
    caller, case = Caller("x"), Case("vpn is down", "", datetime(2026, 1, 1, tzinfo=UTC))
    first = decide(case, Evidence(caller, people=(one,)), POLICY)
    assert first == decide(case, Evidence(caller, people=(other,)), POLICY)
