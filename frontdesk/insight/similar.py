"""Tickets like a case: resolved ones, and such as were opened at its site in the last hours.

Words come first, the rare ones most (``store.likeness``). Equipment model, category and site take
their share away where they differ; they never speak for a ticket that the words do not. It refuses
to look at what was written on a ticket after it was opened.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.engine import Connection, RowMapping

from frontdesk.insight.cases import case_of
from frontdesk.learning.likeness import Asked, said
from frontdesk.policy import Outbreak, Policy
from frontdesk.routing import Alike, Case, Nearby
from frontdesk.store import likeness
from frontdesk.store import tables as t
from frontdesk.store.unit import Store
from frontdesk.terms import Resolution, Status

MOST = 8
"""Resolved tickets that a decision is shown."""
LEAST = 0.2
"""Less like than this is not like."""
TEXT, MODEL, CATEGORY, SITE = 0.7, 0.12, 0.12, 0.06
"""What words, equipment model, category and site each count for."""
WORDS = 5
"""Shared words that are told."""
LOOKED_BACK = timedelta(days=28)
"""So far back it is looked what is usual at a site."""
MOST_NEAR = 300
"""Tickets of a site in the last hours that are compared: the latest ones."""
NAMED = 8
MOST_READ = 4000
"""Characters that a category is guessed from."""


class Compared(NamedTuple):
    """A ticket that is compared, with what is asked of it beside its words.

    Attributes:
        held: its packed words. ``done``: whether it was resolved, and not as a duplicate.
    """

    number: int
    held: bytes
    opened_at: datetime
    site: str | None
    category: str | None
    model: str | None
    done: bool


@dataclass(frozen=True, slots=True)
class Around:
    """What is like a case: resolved tickets, the likest first, and the latest at its site."""

    alike: tuple[Alike, ...]
    nearby: Nearby | None
    site: str | None


def of_ticket(
    store: Store, policy: Policy, number: int, now: datetime, limit: int = MOST
) -> Around:
    """Everything like a stored ticket.

    Raises:
        NotFoundError: there is no such ticket.
    """
    with store.read() as connection:
        case = case_of(connection, number, now)
        return around(connection, categorised(case, policy), policy.outbreak, limit=limit)


def of_words(store: Store, policy: Policy, typed: str, now: datetime, limit: int = MOST) -> Around:
    """Everything like some words."""
    case = Case(subject="", words=typed, now=now)
    with store.read() as connection:
        return around(connection, categorised(case, policy), policy.outbreak, limit=limit)


def categorised(case: Case, policy: Policy) -> Case:
    """The case with the category that its words and equipment speak for, where it has none."""
    if case.category is not None:
        return case
    asset_type = case.equipment.type if case.equipment else None
    guessed = policy.guess_category(f"{case.subject} {case.words}"[:MOST_READ], asset_type)
    return replace(case, category=guessed.code) if guessed is not None else case


def around(
    connection: Connection,
    case: Case,
    outbreak: Outbreak,
    *,
    before: datetime | None = None,
    limit: int = MOST,
) -> Around:
    """Everything like a case.

    Args:
        outbreak: how many hours count as the last ones, and from where on a ticket is such a one.
        before: only tickets that were resolved before this count, and only words of tickets that
            were opened before it; ``None``: all.
        limit: how many resolved tickets, at most.
    """
    last = _last(connection, before) if before is not None else None
    found = likeness.look(connection, said(case.subject, case.words), last)
    rows = list(_compared(connection, found.numbers, before))
    liked = {
        row.number: score
        for row in rows
        if row.number != case.number and (score := likeness_of(found.asked, row, case)) >= LEAST
    }
    done = [row for row in rows if row.done and row.number in liked]
    best = sorted(done, key=lambda row: (-liked[row.number], -row.number))[:limit]
    alike = _alike(connection, best, liked, found.asked, case)
    nearby = _nearby(connection, case, outbreak, found.asked, rows, liked)
    return Around(alike, nearby, case.site)


def _last(connection: Connection, before: datetime) -> int:
    """The highest number that was given before a moment."""
    statement = select(func.max(t.ticket.c.id)).where(t.ticket.c.opened_at < before)
    return connection.execute(statement).scalar() or 0


def _compared(
    connection: Connection, numbers: Sequence[int], before: datetime | None
) -> Iterator[Compared]:
    own = t.ticket.c
    done = and_(
        own.status.in_([Status.RESOLVED, Status.CLOSED]),
        own.merged_into_id.is_(None),
        or_(own.resolution_code.is_(None), own.resolution_code != Resolution.DUPLICATE),
    )
    if before is not None:
        done = and_(done, func.coalesce(own.resolved_at, own.closed_at, own.updated_at) < before)
    for start in range(0, len(numbers), likeness.CHUNK):
        chunk = numbers[start : start + likeness.CHUNK]
        statement = _rows_with(done).where(own.id.in_(chunk))
        yield from (Compared(*row) for row in connection.execute(statement))


def _rows_with(done: ColumnElement[bool]) -> Select[Any]:
    own = t.ticket.c
    return select(
        own.id, t.ticket_words.c.held, own.opened_at, t.site.c.code, own.category,
        t.asset.c.model, done,
    ).select_from(
        t.ticket.join(t.ticket_words, t.ticket_words.c.ticket_id == own.id)
        .outerjoin(t.site, t.site.c.id == own.site_id)
        .outerjoin(t.asset, t.asset.c.id == own.asset_id)
    )  # fmt: skip


def likeness_of(asked: Asked, row: Compared, case: Case) -> float:
    """How like a ticket is, 0 to 1: by its words, less where what is known of both differs."""
    model = case.equipment.model if case.equipment else None
    known = fits = TEXT
    for share, mine, theirs in (
        (MODEL, model, row.model),
        (CATEGORY, case.category, row.category),
        (SITE, case.site, row.site),
    ):
        if mine and theirs:
            known += share
            fits += share * (mine == theirs)
    return round(asked.likeness(row.held) * fits / known, 4)


def _alike(
    connection: Connection,
    best: Sequence[Compared],
    liked: dict[int, float],
    asked: Asked,
    case: Case,
) -> tuple[Alike, ...]:
    told = _told(connection, [row.number for row in best])
    model = case.equipment.model if case.equipment else None
    return tuple(
        Alike(
            number=row.number,
            subject=(own := told[row.number])["subject"],
            likeness=liked[row.number],
            words=asked.shared(row.held, WORDS),
            same_model=bool(model) and row.model == model,
            same_site=case.site is not None and row.site == case.site,
            same_category=case.category is not None and row.category == case.category,
            team=own["team"],
            tier=own["tier"] if own["team"] is not None else None,
            seconds=seconds_between(own["opened_at"], own["resolved_at"]),
            fix=own["fix_id"],
        )
        for row in best
    )


def _told(connection: Connection, numbers: Sequence[int]) -> dict[int, RowMapping]:
    """What is told of those that are shown: who resolved them, where, and when."""
    own = t.ticket.c
    statement = (
        select(own.id, own.subject, own.tier, own.opened_at, own.resolved_at, own.fix_id,
               t.team.c.code.label("team"))
        .select_from(t.ticket.outerjoin(t.team, t.team.c.id == own.team_id))
        .where(own.id.in_(numbers))
    )  # fmt: skip
    return {row["id"]: row for row in connection.execute(statement).mappings()}


def seconds_between(opened: datetime, resolved: datetime | None) -> int | None:
    """From opening to resolution, on the wall; ``None`` where that cannot be said."""
    if resolved is None or resolved < opened:
        return None
    return round((resolved - opened).total_seconds())


def _nearby(
    connection: Connection,
    case: Case,
    outbreak: Outbreak,
    asked: Asked,
    rows: Sequence[Compared],
    liked: dict[int, float],
) -> Nearby | None:
    """Such tickets at its site in the last hours; ``None`` when nobody said where it is."""
    if case.site is None:
        return None
    span = timedelta(hours=outbreak.hours)
    since = case.now - span
    own = t.ticket.c
    statement = (
        _rows_with(own.open)
        .where(own.opened_at > since, own.opened_at <= case.now, t.site.c.code == case.site)
        .order_by(own.opened_at.desc(), own.id.desc())
        .limit(MOST_NEAR)
    )
    near = [
        row.number
        for row in (Compared(*each) for each in connection.execute(statement))
        if row.number != case.number and likeness_of(asked, row, case) >= outbreak.likeness
    ]
    earlier = sum(
        row.site == case.site
        and since - LOOKED_BACK < row.opened_at <= since
        and liked.get(row.number, 0.0) >= outbreak.likeness
        for row in rows
    )
    usual = round(earlier * (span / LOOKED_BACK), 4)
    return Nearby(len(near), outbreak.hours, tuple(near[:NAMED]), usual)
