"""The two sides of a replayed ticket: how it went, and where a policy would have sent it first."""

from __future__ import annotations

from dataclasses import dataclass

from frontdesk.terms import Route

VENDOR = "vendor"
"""The place of what is sent to a vendor, whoever handles it here."""
PUT_OFF = frozenset({Route.ASK_REQUESTER, Route.SUPERVISOR})
"""Routes that name no place where the work would be done."""


@dataclass(frozen=True, slots=True)
class Went:
    """How a ticket went.

    Attributes:
        month: in which it was opened, ``2026-03``, in the zone of whoever looks.
        path: the teams that had it, in order, runs collapsed; the last resolution's is ``team``.
        hops: handovers between teams.
        cost: minor units of the desk's currency; ``None`` where it is not known.
        vendor: whether equipment of it went to a vendor.
        first_known: whether its whole path is known, and not only who resolved it.
    """

    number: int
    month: str
    path: tuple[str, ...]
    team: str
    hops: int
    cost: int | None
    vendor: bool = False
    first_known: bool = True

    @property
    def place(self) -> str:
        """Where it was resolved."""
        return VENDOR if self.vendor else self.team

    @property
    def first(self) -> str:
        """The team that had it first."""
        return self.path[0]


@dataclass(frozen=True, slots=True)
class Would:
    """Where a policy would have sent it first.

    Attributes:
        team: the target's. ``confidence``: of the decision; ``p``: the chance of success that it
            gave to what it chose.
        ranked: its first teams, the best first, of the options that were allowed.
        suggested: the first teams of what had been learned by then, with their shares.
    """

    route: Route
    team: str | None
    confidence: float
    p: float
    ranked: tuple[str, ...] = ()
    suggested: tuple[tuple[str, float], ...] = ()

    @property
    def place(self) -> str | None:
        """Where the work would be done first; ``None``: it is put off."""
        if self.route in PUT_OFF:
            return None
        return VENDOR if self.route is Route.VENDOR_REPAIR else self.team


@dataclass(frozen=True, slots=True)
class Replayed:
    """A ticket with both sides."""

    went: Went
    would: Would

    @property
    def agreed(self) -> bool:
        """Whether it would have gone straight to where it was resolved."""
        return self.would.place == self.went.place

    @property
    def moved(self) -> bool:
        """Whether it would first have gone elsewhere than it did."""
        first = self.went.place if self.would.place == VENDOR else self.went.first
        return self.would.place != first
