"""Which options a case has, in which order, and what exactly stands against each."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from frontdesk import policy
from frontdesk.decision.candidate import Candidate, here, moves
from frontdesk.decision.options import fit, on_tier, untried
from frontdesk.decision.view import View, look
from frontdesk.routing import (
    Caller,
    Case,
    Decision,
    Equipment,
    FixRecord,
    PartStock,
    Target,
    Team,
    VendorRecord,
    decide,
)
from frontdesk.terms import RequesterKind, Route, VendorKind
from tests.unit.routing_cases import (
    COVERED,
    DEFAULT,
    POLICY,
    TEAMS,
    UNCOVERED,
    case,
    escalated,
    evidence,
    failed,
    person,
    route,
    said,
)

CUSTOMER = {"caller": Caller("kund", kind=RequesterKind.EXTERNAL)}


def view(at: Case | None = None, **known: Any) -> View:
    return look(at or case(), evidence(**known), POLICY)


def against(decision: Decision, key: str) -> tuple[str, ...]:
    """What stands against an option, but that it cannot be carried out yet."""
    option = next(each for each in decision.options if each.key == key)
    return tuple(code for code in option.blocked_by if code != "not_carried_out")


def keys(decision: Decision, way: Route) -> list[str]:
    return sorted(each.key for each in decision.options if each.route is way)


class TestTeams:
    NAMED = Team("desktop", "Named", 2, people=2, open=9)
    SKILLED = Team("able", "Able", 2, people=2, open=9, skills=("printing",))
    BUSY = Team("busy", "Busy", 2, people=2, open=8)
    IDLE = Team("idle", "Idle", 2, people=4, open=8)
    SAME = Team("jdle", "Same", 2, people=4, open=8)
    ABOVE = Team("above", "Above", 3, people=1)

    def test_the_best_suited_come_first_then_who_has_less_a_head_then_the_code(self) -> None:
        teams = (self.SAME, self.BUSY, self.ABOVE, self.IDLE, self.SKILLED, self.NAMED)
        seen = view(case(category="printing"), teams=teams)
        assert [team.code for team in on_tier(seen, 2)] == [
            "desktop", "able", "idle", "jdle", "busy"
        ]  # fmt: skip
        assert [fit(seen, team) for team in (self.NAMED, self.SKILLED, self.BUSY)] == [2, 1, 0]

    def test_without_a_category_no_team_suits_better(self) -> None:
        seen = view(case("something odd"), teams=(self.SKILLED, self.NAMED))
        assert [fit(seen, team) for team in (self.NAMED, self.SKILLED)] == [0, 0]

    def test_a_team_without_people_counts_as_one_person_busy(self) -> None:
        alone = replace(self.IDLE, code="alone", people=0, open=3)
        seen = view(case("something odd"), teams=(alone, self.BUSY))
        assert [team.code for team in on_tier(seen, 2)] == ["alone", "busy"]

    def test_nobody_in_a_team_is_said_only_where_people_are_known(self) -> None:
        empty = tuple(replace(team, people=0) for team in TEAMS)
        assert against(route(known={"teams": empty}), "escalate:desktop") == ()
        only = {"teams": empty, "people": (person("maja"),)}
        assert against(route(known=only), "escalate:desktop") == ("nobody_in_team",)
        assert "nobody_in_team" not in against(route(known=only), "assign:front-office")
        nobody = {"teams": empty, "people": ()}
        assert "nobody_in_team" not in against(route(known=nobody), "escalate:desktop")

    def test_the_nearest_tier_that_decides_it_is_due(self) -> None:
        for complexity, desktop, systems in (
            (1, (), ("skips_tier",)),
            (3, (), ("skips_tier",)),
            (5, ("above_authority",), ()),
        ):
            decision = route(complexity=complexity)
            assert against(decision, "escalate:desktop") == desktop
            assert against(decision, "escalate:systems") == systems

    def test_where_no_tier_decides_it_the_last_one_is_due(self) -> None:
        book = policy.parse(DEFAULT.replace("authority = 5", "authority = 4"))
        decision = route(complexity=5, policy=book)
        assert against(decision, "escalate:desktop") == ("above_authority",)
        assert against(decision, "escalate:systems") == ()

    def test_a_tier_beyond_the_ladder_is_nowhere_to_escalate_to(self) -> None:
        beyond = (*TEAMS, Team("moon", "Moon", 4, people=1))
        assert "escalate:moon" not in keys(route(known={"teams": beyond}), Route.ESCALATE)

    def test_what_is_too_hard_is_worked_on_here_only_where_nobody_is_above(self) -> None:
        assert against(route(complexity=3), "assign:front-office") == ("above_authority",)
        assert against(route(complexity=2), "assign:front-office") == ()
        alone = {"teams": TEAMS[:1]}
        assert against(route(complexity=3, known=alone), "assign:front-office") == ()


class TestFixes:
    def fixes(self, *, level: int = 1, tried: tuple[int, ...] = ()) -> int | None:
        known = (
            FixRecord(1, "best but tried", 0.9),
            FixRecord(2, "for tier 2", 0.8, tier=2),
            FixRecord(4, "as good", 0.6),
            FixRecord(3, "good", 0.6),
            FixRecord(5, "just so", 0.35),
            FixRecord(6, "unlike", 0.34),
        )
        found = untried(view(case(tried=failed(*tried)), fixes=known), level)
        return found.fix if found else None

    def test_the_likeliest_that_nobody_tried_is_found(self) -> None:
        assert self.fixes(tried=(1,)) == 3
        assert self.fixes(tried=(1,), level=2) == 2
        assert self.fixes(tried=(1, 3)) == 4
        assert self.fixes(tried=(1, 3, 4)) == 5
        assert self.fixes(tried=(1, 3, 4, 5)) is None

    def test_each_thing_against_a_fix_is_said(self) -> None:
        known = {
            "fixes": (
                FixRecord(1, "a", 0.35), FixRecord(2, "b", 0.34, tier=2), FixRecord(3, "c", 0.9)
            )
        }  # fmt: skip
        decision = route(tried=failed(3), known=known)
        assert against(decision, "local_fix:1") == ()
        assert against(decision, "local_fix:2") == ("unlike", "for_higher_tier")
        assert against(decision, "local_fix:3") == ("tried_before",)
        assert {o.target.team for o in decision.options if o.route is Route.LOCAL_FIX} == {
            "front-office"
        }


class TestMoves:
    def test_a_case_moves_only_away_from_a_team_that_has_it(self) -> None:
        new, held = view(), view(escalated())
        assert not moves(new, Target(2, "network"))
        assert moves(held, Target(2, "network"))
        assert not moves(held, Target(2, "desktop"))

    def test_a_case_stays_where_it_is_or_would_be(self) -> None:
        assert here(view(), "front-office") == Target(1, "front-office")
        assert here(view(escalated()), None) == Target(2, "desktop")

    @pytest.mark.parametrize(("hops", "spent"), [(3, False), (4, True), (5, True)])
    def test_the_hop_budget_is_of_the_ticket(self, hops: int, spent: bool) -> None:
        decision = decide(escalated(hops=hops, complexity=5), evidence(), POLICY)
        assert ("hop_budget" in against(decision, "escalate:systems")) is spent
        assert "hop_budget" not in against(decision, "assign:desktop")
        assert ("hop_budget" in against(decision, "assign:network")) is spent

    @pytest.mark.parametrize(
        ("teams", "spent"),
        [
            (("network", "desktop", "network", "desktop"), True),
            (("desktop", "network", "desktop"), False),
            (("network", "desktop", "systems", "desktop", "network", "desktop"), True),
            (("systems", "desktop", "systems", "desktop"), False),
        ],
    )
    def test_the_pair_budget_is_of_two_teams_either_way(
        self, teams: tuple[str, ...], spent: bool
    ) -> None:
        decision = decide(escalated(teams=teams, hops=0), evidence(), POLICY)
        assert ("pair_budget" in against(decision, "assign:network")) is spent


class TestBesideTheLadder:
    def test_a_small_repair_lacks_what_is_not_there(self) -> None:
        jam = case("paper jam", equipment=Equipment("P-1", "printer"))
        text = DEFAULT.replace(
            'types = ["printer", "fax"]\nfaults',
            'types = ["printer", "fax"]\nparts = ["roller", "belt"]\nskill = "mending"\nfaults', 1,
        )  # fmt: skip
        book = policy.parse(text)

        def lacks(parts: dict[str, int], *skills: int) -> tuple[str, ...]:
            stock = tuple(PartStock(code, code, count) for code, count in parts.items())
            people = tuple(person(f"p{n}", skills={"mending": s}) for n, s in enumerate(skills))
            other = person("dag", team="desktop", skills={"mending": 5})
            known = evidence(parts=stock, people=(*people, other))
            return against(decide(jam, known, book), "on_site")

        assert lacks({"roller": 1, "belt": 2}, 2) == ()
        assert lacks({"roller": 1, "belt": 0}, 2) == ("no_part",)
        assert lacks({"roller": 1}, 2) == ("no_part",)
        assert lacks({"roller": 1, "belt": 2}, 1, 0) == ("not_trained",)
        assert lacks({"roller": 1, "belt": 2}, 1, 3) == ()
        assert lacks({"roller": 1, "belt": 2}) == ()
        assert lacks({}, 1) == ("no_part", "not_trained")

    def test_a_look_is_offered_for_equipment_or_a_matter_of_equipment(self) -> None:
        assert keys(route("odd", category="printing"), Route.ON_SITE) == ["on_site"]
        assert keys(route("odd", category="email", equipment=COVERED), Route.ON_SITE) == ["on_site"]
        assert keys(route("odd", category="email"), Route.ON_SITE) == []
        assert keys(route("odd thing"), Route.ON_SITE) == []

    def test_each_contractor_is_offered_and_nobody_else(self) -> None:
        vendors = tuple(
            VendorRecord(code, code.title(), VendorKind.CONTRACTOR) for code in ("zeta", "alfa")
        )
        known = {**CUSTOMER, "vendors": (*vendors, VendorRecord("maker", "Maker"))}
        decision = route("odd", category="internet", known=known)
        assert keys(decision, Route.CONTRACTOR_VISIT) == [
            "contractor_visit:alfa", "contractor_visit:zeta"
        ]  # fmt: skip
        assert keys(route("odd", category="email", known=known), Route.CONTRACTOR_VISIT) == []

    def test_a_swarm_needs_two_teams(self) -> None:
        assert keys(route(known={"teams": TEAMS[:2]}), Route.SWARM) == ["swarm"]
        assert keys(route(known={"teams": TEAMS[:1]}), Route.SWARM) == []

    def test_whoever_has_it_serves_it(self) -> None:
        held = {"team": "front-office", "teams": ("front-office",), "assignee": "oskar"}
        decision = route("I forgot my password", **held)
        (option,) = [o for o in decision.options if o.route is Route.QUICK_REQUEST]
        assert option.target == Target(
            1, "front-office", assignee="oskar", request="password-reset"
        )


class TestVendors:
    SHOPS = (
        VendorRecord("b-shop", "B", VendorKind.REPAIR_SHOP),
        VendorRecord("a-shop", "A", VendorKind.REPAIR_SHOP),
        VendorRecord("maker", "Maker"),
        VendorRecord("other", "Other"),
    )

    def sent(self, equipment: Equipment, *vendors: VendorRecord) -> list[str]:
        known = {"vendors": vendors or self.SHOPS}
        return keys(route("it is cracked", equipment=equipment, known=known), Route.VENDOR_REPAIR)

    def test_under_cover_it_goes_to_its_own_vendor_else_to_the_makers(self) -> None:
        assert self.sent(COVERED) == ["vendor_repair:maker"]
        assert self.sent(replace(COVERED, vendor="unheard-of")) == ["vendor_repair:unheard-of"]
        assert self.sent(replace(COVERED, vendor=None)) == [
            "vendor_repair:maker", "vendor_repair:other"
        ]  # fmt: skip

    def test_without_cover_it_goes_to_any_shop_else_to_its_own_vendor(self) -> None:
        assert self.sent(UNCOVERED) == ["vendor_repair:a-shop", "vendor_repair:b-shop"]
        assert self.sent(UNCOVERED, *self.SHOPS[2:]) == ["vendor_repair:maker"]
        assert self.sent(replace(UNCOVERED, vendor=None), self.SHOPS[3]) == ["vendor_repair"]

    def test_each_thing_against_a_repair_is_said(self) -> None:
        def stands(subject: str, equipment: Equipment | None) -> tuple[str, ...]:
            decision = route(subject, equipment=equipment)
            return against(decision, keys(decision, Route.VENDOR_REPAIR)[0])

        assert stands("laptop is cracked", COVERED) == ()
        assert stands("laptop is dead", COVERED) == ()
        assert stands("laptop is slow", COVERED) == ("no_hardware_fault",)
        assert stands("laptop is dead", replace(COVERED, in_repair=True)) == ("in_repair",)
        assert stands("laptop key fell off", COVERED) == ("minor_repair",)
        assert stands("laptop is dead", None) == ("no_equipment",)
        lost = replace(COVERED, vendor=None)
        decision = route("laptop is slow", equipment=lost, known={"vendors": ()})
        assert against(decision, "vendor_repair") == ("no_hardware_fault", "no_vendor")


def test_a_candidate_is_named_by_its_route_and_where_it_leads() -> None:
    assert Candidate(Route.ESCALATE, Target(2, "network")).key == "escalate:network"
    assert Candidate(Route.LOCAL_FIX, Target(1, "front", fix=31)).key == "local_fix:31"
    assert Candidate(Route.SWARM, Target(1, "front")).key == "swarm"


def test_the_receipt_says_of_each_option_whether_it_is_allowed() -> None:
    decision = route("laptop is slow", equipment=COVERED)
    for option in decision.options:
        rule = "option_blocked" if option.blocked_by else "option_allowed"
        assert option.key in [line.facts["option"] for line in said(decision, rule)]
        assert option.allowed is not bool(option.blocked_by)
