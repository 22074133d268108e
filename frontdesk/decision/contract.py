"""The escalation contract: what a tier wants to see before it accepts a ticket, and what lacks.

It refuses to forbid anything: ``desk`` asks for what is missing, a person may send it up all the
same and say why. What a tier wants stands in the policy (``tiers.wants``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from frontdesk.decision.facts import Case, Evidence
from frontdesk.policy import Policy, Want
from frontdesk.rulebook.conditions import count_words


def missing_for(
    case: Case, evidence: Evidence | None, policy: Policy, tier: int
) -> tuple[str, ...]:
    """What a ticket lacks that a tier wants to see, in the order of the policy.

    Args:
        case: the ticket as it stands.
        evidence: for ``tried_fix``, the known fixes that suit; without it that is not asked for.
        policy: what each tier wants.
        tier: the level that is to accept it; one beyond the ladder counts as its end.

    Returns:
        The wants as they are written, such as ``words:30``; ``want_words`` says them. Empty:
        nothing lacks.
    """
    lacking = (want for want in policy.tier(tier).wants if not _MET[want.what](case, want, policy))
    found = tuple(str(want) for want in lacking)
    if "tried_fix" in found and (evidence is None or not _suits(case, evidence, policy)):
        return tuple(each for each in found if each != "tried_fix")
    return found


def _suits(case: Case, evidence: Evidence, policy: Policy) -> bool:
    """Whether a known fix would suit that those who have the ticket may run."""
    least = policy.estimates.min_likeness
    return any(fix.likeness >= least and fix.tier <= case.tier for fix in evidence.fixes)


def _about_equipment(case: Case, policy: Policy) -> bool:
    category = policy.category(case.category)
    return category is not None and category.hardware


_MET: Mapping[str, Callable[[Case, Want, Policy], bool]] = {
    "words": lambda case, want, _policy: count_words(f"{case.subject}\n{case.words}") >= want.least,
    "category": lambda case, _want, _policy: case.category is not None,
    "asset": lambda case, _want, policy: (
        case.equipment is not None or not _about_equipment(case, policy)
    ),
    "site": lambda case, _want, _policy: case.site is not None,
    "tried_fix": lambda case, _want, _policy: bool(case.tried),
}
