"""What hops and cost of a ticket would have been, had it first gone where a policy sends it.

What did not happen can only be estimated (docs/replay.md): a ticket that goes where it went anyway
is as it was; one that goes straight to whoever resolved it has no handover and costs their tier;
one that goes elsewhere is handed over as often as such tickets were, and costs the tier of the new
first team in place of that of the old one. Repairs cost what they did. Of what would be put off,
or sent to a vendor though it was not, nothing is estimated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from frontdesk.replaying.sides import VENDOR, Replayed, Went


@dataclass(frozen=True, slots=True)
class Costs:
    """What a ticket costs that a team's tier touches, by team, in minor units."""

    tiers: Mapping[str, int]
    each: Mapping[int, int]

    def of(self, teams: Iterable[str]) -> int:
        """The tiers of some teams, each paid for once."""
        levels = {self.tiers[team] for team in teams if team in self.tiers}
        return sum(self.each.get(level, 0) for level in levels)


class Strays:
    """How often tickets were handed over that had not begun with the team that resolved them."""

    def __init__(self, all_went: Iterable[Went]) -> None:
        self._hops: dict[str, list[int]] = {}
        for went in all_went:
            if went.first != went.team:
                self._hops.setdefault(went.team, []).append(went.hops)
        every = [hops for several in self._hops.values() for hops in several]
        self._mean = max(1.0, sum(every) / len(every)) if every else 1.0

    def hops(self, team: str) -> float:
        """The mean for tickets that a team resolved in the end, at least one; of all, if none."""
        own = self._hops.get(team)
        return max(1.0, sum(own) / len(own)) if own else self._mean


def hops_after(one: Replayed, strays: Strays) -> float | None:
    """The handovers that a policy would have led to; ``None``: nothing can be said."""
    went, place = one.went, one.would.place
    if _unknown(one):
        return None
    if place == VENDOR or place == went.first:
        return float(went.hops)
    return 0.0 if place == went.team else strays.hops(went.team)


def cost_after(one: Replayed, costs: Costs) -> float | None:
    """What it would have cost in minor units; ``None``: nothing can be said."""
    went, place = one.went, one.would.place
    if went.cost is None or place is None or _unknown(one):
        return None
    if place == VENDOR or place == went.first:
        return float(went.cost)
    beside = went.cost - costs.of(went.path)
    if place == went.team:
        return float(max(0, beside + costs.of([place])))
    return float(max(0, beside + costs.of([place, *went.path[1:], went.team])))


def _unknown(one: Replayed) -> bool:
    """Of what is put off, of a vendor who was not asked, and of a path that nobody told."""
    place = one.would.place
    if place is None or not one.went.first_known:
        return True
    return place == VENDOR and not one.went.vendor
