"""An option before it is weighed: where it leads, what stands against it, what it is about.

It refuses to judge: who makes one says what blocks it.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from frontdesk.decision.facts import FixRecord, Team, VendorRecord
from frontdesk.decision.outcome import Target, key_of
from frontdesk.decision.view import View
from frontdesk.rulebook.repairs import MinorRepair
from frontdesk.rulebook.requests import QuickRequest
from frontdesk.terms import Route

About: TypeAlias = FixRecord | Team | VendorRecord | QuickRequest | MinorRepair | None
"""What is behind an option: the record of a fix, team or vendor, or what the policy says of it."""


class Candidate(NamedTuple):
    """An option before it is estimated.

    Attributes:
        name: of the fix, request, team or vendor, for people.
        blocked: codes of what stands against it.
        in_field: whether the team is among the tier's best suited for the category.
        charge: what a vendor asks, in the desk's currency as written in the policy.
    """

    route: Route
    target: Target
    about: About = None
    name: str = ""
    blocked: tuple[str, ...] = ()
    in_field: bool = True
    charge: float = 0.0

    @property
    def key(self) -> str:
        """A short name of the option, unique in a decision: ``local_fix:31``."""
        return key_of(self.route, self.target)


def here(view: View, home: str | None) -> Target:
    """Where the case stays while something is done about it.

    Args:
        home: the team that has it, or would have it on its tier; ``None`` without such a team.
    """
    return Target(tier=view.tier.level, team=home or view.case.team)


def moves(view: View, target: Target) -> bool:
    """Whether going there takes the case from the team that has it."""
    return view.case.team is not None and target.team != view.case.team
