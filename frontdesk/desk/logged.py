"""A case of another system's event log, played into the events of a ticket.

Each event of the log becomes one event, with what it changed: team, tier, person, status. So hops,
tiers and times are read off like those of tickets that were worked on here. What an activity means
is said by the map (``Means``); it refuses to guess it from the words.

A case is over where its log ends. What follows the last resolution is aftercare; anything else
than a closing between two resolutions has taken the ticket up again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from frontdesk.desk.following import NOT_SHOWN, implied
from frontdesk.terms import Status


class Means(StrEnum):
    """What an activity of another system is to a ticket."""

    NOTHING = "nothing"
    ANSWERS = "answers"
    RESOLVES = "resolves"
    CLOSES = "closes"


@dataclass(frozen=True, slots=True)
class Step:
    """One event of a log, in the words of the other system.

    Attributes:
        row: where it stands in its file.
        team, person: who has the case from then on; empty: nothing new is said.
    """

    row: int
    at: datetime
    activity: str
    team: str = ""
    person: str = ""
    means: Means = Means.NOTHING


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a step puts the ticket, by ids.

    Attributes:
        agent: who of this desk it is; ``None`` with a login of ``None``: a person of elsewhere.
    """

    team: int | None
    tier: int
    agent: int | None = None
    login: str | None = None


@dataclass(slots=True)
class Line:
    """One event to be written; ``by``: the login that did it, ``None``: whoever imports."""

    at: datetime
    verb: str
    before: dict[str, Any]
    after: dict[str, Any]
    by: str | None = None


class Played:
    """A ticket's columns as its log changes them, one step after another.

    Args:
        row: every column of the ticket, as it is opened; afterwards as it has ended.
        stand: where a step puts the ticket; refused long before where it is not known.
        paid: what a ticket costs that a tier touches.
        keep: keeps a text and gives its digest.
    """

    def __init__(
        self,
        row: dict[str, Any],
        stand: Callable[[Step], Stand],
        paid: Callable[[int], int],
        keep: Callable[[str], str],
    ) -> None:
        self._row, self._stand, self._paid, self._keep = row, stand, paid, keep
        self._tiers: set[int] = set()
        self._person = ""

    def lines(self, steps: Sequence[Step], shown: Sequence[str]) -> list[Line]:
        """The events of all steps; the first one is the ``import``.

        Args:
            shown: the columns that the first event holds.
        """
        row, found = self._row, []
        late = {name: row[name] for name in _LATE if row[name] is not None}
        row |= _UNOPENED
        final = max((n for n, step in enumerate(steps) if step.means is Means.RESOLVES), default=-1)
        for index, step in enumerate(steps):
            was = dict(row)
            told = self._moved(step)
            lived = self._lived(step, before_final=index < final, over=index == len(steps) - 1)
            row |= {name: value for name, value in lived.items() if name in _UNOPENED}
            if index == 0:
                line = Line(step.at, "import", {}, {n: row[n] for n in shown if row[n] is not None})
            else:
                line = self._line(step, was)
            line.after |= told
            line.by = self._stand(step).login
            found.append(line)
        row |= {"version": len(steps), "updated_at": steps[-1].at} | late
        if resolution := late.pop("resolution", None):
            late["resolution"] = {"digest": resolution}
        found[-1].after |= late
        return found

    def _line(self, step: Step, was: Mapping[str, Any]) -> Line:
        row = self._row
        differ = [n for n in _CHANGING if row[n] != was[n] and n not in NOT_SHOWN]
        before = {name: was[name] for name in differ}
        return Line(step.at, self._verb(step, was), before, {name: row[name] for name in differ})

    def _moved(self, step: Step) -> dict[str, Any]:
        """Put the ticket with a team and a person; gives what the event tells of them."""
        row, stand = self._row, self._stand(step)
        if stand.team is not None and stand.team != row["team_id"]:
            row["hops"] += row["team_id"] is not None
            row |= {"team_id": stand.team, "tier": stand.tier}
            if stand.tier not in self._tiers:
                self._tiers.add(stand.tier)
                row["cost"] += self._paid(stand.tier)
        told: dict[str, Any] = {"activity": {"digest": self._keep(step.activity)}}
        if step.person and step.person != self._person:
            self._person = step.person
            row["assignee_id"] = stand.agent
            if stand.agent is None:
                told["person"] = {"digest": self._keep(step.person)}
        return told

    def _lived(self, step: Step, *, before_final: bool, over: bool) -> dict[str, Any]:
        """What an activity does to the status, and what follows from that."""
        row = self._row
        status: Status = row["status"]
        if step.means is Means.RESOLVES:
            status = Status.RESOLVED
        elif step.means is Means.CLOSES:
            status = Status.CLOSED
        elif status.is_open or before_final:
            status = Status.NEW if row["team_id"] is None else Status.ASSIGNED
        changed = implied(row["status"], row["resolved_at"], row["closed_at"], status, step.at)
        if step.means is Means.ANSWERS and row["first_response_at"] is None:
            changed["first_response_at"] = step.at
        if over:
            resolved = changed.get("resolved_at", row["resolved_at"])
            closed = changed.get("closed_at", row["closed_at"])
            changed |= implied(status, resolved, closed, Status.CLOSED, step.at)
        return changed

    def _verb(self, step: Step, was: Mapping[str, Any]) -> str:
        row = self._row
        if step.means is not Means.NOTHING:
            return _VERBS[step.means]
        if row["open"] and not was["open"]:
            return "reopen"
        if row["team_id"] != was["team_id"]:
            if was["team_id"] is None or row["tier"] == was["tier"]:
                return "assign"
            return "escalate" if row["tier"] > was["tier"] else "hand_back"
        return "log"


_UNOPENED: Mapping[str, Any] = {
    "status": Status.NEW, "open": True, "team_id": None, "assignee_id": None, "cost": 0, "hops": 0,
    "first_response_at": None, "resolved_at": None, "closed_at": None, "resolution": None,
    "resolution_code": None,
}  # fmt: skip
"""Columns of a ticket to which nothing has happened yet."""
_LATE = ("resolution", "resolution_code")
"""Columns that are known when it is over."""
_VERBS = {Means.RESOLVES: "resolve", Means.CLOSES: "close", Means.ANSWERS: "reply"}
_CHANGING = (
    "status", "tier", "team_id", "assignee_id", "hops", "cost", "first_response_at", "resolved_at",
    "closed_at",
)  # fmt: skip
