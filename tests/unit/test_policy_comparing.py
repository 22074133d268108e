"""What differs between two policies, in words and as values."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk import policy
from frontdesk.policy import Change, difference_words, differences
from tests.unit.routing_cases import DEFAULT, POLICY, WITHOUT_RULES

NAMES = [f"rule {letter}" for letter in "abcdefgh"]


def book(*names: str) -> policy.Policy:
    rules = [f'[[rules]]\nname = "{n}"\neffect = "never"\nroute = "escalate"\n' for n in names]
    return policy.parse(WITHOUT_RULES + "\n".join(rules))


def changed(old: str, new: str) -> list[str]:
    assert old in DEFAULT
    after = policy.parse(DEFAULT.replace(old, new, 1))
    return [difference_words(each) for each in differences(POLICY, after)]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("hop_budget = 4", "hop_budget = 3", "desk.hop_budget: from 4 to 3"),
        ("requester_hour = 6.00", "requester_hour = 7.5", "desk.requester_hour: from 6.0 to 7.5"),
        (
            "amount = 62.00",
            "amount = 60",
            "tiers “Desktop and network support” cost.amount: from 62.0 to 60.0",
        ),
        ('words = ["vpn", ', 'words = ["wpn", ', "categories “vpn” words: added wpn; removed vpn"),
        ('tier = "<3", words', "words", "rules “an intrusion goes to systems” when.tier: removed"),
        ('within = "15m"', 'within = "20m"', "promises “first answer, day and night” within: from"),
        ('person   = { low = "P5"', 'person   = { low = "P4"', "priorities.person.low: from P5"),
        ('name = "a paper jam is', 'name = "a jam is', "cases “a paper jam is not sent away”: rem"),
        ("systems = 3", "systems = 2", "teams.systems: from 3 to 2"),
        ("charge = 260.00", "charge = 250.00", "repair.equipment “laptop” charge: from 260.0"),
        ('"ransomware", "hacked"', '"hacked", "ransomware"', "the same in another order"),
        ('hardware = true\nwords = ["fax"', 'words = ["fax"', "“fax” hardware: from true to false"),
    ],
)
def test_each_difference_is_said_by_its_path(old: str, new: str, said: str) -> None:
    found = changed(old, new)
    assert any(said in each for each in found), found


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"ransomware", "hacked", ', "", "when.words: removed ransomware, hacked"),
        ('words = ["vpn", ', 'words = ["vpn", "wpn", "xpn", ', "“vpn” words: added wpn, xpn"),
        ('\nskill = "vpn"', "", "categories “vpn” skill: removed, was vpn"),
        ('label = "VPN and', 'label = "A VPN and', "from VPN and working from home to A VPN and"),
        ("charge = 260.00\n", "", "repair.equipment “laptop” charge: removed, was 260.0"),
        ('types = ["laptop"]\ncovered', 'types = ["pad"]\ncovered', "“laptop”: removed"),
        ("systems = 3", "systems = 3\nmore = 2", "teams.more: added, 2"),
    ],
)  # fmt: skip
def test_a_difference_is_said_in_full(old: str, new: str, said: str) -> None:
    found = changed(old, new)
    assert any(each.endswith(said) or f"{said} " in each for each in found), found


def test_what_is_long_is_cut_and_a_table_that_goes_is_only_named() -> None:
    words = ", ".join(f'"word{n}"' for n in range(30))
    (added,) = changed('words = ["vpn", ', f'words = ["vpn", {words}, ')
    assert "word0, word1, word2" in added
    assert "word29" not in added
    (gone,) = differences(book("one"), book())
    assert difference_words(gone) == "rules “one”: removed"


def test_entries_of_one_name_are_told_apart_by_their_number() -> None:
    case = '\n[[warnings]]\nclock = "resolution"\nat = 0.25\npriority = "P{0}"\n'
    before = policy.parse(DEFAULT + case.format(1) + case.format(2))
    after = policy.parse(DEFAULT + case.format(1) + case.format(3))
    paths = [each.path[1] for each in differences(before, after)]
    assert paths == ["resolution at 0.25 #2"]


def test_comments_and_repeated_defaults_are_no_difference() -> None:
    assert changed("hop_budget = 4  ", "hop_budget = 4 # mine\n#") == []
    assert changed("hop_budget = 4", "") == []


def test_a_rule_that_comes_is_added_with_all_that_it_says() -> None:
    (found,) = differences(book("one"), book("one", "two"))
    assert (found.path, found.change, found.before) == (("rules", "two"), Change.ADDED, None)
    assert found.after["route"] == "escalate"


def test_one_rule_that_moves_is_one_difference() -> None:
    (found,) = differences(book(*NAMES), book(*NAMES[1:], NAMES[0]))
    assert found == (("rules", "rule a"), Change.MOVED, 1, 8)
    assert "from place 1 to place 8" in difference_words(found)


@given(st.permutations(NAMES), st.permutations(NAMES), st.integers(0, 8), st.integers(0, 8))
@settings(max_examples=60, deadline=None)
def test_differences_lead_from_one_order_of_rules_to_the_other(
    one: list[str], other: list[str], some: int, others: int
) -> None:
    before, after = one[:some], other[:others]
    found = differences(book(*before), book(*after))
    names = {change: [d.path[1] for d in found if d.change is change] for change in Change}
    assert set(names[Change.ADDED]) == set(after) - set(before)
    assert set(names[Change.REMOVED]) == set(before) - set(after)
    still = [name for name in before if name in after and name not in names[Change.MOVED]]
    assert still == [name for name in after if name in still]
    assert (not found) == (before == after)
