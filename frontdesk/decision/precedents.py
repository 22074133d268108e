"""Resolved tickets that are like the case, on its receipt: who resolved them, in what time.

They are told, the likest first; nothing is concluded from them here.
"""

from __future__ import annotations

from frontdesk.decision.facts import Alike, Evidence
from frontdesk.decision.outcome import Fact, Reason, Stage, Verdict
from frontdesk.rulebook.conditions import BETWEEN

TOLD = 3
"""Tickets that a receipt tells."""


def precedents(evidence: Evidence) -> tuple[Reason, ...]:
    """The receipt's lines, one for each of the likest."""
    if not evidence.alike:
        return (Reason(Stage.ESTIMATE, "none_alike", Verdict.NOTED, {}),)
    names = {team.code: team.name for team in evidence.teams}
    return tuple(
        Reason(Stage.ESTIMATE, "alike", Verdict.NOTED, facts_of(each, names.get(each.team or "")))
        for each in evidence.alike[:TOLD]
    )


def facts_of(one: Alike, name: str | None = None) -> dict[str, Fact]:
    """What is told of a ticket.

    Args:
        name: of its team; left out: its code.
    """
    return {
        "number": one.number,
        "subject": one.subject,
        "likeness": one.likeness,
        "words": BETWEEN.join(one.words),
        "same_model": one.same_model,
        "same_site": one.same_site,
        "same_category": one.same_category,
        "team": one.team,
        "name": name or one.team,
        "tier": one.tier,
        "seconds": one.seconds,
        "fix": one.fix,
    }
