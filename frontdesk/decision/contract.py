"""The escalation contract: what a tier wants to see before it accepts a ticket, and what lacks.

It refuses to forbid anything: ``desk`` asks for what is missing, a person may send it up all the
same and say why. What a tier wants stands in the policy (``tiers.wants``).
"""

from __future__ import annotations

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
    wants = policy.tier(tier).wants
    said = count_words(f"{case.subject}\n{case.words}") if wants else 0
    return tuple(str(want) for want in wants if lacks(case, evidence, policy, want, said))


def lacks(case: Case, evidence: Evidence | None, policy: Policy, want: Want, said: int) -> bool:
    """Whether one want of a tier is not met; ``said``: how many words the ticket has."""
    match want.what:
        case "words":
            return said < want.least
        case "category":
            return case.category is None
        case "site":
            return case.site is None
        case "asset":
            return case.equipment is None and _about_equipment(case, policy)
        case _:
            return not case.tried and evidence is not None and _suits(case, evidence, policy)


def _suits(case: Case, evidence: Evidence, policy: Policy) -> bool:
    """Whether a known fix would suit that those who have the ticket may run."""
    least = policy.estimates.min_likeness
    return any(fix.likeness >= least and fix.tier <= case.tier for fix in evidence.fixes)


def _about_equipment(case: Case, policy: Policy) -> bool:
    category = policy.category(case.category)
    return category is not None and category.hardware
