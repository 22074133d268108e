"""The lives of tickets as clocks read them: events become moments, ids become codes.

Many tickets are read at once: one statement for the events of a chunk, each event's JSON parsed
once, codes looked up set-wise. Nothing is judged here and nothing is written; what an operation
has recorded and not yet written can be given along.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy import Select, String, bindparam, func, select, type_coerce
from sqlalchemy.engine import Connection

from frontdesk.clock import Life, Moment, OrderLife, State, imported
from frontdesk.store import tables as t
from frontdesk.terms import Channel, Direction, Kind, Pending, Priority, Status, Subject

CHUNK = 500
"""Tickets of one statement."""

ANSWERED = frozenset({Channel.PHONE, Channel.COUNTER, Channel.CHAT})
"""Channels on which opening the ticket is the first answer."""

FOLDED = (
    "status", "pending", "pending_until", "priority", "category", "kind", "channel", "site_id",
    "requester_id", "team_id", "tier", "assignee_id",
)  # fmt: skip
"""Columns of a ticket that a clock may ask for, as events hold them."""

_CODED = ("site_id", "requester_id", "team_id", "assignee_id")
_ANSWER: Mapping[str, object] = MappingProxyType({"answered": True})
_NOTHING: Mapping[str, object] = MappingProxyType({})
_BLANK: Mapping[str, Any] = MappingProxyType(
    dict.fromkeys(FOLDED)
    | {"status": Status.NEW, "priority": Priority.P4, "kind": Kind.INCIDENT, "tier": 1}
)


class Written(NamedTuple):
    """An event as far as a life needs it; ``after`` holds columns by their names, with ids."""

    number: int
    seq: int
    at: datetime
    actor: str
    verb: str
    after: Mapping[str, Any]


class Known(NamedTuple):
    """The codes of ids.

    Attributes:
        requesters: id to code, and to the plan: the requester's own, else the organisation's.
    """

    sites: Mapping[int, str]
    teams: Mapping[int, str]
    agents: Mapping[int, str]
    requesters: Mapping[int, tuple[str, str | None]]


def lives(
    connection: Connection, numbers: Sequence[int], unwritten: Iterable[Written] = ()
) -> dict[int, Life]:
    """The lives of tickets, by number; one without any event is left out.

    Args:
        unwritten: events that come after what the store holds, in their order; what it holds by
            now is not taken twice.
    """
    found: dict[int, Life] = {}
    later: dict[int, list[Written]] = {}
    for event in unwritten:
        later.setdefault(event.number, []).append(event)
    wanted = list(dict.fromkeys(numbers))
    for start in range(0, len(wanted), CHUNK):
        chunk = wanted[start : start + CHUNK]
        told = events(connection, chunk)
        for number in chunk:
            if number in later:
                own = told.setdefault(number, [])
                last = own[-1].seq if own else 0
                own += [event for event in later[number] if event.seq > last]
        known = known_codes(connection, (event for own in told.values() for event in own))
        orders = _orders(connection, chunk)
        for number, own in told.items():
            found[number] = life(number, own, known, orders.get(number, ()))
    return found


def onto(life: Life, event: Written) -> Life | None:
    """A life with one more event; ``None`` where it is to be read anew: codes, a merge undone."""
    if event.verb == "import" or any(name in event.after for name in (*_CODED, "parted")):
        return None
    state = life.moments[-1].state
    changes = {name: event.after[name] for name in FOLDED if name in event.after}
    if changes:
        state = replace(state, **{name: _READ[name](value) for name, value in changes.items()})
    facts = _facts(event, event.after)
    moment = Moment(event.seq, event.at, event.verb, event.actor, state, facts)
    return replace(life, moments=(*life.moments, moment))


def life(
    number: int, events: Iterable[Written], known: Known, orders: tuple[OrderLife, ...] = ()
) -> Life:
    """A ticket's life from its events, the first one first."""
    values = dict(_BLANK)
    state: State | None = None
    moments: list[Moment] = []
    absorbed: dict[int, int] = {}
    for event in events:
        after = event.after
        if "absorbed" in after:
            absorbed[after["absorbed"]] = len(moments)
        if "parted" in after and (place := absorbed.pop(after["parted"], None)) is not None:
            moments[place] = replace(moments[place], facts=_NOTHING)
        touched = [name for name in FOLDED if name in after]
        if touched or state is None:
            for name in touched:
                values[name] = after[name]
            state = _state(values, known)
        if event.verb == "import":
            moments += _adopted(event, state)
        else:
            facts = _facts(event, after)
            moments.append(Moment(event.seq, event.at, event.verb, event.actor, state, facts))
    return Life(number, tuple(moments), orders)


def known_codes(connection: Connection, events: Iterable[Written]) -> Known:
    """The codes of every id in some events."""
    wanted: dict[str, set[int]] = {name: set() for name in _CODED}
    for event in events:
        after = event.after
        for name in _CODED:
            if name in after and after[name] is not None:
                wanted[name].add(after[name])
    return Known(
        _codes(connection, _SITES, wanted["site_id"]),
        _codes(connection, _TEAMS, wanted["team_id"]),
        _codes(connection, _AGENTS, wanted["assignee_id"]),
        _requesters(connection, wanted["requester_id"]),
    )


def events(connection: Connection, numbers: Sequence[int]) -> dict[int, list[Written]]:
    """What the store holds of some tickets (no more than one statement takes), in its order."""
    found: dict[int, list[Written]] = {}
    for number, seq, at, actor, verb, after in connection.execute(_EVENTS, {"ids": numbers}):
        event = Written(number, seq, _instant(at), actor, verb, json.loads(after))
        found.setdefault(number, []).append(event)
    return found


def _instant(written: str | datetime) -> datetime:
    """A time as the store's column or an event holds it."""
    at = datetime.fromisoformat(written) if isinstance(written, str) else written
    return at if at.tzinfo is not None else at.replace(tzinfo=UTC)


def _time(value: str | datetime | None) -> datetime | None:
    return None if value is None else _instant(value)


def _state(values: Mapping[str, Any], known: Known) -> State:
    requester, plan = known.requesters.get(values["requester_id"], (None, None))
    pending = values["pending"]
    channel = values["channel"]
    return State(
        _STATUS[values["status"]],
        _PENDING[pending] if pending is not None else None,
        _time(values["pending_until"]),
        _PRIORITY[values["priority"]],
        values["category"],
        _KIND[values["kind"]],
        _CHANNEL[channel] if channel is not None else Channel.PHONE,
        known.sites.get(values["site_id"]),
        plan,
        known.teams.get(values["team_id"]),
        values["tier"] or 1,
        known.agents.get(values["assignee_id"]),
        requester,
    )


def _facts(event: Written, after: Mapping[str, Any]) -> Mapping[str, object]:
    """What else a clock must know of an event."""
    verb = event.verb
    if verb == "reply" or (verb == "contact" and after.get("direction") == Direction.OUT):
        return _ANSWER
    if verb == "new":
        return _ANSWER if after.get("channel") in ANSWERED else _NOTHING
    if after.get("merged_into_id") is not None:
        return {"merged_into": after["merged_into_id"]}
    if "absorbed" in after:
        return {"absorbed": _instant(after["since"])}
    if verb == "warn":
        return {name: after[name] for name in ("clock", "spell", "share") if name in after}
    return _NOTHING


def _adopted(event: Written, state: State) -> tuple[Moment, ...]:
    after = event.after
    answered = _time(after.get("first_response_at"))
    if answered is None and state.channel in ANSWERED:
        answered = event.at
    return imported(
        event.seq,
        event.actor,
        state,
        opened_at=event.at,
        answered_at=answered,
        resolved_at=_time(after.get("resolved_at") or after.get("closed_at")),
    )


def _codes(connection: Connection, statement: Select[Any], wanted: set[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for chunk in _chunks(wanted):
        found |= dict(connection.execute(statement, {"ids": chunk}).all())
    return found


def _requesters(connection: Connection, wanted: set[int]) -> dict[int, tuple[str, str | None]]:
    found = {}
    for chunk in _chunks(wanted):
        for number, code, plan in connection.execute(_REQUESTERS, {"ids": chunk}):
            found[number] = (code, plan)
    return found


def _orders(connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[OrderLife, ...]]:
    found: dict[int, tuple[OrderLife, ...]] = {}
    for number, *order in connection.execute(_ORDERS, {"ids": numbers}):
        found[number] = (*found.get(number, ()), OrderLife(*order))
    return found


def _chunks(wanted: set[int]) -> Iterator[list[int]]:
    ordered = sorted(wanted)
    for start in range(0, len(ordered), CHUNK):
        yield ordered[start : start + CHUNK]


# Statements are made once: making one costs more than asking a small register.
_IDS: Any = bindparam("ids", expanding=True)
_event, _order = t.event.c, t.repair_order.c
_own, _theirs = t.plan.alias("own"), t.plan.alias("theirs")
_EVENTS = (
    select(
        _event.subject_id, _event.seq, type_coerce(_event.at, String), _event.actor, _event.verb,
        _event.after,
    )
    .where(_event.subject == Subject.TICKET, _event.subject_id.in_(_IDS))
    .order_by(_event.subject_id, _event.seq)
)  # fmt: skip
_SITES = select(t.site.c.id, t.site.c.code).where(t.site.c.id.in_(_IDS))
_TEAMS = select(t.team.c.id, t.team.c.code).where(t.team.c.id.in_(_IDS))
_AGENTS = select(t.agent.c.id, t.agent.c.login).where(t.agent.c.id.in_(_IDS))
_REQUESTERS = (
    select(t.requester.c.id, t.requester.c.code, func.coalesce(_own.c.code, _theirs.c.code))
    .select_from(
        t.requester.outerjoin(_own, _own.c.id == t.requester.c.plan_id)
        .outerjoin(t.organisation, t.organisation.c.id == t.requester.c.organisation_id)
        .outerjoin(_theirs, _theirs.c.id == t.organisation.c.plan_id)
    )
    .where(t.requester.c.id.in_(_IDS))
)
_ORDERS = (
    select(
        _order.ticket_id, _order.id, t.vendor.c.code, _order.arrived_at, _order.promised_at,
        func.coalesce(_order.returned_at, _order.closed_at),
    )
    .select_from(t.repair_order.join(t.vendor, t.vendor.c.id == _order.vendor_id))
    .where(_order.ticket_id.in_(_IDS))
    .order_by(_order.ticket_id, _order.id)
)  # fmt: skip

_STATUS = {each.value: each for each in Status}
_PENDING = {each.value: each for each in Pending}
_PRIORITY = {each.value: each for each in Priority}
_KIND = {each.value: each for each in Kind}
_CHANNEL = {each.value: each for each in Channel}
_READ: Mapping[str, Callable[[Any], Any]] = {
    "status": _STATUS.__getitem__,
    "pending": lambda value: None if value is None else _PENDING[value],
    "pending_until": _time,
    "priority": _PRIORITY.__getitem__,
    "category": lambda value: value,
    "kind": _KIND.__getitem__,
    "channel": _CHANNEL.__getitem__,
    "tier": lambda value: value or 1,
}
