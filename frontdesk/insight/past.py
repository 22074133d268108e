"""What became of a ticket, as figures ask for it: who had it, when it was resolved, if it held.

A ticket's events are played in their order, its own and those of another system alike. Nothing is
judged here: what a figure counts stands in ``figure``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from frontdesk.terms import OPEN, Clock, Kind, Status


class Deed(NamedTuple):
    """An event as far as figures need it; ``after`` holds columns by their names, with ids."""

    at: datetime
    verb: str
    after: Mapping[str, Any]


@dataclass(slots=True)
class Past:
    """A ticket of a report.

    Attributes:
        counted: opened in the period; else it is here for the backlog alone.
        teams: ids of those that had it, in order, runs collapsed.
        people: who had it in the same way, own agents and people of elsewhere alike.
        tiers: every level that it has been on.
        reassigned: changes of team, or of the agent within a team, after the first assignment.
        first_resolved: when it was resolved for the first time.
        resolved_by: id of the team that had it at its last resolution; ``resolved_at_tier``: where.
        reopened: after how long each time, from the resolution before it.
        open_then: whether it was open at the moment of the backlog.
        took, answered_in, waits: seconds of business time: to the first resolution, to the first
            answer, and of what is open since it was opened; ``None`` where not known.
        contacts: times that somebody got in touch; ``None`` where another system did not say.
        results: the clocks that were pinned, and whether each was met.
    """

    number: int
    kind: Kind
    category: str | None
    opened: datetime
    imported: bool
    team: int | None
    tier: int
    cost: int | None
    tier1_could: bool | None
    counted: bool = True
    events: int = 0
    teams: list[int] = field(default_factory=list)
    people: list[object] = field(default_factory=list)
    tiers: set[int] = field(default_factory=set)
    reassigned: int = 0
    first_resolved: datetime | None = None
    resolved_by: int | None = None
    resolved_at_tier: int | None = None
    reopened: list[timedelta] = field(default_factory=list)
    open_then: bool = False
    took: float | None = None
    answered_in: float | None = None
    waits: float | None = None
    contacts: int | None = None
    results: list[tuple[Clock, bool]] = field(default_factory=list)

    @property
    def resolved(self) -> bool:
        """Whether it was ever resolved."""
        return self.first_resolved is not None

    @property
    def highest(self) -> int:
        """The highest level that had it; 1 where nobody was said to have it."""
        return max(self.tiers, default=self.tier)

    @property
    def handovers(self) -> int:
        """How often it went from one team to another."""
        return max(0, len(self.teams) - 1)

    @property
    def came_back(self) -> bool:
        """Whether a team had it again after another one."""
        return len(set(self.teams)) < len(self.teams)

    def came_alive(self, within: timedelta) -> bool:
        """Whether it was active again so soon after a resolution."""
        return any(after <= within for after in self.reopened)


def play(past: Past, deeds: Iterable[Deed], moment: datetime) -> None:
    """Let happen to a ticket what happened to it.

    Args:
        moment: of the backlog; what comes later says nothing about it.
    """
    player = _Player(past)
    for deed in deeds:
        past.events += 1
        player.holds(deed.after)
        player.lives(deed)
        if deed.at <= moment:
            past.open_then = player.is_open(moment)


class _Player:
    """Where a ticket stands while its events are played."""

    def __init__(self, past: Past) -> None:
        self._past = past
        self._team: int | None = None
        self._tier = 1
        self._within: object = None
        self._status = Status.NEW
        self._until: datetime | None = None
        self._resolved: datetime | None = None

    def holds(self, after: Mapping[str, Any]) -> None:
        """Follow who has it."""
        past = self._past
        team: int | None = after.get("team_id")
        person = _person(after)
        self._tier = after.get("tier") or self._tier
        moved = False
        if team is not None and team != self._team:
            moved = True
            past.reassigned += self._team is not None
            past.teams.append(team)
            self._team, self._within = team, None
        if self._team is not None and ("tier" in after or moved):
            past.tiers.add(self._tier)
        if person is None:
            return
        if not past.people or past.people[-1] != person:
            past.people.append(person)
        if self._within is not None and self._within != person and not moved:
            past.reassigned += 1
        self._within = person

    def lives(self, deed: Deed) -> None:
        """Follow whether it is open, resolved, open again."""
        past, after = self._past, deed.after
        said = after.get("status")
        status = Status(said) if said is not None else self._status
        if deed.verb == "import":
            self._adopted(deed, status)
        elif deed.verb == "resolve" or (status is Status.RESOLVED and self._status in OPEN):
            self._resolve(deed.at)
        elif status in OPEN and self._status not in OPEN and self._resolved is not None:
            past.reopened.append(deed.at - self._resolved)
        self._status = status

    def _adopted(self, deed: Deed, status: Status) -> None:
        """One event that stands for a whole life, or the first one of a log."""
        resolved = _time(deed.after.get("resolved_at"))
        if resolved is not None and status is not Status.CANCELLED:
            self._resolve(resolved)
        if status not in OPEN:
            self._until = resolved or _time(deed.after.get("closed_at"))

    def _resolve(self, at: datetime) -> None:
        past = self._past
        if past.first_resolved is None:
            past.first_resolved = at
        past.resolved_by, past.resolved_at_tier = self._team, self._tier
        self._resolved = at

    def is_open(self, moment: datetime) -> bool:
        """Whether it is open at a moment, as far as its events have been played."""
        return self._status in OPEN or (self._until is not None and moment < self._until)


def _person(after: Mapping[str, Any]) -> object:
    """Who has it from an event on: an agent's id, or the digest of a name of elsewhere."""
    agent = after.get("assignee_id")
    if agent is not None:
        return agent
    told = after.get("person")
    return told.get("digest") if isinstance(told, dict) else None


def _time(said: str | None) -> datetime | None:
    return datetime.fromisoformat(said) if said else None
