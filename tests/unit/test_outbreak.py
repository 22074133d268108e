"""The receipt says what is like a case: such tickets at its site, and resolved ones with why."""

from __future__ import annotations

import pytest

from frontdesk.routing import Alike, Nearby, Verdict, larger, reason_words
from tests.unit.alike import ALIKE, FEW, MANY, NONE
from tests.unit.routing_cases import POLICY, route, said


@pytest.mark.parametrize(
    ("nearby", "rule", "verdict"),
    [
        (None, "outbreak_no_site", Verdict.UNKNOWN),
        (NONE, "outbreak_none", Verdict.NOTED),
        (FEW, "outbreak_few", Verdict.NOTED),
        (MANY, "outbreak_seen", Verdict.HELD),
    ],
)
def test_the_outbreak_stage_says_what_was_seen(
    nearby: Nearby | None, rule: str, verdict: Verdict
) -> None:
    (line,) = said(route(site="poznan", known={"nearby": nearby}), rule)
    assert line.verdict is verdict


def test_the_sentence_has_count_span_usual_and_numbers() -> None:
    (line,) = said(route(site="poznan", known={"nearby": MANY}), "outbreak_seen")
    assert reason_words(line) == (
        "Like it at poznan in the last 4 h: 9, usually 0.3. Tickets 9, 8, 7. "
        "It may belong to something larger."
    )


def test_many_are_an_outbreak_only_where_they_are_more_than_usual() -> None:
    least = POLICY.outbreak.count
    assert larger(Nearby(least, 4.0), POLICY)
    assert not larger(Nearby(least - 1, 4.0), POLICY)
    assert not larger(Nearby(least, 4.0, usual=float(least)), POLICY)
    assert larger(Nearby(2 * least, 4.0, usual=float(least)), POLICY)
    assert not larger(None, POLICY)


def test_the_likest_three_are_told_with_who_when_and_why() -> None:
    lines = said(route(known={"alike": ALIKE}), "alike")
    assert [line.facts["number"] for line in lines] == [7, 5, 4]
    assert [reason_words(line) for line in lines] == [
        (
            "Ticket 7, “badge reader dead”, is 80 % alike (badge, reader; same model, same site). "
            "Resolved: Network (tier 2), 3 h, fix 31."
        ),
        "Ticket 5, “badge lost”, is 41 % alike (badge). Resolved: 3 days.",
        "Ticket 4, “reader of lips”, is 30 % alike (reader; same category).",
    ]


def test_a_team_that_is_no_more_is_named_by_its_code() -> None:
    gone = Alike(number=2, subject="old", likeness=0.5, words=("old",), team="gone", tier=3)
    (line,) = said(route(known={"alike": (gone,)}), "alike")
    assert reason_words(line).endswith("Resolved: gone (tier 3).")


def test_that_nothing_is_alike_is_said() -> None:
    (line,) = said(route(), "none_alike")
    assert reason_words(line) == "No resolved ticket is like it."
