"""The field's words as enums and small value types: the ground floor of the house.

It refuses to know anybody: no I/O, no other room, nothing beyond the standard library.
The values are the words that are stored, printed by ``--json`` and typed on the command line.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum


class Role(StrEnum):
    """What a person is to the desk; rights follow from it (see ``rights``)."""

    AGENT = "agent"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"


class Channel(StrEnum):
    """How somebody got in touch."""

    PHONE = "phone"
    COUNTER = "counter"
    EMAIL = "email"
    CHAT = "chat"
    SELF_SERVICE = "self_service"
    MONITORING = "monitoring"


class Direction(StrEnum):
    """Who got in touch with whom: ``in`` is from the requester, ``out`` from the desk."""

    IN = "in"
    OUT = "out"


class Kind(StrEnum):
    """What a ticket is about, in ITIL's words."""

    INCIDENT = "incident"
    REQUEST = "request"
    PROBLEM = "problem"


class Status(StrEnum):
    """Where a ticket stands in its life."""

    NEW = "new"
    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    PENDING = "pending"
    RESOLVED = "resolved"
    CLOSED = "closed"
    CANCELLED = "cancelled"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something about the ticket."""
        return self in OPEN


OPEN = frozenset({Status.NEW, Status.ASSIGNED, Status.IN_PROGRESS, Status.PENDING})


class Pending(StrEnum):
    """What a pending ticket waits for."""

    REQUESTER = "requester"
    CALLBACK = "callback"
    VENDOR = "vendor"
    VISIT = "visit"
    PART = "part"
    CHANGE = "change"
    MONITORING = "monitoring"


class Clock(StrEnum):
    """What is promised about a ticket, and counted in business time.

    To the requester (SLA): the first answer, the next update, the resolution. Between teams (OLA):
    accepting what was passed on, working on it. By others: what a vendor has promised, and the call
    that was agreed upon.
    """

    FIRST_RESPONSE = "first_response"
    NEXT_UPDATE = "next_update"
    RESOLUTION = "resolution"
    ACCEPT = "accept"
    WORK = "work"
    VENDOR = "vendor"
    CALLBACK = "callback"


NEVER = datetime(9999, 12, 31, tzinfo=UTC)
"""The instant of what is never due: it sorts last, and is itself in every zone."""


class Impact(StrEnum):
    """How many people are hit."""

    PERSON = "person"
    GROUP = "group"
    SITE = "site"
    EVERYONE = "everyone"


class Urgency(StrEnum):
    """How long it can wait."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    CRITICAL = "critical"


class Priority(StrEnum):
    """From impact and urgency by the policy's matrix; P1 first."""

    P1 = "P1"
    P2 = "P2"
    P3 = "P3"
    P4 = "P4"
    P5 = "P5"


class Resolution(StrEnum):
    """How a ticket was resolved."""

    KNOWN_FIX = "known_fix"
    FIXED = "fixed"
    WORKAROUND = "workaround"
    INSTRUCTED = "instructed"
    REPAIRED = "repaired"
    REPLACED = "replaced"
    FULFILLED = "fulfilled"
    NO_FAULT = "no_fault"
    DUPLICATE = "duplicate"
    NOT_FIXABLE = "not_fixable"


class Route(StrEnum):
    """Where a ticket can be sent next."""

    ASSIGN = "assign"
    QUICK_REQUEST = "quick_request"
    LOCAL_FIX = "local_fix"
    ON_SITE = "on_site"
    ESCALATE = "escalate"
    HAND_BACK = "hand_back"
    SWARM = "swarm"
    VENDOR_REPAIR = "vendor_repair"
    CONTRACTOR_VISIT = "contractor_visit"
    MAJOR_INCIDENT = "major_incident"
    ASK_REQUESTER = "ask_requester"
    SUPERVISOR = "supervisor"


CARRIED_OUT = frozenset(Route) - {
    Route.ON_SITE,
    Route.SWARM,
    Route.CONTRACTOR_VISIT,
    Route.MAJOR_INCIDENT,
}
"""The routes that a decision may take; the others are reckoned, shown and not allowed.

``desk.carry`` has a step for each of these.
"""


class Repair(StrEnum):
    """Where a repair order stands."""

    OPEN = "open"
    SHIPPED = "shipped"
    AT_VENDOR = "at_vendor"
    RETURNED = "returned"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class RequesterKind(StrEnum):
    """Whether somebody works here or is a customer."""

    INTERNAL = "internal"
    EXTERNAL = "external"


class VendorKind(StrEnum):
    """What a vendor does for the desk."""

    MANUFACTURER = "manufacturer"
    REPAIR_SHOP = "repair_shop"
    CONTRACTOR = "contractor"


class AssetState(StrEnum):
    """Where a piece of equipment is in its life."""

    IN_USE = "in_use"
    IN_STOCK = "in_stock"
    IN_REPAIR = "in_repair"
    RETIRED = "retired"


class Visibility(StrEnum):
    """Who may read a message: the requester too, or the desk alone."""

    PUBLIC = "public"
    INTERNAL = "internal"


class Outcome(StrEnum):
    """What came of a known fix that was tried."""

    WORKED = "worked"
    FAILED = "failed"


class Subject(StrEnum):
    """What an event can be about; each subject has a hash chain of its own."""

    TICKET = "ticket"
    REPAIR = "repair"
    FIX = "fix"
    POLICY = "policy"
    SITE = "site"
    TEAM = "team"
    AGENT = "agent"
    SHIFT = "shift"
    ORGANISATION = "organisation"
    PLAN = "plan"
    REQUESTER = "requester"
    ASSET = "asset"
    VENDOR = "vendor"
    PART = "part"
    STORE = "store"
    KEPT = "kept"


class DraftKind(StrEnum):
    """What somebody has begun to type."""

    CONTACT = "contact"
    NOTE = "note"
    REPLY = "reply"
    HANDOVER = "handover"
    POLICY = "policy"


class Doing(StrEnum):
    """What somebody does with a ticket at this moment, as other desks see it."""

    OPEN = "open"
    WRITING = "writing"


BEAT = timedelta(seconds=10)
"""How often a console says what it has open."""
STALE = 3 * BEAT
"""How old that may be before readers pass it over: two may come late."""


class Tie(StrEnum):
    """What a ticket is to another that it is linked to."""

    RELATED = "related"
    CHILD = "child"
    DUPLICATE = "duplicate"
    CAUSED_BY = "caused_by"


class Kin(StrEnum):
    """What another ticket is to one, in the order in which they are listed.

    ``into``: this one was merged into it; ``merged``: it was merged into this one. ``original``:
    this one is a duplicate of it. ``cause``: this one is caused by it; ``effect``: it by this one.
    """

    INTO = "into"
    PARENT = "parent"
    CAUSE = "cause"
    ORIGINAL = "original"
    CHILD = "child"
    EFFECT = "effect"
    DUPLICATE = "duplicate"
    RELATED = "related"
    MERGED = "merged"


class KeptKind(StrEnum):
    """What people keep to use again: a view of tickets, a canned answer, verbs in their order."""

    VIEW = "view"
    ANSWER = "answer"
    MACRO = "macro"


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in minor units (öre, grosz, cent) of one currency; never a float.

    Attributes:
        amount: minor units, may be negative.
        currency: ISO 4217, three capital letters.
    """

    amount: int
    currency: str

    def __add__(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise ValueError(f"cannot add {other.currency} to {self.currency} without a rate")
        return Money(self.amount + other.amount, self.currency)

    def times(self, factor: float) -> Money:
        """The amount times a plain number, rounded half to even to whole minor units."""
        return Money(round(self.amount * factor), self.currency)

    def __str__(self) -> str:
        sign = "-" if self.amount < 0 else ""
        whole, minor = divmod(abs(self.amount), 100)
        return f"{sign}{whole}.{minor:02d} {self.currency}"
