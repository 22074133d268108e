"""Tickets like one that is being opened: resolved by then, and such ones at its site just before.

Which were resolved by then, by whom and in what time is followed from the events; which words a
ticket has is asked of the index, so it is as it stands today. It mirrors ``insight.similar``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.engine import Connection

from frontdesk.insight.replay.hands import Hands, Held
from frontdesk.insight.replay.register_then import RegisterThen
from frontdesk.insight.similar import (
    LEAST,
    LOOKED_BACK,
    MOST,
    MOST_NEAR,
    NAMED,
    WORDS,
    Around,
    Compared,
    likeness_of,
    seconds_between,
)
from frontdesk.learning.likeness import Asked, said
from frontdesk.policy import Outbreak, Policy
from frontdesk.routing import Alike, Case, Nearby
from frontdesk.store import likeness
from frontdesk.store import tables as t

NOTHING_LIKE = Around((), None, None)


class LikeThen:
    """What is like a case among the tickets so far."""

    def __init__(self, hands: Hands, register: RegisterThen, teams: Mapping[int, str]) -> None:
        self._hands, self._register, self._teams = hands, register, teams

    def around(self, connection: Connection, case: Case, policy: Policy) -> Around:
        """Everything like a case at the moment of its opening."""
        text = said(case.subject, case.words)
        found = likeness.look(connection, text, self._hands.latest)
        rows = list(self._compared(connection, found.numbers))
        scored = ((row, likeness_of(found.asked, row, case)) for row in rows)
        liked = {row.number: score for row, score in scored if score >= LEAST}
        done = [row for row in rows if row.done and row.number in liked]
        best = sorted(done, key=lambda row: (-liked[row.number], -row.number))[:MOST]
        alike = tuple(self._alike(row, liked[row.number], found.asked, case) for row in best)
        near = self._nearby(connection, case, policy.outbreak, found.asked, rows, liked)
        return Around(alike, near, case.site)

    def _compared(self, connection: Connection, numbers: Iterable[int]) -> Iterator[Compared]:
        known = [number for number in numbers if number in self._hands.tickets]
        bags = likeness.bags(connection, known)
        for number in known:
            if number in bags:
                yield self._row(self._hands.tickets[number], bags[number])

    def _row(self, held: Held, bag: bytes) -> Compared:
        return Compared(
            number=held.number,
            held=bag,
            opened_at=held.opened,
            site=self._register.sites.get(held.site or 0),
            category=held.category,
            model=self._register.model(held.asset),
            done=held.resolved is not None,
        )

    def _alike(self, row: Compared, score: float, asked: Asked, case: Case) -> Alike:
        held = self._hands.tickets[row.number]
        model = case.equipment.model if case.equipment else None
        return Alike(
            number=row.number,
            subject=held.subject,
            likeness=score,
            words=asked.shared(row.held, WORDS),
            same_model=bool(model) and row.model == model,
            same_site=case.site is not None and row.site == case.site,
            same_category=case.category is not None and row.category == case.category,
            team=self._teams.get(held.team or 0),
            tier=held.tier if held.team is not None else None,
            seconds=seconds_between(held.opened, held.resolved),
            fix=held.fix,
        )

    def _nearby(
        self,
        connection: Connection,
        case: Case,
        outbreak: Outbreak,
        asked: Asked,
        rows: Iterable[Compared],
        liked: Mapping[int, float],
    ) -> Nearby | None:
        if case.site is None:
            return None
        span = timedelta(hours=outbreak.hours)
        since = case.now - span
        lately = self._lately(connection, case, span)
        near = [
            row.number
            for row in self._compared(connection, lately)
            if row.site == case.site and likeness_of(asked, row, case) >= outbreak.likeness
        ]
        earlier = sum(
            row.site == case.site
            and since - LOOKED_BACK < row.opened_at <= since
            and liked.get(row.number, 0.0) >= outbreak.likeness
            for row in rows
        )
        usual = round(earlier * (span / LOOKED_BACK), 4)
        return Nearby(len(near), outbreak.hours, tuple(near[:NAMED]), usual)

    def _lately(self, connection: Connection, case: Case, span: timedelta) -> list[int]:
        own = t.ticket.c
        statement = (
            select(own.id)
            .where(own.opened_at > case.now - span, own.opened_at <= case.now)
            .order_by(own.opened_at.desc(), own.id.desc())
            .limit(MOST_NEAR)
        )
        return list(connection.execute(statement).scalars())
