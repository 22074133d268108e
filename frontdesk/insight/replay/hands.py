"""Who held what at a moment, followed from event to event: queues, loads, who knew whom.

A ticket of another system that came in closed is open in nobody's hands until the time at which it
was resolved; only then is it known who did it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from frontdesk.insight.course import Move, moved
from frontdesk.insight.replay.deeds import Deed
from frontdesk.routing import Similar
from frontdesk.store import search
from frontdesk.terms import Resolution, Status

MOST_OPEN = 20
"""Open tickets of a requester that are looked at for a duplicate, the newest ones."""


@dataclass(slots=True)
class Held:
    """A ticket as it stands.

    Attributes:
        resolved: when it was resolved last, while it is; not as a duplicate, nor merged away.
        moves: what its events said about which team holds it.
    """

    number: int
    opened: datetime
    requester: int
    asset: int | None
    subject: str
    team: int | None = None
    tier: int = 1
    assignee: int | None = None
    status: Status = Status.NEW
    site: int | None = None
    category: str | None = None
    fix: int | None = None
    resolved: datetime | None = None
    moves: list[Move] = field(default_factory=list)

    @property
    def open(self) -> bool:
        """Whether it is worked on."""
        return self.status.is_open


@dataclass(slots=True)
class Hands:
    """All tickets so far, and what follows from them for teams, people and requesters.

    Attributes:
        latest: the highest number so far.
        queues: team to open tickets. ``teams``: every team that had one, with how many.
        loads: agent to open tickets, number to when it was opened.
        knew: requester to agents with the finished tickets that they had.
    """

    tickets: dict[int, Held] = field(default_factory=dict)
    latest: int = 0
    queues: Counter[int] = field(default_factory=Counter)
    teams: Counter[int] = field(default_factory=Counter)
    loads: dict[int, dict[int, datetime]] = field(default_factory=dict)
    knew: dict[int, Counter[int]] = field(default_factory=dict)
    _asked: dict[int, dict[int, Held]] = field(default_factory=dict)

    def open(self, held: Held) -> None:
        """A ticket is opened."""
        self.tickets[held.number] = held
        self.latest = max(self.latest, held.number)
        self._count(held, 1)

    def follow(self, deed: Deed) -> Held | None:
        """Let an event change where its ticket stands; gives the ticket."""
        held = self.tickets.get(deed.number)
        if held is None:
            return None
        after = deed.after
        self._count(held, -1)
        if (move := moved(deed.event, deed.verb, after)) is not None:
            held.moves.append(move)
        if "team_id" in after:
            if after["team_id"] != held.team and after["team_id"] is not None:
                self.teams[after["team_id"]] += 1
            held.team = after["team_id"]
        held.tier = after.get("tier") or held.tier
        if "assignee_id" in after:
            held.assignee = after["assignee_id"]
        held.requester = after.get("requester_id", held.requester)
        held.asset = after.get("asset_id", held.asset)
        held.site = after.get("site_id", held.site)
        held.category = after.get("category", held.category)
        held.fix = after.get("fix_id", held.fix)
        if "status" in after:
            held.status = Status(after["status"])
            _resolve(held, deed)
        self._count(held, 1)
        return held

    def _count(self, held: Held, by: int) -> None:
        """Put what a ticket means for others on, or take it off."""
        if not held.open:
            if held.assignee is not None:
                self.knew.setdefault(held.requester, Counter())[held.assignee] += by
            return
        if held.team is not None:
            self.queues[held.team] += by
        mine = self.loads.setdefault(held.assignee, {}) if held.assignee is not None else {}
        theirs = self._asked.setdefault(held.requester, {})
        if by > 0:
            mine[held.number], theirs[held.number] = held.opened, held
        else:
            mine.pop(held.number, None)
            theirs.pop(held.number, None)

    def similar(self, requester: int, subject: str, number: int) -> list[tuple[Held, Similar]]:
        """The open tickets of a requester but this one, the likest first; tags are left out."""
        newest = sorted(self._asked.get(requester, {}).values(), key=lambda one: -one.number)
        own = frozenset(search.words_of(subject))
        found = []
        for one in newest[:MOST_OPEN]:
            if one.number != number:
                other = frozenset(search.words_of(one.subject))
                union = own | other
                likeness = len(own & other) / len(union) if union else 0.0
                found.append((one, Similar(one.number, one.subject, round(likeness, 4))))
        return sorted(found, key=lambda pair: (-pair[1].likeness, pair[1].number))


def _resolve(held: Held, deed: Deed) -> None:
    """Whether it is resolved now, so that others can learn of it."""
    gone = deed.after.get("merged_into_id") is not None
    if held.open or gone or deed.after.get("resolution_code") == Resolution.DUPLICATE:
        held.resolved = None
    elif held.status is Status.RESOLVED or deed.verb == "resolve":
        held.resolved = deed.at
    elif held.status is Status.CANCELLED:
        held.resolved = None
