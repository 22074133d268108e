"""What an event left behind, read again: values as columns hold them, texts by their digests.

And the refusal to take back what somebody has changed since, where it is no ticket. Nothing is
changed here.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Column, Date
from sqlmodel import UTCDateTime, col, select

from frontdesk import codes
from frontdesk.desk.act import Act
from frontdesk.errors import OvertakenError, RefusedError
from frontdesk.i18n import _
from frontdesk.models import ErasableText, Event
from frontdesk.text import safe


class Sides(NamedTuple):
    """What an event holds: of before it, and of after it; neither what it undoes."""

    before: dict[str, Any]
    after: dict[str, Any]


def sides(past: Event) -> Sides:
    """Both sides of an event."""
    after: dict[str, Any] = json.loads(past.after)
    after.pop("undoes", None)
    return Sides(json.loads(past.before), after)


def text(act: Act, name: str, value: dict[str, str] | None) -> str | None:
    """The text of which an event holds the digest.

    Args:
        name: what it is of, for the refusal.

    Raises:
        RefusedError: the text has been erased.
    """
    if value is None:
        return None
    kept = act.session.get(ErasableText, value["digest"])
    if kept is None or kept.body is None:
        raise RefusedError(
            _("the text of {field} has been erased").format(field=codes.field(name)),
            _("write it again"),
        )
    return kept.body


def value(column: Column[Any], held: Any) -> Any:
    """A value of an event as a column holds it."""
    if held is None:
        return None
    if isinstance(column.type, UTCDateTime):
        return datetime.fromisoformat(held)
    if isinstance(column.type, Date):
        return date.fromisoformat(held)
    enum = getattr(column.type, "enum_class", None)
    return enum(held) if enum is not None else held


def overtaken(act: Act, past: Event, name: str, noun: str = "") -> OvertakenError:
    """What is said when an entry no longer stands as an event left it.

    Args:
        name: what the entry is called; ``noun``: what it is, where its subject does not say it.
    """
    later = select(Event).where(
        col(Event.subject) == past.subject,
        col(Event.subject_id) == past.subject_id,
        col(Event.seq) > past.seq,
    )
    last = act.session.exec(later.order_by(col(Event.seq).desc())).first()
    return OvertakenError(
        _("{noun} {name}: {who} has changed it since").format(
            noun=codes.noun(noun or past.subject),
            name=safe(name, 80),
            who=last.actor if last else past.actor,
        ),
        _("undo that first, or set it by hand"),
    )
