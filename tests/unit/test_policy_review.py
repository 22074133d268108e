"""What is odd about rules: never matching, never counting, never followed, going in circles."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk import policy
from frontdesk.policy import Effect, Rule, When
from frontdesk.rulebook import implication
from frontdesk.rulebook.conditions import Passage, RuleBook, Scene, Values
from tests.unit.routing_cases import TEAMS, WITHOUT_RULES

LEVELS = {team.code: team.tier for team in TEAMS}
MUST, NEVER, PREFER = "must", "never", "prefer"


def rule(name: str, effect: str, route: str, when: str = "", **target: str | int) -> str:
    lines = [f'{key} = "{value}"' for key, value in target.items() if isinstance(value, str)]
    lines += [f"{key} = {value}" for key, value in target.items() if isinstance(value, int)]
    head = f'[[rules]]\nname = "{name}"\neffect = "{effect}"\nroute = "{route}"\n'
    return head + "\n".join(lines) + f"\nwhen = {{ {when} }}\n"


def told(*rules: str) -> list[str]:
    return list(policy.warnings(policy.parse(WITHOUT_RULES + "\n".join(rules)), LEVELS))


@pytest.mark.parametrize(
    ("words", "without"),
    [
        ('"VPN tunnel"', '"vpn"'),
        ('"cracked"', '"crack*"'),
        ('"cracked", "crack in it"', '"crack*"'),
        ('"Zażółć"', '"zazolc"'),
        ('"tun*"', '"tu*"'),
    ],
)
def test_words_that_hold_what_must_be_absent_never_match(words: str, without: str) -> None:
    (found,) = told(rule("odd", MUST, "supervisor", f"words = [{words}], without = [{without}]"))
    assert "can never match" in found


@pytest.mark.parametrize(
    ("words", "without"), [('"vpn"', '"vpn tunnel"'), ('"tun*"', '"tunnel"'), ('"a", "b"', '"a"')]
)
def test_words_that_can_stand_without_the_unwanted_ones_are_in_order(
    words: str, without: str
) -> None:
    assert told(rule("fine", MUST, "supervisor", f"words = [{words}], without = [{without}]")) == []


def test_a_team_on_another_tier_than_is_asked_never_matches() -> None:
    (found,) = told(rule("odd", MUST, "supervisor", 'team = "systems", tier = "<3"'))
    assert "no team that it wants is on that tier" in found


@pytest.mark.parametrize(
    ("effect", "route", "target", "when", "said"),
    [
        (MUST, "escalate", {"team": "desktop"}, "tier = 2", "is not above"),
        (MUST, "escalate", {"tier": 2}, 'team = "systems"', "is not above"),
        (PREFER, "hand_back", {"team": "systems"}, "tier = 2", "is not below"),
        (MUST, "assign", {"team": "desktop"}, "tier = 1", "is not where"),
    ],
)
def test_a_target_that_lies_the_wrong_way_is_told(
    effect: str, route: str, target: dict[str, str | int], when: str, said: str
) -> None:
    (found,) = told(rule("odd", effect, route, when, **target))
    assert "can never be followed" in found
    assert said in found


def test_a_rule_that_another_always_forbids_is_told() -> None:
    wish = rule("wish", MUST, "escalate", 'category = "vpn", tier = 1', team="network")
    ban = rule("ban", NEVER, "escalate", 'category = ["vpn", "wifi"]', tier=2)
    assert told(wish, ban) == []  # it names no tier, so that another tier may be meant
    ban = rule("ban", NEVER, "escalate", 'category = ["vpn", "wifi"]', team="network")
    (found,) = told(wish, ban)
    assert "wish" in found
    assert "ban forbids it" in found


def test_a_preference_behind_a_must_hardly_counts() -> None:
    must = rule("first", MUST, "supervisor", 'category = "vpn"')
    wish = rule("wish", PREFER, "assign", 'category = "vpn", channel = "phone"')
    (found,) = told(must, wish)
    assert "wish): hardly ever counts: first decides first" in found


def test_words_and_equipment_make_a_rule_narrower() -> None:
    wide = rule("wide", MUST, "supervisor", 'has_equipment = true, words = ["crack*", "vpn"]')
    narrow = rule("narrow", MUST, "assign", 'asset_type = "laptop", words = ["cracked screen"]')
    (found,) = told(wide, narrow)
    assert "narrow" in found
    assert "wide matches whenever it does" in found


def test_rules_that_send_to_and_fro_are_told() -> None:
    up = rule("up", MUST, "escalate", 'category = "vpn", team = "desktop"', team="systems")
    down = rule("down", MUST, "hand_back", 'team = "systems", channel = "phone"', team="desktop")
    (found,) = told(up, down)
    assert "down): goes in a circle with up" in found
    elsewhere = down.replace('channel = "phone"', 'category = "wifi"')
    assert told(up, elsewhere) == []
    other_team = down.replace('team = "systems",', 'team = "applications",')
    assert told(up, other_team) == []


def test_an_escalation_from_anywhere_and_a_hand_back_make_a_circle() -> None:
    up = rule("up", MUST, "escalate", 'words = ["vpn"]', team="network")
    down = rule("down", MUST, "hand_back", 'tier = 2, words = ["vpn"]', team="front-office")
    (found,) = told(down, up)
    assert "up): goes in a circle with down" in found


def test_two_teams_of_a_tier_that_pass_to_each_other_are_told() -> None:
    one = rule("one", MUST, "assign", 'team = "desktop"', team="network")
    two = rule("two", MUST, "assign", 'team = "network"', team="desktop")
    assert any("two): goes in a circle with one" in each for each in told(one, two))


def test_a_tier_that_is_always_forbidden_or_has_no_team_cannot_be_reached() -> None:
    (found,) = told(rule("never up", NEVER, "escalate", tier=3))
    assert "tiers[2]" in found
    assert "never up always forbids it" in found
    book = policy.parse(WITHOUT_RULES)
    two_tiers = {code: min(tier, 2) for code, tier in LEVELS.items()}
    assert any("no team works on tier 3" in each for each in policy.warnings(book, two_tiers))


def test_a_team_without_people_is_told_once() -> None:
    book = policy.parse(WITHOUT_RULES)
    people = dict.fromkeys(LEVELS, 2) | {"network": 0}
    (found,) = policy.warnings(book, LEVELS, people)
    assert "nobody works in network" in found


def test_teams_of_golden_cases_are_compared_with_the_register() -> None:
    book = policy.parse(WITHOUT_RULES + "\n[teams]\nsystems = 2\n")
    assert any(
        "teams.systems" in each and "tier 3" in each for each in policy.warnings(book, LEVELS)
    )


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ('tier = ">3"', "tier is never >=4"),
        ("tier = 4", "tier is never 4"),
        ('complexity = ">5"', "complexity is never >=6"),
        ("complexity = 0", "complexity is never 0"),
        ('hops = "<0"', "hops is never <=-1"),
        ('reopened = "<0"', "reopened is never"),
        ('tries = "<0"', "tries is never"),
        ('tier = "3..2"', "tier is never 3..2"),
        ('has_equipment = false, asset_type = "fax"', "without equipment there is no type"),
        ('has_equipment = false, vendor = "maker"', "without equipment there is no type"),
        ("has_equipment = false, under_warranty = false", "without equipment there is no type"),
    ],
)
def test_a_condition_that_no_ticket_fulfils_is_told_with_why(when: str, said: str) -> None:
    (found,) = told(rule("odd", MUST, "supervisor", when))
    assert "odd): can never match: " in found
    assert said in found


@pytest.mark.parametrize(
    "when",
    [
        "tier = 1", "tier = 3", 'tier = ">2"', "complexity = 1", "complexity = 5", "hops = 0",
        'hops = ">50"', "has_equipment = false", 'has_equipment = true, asset_type = "fax"',
        'team = "systems", tier = 3', 'team = ["systems", "desktop"], tier = 2',
        'team = "nobody-knows", tier = 2',
    ],
)  # fmt: skip
def test_a_condition_at_the_edge_of_what_there_is_is_in_order(when: str) -> None:
    assert told(rule("fine", MUST, "supervisor", when)) == []


@pytest.mark.parametrize(
    ("effect", "first", "then", "idle"),
    [
        (MUST, {"team": "network"}, {"team": "systems"}, True),
        (PREFER, {"tier": 2}, {}, True),
        (NEVER, {}, {"team": "network"}, True),
        (NEVER, {"tier": 2}, {"tier": 2, "team": "network"}, True),
        (NEVER, {"tier": 2}, {"tier": 3}, False),
        (NEVER, {"team": "network"}, {}, False),
        (NEVER, {"team": "network"}, {"team": "desktop"}, False),
    ],
)
def test_a_later_rule_counts_only_where_the_earlier_leaves_something_to_it(
    effect: str, first: dict[str, str | int], then: dict[str, str | int], idle: bool
) -> None:
    wide = rule("wide", effect, "escalate", "tier = 1", **first)
    narrow = rule("narrow", effect, "escalate", 'tier = 1, category = "vpn"', **then)
    said = "narrow): can never count: wide matches whenever it does"
    assert any(said in each for each in told(wide, narrow)) is idle
    assert not any("can never count" in each for each in told(narrow, wide))


def test_a_never_rule_of_another_route_or_vendor_forbids_nothing_here() -> None:
    wish = rule("wish", MUST, "vendor_repair", "tier = 1", vendor="maker")
    for ban, forbids in (
        (rule("ban", NEVER, "vendor_repair"), True),
        (rule("ban", NEVER, "vendor_repair", vendor="maker"), True),
        (rule("ban", NEVER, "vendor_repair", vendor="shop"), False),
        (rule("ban", NEVER, "escalate"), False),
        (rule("ban", NEVER, "vendor_repair", "tier = 2"), False),
    ):
        said = "wish): can never be followed: ban forbids it whenever it matches"
        assert any(said in each for each in told(wish, ban)) is forbids


@pytest.mark.parametrize(
    ("route", "target", "when"),
    [
        ("escalate", {"team": "desktop"}, 'tier = "<=2"'),
        ("escalate", {"tier": 3}, ""),
        ("hand_back", {"team": "desktop"}, 'tier = ">=2"'),
        ("assign", {"tier": 2}, 'tier = ">=2"'),
        ("assign", {"team": "nobody-knows"}, "tier = 1"),
        ("supervisor", {}, "tier = 1"),
    ],
)
def test_a_target_that_can_be_reached_from_somewhere_is_in_order(
    route: str, target: dict[str, str | int], when: str
) -> None:
    assert not [each for each in told(rule("fine", MUST, route, when, **target)) if "fine" in each]


def test_a_circle_needs_each_to_apply_where_the_other_leads() -> None:
    up = rule("up", MUST, "escalate", "tier = 1", team="network")
    for back, circle in (
        ('team = "network"', True),
        ('team = "desktop"', False),
        ("tier = 2", True),
        ("tier = 3", False),
        ("", True),
    ):
        down = rule("down", MUST, "hand_back", back, team="front-office")
        assert any("goes in a circle" in each for each in told(up, down)) is circle, back
    prefer = rule("down", PREFER, "hand_back", "tier = 2", team="front-office")
    assert not any("goes in a circle" in each for each in told(up, prefer))


# --- implication, against what conditions really do ---------------------------------------------
WORDS = ("vpn", "vp*", "vpn tunnel", "tunnel", "a*", "fax")
TEXTS = tuple(" ".join(each) for each in product(("", "vpn", "vps", "fax"), ("tunnel", "a", "ab")))
FACTS = tuple(
    Values({"category": category, "tier": tier, "has_equipment": equipment is not None}
           | {"asset_type": equipment})
    for category in ("vpn", "wifi", None) for tier in (1, 2, 3) for equipment in (None, "laptop")
)  # fmt: skip
conditions = st.builds(
    When,
    category=st.sampled_from([None, ("vpn",), ("vpn", "wifi")]),
    tier=st.sampled_from([None, 1, ">=2", "1..2"]),
    has_equipment=st.sampled_from([None, True, False]),
    asset_type=st.sampled_from([None, ("laptop",)]),
    words=st.none() | st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(tuple),
    without=st.none() | st.lists(st.sampled_from(WORDS), min_size=1, max_size=2).map(tuple),
)


def matches(when: When) -> set[tuple[int, int]]:
    book = RuleBook.of([Rule(name="it", effect="must", route="assign", when=when)])
    (ready,) = book.by_effect[Effect.MUST]
    found = set()
    for f, facts in enumerate(FACTS):
        for p, text in enumerate(TEXTS):
            scene = Scene(facts, Passage.of(text))
            if ready.judge(book.sights(scene)[ready.place], scene.passage).matched:
                found.add((f, p))
    return found


@given(conditions, conditions)
@settings(max_examples=120, deadline=None)
def test_what_is_said_to_imply_or_exclude_does(one: When, other: When) -> None:
    if implication.implied(one, other):
        assert matches(one) <= matches(other)
    if implication.excluded(one, other):
        assert not matches(one) & matches(other)


@given(conditions)
@settings(max_examples=100, deadline=None)
def test_a_condition_implies_itself_and_is_never_missed_on_the_shelf(when: When) -> None:
    assert implication.implied(when, when)
    shelf = implication.Shelf()
    shelf.put(0, when)
    assert shelf.wider(when) == [0]


@given(st.lists(conditions, min_size=8, max_size=8), conditions)
@settings(max_examples=60, deadline=None)
def test_the_shelf_finds_every_wider_condition(others: list[When], one: When) -> None:
    shelf = implication.Shelf()
    for index, other in enumerate(others):
        shelf.put(index, other)
    wider = {index for index, other in enumerate(others) if implication.implied(one, other)}
    assert wider <= set(shelf.wider(one))


def test_two_thousand_rules_are_not_compared_each_with_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rules = [
        rule(f"r{n}", MUST, "assign", f'site = "s{n % 500}", words = ["word{n}", "more{n}"]')
        if n % 2
        else rule(
            f"r{n}", PREFER, "assign", f'words = ["{chr(97 + n % 26)}{chr(97 + n % 23)}x{n}"]'
        )
        for n in range(2000)
    ]
    book = policy.parse(WITHOUT_RULES + "\n".join(rules))
    asked = 0
    whole = implication.implied

    def counted(narrow: When, wide: When) -> bool:
        nonlocal asked
        asked += 1
        return whole(narrow, wide)

    monkeypatch.setattr(implication, "implied", counted)
    assert policy.warnings(book, LEVELS) == ()
    assert asked < 20 * len(rules)
