"""Who could have some tickets, the best first: what the picker shows, for one or for thousands.

One ticket is ranked as the decision would. Of several, those that are alike in all that the ranking
asks are ranked once; nobody gets one of a pile to learn by it. It refuses to leave any of them out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.engine import Connection

from frontdesk.decision.facts import Caller, Case, Evidence, Person
from frontdesk.decision.pile import Heap, Suited, suited
from frontdesk.decision.view import look
from frontdesk.insight import course, evidence, roster
from frontdesk.insight.candidates import Candidates
from frontdesk.insight.cases import cases_of
from frontdesk.insight.codes import chunks
from frontdesk.policy import Policy
from frontdesk.routing import Ranked, rank
from frontdesk.store import tables as t
from frontdesk.store.unit import Store
from frontdesk.terms import Subject

LATE = -1.0
"""As if the promise were broken: what is late goes to nobody who would learn by it."""


def ranked(
    store: Store, policy: Policy, numbers: Sequence[int], now: datetime
) -> tuple[Suited, ...]:
    """Everybody who could have some tickets; people of the tier that a ticket is on come first.

    Raises:
        NotFoundError: there is no ticket of the only number. Of several, such are left out.
    """
    asked = list(dict.fromkeys(numbers))
    with store.read() as connection:
        candidates = Candidates(roster.everybody(connection, now))
        if len(asked) == 1:
            case = evidence.case_of(connection, asked[0], now, decided=True)
            facts = evidence.of_people(connection, asked[0], candidates, now)
            heaps = [Heap(1, _near_first(rank(case, facts, policy), case.tier))]
            return suited(heaps, {case.assignee: 1} if case.assignee else {})
        pile = _Pile(connection, policy, now, candidates.of(connection, None, None))
        return suited(pile.heaps(asked), pile.held)


def _near_first(people: Sequence[Ranked], tier: int) -> tuple[Ranked, ...]:
    return tuple(sorted(people, key=lambda each: each.person.tier != tier))


class _Kind(NamedTuple):
    """All of a ticket that the ranking asks.

    Attributes:
        holder: whoever holds it, where somebody stands in for them.
    """

    tier: int
    category: str | None
    complexity: int
    language: str
    holder: str | None


class _Pile:
    """Some tickets that are given away together."""

    def __init__(
        self, connection: Connection, policy: Policy, now: datetime, people: Sequence[Person]
    ) -> None:
        self._connection, self._policy, self._now = connection, policy, now
        self._people = tuple(people)
        self._away = {each.login for each in people if each.stand_in is not None}
        self.held: Counter[str] = Counter()

    def heaps(self, numbers: Sequence[int]) -> list[Heap]:
        """The tickets by kind, each kind ranked once."""
        kinds: dict[_Kind, list[int]] = {}
        requesters: dict[int, int] = {}
        for chunk in chunks(numbers):
            rows = self._connection.execute(_asked().where(t.ticket.c.id.in_(chunk))).all()
            self.held.update(row.assignee for row in rows if row.assignee)
            requesters |= {row.id: row.requester_id for row in rows if row.code != evidence.UNKNOWN}
            unsaid = [row.id for row in rows if row.category is None or row.complexity is None]
            seen = self._looked_at(unsaid, {row.id: row.language for row in rows})
            for row in rows:
                category, complexity = seen.get(row.id, (row.category, row.complexity))
                holder = row.assignee if row.assignee in self._away else None
                kind = _Kind(row.tier, category, complexity, row.language, holder)
                kinds.setdefault(kind, []).append(row.id)
        knew = _knew(self._connection, set(requesters.values()))
        declined = _declined(self._connection, numbers)
        first = [several[0] for several in kinds.values()]
        cases = cases_of(self._connection, first, self._now, decided=True)
        return [
            Heap(
                len(several),
                self._ranked(cases[several[0]], kind),
                Counter(login for n in several for login in knew.get(requesters.get(n, 0), ())),
                Counter(login for n in several for login in declined.get(n, ())),
            )
            for kind, several in kinds.items()
        ]

    def _facts(self, language: str) -> Evidence:
        return Evidence(Caller("", language=language), people=self._people, time_left=LATE)

    def _ranked(self, case: Case, kind: _Kind) -> tuple[Ranked, ...]:
        return _near_first(rank(case, self._facts(kind.language), self._policy), kind.tier)

    def _looked_at(
        self, numbers: Sequence[int], languages: Mapping[int, str]
    ) -> dict[int, tuple[str | None, int]]:
        """Category and complexity of tickets that no decision has said them of."""
        found = {}
        cases = cases_of(self._connection, numbers, self._now, decided=True)
        for number, case in cases.items():
            view = look(case, self._facts(languages[number]), self._policy)
            code = view.category.code if view.category is not None else case.category
            found[number] = (code, view.complexity)
        return found


def _asked() -> Select[Any]:
    own = t.ticket.c
    return select(
        own.id, own.tier, own.category, own.requester_id, t.requester.c.code,
        t.requester.c.language, t.agent.c.login.label("assignee"),
        func.coalesce(own.complexity, t.decision.c.complexity).label("complexity"),
    ).select_from(
        t.ticket.join(t.requester, t.requester.c.id == own.requester_id)
        .outerjoin(t.agent, t.agent.c.id == own.assignee_id)
        .outerjoin(t.decision, t.decision.c.id == own.decision_id)
    )  # fmt: skip


def _knew(connection: Connection, requesters: set[int]) -> dict[int, list[str]]:
    """Who has done tickets of some requesters before, by requester."""
    own = t.ticket.c
    found: dict[int, list[str]] = {}
    for chunk in chunks(sorted(requesters)):
        statement = (
            select(own.requester_id, t.agent.c.login)
            .join(t.agent, t.agent.c.id == own.assignee_id)
            .where(own.requester_id.in_(chunk), own.open == False)  # noqa: E712
            .distinct()
        )
        for requester, login in connection.execute(statement):
            found.setdefault(requester, []).append(login)
    return found


def _declined(connection: Connection, numbers: Sequence[int]) -> dict[int, list[str]]:
    """Who has declined some tickets, by ticket."""
    own = t.event.c
    found: dict[int, list[str]] = {}
    logins = dict(connection.execute(select(t.agent.c.id, t.agent.c.login)).all())
    for chunk in chunks(numbers):
        told = select(own.subject_id).distinct().where(
            own.subject == Subject.TICKET, own.subject_id.in_(chunk), own.verb == "decline"
        )  # fmt: skip
        some = list(connection.execute(told).scalars())
        for number, went in course.courses(connection, some).items():
            found[number] = [logins[agent] for agent in went.declined]
    return found
