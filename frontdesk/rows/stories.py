"""Rows of what happened to a ticket: events, contacts, messages, fixes that were tried."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from frontdesk.terms import (
    Channel,
    Direction,
    Visibility,
)


@dataclass(frozen=True, slots=True)
class EventRow:
    """One line of a timeline.

    Attributes:
        texts: the texts of the event by field; ``None`` where a text has been erased.
        before: fields before; ``after``: fields after (codes and plain values).
    """

    event: int
    seq: int
    at: datetime
    actor: str
    verb: str
    before: dict[str, object]
    after: dict[str, object]
    texts: dict[str, str | None]
    undone: bool = False
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One time somebody got in touch about a ticket."""

    at: datetime
    channel: Channel
    direction: Direction
    minutes: int
    agent: str
    text: str | None


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One message on a ticket, public or internal."""

    at: datetime
    author: str
    visibility: Visibility
    text: str | None


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """One time that a known fix was tried on a ticket.

    Attributes:
        step: the step that settled it; ``minutes``: how long it took, where that was said.
        undone: taken back since; it does not count.
    """

    at: datetime
    agent: str
    fix: int
    title: str
    worked: bool
    step: int | None
    minutes: int | None
    undone: bool = False
