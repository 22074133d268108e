"""The policies that a desk has adopted, as they were written."""

from __future__ import annotations

from sqlalchemy import select

from frontdesk.store import tables as t
from frontdesk.store.unit import Store


def text(store: Store) -> str:
    """The policy in force as its authors wrote it, comments included; empty where there is none."""
    latest = select(t.policy.c.text).order_by(t.policy.c.id.desc()).limit(1)
    with store.read() as connection:
        return str(connection.execute(latest).scalar() or "")
