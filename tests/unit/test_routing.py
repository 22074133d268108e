"""Where tickets go: everyday ones by the default policy, and each thing that stands against."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frontdesk.decision.outcome import Stage, Verdict
from frontdesk.routing import (
    Caller,
    Decision,
    FixRecord,
    Option,
    Similar,
    Target,
    decide,
)
from frontdesk.terms import Channel, Impact, Priority, Route, Status
from tests.unit.routing_cases import (
    COVERED,
    GOOD_FIX,
    PEOPLE,
    POLICY,
    TEAMS,
    case,
    escalated,
    evidence,
    failed,
    route,
    ruled,
    said,
)


def option(decision: Decision, key: str) -> Option:
    return next(each for each in decision.options if each.key == key)


def blocked(decision: Decision, key: str) -> tuple[str, ...]:
    return option(decision, key).blocked_by


class TestEverydayTickets:
    def test_a_new_ticket_that_the_front_office_can_diagnose_goes_to_one_of_its_people(
        self,
    ) -> None:
        decision = route()
        assert decision.route is Route.ASSIGN
        assert decision.target == Target(tier=1, team="front-office", assignee="maja")

    def test_a_known_fix_that_suits_is_tried_first(self) -> None:
        decision = route(known={"fixes": (GOOD_FIX,)})
        assert decision.route is Route.LOCAL_FIX
        assert decision.target.fix == 31
        assert decision.target.team == "front-office"

    def test_a_long_known_fix_with_a_good_record_is_still_tried_first(self) -> None:
        decision = route(known={"fixes": (replace(GOOD_FIX, minutes=40),)})
        assert decision.route is Route.LOCAL_FIX

    def test_what_is_too_complex_for_the_front_office_goes_to_its_team_above(self) -> None:
        decision = route("network switch is down in the basement")
        assert decision.route is Route.ESCALATE
        assert decision.target == Target(tier=2, team="network")

    def test_what_only_the_third_tier_decides_skips_the_second(self) -> None:
        decision = route(complexity=5)
        assert decision.target == Target(tier=3, team="systems")
        assert blocked(decision, "escalate:desktop") == ("above_authority",)

    def test_after_two_known_fixes_have_failed_it_goes_up(self) -> None:
        decision = route(tried=failed(1, 2), status=Status.IN_PROGRESS)
        assert decision.route is Route.ESCALATE
        assert decision.target.team == "desktop"

    def test_broken_equipment_under_warranty_goes_to_its_vendor(self) -> None:
        decision = route("laptop screen is cracked", equipment=COVERED)
        assert decision.route is Route.VENDOR_REPAIR
        assert decision.target.vendor == "maker"
        assert decision.target.team == "front-office"

    def test_dead_equipment_under_warranty_goes_to_its_vendor_when_no_fix_is_known(self) -> None:
        assert route("laptop is dead", equipment=COVERED).route is Route.VENDOR_REPAIR

    def test_dead_equipment_is_first_treated_with_a_fix_that_is_known(self) -> None:
        reset = FixRecord(8, "Hold the power button", 0.7, minutes=4, tries=20, worked=12)
        decision = route("laptop is dead", equipment=COVERED, known={"fixes": (reset,)})
        assert decision.target.fix == 8

    def test_an_escalated_ticket_stays_with_the_team_that_has_it(self) -> None:
        decision = decide(escalated(), evidence(came_from="front-office"), POLICY)
        assert decision.route is Route.ASSIGN
        assert decision.target == Target(tier=2, team="desktop", assignee="dag")

    def test_too_little_said_is_asked_back(self) -> None:
        decision = route("hm")
        assert decision.route is Route.ASK_REQUESTER
        assert decision.target.team == "front-office"

    @pytest.mark.parametrize("subject", ["password", "vpn"])
    def test_one_word_that_says_what_it_is_about_is_enough(self, subject: str) -> None:
        assert route(subject).route is Route.ASSIGN

    def test_everyone_down_goes_to_a_supervisor(self) -> None:
        decision = route(impact=Impact.EVERYONE, priority=Priority.P1)
        assert decision.route is Route.SUPERVISOR
        assert decision.target.assignee == "vera"

    def test_an_intrusion_goes_straight_to_systems(self) -> None:
        decision = route("all my files are encrypted, ransomware", equipment=COVERED)
        assert decision.route is Route.ESCALATE
        assert decision.target.team == "systems"

    def test_a_category_that_the_policy_does_not_know_is_noted_and_of_ordinary_complexity(
        self,
    ) -> None:
        decision = route("something odd happened", category="GRP-7")
        assert decision.route is Route.ASSIGN
        assert decision.complexity == POLICY.complexity.default
        assert said(decision, "category_foreign")

    def test_a_tier_beyond_the_ladder_counts_as_its_end(self) -> None:
        decision = route(tier=6, team="systems", status=Status.ASSIGNED)
        assert decision.target.tier == 3
        assert said(decision, "tier_foreign")


class TestValidation:
    def test_an_unregistered_requester_is_asked_who_they_are(self) -> None:
        decision = route(known={"caller": Caller("x", known=False)})
        assert decision.route is Route.ASK_REQUESTER
        assert "requester_unregistered" in blocked(decision, "assign:front-office")

    def test_the_shipped_unknown_requester_is_noted_and_served(self) -> None:
        decision = route(known={"caller": Caller("unknown", known=False)})
        assert decision.route is Route.ASSIGN
        assert said(decision, "requester_unknown")

    def test_a_requester_without_entitlement_is_asked_first(self) -> None:
        caller = Caller("x", plan="paused", entitled=False, why_not="plan")
        assert route(known={"caller": caller}).route is Route.ASK_REQUESTER

    def test_work_that_has_begun_is_not_sent_back_to_the_start(self) -> None:
        caller = Caller("x", entitled=False)
        decision = decide(escalated("hm"), evidence(caller=caller), POLICY)
        assert decision.route is Route.ASSIGN
        assert said(decision, "not_entitled")[0].verdict is Verdict.NOTED

    def test_an_alarm_has_nobody_to_ask_so_a_supervisor_decides(self) -> None:
        assert route("hm", channel=Channel.MONITORING).route is Route.SUPERVISOR

    def test_a_likely_duplicate_is_pointed_out_and_blocks_nothing(self) -> None:
        twin = Similar(4021, "outlook does not open", 0.9)
        other = Similar(4022, "printer", 0.1)
        decision = route(known={"similar_open": (other, twin)})
        assert decision.route is Route.ASSIGN
        assert [line.facts["number"] for line in said(decision, "possible_duplicate")] == [4021]

    def test_a_ticket_is_no_duplicate_of_itself(self) -> None:
        twin = Similar(7, "outlook does not open", 1.0)
        assert not said(route(number=7, known={"similar_open": (twin,)}), "possible_duplicate")


class TestOptions:
    def test_a_fix_that_was_tried_is_not_offered_again(self) -> None:
        decision = route(tried=failed(31), known={"fixes": (GOOD_FIX,)})
        assert blocked(decision, "local_fix:31") == ("tried_before",)

    def test_a_fix_that_is_not_like_the_matter_is_not_offered(self) -> None:
        decision = route(known={"fixes": (replace(GOOD_FIX, likeness=0.1),)})
        assert blocked(decision, "local_fix:31") == ("unlike",)
        assert decision.route is Route.ASSIGN

    def test_a_fix_for_a_higher_tier_waits_for_it(self) -> None:
        hard = replace(GOOD_FIX, tier=2)
        assert blocked(route(known={"fixes": (hard,)}), "local_fix:31") == ("for_higher_tier",)
        decision = decide(escalated(), evidence(fixes=(hard,)), POLICY)
        assert decision.target.fix == 31

    def test_no_team_on_the_tier_leaves_a_supervisor(self) -> None:
        decision = route(known={"teams": (), "people": ()})
        assert decision.route is Route.SUPERVISOR
        assert blocked(decision, "assign") == ("no_team",)

    def test_a_team_without_people_is_no_place_for_a_ticket(self) -> None:
        empty = tuple(replace(team, people=0) for team in TEAMS)
        people = tuple(each for each in PEOPLE if each.team != "network")
        decision = route("network switch is down", known={"teams": empty, "people": people})
        assert "nobody_in_team" in blocked(decision, "escalate:network")
        assert decision.target.team == "desktop"

    def test_the_last_tier_does_what_is_above_everybodys_authority(self) -> None:
        two = tuple(team for team in TEAMS if team.tier < 3)
        decision = decide(escalated(complexity=5), evidence(teams=two), POLICY)
        assert decision.route is Route.ASSIGN

    def test_a_hand_back_needs_something_that_the_lower_tier_has_not_tried(self) -> None:
        known = evidence(came_from="front-office")
        decision = decide(escalated(), known, POLICY)
        assert blocked(decision, "hand_back:front-office") == ("nothing_new",)
        decision = decide(escalated(), replace(known, fixes=(GOOD_FIX,)), POLICY)
        assert option(decision, "hand_back:front-office").allowed

    def test_nothing_is_handed_back_upwards_or_to_nobody(self) -> None:
        routes = {each.route for each in route().options}
        assert Route.HAND_BACK not in routes
        decision = decide(case(), evidence(came_from="desktop"), POLICY)
        assert all(each.route is not Route.HAND_BACK for each in decision.options)


class TestRules:
    MUST = '\n[[rules]]\nname = "up"\neffect = "must"\nroute = "escalate"\nteam = "systems"\n'
    NEVER = '\n[[rules]]\nname = "no {0}"\neffect = "never"\nroute = "{0}"\n'

    def test_a_must_rule_decides_also_over_a_nearer_tier(self) -> None:
        decision = route(policy=ruled(self.MUST))
        assert decision.target == Target(tier=3, team="systems")
        assert decision.confidence == 1.0

    def test_a_must_rule_that_cannot_be_followed_is_said_and_the_rest_decides(self) -> None:
        decision = route(policy=ruled(self.MUST), known={"teams": TEAMS[:1]})
        assert decision.route is Route.ASSIGN
        assert said(decision, "must_not_possible")

    def test_the_first_must_rule_counts_and_later_ones_are_noted(self) -> None:
        second = self.MUST.replace('"up"', '"down"').replace("systems", "desktop")
        decision = route(policy=ruled(self.MUST + second))
        assert decision.target.team == "systems"
        (line,) = said(decision, "down")
        assert line.verdict is Verdict.NOTED
        assert line.facts["spent"] is True

    def test_never_rules_add_up(self) -> None:
        book = ruled(self.NEVER.format("local_fix") + self.NEVER.format("assign"))
        decision = route(policy=book, known={"fixes": (GOOD_FIX,)})
        assert blocked(decision, "local_fix:31") == ("rule:no local_fix",)
        assert blocked(decision, "assign:front-office") == ("rule:no assign",)
        assert decision.route is Route.ESCALATE

    def test_a_never_rule_stands_above_a_must_rule(self) -> None:
        decision = route(policy=ruled(self.MUST + self.NEVER.format("escalate")))
        assert decision.route is Route.ASSIGN

    def test_a_narrow_never_rule_blocks_only_its_target(self) -> None:
        rule = self.NEVER.format("escalate") + 'team = "desktop"\n'
        decision = route(complexity=4, policy=ruled(rule))
        assert blocked(decision, "escalate:desktop") == ("rule:no escalate",)
        assert decision.target.team == "network"

    def test_when_everything_is_forbidden_a_supervisor_decides(self) -> None:
        routes = ("assign", "escalate", "local_fix", "vendor_repair", "hand_back")
        book = ruled("".join(map(self.NEVER.format, routes)))
        decision = route(policy=book, known={"fixes": (GOOD_FIX,)})
        assert decision.route is Route.SUPERVISOR
        assert said(decision, "nothing_allowed")

    def test_a_prefer_rule_decides_between_options_of_nearly_the_same_cost(self) -> None:
        prefer = (
            '\n[[rules]]\nname = "n"\neffect = "prefer"\nroute = "escalate"\nteam = "network"\n'
        )
        neutral = {"complexity": 4, "category": "other"}
        assert route(**neutral).target.team == "desktop"
        decision = route(policy=ruled(prefer), **neutral)
        assert decision.target.team == "network"
        assert said(decision, "preferred")

    def test_a_prefer_rule_does_not_pay_any_price(self) -> None:
        prefer = '\n[[rules]]\nname = "n"\neffect = "prefer"\nroute = "escalate"\n'
        assert route(policy=ruled(prefer)).route is Route.ASSIGN

    def test_a_rule_can_want_a_hand_back_without_anything_new(self) -> None:
        rule = '\n[[rules]]\nname = "back"\neffect = "must"\nroute = "hand_back"\n'
        decision = decide(escalated(), evidence(came_from="front-office"), ruled(rule))
        assert decision.route is Route.HAND_BACK
        assert decision.target.team == "front-office"


class TestChoice:
    def test_many_fixes_that_suit_equally_little_are_diagnosed_first(self) -> None:
        fixes = tuple(FixRecord(n, f"Fix {n}", 0.6) for n in range(6))
        decision = route(known={"fixes": fixes})
        assert decision.route is Route.ASSIGN
        assert said(decision, "diagnose_first")
        assert decision.confidence < POLICY.desk.min_confidence

    def test_one_more_move_than_the_budget_goes_to_a_supervisor(self) -> None:
        budget = POLICY.desk.hop_budget
        stuck = escalated(complexity=5, hops=budget)
        decision = decide(stuck, evidence(came_from="front-office"), POLICY)
        assert decision.route is Route.SUPERVISOR
        assert said(decision, "hop_budget_spent")
        once_less = decide(replace(stuck, hops=budget - 1), evidence(), POLICY)
        assert once_less.route is Route.ESCALATE

    def test_a_spent_hop_budget_does_not_stop_work_where_the_ticket_is(self) -> None:
        stuck = escalated(hops=POLICY.desk.hop_budget)
        assert decide(stuck, evidence(), POLICY).route is Route.ASSIGN

    def test_the_chosen_option_stands_first_and_blocked_ones_last(self) -> None:
        decision = route(known={"fixes": (GOOD_FIX, replace(GOOD_FIX, fix=32, likeness=0.1))})
        assert decision.chosen.target == decision.target
        allowed = [each.allowed for each in decision.options]
        assert allowed == sorted(allowed, reverse=True)

    def test_one_success_of_one_try_is_no_certainty(self) -> None:
        once = FixRecord(1, "Once", 0.9, tries=1, worked=1)
        decision = route(known={"fixes": (once,)})
        assert 0.6 < option(decision, "local_fix:1").p_success < 0.8

    def test_the_better_record_wins_among_equal_fixes(self) -> None:
        poor = replace(GOOD_FIX, fix=1, tries=40, worked=10)
        assert route(known={"fixes": (poor, GOOD_FIX)}).target.fix == 31

    def test_a_team_s_record_moves_its_chance(self) -> None:
        good = tuple(
            replace(team, resolved=80, passed_on=2) if team.code == "network" else team
            for team in TEAMS
        )
        poor = tuple(
            replace(team, passed_on=200) if team.code == "desktop" else team for team in good
        )
        neutral = {"complexity": 4, "category": "other"}
        assert route(known={"teams": good}, **neutral).target.team == "network"
        chances = [
            option(route(known={"teams": t}, **neutral), "escalate:desktop") for t in (good, poor)
        ]
        assert chances[0].p_success > chances[1].p_success

    def test_more_people_waiting_make_time_dearer(self) -> None:
        alone, site = route(complexity=3), route(complexity=3, impact=Impact.SITE)
        assert site.expected_cost.amount > alone.expected_cost.amount * 3


class TestReceipt:
    def test_every_stage_leaves_its_lines_in_order(self) -> None:
        stages = list(dict.fromkeys(reason.stage for reason in route().reasons))
        assert stages == list(Stage)

    def test_every_option_and_every_rule_is_on_it(self) -> None:
        decision = route(known={"fixes": (GOOD_FIX,)})
        keys = {each.key for each in decision.options}
        assert len(keys) == len(decision.options)
        for stage in (Stage.OPTIONS, Stage.ESTIMATE):
            named = {
                r.facts["option"]
                for r in decision.reasons
                if "option" in r.facts and r.stage is stage
            }
            assert named == keys
        rules = {r.rule for r in decision.reasons if r.stage is Stage.RULES}
        assert rules == {rule.name for rule in POLICY.rules}

    def test_it_names_policy_evidence_and_moment(self) -> None:
        decision = route()
        assert decision.policy == POLICY.hash
        assert decision.decided_at == case().now
        assert decision.model is None
        assert decision.evidence != route(known={"people": PEOPLE[:2]}).evidence
        assert decision.evidence == route().evidence

    def test_a_policy_without_rules_says_so(self) -> None:
        assert said(route(policy=ruled("")), "no_rules")
