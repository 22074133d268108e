"""Seals: each chains the heads of every subject changed since the seal before it.

A seal's hash covers the hash before it, the last event that it covers, and the heads (subject,
id, seq, hash) of all subjects with an event since the previous seal; heads that have not moved
are covered by an earlier seal. Kept elsewhere, one hash witnesses the whole ledger up to it.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.engine import Connection
from sqlmodel import Session, col

from frontdesk.models import Event, Seal
from frontdesk.store.ledger import GENESIS, canonical, instant


def seal(session: Session, at: datetime) -> Seal | None:
    """Seal everything written so far; ``None`` when nothing was written since the last seal."""
    last = session.execute(select(Seal).order_by(col(Seal.id).desc()).limit(1)).scalar()
    since = last.last_event if last is not None else 0
    newest = session.execute(select(func.max(col(Event.id)))).scalar() or 0
    if newest <= since:
        return None
    previous = last.hash if last is not None else GENESIS
    count, digest = link(session.connection(), previous, since, newest, at)
    row = Seal(at=at, last_event=newest, subjects=count, previous=previous, hash=digest)
    session.add(row)
    session.flush()
    return row


def link(
    connection: Connection, previous: str, since: int, until: int, at: datetime
) -> tuple[int, str]:
    """The number of subjects with events after ``since`` up to ``until``, and the seal's hash."""
    span = and_(col(Event.id) > since, col(Event.id) <= until)
    tops = (
        select(
            col(Event.subject).label("subject"),
            col(Event.subject_id).label("subject_id"),
            func.max(col(Event.seq)).label("seq"),
        )
        .where(span)
        .group_by(col(Event.subject), col(Event.subject_id))
        .subquery()
    )
    heads: Any = (
        select(col(Event.subject), col(Event.subject_id), col(Event.seq), col(Event.hash))
        .join(
            tops,
            and_(
                col(Event.subject) == tops.c.subject,
                col(Event.subject_id) == tops.c.subject_id,
                col(Event.seq) == tops.c.seq,
            ),
        )
        .order_by(col(Event.subject), col(Event.subject_id))
    )
    digest = hashlib.sha256(f"{previous}|{until}|{instant(at)}".encode())
    count = 0
    for subject, subject_id, seq, head in connection.execute(heads):
        digest.update(canonical([subject, subject_id, seq, head]).encode())
        count += 1
    return count, digest.hexdigest()
