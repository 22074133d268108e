"""What a told past is made of: a ticket, the deeds done to it, and what its codes mean in a store.

Plain values. ``retelling`` plays them, ``chronicle`` writes what comes of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from frontdesk.terms import (
    Channel,
    Direction,
    Impact,
    Kind,
    Money,
    Pending,
    Resolution,
    Urgency,
)


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that somebody did to a ticket; the fields are those that its verb needs.

    Attributes:
        by: a login. ``to``: a login, a team, a vendor or a carrier.
        text: reason, note, instructions, fault, tracking number, reference or result.
    """

    at: datetime
    by: str
    verb: str
    text: str = ""
    to: str = ""
    fix: int | None = None
    worked: bool = False
    step: int | None = None
    minutes: int = 0
    channel: Channel | None = None
    direction: Direction | None = None
    pending: Pending | None = None
    until: datetime | None = None
    code: Resolution | None = None
    could: bool | None = None
    cost: Money | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """One ticket and its past; people, teams, places and things by their codes."""

    subject: str
    words: str
    requester: str
    opened_at: datetime
    opened_by: str
    deeds: tuple[Deed, ...]
    kind: Kind = Kind.INCIDENT
    channel: Channel = Channel.PHONE
    category: str | None = None
    asset: str | None = None
    site: str | None = None
    impact: Impact = Impact.PERSON
    urgency: Urgency = Urgency.NORMAL
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Ids:
    """What codes mean in a store.

    Attributes:
        teams: code to id and tier. ``agents``: login to id and team's code.
        requesters: code to id and site. ``assets``: tag to id, site, and until when it is covered.
    """

    teams: Mapping[str, tuple[int, int]]
    agents: Mapping[str, tuple[int, str]]
    sites: Mapping[str, int]
    requesters: Mapping[str, tuple[int, int | None]]
    assets: Mapping[str, tuple[int, int | None, date | None]]
    vendors: Mapping[str, int]
    fixes: Mapping[int, str]


@dataclass(slots=True)
class Line:
    """One event to be; ``order`` is the place of its repair order in ``Life.orders``."""

    at: datetime
    by: str
    verb: str
    before: dict[str, object]
    after: dict[str, object]
    order: int | None = None
    of_order: bool = False
