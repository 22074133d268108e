"""The desk as it was: every event before a moment has happened, none after; evidence of then.

It mirrors ``insight.evidence.gather``, from events instead of present rows; a test keeps both the
same for a ticket that is opened now. What it cannot know, or takes from today, stands in
docs/replay.md and, for scripts, under ``method``.
"""

from __future__ import annotations

import heapq
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.engine import Connection

from frontdesk.insight.evidence import MOST_FIXES
from frontdesk.insight.replay.deeds import Deed, instant
from frontdesk.insight.replay.hands import Hands, Held
from frontdesk.insight.replay.like_then import NOTHING_LIKE, LikeThen
from frontdesk.insight.replay.opening import Opening
from frontdesk.insight.replay.records_then import RecordsThen
from frontdesk.insight.replay.register_then import RegisterThen
from frontdesk.insight.replay.repairs_then import RepairsThen
from frontdesk.insight.replay.shelf_then import ShelfThen
from frontdesk.insight.replay.taught import Taught
from frontdesk.insight.replay.teams_then import TeamsThen
from frontdesk.insight.time_left import Promises
from frontdesk.policy import Policy
from frontdesk.routing import Caller, Case, Evidence, Similar
from frontdesk.store import tables as t
from frontdesk.terms import Resolution, Status, Subject

ENDS = ("resolved_at", "closed_at")


class Then:
    """The desk at the moment of the event that was followed last.

    Args:
        first: the opening of the first ticket that will be asked about.
        taught_since: before then nothing is learned; ``None``: from the first ticket on.
        foreign: whether imported tickets are decided with the teams that they had been with.
        similar: whether it is looked for tickets like each, too.
    """

    def __init__(
        self,
        connection: Connection,
        policy: Policy,
        first: datetime,
        taught_since: datetime | None,
        *,
        foreign: bool,
        similar: bool,
    ) -> None:
        self._policy = policy
        self._register = RegisterThen(connection)
        self._shelf = ShelfThen(connection, policy.desk.reopen_days)
        self._repairs = RepairsThen(connection)
        self._teams = TeamsThen(connection, first)
        self._promises = Promises(connection, policy)
        self._codes: dict[int, str] = dict(
            connection.execute(select(t.team.c.id, t.team.c.code)).all()
        )
        self._hands, self._taught = Hands(), Taught(taught_since)
        numbers = {code: number for number, code in self._codes.items()}
        self._records = RecordsThen(numbers, taught_since)
        self._untaught: dict[int, Opening] = {}
        self._later: list[tuple[datetime, int, Deed]] = []
        self._foreign = foreign
        self._like = LikeThen(self._hands, self._register, self._codes) if similar else None

    def open(self, deed: Deed, opening: Opening) -> None:
        """A ticket is opened: from now on it is known."""
        held = Held(
            opening.number, opening.at, opening.requester, opening.asset, opening.subject,
            site=opening.site, category=opening.category,
        )  # fmt: skip
        self._hands.open(held)
        self._untaught[opening.number] = opening
        ended = deed.verb == "import" and not Status(deed.after.get("status", "new")).is_open
        if not ended:
            self._follow(deed)
        elif end := next(filter(None, (deed.after.get(name) for name in ENDS)), None):
            self._ends(instant(end), deed)

    def _ends(self, at: datetime, deed: Deed) -> None:
        """Keep for later how a ticket of another system ends."""
        end = deed._replace(at=at, verb="resolve")
        heapq.heappush(self._later, (at, deed.event, end))

    def follow(self, deed: Deed) -> None:
        """Let an event happen that opens no ticket."""
        if deed.subject is Subject.REPAIR:
            self._repairs.follow(deed)
        else:
            self._shelf.tries.follow(deed)
            self._follow(deed)

    def until(self, moment: datetime) -> None:
        """Let tickets of other systems end whose time has come."""
        while self._later and self._later[0][0] < moment:
            self._follow(heapq.heappop(self._later)[2])

    def _follow(self, deed: Deed) -> None:
        held = self._hands.follow(deed)
        if held is None or deed.after.get("status") not in (Status.RESOLVED, Status.CLOSED):
            return
        opening = self._untaught.get(deed.number)
        code = deed.after.get("resolution_code")
        resolves = deed.after["status"] == Status.RESOLVED or deed.verb == "resolve"
        if not resolves or opening is None or code == Resolution.DUPLICATE or opening.erased:
            return
        if held.team is not None:
            case = self._case(opening)
            self._taught.learn(case, self._codes[held.team], deed.at)
            self._records.count(held, deed.at)

    def _case(self, opening: Opening) -> Case:
        away = self._repairs.in_repair(opening.asset)
        equipment = self._register.equipment(opening.asset, opening.at, in_repair=away)
        return opening.case(self._register, equipment)

    def known(
        self, connection: Connection, opening: Opening, *, imported: bool
    ) -> tuple[Case, Evidence]:
        """What was known of a ticket at the moment at which it was opened."""
        case, register, policy = self._case(opening), self._register, self._policy
        caller = register.caller(opening.requester, opening.at)
        said = f"{case.subject} {case.words}"[:4000]
        kind = case.equipment.type if case.equipment else None
        guessed = None if case.category else policy.guess_category(said, kind)
        category = case.category or (guessed.code if guessed else None)
        theirs = imported and self._foreign
        if theirs:
            likeliest = self._taught.likeliest(case, self._teams.most)
            teams = self._teams.met(self._hands, likeliest)
        else:
            teams = self._teams.own(self._hands, opening.at)
        teams = self._records.onto(teams, category)
        left = self._promises.left(replace(case, number=None), caller)
        people = () if theirs else self._teams.people(self._hands, opening, known=caller.known)
        around = NOTHING_LIKE
        if self._like is not None:
            around = self._like.around(connection, replace(case, category=category), policy)
        return case, Evidence(
            caller=caller,
            fixes=self._shelf.alike(opening.at, said, kind, category, MOST_FIXES),
            similar_open=self._similar(opening, caller),
            teams=teams,
            people=people,
            vendors=self._repairs.vendors(case.equipment),
            time_left=left.seconds,
            promise=left.promise,
            pauses=left.pauses,
            learned=self._taught.suggestion(case, teams),
            alike=around.alike,
            nearby=around.nearby,
        )

    def _similar(self, opening: Opening, caller: Caller) -> tuple[Similar, ...]:
        if not caller.known:
            return ()
        found = self._hands.similar(opening.requester, opening.subject, opening.number)
        return tuple(replace(one, equipment=self._register.tag(held.asset)) for held, one in found)
