"""A policy file is read whole, or refused with one line that says where and what was meant."""

from __future__ import annotations

import pytest

from frontdesk import policy
from frontdesk.errors import BadInputError
from frontdesk.terms import Route
from tests.unit.routing_cases import DEFAULT, POLICY

VPN = [category.code for category in POLICY.categories].index("vpn")
HARDWARE = [category.hardware for category in POLICY.categories].index(True)


def refusal(old: str, new: str, text: str = DEFAULT) -> BadInputError:
    """What is said about the default policy with one thing changed."""
    assert old in text
    with pytest.raises(BadInputError) as caught:
        policy.parse(text.replace(old, new, 1))
    return caught.value


def line_of(text: str) -> int:
    return DEFAULT[: DEFAULT.index(text)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "path", "near"),
    [
        ("hop_budget = 4", "hop_bugdet = 4", "desk.hop_bugdet", "desk.hop_budget"),
        ('when = { impact = "ev', 'when = { imapct = "ev', "rules[1].when.imapct", "when.impact"),
        ("minutes = 45", "mintues = 45", "tiers[1].mintues", "tiers[1].minutes"),
        ("[matching]", "[maching]", "maching", "matching"),
        ("hardware = true", "hardwear = true", f"categories[{HARDWARE}].hardwear", "hardware"),
        ("replacement = 1100.00", "replacment = 1100", "repair.equipment[0].replacment", "replace"),
    ],
)
def test_a_misspelt_key_is_named_with_the_nearest_known_one(
    old: str, new: str, path: str, near: str
) -> None:
    refused = refusal(old, new)
    assert path in refused.title
    assert near in refused.hint
    assert refused.exit_code == 2


@pytest.mark.parametrize(
    ("old", "new", "path", "shown"),
    [
        ("authority = 4", 'authority = "4"', "tiers[1].authority", '"4"'),
        ("authority = 4", "authority = true", "tiers[1].authority", "true"),
        ("authority = 4", "authority = 9", "tiers[1].authority", "9"),
        ("p_success = 0.80", "p_success = 1.8", "tiers[1].p_success", "1.8"),
        ("amount = 62.00", "amount = 62.005", "tiers[1].cost.amount", "62.005"),
        ("amount = 62.00", "amount = -1", "tiers[1].cost.amount", "-1"),
        ('effect = "must"', 'effect = "mast"', "rules[0].effect", '"mast"'),
        ('tier = "<3"', 'tier = "<<3"', "rules[0].when.tier", '"<<3"'),
        ('words = ["ransom', 'words = ["", "ransom', "rules[0].when.words[0]", '""'),
        ('channel = "monitoring"', "channel = []", "rules[3].when.channel", "a list"),
        ('channel = "monitoring"', 'channel = "moon"', "rules[3].when.channel[0]", '"moon"'),
        ('code = "vpn"', 'code = "V P N"', f"categories[{VPN}].code", '"V P N"'),
    ],
)
def test_a_value_that_does_not_fit_is_named_by_its_path(
    old: str, new: str, path: str, shown: str
) -> None:
    refused = refusal(old, new)
    assert f"{path} is {shown}" in refused.title


def test_the_line_of_a_mistake_is_named() -> None:
    refused = refusal("hop_budget = 4", "hop_bugdet = 4")
    assert refused.title.startswith(f"policy.toml:{line_of('hop_budget = 4')}: ")


def test_a_mistake_in_an_inline_table_has_the_line_of_the_table() -> None:
    line = line_of('when = { impact = "everyone"')
    assert refusal("{ impact =", "{ imapct =").title.startswith(f"policy.toml:{line}: ")


def test_a_mistake_in_the_third_of_equal_tables_has_its_own_line() -> None:
    line = line_of("authority = 5")
    assert refusal("authority = 5", "autority = 5").title.startswith(f"policy.toml:{line}: ")


def test_headings_inside_a_long_string_are_not_taken_for_tables() -> None:
    text = DEFAULT.replace('because = "When', 'because = """\n[desk]\nhop_bugdet = 3\n"""\n#', 1)
    text = text.replace("hop_budget = 4", "hop_bugdet = 4")
    refused = refusal('name = "default"', 'name = "other"', text)
    assert f":{line_of('hop_budget = 4')}:" in refused.title


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("level = 2", "level = 3", "tiers[1].level"),
        ('code = "vpn"', 'code = "wifi"', f"categories[{VPN}].code"),
        ("everyone down goes to a supervisor", "an intrusion goes to systems", "rules[1].name"),
        ('site     = { low = "P3", ', "site     = { ", "priorities.site: low is missing"),
        ("tier = 1\nbecause", "tier = 6\nbecause", "rules[4].tier"),
        ('currency = "USD", date', 'currency = "EUR", date', "no rate for EUR"),
        ("site = 25\n", "", "desk.waiting: site is missing"),
    ],
)
def test_what_does_not_hang_together_is_refused(old: str, new: str, what: str) -> None:
    assert what in refusal(old, new).title


@pytest.mark.parametrize(
    "pattern", ["(a+)+", "(?=x)y", r"(a)\1", "a*b*", "a{1,900}", "((a", "x" * 300, "(?i)a"]
)
def test_a_pattern_that_could_run_away_is_refused(pattern: str) -> None:
    refused = refusal('impact = "everyone"', f"regex = '{pattern}'")
    assert "rules[1].when.regex" in refused.title


@pytest.mark.parametrize("pattern", ["err(or|eur)? ?\\d{3}", "^no .{0,20}tone", "a+b{2}"])
def test_a_plain_pattern_is_taken(pattern: str) -> None:
    policy.parse(DEFAULT.replace('impact = "everyone"', f"regex = '{pattern}'", 1))


def test_a_supervisor_cannot_be_forbidden_because_somebody_must_decide() -> None:
    refused = refusal(
        'effect = "must"\nroute = "supervisor"', 'effect = "never"\nroute = "supervisor"'
    )
    assert "supervisor" in refused.hint


def test_broken_toml_names_the_line() -> None:
    assert "line" in refusal('name = "default"', "name = default").title


@pytest.mark.parametrize(
    "text", ["", "\x00", "[" * 5000, "tiers = 3", "currency = 1979-05-27", "a" * 2_000_001]
)
def test_what_is_no_policy_is_refused_and_never_a_traceback(text: str) -> None:
    with pytest.raises(BadInputError):
        policy.parse(text)


def test_control_characters_of_a_file_do_not_reach_the_message() -> None:
    refused = refusal("hop_budget = 4", '"hop\\u001bbudget" = 4')
    assert "\x1b" not in str(refused)


@pytest.mark.parametrize("tiers", [3, 4, 5, 6])
def test_a_ladder_has_three_to_six_tiers(tiers: int) -> None:
    assert len(policy.parse(with_tiers(tiers)).tiers) == tiers


@pytest.mark.parametrize("tiers", [2, 7])
def test_a_ladder_of_another_length_is_refused(tiers: int) -> None:
    with pytest.raises(BadInputError, match="tiers"):
        policy.parse(with_tiers(tiers))


def with_tiers(count: int) -> str:
    """The default policy with a ladder of so many tiers."""
    start, end = DEFAULT.index("[[tiers]]"), DEFAULT.index("# What a ticket costs that leaves")
    tier = DEFAULT[start : DEFAULT.index("[[tiers]]", start + 1)]
    ladder = "".join(tier.replace("level = 1", f"level = {n}") for n in range(1, count + 1))
    return DEFAULT[:start] + ladder + DEFAULT[end:].replace('tier = "<3"', "tier = 1")


def test_what_each_rule_does_is_told_in_words() -> None:
    assert [policy.effect_words(rule) for rule in POLICY.rules] == [
        "must be escalated to systems",
        "must go to a supervisor",
        "never go away for repair",
        "never go back with a question",
        "rather be worked on at tier 1",
        "rather be mended by a known fix",
    ]
    bare = POLICY.rules[0].model_copy(update={"team": None})
    every = {policy.effect_words(bare.model_copy(update={"route": each})) for each in Route}
    assert len(every) == len(Route)
