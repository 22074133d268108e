"""What resolved tickets have taught, as far as it counts in a decision.

From the policy's confidence on, and once enough tickets have taught, the suggestion weighs in the
chances of teams and tiers like so many tickets of their record; else it is only said: an estimator
that has seen few tickets is surer than it is right. A team's chance is its share among the
teams of its own tier and those above: when it gets there, it was not resolved below.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from frontdesk.decision.facts import Evidence, Learned
from frontdesk.decision.outcome import Fact, Reason, Stage, Verdict
from frontdesk.policy import Policy
from frontdesk.rulebook.conditions import BETWEEN

OFFERED = 3
"""Suggestions that a person is shown."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """The shares of teams and tiers that count; empty where nothing does.

    Attributes:
        weight: how many tickets they weigh.
    """

    weight: float
    teams: Mapping[str, float]
    tiers: Mapping[int, float]

    def of_team(self, code: str, tier: int, p: float, tickets: float) -> float:
        """The chance of a team, when its record of so many tickets says ``p``."""
        return self._blend(self.teams.get(code, 0.0), tier, p, tickets)

    def of_tier(self, tier: int, p: float, tickets: float) -> float:
        """The chance of a whole tier, when so many tickets say ``p``."""
        return self._blend(self.tiers.get(tier, 0.0), tier, p, tickets)

    def _blend(self, share: float, tier: int, p: float, tickets: float) -> float:
        above = sum(each for level, each in self.tiers.items() if level >= tier)
        if not self.weight or above <= 0.0:
            return p
        taught = min(1.0, share / above)
        return (p * tickets + taught * self.weight) / (tickets + self.weight)


NO_LESSON = Lesson(0.0, {}, {})


def lesson(evidence: Evidence, policy: Policy) -> Lesson:
    """What of it counts by itself."""
    learned = evidence.learned
    if learned is None or not _sure(learned, policy):
        return NO_LESSON
    teams = {each.team: each.share for each in learned.shares}
    tiers: dict[int, float] = {}
    for each in learned.shares:
        tiers[each.tier] = tiers.get(each.tier, 0.0) + each.share
    return Lesson(policy.learning.weight, teams, tiers)


def surest_tier(evidence: Evidence, policy: Policy) -> int | None:
    """The tier of the team that is surely suggested; ``None`` where nothing counts."""
    learned = evidence.learned
    if learned is None or not policy.learning.weight or not _sure(learned, policy):
        return None
    return learned.shares[0].tier


def _sure(learned: Learned, policy: Policy) -> bool:
    own = policy.learning
    enough = learned.tickets >= own.least
    return enough and bool(learned.shares) and learned.shares[0].share >= own.confidence


def told(evidence: Evidence, policy: Policy) -> tuple[Reason, ...]:
    """The receipt's lines: the suggestions with their shares, and what spoke for the first."""
    learned = evidence.learned
    if learned is None or not learned.shares:
        return (Reason(Stage.ESTIMATE, "nothing_learned", Verdict.NOTED, {}),)
    first = learned.shares[0]
    facts: dict[str, Fact] = {
        "team": first.team,
        "name": first.name,
        "tier": first.tier,
        "share": round(first.share, 4),
        "least": policy.learning.confidence,
        "known": round(learned.known, 4),
        "trained": learned.trained,
        "pros": BETWEEN.join(first.pros),
        "cons": BETWEEN.join(first.cons),
    }
    for n, each in enumerate(learned.shares[1:OFFERED], 2):
        facts |= {
            f"team_{n}": each.team,
            f"name_{n}": each.name,
            f"share_{n}": round(each.share, 4),
        }
    if learned.tickets < policy.learning.least:
        facts |= {"tickets": learned.tickets, "least_tickets": policy.learning.least}
    if learned.policy and learned.policy != policy.hash:
        facts["trained_under"] = learned.policy
    if _sure(learned, policy):
        return (Reason(Stage.CHOOSE, "learned_counts", Verdict.HELD, facts),)
    return (Reason(Stage.CHOOSE, "learned_offers", Verdict.NOTED, facts),)
