"""What something is expected to cost and take, and the means that chances are reckoned with.

It refuses to know options: it adds up cost, waiting and time, and weighs records against priors.
"""

from __future__ import annotations

from typing import NamedTuple

from frontdesk.decision.view import View
from frontdesk.policy import Tier
from frontdesk.terms import Pending


class Outlook(NamedTuple):
    """An expected cost in minor units of the desk's currency, and an expected time in seconds.

    The smaller of two is the cheaper, of equally cheap ones the quicker.

    Attributes:
        counted: the part of the time that counts against the promise of a resolution.
    """

    cost: float
    seconds: float
    counted: float

    def after(self, own: Outlook, p: float) -> Outlook:
        """This, when ``own`` is done first and fails with 1 − p."""
        fails = 1 - p
        return Outlook(
            own.cost + fails * self.cost,
            own.seconds + fails * self.seconds,
            own.counted + fails * self.counted,
        )


class Trial(NamedTuple):
    """Trying an option: how likely it works, and what that alone costs, waiting included."""

    p: float
    own: Outlook


def outlook(
    view: View, cost: float, seconds: float, waits_for: Pending | None = None, share: float = 1.0
) -> Outlook:
    """A cost with that of waiting.

    Args:
        waits_for: what a ticket waits for meanwhile; the promise may stand still for that.
        share: how much of the waiting is felt.
    """
    counted = 0.0 if waits_for in view.evidence.pauses else seconds
    return Outlook(cost + seconds * view.waiting_second * share, seconds, counted)


def away(
    view: View, waits_for: Pending, cost: float, days: float, share: float | None = None
) -> Outlook:
    """Some working days with somebody else.

    Args:
        waits_for: whom the ticket waits for.
        share: how much of the waiting is felt; left out: what a loaner leaves of it.
    """
    seconds = days * view.policy.desk.workday_hours * 3600
    felt = view.policy.repair.waiting_share if share is None else share
    return outlook(view, cost, seconds, waits_for, felt)


def mean(worked: float, tries: float, p: float, strength: float) -> float:
    """The mean of a beta distribution after ``worked`` of ``tries``; see ``estimate``."""
    return (min(worked, tries) + p * strength) / (tries + strength)


def share_of(view: View, tier: Tier, minutes: float) -> float:
    """What so many minutes of a tier cost: at most its whole figure."""
    return view.policy.tier_cost(tier.level) * min(1.0, minutes / tier.minutes)
