"""What is known when a decision is made: the case and the evidence, frozen.

These are plain values. Who gathers them (``insight.evidence``) and who carries the decision out
(``desk.route``) is not known here; nothing here reads a clock, a file or a store.
All times are aware UTC; all amounts are ``Money``; codes are those of the register.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

from frontdesk.terms import (
    Channel,
    Impact,
    Kind,
    Outcome,
    Pending,
    Priority,
    RequesterKind,
    Role,
    Status,
    Urgency,
    VendorKind,
)

NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Equipment:
    """The piece of equipment that the case is about, as the register has it."""

    tag: str
    type: str
    model: str = ""
    serial: str = ""
    vendor: str | None = None
    warranty_until: date | None = None
    contract_until: date | None = None
    in_repair: bool = False


@dataclass(frozen=True, slots=True)
class Tried:
    """A known fix that was tried on this case, in the order tried."""

    fix: int
    outcome: Outcome
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Case:
    """One ticket, or a half-typed contact, as it stands at ``now``.

    Attributes:
        number: the ticket's number; ``None`` while it is not stored.
        complexity: 1 to 5 when a person has set it, else ``None`` and the decision estimates it.
        tier: the level of the ladder that the case is on; 1 is the front office.
        teams: every team that has held it, in order, the present one last; runs collapsed.
        hops: changes of team after the first assignment.
        facts: fields that an import kept, by name.
    """

    subject: str
    words: str
    now: datetime
    number: int | None = None
    kind: Kind = Kind.INCIDENT
    channel: Channel = Channel.PHONE
    impact: Impact = Impact.PERSON
    urgency: Urgency = Urgency.NORMAL
    priority: Priority = Priority.P4
    category: str | None = None
    complexity: int | None = None
    site: str | None = None
    status: Status = Status.NEW
    tier: int = 1
    team: str | None = None
    assignee: str | None = None
    opened_at: datetime | None = None
    equipment: Equipment | None = None
    tried: tuple[Tried, ...] = ()
    teams: tuple[str, ...] = ()
    hops: int = 0
    reopened: int = 0
    facts: Mapping[str, str] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True)
class Caller:
    """The requester, and what the register and the service plan say of them.

    Attributes:
        known: registered. The shipped entry ``unknown`` is registered and entitled.
        entitled: the plan covers support now; ``why_not`` says why when it does not.
    """

    code: str
    name: str = ""
    kind: RequesterKind = RequesterKind.INTERNAL
    known: bool = True
    plan: str | None = None
    entitled: bool = True
    why_not: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Similar:
    """An open ticket of the same requester (candidate for a duplicate)."""

    number: int
    subject: str
    likeness: float
    equipment: str | None = None


@dataclass(frozen=True, slots=True)
class Alike:
    """A resolved ticket that is like the case, and why.

    Attributes:
        likeness: 0 to 1. ``words``: the rare words that both have, the rarest first.
        same_model, same_site, same_category: of the equipment, of the ticket.
        team, tier: who resolved it; ``seconds``: from opening to first resolved, on the wall.
        fix: the known fix that solved it, if one did.
    """

    number: int
    subject: str
    likeness: float
    words: tuple[str, ...] = ()
    same_model: bool = False
    same_site: bool = False
    same_category: bool = False
    team: str | None = None
    tier: int | None = None
    seconds: int | None = None
    fix: int | None = None


@dataclass(frozen=True, slots=True)
class Nearby:
    """Tickets like the case that were opened at its site in the last hours: an outbreak's sign.

    Attributes:
        numbers: the latest of them; ``count`` is of all. ``hours``: how far back was looked.
        usual: how many such a span brings at this site, by the weeks before.
    """

    count: int
    hours: float
    numbers: tuple[int, ...] = ()
    usual: float = 0.0


@dataclass(frozen=True, slots=True)
class PartStock:
    """A spare part that fits the equipment's type, and how many lie at the case's site."""

    code: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Suggested:
    """A team that may resolve the case, by what resolved tickets have taught.

    Attributes:
        share: how probable that is, 0 to 1.
        pros: words and fields that spoke for it, the strongest first; ``cons``: against it.
    """

    team: str
    name: str
    tier: int
    share: float
    pros: tuple[str, ...] = ()
    cons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Learned:
    """What resolved tickets have taught about the case.

    Attributes:
        model: content hash of what was learned; ``trained``: by ``frontdesk learn``, else counted
            from each resolution; ``policy``: the hash of the policy that was in force then.
        known: the part of its words and fields that was met before, 0 to 1.
        tickets: resolved tickets that taught it.
        shares: every team that has resolved a ticket and still works, the most probable first.
    """

    model: str
    trained: bool
    known: float
    tickets: int
    shares: tuple[Suggested, ...]
    policy: str = ""


@dataclass(frozen=True, slots=True)
class FixRecord:
    """A known fix that may apply, with its record.

    Attributes:
        likeness: how well it fits the words and equipment, 0 to 1.
        tier: the lowest tier that may run it.
        minutes: the mean of what it took, or what its author reckons when never tried.
        tries: how often it was tried.
        worked: how often it worked and the ticket was not reopened within the window.
    """

    fix: int
    title: str
    likeness: float
    category: str | None = None
    tier: int = 1
    minutes: int = 10
    tries: int = 0
    worked: int = 0


@dataclass(frozen=True, slots=True)
class Team:
    """A team that shares a queue on a tier.

    Attributes:
        skills: what its people can do (the union), for categories that ask for a skill.
        resolved: tickets of this category it resolved; ``passed_on``: those it sent elsewhere.
    """

    code: str
    name: str
    tier: int
    customer_contact: bool = True
    open: int = 0
    people: int = 0
    on_shift: int = 0
    skills: tuple[str, ...] = ()
    resolved: int = 0
    passed_on: int = 0


@dataclass(frozen=True, slots=True)
class Person:
    """An agent who could take the case.

    Attributes:
        authority: highest complexity, 1 to 5, that the person may decide alone.
        skills: skill to level 1 to 5.
        load: open tickets held; ``capacity``: how many fit.
        until: end of the present shift; ``None`` when off or when no roster is kept.
        on_shift: ``None`` when no roster is kept for the person.
        knew: tickets of this requester or equipment that the person resolved before.
        waiting_since: when the person last got a ticket; ``None`` if never.
        away_until: last day of an absence that holds now; ``on_shift`` is false then.
        stand_in: who does the work meanwhile, by login, at the end of the chain of deputies;
            ``stand_in_name``: the same, by name.
        wishes: skills that the person wants to learn. ``declined``: this case, so often.
    """

    login: str
    name: str
    team: str
    tier: int
    role: Role = Role.AGENT
    authority: int = 3
    skills: Mapping[str, int] = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    load: int = 0
    capacity: int = 12
    on_shift: bool | None = None
    until: datetime | None = None
    knew: int = 0
    waiting_since: datetime | None = None
    away_until: date | None = None
    stand_in: str | None = None
    stand_in_name: str = ""
    wishes: tuple[str, ...] = ()
    declined: int = 0


@dataclass(frozen=True, slots=True)
class VendorRecord:
    """A vendor that could repair the equipment, with its record.

    Attributes:
        days: mean days from shipping to return, or ``None`` when nothing came back yet.
        repaired: orders that came back repaired or exchanged, of ``orders``.
    """

    code: str
    name: str
    kind: VendorKind = VendorKind.MANUFACTURER
    orders: int = 0
    repaired: int = 0
    days: float | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that the desk knows about a case, gathered before the decision.

    ``teams`` and ``people`` hold the whole desk; which of them fit is the decision's business.
    ``vendors`` are those that could repair the equipment: the one that the register names for it,
    and the repair shops.
    ``came_from`` is the team that passed the case to the present one, read from the events.

    Attributes:
        time_left: seconds of open time left to the promised resolution, negative when it is late;
            ``None`` where nothing is promised.
        learned: who would resolve it, by what was resolved before; ``None``: nothing was.
        promise: the name of that promise; ``pauses``: what a ticket may wait for meanwhile.
        alike: resolved tickets that are like it, the likest first. ``nearby``: such ones at its
            site right now; ``None``: nobody looked. ``parts``: that fit its equipment.
    """

    caller: Caller
    fixes: tuple[FixRecord, ...] = ()
    similar_open: tuple[Similar, ...] = ()
    teams: tuple[Team, ...] = ()
    people: tuple[Person, ...] = ()
    vendors: tuple[VendorRecord, ...] = ()
    came_from: str | None = None
    time_left: float | None = None
    promise: str = ""
    pauses: tuple[Pending, ...] = ()
    learned: Learned | None = None
    alike: tuple[Alike, ...] = ()
    nearby: Nearby | None = None
    parts: tuple[PartStock, ...] = ()
