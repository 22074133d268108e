"""The tickets of a report, read set-wise: one look at the tickets, one at their events.

What an operation did that has been taken back has not happened; the taking back has not either.
Tickets that were merged away are counted where they went.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, func, or_, select, true, type_coerce
from sqlalchemy.engine import Connection, RowMapping

from frontdesk.clock import ALWAYS, Calendar
from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.insight.clocks import places
from frontdesk.insight.past import Deed, Past, play
from frontdesk.policy import Policy
from frontdesk.store import tables as t
from frontdesk.terms import Money, Subject
from frontdesk.text import nearest, safe

ALWAYS_NAMES = ("24x7", "always")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which tickets a report is of, and how their time is counted.

    Attributes:
        now: the moment of the backlog, if ``until`` is not before it.
        since, until: they were opened from then on, and before then.
        imported: of another system, or own ones; ``None``: both.
        calendar: a calendar's name, or ``24x7``; ``None``: each ticket's own.
    """

    now: datetime
    since: datetime | None = None
    until: datetime | None = None
    imported: bool | None = None
    calendar: str | None = None

    @property
    def moment(self) -> datetime:
        """When the backlog is looked at."""
        return min(self.now, self.until) if self.until is not None else self.now


def read(connection: Connection, policy: Policy, wanted: Wanted) -> list[Past]:
    """The tickets of a report, by number.

    Raises:
        BadInputError: there is no calendar of that name.
    """
    time = _Time(connection, policy, wanted)
    terms = _terms(wanted)
    rows = connection.execute(_tickets(terms)).mappings().all()
    found = {row["id"]: _past(row, policy, wanted) for row in rows}
    undone = _taken_back(connection)
    for number, deeds in groupby(_deeds(connection, terms, undone), key=itemgetter(0)):
        play(found[number], (deed for _number, deed in deeds), wanted.moment)
    for row in rows:
        time.count(found[row["id"]], row)
    _beside(connection, terms, found)
    return list(found.values())


def _terms(wanted: Wanted) -> ColumnElement[bool]:
    """The tickets opened in the period, and older ones that were still open at its end."""
    own, moment = t.ticket.c, wanted.moment
    terms: list[ColumnElement[bool]] = [own.merged_into_id.is_(None)]
    if wanted.until is not None:
        terms.append(own.opened_at < wanted.until)
    if wanted.imported is not None:
        terms.append(own.imported == wanted.imported)
    if wanted.since is not None:
        ended = func.coalesce(own.closed_at, own.resolved_at)
        terms.append(or_(own.opened_at >= wanted.since, own.open == true(), ended >= moment))
    return and_(*terms)


def _tickets(terms: ColumnElement[bool]) -> Select[Any]:
    own, theirs = t.plan.alias("own"), t.plan.alias("theirs")
    return (
        select(
            t.ticket.c.id, t.ticket.c.kind, t.ticket.c.category, t.ticket.c.opened_at,
            t.ticket.c.imported, t.ticket.c.team_id, t.ticket.c.tier, t.ticket.c.cost,
            t.ticket.c.currency, t.ticket.c.tier1_could, t.ticket.c.first_response_at,
            t.site.c.code.label("site"), func.coalesce(own.c.code, theirs.c.code).label("plan"),
        )
        .select_from(
            t.ticket.outerjoin(t.site, t.site.c.id == t.ticket.c.site_id)
            .join(t.requester, t.requester.c.id == t.ticket.c.requester_id)
            .outerjoin(own, own.c.id == t.requester.c.plan_id)
            .outerjoin(t.organisation, t.organisation.c.id == t.requester.c.organisation_id)
            .outerjoin(theirs, theirs.c.id == t.organisation.c.plan_id)
        )
        .where(terms)
        .order_by(t.ticket.c.id)
    )  # fmt: skip


def _past(row: RowMapping, policy: Policy, wanted: Wanted) -> Past:
    return Past(
        number=row["id"],
        kind=row["kind"],
        category=row["category"],
        opened=row["opened_at"],
        imported=row["imported"],
        team=row["team_id"],
        tier=row["tier"],
        cost=_in_own_currency(policy, row["cost"], row["currency"]),
        tier1_could=row["tier1_could"],
        counted=wanted.since is None or row["opened_at"] >= wanted.since,
    )


def _in_own_currency(policy: Policy, cost: int, currency: str) -> int | None:
    """An amount in the desk's currency; ``None`` where the policy has no rate for it."""
    if currency == policy.currency:
        return cost
    rate = policy.rates.get(currency)
    return None if rate is None else Money(cost, policy.currency).times(rate.rate).amount


def _taken_back(connection: Connection) -> frozenset[str]:
    """Operations that did not happen in the end, with those that took back or did again."""
    statement = select(t.operation.c.id, t.operation.c.undoes).where(
        t.operation.c.undoes.is_not(None)
    )
    undoes: dict[str, str] = dict(connection.execute(statement).all())
    by: dict[str, list[str]] = {}
    for later, earlier in undoes.items():
        by.setdefault(earlier, []).append(later)

    def undone(operation: str) -> bool:
        return any(not undone(later) for later in by.get(operation, ()))

    return frozenset(undoes) | {earlier for earlier in by if undone(earlier)}


def _deeds(
    connection: Connection, terms: ColumnElement[bool], undone: frozenset[str]
) -> Iterator[tuple[int, Deed]]:
    """The events of all tickets, ticket by ticket, in their order."""
    own = t.event.c
    statement = (
        select(own.subject_id, type_coerce(own.at, String), own.verb, own.operation, own.after)
        .where(own.subject == Subject.TICKET)
        .where(own.subject_id.in_(select(t.ticket.c.id).where(terms)))
        .order_by(own.subject_id, own.seq)
    )
    for number, at, verb, operation, after in connection.execute(statement):
        if operation not in undone:
            yield number, Deed(_instant(at), verb, json.loads(after))


def _instant(written: str | datetime) -> datetime:
    at = datetime.fromisoformat(written) if isinstance(written, str) else written
    return at if at.tzinfo is not None else at.replace(tzinfo=UTC)


class _Time:
    """Business time of tickets, each in its calendar."""

    def __init__(self, connection: Connection, policy: Policy, wanted: Wanted) -> None:
        self._policy, self._moment = policy, wanted.moment
        self._places = places(connection)
        self._one = _named(policy, wanted.calendar) if wanted.calendar else None
        self._known: dict[tuple[str | None, str | None], Calendar] = {}
        self._always = self._one is not None and self._one in ALWAYS_NAMES

    def count(self, past: Past, row: RowMapping) -> None:
        """Count the time of one ticket."""
        calendar = self._calendar(row["site"], row["plan"])
        if past.first_resolved is not None:
            past.took = _seconds(calendar, past.opened, past.first_resolved)
        if row["first_response_at"] is not None:
            past.answered_in = _seconds(calendar, past.opened, row["first_response_at"])
        if past.open_then:
            past.waits = _seconds(calendar, past.opened, self._moment)

    def _calendar(self, site: str | None, plan: str | None) -> Calendar:
        if self._always:
            return ALWAYS
        key = (site, plan)
        if key not in self._known:
            self._known[key] = self._found(site, plan)
        return self._known[key]

    def _found(self, site: str | None, plan: str | None) -> Calendar:
        if self._one is None:
            return self._policy.calendar_for(self._places, site=site, plan=plan)
        return self._policy.calendar_named(self._places, self._one, site=site)


def _seconds(calendar: Calendar, start: datetime, end: datetime) -> float:
    if calendar is ALWAYS:
        return max(0.0, (end - start).total_seconds())
    return calendar.between(start, end).total_seconds()


def _named(policy: Policy, name: str) -> str:
    known = [*ALWAYS_NAMES[:1], *(each.name for each in policy.calendars)]
    if name in known or name in ALWAYS_NAMES:
        return name
    near = nearest(name, known) or known
    raise BadInputError(
        _("there is no calendar {name!r}").format(name=safe(name, 60)),
        _("nearest: {names}").format(names=", ".join(near)),
    )


def _beside(connection: Connection, terms: ColumnElement[bool], found: Mapping[int, Past]) -> None:
    """What stands beside the events: contacts, and what was pinned of the clocks."""
    chosen = select(t.ticket.c.id).where(terms)
    contacts = (
        select(t.contact.c.ticket_id, func.count())
        .where(t.contact.c.ticket_id.in_(chosen))
        .group_by(t.contact.c.ticket_id)
    )
    for number, count in connection.execute(contacts):
        if not found[number].imported:
            found[number].contacts = count
    pinned = select(t.clock_result.c.ticket_id, t.clock_result.c.clock, t.clock_result.c.met)
    statement = pinned.where(t.clock_result.c.ticket_id.in_(chosen))
    for number, clock, met in connection.execute(statement):
        found[number].results.append((clock, met))
