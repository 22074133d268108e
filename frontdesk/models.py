"""What is stored: the tables, as SQLModel classes, and nothing else.

No behaviour lives here beyond the constraints that the database itself keeps. A table model
validates nothing (see docs/architecture.md): what comes in from outside passes an input model of
``desk.inputs`` first, and the named CHECK constraints below hold the line for everybody else.

Times are aware UTC (SQLModel's own ``UTCDateTime``). Money is an integer in minor units beside
its currency. Enumerations are stored as their words.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Enum,
    Index,
    LargeBinary,
    MetaData,
    Text,
    UniqueConstraint,
)
from sqlalchemy import text as sql
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from frontdesk.terms import (
    NEVER,
    AssetState,
    Channel,
    Clock,
    Direction,
    Doing,
    DraftKind,
    Impact,
    KeptKind,
    Kind,
    Outcome,
    Pending,
    Priority,
    Repair,
    RequesterKind,
    Resolution,
    Role,
    Route,
    Status,
    Subject,
    Tie,
    Urgency,
    VendorKind,
    Visibility,
)

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
CODE = 64
LINE = 200
SUBJECT = 500
BARE = "replace(replace(upper({column}), '-', ''), ' ', '')"
"""A tag or serial as it is looked for, however it is written; it must stand so in a statement."""
NEVER_KEPT = NEVER.strftime("%Y-%m-%d %H:%M:%S.%f")
"""``NEVER`` as the store writes a time."""


class Row(SQLModel, registry=registry(metadata=MetaData(naming_convention=NAMES))):
    """The base of every table: one metadata with named constraints."""

    __table_args__: ClassVar[Any] = ()


def one_of(kind: type[StrEnum]) -> Enum:
    """A column that holds an enumeration by its words, kept by a named CHECK."""
    return Enum(
        kind,
        name=kind.__name__.lower(),
        native_enum=False,
        create_constraint=True,
        length=24,
        values_callable=lambda cls: [member.value for member in cls],
    )


def filled(column: str, longest: int) -> CheckConstraint:
    """A CHECK that a text is neither empty nor longer than ``longest`` characters."""
    return CheckConstraint(f"length({column}) BETWEEN 1 AND {longest}", name=f"{column}_length")


class Site(Row, table=True):
    """A workplace with an office of its own."""

    __table_args__ = (filled("code", CODE), filled("name", LINE))
    id: int | None = Field(default=None, primary_key=True)
    version: int = 0
    code: str = Field(unique=True)
    name: str
    timezone: str = "UTC"
    country: str = ""
    place: str = ""


class Tier(Row, table=True):
    """A level of the ladder; 1 is the front office."""

    __table_args__ = (CheckConstraint("level BETWEEN 1 AND 6", name="level"),)
    level: int = Field(primary_key=True)
    name: str


class Team(Row, table=True):
    """People who share a queue, on a tier, with or without customer contact.

    One that is not ``active`` is a former team: tickets say that it had them, none is given to it.
    """

    __table_args__ = (filled("code", CODE), filled("name", LINE))
    id: int | None = Field(default=None, primary_key=True)
    version: int = 0
    code: str = Field(unique=True)
    name: str
    tier: int = Field(foreign_key="tier.level")
    customer_contact: bool = True
    active: bool = True


class Agent(Row, table=True):
    """Somebody who works at the desk."""

    __table_args__ = (
        filled("login", CODE),
        CheckConstraint("authority BETWEEN 1 AND 5", name="authority"),
        CheckConstraint("capacity BETWEEN 0 AND 500", name="capacity"),
    )
    id: int | None = Field(default=None, primary_key=True)
    version: int = 0
    login: str = Field(unique=True)
    name: str
    role: Role = Field(default=Role.AGENT, sa_type=one_of(Role))
    team_id: int = Field(foreign_key="team.id", index=True)
    site_id: int | None = Field(default=None, foreign_key="site.id")
    authority: int = 3
    capacity: int = 12
    languages: list[str] = Field(default_factory=list, sa_type=JSON)
    active: bool = True


class AgentSkill(Row, table=True):
    """What an agent can do, and how well (1 learns it, 5 teaches it)."""

    __tablename__ = "agent_skill"
    __table_args__ = (CheckConstraint("level BETWEEN 1 AND 5", name="level"),)
    agent_id: int = Field(foreign_key="agent.id", primary_key=True)
    skill: str = Field(primary_key=True)
    level: int = 3


class AgentWish(Row, table=True):
    """A skill that an agent wants to learn."""

    __tablename__ = "agent_wish"
    agent_id: int = Field(foreign_key="agent.id", primary_key=True)
    skill: str = Field(primary_key=True)


class Shift(Row, table=True):
    """One weekly window of an agent's roster, in the local time of the agent's site.

    ``weekday`` 0 is Monday; ``starts`` and ``ends`` are ``HH:MM``. A window that ends before it
    starts crosses midnight, into the day after ``weekday``.
    """

    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        CheckConstraint("starts <> ends", name="order"),
        UniqueConstraint("agent_id", "weekday", "starts"),
    )
    id: int | None = Field(default=None, primary_key=True)
    version: int = 0
    agent_id: int = Field(foreign_key="agent.id")
    weekday: int
    starts: str
    ends: str


class ShiftDay(Row, table=True):
    """One window of a single day, instead of what the weekly roster says of that day.

    ``starts`` and ``ends`` are ``HH:MM`` and may cross midnight; neither: off that day.
    """

    __tablename__ = "shift_day"
    __table_args__ = (
        CheckConstraint("(starts IS NULL) = (ends IS NULL)", name="window"),
        CheckConstraint("starts <> ends", name="order"),
        UniqueConstraint("agent_id", "day", "starts"),
    )
    id: int | None = Field(default=None, primary_key=True)
    version: int = 0
    agent_id: int = Field(foreign_key="agent.id")
    day: date
    starts: str | None = None
    ends: str | None = None


class Absence(Row, table=True):
    """Days on which an agent is away, both ends included, and who stands in meanwhile."""

    __table_args__ = (
        CheckConstraint("since <= until", name="order"),
        CheckConstraint("deputy_id <> agent_id", name="deputy"),
    )
    id: int | None = Field(default=None, primary_key=True)
    version: int = 0
    agent_id: int = Field(foreign_key="agent.id", index=True)
    since: date
    until: date
    deputy_id: int | None = Field(default=None, foreign_key="agent.id")
    note: str = ""


class Plan(Row, table=True):
    """A service plan: what a requester is entitled to."""

    __table_args__ = (filled("code", CODE),)
    id: int | None = Field(default=None, primary_key=True)
    version: int = 0
    code: str = Field(unique=True)
    name: str
    entitled: bool = True
    note: str = ""


class Organisation(Row, table=True):
    """A company or household that requesters belong to; our own is internal."""

    __table_args__ = (filled("code", CODE),)
    id: int | None = Field(default=None, primary_key=True)
    version: int = 0
    code: str = Field(unique=True)
    name: str
    kind: RequesterKind = Field(default=RequesterKind.EXTERNAL, sa_type=one_of(RequesterKind))
    plan_id: int | None = Field(default=None, foreign_key="plan.id")


class Requester(Row, table=True):
    """Somebody who asks for help. ``folded`` and ``phone_digits`` are for finding them."""

    __table_args__ = (filled("code", CODE), filled("name", LINE))
    id: int | None = Field(default=None, primary_key=True)
    version: int = 0
    code: str = Field(unique=True)
    name: str
    folded: str = Field(index=True)
    email: str | None = Field(default=None, index=True)
    phone: str | None = None
    phone_digits: str | None = Field(default=None, index=True)
    kind: RequesterKind = Field(default=RequesterKind.INTERNAL, sa_type=one_of(RequesterKind))
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id")
    plan_id: int | None = Field(default=None, foreign_key="plan.id")
    site_id: int | None = Field(default=None, foreign_key="site.id")
    language: str = "en"
    active: bool = True


class Vendor(Row, table=True):
    """A manufacturer, repair shop or contractor. ``types`` are the equipment types it takes."""

    __table_args__ = (filled("code", CODE),)
    id: int | None = Field(default=None, primary_key=True)
    version: int = 0
    code: str = Field(unique=True)
    name: str
    kind: VendorKind = Field(default=VendorKind.MANUFACTURER, sa_type=one_of(VendorKind))
    email: str | None = None
    phone: str | None = None
    types: list[str] = Field(default_factory=list, sa_type=JSON)
    days: int = 10


class Asset(Row, table=True):
    """A piece of equipment."""

    __table_args__ = (
        filled("tag", CODE),
        filled("type", CODE),
        Index("ix_asset_bare_tag", sql(BARE.format(column="tag"))),
        Index("ix_asset_bare_serial", sql(BARE.format(column="serial"))),
    )
    id: int | None = Field(default=None, primary_key=True)
    version: int = 0
    tag: str = Field(unique=True)
    serial: str | None = Field(default=None, index=True)
    type: str
    model: str = ""
    state: AssetState = Field(default=AssetState.IN_USE, sa_type=one_of(AssetState))
    site_id: int | None = Field(default=None, foreign_key="site.id")
    requester_id: int | None = Field(default=None, foreign_key="requester.id", index=True)
    vendor_id: int | None = Field(default=None, foreign_key="vendor.id")
    warranty_until: date | None = None
    contract_until: date | None = None


class Part(Row, table=True):
    """A spare part, for the equipment types that it fits."""

    __table_args__ = (filled("code", CODE),)
    id: int | None = Field(default=None, primary_key=True)
    version: int = 0
    code: str = Field(unique=True)
    name: str
    asset_types: list[str] = Field(default_factory=list, sa_type=JSON)


class Stock(Row, table=True):
    """How many of a part lie at a site."""

    __table_args__ = (CheckConstraint("count >= 0", name="count"),)
    part_id: int = Field(foreign_key="part.id", primary_key=True)
    site_id: int = Field(foreign_key="site.id", primary_key=True)
    count: int = 0


class Ticket(Row, table=True):
    """A ticket as it stands now; how it came about is in the events.

    ``id`` is the number, never reused. ``version`` is the ``seq`` of its latest event.
    ``open`` repeats what ``status`` says, for the indexes of the lists; a CHECK keeps it true.
    The columns of what is due when repeat what the clocks say, for the lists too: no event holds
    them, and ``doctor`` compares them with the ledger. ``next_due_at`` is the earliest of the
    clocks that run towards the requester, ``NEVER`` where none runs.
    """

    __table_args__ = (
        filled("subject", SUBJECT),
        CheckConstraint("tier BETWEEN 1 AND 6", name="tier"),
        CheckConstraint("complexity BETWEEN 1 AND 5", name="complexity"),
        CheckConstraint("hops >= 0", name="hops"),
        CheckConstraint(
            "open = (status IN ('new', 'assigned', 'in_progress', 'pending'))", name="open"
        ),
        CheckConstraint("(status = 'pending') = (pending IS NOT NULL)", name="pending_reason"),
        Index("ix_ticket_open", "open", "priority", "opened_at", "id"),
        Index("ix_ticket_assignee", "assignee_id", "open", "priority", "opened_at", "id"),
        Index("ix_ticket_team", "team_id", "open", "priority", "opened_at", "id"),
        Index("ix_ticket_requester", "requester_id", "open", "priority", "opened_at", "id"),
        Index("ix_ticket_due", "status", "pending_until"),
        Index("ix_ticket_opened_at", "opened_at", "id"),
        Index("ix_ticket_updated_at", "open", "updated_at", "id"),
        # Views, loads and queues are counted by a look at this one alone.
        Index(
            "ix_ticket_working",
            "open",
            "team_id",
            "assignee_id",
            "priority",
            "opened_at",
            "status",
            "pending",
            "next_due_at",
            sqlite_where=sql("open = 1"),
            postgresql_where=sql("open"),
        ),
        # Whom to call next.
        Index(
            "ix_ticket_waiting",
            "pending",
            "pending_until",
            "status",
            "open",
            "team_id",
            sqlite_where=sql("pending IS NOT NULL"),
            postgresql_where=sql("pending IS NOT NULL"),
        ),
        *(
            Index(name, *columns, sqlite_where=sql("open = 1"), postgresql_where=sql("open"))
            for name, columns in (
                ("ix_ticket_next_due", ("open", "next_due_at", "id", "team_id", "assignee_id")),
                ("ix_ticket_next_warning", ("open", "next_warning_at", "id")),
            )
        ),
        CheckConstraint(
            "merged_into_id IS NULL OR (status = 'closed' AND merged_into_id <> id)", name="merged"
        ),
        CheckConstraint("parent_id <> id", name="parent"),
        # Few tickets are merged or have a parent; both are asked for by the one that they lead to.
        Index(
            "ix_ticket_merged",
            "merged_into_id",
            sqlite_where=sql("merged_into_id IS NOT NULL"),
            postgresql_where=sql("merged_into_id IS NOT NULL"),
        ),
        Index(
            "ix_ticket_parent",
            "parent_id",
            sqlite_where=sql("parent_id IS NOT NULL"),
            postgresql_where=sql("parent_id IS NOT NULL"),
        ),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    version: int = 0
    kind: Kind = Field(default=Kind.INCIDENT, sa_type=one_of(Kind))
    subject: str
    words: str | None = Field(default=None, foreign_key="text.digest")
    status: Status = Field(default=Status.NEW, sa_type=one_of(Status))
    open: bool = True
    pending: Pending | None = Field(default=None, sa_type=one_of(Pending))
    pending_until: datetime | None = None
    callback_number: str | None = None
    priority: Priority = Field(default=Priority.P4, sa_type=one_of(Priority))
    impact: Impact = Field(default=Impact.PERSON, sa_type=one_of(Impact))
    urgency: Urgency = Field(default=Urgency.NORMAL, sa_type=one_of(Urgency))
    complexity: int | None = None
    category: str | None = Field(default=None, max_length=CODE)
    channel: Channel = Field(default=Channel.PHONE, sa_type=one_of(Channel))
    site_id: int | None = Field(default=None, foreign_key="site.id")
    requester_id: int = Field(foreign_key="requester.id")
    asset_id: int | None = Field(default=None, foreign_key="asset.id", index=True)
    tier: int = Field(default=1, foreign_key="tier.level")
    team_id: int | None = Field(default=None, foreign_key="team.id")
    assignee_id: int | None = Field(default=None, foreign_key="agent.id")
    opened_at: datetime
    updated_at: datetime
    first_response_at: datetime | None = None
    first_response_due_at: datetime | None = None
    due_at: datetime | None = None
    next_due_at: datetime = Field(default=NEVER, sa_column_kwargs={"server_default": NEVER_KEPT})
    next_due: Clock | None = Field(default=None, sa_type=one_of(Clock))
    next_warning_at: datetime = Field(
        default=NEVER, sa_column_kwargs={"server_default": NEVER_KEPT}
    )
    resolved_at: datetime | None = Field(default=None, index=True)
    closed_at: datetime | None = None
    resolution_code: Resolution | None = Field(default=None, sa_type=one_of(Resolution))
    resolution: str | None = Field(default=None, foreign_key="text.digest")
    fix_id: int | None = Field(default=None, foreign_key="fix.id")
    tier1_could: bool | None = None
    parent_id: int | None = Field(default=None, foreign_key="ticket.id")
    merged_into_id: int | None = Field(default=None, foreign_key="ticket.id")
    external_ref: str | None = Field(default=None, unique=True)
    hops: int = 0
    cost: int = 0
    currency: str = "USD"
    decision_id: int | None = None
    imported: bool = False
    facts: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    watchers: list[str] = Field(default_factory=list, sa_type=JSON)


class Link(Row, table=True):
    """A link between two tickets; a child's parent stands in the ticket itself."""

    __table_args__ = (
        UniqueConstraint("ticket_id", "other_id", "tie"),
        CheckConstraint("ticket_id <> other_id", name="itself"),
        CheckConstraint("tie <> 'child'", name="child"),
    )
    id: int | None = Field(default=None, primary_key=True)
    ticket_id: int = Field(foreign_key="ticket.id")
    other_id: int = Field(foreign_key="ticket.id", index=True)
    tie: Tie = Field(sa_type=one_of(Tie))


class Blob(Row, table=True):
    """What is in an attached file, once however often it is attached, by its SHA-256."""

    __table_args__ = (
        CheckConstraint("length(digest) = 64", name="digest"),
        CheckConstraint("size > 0", name="size"),
    )
    digest: str = Field(primary_key=True)
    size: int


class BlobPiece(Row, table=True):
    """A piece of what is in a file, in the order of its place, from 0."""

    __tablename__ = "blob_piece"
    digest: str = Field(foreign_key="blob.digest", primary_key=True)
    place: int = Field(primary_key=True)
    data: bytes = Field(sa_type=LargeBinary)


class Attachment(Row, table=True):
    """A file on a ticket, under the name that it has there; ``removed``: that was undone."""

    id: int | None = Field(default=None, primary_key=True)
    ticket_id: int = Field(foreign_key="ticket.id", index=True)
    at: datetime
    agent_id: int = Field(foreign_key="agent.id")
    name: str = Field(foreign_key="text.digest")
    content: str = Field(foreign_key="blob.digest")
    removed: bool = False


class ClockResult(Row, table=True):
    """What came of a clock, pinned when its ticket was closed; reopening takes it back.

    ``within_s`` and ``used_s`` are seconds of the promise's calendar. ``calendar`` and ``policy``
    are the hashes of what it was counted by, so that a later change of either rewrites nothing.
    """

    __tablename__ = "clock_result"
    __table_args__ = (
        CheckConstraint("spell >= 1", name="spell"),
        CheckConstraint("within_s > 0", name="within"),
        CheckConstraint("used_s >= 0", name="used"),
    )
    ticket_id: int = Field(foreign_key="ticket.id", primary_key=True)
    clock: Clock = Field(sa_type=one_of(Clock), primary_key=True)
    spell: int = Field(default=1, primary_key=True)
    promise: str
    within_s: int
    used_s: int
    due_at: datetime | None = None
    stopped_at: datetime | None = None
    met: bool
    calendar: str
    policy: str
    event: int = Field(foreign_key="event.id")


class Contact(Row, table=True):
    """One time that somebody got in touch about a ticket."""

    __table_args__ = (CheckConstraint("minutes BETWEEN 0 AND 1440", name="minutes"),)
    id: int | None = Field(default=None, primary_key=True)
    ticket_id: int = Field(foreign_key="ticket.id", index=True)
    at: datetime
    agent_id: int = Field(foreign_key="agent.id")
    channel: Channel = Field(sa_type=one_of(Channel))
    direction: Direction = Field(sa_type=one_of(Direction))
    minutes: int = 0
    text: str | None = Field(default=None, foreign_key="text.digest")


class Message(Row, table=True):
    """Something written on a ticket: to the requester (public) or for the desk (internal)."""

    id: int | None = Field(default=None, primary_key=True)
    ticket_id: int = Field(foreign_key="ticket.id", index=True)
    at: datetime
    agent_id: int = Field(foreign_key="agent.id")
    visibility: Visibility = Field(sa_type=one_of(Visibility))
    text: str = Field(foreign_key="text.digest")


class Operation(Row, table=True):
    """One act of one person: the entry that undo takes back. Its id makes a repeat harmless."""

    __table_args__ = (filled("id", 64),)
    id: str = Field(primary_key=True)
    agent_id: int | None = Field(default=None, foreign_key="agent.id")
    verb: str
    at: datetime
    undoes: str | None = Field(default=None, foreign_key="operation.id", index=True)


class Event(Row, table=True):
    """One line of the append-only history of one subject (triggers refuse anything else).

    ``before`` and ``after`` are canonical JSON: ids, words of the field, numbers, and for each
    text ``{"digest": …}``. ``hash`` covers all columns but ``id``, ``previous`` included.
    """

    __table_args__ = (
        UniqueConstraint("subject", "subject_id", "seq"),
        CheckConstraint("seq >= 1", name="seq"),
        CheckConstraint("length(hash) = 64", name="hash"),
        # Few events are of this verb, and every record of a fix asks for them.
        Index(
            "ix_event_reopen",
            "subject_id",
            "at",
            sqlite_where=sql("verb = 'reopen'"),
            postgresql_where=sql("verb = 'reopen'"),
        ),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    subject: Subject = Field(sa_type=one_of(Subject))
    subject_id: int
    seq: int
    at: datetime
    recorded_at: datetime
    actor: str
    typed_by: str
    verb: str
    operation: str = Field(foreign_key="operation.id", index=True)
    before: str = Field(sa_type=Text)
    after: str = Field(sa_type=Text)
    imported: bool = False
    previous: str
    hash: str


class ErasableText(Row, table=True):
    """A text beside its event, under its salted digest; erasing empties ``body`` and ``salt``."""

    __tablename__ = "text"
    __table_args__ = (CheckConstraint("length(digest) = 64", name="digest"),)
    digest: str = Field(primary_key=True)
    salt: str | None = None
    body: str | None = Field(default=None, sa_type=Text)


class Seal(Row, table=True):
    """A link that chains the heads of every subject changed up to ``last_event``."""

    id: int | None = Field(default=None, primary_key=True)
    at: datetime
    last_event: int
    subjects: int
    previous: str
    hash: str


class Fix(Row, table=True):
    """A known fix. ``minutes`` is what its author reckons; the record is in the attempts."""

    __table_args__ = (
        filled("title", LINE),
        CheckConstraint("minutes BETWEEN 1 AND 480", name="minutes"),
    )
    id: int | None = Field(default=None, primary_key=True)
    version: int = 0
    title: str
    symptom: str = ""
    category: str | None = None
    asset_types: list[str] = Field(default_factory=list, sa_type=JSON)
    tier: int = Field(default=1, foreign_key="tier.level")
    minutes: int = 10
    language: str = "en"
    active: bool = True


class FixStep(Row, table=True):
    """One step of a known fix, spoken with the caller on the line."""

    __tablename__ = "fix_step"
    __table_args__ = (filled("text", SUBJECT),)
    fix_id: int = Field(foreign_key="fix.id", primary_key=True)
    position: int = Field(primary_key=True)
    text: str


class FixAttempt(Row, table=True):
    """A known fix that was tried on a ticket."""

    __tablename__ = "fix_attempt"
    __table_args__ = (
        Index("ix_fix_attempt_fix_id", "fix_id", "undone", "outcome", "minutes", "ticket_id", "at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    ticket_id: int = Field(foreign_key="ticket.id", index=True)
    fix_id: int = Field(foreign_key="fix.id")
    agent_id: int = Field(foreign_key="agent.id")
    operation: str = Field(foreign_key="operation.id", index=True)
    at: datetime
    outcome: Outcome = Field(sa_type=one_of(Outcome))
    step: int | None = None
    minutes: int | None = None
    undone: bool = False


class RepairOrder(Row, table=True):
    """Equipment sent to a vendor, from opening to closing."""

    __tablename__ = "repair_order"
    __table_args__ = (
        Index("ix_repair_order_state", "state", "ticket_id"),
        # A vendor's record is that of its latest orders.
        Index("ix_repair_order_vendor_id", "vendor_id", "returned_at"),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    version: int = 0
    ticket_id: int = Field(foreign_key="ticket.id", index=True)
    vendor_id: int = Field(foreign_key="vendor.id")
    asset_id: int | None = Field(default=None, foreign_key="asset.id", index=True)
    state: Repair = Field(default=Repair.OPEN, sa_type=one_of(Repair))
    fault: str | None = Field(default=None, foreign_key="text.digest")
    under_warranty: bool = False
    rma: str | None = None
    carrier: str | None = None
    tracking: str | None = None
    reference: str | None = None
    opened_at: datetime
    shipped_at: datetime | None = None
    arrived_at: datetime | None = None
    promised_at: datetime | None = None
    returned_at: datetime | None = None
    closed_at: datetime | None = None
    result: str | None = None
    cost: int | None = None
    currency: str | None = None


class DecisionRecord(Row, table=True):
    """A routing decision with its whole receipt (JSON of ``decision.words.to_json``)."""

    __tablename__ = "decision"
    __table_args__ = ({"sqlite_autoincrement": True},)
    id: int | None = Field(default=None, primary_key=True)
    ticket_id: int = Field(foreign_key="ticket.id", index=True)
    decided_at: datetime
    route: Route = Field(sa_type=one_of(Route))
    complexity: int
    policy: str
    model: str | None = None
    receipt: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    overridden_by: str | None = None


class PolicyRecord(Row, table=True):
    """A version of the desk's policy by content hash; the latest adopted one is in force."""

    __tablename__ = "policy"
    id: int | None = Field(default=None, primary_key=True)
    version: int = 0
    hash: str = Field(index=True)
    text: str = Field(sa_type=Text)
    adopted_at: datetime
    adopted_by: str


class TicketWords(Row, table=True):
    """The words of a ticket by their numbers, packed, to compare it with others."""

    __tablename__ = "ticket_words"
    ticket_id: int = Field(foreign_key="ticket.id", primary_key=True)
    held: bytes = Field(sa_type=LargeBinary)


class LearnedWord(Row, table=True):
    """What resolutions have taught about one feature of texts and fields, by team (JSON)."""

    __tablename__ = "learned"
    feature: str = Field(primary_key=True)
    held: str = Field(sa_type=Text)


class TeamRecord(Row, table=True):
    """What became of a category's tickets with a team: resolved there, or passed on."""

    __tablename__ = "team_record"
    category: str = Field(primary_key=True)
    team_id: int = Field(foreign_key="team.id", primary_key=True)
    resolved: int
    passed_on: int


class ModelRecord(Row, table=True):
    """A trained model by content hash, with the comparison that it won or lost (JSON)."""

    __tablename__ = "model"
    id: int | None = Field(default=None, primary_key=True)
    hash: str = Field(index=True)
    made_at: datetime
    made_by: str
    policy: str = ""
    tickets: int
    champion: bool
    trial: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    body: bytes = Field(sa_type=LargeBinary)


class Draft(Row, table=True):
    """What somebody has begun to type: by agent, ticket (0: none yet) and kind."""

    __table_args__ = (UniqueConstraint("agent_id", "ticket_id", "kind"),)
    id: int | None = Field(default=None, primary_key=True)
    agent_id: int = Field(foreign_key="agent.id")
    ticket_id: int = 0
    kind: DraftKind = Field(sa_type=one_of(DraftKind))
    body: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    updated_at: datetime


class Presence(Row, table=True):
    """Who has a ticket open, or writes in it: a heartbeat beside the ledger, soon stale."""

    __table_args__ = (UniqueConstraint("agent_id", "ticket_id"),)
    id: int | None = Field(default=None, primary_key=True)
    agent_id: int = Field(foreign_key="agent.id")
    ticket_id: int = Field(foreign_key="ticket.id")
    doing: Doing = Field(sa_type=one_of(Doing))
    at: datetime


class Kept(Row, table=True):
    """What somebody keeps to use again, by owner (0: everybody's), kind and folded name."""

    __table_args__ = (
        UniqueConstraint("kind", "owner_id", "folded"),
        filled("name", LINE),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    version: int = 0
    kind: KeptKind = Field(sa_type=one_of(KeptKind))
    owner_id: int = 0
    name: str
    folded: str
    body: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    active: bool = True


class Setting(Row, table=True):
    """A word about the store itself: its format, whether it is a demo, who acts in it."""

    key: str = Field(primary_key=True)
    value: str
