"""A report: the figures of a period, of all tickets and by group, and the tickets behind each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.engine import Connection

from frontdesk.errors import BadInputError, NotFoundError
from frontdesk.i18n import _
from frontdesk.insight import pasts
from frontdesk.insight.figure import Figure, Unit, figures
from frontdesk.insight.past import Past
from frontdesk.insight.pasts import Wanted as Wanted
from frontdesk.policy import Policy
from frontdesk.store import tables as t
from frontdesk.store.unit import Store
from frontdesk.text import nearest, safe

NONE = "-"
"""The group of what has no team or category."""


class By(StrEnum):
    """What a report can be parted by."""

    TEAM = "team"
    TIER = "tier"
    MONTH = "month"
    CATEGORY = "category"


@dataclass(frozen=True, slots=True)
class Value:
    """A figure and what came out.

    Attributes:
        value: shares are 0 to 1, durations seconds, amounts minor units.
        count: of a share, how many it is of; of all others as ``of``. ``of``: how many count.
    """

    figure: Figure
    value: float
    count: int
    of: int


@dataclass(frozen=True, slots=True)
class Group:
    """The tickets of one team, tier, month or category: under which name, and their figures."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of a period, those that some ticket counts for.

    Attributes:
        imported: how many of the tickets come from another system.
        groups: by size, the largest first; months and tiers in their order.
    """

    tickets: int
    imported: int
    values: tuple[Value, ...]
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class Behind:
    """A ticket behind a figure, and what it contributes."""

    number: int
    value: float


def report(
    store: Store, policy: Policy, wanted: Wanted, *, by: By | None = None, zone: tzinfo
) -> Report:
    """The figures of a period.

    Args:
        zone: in which a month begins.

    Raises:
        BadInputError: there is no calendar of that name.
    """
    with store.read() as connection:
        found = pasts.read(connection, policy, wanted)
        key = _key(connection, by, zone) if by is not None else None
    all_figures = figures(policy)
    counted = [past for past in found if past.counted]
    return Report(
        len(counted),
        sum(past.imported for past in counted),
        _values(all_figures, found),
        _groups(all_figures, found, by, key) if by is not None and key is not None else (),
    )


def behind(
    store: Store,
    policy: Policy,
    wanted: Wanted,
    key: str,
    *,
    by: By | None = None,
    group: str | None = None,
    others: bool = False,
    zone: tzinfo,
) -> list[Behind]:
    """The tickets behind a figure: of a share those that it is made of, else all that count.

    Args:
        key: of the figure.
        group: only those of a group of ``by``.
        others: of a share, those that count and are not in it.

    Raises:
        NotFoundError: there is no such figure; BadInputError: ``others`` of what is no share.
    """
    figure = _figure(policy, key)
    if others and figure.unit is not Unit.SHARE:
        raise BadInputError(
            _("{figure} is no share, so there are no others").format(figure=key),
            _("leave --not out"),
        )
    with store.read() as connection:
        found = pasts.read(connection, policy, wanted)
        if by is not None and group is not None:
            of = _key(connection, by, zone)
            found = [past for past in found if of(past) == group]
    measured = [Behind(past.number, value) for past in found for value in figure.values(past)]
    if figure.unit is Unit.SHARE:
        kept = {one.number: one for one in measured if bool(one.value) is not others}
        return list(kept.values())
    return sorted(measured, key=lambda one: (-one.value, one.number))


def _figure(policy: Policy, key: str) -> Figure:
    known = {figure.key: figure for figure in figures(policy)}
    if key in known:
        return known[key]
    near = nearest(key, list(known)) or list(known)
    raise NotFoundError(
        _("there is no figure {name!r}").format(name=safe(key, 60)),
        _("nearest: {names}").format(names=", ".join(near[:6])),
    )


def _values(several: Sequence[Figure], found: Sequence[Past]) -> tuple[Value, ...]:
    """What comes out of each figure that some ticket counts for."""
    values = []
    for figure in several:
        measured = [value for past in found for value in figure.values(past)]
        if not measured:
            continue
        count = sum(map(bool, measured)) if figure.unit is Unit.SHARE else len(measured)
        values.append(Value(figure, figure.sums(measured), count, len(measured)))
    return tuple(values)


def _groups(
    several: Sequence[Figure], found: Sequence[Past], by: By, key: Callable[[Past], str]
) -> tuple[Group, ...]:
    parted: dict[str, list[Past]] = {}
    for past in found:
        parted.setdefault(key(past), []).append(past)
    names = sorted(parted)
    if by in (By.TEAM, By.CATEGORY):
        names.sort(key=lambda name: -len(parted[name]))
    return tuple(Group(name, _values(several, parted[name])) for name in names)


def _key(connection: Connection, by: By, zone: tzinfo) -> Callable[[Past], str]:
    """The group of a ticket: of its last resolution where there is one, else where it stands."""
    if by is By.MONTH:
        return lambda past: past.opened.astimezone(zone).strftime("%Y-%m")
    if by is By.CATEGORY:
        return lambda past: past.category or NONE
    if by is By.TIER:
        return lambda past: f"L{past.resolved_at_tier or past.tier}"
    codes = dict(connection.execute(select(t.team.c.id, t.team.c.code)).all())
    return _team(codes)


def _team(codes: Mapping[int, str]) -> Callable[[Past], str]:
    def of(past: Past) -> str:
        team = past.resolved_by if past.resolved else past.team
        return codes.get(team, NONE) if team is not None else NONE

    return of
