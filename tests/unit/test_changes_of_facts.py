"""Which changes of facts are tried when somebody asks why not, how large each is, what it does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from frontdesk.decision.changes import Change, Reach, changes_of
from frontdesk.decision.counterfactual import changed
from frontdesk.decision.view import look
from frontdesk.decision.wording.changes import change_words
from frontdesk.policy import Policy
from frontdesk.routing import Case, Evidence, Wanted
from frontdesk.terms import Channel, Impact, Kind, Outcome, Priority, Route, Status, Urgency
from tests.unit.routing_cases import (
    COVERED,
    GOOD_FIX,
    POLICY,
    TEAMS,
    UNCOVERED,
    case,
    evidence,
    failed,
    ruled,
)

FIX = Wanted(Route.LOCAL_FIX, "31")
UP = Wanted(Route.ESCALATE)
ODD_FIX = replace(GOOD_FIX, fix=9, title="Odd", likeness=0.2)
HELD = case(team="front-office", teams=("front-office",), assignee="maja", complexity=2)


def tried(
    wanted: Wanted = UP,
    at: Case = HELD,
    known: Evidence | None = None,
    book: Policy = POLICY,
    reach: Reach | None = None,
) -> list[Change]:
    return changes_of(look(at, known or evidence(), book), wanted, reach or Reach())


def sizes(changes: list[Change], field: str) -> dict[object, int]:
    return {each.to: each.size for each in changes if each.field == field}


def made(field: str, to: object, at: Case = HELD, **options: Any) -> tuple[Case, Evidence]:
    """What is known once a change is made."""
    known = options.get("known", evidence())
    [change] = [each for each in tried(at=at, **options) if (each.field, each.to) == (field, to)]
    return changed((at, known), (change,))


def test_a_judgement_is_as_large_as_its_steps() -> None:
    found = tried(at=replace(HELD, impact=Impact.GROUP, urgency=Urgency.LOW, complexity=4))
    assert sizes(found, "impact") == {"person": 1, "site": 1, "everyone": 2}
    assert sizes(found, "urgency") == {"normal": 1, "high": 2, "critical": 3}
    assert sizes(found, "complexity") == {1: 3, 2: 2, 3: 1, 5: 1}


def test_what_is_named_is_smaller_than_where_it_came_from() -> None:
    found = tried(at=replace(HELD, category="email"))
    assert sizes(found, "category") == {c.code: 2 for c in POLICY.categories if c.code != "email"}
    assert sizes(found, "kind") == {each.value: 2 for each in Kind if each is not Kind.INCIDENT}
    assert sizes(found, "channel") == {e.value: 3 for e in Channel if e is not Channel.PHONE}
    assert sizes(found, "site") == {}


def test_sites_and_plans_are_those_that_rules_name() -> None:
    rule = '[[rules]]\nname = "{0}"\neffect = "never"\nroute = "assign"\nwhen = {{ {1} }}\n'
    rules = rule.format("a", 'site = ["umea", "lund"]') + rule.format("b", 'plan = "plus"')
    found = tried(at=replace(HELD, site="lund"), book=ruled(rules))
    assert sizes(found, "site") == {"umea": 3}
    assert sizes(found, "plan") == {"plus": 5}


def test_the_register_is_corrected_the_other_way_round() -> None:
    found = tried(at=replace(HELD, equipment=replace(UNCOVERED, in_repair=True)))
    assert sizes(found, "under_warranty") == {True: 5}
    assert sizes(found, "in_repair") == {False: 5}
    assert sizes(found, "entitled") == {False: 5}
    assert sizes(found, "registered") == {}
    nobody = evidence(caller=replace(evidence().caller, known=False, entitled=False))
    found = tried(known=nobody)
    assert sizes(found, "registered") == sizes(found, "entitled") == {True: 5}
    assert sizes(found, "under_warranty") == sizes(found, "in_repair") == {}


def test_cover_ends_or_lasts_a_year() -> None:
    ended, _known = made("under_warranty", False, replace(HELD, equipment=COVERED))
    assert ended.equipment is not None
    assert (ended.equipment.warranty_until, ended.equipment.contract_until) == (None, None)
    begun, _known = made("under_warranty", True, replace(HELD, equipment=UNCOVERED))
    assert begun.equipment is not None
    assert begun.equipment.warranty_until == date(2027, 11, 23)


def test_a_wanted_fix_works_more_often_and_another_one_fails_more_often() -> None:
    known = evidence(fixes=(GOOD_FIX, ODD_FIX))
    times = {1: 7, 2: 8, 3: 9, 5: 11, 8: 14, 13: 19, 21: 27, 34: 40}
    found = tried(FIX, known=known)
    assert sizes(found, "fix:31:worked") == {41 + n: size for n, size in times.items()}
    assert sizes(found, "fix:31:likeness") == {0.75: 5}
    assert sizes(found, "fix:31:failed") == sizes(found, "fix:9:failed") == {}
    found = tried(UP, known=known)
    assert sizes(found, "fix:31:failed") == {5 + n: size for n, size in times.items()}
    assert sizes(found, "fix:31:likeness") == sizes(found, "fix:31:worked") == {}


def test_a_record_that_grows_is_tried_so_often_more() -> None:
    fixes = (GOOD_FIX, ODD_FIX)
    _case, known = made("fix:31:worked", 44, wanted=FIX, known=evidence(fixes=fixes))
    assert known.fixes == (replace(GOOD_FIX, tries=49, worked=44), ODD_FIX)
    _case, known = made("fix:31:failed", 8, known=evidence(fixes=fixes))
    assert known.fixes == (replace(GOOD_FIX, tries=49, worked=41), ODD_FIX)


def test_only_a_fix_that_is_like_it_and_untried_is_tried_in_vain() -> None:
    known = evidence(fixes=(GOOD_FIX, ODD_FIX, replace(GOOD_FIX, fix=4, likeness=0.35)))
    assert sizes(tried(known=known), "tried") == {31: 3, 4: 3}
    assert sizes(tried(at=replace(HELD, tried=failed(31)), known=known), "tried") == {4: 3}
    after, _known = made("tried", 31, replace(HELD, tried=failed(8)), known=known)
    assert [(each.fix, each.outcome) for each in after.tried] == [
        (8, Outcome.FAILED), (31, Outcome.FAILED)
    ]  # fmt: skip


def test_equipment_is_named_or_left_out() -> None:
    at = replace(HELD, equipment=COVERED)
    reach = Reach(((UNCOVERED, evidence(came_from="umea")), (COVERED, evidence())))
    found = tried(at=at, reach=reach)
    assert sizes(found, "asset") == {"LAP-2": 2, None: 3}
    [named] = [each for each in found if each.to == "LAP-2"]
    assert (named.was, named.name) == ("LAP-1", "laptop")
    after, known = changed((at, evidence()), (named,))
    assert after.equipment == UNCOVERED
    assert known.came_from == "umea"


def test_words_are_the_first_three_of_a_list_and_only_where_they_count() -> None:
    assert set(sizes(tried(), "words")) == {"ransomware", "hacked", "encrypted files"}
    assert sizes(tried(Wanted(Route.SUPERVISOR)), "words") == {}
    said = sizes(tried(at=replace(HELD, equipment=COVERED)), "words")
    assert {"crack", "smoke", "smoking", "broken", "dead", "does not turn on"} < set(said)
    assert "smell of burning" not in said
    assert set(said.values()) == {2}
    rules = (
        '[[rules]]\nname = "a"\neffect = "must"\nroute = "{0}"\n'
        'when = {{ words = ["vpn", "tun*"] }}\n'
    )
    assert set(sizes(tried(book=ruled(rules.format("escalate"))), "words")) == {"vpn", "tun"}
    assert sizes(tried(book=ruled(rules.format("assign"))), "words") == {}
    after, _known = made("words", "tun", book=ruled(rules.format("escalate")))
    assert after.subject == "outlook does not open tun"


def test_a_ticket_that_was_moved_stands_in_the_queue_of_its_new_team() -> None:
    assert sizes(tried(), "team") == {t.code: 8 for t in TEAMS if t.code != "front-office"}
    after, known = made("team", "network")
    assert (after.team, after.tier, after.assignee, after.status, after.hops) == (
        "network", 2, None, Status.ASSIGNED, 1
    )  # fmt: skip
    assert after.teams == ("front-office", "network")
    assert known.came_from == "front-office"
    new = case()
    after, known = made("team", "network", new, known=evidence(came_from=None))
    assert (after.hops, after.teams, known.came_from) == (0, ("network",), None)
    back = replace(HELD, team=None, teams=("desktop", "network"))
    after, known = made("team", "network", back, known=evidence(came_from="desktop"))
    assert (after.hops, after.teams, known.came_from) == (0, ("desktop", "network"), "desktop")


def test_somebody_is_hired_only_where_nobody_works() -> None:
    teams = (*TEAMS[:2], replace(TEAMS[2], people=0))
    found = tried(known=evidence(teams=teams))
    assert [(e.field, e.size) for e in found if e.field.endswith(":people")] == [
        ("team:network:people", 9)
    ]
    _case, known = made("team:network:people", 1, known=evidence(teams=teams))
    assert known.teams == (*TEAMS[:2], replace(TEAMS[2], people=1, on_shift=1))
    assert not [e for e in tried(known=evidence(teams=teams, people=())) if e.size == 9]


@pytest.mark.parametrize(
    ("field", "to", "priority"),
    [("impact", "everyone", Priority.P2), ("urgency", "critical", Priority.P2),
     ("impact", "group", Priority.P3), ("urgency", "low", Priority.P5)],
)  # fmt: skip
def test_the_priority_follows_impact_and_urgency(field: str, to: str, priority: Priority) -> None:
    after, _known = made(field, to)
    assert after.priority is priority


def test_the_smallest_come_first_and_equals_by_field_and_value() -> None:
    found = tried(FIX, replace(HELD, equipment=COVERED), evidence(fixes=(GOOD_FIX, ODD_FIX)))
    keys = [(each.size, each.field, str(each.to)) for each in found]
    assert keys == sorted(keys)
    assert all(each.was != each.to for each in found)


def test_two_words_can_be_said_together_and_two_categories_cannot() -> None:
    found = tried(at=replace(HELD, equipment=COVERED))
    words = [each.slot for each in found if each.field == "words"]
    assert len(set(words)) == len(words) > 1
    assert {each.slot for each in found if each.field == "category"} == {"category"}


@pytest.mark.parametrize(
    ("field", "to", "said"),
    [
        ("urgency", "high", "urgency high instead of normal"),
        ("category", "vpn", "the category VPN and working from home"),
        ("channel", "chat", "the channel chat instead of phone"),
        ("asset", "LAP-2", "the equipment LAP-2 instead of LAP-1 (laptop)"),
        ("asset", None, "no equipment named, instead of LAP-1"),
        ("tried", 31, "known fix 31, “Outlook opens”, tried without success"),
        ("team", "network", "in the queue of Network instead of front-office"),
        ("team:network:people", 1, "somebody works in Network"),
        ("fix:31:failed", 10, "known fix 31, “Outlook opens”, failed 5 times more"),
        ("words", "smoke", "“smoke” among the words"),
        ("entitled", False, "support not covered by the plan"),
        ("under_warranty", False, "the equipment without warranty or contract"),
    ],
)  # fmt: skip
def test_a_change_is_said_as_a_thing(field: str, to: object, said: str) -> None:
    teams = (*TEAMS[:2], replace(TEAMS[2], people=0))
    fix = replace(GOOD_FIX, title="Outlook opens")
    at, known = replace(HELD, equipment=COVERED), evidence(fixes=(fix,), teams=teams)
    found = tried(at=at, known=known, reach=Reach(((UNCOVERED, evidence()),)))
    [change] = [each for each in found if (each.field, each.to) == (field, to)]
    assert change_words(change, str) == said
