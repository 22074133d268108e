"""The policy as a value: its hash, its helpers, and what is odd in it."""

from __future__ import annotations

import pytest

from frontdesk import policy
from frontdesk.terms import Impact, Kind, Money, Priority, Urgency
from tests.unit.routing_cases import DEFAULT, POLICY, TEAMS, WITHOUT_RULES

LEVELS = {team.code: team.tier for team in TEAMS}


def changed(old: str, new: str) -> policy.Policy:
    assert old in DEFAULT
    return policy.parse(DEFAULT.replace(old, new, 1))


def test_the_shipped_policy_has_nothing_odd_and_needs_the_teams_of_the_start_register() -> None:
    assert policy.warnings(POLICY, LEVELS) == ()
    assert policy.missing_teams(POLICY, LEVELS) == ()


def test_the_shipped_costs_are_those_of_their_source() -> None:
    figures = [(POLICY.cost(tier.cost), tier.cost.confirmed) for tier in POLICY.tiers]
    assert figures == [
        (Money(2200, "USD"), True),
        (Money(6200, "USD"), True),
        (Money(8500, "USD"), False),
    ]
    assert POLICY.cost(POLICY.costs.field) == Money(19600, "USD")
    assert POLICY.cost(POLICY.costs.vendor) == Money(47100, "USD")


def test_comments_and_layout_do_not_change_the_hash_and_every_value_does() -> None:
    assert policy.parse("# mine\n" + DEFAULT).hash == POLICY.hash
    assert changed("hop_budget = 4 ", "hop_budget = 4").hash == POLICY.hash
    assert changed("hop_budget = 4", "hop_budget = 5").hash != POLICY.hash
    assert changed('"ransomware", "hacked"', '"hacked", "ransomware"').hash != POLICY.hash
    assert len(POLICY.hash) == 64


def test_keys_that_are_left_out_have_the_values_of_the_shipped_file() -> None:
    needed = ("currency = ", "[[tiers]]", "[costs]", "[[categories]]")
    begin = [WITHOUT_RULES.index(each) for each in needed]
    ladder = WITHOUT_RULES[begin[1] : WITHOUT_RULES.index("# --- what is believed")]
    categories = WITHOUT_RULES[begin[3] : WITHOUT_RULES.index("# --- hardware that breaks")]
    short = policy.parse(f'currency = "USD"\n{ladder}\n{categories}')
    for name in ("desk", "validation", "complexity", "estimates", "matching", "priorities"):
        assert getattr(short, name) == getattr(POLICY, name), name
    ours, theirs = short.repair, POLICY.repair
    for name in ("p_success", "days", "strength", "waiting_share", "worth"):
        assert getattr(ours, name) == getattr(theirs, name), name
    assert ours.faults.p_likely == theirs.faults.p_likely


def test_priority_comes_from_the_matrix() -> None:
    assert POLICY.priority(Impact.PERSON, Urgency.LOW) is Priority.P5
    assert POLICY.priority(Impact.EVERYONE, Urgency.CRITICAL) is Priority.P1


def test_a_tier_beyond_the_ladder_counts_as_its_end() -> None:
    assert POLICY.tier(9).level == 3
    assert POLICY.tier(0).level == 1


def test_a_category_is_found_by_code_and_an_unknown_one_is_none() -> None:
    billing = POLICY.category("billing")
    assert billing is not None
    assert billing.kind is Kind.REQUEST
    assert POLICY.category("from-an-import") is None
    assert POLICY.category(None) is None


@pytest.mark.parametrize(("typed", "code"), [("pritning", "printing"), ("Wi-Fi", "wifi")])
def test_the_nearest_category_to_what_was_typed(typed: str, code: str) -> None:
    found = POLICY.nearest_category(typed)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    ("text", "asset_type", "code"),
    [
        ("I forgot my password and cannot sign in", None, "access"),
        ("the printer on floor two pulls two sheets", None, "printing"),
        ("no picture on the set-top box, red light", None, "set_top_box"),
        ("drukarka nie drukuje", None, "printing"),
        ("glömt lösenordet", None, "access"),
        ("it does not work", "fax", "fax"),
        ("VPN drops after a minute at home", None, "vpn"),
        ("zażółć gęślą jaźń", None, None),
        ("", None, None),
    ],
)
def test_words_and_equipment_speak_for_a_category(
    text: str, asset_type: str | None, code: str | None
) -> None:
    found = POLICY.guess_category(text, asset_type)
    assert (found.code if found else None) == code


def test_costs_in_another_currency_are_turned_by_the_dated_rate() -> None:
    text = DEFAULT.replace(
        'amount = 62.00, currency = "USD"', 'amount = 50.00, currency = "EUR"', 1
    )
    book = policy.parse(text + '\n[rates.EUR]\nrate = 1.1\ndate = "2026-01-02"\n')
    assert book.cost(book.tiers[1].cost) == Money(5500, "USD")


def test_a_tier_that_costs_less_than_the_one_below_is_told() -> None:
    told = policy.warnings(changed("amount = 62.00", "amount = 12.00"))
    assert len(told) == 1
    assert "tiers[1]" in told[0]
    assert "12.00 USD" in told[0]


def test_a_tier_with_less_authority_than_the_one_below_is_told() -> None:
    assert any("authority" in each for each in policy.warnings(changed("ority = 4", "ority = 1")))


@pytest.mark.parametrize(
    ("when", "why"),
    [
        ("{ complexity = 6 }", "complexity"),
        ('{ complexity = ">5" }', "complexity"),
        ("{ tier = 4 }", "tier"),
        ('{ hops = "<0" }', "hops"),
        ('{ has_equipment = false, asset_type = "printer" }', "equipment"),
        ('{ words = ["Alpha"], without = ["alpha", "beta"] }', "word"),
    ],
)
def test_a_rule_that_can_never_match_is_told(when: str, why: str) -> None:
    book = rules(f'name = "odd"\neffect = "must"\nroute = "assign"\nwhen = {when}\n')
    (told,) = policy.warnings(book)
    assert "never match" in told
    assert why in told


def rules(*each: str) -> policy.Policy:
    return policy.parse(WITHOUT_RULES + "".join(f"\n[[rules]]\n{rule}" for rule in each))


WIDE = 'name = "wide"\neffect = "{effect}"\nroute = "escalate"\nwhen = {{ complexity = ">=2" }}\n'
NARROW = (
    'name = "narrow"\neffect = "{effect}"\nroute = "{route}"\n'
    'when = {{ complexity = "3..4", words = ["x"] }}\n'
)


@pytest.mark.parametrize("effect", ["must", "prefer"])
def test_a_rule_behind_a_wider_one_of_its_kind_is_told(effect: str) -> None:
    book = rules(WIDE.format(effect=effect), NARROW.format(effect=effect, route="assign"))
    (told,) = policy.warnings(book)
    assert "narrow" in told
    assert "wide" in told


def test_a_never_rule_is_idle_only_behind_one_that_blocks_the_same() -> None:
    same = rules(WIDE.format(effect="never"), NARROW.format(effect="never", route="escalate"))
    other = rules(WIDE.format(effect="never"), NARROW.format(effect="never", route="assign"))
    assert len(policy.warnings(same)) == 1
    assert policy.warnings(other) == ()


def test_rules_of_different_kinds_do_not_shadow_each_other() -> None:
    book = rules(WIDE.format(effect="must"), NARROW.format(effect="never", route="assign"))
    assert policy.warnings(book) == ()


def test_a_narrow_rule_before_a_wide_one_is_in_order() -> None:
    book = rules(NARROW.format(effect="must", route="assign"), WIDE.format(effect="must"))
    assert policy.warnings(book) == ()


def test_a_category_that_a_rule_misspells_is_told_with_the_nearest() -> None:
    told = policy.warnings(changed('{ category = "billing"', '{ category = "biling"'))
    assert any("biling" in each and "billing" in each for each in told)


def test_a_route_that_this_version_cannot_take_is_told() -> None:
    book = rules('name = "swarm it"\neffect = "must"\nroute = "swarm"\nwhen = { tier = 1 }\n')
    (told,) = policy.warnings(book)
    assert "swarm" in told


def test_a_word_that_speaks_for_two_categories_is_told() -> None:
    told = policy.warnings(changed('words = ["vpn"', 'words = ["vpn", "fax"'))
    assert any("'fax'" in each and "vpn" in each for each in told)


def test_teams_are_compared_with_the_register() -> None:
    without = {code: tier for code, tier in LEVELS.items() if code != "systems"}
    assert policy.missing_teams(POLICY, without) == ("systems",)
    both = {**LEVELS, "systems": 2}
    assert any("both on tier 2" in each for each in policy.warnings(POLICY, both))


def test_a_policy_cannot_be_changed_once_read() -> None:
    with pytest.raises(ValueError, match="frozen"):
        POLICY.desk.hop_budget = 9  # type: ignore[misc]
