"""Rows of tickets: in lists, whole, and what belongs to one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from frontdesk.terms import (
    Channel,
    Clock,
    Doing,
    Impact,
    Kin,
    Kind,
    Money,
    Pending,
    Priority,
    Resolution,
    Status,
    Urgency,
)


@dataclass(frozen=True, slots=True)
class ListRow:
    """One line of a ticket list: what the Desk screen paints, no more.

    Attributes:
        who: the requester's name.
        draft: whether the reading agent has one on it.
        due_at: when the next of its clocks that run is due; ``None`` where none runs.
        due_clock: which clock that is.
        callback: the number to dial, where a call was agreed.
    """

    number: int
    version: int
    subject: str
    status: Status
    pending: Pending | None
    pending_until: datetime | None
    priority: Priority
    who: str
    tier: int
    team: str | None
    assignee: str | None
    site: str | None
    category: str | None
    opened_at: datetime
    updated_at: datetime
    draft: bool = False
    due_at: datetime | None = None
    due_clock: Clock | None = None
    callback: str | None = None


@dataclass(frozen=True, slots=True)
class TicketRow:
    """One ticket whole, as ``show --json`` and the Ticket screen need it (contract: "A ticket")."""

    number: int
    kind: Kind
    subject: str
    words: str
    status: Status
    pending: Pending | None
    pending_until: datetime | None
    callback_number: str | None
    priority: Priority
    impact: Impact
    urgency: Urgency
    complexity: int | None
    category: str | None
    channel: Channel
    site: str | None
    requester: str
    requester_name: str
    asset: str | None
    asset_type: str | None
    tier: int
    team: str | None
    assignee: str | None
    opened_at: datetime
    updated_at: datetime
    first_response_at: datetime | None
    first_response_due_at: datetime | None
    due_at: datetime | None
    resolved_at: datetime | None
    closed_at: datetime | None
    resolution_code: Resolution | None
    resolution: str | None
    fix: int | None
    tier1_could: bool | None
    version: int
    parent: int | None
    merged_into: int | None
    external_ref: str | None
    hops: int
    cost: Money
    repairs: tuple[int, ...] = ()
    decision: int | None = None
    imported: bool = False
    facts: dict[str, str] = field(default_factory=dict)
    watchers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RelatedRow:
    """A ticket that belongs to another: what it is to that one."""

    number: int
    kin: Kin
    subject: str
    status: Status


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """A file on a ticket.

    Attributes:
        name: ``None`` when it has been erased.
        size: bytes; ``content``: their SHA-256; ``kind``: what it is, in words, by its bytes.
    """

    id: int
    at: datetime
    agent: str
    name: str | None
    size: int
    content: str
    kind: str


@dataclass(frozen=True, slots=True)
class PresentRow:
    """Somebody who has a ticket open at this moment, or is writing in it.

    Attributes:
        at: when their console last said so.
    """

    number: int
    login: str
    name: str
    doing: Doing
    at: datetime
