"""A policy's text is changed in one place: all the rest stays as it was, byte for byte."""

from __future__ import annotations

import tomllib
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk import policy, policysheet
from frontdesk.errors import BadInputError
from frontdesk.rulebook import editing
from tests.unit.routing_cases import DEFAULT

EXAMPLE = policysheet.EXAMPLES.read_text("utf-8")
TEXTS = (DEFAULT, EXAMPLE, DEFAULT.replace("\n", "\r\n"), DEFAULT.rstrip("\n"))
RULES = [rule["name"] for rule in tomllib.loads(DEFAULT)["rules"]]


def names(text: str, table: str = "rules") -> list[str]:
    return [each["name"] for each in tomllib.loads(text)[table]]


def differing(before: str, after: str) -> list[str]:
    """Lines that are not in the other text, ``-`` of the first and ``+`` of the second."""
    ours, theirs = (Counter(text.splitlines(keepends=True)) for text in (before, after))
    gone = [f"-{line.strip()}" for line in (ours - theirs).elements()]
    return gone + [f"+{line.strip()}" for line in (theirs - ours).elements()]


def test_a_number_is_changed_and_its_comment_stays() -> None:
    text = editing.set_value(DEFAULT, ("desk", "hop_budget"), 5)
    before, after = differing(DEFAULT, text)
    assert after == before.replace("-", "+", 1).replace("= 4 ", "= 5 ")
    assert policy.parse(text).desk.hop_budget == 5


def test_an_amount_keeps_the_decimals_that_are_written() -> None:
    text = editing.set_value(DEFAULT, ("desk", "requester_hour"), Decimal("7.50"))
    assert "requester_hour = 7.50  " in text
    text = editing.set_value(DEFAULT, ("tiers", 1, "cost", "amount"), Decimal("60.00"))
    assert policy.parse(text).tiers[1].cost.amount == 60
    assert len(differing(DEFAULT, text)) == 2


def test_a_key_that_a_table_lacks_is_added_behind_its_last_one() -> None:
    last = len(RULES) - 1
    text = editing.set_value(DEFAULT, ("rules", last, "tier"), 1)
    assert differing(DEFAULT, text) == ["+tier = 1"]
    assert text.index("tier = 1\n\n# --- when the desk is open") > 0
    assert policy.parse(text).rules[last].tier == 1


def test_a_word_inside_a_condition_is_changed_where_it_stands() -> None:
    text = editing.set_value(DEFAULT, ("rules", 3, "when", "channel"), "chat")
    assert differing(DEFAULT, text) == [
        '-when = { channel = "monitoring" }', '+when = { channel = "chat" }'
    ]  # fmt: skip


def test_a_key_is_removed_with_its_line() -> None:
    text = editing.remove_value(DEFAULT, ("rules", 0, "because"))
    (gone,) = differing(DEFAULT, text)
    assert gone.startswith("-because = ")
    assert policy.parse(text).rules[0].because == ""


@pytest.mark.parametrize("which", range(len(TEXTS)))
@given(index=st.integers(0, 1), to=st.integers(0, 1))
@settings(max_examples=8, deadline=None)
def test_moving_there_and_back_gives_the_same_bytes(which: int, index: int, to: int) -> None:
    text = TEXTS[which]
    moved = editing.move_entry(text, "rules", index, to)
    assert names(moved)[to] == names(text)[index]
    assert editing.move_entry(moved, "rules", to, index) == text


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=4))
@settings(max_examples=25, deadline=None)
def test_moving_changes_the_order_and_loses_no_line(moves: list[tuple[int, int]]) -> None:
    text, order = DEFAULT, list(RULES)
    for index, to in moves:
        text = editing.move_entry(text, "rules", index, to)
        order.insert(to, order.pop(index))
    assert names(text) == order
    assert Counter(text.splitlines()) == Counter(DEFAULT.splitlines())
    head, tail = DEFAULT.index("[[rules]]"), DEFAULT.index("# --- when the desk is open")
    assert text[:head] == DEFAULT[:head]
    assert text[tail - len(DEFAULT) :] == DEFAULT[tail:]


def test_a_comment_right_above_an_entry_moves_with_it() -> None:
    text = editing.move_entry(DEFAULT, "calendars", 1, 0)
    assert '# For what cannot wait for the morning.\n[[calendars]]\nname = "always"' in text


def test_an_entry_is_removed_with_its_comment_and_nothing_else() -> None:
    text = editing.remove_entry(DEFAULT, "rules", 2)
    assert names(text) == RULES[:2] + RULES[3:]
    assert all(line.startswith("-") for line in differing(DEFAULT, text))
    assert text.count("\n\n\n") == DEFAULT.count("\n\n\n")


@pytest.mark.parametrize("which", range(len(TEXTS)))
@pytest.mark.parametrize("at", [0, 1, -1])
def test_an_entry_is_added_and_taken_away_again(which: int, at: int) -> None:
    text = TEXTS[which]
    rule = {
        "name": 'the "new" one', "effect": "never", "route": "escalate", "tier": 3,
        "when": {"site": ["gdansk"], "tier": "<3", "facts": {"room": ["żółty"]}},
    }  # fmt: skip
    place = at if at >= 0 else len(names(text))
    added = editing.add_entry(text, "rules", rule, place)
    assert names(added)[place] == 'the "new" one'
    assert policy.parse(added).rules[place].when.site == ("gdansk",)
    assert [line for line in differing(text, added) if line.startswith("-")] in ([], ["-"])
    assert (
        policy.parse(editing.remove_entry(added, "rules", place)).rules == policy.parse(text).rules
    )


def test_the_first_rule_of_a_policy_without_any_is_added_at_the_end() -> None:
    bare = DEFAULT[: DEFAULT.index("[[rules]]")]
    rule = {"name": "one", "effect": "must", "route": "supervisor"}
    text = editing.add_entry(bare, "rules", rule, 0)
    assert text.startswith(bare)
    assert names(text) == ["one"]


def test_headings_inside_a_long_string_are_not_taken_for_entries() -> None:
    long = DEFAULT.replace(
        'because = "An intrusion', 'because = """\n[[rules]]\nname = "no"\n"""\n#', 1
    )
    assert names(editing.move_entry(long, "rules", 0, 1))[:2] == [RULES[1], RULES[0]]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: editing.set_value(text, ("desk", "waiting", "nobody", "x"), 1),
        lambda text: editing.set_value(text, ("rules", 99, "because"), "x"),
        lambda text: editing.remove_value(text, ("desk", "moon")),
        lambda text: editing.move_entry(text, "rules", 0, 99),
        lambda text: editing.move_entry(text, "rules", -1, 0),
        lambda text: editing.remove_entry(text, "moons", 0),
        lambda text: editing.add_entry(text, "rules", {"name": "x"}, 99),
        lambda text: editing.move_entry("rules = [{ name = 'a' }, { name = 'b' }]", "rules", 0, 1),
        lambda _text: editing.set_value("a = ", ("a",), 1),
    ],
)
def test_what_cannot_be_done_without_touching_more_is_refused(change: Any) -> None:
    with pytest.raises(BadInputError) as refused:
        change(DEFAULT)
    assert refused.value.hint
