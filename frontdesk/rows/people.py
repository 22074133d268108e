"""Rows of people: who works here, who is away, who asks for help."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from frontdesk.terms import (
    RequesterKind,
    Role,
)


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
