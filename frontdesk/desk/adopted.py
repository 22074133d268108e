"""What comes from elsewhere before it is a ticket of this store, and the register it must fit.

``Adopted`` is one ticket as another system had it, in this desk's words. ``Register`` looks its
codes up set-wise: everything is read once, however many tickets there are. Nothing is written
here; ``history`` does that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.engine import Connection

from frontdesk import codes
from frontdesk.desk.logged import Stand, Step
from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.policy import Policy
from frontdesk.store import tables as t
from frontdesk.terms import Channel, Impact, Kind, Pending, Priority, Resolution, Status, Urgency
from frontdesk.text import fold, nearest, safe

NO_FACTS: Mapping[str, str] = MappingProxyType({})
MOST_NAMED = 5_000
"""Entries of a register among which the nearest are looked for."""
K = TypeVar("K")
_NOT_CODE = re.compile(r"[^\w.@+-]+")


@dataclass(frozen=True, slots=True)
class Adopted:
    """A ticket as another system had it; people, teams, places and things by code or name.

    Attributes:
        row: where it stood in its file, for what is said about it.
        external_ref: what the other system calls it; a second one of the same name is known.
        opened_at: ``None``: the time of the import. The other times: ``None`` where not known.
        priority: ``None``: by the policy's matrix.
        category: of the policy, or a word of the other system.
        team: who holds it, or who resolved it.
        route: leave it open, and decide where it goes.
        steps: its whole log, the first event first; what they say stands in no other field.
    """

    row: int
    external_ref: str
    subject: str
    words: str = ""
    requester: str = "unknown"
    kind: Kind = Kind.INCIDENT
    channel: Channel = Channel.EMAIL
    status: Status = Status.CLOSED
    pending: Pending | None = None
    priority: Priority | None = None
    impact: Impact = Impact.PERSON
    urgency: Urgency = Urgency.NORMAL
    complexity: int | None = None
    category: str | None = None
    site: str | None = None
    asset: str | None = None
    tier: int | None = None
    team: str | None = None
    assignee: str | None = None
    opened_at: datetime | None = None
    updated_at: datetime | None = None
    first_response_at: datetime | None = None
    resolved_at: datetime | None = None
    closed_at: datetime | None = None
    resolution_code: Resolution | None = None
    resolution: str = ""
    facts: Mapping[str, str] = field(default_factory=lambda: NO_FACTS)
    route: bool = False
    steps: tuple[Step, ...] = ()

    def left_open(self) -> Adopted:
        """The same as it was before anybody held it, to be routed."""
        return replace(
            self,
            status=Status.NEW, pending=None, tier=None, team=None, assignee=None, updated_at=None,
            first_response_at=None, resolved_at=None, closed_at=None, resolution_code=None,
            resolution="", route=True,
        )  # fmt: skip


class UnfitError(BadInputError):
    """A ticket of another system that does not fit this desk: which of its fields, and why.

    Attributes:
        row: where in its file, if not where the ticket begins.
    """

    def __init__(self, field: str, title: str, hint: str = "", row: int | None = None) -> None:
        super().__init__(title, hint)
        self.field, self.row = field, row


@dataclass(frozen=True, slots=True)
class Placed:
    """The ids that a ticket's words mean, and where it stands.

    Attributes:
        person: who had it, in words: somebody of elsewhere.
    """

    requester_id: int
    site_id: int | None
    asset_id: int | None
    team_id: int | None
    assignee_id: int | None
    tier: int
    status: Status
    category: str | None
    person: str = ""


class Register:
    """Everything that adopted tickets may name, read once.

    Args:
        past: of closed tickets, whose people need not work here and stay words.
    """

    def __init__(self, connection: Connection, policy: Policy, *, past: bool = False) -> None:
        self._policy, self._past = policy, past
        self._sites: dict[str, int] = {}
        for number, code, name in connection.execute(
            select(t.site.c.id, t.site.c.code, t.site.c.name)
        ):
            self._sites.setdefault(fold(name), number)
            self._sites[fold(code)] = number
        self._assets: dict[str, tuple[int, int | None]] = {}
        for number, tag, serial, site in connection.execute(
            select(t.asset.c.id, t.asset.c.tag, t.asset.c.serial, t.asset.c.site_id)
        ):
            for key in filter(None, (serial, tag)):
                self._assets[fold(key)] = (number, site)
        self._agents: dict[str, tuple[int, int]] = {}
        self._logins: dict[int, str] = {}
        for number, login, name, team in connection.execute(
            select(t.agent.c.id, t.agent.c.login, t.agent.c.name, t.agent.c.team_id)
        ):
            self._logins[number] = login
            for key in (name, login):
                self._agents[fold(key)] = (number, team)
        self._levels = frozenset(connection.execute(select(t.tier.c.level)).scalars())
        self._teams: dict[str, int] = {}
        self._tiers: dict[int, int] = {}
        self._former: set[int] = set()
        self.read_teams(connection)
        self._people(connection)
        self._categories: dict[str, str] = {}
        for category in reversed(policy.categories):
            self._categories |= {fold(category.label): category.code}
        self._categories |= {fold(category.code): category.code for category in policy.categories}
        self.foreign: dict[str, int] = {}
        self._stands: dict[tuple[str, str], Stand] = {}

    def read_teams(self, connection: Connection) -> None:
        """Read the teams, again after some have been added."""
        for number, code, name, tier, active in connection.execute(
            select(t.team.c.id, t.team.c.code, t.team.c.name, t.team.c.tier, t.team.c.active)
        ):
            if not active:
                self._former.add(number)
            self._teams.setdefault(fold(name), number)
            self._teams[fold(code)] = number
            self._tiers[number] = tier

    def _people(self, connection: Connection) -> None:
        self._requesters: dict[str, tuple[int, int | None]] = {}
        names: dict[str, list[tuple[int, int | None]]] = {}
        for number, code, mail, folded, site in connection.execute(
            select(
                t.requester.c.id, t.requester.c.code, t.requester.c.email, t.requester.c.folded,
                t.requester.c.site_id,
            )
        ):  # fmt: skip
            names.setdefault(folded, []).append((number, site))
            for key in filter(None, (mail, code)):
                self._requesters[fold(key)] = (number, site)
        for folded, found in names.items():
            if len(found) == 1:
                self._requesters.setdefault(folded, found[0])

    def has_team(self, name: str) -> bool:
        """Whether a team of that code or name works here."""
        return fold(name) in self._teams

    def has_tier(self, level: int) -> bool:
        """Whether the ladder has that tier."""
        return level in self._levels

    @property
    def top(self) -> int:
        """The highest tier of the ladder."""
        return max(self._levels, default=1)

    def place(self, ticket: Adopted) -> Placed:
        """What a ticket's words mean here.

        Raises:
            UnfitError: something is not in the register (the nearest are named), or its fields
                contradict each other.
        """
        past = _past(ticket) if self._past else None
        requester, home = _found(self._requesters, "requester", ticket.requester)
        asset_id, place = None, None
        if ticket.asset:
            asset_id, place = _found(self._assets, "asset", ticket.asset)
        site = _found(self._sites, "site", ticket.site) if ticket.site else place or home
        team_id = _found(self._teams, "team", ticket.team) if ticket.team else None
        if team_id in self._former and ticket.status.is_open:
            raise UnfitError(
                "team",
                _("{team} is a former team").format(team=safe(ticket.team or "", 60)),
                _("set it active (frontdesk team edit), or name another under [values.team]"),
            )
        assignee_id, person = None, ""
        if ticket.assignee:
            if self._past and fold(ticket.assignee.strip()) not in self._agents:
                person = ticket.assignee
            else:
                assignee_id, own = _found(self._agents, "assignee", ticket.assignee)
                team_id = team_id or own
        return Placed(
            requester_id=requester,
            site_id=site,
            asset_id=asset_id,
            team_id=team_id,
            assignee_id=assignee_id,
            tier=self._tier(ticket, team_id),
            status=past or _status(ticket, team_id, assignee_id),
            category=self._category(ticket.category),
            person=person,
        )

    def stand(self, step: Step) -> Stand:
        """Where an event of a log puts its ticket.

        Raises:
            UnfitError: there is no such team; the nearest are named.
        """
        key = (step.team, step.person)
        if (known := self._stands.get(key)) is not None:
            return known
        try:
            team = _found(self._teams, "team", step.team) if step.team else None
        except UnfitError as error:
            raise UnfitError(error.field, error.title, error.hint, step.row) from None
        agent, _team = self._agents.get(fold(step.person.strip()), (None, None))
        login = self._logins[agent] if agent is not None else None
        tier = self._tiers[team] if team is not None else 1
        found = self._stands[key] = Stand(team, tier, agent, login)
        return found

    def _tier(self, ticket: Adopted, team_id: int | None) -> int:
        tier = self._tiers[team_id] if team_id is not None else ticket.tier or 1
        if tier not in self._levels:
            raise UnfitError(
                "tier",
                _("the ladder has no tier {tier}").format(tier=tier),
                _("its tiers are 1 to {top}").format(top=self.top),
            )
        return tier

    def _category(self, typed: str | None) -> str | None:
        """The policy's category of that code or label; else the word itself, as a code."""
        if not typed:
            return None
        known = self._categories.get(fold(typed))
        if known is not None:
            return known
        code = code_of(typed, "_")
        if code:
            self.foreign[code] = self.foreign.get(code, 0) + 1
        return code or None


def code_of(name: str, between: str = "-") -> str:
    """A code made of a name: ``Internal Project`` becomes ``internal_project``."""
    return _NOT_CODE.sub(between, fold(name)).strip("-_.+@ ")[:64]


def _found(known: Mapping[str, K], field: str, word: str) -> K:
    found = known.get(fold(word.strip()))
    if found is not None:
        return found
    near = nearest(word, _some(known))
    noun = {"assignee": "agent"}.get(field, field)
    hint = _("nearest: {names}") if near else _("`frontdesk {noun} list` shows what there is")
    raise UnfitError(
        field,
        _("there is no {noun} {key!r}").format(noun=codes.noun(noun), key=safe(word, 80)),
        hint.format(names=", ".join(safe(name, 60) for name in near), noun=noun),
    )


def _some(known: Mapping[str, object]) -> Iterable[str]:
    return (name for name, _n in zip(known, range(MOST_NAMED), strict=False))


def _past(ticket: Adopted) -> Status:
    """The status of a ticket of the past: over, so that it is in nobody's list of work."""
    if ticket.status.is_open:
        raise UnfitError(
            "status",
            _("it is {status}, and history is of closed tickets").format(status=ticket.status),
            _("`frontdesk import tickets` brings live work; or say closed under [values.status]"),
        )
    return Status.CANCELLED if ticket.status is Status.CANCELLED else Status.CLOSED


def _status(ticket: Adopted, team_id: int | None, assignee_id: int | None) -> Status:
    """The status that fits who holds the ticket (contract: "status")."""
    status, held = ticket.status, team_id is not None
    if status is Status.PENDING and ticket.pending is None:
        raise UnfitError(
            "pending_reason",
            _("it is pending, and nothing says for what"),
            _('map pending_reason, or give it under [constants], such as "requester"'),
        )
    if status in (Status.ASSIGNED, Status.IN_PROGRESS) and not held:
        raise UnfitError(
            "status",
            _("it is {status}, and nobody holds it").format(status=status),
            _('map team or assignee, or turn that status into "new" under [values.status]'),
        )
    if status is Status.NEW and held:
        return Status.ASSIGNED
    if status is Status.IN_PROGRESS and assignee_id is None:
        return Status.ASSIGNED
    return status
