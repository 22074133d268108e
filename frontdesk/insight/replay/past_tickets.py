"""The tickets that a replay is of: how each went, and those that are left out, with the reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from frontdesk.insight import pasts
from frontdesk.insight.past import Past
from frontdesk.insight.pasts import Wanted as Period
from frontdesk.policy import Policy
from frontdesk.replaying.sides import Went
from frontdesk.store import tables as t
from frontdesk.terms import Resolution, Status, Subject

LEARNED_BEFORE = 20_000
"""Resolved tickets before the first replayed one that teach, at most: the latest ones."""
ALWAYS = "24x7"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is replayed.

    Attributes:
        went: by number, in the order of opening. ``imported``: those of another system.
        left_out: reason to how many.
        first, last: openings of the first and last of them. ``taught_since``: before then nothing
            is learned. ``foreign``: whether imported tickets had been with former teams.
    """

    went: Mapping[int, Went]
    imported: frozenset[int]
    left_out: Mapping[str, int]
    first: datetime | None = None
    last: datetime | None = None
    taught_since: datetime | None = None
    foreign: bool = False


def choose(
    connection: Connection, policy: Policy, period: Period, zone: tzinfo, limit: int | None
) -> Chosen:
    """The tickets of a period that can be compared with how they went.

    Args:
        limit: only the latest so many.
    """
    codes: dict[int, str] = dict(connection.execute(select(t.team.c.id, t.team.c.code)).all())
    found = [past for past in pasts.read(connection, policy, period) if past.counted]
    beside = _Beside(connection)
    left_out: Counter[str] = Counter(merged=_merged(connection, period))
    kept: list[tuple[Past, Went]] = []
    for past in sorted(found, key=lambda one: (one.opened, one.number)):
        why = _unfit(past, beside, codes)
        if why:
            left_out[why] += 1
        else:
            kept.append((past, _went(past, beside, codes, zone)))
    kept = kept[-limit:] if limit is not None else kept
    if not kept:
        return Chosen({}, frozenset(), +left_out)
    first, last = kept[0][0].opened, kept[-1][0].opened
    imported = [past for past, _went in kept if past.imported]
    return Chosen(
        went={past.number: went for past, went in kept},
        imported=frozenset(past.number for past in imported),
        left_out=+left_out,
        first=first,
        last=last,
        taught_since=_taught_since(connection, first),
        foreign=_foreign(connection, imported),
    )


class _Beside:
    """What figures do not ask: codes of resolution, first events, parents, repairs."""

    def __init__(self, connection: Connection) -> None:
        own = t.ticket.c
        rows = connection.execute(
            select(own.id, own.status, own.resolution_code, own.parent_id, own.words)
        )
        self.status: dict[int, Status] = {}
        self.duplicates: set[int] = set()
        parents: dict[int, int] = {}
        for number, status, code, parent, _words in rows:
            self.status[number] = status
            if code == Resolution.DUPLICATE:
                self.duplicates.add(number)
            if parent is not None:
                parents[number] = parent
        self.circles = in_circles(parents)
        self.opened: dict[int, datetime] = dict(
            connection.execute(
                select(t.event.c.subject_id, t.event.c.at).where(
                    t.event.c.subject == Subject.TICKET, t.event.c.seq == 1
                )
            ).all()
        )
        self.vendor = frozenset(
            connection.execute(
                select(t.repair_order.c.ticket_id).where(t.repair_order.c.shipped_at.is_not(None))
            ).scalars()
        )


def in_circles(parents: Mapping[int, int]) -> frozenset[int]:
    """The numbers that are their own ancestors, or have such an ancestor."""
    sound: set[int] = set()
    bad: set[int] = set()
    for start in parents:
        chain: list[int] = []
        seen: set[int] = set()
        at: int | None = start
        while at is not None and at not in seen and at not in sound and at not in bad:
            chain.append(at)
            seen.add(at)
            at = parents.get(at)
        (bad if at is not None and at not in sound else sound).update(chain)
    return frozenset(bad)


def _unfit(past: Past, beside: _Beside, codes: Mapping[int, str]) -> str | None:
    """Why a ticket cannot be compared; ``None``: it can."""
    number = past.number
    if number in beside.circles:
        return "circle"
    if beside.opened.get(number) != past.opened:
        return "no_opening"
    if beside.status.get(number) is Status.CANCELLED:
        return "cancelled"
    if number in beside.duplicates:
        return "duplicate"
    if past.first_resolved is None:
        ended = beside.status.get(number) in (Status.RESOLVED, Status.CLOSED)
        return "no_time_resolved" if ended else "open"
    if past.first_resolved < past.opened:
        return "resolved_before_opened"
    if past.resolved_by is None:
        return "no_team"
    if past.resolved_by not in codes or any(team not in codes for team in past.teams):
        return "unknown_team"
    return None


def _went(past: Past, beside: _Beside, codes: Mapping[int, str], zone: tzinfo) -> Went:
    team = codes[past.resolved_by or 0]
    path = tuple(codes[each] for each in past.teams) or (team,)
    return Went(
        number=past.number,
        month=past.opened.astimezone(zone).strftime("%Y-%m"),
        path=path,
        team=team,
        hops=past.handovers,
        cost=past.cost,
        vendor=past.number in beside.vendor,
        first_known=not (past.imported and past.events == 1),
    )


def _merged(connection: Connection, period: Period) -> int:
    own = t.ticket.c
    statement = select(func.count()).where(own.merged_into_id.is_not(None))
    if period.since is not None:
        statement = statement.where(own.opened_at >= period.since)
    if period.until is not None:
        statement = statement.where(own.opened_at < period.until)
    return int(connection.execute(statement).scalar_one())


def _taught_since(connection: Connection, first: datetime) -> datetime | None:
    """The resolution from which on is learned; ``None``: from the first on."""
    own = t.ticket.c
    before = select(own.resolved_at).where(own.resolved_at < first)
    nth = before.order_by(own.resolved_at.desc()).offset(LEARNED_BEFORE).limit(1)
    return connection.execute(nth).scalar()


def _foreign(connection: Connection, imported: Iterable[Past]) -> bool:
    former = set(connection.execute(select(t.team.c.id).where(~t.team.c.active)).scalars())
    return any(former.intersection(past.teams) for past in imported)
