"""Which of the estimated options is taken, by figures that are handed in: nothing is reckoned."""

from __future__ import annotations

from typing import Any

import pytest

from frontdesk.decision.candidate import Candidate
from frontdesk.decision.choose import Choice, choose
from frontdesk.decision.estimate import Estimate
from frontdesk.decision.facts import Case
from frontdesk.decision.outcome import Target
from frontdesk.decision.outlook import Outlook
from frontdesk.decision.rules import rule_on
from frontdesk.decision.view import look
from frontdesk.policy import Policy
from frontdesk.terms import Route
from tests.unit.routing_cases import POLICY, case, escalated, evidence, ruled

RULE = '[[rules]]\nname = "r"\neffect = "{}"\nroute = "{}"\n'
PREFERS, MUST = RULE.format("prefer", "escalate"), RULE.format("must", "escalate")


def option(
    route: Route,
    cost: float,
    p: float = 0.5,
    *blocked: str,
    seconds: float = 600,
    keeps: bool | None = None,
    **target: Any,
) -> Estimate:
    whole = Outlook(cost, seconds, seconds)
    where = Target(**{"tier": 1, **target})
    return Estimate(Candidate(route, where, blocked=blocked), p, whole, whole, keeps)


BOSS = option(Route.SUPERVISOR, 10, 0.0)
ASK = option(Route.ASK_REQUESTER, 5, 0.0)


def chosen(
    *options: Estimate,
    rules: str = "",
    at: Case | None = None,
    left: float | None = None,
    blocks: tuple[str, ...] = (),
) -> Choice:
    book: Policy = ruled(rules) if rules else ruled("")
    view = look(at or case(), evidence(time_left=left), book)
    return choose(view, rule_on(view), (*options, BOSS), blocks)


def best(*options: Estimate, **more: Any) -> str:
    return chosen(*options, **more).ranked[0].candidate.key


def line(choice: Choice, rule: str) -> Any:
    [found] = [each for each in choice.reasons if each.rule == rule]
    return found.facts


def work(cost: float, p: float = 0.5, **more: Any) -> Estimate:
    return option(Route.ASSIGN, cost, p, **{"team": "a", **more})


def up(cost: float, p: float = 0.5, *blocked: str, **more: Any) -> Estimate:
    return option(Route.ESCALATE, cost, p, *blocked, **{"tier": 2, "team": "b", **more})


def test_the_cheapest_work_is_taken_before_anything_is_put_off() -> None:
    assert best(work(500), up(499), ASK) == "escalate:b"
    assert best(work(499), up(500), ASK) == "assign:a"


def test_of_equally_dear_ones_the_quicker_then_the_likelier_then_the_nearer_counts() -> None:
    assert best(work(500, seconds=601), up(500, seconds=600)) == "escalate:b"
    assert best(work(500, 0.5), up(500, 0.6)) == "escalate:b"
    assert best(work(500), up(500), at=escalated(team="b", teams=("b",))) == "escalate:b"
    assert best(work(500, team="z"), work(500, team="y")) == "assign:y"
    assert best(work(500, team="y", tier=2), work(500, team="z", tier=1)) == "assign:z"
    assert best(up(500.4), work(500.3)) == "assign:a"
    fixes = [option(Route.LOCAL_FIX, 100, 0.9, fix=n) for n in (9, 4)]
    assert best(*fixes) == "local_fix:4"
    vendors = [option(Route.VENDOR_REPAIR, 100, 0.9, vendor=code) for code in ("s", "m")]
    assert best(*vendors) == "vendor_repair:m"


def test_what_is_allowed_stands_before_what_is_not_and_the_chosen_one_at_the_head() -> None:
    choice = chosen(work(500), up(100, 0.9, "skips_tier"), ASK)
    assert [each.candidate.key for each in choice.ranked] == [
        "assign:a", "ask_requester", "supervisor", "escalate:b"
    ]  # fmt: skip


def test_a_preference_lifts_what_is_within_a_tenth_and_half_as_likely() -> None:
    assert best(work(1000), up(1100), rules=PREFERS) == "escalate:b"
    assert best(work(1000), up(1101), rules=PREFERS) == "assign:a"
    assert best(work(1000, 0.8), up(1100, 0.4), rules=PREFERS) == "escalate:b"
    assert best(work(1000, 0.8), up(1100, 0.39), rules=PREFERS) == "assign:a"
    assert best(work(1000), up(1050, 0.5, "no_team"), rules=PREFERS) == "assign:a"
    assert line(chosen(work(1000), up(1100), rules=PREFERS), "preferred")["by"] == "r"


def test_a_must_is_followed_at_any_price_where_it_can_be() -> None:
    dear = chosen(work(10), up(90000), rules=MUST)
    assert dear.ranked[0].candidate.key == "escalate:b"
    assert dear.confidence == 1.0
    assert line(dear, "must_followed")["by"] == "r"
    barred = chosen(work(10), up(90000, 0.5, "no_team"), rules=MUST)
    assert barred.ranked[0].candidate.key == "assign:a"
    assert line(barred, "must_not_possible")["route"] == "escalate"


def test_what_keeps_the_promise_comes_before_what_is_cheaper() -> None:
    late, intime = work(100, keeps=False), up(900, keeps=True)
    choice = chosen(late, intime, left=3600.0)
    assert choice.ranked[0].candidate.key == "escalate:b"
    facts = line(choice, "promise_decides")
    assert (facts["passed"], facts["less"], facts["left"]) == ("assign:a", 800, 3600)
    assert best(late, up(900, keeps=False), left=3600.0) == "assign:a"
    asked = option(Route.ASK_REQUESTER, 5, 0.0, keeps=True)
    assert best(late, asked, left=3600.0) == "assign:a"


@pytest.mark.parametrize(
    ("left", "options", "rule"),
    [
        (None, (work(100),), "nothing_promised"),
        (60.0, (work(100, keeps=True),), "keeps_promise"),
        (60.0, (work(100, keeps=True), up(900, keeps=False)), "keeps_promise"),
        (60.0, (work(100, keeps=True), up(90, keeps=False)), "promise_decides"),
        (60.0, (work(100, keeps=False),), "no_way_keeps_it"),
        (0.0, (work(100, keeps=False),), "promise_late"),
        (-5.0, (work(100, keeps=False),), "promise_late"),
    ],
)
def test_the_receipt_says_what_becomes_of_the_promise(
    left: float | None, options: tuple[Estimate, ...], rule: str
) -> None:
    assert line(chosen(*options, left=left), rule) is not None


def test_a_must_that_is_late_gives_up_a_promise_that_another_would_keep() -> None:
    choice = chosen(work(100, keeps=True), up(900, keeps=False), rules=MUST, left=60.0)
    assert line(choice, "promise_given_up")["option"] == "escalate:b"


def test_what_is_missing_is_asked_before_any_work() -> None:
    blocked = work(100)
    blocked = blocked._replace(candidate=blocked.candidate._replace(blocked=("not_entitled",)))
    choice = chosen(blocked, ASK, blocks=("not_entitled",))
    assert choice.ranked[0].candidate.key == "ask_requester"
    assert line(choice, "ask_first")["missing"] == "not_entitled"


def test_where_nothing_is_allowed_a_supervisor_decides() -> None:
    choice = chosen(up(100, 0.9, "no_team"))
    assert choice.ranked[0].candidate.key == "supervisor"
    assert line(choice, "nothing_allowed") == {}


@pytest.mark.parametrize(("budget", "rule"), [("hop_budget", "hop_budget_spent"),
                                              ("pair_budget", "pair_budget_spent")])  # fmt: skip
def test_one_more_move_than_the_budget_is_a_swarm_s_or_a_supervisor_s(
    budget: str, rule: str
) -> None:
    bounce, swarm = up(100, 0.9, budget), option(Route.SWARM, 5000, 0.5)
    choice = chosen(bounce, work(200), swarm)
    assert choice.ranked[0].candidate.key == "swarm"
    assert line(choice, rule)["budget"] in (3, 4)
    assert best(bounce, work(200)) == "supervisor"
    barred = option(Route.SWARM, 5000, 0.5, "not_carried_out")
    assert best(bounce, work(200), barred) == "supervisor"
    assert best(bounce, work(99), swarm) == "assign:a"
    assert best(up(100, 0.9, budget, "no_team"), work(200), swarm) == "assign:a"


# --- confidence: p × e^(−extra cost ÷ a fifth of the cheapest) ----------------------------------
@pytest.mark.parametrize(
    ("options", "confidence"),
    [
        ((work(1000),), 1.0),
        ((work(1000), up(1000, seconds=601)), 0.5),
        ((work(1000), up(1200)), 0.7311),
        ((work(1000, 0.9), up(1000, 0.3, seconds=601)), 0.75),
        ((work(2), up(3)), 0.7311),
        ((work(1000), up(1000, 0.5, "no_team")), 1.0),
    ],
)
def test_confidence_is_how_much_one_stands_out(
    options: tuple[Estimate, ...], confidence: float
) -> None:
    assert chosen(*options).confidence == confidence


def test_of_a_fix_nobody_is_surer_than_that_it_works_and_two_vendors_are_no_doubt() -> None:
    assert chosen(option(Route.LOCAL_FIX, 100, 0.6, fix=1)).confidence == 0.6
    vendors = [option(Route.VENDOR_REPAIR, 100, 0.9, vendor=code) for code in ("s", "m")]
    assert chosen(*vendors).confidence == 1.0
    assert chosen(vendors[0], work(100, 0.9, seconds=601)).confidence == 0.5


def test_what_does_not_stand_out_is_looked_into_first() -> None:
    fixes = [option(Route.LOCAL_FIX, 1000, 0.5, fix=n) for n in (1, 2, 3)]
    choice = chosen(*fixes, work(1100))
    assert choice.ranked[0].candidate.key == "assign:a"
    facts = line(choice, "diagnose_first")
    assert (facts["option"], facts["least"]) == ("local_fix:1", 0.4)
    assert facts["confidence"] < 0.4
    assert best(*fixes) == "local_fix:1"
    assert best(*[up(1000, team=code) for code in "bcd"], work(1100)) == "escalate:b"


def test_the_receipt_names_what_came_next_and_its_cost() -> None:
    facts = line(chosen(work(500, 0.55556), up(700, seconds=9), ASK), "chosen")
    assert (facts["option"], facts["route"], facts["p"]) == ("assign:a", "assign", 0.5556)
    assert (facts["expected_cost"], facts["expected_seconds"]) == (500, 600)
    assert (facts["next"], facts["next_cost"]) == ("escalate:b", 700)
    alone = line(chosen(work(500), ASK), "chosen")
    assert (alone["next"], alone["next_name"], alone["next_cost"]) == (None, None, None)
    assert POLICY.currency == alone["currency"]
