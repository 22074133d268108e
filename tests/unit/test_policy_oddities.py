"""What is odd in a policy beside its rules: ladder, categories, teams of the register, promises."""

from __future__ import annotations

import pytest

from frontdesk import policy
from tests.unit.routing_cases import DEFAULT, TEAMS, WITHOUT_RULES

LEVELS = {team.code: team.tier for team in TEAMS}
PROMISES = (
    WITHOUT_RULES
    + """
[[calendars]]
name = "office"
zone = "UTC"
hours = { mon-fri = ["08:00-16:00"] }
"""
)


def told(text: str, teams: dict[str, int] | None = None, **people: int) -> list[str]:
    staff = {**dict.fromkeys(teams or LEVELS, 2), **people} if people else None
    return list(policy.warnings(policy.parse(text), teams, staff))


def with_change(old: str, new: str, text: str = WITHOUT_RULES) -> str:
    assert old in text
    return text.replace(old, new, 1)


def test_the_shipped_policy_has_nothing_odd() -> None:
    assert told(DEFAULT, LEVELS, desktop=1) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("amount = 62.00", "amount = 21.99", "tiers[1]: tier 2 (Desktop and network support) co"),
        ("amount = 85.00", "amount = 61.99", "tiers[2]: tier 3 (Systems and applications) costs"),
        ("authority = 4", "authority = 1", "tiers[1]: tier 2 (Desktop and network support) has"),
        ("min_likeness = 0.35", "min_likeness = 0.75", "estimates.min_likeness: is not below"),
        ("authority = 5", "authority = 4", ""),
        ("amount = 62.00", "amount = 22.00", ""),
        ("min_likeness = 0.35", "min_likeness = 0.74", ""),
    ],
)  # fmt: skip
def test_a_ladder_that_falls_is_told(old: str, new: str, said: str) -> None:
    found = told(with_change(old, new))
    assert len(found) == bool(said)
    assert all(said in each for each in found)


def test_a_category_that_nobody_decides_or_that_repeats_itself_is_told() -> None:
    low = with_change("authority = 5", "authority = 4")
    assert told(with_change("complexity = 4", "complexity = 5", low)) == [
        "categories[0] (security): complexity 5 is above the authority of every tier"
    ]
    assert told(with_change('"network", "systems"]\nskill = "vpn"',
                            '"network", "network"]\nskill = "vpn"')) == [
        "categories[5] (vpn): names a team twice"
    ]  # fmt: skip
    assert told(with_change('words = ["vpn", ', 'words = ["vpn", "WiFi", ')) == [
        "categories[5] (vpn): the word 'wifi' already speaks for wifi"
    ]


def test_teams_are_compared_with_the_register() -> None:
    same = {**LEVELS, "network": 1}
    assert any(
        "categories[5] (vpn): front-office and network are both on tier 1" in each
        for each in told(WITHOUT_RULES, same)
    )
    above = {**LEVELS, "systems": 4}
    assert any(
        "categories[5] (vpn): team systems is on tier 4, above the ladder" in each
        for each in told(WITHOUT_RULES, above)
    )
    unknown = {code: tier for code, tier in LEVELS.items() if code != "front-office"}
    unknown |= {"first": 1, "systems": 4}
    assert any("(vpn): team systems is on tier 4" in each for each in told(WITHOUT_RULES, unknown))
    two = {code: tier for code, tier in LEVELS.items() if tier < 3}
    assert told(WITHOUT_RULES, two) == [
        "tiers[2] (Systems and applications): cannot be reached: no team works on tier 3"
    ]


def test_a_rule_for_a_team_on_another_tier_is_told() -> None:
    rule = '[[rules]]\nname = "r"\neffect = "must"\nroute = "escalate"\nteam = "network"\n'
    assert told(WITHOUT_RULES + rule + "tier = 2\n", LEVELS) == []
    assert any(
        "rules[0] (r): team network is not on tier 3" in each
        for each in told(WITHOUT_RULES + rule + "tier = 3\n", LEVELS)
    )


def test_a_category_that_only_a_rule_knows_is_told_with_the_nearest() -> None:
    rule = (
        '[[rules]]\nname = "r"\neffect = "must"\nroute = "supervisor"\nwhen = {{ category = {} }}\n'
    )
    assert told(WITHOUT_RULES + rule.format('["vpn", "printng"]')) == [
        "rules[0] (r): the policy has no category printng; did you mean printing?"
    ]


def test_each_team_without_people_is_told_once_where_it_first_gets_work() -> None:
    rule = '[[rules]]\nname = "r"\neffect = "{}"\nroute = "escalate"\nteam = "{}"\n'
    text = WITHOUT_RULES + rule.format("must", "spare")
    found = told(text, {**LEVELS, "spare": 2}, network=0, spare=0)
    assert [each for each in found if "nobody works" in each] == [
        "categories[0] (security): nobody works in network",
        "rules[0] (r): nobody works in spare",
    ]
    never = WITHOUT_RULES + rule.format("never", "spare")
    assert not [e for e in told(never, {**LEVELS, "spare": 2}, spare=0) if "nobody works" in e]


def test_the_teams_that_a_register_lacks_are_named_once_in_their_order() -> None:
    book = policy.parse(
        WITHOUT_RULES
        + '[[rules]]\nname = "r"\neffect = "must"\nroute = "escalate"\nteam = "spare"\n'
        + '[[calendars]]\nname = "c"\nalways = true\nteams = ["night"]\n'
        + '[[promises]]\nclock = "work"\nname = "p"\nteam = "moon"\nwithin = "4h"\n'
        + "[teams]\nstars = 2\n"
    )
    assert policy.missing_teams(book, ["front-office", "network", "applications"]) == (
        "systems", "desktop", "spare", "night", "moon", "stars"
    )  # fmt: skip


# --- promises, warnings, calendars ----------------------------------------------------------------
def promise(name: str, more: str = "", within: str = '"4h"', clock: str = "resolution") -> str:
    return f'[[promises]]\nclock = "{clock}"\nname = "{name}"\nwithin = {within}\n{more}\n'


def about(*promises: str) -> list[str]:
    return told(PROMISES + "".join(promises))


def test_a_promise_behind_a_wider_one_never_counts() -> None:
    wide, narrow = promise("wide"), promise("narrow", 'site = "lund"')
    said = ["promises[1] (narrow): can never count: wide matches whenever it does"]
    assert about(wide, narrow) == said
    assert about(narrow, wide) == []
    assert about(promise("wide", clock="first_response"), narrow) == []
    assert about(promise("wide", 'site = ["lund", "umea"]'), narrow) == said
    assert about(promise("wide", 'site = "umea"'), narrow) == []
    assert about(promise("wide", 'plan = "plus"'), narrow) == []


def test_several_promises_together_can_leave_nothing_to_a_later_one() -> None:
    high, low = (
        promise("high", 'priority = ["P1", "P2"]'),
        promise("low", 'priority = ["P3", "P4"]'),
    )
    rest = promise("rest", 'priority = ["P2", "P3"]')
    (found,) = about(high, low, rest)
    assert "promises[2] (rest): can never count: low matches whenever it does" in found
    assert about(high, rest, low) == []


def test_a_promise_that_promises_nothing_to_whom_it_matches_is_told() -> None:
    within = '{ P1 = "1h" }'
    (found,) = about(promise("none", 'priority = "P2"', within))
    assert "promises[0] (none): can never count: it promises nothing" in found


def test_what_a_promise_names_must_be_there() -> None:
    assert about(promise("p", 'category = ["vpn", "vnp"]')) == [
        "promises[0] (p): the policy has no category vnp; did you mean vpn?"
    ]
    assert about(promise("p", "tier = 4")) == [
        "promises[0] (p): can never match: the ladder ends at 3"
    ]
    assert about(promise("p", "tier = 3")) == []
    assert about(promise("p", 'calendar = "plan"')) == [
        "promises[0] (p): no plan has a calendar, so that the first counts"
    ]


def test_a_calendar_that_nobody_has_is_told() -> None:
    spare = '[[calendars]]\nname = "spare"\nalways = true\n'
    assert about(spare) == ["calendars[1] (spare): nobody uses it"]
    for owner in ("sites", "plans", "teams", "vendors"):
        assert about(spare + f'{owner} = ["front-office"]\n') == []
    assert about(spare, promise("p", 'calendar = "spare"')) == []
    assert told(WITHOUT_RULES + promise("p")) == [
        "promises: without a calendar they count day and night"
    ]


def test_a_higher_priority_that_is_promised_later_is_told() -> None:
    assert about(promise("p", within='{ P1 = "4h", P2 = "3h" }')) == [
        "promises[0] (p): P1 is promised later than P2: 4h against 3h of “p”"
    ]
    assert about(promise("p", within='{ P1 = "3h", P3 = "3h" }')) == []
    always = '[[calendars]]\nname = "always"\nalways = true\n'
    day = promise("day", 'priority = "P1"\ncalendar = "always"', '"8h"')
    hours = promise("hours", 'priority = "P2"\ncalendar = "office"', '"4h"')
    assert about(always, day, hours) == []
    assert len(about(always, day, hours.replace("4h", "1h"))) == 1


def test_a_warning_that_never_counts_is_told() -> None:
    def warning(at: float, more: str = "") -> str:
        return f'[[warnings]]\nclock = "resolution"\nat = {at}\n{more}\n'

    p = promise("p", 'priority = ["P1", "P2"]')
    assert about(p, warning(0.3), warning(0.3, 'priority = "P1"')) == [
        "warnings[1] (resolution at 0.3): can never count: an earlier one matches whenever it does"
    ]
    assert about(p, warning(0.3, 'priority = "P1"'), warning(0.3)) == []
    assert about(p, warning(0.3), warning(0.4, 'priority = "P1"')) == []
    assert about(p, warning(0.3, 'priority = "P3"')) == [
        "warnings[0] (resolution at 0.3): nothing is promised for its priorities"
    ]
