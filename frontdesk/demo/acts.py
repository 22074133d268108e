"""What somebody at the desk does to a planned ticket: one act, named after its verb.

Plain, frozen values; carrying them out is for ``build``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from frontdesk.demo.content import Fate
from frontdesk.terms import Channel, Direction, Impact, Kind, Pending, Resolution, Urgency


class Verb(StrEnum):
    """The verbs of the desk that the demonstration uses."""

    ASSIGN = "assign"
    TAKE = "take"
    ATTEMPT = "attempt"
    NOTE = "note"
    REPLY = "reply"
    CONTACT = "contact"
    WAIT = "wait"
    ESCALATE = "escalate"
    ACCEPT = "accept"
    RETURN = "return"
    HAND_BACK = "hand_back"
    RESOLVE = "resolve"
    REOPEN = "reopen"
    CANCEL = "cancel"
    REPAIR_OPEN = "repair_open"
    REPAIR_SHIP = "repair_ship"
    REPAIR_ARRIVE = "repair_arrive"
    REPAIR_RETURN = "repair_return"
    REPAIR_CLOSE = "repair_close"


@dataclass(frozen=True, slots=True)
class Act:
    """One act: when, by whom, which verb, and what that verb needs.

    Attributes:
        text: note, reason, instructions, words of a contact, fault or tracking number.
        to: a login or team (assign, escalate), a vendor, or a carrier.
        step: the step of a fix at which it failed, from 1.
        could: whether tier 1 could have resolved it, asked of those above.
        cost: of a repair out of warranty, minor units of EUR.
    """

    at: datetime
    by: str
    verb: Verb
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
    cost: int | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """One ticket from its opening to where it ends, or to where it stands now.

    Attributes:
        stand: where it is left when it is open at the plan's moment, else ``None``.
        opened_by: the agent who takes the words down.
    """

    scenario: str
    fate: Fate
    subject: str
    words: str
    requester: str
    asset: str | None
    category: str
    kind: Kind
    channel: Channel
    site: str
    impact: Impact
    urgency: Urgency
    opened_at: datetime
    opened_by: str
    acts: tuple[Act, ...]
    stand: str | None = None

    @property
    def ends_at(self) -> datetime:
        """When the last act was done."""
        return self.acts[-1].at if self.acts else self.opened_at

    @property
    def teams_above(self) -> tuple[str, ...]:
        """The teams that it was escalated to, in order."""
        return tuple(act.to for act in self.acts if act.verb is Verb.ESCALATE)
