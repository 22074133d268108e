"""The life of a ticket, as far as its clocks need it: what it was from which moment on.

Codes and plain values, no ids: whoever reads the ledger (``insight.clocks``) makes these.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType

from frontdesk.terms import Channel, Kind, Pending, Priority, Status

_NO_FACTS: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class State:
    """What a ticket is between two moments; ``None`` for what is not known or not there.

    Attributes:
        pending_until: when it wakes by itself; for a callback, when to call.
        team, assignee, requester, site, plan: by their codes.
    """

    status: Status
    pending: Pending | None = None
    pending_until: datetime | None = None
    priority: Priority = Priority.P3
    category: str | None = None
    kind: Kind = Kind.INCIDENT
    channel: Channel = Channel.PHONE
    site: str | None = None
    plan: str | None = None
    team: str | None = None
    tier: int = 1
    assignee: str | None = None
    requester: str | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """Something happened, and the ticket was so afterwards.

    Attributes:
        seq: the place in the ticket's history; it, and not the time, is the order of moments.
        at: when, as recorded; counted at its predecessor's time where it is earlier than that.
        verb: what happened; ``undo`` and ``redo`` put columns back at their time.
        state: what the ticket was from then on.
        facts: what else a clock must know. ``answered``: true when the requester was answered (a
            reply, a contact out; a call, visit or chat that is opened is answered at once).
            ``absorbed``: when the ticket was opened that was merged into this one.
            ``merged_into``: the number of the ticket that this one was merged into.
    """

    seq: int
    at: datetime
    verb: str
    actor: str
    state: State
    facts: Mapping[str, object] = field(default_factory=lambda: _NO_FACTS)


@dataclass(frozen=True, slots=True)
class OrderLife:
    """A repair order, as far as its vendor's promise goes.

    Attributes:
        promised_at: when the vendor said that it would be back; ``None``: nothing was promised.
    """

    order: int
    vendor: str
    arrived_at: datetime | None = None
    promised_at: datetime | None = None
    returned_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Life:
    """A ticket from its opening on.

    Attributes:
        moments: in the order of ``seq``, the opening first.
    """

    number: int
    moments: tuple[Moment, ...]
    orders: tuple[OrderLife, ...] = ()


def imported(
    seq: int,
    actor: str,
    state: State,
    *,
    opened_at: datetime,
    answered_at: datetime | None = None,
    resolved_at: datetime | None = None,
) -> tuple[Moment, ...]:
    """The moments that one ``import`` event stands for: opened, perhaps answered and resolved.

    Args:
        state: the ticket as it was imported.
    """
    is_open = state.status.is_open
    alive = state if is_open else replace(state, status=Status.IN_PROGRESS)
    answered = (
        {"answered": True} if answered_at is not None and answered_at <= opened_at else _NO_FACTS
    )
    moments = [Moment(seq, opened_at, "import", actor, alive, answered)]
    if answered_at is not None and answered_at > opened_at:
        moments.append(Moment(seq, answered_at, "import", actor, alive, {"answered": True}))
    if not is_open:
        ended = resolved_at or answered_at or opened_at
        moments.append(Moment(seq, ended, "import", actor, state))
    return tuple(moments)
