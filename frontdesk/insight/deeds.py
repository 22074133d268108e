"""What one person has done since a moment, act by act; for the tour, which looks whether they did.

Cheap enough to ask after every change: events are read by their number, the newest alone.
"""

from __future__ import annotations

from sqlalchemy import func, select

from frontdesk.store import tables as t
from frontdesk.store.unit import Store


def since(store: Store, after: int, login: str) -> tuple[int, list[tuple[str, int]]]:
    """The acts of a person after an event: the verb of each, and how many subjects it changed.

    Returns:
        The number of the last event of the store, to ask from the next time; and the acts, the
        first one first.
    """
    event, operation = t.event.c, t.operation.c
    statement = (
        select(operation.verb, func.count(event.subject_id.distinct()))
        .select_from(t.event.join(t.operation, operation.id == event.operation))
        .where(event.id > after, event.actor == login)
        .group_by(operation.id, operation.verb)
        .order_by(func.min(event.id))
    )
    with store.read() as connection:
        last = connection.execute(select(func.coalesce(func.max(event.id), 0))).scalar_one()
        acts = connection.execute(statement.where(event.id <= last)).all()
    return last, [(verb, count) for verb, count in acts]
