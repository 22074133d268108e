"""What is seen in a case before it is weighed: how complex, how broken, enough said, whose."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from frontdesk import policy
from frontdesk.decision.cover import charge, covered, replaced
from frontdesk.decision.grade import grade
from frontdesk.decision.learned import surest_tier, told
from frontdesk.decision.match import match
from frontdesk.decision.view import Fault, View, look
from frontdesk.decision.wishes import drawn, wishes_for
from frontdesk.routing import Alike, Decision, Equipment, Similar, Target
from frontdesk.terms import Impact, Outcome, Priority, Role, Route, Status
from tests.unit.routing_cases import (
    COVERED,
    DEFAULT,
    POLICY,
    UNCOVERED,
    case,
    evidence,
    failed,
    person,
    route,
    said,
    taught,
)


def with_change(old: str, new: str) -> policy.Policy:
    assert old in DEFAULT
    return policy.parse(DEFAULT.replace(old, new, 1))


def alike(*tiers: int | None) -> tuple[Alike, ...]:
    return tuple(Alike(n, "the same", 0.9, tier=tier) for n, tier in enumerate(tiers, 1))


class TestComplexity:
    def parts(self, base: str | None = None, book: policy.Policy = POLICY, **values: Any) -> Any:
        known = evidence(**values.pop("known", {}))
        failed_ones = values.pop("failed", 0)
        found, parts = grade(case(**values), book.category(base), failed_ones, known, book)
        return found, [(each.code, each.grades) for each in parts]

    def test_each_thing_adds_what_the_policy_says(self) -> None:
        assert self.parts("access") == (1, [("category", 1)])
        assert self.parts() == (2, [("none", 2)])
        for impact, adds in zip(Impact, (0, 0, 1, 1), strict=True):
            assert self.parts("access", impact=impact)[0] == 1 + adds
        assert [self.parts("access", failed=n)[0] for n in (0, 1, 2, 3)] == [1, 1, 2, 2]
        assert [self.parts("access", reopened=n)[0] for n in (0, 1, 5)] == [1, 2, 2]
        assert self.parts("access", equipment=Equipment("S", "switch"))[0] == 2
        assert self.parts("access", equipment=COVERED)[0] == 1

    def test_what_the_policy_gives_no_weight_is_not_shown(self) -> None:
        book = policy.parse(
            DEFAULT.replace("wide = 1 ", "wide = 0 ", 1)
            .replace("reopened = 1 ", "reopened = 0 ", 1)
            .replace("tries = 1 ", "tries = 0 ", 1)
        )
        found = self.parts("access", book, impact=Impact.SITE, reopened=1, failed=2)
        assert found == (1, [("category", 1)])

    @pytest.mark.parametrize(
        ("base", "tiers", "moved"),
        [
            ("access", (1, 1, 1), 0), ("access", (2, 2, 2), 1), ("access", (3, 3, 3), 1),
            ("network", (1, 1, 1), -1), ("network", (2, 2, 2), 0), ("security", (1, 1, 1), -1),
            ("security", (2, 2, 2), 0), ("security", (3, 3, 3), 1), ("email", (2, 2, 2), 1),
            ("email", (1, 1, 2, 2), 0), ("email", (2, 2, 2, 2), 1),
            ("email", (1, 2, 2), 1), ("email", (1, 2, 3), 1),
            ("access", (2, 2), 0), ("access", (2, 2, None), 0), ("access", (2, 2, 2, None), 1),
        ],
    )  # fmt: skip
    def test_a_step_is_taken_towards_what_the_middle_tier_decides(
        self, base: str, tiers: tuple[int | None, ...], moved: int
    ) -> None:
        category = POLICY.category(base)
        assert category is not None
        found, parts = self.parts(base, known={"alike": alike(*tiers)})
        assert found == category.complexity + moved
        assert (("alike", moved) in parts) is bool(moved)

    def test_it_stays_within_one_and_five(self) -> None:
        everything: dict[str, Any] = {"impact": Impact.EVERYONE, "reopened": 1, "failed": 2}
        assert self.parts("security", **everything)[0] == 5
        low = with_change("complexity = 1\nteams = [\"front-office\", \"desktop\"]\nskill = \"pur",
                          "complexity = 1\nteams = [\"front-office\"]\nskill = \"pur")  # fmt: skip
        assert self.parts("purchase", low, known={"alike": alike(1, 1, 1)})[0] == 1

    def test_what_was_learned_speaks_only_when_it_weighs_and_is_sure(self) -> None:
        sure = evidence(learned=taught(network=0.8, front_office=0.2))
        assert surest_tier(sure, POLICY) == 2
        assert surest_tier(evidence(), POLICY) is None
        unsure = evidence(learned=taught(network=0.79, front_office=0.21))
        assert surest_tier(unsure, POLICY) is None
        assert surest_tier(sure, with_change("\nweight = 30 ", "\nweight = 0 ")) is None


class TestFaults:
    def fault(self, subject: str, **values: Any) -> tuple[Fault, str | None]:
        seen = look(case(subject, **{"equipment": COVERED, **values}), evidence(), POLICY)
        return seen.suspicion.fault, seen.suspicion.cause

    def test_words_then_failed_fixes_speak_for_broken_hardware(self) -> None:
        assert self.fault("it is cracked") == (Fault.CERTAIN, "crack*")
        assert self.fault("it is dead") == (Fault.LIKELY, "dead")
        assert self.fault("key fell off") == (Fault.MINOR, "key fell off")
        assert self.fault("key fell off", tried=failed(1)) == (Fault.NONE, None)
        assert self.fault("it is slow", tried=failed(1)) == (Fault.NONE, None)
        assert self.fault("it is slow", tried=failed(1, 2)) == (Fault.LIKELY, "tries")
        worked = tuple(replace(each, outcome=Outcome.WORKED) for each in failed(1, 2))
        assert self.fault("it is slow", tried=worked) == (Fault.NONE, None)

    def test_words_count_for_equipment_and_where_the_category_is_about_it(self) -> None:
        assert self.fault("it is cracked", equipment=None) == (Fault.NONE, None)
        assert self.fault("it is cracked", category="email") == (Fault.NONE, None)
        assert self.fault("outlook is cracked") == (Fault.CERTAIN, "crack*")
        assert self.fault("outlook is dead") == (Fault.NONE, None)
        assert self.fault("it is dead", category="hardware") == (Fault.LIKELY, "dead")

    def test_a_small_repair_is_of_its_types_only(self) -> None:
        assert self.fault("paper jam", equipment=Equipment("P", "printer"))[0] is Fault.MINOR
        assert self.fault("paper jam", category="hardware")[0] is Fault.NONE


class TestCover:
    DAY = date(2026, 11, 23)

    def test_warranty_or_contract_covers_to_its_last_day(self) -> None:
        bare = Equipment("X", "laptop")
        assert not covered(bare, self.DAY)
        before = date(2026, 11, 22)
        assert covered(replace(bare, warranty_until=self.DAY), self.DAY)
        assert covered(replace(bare, contract_until=self.DAY, warranty_until=before), self.DAY)
        assert not covered(replace(bare, warranty_until=before), self.DAY)
        assert not covered(replace(bare, contract_until=before), self.DAY)

    def test_a_repair_costs_its_charge_or_the_usual_price_of_a_vendor(self) -> None:
        assert charge(COVERED, self.DAY, POLICY) == 0.0
        assert charge(UNCOVERED, self.DAY, POLICY) == 260.0
        assert charge(Equipment("X", "scale"), self.DAY, POLICY) == 471.0

    @pytest.mark.parametrize(
        ("asked", "why"), [("660.00", None), ("660.01", "beyond_repair"), ("0.00", None)]
    )
    def test_a_repair_is_worth_it_up_to_its_share_of_a_new_one(
        self, asked: str, why: str | None
    ) -> None:
        book = with_change("charge = 260.00", f"charge = {asked}")
        assert replaced(UNCOVERED, self.DAY, book) == why
        assert replaced(COVERED, self.DAY, book) is None

    def test_what_is_replaced_or_has_no_price_of_a_new_one(self) -> None:
        assert replaced(Equipment("H", "headset"), self.DAY, POLICY) == "replaced_instead"
        assert replaced(Equipment("X", "scale"), self.DAY, POLICY) is None


class TestEnoughSaid:
    def rules(self, decision: Decision) -> set[str]:
        return {each.rule for each in decision.reasons if each.stage == "validate"}

    def test_two_words_or_one_that_tells_something_are_enough(self) -> None:
        assert "enough_said" in self.rules(route("something odd"))
        assert "too_little_said" in self.rules(route("something"))
        assert "enough_said" in self.rules(route("something", equipment=COVERED))
        assert "enough_said" in self.rules(route("something", category="email"))
        assert "too_little_said" in self.rules(route("", category="email"))

    @pytest.mark.parametrize(
        ("values", "blocks"),
        [
            ({}, True), ({"status": Status.ASSIGNED}, False), ({"tried": failed(1)}, False),
            ({"tier": 2}, False),
        ],
    )  # fmt: skip
    def test_only_what_is_new_is_asked_back(self, values: dict[str, Any], blocks: bool) -> None:
        (line,) = said(route("hm", **values), "too_little_said")
        assert (line.verdict == "failed") is blocks

    def test_the_likest_three_open_tickets_are_pointed_out(self) -> None:
        twins = tuple(
            Similar(number, f"twin {number}", like)
            for number, like in ((5, 0.8), (4, 0.8), (3, 0.9), (2, 0.76), (1, 0.74))
        )
        lines = said(route(known={"similar_open": twins}), "possible_duplicate")
        assert [line.facts["number"] for line in lines] == [3, 4, 5]
        own = said(route(known={"similar_open": twins[:1]}, number=5), "no_duplicate")
        assert own[0].facts["open"] == 0
        exact = (Similar(9, "just so", 0.75),)
        assert said(route(known={"similar_open": exact}), "possible_duplicate")


class TestPeople:
    def given(self, way: Route, *people: Any, assignee: str | None = None, **at: Any) -> Any:
        team = {"team": "front-office", "teams": ("front-office",)} if assignee else {}
        seen = look(case(assignee=assignee, **{**team, **at}), evidence(people=people), POLICY)
        target, reasons = match(seen, way, Target(1, "front-office", assignee=assignee))
        return target.assignee, reasons[-1].rule

    def test_a_supervisor_on_shift_of_the_team_who_carries_least_decides(self) -> None:
        def boss(login: str, **values: Any) -> Any:
            return person(login, role=Role.SUPERVISOR, **values)

        way = Route.SUPERVISOR
        assert self.given(way, boss("b"), boss("a", on_shift=False))[0] == "b"
        assert self.given(way, boss("b"), boss("a", on_shift=None))[0] == "b"
        assert self.given(way, boss("b"), boss("a", team="desktop"))[0] == "b"
        assert self.given(way, boss("b", load=1), boss("a", load=2))[0] == "b"
        assert self.given(way, boss("b"), boss("a"), person("0"))[0] == "a"
        assert self.given(way, person("a")) == (None, "no_supervisor")
        assert self.given(way, boss("a", on_shift=False)) == (None, "no_supervisor")

    def test_what_is_done_here_stays_with_who_has_it_and_else_finds_somebody(self) -> None:
        for way in (Route.LOCAL_FIX, Route.QUICK_REQUEST, Route.ON_SITE):
            assert self.given(way, person("a"), person("b"), assignee="b") == ("b", "kept_by")
            assert self.given(way, person("a"), person("b"))[0] == "a"
        assert self.given(Route.ESCALATE, person("a")) == (None, "queue_receives")
        assert self.given(Route.ASSIGN, person("a"), person("b"), assignee="b")[0] == "b"
        full = person("b", load=12)
        assert self.given(Route.ASSIGN, person("a"), full, assignee="b")[0] == "a"
        assert self.given(Route.ASSIGN, person("a", load=12)) == (None, "nobody_fits")

    def test_who_is_away_keeps_nothing_and_their_deputy_has_it(self) -> None:
        gone = person("b", on_shift=False, away_until=date(2026, 12, 1), stand_in="z")
        for way in (Route.ASSIGN, Route.LOCAL_FIX):
            assert self.given(way, person("a"), gone, person("z"), assignee="b")[0] == "z"
        assert self.given(Route.VENDOR_REPAIR, person("a"), gone, assignee="b") == (
            None, "queue_receives"
        )  # fmt: skip


class TestLearners:
    ALWAYS = with_change("learning_share = 0.1", "learning_share = 1.0")

    def view(self, book: policy.Policy | None = None, **values: Any) -> View:
        known = values.pop("known", {})
        at = case("printer takes two", **{"category": "printing", **values})
        return look(at, evidence(**known), book or self.ALWAYS)

    def test_a_case_is_drawn_only_where_it_can_wait_and_asks_for_a_skill(self) -> None:
        assert drawn(self.view())
        assert not drawn(self.view(category="other"))
        assert [drawn(self.view(priority=each)) for each in Priority] == [
            False, False, True, True, True
        ]  # fmt: skip
        assert drawn(self.view(known={"time_left": 1.0}))
        assert not drawn(self.view(known={"time_left": 0.0}))
        assert not drawn(self.view(with_change("learning_share = 0.1", "learning_share = 0.0")))

    def test_who_wants_the_skill_and_lacks_it_learns_from_the_best_of_their_tier(self) -> None:
        people = (
            person("low", skills={"printing": 3}),
            person("busy", skills={"printing": 4}, load=3, team="other"),
            person("able", skills={"printing": 4}, load=2, team="other"),
            person("best", skills={"printing": 5}, load=9, team="other"),
            person("off", skills={"printing": 5}, on_shift=False),
            person("above", skills={"printing": 5}, tier=2),
            person("ida", skills={"printing": 1}, wishes=("printing",)),
            person("per", skills={"printing": 2}, wishes=("printing",)),
            person("ulf", skills={}, wishes=("vpn",)),
        )
        wishes = wishes_for(self.view(known={"people": people}))
        by_login = {each.login: each for each in people}
        assert {t: [p.login for p in able] for t, able in wishes.mentors.items()} == {
            1: ["best", "able", "busy"], 2: ["above"]
        }  # fmt: skip
        assert [each.login for each in people if wishes.wants(each)] == ["ida"]
        found = wishes.mentor(by_login["ida"])
        assert found is not None
        assert found.login == "best"
        assert wishes.mentor(person("x", tier=3)) is None
        nobody = wishes_for(self.view(known={"people": people[:6]}))
        assert (nobody.drawn, nobody.mentors) == (False, {})


def test_the_receipt_says_who_resolved_what_was_like_it() -> None:
    known = evidence(learned=taught(network=0.7, desktop=0.2, front_office=0.06, systems=0.04))
    (line,) = told(known, POLICY)
    assert (line.rule, line.facts["team"], line.facts["share"]) == (
        "learned_offers",
        "network",
        0.7,
    )
    assert [line.facts.get(f"team_{n}") for n in (2, 3, 4)] == ["desktop", "front-office", None]
    assert "trained_under" not in line.facts
    (sure,) = told(evidence(learned=taught(network=0.8, desktop=0.2)), POLICY)
    assert sure.rule == "learned_counts"
    learned = taught(network=0.8)
    for under, shown in ((POLICY.hash, False), ("2" * 64, True), ("", False)):
        (line,) = told(evidence(learned=replace(learned, policy=under)), POLICY)
        assert ("trained_under" in line.facts) is shown
    assert told(evidence(learned=replace(learned, shares=())), POLICY)[0].rule == "nothing_learned"
