"""When a rule matches: each predicate on its own, and what the receipt says that it saw."""

from __future__ import annotations

import pytest

from frontdesk.decision.outcome import Verdict
from frontdesk.errors import BadInputError
from frontdesk.rulebook.conditions import Passage, Words
from frontdesk.rulebook.values import Compare
from frontdesk.terms import Channel, Impact, Kind, Priority
from tests.unit.routing_cases import COVERED, UNCOVERED, Caller, failed, route, ruled, said


@pytest.mark.parametrize(
    ("written", "inside", "outside"),
    [
        (4, [4], [3, 5]),
        ("4", [4], [3, 5]),
        ("=4", [4], [3]),
        (">=4", [4, 5], [3]),
        ("> 4", [5], [4]),
        ("<3", [0, 2], [3]),
        ("<=3", [3], [4]),
        ("2..4", [2, 3, 4], [1, 5]),
    ],
)
def test_numbers_are_compared(written: object, inside: list[int], outside: list[int]) -> None:
    compare = Compare.read(written)
    assert all(map(compare.holds, inside))
    assert not any(map(compare.holds, outside))


@pytest.mark.parametrize("written", ["", "four", ">>4", "-1", "4..", True, 4.5, None, [4]])
def test_what_is_no_comparison_is_refused(written: object) -> None:
    with pytest.raises(ValueError, match="whole number"):
        Compare.read(written)


@pytest.mark.parametrize(
    ("listed", "text", "found"),
    [
        ("printer", "The PRINTER, again", "printer"),
        ("print", "the printer", None),
        ("print*", "the printer", "print*"),
        ("no dial tone", "there is no  dial-tone here", "no dial tone"),
        ("no dial tone", "no dial. tone deaf", "no dial tone"),
        ("dial tone", "dial tones", None),
        ("działa", "nie DZIALA od rana", "działa"),
        ("skärm*", "skarmen är svart", "skärm*"),
        ("two-factor", "two factor code", "two-factor"),
        ("cat", "concatenate", None),
        ("*", "anything", None),
    ],
)
def test_words_are_found_whole_folded_and_with_open_ends(
    listed: str, text: str, found: str | None
) -> None:
    assert Words([listed]).first(Passage.of(text)) == found


def matches(when: str, **values: object) -> bool:
    book = ruled(f'\n[[rules]]\nname = "it"\neffect = "prefer"\nroute = "assign"\nwhen = {when}\n')
    subject = str(values.pop("subject", "outlook does not open"))
    (line,) = said(route(subject, policy=book, **values), "it")
    return line.verdict is Verdict.HELD


@pytest.mark.parametrize(
    ("when", "values"),
    [
        ('{ category = "email" }', {"category": "email"}),
        ('{ category = ["vpn", "email"] }', {"category": "email"}),
        ('{ category = "email" }', {}),  # read off the words
        ('{ category = "from-elsewhere" }', {"category": "from-elsewhere"}),
        ('{ kind = "request" }', {"kind": Kind.REQUEST}),
        ('{ channel = ["email", "chat"] }', {"channel": Channel.CHAT}),
        ('{ priority = "P1" }', {"priority": Priority.P1}),
        ('{ impact = "site" }', {"impact": Impact.SITE}),
        ('{ site = "Poznan" }', {"site": "poznan"}),
        ('{ team = "front-office" }', {"team": "front-office"}),
        ('{ asset_type = "laptop" }', {"equipment": COVERED}),
        ("{ under_warranty = true }", {"equipment": COVERED}),
        ("{ under_warranty = false }", {"equipment": UNCOVERED}),
        ("{ has_equipment = false }", {}),
        ('{ vendor = "maker" }', {"equipment": COVERED}),
        ('{ complexity = ">=4" }', {"complexity": 5}),
        ("{ tier = 1 }", {}),
        ('{ hops = ">=2" }', {"hops": 2}),
        ("{ reopened = 1 }", {"reopened": 1}),
        ('{ tries = ">=2" }', {"tried": failed(1, 2)}),
        ('{ words = ["outlook", "x"] }', {}),
        ('{ without = ["printer"] }', {}),
        ('{ regex = "look .{0,9}open" }', {}),
        ('{ facts.symptom = ["A1", "B2"] }', {"facts": {"symptom": "B2"}}),
        ('{ plan = "plus", requester_kind = "internal" }', {"known": {"plan": "plus"}}),
        ("{}", {}),
    ],
)
def test_a_predicate_holds(when: str, values: dict[str, object]) -> None:
    if "known" in values:
        values = {"known": {"caller": Caller("anna", plan="plus")}}
    assert matches(when, **values)


@pytest.mark.parametrize(
    "when",
    [
        '{ category = "vpn" }',
        '{ site = "poznan" }',
        '{ asset_type = "laptop" }',
        "{ under_warranty = false }",
        "{ under_warranty = true }",
        "{ has_equipment = true }",
        '{ facts.symptom = "A1" }',
        '{ words = ["printer"] }',
        '{ without = ["outlook"] }',
        '{ regex = "^open" }',
        '{ plan = "plus" }',
        '{ category = "email", tier = 2 }',
    ],
)
def test_what_is_not_so_or_not_known_does_not_match(when: str) -> None:
    assert not matches(when)


def test_every_predicate_leaves_what_it_saw_and_the_failed_ones_are_named() -> None:
    book = ruled(
        '\n[[rules]]\nname = "it"\neffect = "must"\nroute = "assign"\n'
        'when = { category = "vpn", tier = 1, hops = ">=1", words = ["Outlook"], site = "x" }\n'
    )
    (line,) = said(route(policy=book), "it")
    assert line.verdict is Verdict.FAILED
    assert line.facts["failed"] == "category; site; hops"
    assert line.facts["wants"] == "vpn"
    saw = {name: value for name, value in line.facts.items() if name.startswith("saw.")}
    assert saw == {
        "saw.category": "email",
        "saw.site": None,
        "saw.tier": 1,
        "saw.hops": 0,
        "saw.words": "Outlook",
    }


def test_a_rule_that_remembers_says_the_same_again() -> None:
    book = ruled(
        '\n[[rules]]\nname = "it"\neffect = "prefer"\nroute = "assign"\n'
        'when = { hops = ">=2", words = ["outlook"] }\n'
    )
    first = [said(route(policy=book, hops=n % 3), "it") for n in range(3)]
    for n in range(200):
        route(f"outlook {n}", policy=book, hops=n % 90)
    assert [said(route(policy=book, hops=n % 3), "it") for n in range(3)] == first


def test_a_name_with_a_semicolon_is_refused_because_receipts_part_codes_by_it() -> None:
    with pytest.raises(BadInputError, match="rules"):
        ruled('\n[[rules]]\nname = "a; b"\neffect = "must"\nroute = "assign"\n')
