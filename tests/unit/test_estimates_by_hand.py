"""What each way costs and takes, worked out by hand from the figures of the shipped policy.

One requester who waits costs 6.00 an hour: 600 minor units, a sixth of one a second. A ticket
costs 2200, 6200, 8500 on the three tiers; it takes 12, 45, 120 minutes there, after 5, 120, 480 in
a queue.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from frontdesk import policy
from frontdesk.decision.candidate import Candidate
from frontdesk.decision.facts import FixRecord, Person, Team, VendorRecord
from frontdesk.decision.options import home
from frontdesk.decision.outcome import Target
from frontdesk.decision.outlook import Outlook, Trial
from frontdesk.decision.trials import TRIALS
from frontdesk.decision.view import View, look
from frontdesk.routing import Case, Decision, Equipment, decide
from frontdesk.terms import Impact, Pending, Route
from tests.unit.routing_cases import (
    COVERED,
    DEFAULT,
    GOOD_FIX,
    POLICY,
    TEAMS,
    UNCOVERED,
    case,
    escalated,
    evidence,
    failed,
    person,
    taught,
)

FRONT, DESKTOP = TEAMS[0], TEAMS[1]
CRACKED = case("laptop screen is cracked", equipment=COVERED)
DEAD = case("laptop is dead", equipment=COVERED)


def tried(
    route: Route,
    about: Any = None,
    at: Case | None = None,
    book: policy.Policy = POLICY,
    known: dict[str, Any] | None = None,
    **more: Any,
) -> Trial:
    """What trying a way comes to; a team is gone to where it is."""
    view = look(at or case(), evidence(**(known or {})), book)
    target = Target(tier=about.tier, team=about.code) if isinstance(about, Team) else Target(tier=1)
    return TRIALS[route](view, Candidate(route, target, about, **more))


def near(p: float, cost: float, seconds: float, counted: float | None = None) -> Any:
    own = (cost, seconds, seconds if counted is None else counted)
    return (pytest.approx(p), pytest.approx(own))


def people(n: int, **values: Any) -> tuple[Person, ...]:
    return tuple(person(f"p{each}", capacity=10, **values) for each in range(n))


class TestTeams:
    @pytest.mark.parametrize(
        ("team", "p", "cost", "seconds"),
        [
            (FRONT, 0.70, 2200 + 170, 1020),
            (DESKTOP, 0.80, 6200 + 1650, 9900),
            (TEAMS[3], 0.90, 8500 + 6000, 36000),
        ],
        ids=lambda each: getattr(each, "code", None),
    )
    def test_a_team_without_a_record_is_like_its_tier(
        self, team: Team, p: float, cost: float, seconds: float
    ) -> None:
        assert tried(Route.ASSIGN, team) == near(p, cost, seconds)

    def test_its_record_weighs_against_twenty_tickets_of_its_tier(self) -> None:
        good = replace(FRONT, resolved=30, passed_on=10)
        assert tried(Route.ASSIGN, good).p == pytest.approx((30 + 0.7 * 20) / 60)

    def test_what_was_learned_weighs_like_thirty_tickets_more(self) -> None:
        team = replace(FRONT, resolved=8, passed_on=2)
        known = {"learned": taught(front_office=0.9, network=0.1)}
        record = (8 + 0.7 * 20) / 30
        expected = (record * 30 + 0.9 * 30) / 60
        assert tried(Route.ASSIGN, team, known=known).p == pytest.approx(expected)

    @pytest.mark.parametrize(
        ("at", "team", "left"),
        [
            (case(complexity=3), FRONT, 0.5),
            (case(complexity=2), FRONT, 1.0),
            (CRACKED, FRONT, 0.02),
            (DEAD, FRONT, 0.10),
            (replace(CRACKED, equipment=Equipment("HS-1", "headset")), FRONT, 1.0),
            (escalated(complexity=2), FRONT, 0.5),
            (escalated(complexity=2), DESKTOP, 1.0),
            (escalated(complexity=2, tried=failed(1)), DESKTOP, 0.5),
            (escalated(complexity=2, tried=failed(1, 2)), DESKTOP, 0.25),
            (escalated(complexity=2, tried=failed(1, 2)), TEAMS[3], 1.0),
        ],
        ids=[
            "too hard", "just right", "surely broken", "likely broken", "broken and replaced",
            "had it before", "has it now", "a fix failed", "two fixes failed", "failed below",
        ],
    )  # fmt: skip
    def test_what_speaks_against_it_here_leaves_a_part_of_its_chance(
        self, at: Case, team: Team, left: float
    ) -> None:
        usual = POLICY.tier(team.tier).p_success
        assert tried(Route.ASSIGN, team, at).p == pytest.approx(usual * left)

    def test_outside_its_field_it_has_half_of_its_chance(self) -> None:
        assert tried(Route.ASSIGN, FRONT, in_field=False).p == pytest.approx(0.35)

    @pytest.mark.parametrize(
        ("open_", "staff", "crowd"),
        [(0, 2, 1.0), (10, 2, 1.5), (20, 2, 2.0), (99, 2, 3.0), (9, 0, 1.0)],
    )
    def test_a_queue_is_as_long_as_its_people_are_full(
        self, open_: int, staff: int, crowd: float
    ) -> None:
        known = {"people": (*people(staff), person("dag", team="desktop", capacity=99))}
        seconds = (5 * crowd + 12) * 60
        found = tried(Route.ASSIGN, replace(FRONT, open=open_), known=known)
        assert found.own == pytest.approx((2200 + seconds / 6, seconds, seconds))

    def test_who_has_it_in_hand_begins_at_once(self) -> None:
        held = case(team="front-office", teams=("front-office",), assignee="maja")
        assert tried(Route.ASSIGN, FRONT, held).own.seconds == 12 * 60
        assert tried(Route.ASSIGN, FRONT, replace(held, assignee=None)).own.seconds == 17 * 60
        assert tried(Route.ASSIGN, DESKTOP, held).own.seconds == 165 * 60

    def test_a_hand_back_tries_the_fix_that_is_new_there(self) -> None:
        at = escalated(complexity=2)
        known = {"fixes": (GOOD_FIX,), "came_from": "front-office"}
        bare = tried(Route.HAND_BACK, FRONT, at)
        assert tried(Route.HAND_BACK, FRONT, at, known=known) == near(0.7595, *bare.own[:2])
        assert bare == near(0.35, 2370, 1020)


class TestFixesAndRequests:
    @pytest.mark.parametrize(
        ("likeness", "p"),
        [(0.75, 0.868), (0.9, 0.868), (0.7, 0.7595), (0.55, 0.434), (0.35, 0.0), (0.2, 0.0)],
    )
    def test_a_fix_has_as_much_of_its_record_as_it_is_like_the_matter(
        self, likeness: float, p: float
    ) -> None:
        fix = replace(GOOD_FIX, likeness=likeness)  # (41 + 0.6 × 4) / 50 = 0.868
        assert tried(Route.LOCAL_FIX, fix) == near(p, 1100 + 60, 360)

    def test_without_room_between_least_and_good_a_fix_has_its_chance_or_none(self) -> None:
        book = policy.parse(DEFAULT.replace("min_likeness = 0.35", "min_likeness = 0.75"))
        assert tried(Route.LOCAL_FIX, replace(GOOD_FIX, likeness=0.75), book=book).p > 0.8
        assert tried(Route.LOCAL_FIX, replace(GOOD_FIX, likeness=0.74), book=book).p == 0.0

    def test_a_long_fix_costs_no_more_than_a_ticket_of_its_tier(self) -> None:
        fix = FixRecord(7, "long", 1.0, minutes=24)
        assert tried(Route.LOCAL_FIX, fix) == near(0.6, 2200 + 240, 1440)
        assert tried(Route.LOCAL_FIX, fix, escalated()) == near(0.6, 6200 * 24 / 45 + 240, 1440)

    @pytest.mark.parametrize(("at", "left"), [(CRACKED, 0.02), (DEAD, 1.0)])
    def test_no_fix_mends_what_is_surely_broken(self, at: Case, left: float) -> None:
        fix = FixRecord(7, "any", 1.0)
        assert tried(Route.LOCAL_FIX, fix, at).p == pytest.approx(0.6 * left)

    def test_a_quick_request_takes_its_minutes(self) -> None:
        request = POLICY.request("password-reset")
        assert tried(Route.QUICK_REQUEST, request) == near(0.97, 1100 + 60, 360)


class TestBesideTheLadder:
    def test_a_look_on_the_spot_and_a_small_repair(self) -> None:
        minor = POLICY.repair.minor[2]
        assert tried(Route.ON_SITE) == near(0.45, 2200 + 900, 5400)
        assert tried(Route.ON_SITE, at=case(complexity=3)).p == pytest.approx(0.225)
        assert tried(Route.ON_SITE, minor, case(complexity=3)) == near(0.85, 2200 + 900, 5400)
        assert tried(Route.ON_SITE, POLICY.repair.minor[0]) == near(0.85, 2200 + 800, 4800)

    def test_a_swarm_is_three_people_of_the_highest_tier(self) -> None:
        cost = 3 * 8500 * 45 / 120
        assert tried(Route.SWARM) == near(0.85, cost + 750, 4500)
        assert tried(Route.SWARM, at=CRACKED).p == pytest.approx(0.85 * 0.02)

    def test_a_major_incident_is_little_work_and_a_long_wait(self) -> None:
        assert tried(Route.MAJOR_INCIDENT) == near(0.9, 2200 * 5 / 12 + 1800, 10800)

    def test_asking_and_a_supervisor_end_nothing(self) -> None:
        assert tried(Route.ASK_REQUESTER) == near(0.0, 550 + 2400, 14400)
        asked = tried(Route.ASK_REQUESTER, known={"pauses": (Pending.REQUESTER,)})
        assert asked == near(0.0, 550 + 2400, 14400, counted=0)
        assert tried(Route.SUPERVISOR) == near(0.0, 8500 * 10 / 120 + 100, 600)

    def test_a_vendor_takes_days_of_which_a_loaner_leaves_a_tenth(self) -> None:
        vendor = VendorRecord("v", "V", orders=5, repaired=2, days=4.0)
        seconds = (4 * 5 + 9 * 5) / 10 * 8 * 3600
        found = tried(Route.VENDOR_REPAIR, vendor, charge=260.0)
        assert found == near(0.65, 2200 + 26000 + seconds / 60, seconds)
        paused = tried(Route.VENDOR_REPAIR, vendor, known={"pauses": (Pending.VENDOR,)})
        assert paused == near(0.65, 2200 + seconds / 60, seconds, counted=0)

    @pytest.mark.parametrize("vendor", [None, VendorRecord("v", "V")])
    def test_a_vendor_without_a_record_is_as_the_policy_believes(self, vendor: Any) -> None:
        assert tried(Route.VENDOR_REPAIR, vendor) == near(0.9, 2200 + 4320, 259200)

    def test_a_visit_is_waited_for_in_full(self) -> None:
        record = VendorRecord("v", "V", orders=5, repaired=1)
        assert tried(Route.CONTRACTOR_VISIT) == near(0.85, 2200 + 19600 + 14400, 86400)
        assert tried(Route.CONTRACTOR_VISIT, record).p == pytest.approx((1 + 0.85 * 5) / 10)
        paused = tried(Route.CONTRACTOR_VISIT, known={"pauses": (Pending.VISIT,)})
        assert paused.own.counted == 0

    def test_five_people_wait_five_times_as_dear(self) -> None:
        assert tried(Route.MAJOR_INCIDENT, at=case(impact=Impact.GROUP)).own.cost == pytest.approx(
            2200 * 5 / 12 + 5 * 1800
        )


# --- what follows a failure: E(o) = c + w + (1 − p) × E(next) ------------------------------------
LAST = (47100 + 4320, 259200)
"""A vendor's help when the last tier has failed: nine days at a tenth of the waiting."""
THIRD = (14500 + 0.1 * LAST[0], 36000 + 0.1 * LAST[1])
SECOND = (7850 + 0.2 * THIRD[0], 9900 + 0.2 * THIRD[1])
FIRST = (2370 + 0.3 * SECOND[0], 1020 + 0.3 * SECOND[1])


def reckoned(decision: Decision, key: str) -> tuple[int, int]:
    found = next(each for each in decision.options if each.key == key)
    return found.expected_cost.amount, found.expected_seconds


def after(own: tuple[float, float], p: float, following: tuple[float, float]) -> Any:
    """Rounded as an option shows it."""
    return pytest.approx([o + (1 - p) * f for o, f in zip(own, following, strict=True)], abs=0.51)


class TestWhatFollows:
    def test_the_ladder_is_reckoned_from_its_top(self) -> None:
        decision = decide(case(complexity=1), evidence(), POLICY)
        for key, whole in (
            ("assign:front-office", FIRST),
            ("escalate:desktop", SECOND),
            ("escalate:systems", THIRD),
        ):
            assert reckoned(decision, key) == pytest.approx(whole, abs=0.51)

    def test_after_a_fix_comes_the_cheapest_work_and_after_a_question_all_of_it(self) -> None:
        decision = decide(case(complexity=1), evidence(fixes=(GOOD_FIX,)), POLICY)
        fixed = (1160 + 0.2405 * FIRST[0], 360 + 0.2405 * FIRST[1])
        assert reckoned(decision, "local_fix:31") == pytest.approx(fixed, abs=0.51)
        assert reckoned(decision, "ask_requester") == after((2950, 14400), 0.0, fixed)
        assert reckoned(decision, "supervisor") == after((8500 / 12 + 100, 600), 0.0, fixed)

    def test_what_is_blocked_follows_nothing(self) -> None:
        decision = decide(case(complexity=1), evidence(fixes=(replace(GOOD_FIX, tier=2),)), POLICY)
        assert reckoned(decision, "ask_requester") == after((2950, 14400), 0.0, FIRST)

    def test_after_a_swarm_and_the_last_tier_comes_a_vendor(self) -> None:
        decision = decide(case(complexity=1), evidence(), POLICY)
        assert reckoned(decision, "swarm") == after((9562.5 + 750, 4500), 0.85, LAST)

    def test_after_a_hand_back_comes_the_tier_that_had_it(self) -> None:
        at = escalated(complexity=1, hops=0)
        known = evidence(came_from="front-office", fixes=(replace(GOOD_FIX, likeness=1.0),))
        decision = decide(at, known, POLICY)
        assert reckoned(decision, "hand_back:front-office") == after((2370, 1020), 0.868, SECOND)

    @pytest.mark.parametrize(
        ("equipment", "charge", "new"),
        [(COVERED, 0, 110000), (UNCOVERED, 26000, 110000), (Equipment("X", "scale"), 47100, 47100)],
    )
    def test_after_a_repair_comes_a_new_one_or_a_vendor_s_usual_price(
        self, equipment: Equipment, charge: int, new: int
    ) -> None:
        known = evidence(vendors=(VendorRecord("maker", "M"),))
        decision = decide(case("it is cracked", equipment=equipment), known, POLICY)
        vendor = next(each for each in decision.options if each.route is Route.VENDOR_REPAIR)
        own = (2200 + charge + 4320, 259200)
        assert reckoned(decision, vendor.key) == after(own, 0.9, (new, 0))

    def test_broken_hardware_goes_from_a_team_to_the_vendor(self) -> None:
        known = evidence(vendors=(VendorRecord("maker", "M"),))
        at = case("screen is cracked", equipment=COVERED, complexity=1, category="hardware")
        decision = decide(at, known, POLICY)
        repair = (2200 + 4320 + 0.1 * 110000, 259200)
        assert reckoned(decision, "assign:front-office") == after((2370, 1020), 0.014, repair)
        assert reckoned(decision, "swarm") == after((10312.5, 4500), 0.017, repair)

    def test_a_promise_is_kept_up_to_its_last_second(self) -> None:
        whole = round(FIRST[1], 6)
        for left, keeps in ((whole + 0.01, True), (whole - 0.01, False)):
            decision = decide(case(complexity=1), evidence(time_left=left), POLICY)
            [option] = [o for o in decision.options if o.key == "assign:front-office"]
            assert option.meets_promise is keeps


def test_of_two_outlooks_the_cheaper_counts_and_of_equals_the_quicker() -> None:
    cheap, quick, dear = Outlook(5, 90, 0), Outlook(5, 10, 10), Outlook(6, 0, 0)
    assert min(dear, cheap, quick) == quick
    assert dear.after(cheap, 0.25) == Outlook(5 + 4.5, 90, 0)
    assert Outlook(8, 40, 4).after(quick, 0.75) == Outlook(7, 20, 11)


def test_where_a_case_stays_is_its_team_s_place_or_the_best_of_its_tier() -> None:
    def at_home(**values: Any) -> str | None:
        return home(look(case(**values), evidence(), POLICY))

    assert at_home() == "front-office"
    assert at_home(tier=2, category="vpn") == "network"
    assert at_home(tier=2, category="vpn", team="desktop") == "desktop"
    assert home(look(case(), evidence(teams=TEAMS[1:]), POLICY)) is None


def _view(**known: Any) -> View:
    return look(case(), evidence(**known), POLICY)


def test_what_is_unsure_teaches_nothing() -> None:
    assert _view(learned=taught(network=0.79, front_office=0.21)).lesson.tiers == {}
    sure = _view(learned=taught(network=0.80, front_office=0.15, desktop=0.05)).lesson
    assert sure.tiers == {1: 0.15, 2: pytest.approx(0.85)}
    assert sure.of_tier(2, 0.5, 10) == pytest.approx((0.5 * 10 + 1.0 * 30) / 40)
    assert sure.of_team("network", 2, 0.5, 10) == pytest.approx((5 + 0.8 / 0.85 * 30) / 40)
    assert sure.of_tier(1, 0.5, 10) == pytest.approx((5 + 0.15 * 30) / 40)
    assert sure.of_tier(3, 0.9, 10) == 0.9
