"""What other desks have changed since one looked last, and which tickets they have open.

Cheap enough to ask twice a second.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from frontdesk.mentions import mentioned
from frontdesk.rows import PresentRow
from frontdesk.store import tables as t
from frontdesk.store.unit import Store
from frontdesk.terms import STALE, Clock, Subject


@dataclass(frozen=True, slots=True)
class WarningGiven:
    """A warning that was given: of which ticket, which clock, and when that is due."""

    number: int
    clock: Clock
    due: datetime | None


def warnings(
    store: Store, after_event: int, numbers: Collection[int], login: str
) -> list[WarningGiven]:
    """The warnings that somebody was given since an event, among tickets that have changed."""
    if not numbers:
        return []
    statement = (
        select(t.event.c.subject_id, t.event.c.after)
        .where(
            t.event.c.id > after_event, t.event.c.verb == "warn",
            t.event.c.subject == Subject.TICKET,
        )
        .order_by(t.event.c.id)
    )  # fmt: skip
    with store.read() as connection:
        rows = connection.execute(statement).all()
    told = [(number, json.loads(after)) for number, after in rows]
    return [
        WarningGiven(number, Clock(facts["clock"]), _moment(facts.get("due")))
        for number, facts in told
        if login in facts.get("informed", ())
    ]


def mentions(
    store: Store, after_event: int, numbers: Collection[int], login: str
) -> list[tuple[int, str]]:
    """Who has written ``@login`` on which ticket since an event, among tickets that have changed.

    Returns:
        The ticket and who wrote, the first one first; what one writes oneself is no news.
    """
    if not numbers:
        return []
    event = t.event.c
    statement = (
        select(event.subject_id, event.actor, t.text.c.body)
        .join(t.text, t.text.c.digest == func.json_extract(event.after, "$.text.digest"))
        .where(
            event.id > after_event, event.verb.in_(("note", "reply")), event.actor != login,
            event.subject == Subject.TICKET,
        )
        .order_by(event.id)
    )  # fmt: skip
    with store.read() as connection:
        rows = connection.execute(statement).all()
    return [(number, who) for number, who, body in rows if login in mentioned(body or "")]


def _moment(kept: str | None) -> datetime | None:
    return datetime.fromisoformat(kept) if kept else None


def changes(store: Store, after_event: int | None) -> tuple[int, frozenset[int]]:
    """The number of the last event, and the numbers of the tickets changed since an earlier one.

    A ticket counts as changed when one of its repair orders has.

    Args:
        after_event: the number that was given the last time; ``None`` to begin here.

    Raises:
        StoreError: the store cannot be read any more.
    """
    return store.watch.changes(after_event)


def present(store: Store, now: datetime) -> dict[int, tuple[PresentRow, ...]]:
    """Who has which ticket open at this moment, by ticket; who writes comes first.

    Args:
        now: the time on the wall; of a desk that was killed nothing is heard any more.

    Raises:
        StoreError: the store cannot be read any more.
    """
    found: dict[int, tuple[PresentRow, ...]] = {}
    for row in store.watch.present():
        if now - row.at <= STALE:
            found[row.number] = (*found.get(row.number, ()), row)
    return found
