"""The way that somebody expected a ticket to go: a route, or one of its options.

As it is typed: ``escalate``, ``escalate:network``, ``escalate:3`` (a tier), ``local_fix:31``,
``vendor_repair:shop``.
"""

from __future__ import annotations

from dataclasses import dataclass

from frontdesk.decision.outcome import Option, Target, key_of
from frontdesk.terms import Route


@dataclass(frozen=True, slots=True)
class Wanted:
    """A route that is asked about.

    Attributes:
        which: its team, fix, vendor or tier; empty: whichever of the route.
    """

    route: Route
    which: str = ""

    @classmethod
    def of(cls, option: Option) -> Wanted:
        """This very option of a decision."""
        return cls(option.route, option.key.partition(":")[2])

    def means(self, route: Route, target: Target) -> bool:
        """Whether a route with its target is what is asked about."""
        if route is not self.route:
            return False
        if not self.which:
            return True
        if route in _BETWEEN_TEAMS:
            tier = self.which.lower().removeprefix("l")
            return self.which == target.team or tier == str(target.tier)
        return self.which == key_of(route, target).partition(":")[2]

    def __str__(self) -> str:
        return f"{self.route}:{self.which}" if self.which else str(self.route)


_BETWEEN_TEAMS = frozenset({Route.ASSIGN, Route.ESCALATE, Route.HAND_BACK})
