"""How evenly the open tickets of a team lie on its people: the largest load over the median one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from frontdesk.rows import PersonRow
from frontdesk.terms import Role


@dataclass(frozen=True, slots=True)
class Fairness:
    """How evenly a team's open tickets lie on its people; supervisors do not count.

    Attributes:
        people: how many there are; ``largest``: what the fullest of them holds, ``median``: what
            half of them hold at most.
    """

    people: int
    largest: int
    median: float

    @property
    def ratio(self) -> float | None:
        """Largest over median load: 1 is even; ``None`` where half of them hold nothing."""
        return round(self.largest / self.median, 2) if self.median else None


def fairness(everybody: Iterable[PersonRow]) -> dict[str, Fairness]:
    """How evenly the open tickets of each team lie on its agents, by the team's code."""
    loads: dict[str, list[int]] = {}
    for each in everybody:
        if each.role is Role.AGENT:
            loads.setdefault(each.team, []).append(each.load)
    return {
        team: Fairness(len(held), max(held), float(median(held))) for team, held in loads.items()
    }
