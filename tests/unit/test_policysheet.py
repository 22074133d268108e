"""The reference of the policy file is made from the schema, and leaves nothing out."""

from __future__ import annotations

import tomllib

from frontdesk import golden, policy, policysheet
from frontdesk.rulebook import reference

EXAMPLE = policysheet.EXAMPLES.read_text("utf-8")
TABLES = reference.tables(tomllib.loads(EXAMPLE))


def test_the_page_is_current() -> None:
    written = policysheet.PAGE.read_text("utf-8")
    assert written == policysheet.sheet(EXAMPLE), "run python -m frontdesk.policysheet"


def test_every_key_has_a_meaning_and_an_example() -> None:
    # The meaning stands in the section's docstring, the example in docs/policy-example.toml.
    assert reference.lacking(TABLES) == []


def test_a_key_without_meaning_or_example_is_named() -> None:
    bare = reference.Key(("rules", "[]", "when", "moon"), "", "text", "none", "")
    table = reference.Table("`[rules.when]`", "", (bare,))
    assert reference.lacking([table]) == [
        "rules[].when.moon: no meaning",
        "rules[].when.moon: no example",
    ]


def test_the_example_is_a_policy_that_can_be_used_and_whose_cases_hold() -> None:
    book = policy.parse(EXAMPLE)
    assert policy.warnings(book) == ()
    assert [each.case.name for each in golden.run(book) if not each.holds] == []


def test_every_key_of_the_schema_stands_on_the_page_with_value_and_default() -> None:
    keys = {key.path: key for table in TABLES for key in table.keys}
    assert keys["desk", "hop_budget"] == (
        ("desk", "hop_budget"),
        "moves between teams after the first assignment that a ticket may make",
        "whole number, 0 to 50",
        "`4`",
        "`4`",
    )
    assert keys["clocks", "soon"].default == '`"4h"`'
    assert keys["tiers", "[]", "cost", "amount"].value == "amount"
    assert "`P1`" in keys["rules", "[]", "when", "priority"].value
    assert keys["cases", "[]", "given", "fixes", "[]", "fix"].default == "required"
