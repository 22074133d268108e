"""Plain rows that travel between rooms: frozen, slotted, without a store behind them.

Screens and commands see these and never an ORM object. Codes, not database ids, name people,
teams and equipment; times are aware UTC. Nothing here may import anything but ``terms``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from frontdesk.terms import (
    Channel,
    Clock,
    Direction,
    Doing,
    Impact,
    Kin,
    Kind,
    Money,
    Pending,
    Priority,
    Repair,
    RequesterKind,
    Resolution,
    Role,
    Status,
    Urgency,
    Visibility,
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


@dataclass(frozen=True, slots=True)
class PersonRow:
    """An agent, with load, for the Team screen and the picker.

    Attributes:
        by_priority: open tickets held, P1 to P5.
        oldest: when the oldest open ticket held was opened; ``newest``: the newest.
        on_shift: ``None`` when no roster is kept for the person; false for who is away.
        until: end of the present shift; ``back``: start of the next one, for who is off.
        away_until: last day of an absence that holds today.
        deputy: who stands in meanwhile, by login, at the end of the chain of deputies.
        wishes: skills that the person wants to learn.
        overdue: open tickets held of which something promised is late, where that was asked for.
    """

    login: str
    name: str
    role: Role
    team: str
    tier: int
    site: str | None
    authority: int
    capacity: int
    load: int
    by_priority: tuple[int, int, int, int, int]
    oldest: datetime | None
    on_shift: bool | None
    until: datetime | None
    skills: tuple[tuple[str, int], ...]
    languages: tuple[str, ...]
    active: bool = True
    back: datetime | None = None
    away_until: date | None = None
    deputy: str | None = None
    deputy_name: str = ""
    wishes: tuple[str, ...] = ()
    newest: datetime | None = None
    overdue: int = 0


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """Days on which somebody is away, both ends included.

    Attributes:
        number: by which it is ended.
        deputy: who was named to stand in; that person's own deputy does where they are away too.
    """

    number: int
    login: str
    name: str
    since: date
    until: date
    deputy: str | None
    deputy_name: str | None
    note: str


@dataclass(frozen=True, slots=True)
class RequesterRow:
    """A requester, as completion and the People screen show them."""

    code: str
    name: str
    email: str | None
    phone: str | None
    kind: RequesterKind
    organisation: str | None
    plan: str | None
    site: str | None
    language: str
    open: int = 0


@dataclass(frozen=True, slots=True)
class AssetRow:
    """A piece of equipment of the register."""

    tag: str
    serial: str | None
    type: str
    model: str
    state: str
    site: str | None
    requester: str | None
    requester_name: str | None
    vendor: str | None
    warranty_until: date | None
    contract_until: date | None


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step of a known fix."""

    position: int
    text: str


@dataclass(frozen=True, slots=True)
class FixRow:
    """A known fix with its record.

    Attributes:
        tries, worked: the record; worked means that the ticket was not reopened in the window.
        minutes: mean of what it took, or the author's reckoning when never tried.
    """

    fix: int
    title: str
    symptom: str
    category: str | None
    asset_types: tuple[str, ...]
    tier: int
    minutes: int
    tries: int
    worked: int
    active: bool = True
    steps: tuple[StepRow, ...] = ()
    likeness: float = 0.0


@dataclass(frozen=True, slots=True)
class RepairRow:
    """A repair order, for the board and ``repair show``."""

    order: int
    ticket: int
    state: Repair
    vendor: str
    vendor_name: str
    asset: str | None
    asset_type: str | None
    model: str | None
    fault: str
    rma: str | None
    carrier: str | None
    tracking: str | None
    reference: str | None
    under_warranty: bool
    opened_at: datetime
    shipped_at: datetime | None
    arrived_at: datetime | None
    promised_at: datetime | None
    returned_at: datetime | None
    cost: Money | None
    result: str | None
    version: int
    subject: str = ""
    requester_name: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What a verb did to one subject.

    Attributes:
        event: the event's id, which ``undo`` takes.
        refused: why nothing happened to it (in previews and bulk acts), else ``None``;
            ``overtaken``: because another desk has changed it since it was seen.
        became: the columns that changed and their new values, as the event holds them;
            ``insight.timeline.coded`` puts codes for ids.
    """

    number: int
    event: int | None
    version: int
    refused: str | None = None
    became: Mapping[str, object] = field(default_factory=dict)
    overtaken: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """What a verb did: one entry to undo.

    Attributes:
        operation: the operation's id; ``made`` names what was created beside (an order's id).
    """

    verb: str
    operation: str
    changes: tuple[Change, ...]
    made: int | None = None

    @property
    def numbers(self) -> tuple[int, ...]:
        """The tickets that were changed."""
        return tuple(change.number for change in self.changes if change.refused is None)


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


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load of many entries came to.

    Attributes:
        skipped: the number of each bad row that was left out, and why.
    """

    operation: str
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    skipped: tuple[tuple[int, str], ...] = ()
