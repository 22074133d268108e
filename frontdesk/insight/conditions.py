"""A filter as conditions on the ticket table. Registers are looked up first, by code.

Every condition can be answered from an index or from few rows; what is turned round holds for
tickets that have no such value, too. It refuses times that were not told what time it is
(``Filter.at``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal, not_, or_, select, true, union
from sqlalchemy.engine import Connection

from frontdesk.insight import numbers
from frontdesk.query import NOBODY, Between, Filter, Moments, Term, Value
from frontdesk.query.fields import WORDS
from frontdesk.store import search
from frontdesk.store import tables as t
from frontdesk.terms import NEVER, OPEN, Status

Holds = ColumnElement[bool]

_PLAIN_STATES = (frozenset(Status), OPEN)
"""Sets of states of which nothing need be said beside whether only open tickets are meant."""


def conditions(connection: Connection, wanted: Filter, *, among_open: bool = False) -> list[Holds]:
    """A filter as conditions, all of which must hold.

    Args:
        among_open: only open tickets are looked at, so that it need not be said again.

    Raises:
        ValueError: a term is about a time and was not told what time it is.
    """
    found: list[Holds] = []
    if wanted.only_open and not among_open:
        found.append(t.ticket.c.open == true())
    words: list[str] = []
    for term in wanted.terms:
        if term.field == WORDS and not term.negated:
            words += map(str, term.values)
            continue
        if term.field == "status" and not term.negated and frozenset(term.values) in _PLAIN_STATES:
            continue
        holds = _one_of(connection, term)
        found.append(not_(func.coalesce(holds, literal(value=False))) if term.negated else holds)
    return found + _words(connection, words)


def _one_of(connection: Connection, term: Term) -> Holds:
    if term.field == WORDS:
        return or_(*(holds for value in term.values for holds in _words(connection, [str(value)])))
    return _FIELDS[term.field](connection, term.values)


def _words(connection: Connection, words: Sequence[str]) -> list[Holds]:
    """Full text of all words; one with digits may be a number of something instead."""
    plain = [word for word in words if not numbers.meant(word)]
    found: list[Holds] = []
    if plain:
        found.append(t.ticket.c.id.in_(search.hits(plain)))
    for word in words:
        if numbers.meant(word):
            said = select(search.hits([word]).subquery().c.rowid)
            found.append(t.ticket.c.id.in_(union(said, *numbers.tickets(connection, word))))
    return found


def _plain(name: str) -> Callable[[Connection, Sequence[Value]], Holds]:
    def holds(_connection: Connection, values: Sequence[Value]) -> Holds:
        return t.ticket.c[name].in_(sorted(map(str, values)))

    return holds


def _tiers(_connection: Connection, values: Sequence[Value]) -> Holds:
    return t.ticket.c.tier.in_([int(str(value).removeprefix("L")) for value in values])


def _coded(column: str, of: Callable[[Sequence[str]], Select[Any]]) -> Callable[..., Holds]:
    """A column that holds the id of a register's row, asked for by code."""

    def holds(connection: Connection, values: Sequence[Value]) -> Holds:
        ids = connection.execute(of([str(value) for value in values])).scalars()
        return t.ticket.c[column].in_(list(ids))

    return holds


def _by(table: Any, key: str) -> Callable[[Sequence[str]], Select[Any]]:
    return lambda codes: select(table.c.id).where(table.c[key].in_(codes))


def _inside(column: str, of: Callable[[Sequence[str]], Select[Any]]) -> Callable[..., Holds]:
    """The same where there may be too many ids to name: they stay inside the statement."""

    def holds(_connection: Connection, values: Sequence[Value]) -> Holds:
        return t.ticket.c[column].in_(of([str(value) for value in values]))

    return holds


def _of_organisations(codes: Sequence[str]) -> Select[Any]:
    own = select(t.organisation.c.id).where(t.organisation.c.code.in_(codes))
    return select(t.requester.c.id).where(t.requester.c.organisation_id.in_(own))


def _whose(connection: Connection, values: Sequence[Value]) -> Holds:
    logins = [str(login) for login in values if login != NOBODY]
    ids = connection.execute(_by(t.agent, "login")(logins)).scalars()
    held = t.ticket.c.assignee_id.in_(list(ids)) if logins else literal(value=False)
    return or_(held, t.ticket.c.assignee_id.is_(None)) if NOBODY in values else held


def _repaired(_connection: Connection, values: Sequence[Value]) -> Holds:
    """Its latest repair order stands there; what became of earlier ones is past."""
    latest, later = t.repair_order, t.repair_order.alias("later")
    overtaken = select(literal(1)).where(
        later.c.ticket_id == latest.c.ticket_id, later.c.id > latest.c.id
    )
    return t.ticket.c.id.in_(
        select(latest.c.ticket_id).where(
            latest.c.state.in_([str(value) for value in values]),
            ~overtaken.correlate(latest).exists(),
        )
    )


def _moment(name: str) -> Callable[[Connection, Sequence[Value]], Holds]:
    def holds(_connection: Connection, values: Sequence[Value]) -> Holds:
        return or_(*(_while(t.ticket.c[name], value) for value in values))

    return holds


def _while(column: ColumnElement[Any], value: Value) -> Holds:
    if not isinstance(value, Moments):
        raise ValueError("a filter by time that was not told what time it is")
    if value.none:
        return column.is_(None)
    terms: list[Holds] = []
    if value.since is not None:
        terms.append(column >= value.since)
    if value.until is not None:
        terms.append(column < value.until)
    return and_(*terms) if terms else column < NEVER


def _number(name: str) -> Callable[[Connection, Sequence[Value]], Holds]:
    def holds(_connection: Connection, values: Sequence[Value]) -> Holds:
        return or_(*(_between(t.ticket.c[name], value) for value in values))

    return holds


def _between(column: ColumnElement[Any], value: Value) -> Holds:
    assert isinstance(value, Between)
    if value.low is not None and value.low == value.high:
        return column == value.low
    terms: list[Holds] = []
    if value.low is not None:
        terms.append(column >= value.low)
    if value.high is not None:
        terms.append(column <= value.high)
    return and_(*terms) if terms else column.is_not(None)


_FIELDS: Mapping[str, Callable[[Connection, Sequence[Value]], Holds]] = MappingProxyType(
    {
        **{
            name: _plain(column)
            for name, column in (
                ("status", "status"), ("priority", "priority"), ("impact", "impact"),
                ("urgency", "urgency"), ("kind", "kind"), ("channel", "channel"),
                ("category", "category"), ("waiting", "pending"), ("code", "resolution_code"),
                ("ref", "external_ref"),
            )
        },
        **{
            name: _number(column)
            for name, column in (
                ("fix", "fix_id"), ("complexity", "complexity"), ("hops", "hops"), ("number", "id")
            )
        },
        **{
            name: _moment(column)
            for name, column in (
                ("due", "next_due_at"), ("opened", "opened_at"), ("updated", "updated_at"),
                ("resolved", "resolved_at"), ("closed", "closed_at"),
            )
        },
        "tier": _tiers,
        "team": _coded("team_id", _by(t.team, "code")),
        "site": _coded("site_id", _by(t.site, "code")),
        "requester": _coded("requester_id", _by(t.requester, "code")),
        "asset": _coded("asset_id", _by(t.asset, "tag")),
        "organisation": _inside("requester_id", _of_organisations),
        "type": _inside("asset_id", _by(t.asset, "type")),
        "assignee": _whose,
        "repair": _repaired,
    }
)  # fmt: skip
"""How each field of the language is asked for."""

ASKED = frozenset(_FIELDS)
"""The fields that can be asked for."""
