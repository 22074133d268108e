"""How complex a case is that nobody has judged: 1 to 5, with each addend, for the receipt.

From the category, the equipment, how many are hit, what was tried, whether it came back, and who
resolved what was like it. It refuses to guess from words: what is like the case was gathered.
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median_low
from typing import NamedTuple

from frontdesk.decision.facts import Case, Evidence
from frontdesk.decision.learned import surest_tier
from frontdesk.policy import Category, Policy
from frontdesk.terms import Impact

LEAST, MOST = 1, 5


class Addend(NamedTuple):
    """A part of the complexity: a code, grades to add or take off, and what was seen, if a tier."""

    code: str
    grades: int
    tier: int | None = None


def grade(
    case: Case, category: Category | None, failed: int, evidence: Evidence, policy: Policy
) -> tuple[int, tuple[Addend, ...]]:
    """The complexity, and what it was made of, the ground it stands on first.

    Args:
        category: of the policy, named or guessed; ``None`` without one.
        failed: known fixes that were tried and failed.
    """
    raised = policy.complexity
    base = Addend("category", category.complexity) if category else Addend("none", raised.default)
    found = [base, *_seen(case, failed, policy)]
    so_far = _within(sum(each.grades for each in found))
    found += _precedent(so_far, evidence, policy)
    return _within(sum(each.grades for each in found)), tuple(found)


def _seen(case: Case, failed: int, policy: Policy) -> Iterator[Addend]:
    """What the case itself adds."""
    raised = policy.complexity
    by_type = raised.equipment.get(case.equipment.type, 0) if case.equipment else 0
    if by_type:
        yield Addend("equipment", by_type)
    if raised.wide and case.impact in (Impact.SITE, Impact.EVERYONE):
        yield Addend("wide", raised.wide)
    if raised.reopened and case.reopened:
        yield Addend("reopened", raised.reopened)
    if raised.tries and failed >= 2:
        yield Addend("tries", raised.tries)


def _precedent(so_far: int, evidence: Evidence, policy: Policy) -> Iterator[Addend]:
    """A step towards what the tier decides that resolved what was like it."""
    raised = policy.complexity
    tiers = [each.tier for each in evidence.alike if each.tier is not None]
    if len(tiers) >= raised.evidence_least:
        code, tier = "alike", median_low(tiers)
    else:
        taught = surest_tier(evidence, policy)
        if taught is None:
            return
        code, tier = "learned", taught
    low = policy.tier(tier - 1).authority + 1 if tier > 1 else LEAST
    high = max(policy.tier(tier).authority, low)
    wanted = min(max(so_far, low), high, MOST)
    grades = max(-raised.evidence, min(wanted - so_far, raised.evidence))
    if grades:
        yield Addend(code, grades, tier)


def _within(grades: int) -> int:
    return max(LEAST, min(grades, MOST))
