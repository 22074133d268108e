"""Golden cases: facts and where they must lead, the same answer wherever they are run."""

from __future__ import annotations

import pytest

from frontdesk import golden, policy
from frontdesk.errors import BadInputError
from frontdesk.routing import Stage
from frontdesk.rulebook.cases import tiers_of_teams
from frontdesk.rulebook.categories import Category
from frontdesk.rulebook.rules import Rule
from frontdesk.terms import Route
from tests.unit.routing_cases import DEFAULT, POLICY, WITHOUT_RULES

PRINTER = 'subject = "the printer on floor two pulls two sheets"'


def with_case(body: str, rules: str = "", teams: str = "") -> policy.Policy:
    """The shipped policy with these rules and one golden case."""
    return policy.parse(f'{WITHOUT_RULES}{rules}\n{teams}\n[[cases]]\nname = "mine"\n{body}\n')


def outcome(body: str, rules: str = "", teams: str = "") -> golden.Tested:
    (tested,) = golden.run(with_case(body, rules, teams))
    return tested


def given(facts: str, route: str = "assign") -> str:
    return f'given = {{ {facts} }}\nroute = "{route}"'


def test_every_case_of_the_shipped_policy_holds() -> None:
    tested = golden.run(POLICY)
    assert len(tested) >= 12
    assert [(each.case.name, golden.came(each)) for each in tested if not each.holds] == []


def test_a_case_holds_when_all_that_it_names_comes() -> None:
    tested = outcome(given(PRINTER) + '\ntier = 1\nteam = "front-office"\nmax_cost = 500.00')
    assert tested.holds
    assert tested.unmet == ()


@pytest.mark.parametrize(
    ("expected", "unmet"),
    [
        ('\nteam = "desktop"', "team"),
        ("\ntier = 2", "tier"),
        ("\nmax_cost = 1.00", "max_cost"),
    ],
)
def test_what_did_not_come_is_named(expected: str, unmet: str) -> None:
    assert outcome(given(PRINTER) + expected).unmet == (unmet,)


def test_a_case_that_fails_says_what_came_and_what_stood_against_the_other_route() -> None:
    tested = outcome(given(PRINTER, "vendor_repair"))
    assert tested.unmet == ("route",)
    assert "vendor" in golden.expected(tested)
    assert "front-office" in golden.came(tested)
    assert "No equipment is named." in golden.reason(tested)


def test_a_rule_that_is_added_turns_a_case() -> None:
    rule = (
        '[[rules]]\nname = "printers to desktop"\neffect = "must"\nroute = "escalate"\n'
        'team = "desktop"\nwhen = { words = ["printer*"] }\n'
    )
    assert outcome(given(PRINTER)).holds
    assert not outcome(given(PRINTER), rule).holds
    assert "printers to desktop" in golden.reason(outcome(given(PRINTER, "escalate"), rule))


def test_a_policy_that_forbids_everything_leaves_the_supervisor_and_says_why() -> None:
    rules = "".join(
        f'[[rules]]\nname = "no {route}"\neffect = "never"\nroute = "{route}"\n'
        for route in Route
        if route is not Route.SUPERVISOR
    )
    tested = outcome(given(PRINTER, "supervisor"), rules)
    assert tested.holds
    assert "Nothing that could be done is allowed" in golden.reason(tested)


def test_facts_reach_the_decision() -> None:
    tried = 'subject = "mail stuck", fixes = [{ fix = 7, tries = 9, worked = 9 }]'
    assert outcome(given(tried, "local_fix") + "\nfix = 7").holds
    assert not outcome(given(tried + ", tried = [7]", "local_fix")).holds
    broken = 'subject = "laptop screen is cracked", asset_type = "laptop", vendor = "maker"'
    shop, maker = '\nvendor = "repair_shop"', '\nvendor = "maker"'
    assert outcome(given(broken, "vendor_repair") + shop).holds
    assert outcome(given(broken + ", warranty = true", "vendor_repair") + maker).holds
    assert outcome(given(broken + ", contract = true", "vendor_repair") + maker).holds
    assert outcome(given(f"{PRINTER}, entitled = false", "ask_requester")).holds
    assert outcome(given(f"{PRINTER}, registered = false", "ask_requester")).holds


def test_what_goes_on_at_the_site_reaches_the_decision() -> None:
    tested = outcome(given(f'{PRINTER}, site = "gdansk", nearby = 40'))
    (seen,) = [each for each in tested.decision.reasons if each.stage is Stage.OUTBREAK]
    assert 40 in seen.facts.values()


def test_a_ticket_that_a_team_has_is_on_the_tier_of_that_team() -> None:
    case = given(f'{PRINTER}, team = "desktop", teams = ["front-office"]')
    tested = outcome(case)
    assert tested.decision.target.tier == 2
    assert tested.holds


def test_every_kind_of_fact_can_be_asked_by_a_rule() -> None:
    rule = (
        '[[rules]]\nname = "all"\neffect = "must"\nroute = "supervisor"\n'
        'when = { site = "gdansk", plan = "plus", requester = "anna", requester_kind = "external", '
        'language = "pl", channel = "email", kind = "request", impact = "group", urgency = "high", '
        'priority = "P1", status = "assigned", team = "network", tier = 2, hops = 1, reopened = 2, '
        'complexity = 5, facts = { room = "12" }, category = "odd" }\n'
    )
    facts = (
        f'{PRINTER}, site = "gdansk", plan = "plus", requester = "anna", '
        'requester_kind = "external", language = "pl", channel = "email", kind = "request", '
        'impact = "group", urgency = "high", priority = "P1", team = "network", '
        'teams = "front-office", reopened = 2, complexity = 5, facts = { room = "12" }, '
        'category = "odd"'
    )
    assert outcome(given(facts, "supervisor"), rule).holds
    for fact, otherwise in (
        ('site = "gdansk"', 'site = "poznan"'),
        ("reopened = 2", "reopened = 1"),
        ('room = "12"', 'room = "13"'),
        ('kind = "request"', 'kind = "incident"'),
        ('teams = "front-office"', "hops = 0"),
    ):
        assert fact in facts
        other = facts.replace(fact, otherwise, 1)
        assert not outcome(given(other, "supervisor"), rule).holds, fact


def test_the_tier_of_a_team_follows_from_the_order_in_categories() -> None:
    book = policy.parse(WITHOUT_RULES)
    assert dict(book.tiers_of_teams) == {
        "front-office": 1, "desktop": 2, "network": 2, "systems": 3, "applications": 3,
    }  # fmt: skip


def test_what_is_written_about_teams_counts_more_than_their_order() -> None:
    book = with_case(given(PRINTER), teams="[teams]\ndesktop = 3\nfield-office = 2\n")
    assert book.tiers_of_teams["desktop"] == 3
    assert book.tiers_of_teams["field-office"] == 2


def test_golden_cases_and_their_teams_do_not_change_the_hash() -> None:
    assert (
        with_case(given(PRINTER), teams="[teams]\ndesktop = 3\n").hash
        == with_case(given(PRINTER, "supervisor")).hash
    )


@pytest.mark.parametrize(
    ("case", "path", "hint"),
    [
        (given(PRINTER.replace("subject", "subjekt")), "cases[0].given.subjekt", "given.subject"),
        (given(f"{PRINTER}, warrenty = true"), "cases[0].given.warrenty", "given.warranty"),
        (given(PRINTER, "asign"), "cases[0].route", "assign"),
        (given(PRINTER) + '\nteem = "desktop"', "cases[0].teem", "cases[0].team"),
        (given(PRINTER) + '\nteam = "desktp"', "cases[0].team", "desktop"),
        (given(f'{PRINTER}, team = "desktp"'), "cases[0].given.team", "desktop"),
        (given(f'{PRINTER}, teams = ["desktp"]'), "cases[0].given.teams[0]", "desktop"),
        (given(PRINTER) + "\ntier = 4", "cases[0].tier", "ends at 3"),
        (given(f"{PRINTER}, tier = 4"), "cases[0].given.tier", "ends at 3"),
        (given(PRINTER, "local_fix") + "\nfix = 3", "cases[0].fix", "given.fixes"),
        (given(f"{PRINTER}, warranty = true"), "cases[0].given.warranty", "asset_type"),
        (given(f'{PRINTER}, time_left = "soon"'), "cases[0].given.time_left", "8h"),
        (given(f'{PRINTER}, impact = "site-wide"'), "cases[0].given.impact", "site"),
    ],
)
def test_a_case_that_nothing_could_fulfil_is_refused_by_its_path(
    case: str, path: str, hint: str
) -> None:
    with pytest.raises(BadInputError) as refused:
        with_case(case)
    assert path in refused.value.title
    assert hint in str(refused.value)


def test_two_cases_of_one_name_are_refused() -> None:
    twice = DEFAULT + '\n[[cases]]\nname = "a paper jam is not sent away"\n' + given(PRINTER)
    with pytest.raises(BadInputError, match=r"cases\[\d+\].name"):
        policy.parse(twice)


@pytest.mark.parametrize(
    ("lists", "top", "tiers"),
    [
        ([["a", "b"], ["b", "c"]], 3, {"a": 1, "b": 2, "c": 3}),
        ([["b", "c"], ["a", "b"]], 3, {"a": 1, "b": 2, "c": 3}),
        ([["a", "b", "c", "d"]], 3, {"a": 1, "b": 2, "c": 3, "d": 3}),
        ([["c", "d"], ["b", "c"], ["a", "b"]], 4, {"a": 1, "b": 2, "c": 3, "d": 4}),
        ([["a", "b"], ["b", "a"]], 3, {"a": 3, "b": 3}),
        ([], 3, {}),
    ],
)
def test_a_team_stands_above_those_that_are_named_before_it(
    lists: list[list[str]], top: int, tiers: dict[str, int]
) -> None:
    categories = [Category(code=f"c{n}", label="C", complexity=1, teams=tuple(teams))
                  for n, teams in enumerate(lists)]  # fmt: skip
    assert tiers_of_teams({}, categories, (), top) == tiers


def test_a_tier_that_a_rule_or_the_table_of_teams_names_pushes_those_above_it() -> None:
    above = Category(code="c", label="C", complexity=1, teams=("a", "b", "c"))
    rule = Rule(name="r", effect="must", route="escalate", team="b", tier=3)
    no_tier = Rule(name="s", effect="must", route="escalate", team="a")
    assert tiers_of_teams({}, [above], [rule, no_tier], 4) == {"a": 1, "b": 3, "c": 4}
    assert tiers_of_teams({"b": 2, "z": 1}, [above], [rule], 4) == {"a": 1, "b": 2, "c": 3, "z": 1}


@pytest.mark.parametrize(
    ("case", "title", "hint"),
    [
        (given(f'{PRINTER}, vendor = "maker"'), "given.vendor", "asset_type"),
        (given(f"{PRINTER}, contract = true"), "given.contract", "asset_type"),
        (given(PRINTER, "local_fix") + "\nfix = 3", "cases[0].fix", "given.fixes = [{ fix = 3 }]"),
        (given(PRINTER) + '\nteam = "zzz"', "cases[0].team", "write teams.zzz = 2"),
        (given(PRINTER) + '\nteam = "desktp"', "names desktp", "did you mean desktop?"),
    ],
)
def test_what_a_case_lacks_is_said_with_what_to_write(case: str, title: str, hint: str) -> None:
    with pytest.raises(BadInputError) as refused:
        with_case(case)
    assert title in refused.value.title
    assert hint in f"{refused.value.title} {refused.value.hint}"


def test_the_top_of_the_ladder_and_a_fix_that_is_given_are_in_order() -> None:
    with_case(given(f"{PRINTER}, tier = 3") + "\ntier = 3")
    with_case(given(f"{PRINTER}, fixes = [{{ fix = 3 }}]", "local_fix") + "\nfix = 3")
    with_case(given(f'{PRINTER}, asset_type = "printer", vendor = "m", warranty = true'))
    with pytest.raises(BadInputError, match=r"teams.desktop"):
        with_case(given(PRINTER), teams="[teams]\ndesktop = 4\n")
