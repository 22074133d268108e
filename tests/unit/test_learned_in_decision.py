"""What resolved tickets have taught moves a decision only where it is sure, and is always told."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.decision.learned import Lesson
from frontdesk.routing import Decision, Learned, decide, reason_words
from tests.unit.routing_cases import POLICY, case, evidence, taught


def decided(learned: Learned | None, weight: float = 30.0) -> Decision:
    policy = POLICY.model_copy(
        update={"learning": POLICY.learning.model_copy(update={"weight": weight})}
    )
    return decide(case("vpn drops after a minute"), replace(evidence(), learned=learned), policy)


def chances(decision: Decision) -> dict[str, float]:
    return {option.key: option.p_success for option in decision.options}


def said(decision: Decision) -> list[str]:
    return [reason_words(one) for one in decision.reasons if one.rule.startswith("learned")]


def test_below_the_policys_confidence_it_is_said_and_changes_nothing() -> None:
    unsure = decided(taught(network=0.7, desktop=0.2, front_office=0.1))
    assert chances(unsure) == chances(decided(None))
    assert unsure.model == "1" * 64
    [line] = said(unsure)
    assert "Network (tier 2) in 70 %" in line
    assert "Desktop support 20 %, Front office 10 %" in line
    assert "For it: vpn, site poznan. Against it: fax." in line
    assert "Below 80 % it is only said" in line


def test_before_enough_tickets_have_taught_it_is_said_and_changes_nothing() -> None:
    least = POLICY.learning.least
    few = decided(taught(tickets=least - 1, network=0.99, front_office=0.01))
    assert chances(few) == chances(decided(None))
    [line] = said(few)
    assert f"only said: {least - 1} resolved tickets have taught it, and from {least} on" in line
    enough = decided(taught(tickets=least, network=0.99, front_office=0.01))
    assert chances(enough) != chances(decided(None))


def test_above_it_the_chances_of_teams_follow_it() -> None:
    before, after = chances(decided(None)), chances(decided(taught(network=0.9, front_office=0.1)))
    assert after["escalate:network"] > before["escalate:network"]
    assert after["escalate:desktop"] < before["escalate:desktop"]
    assert after["assign:front-office"] < before["assign:front-office"]


def test_without_weight_it_never_counts() -> None:
    sure = taught(network=0.9, front_office=0.1)
    assert chances(decided(sure, weight=0.0)) == chances(decided(None))


def test_what_was_learned_by_nobody_is_told_too() -> None:
    assert [one.rule for one in decided(None).reasons if "learned" in one.rule] == [
        "nothing_learned"
    ]


shares = st.dictionaries(
    st.sampled_from(("front_office", "desktop", "network", "systems")), st.floats(0.01, 1.0)
)


@given(shares, st.floats(0.0, 1.0), st.floats(0.0, 1000.0), st.floats(0.1, 100.0))
@settings(max_examples=80, deadline=None, derandomize=True)
def test_a_taught_chance_stays_a_chance(
    drawn: dict[str, float], p: float, weight: float, tickets: float
) -> None:
    whole = sum(drawn.values()) or 1.0
    found = taught(**{name: share / whole for name, share in drawn.items()})
    teams = {one.team: one.share for one in found.shares}
    tiers: dict[int, float] = {}
    for one in found.shares:
        tiers[one.tier] = tiers.get(one.tier, 0.0) + one.share
    lesson = Lesson(weight, teams, tiers)
    for code, tier in (("network", 2), ("systems", 3), ("nowhere", 1)):
        assert 0.0 <= lesson.of_team(code, tier, p, tickets) <= 1.0 + 1e-9
