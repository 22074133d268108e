"""The ways beside the ladder: when each is offered, what stands against it, what it is reckoned."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from frontdesk import policy, routing
from frontdesk.decision.words import english
from frontdesk.desk import carry
from frontdesk.routing import (
    Caller,
    Case,
    Decision,
    Equipment,
    Nearby,
    Option,
    PartStock,
    VendorRecord,
    reason_words,
)
from frontdesk.terms import CARRIED_OUT, Impact, RequesterKind, Route, VendorKind
from tests.unit.routing_cases import (
    COVERED,
    DEFAULT,
    POLICY,
    TEAMS,
    WITHOUT_RULES,
    escalated,
    evidence,
    failed,
    person,
    route,
    said,
)

PRINTER = Equipment("PRT-1", "printer", vendor="maker", warranty_until=date(2027, 6, 30))
CUSTOMER = Caller("kund", kind=RequesterKind.EXTERNAL)
BOX = Equipment("STB-1", "set_top_box", vendor="maker")
VISITOR = VendorRecord("field", "Field service", VendorKind.CONTRACTOR)
LATER = frozenset(Route) - CARRIED_OUT


def options(decision: Decision, way: Route) -> list[Option]:
    return [each for each in decision.options if each.route is way]


def only(decision: Decision, way: Route) -> Option:
    (option,) = options(decision, way)
    return option


def against(option: Option) -> set[str]:
    """What stands against an option but that it cannot be carried out yet."""
    return set(option.blocked_by) - {"not_carried_out"}


def test_the_desk_has_a_step_for_all_that_a_decision_may_take() -> None:
    assert set(CARRIED_OUT) <= set(carry.STEPS)


def test_what_cannot_be_carried_out_is_reckoned_shown_and_not_chosen() -> None:
    decision = route("paper jam in the printer", equipment=PRINTER)
    for option in decision.options:
        if option.route in LATER:
            assert "not_carried_out" in option.blocked_by
            assert option.expected_cost.amount > 0
    assert decision.route in CARRIED_OUT


class TestQuickRequests:
    def test_one_is_offered_where_the_words_mean_it(self) -> None:
        option = only(route("I forgot my password"), Route.QUICK_REQUEST)
        assert option.key == "quick_request:password-reset"
        assert option.target.request == "password-reset"
        assert option.p_success == 0.97
        assert against(option) == set()

    def test_none_is_offered_where_no_words_do(self) -> None:
        assert options(route(), Route.QUICK_REQUEST) == []

    def test_a_tier_below_its_own_may_not_serve_it(self) -> None:
        text = DEFAULT.replace("minutes = 6\nchecks", "minutes = 6\ntier = 2\nchecks", 1)
        decision = route("I forgot my password", policy=policy.parse(text))
        assert against(only(decision, Route.QUICK_REQUEST)) == {"for_higher_tier"}

    def test_it_is_not_the_everyday_matter_once_a_known_fix_has_failed(self) -> None:
        decision = route("I forgot my password", tried=failed(1))
        assert against(only(decision, Route.QUICK_REQUEST)) == {"fixes_failed"}

    def test_it_is_cheaper_than_working_on_it(self) -> None:
        decision = route("I forgot my password")
        quick = only(decision, Route.QUICK_REQUEST)
        work = next(each for each in decision.options if each.key == "assign:front-office")
        assert quick.expected_cost < work.expected_cost


class TestOnTheSpot:
    def minor(self, more: str) -> policy.Policy:
        types = 'types = ["printer", "fax"]\n'
        assert types + "faults" in DEFAULT
        return policy.parse(DEFAULT.replace(types + "faults", f"{types}{more}\nfaults", 1))

    def test_equipment_is_looked_at_where_it_stands(self) -> None:
        assert against(only(route("laptop is slow", equipment=COVERED), Route.ON_SITE)) == set()
        assert options(route("cannot log in"), Route.ON_SITE) == []

    def test_a_small_repair_is_likelier_to_help_than_a_look(self) -> None:
        look = only(route("printer is slow", equipment=PRINTER), Route.ON_SITE)
        mend = only(route("printer has a paper jam", equipment=PRINTER), Route.ON_SITE)
        assert mend.p_success == 0.85
        assert look.p_success == 0.45

    def test_the_parts_that_it_takes_must_lie_at_the_site(self) -> None:
        book = self.minor('parts = ["roller"]')
        for stock, lacks in (((), {"no_part"}), ((PartStock("roller", "Roller", 1),), set())):
            known = {"parts": stock}
            decision = route("paper jam", equipment=PRINTER, known=known, policy=book)
            assert against(only(decision, Route.ON_SITE)) == lacks

    def test_somebody_of_the_team_must_have_learned_it(self) -> None:
        book = self.minor('skill = "printing"')
        for level, lacks in ((1, {"not_trained"}), (2, set())):
            people = (person("a", skills={"printing": level}),)
            known = {"people": people}
            decision = route("paper jam", equipment=PRINTER, known=known, policy=book)
            assert against(only(decision, Route.ON_SITE)) == lacks

    def test_nobody_goes_to_what_is_at_a_customer_s_or_away(self) -> None:
        decision = route("tv does not work", equipment=BOX, known={"caller": CUSTOMER})
        assert against(only(decision, Route.ON_SITE)) == {"not_on_site"}
        away = replace(PRINTER, in_repair=True)
        assert against(only(route("paper", equipment=away), Route.ON_SITE)) == {"in_repair"}


class TestContractors:
    def test_one_visits_a_customer_about_equipment(self) -> None:
        known = {"caller": CUSTOMER, "vendors": (VISITOR,)}
        option = only(route("tv is dead", equipment=BOX, known=known), Route.CONTRACTOR_VISIT)
        assert option.key == "contractor_visit:field"
        assert against(option) == set()
        assert option.expected_cost.amount > POLICY.cost(POLICY.costs.field).amount

    def test_without_one_that_is_said(self) -> None:
        decision = route("tv is dead", equipment=BOX, known={"caller": CUSTOMER})
        assert against(only(decision, Route.CONTRACTOR_VISIT)) == {"no_contractor"}

    def test_nobody_visits_a_colleague_or_a_matter_without_equipment(self) -> None:
        assert options(route("tv is dead", equipment=BOX), Route.CONTRACTOR_VISIT) == []
        decision = route("wrong invoice", known={"caller": CUSTOMER})
        assert options(decision, Route.CONTRACTOR_VISIT) == []

    def test_its_record_counts_against_the_prior(self) -> None:
        good = replace(VISITOR, orders=20, repaired=20)
        costs = []
        for vendor in (VISITOR, good):
            known = {"caller": CUSTOMER, "vendors": (vendor,)}
            decision = route("tv is dead", equipment=BOX, known=known)
            costs.append(only(decision, Route.CONTRACTOR_VISIT).expected_cost)
        assert costs[1] < costs[0]


class TestSwarmAndMajorIncident:
    def test_a_swarm_brings_several_teams_together(self) -> None:
        assert against(only(route(), Route.SWARM)) == set()
        assert options(route(known={"teams": TEAMS[:1]}), Route.SWARM) == []

    def test_many_such_tickets_at_the_site_make_a_major_incident_possible(self) -> None:
        few, many = Nearby(2, 4.0), Nearby(3, 4.0)
        assert options(route(), Route.MAJOR_INCIDENT) == []
        assert options(route(known={"nearby": few}), Route.MAJOR_INCIDENT) == []
        assert against(only(route(known={"nearby": many}), Route.MAJOR_INCIDENT)) == set()


def decide(case: Case, book: policy.Policy = POLICY, **known: object) -> Decision:
    return routing.decide(case, evidence(**known), book)


class TestPingPong:
    STUCK = ("front-office", "desktop", "front-office", "desktop")

    def test_no_rule_sends_it_between_two_teams_beyond_their_budget(self) -> None:
        back = '\n[[rules]]\nname = "b"\neffect = "must"\nroute = "hand_back"\n'
        stuck = escalated(teams=self.STUCK, hops=3, complexity=1)
        decision = decide(stuck, policy.parse(WITHOUT_RULES + back), came_from="front-office")
        option = only(decision, Route.HAND_BACK)
        assert "pair_budget" in option.blocked_by
        assert decision.route is not Route.HAND_BACK
        assert said(decision, "must_not_possible")

    def test_where_one_more_move_would_be_best_a_supervisor_decides(self) -> None:
        teams = ("network", "systems", "network", "systems", "network")
        at_two = escalated(team="network", teams=teams, hops=1, complexity=5)
        only_systems = tuple(team for team in TEAMS if team.code != "applications")
        decision = decide(at_two, teams=only_systems)
        assert decision.route is Route.SUPERVISOR
        assert decision.target.team == "network"
        (line,) = said(decision, "pair_budget_spent")
        assert "to and fro" in reason_words(line, english)

    def test_other_teams_are_still_open_to_it(self) -> None:
        stuck = escalated(teams=self.STUCK, hops=3, complexity=5)
        assert decide(stuck).route is Route.ESCALATE


class TestUnconfirmedCosts:
    def test_a_figure_that_nobody_has_confirmed_is_marked_until_the_policy_says_otherwise(
        self,
    ) -> None:
        decision = route()
        (line,) = said(decision, "costs_unconfirmed")
        assert "Systems and applications" in reason_words(line, english)
        marked = {r.facts["option"] for r in said(decision, "estimate") if "unconfirmed" in r.facts}
        assert "escalate:systems" in marked
        assert "escalate:desktop" not in marked
        own = policy.parse(DEFAULT.replace("confirmed = false", "confirmed = true"))
        assert not said(route(policy=own), "costs_unconfirmed")


@pytest.mark.parametrize("impact", [Impact.PERSON, Impact.EVERYONE])
def test_more_people_waiting_make_slow_ways_dearer(impact: Impact) -> None:
    known = {"caller": CUSTOMER, "vendors": (VISITOR,)}
    decision = route("tv is dead", equipment=BOX, known=known, impact=impact)
    visit = only(decision, Route.CONTRACTOR_VISIT).expected_cost.amount
    assert (visit > 1_000_000) is (impact is Impact.EVERYONE)
