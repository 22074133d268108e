"""Stage 2: does this belong to something larger? What was seen at the site goes on the receipt.

It refuses to build the option (``options`` does) and to look anything up: ``Evidence.nearby`` has
what was counted, and ``None`` says that nobody could look.
"""

from __future__ import annotations

from frontdesk.decision.facts import Nearby
from frontdesk.decision.outcome import Fact, Reason, Stage, Verdict
from frontdesk.decision.view import View
from frontdesk.policy import Policy
from frontdesk.rulebook.conditions import BETWEEN

TIMES_USUAL = 2.0
"""So many times what is usual there is more than usual."""


def larger(nearby: Nearby | None, policy: Policy) -> bool:
    """Whether such tickets are many, and many more than usual there."""
    if nearby is None:
        return False
    return nearby.count >= max(policy.outbreak.count, TIMES_USUAL * nearby.usual)


def outbreak(view: View) -> tuple[Reason, ...]:
    """What the receipt says of tickets like it at its site."""
    return (seen(view.evidence.nearby, view.case.site, view.policy),)


def seen(nearby: Nearby | None, site: str | None, policy: Policy) -> Reason:
    """What was seen at a site, as a line of a receipt."""
    if nearby is None:
        return Reason(Stage.OUTBREAK, "outbreak_no_site", Verdict.UNKNOWN, {})
    facts: dict[str, Fact] = {
        "count": nearby.count,
        "hours": nearby.hours,
        "usual": round(nearby.usual, 1),
        "from": policy.outbreak.count,
        "site": site,
        "numbers": BETWEEN.join(str(number) for number in nearby.numbers),
    }
    if larger(nearby, policy):
        return Reason(Stage.OUTBREAK, "outbreak_seen", Verdict.HELD, facts)
    rule = "outbreak_few" if nearby.count else "outbreak_none"
    return Reason(Stage.OUTBREAK, rule, Verdict.NOTED, facts)
