"""What was imported from elsewhere becomes tickets of this store: set-wise, all of it or nothing.

One transaction, one operation, an event ``import`` on every ticket, marked imported and dated
when the ticket was opened. What is to be routed is routed afterwards by the same code as
``desk.route``, in transactions of their own, so that no other desk waits long.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.engine import Connection

from frontdesk import rights
from frontdesk.desk import bulk
from frontdesk.desk.act import Act, acting
from frontdesk.desk.adopted import Adopted, Placed, Register, UnfitError, code_of
from frontdesk.desk.office import Office
from frontdesk.desk.timed import Timed, pin, timed
from frontdesk.errors import BadInputError
from frontdesk.i18n import _, plural
from frontdesk.insight.lives import ANSWERED, Written
from frontdesk.models import Team
from frontdesk.store import search
from frontdesk.store import tables as t
from frontdesk.store.ledger import Stamp, canonical
from frontdesk.store.numbers import next_number
from frontdesk.terms import Clock, Direction, Status, Subject
from frontdesk.text import safe

CHUNK = 1_000
"""Tickets that are written at a time."""
TOLD = 5
"""Bad rows that a refusal names; the others are counted."""

Progress = Callable[[str, int, int], None]
"""Told the phase (``writing``, ``routing``), how many are done, and of how many."""

SHOWN = (
    "kind", "status", "pending", "priority", "impact", "urgency", "complexity", "category",
    "channel", "site_id", "requester_id", "asset_id", "tier", "team_id", "assignee_id",
    "opened_at", "first_response_at", "resolved_at", "closed_at", "resolution_code",
    "external_ref", "cost", "currency",
)  # fmt: skip
"""Columns that the event of an adopted ticket holds, where they hold something."""


@dataclass(frozen=True, slots=True)
class Unfit:
    """A ticket that was left out.

    Attributes:
        field: which of its fields is to blame.
    """

    row: int
    field: str
    why: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Adoption:
    """What an adoption did.

    Attributes:
        adopted: tickets that came in. ``known``: those that were here already, left as they are.
        first, last: numbers of the tickets that came in.
        unfit: rows that were left out.
        teams: codes of the teams that were made. ``foreign``: categories that the policy does not
            have, and how many tickets hold each.
        routes: how many tickets took each route. ``unrouted``: those left new, and why.
    """

    operation: str
    adopted: int
    known: int
    first: int | None = None
    last: int | None = None
    unfit: tuple[Unfit, ...] = ()
    teams: tuple[str, ...] = ()
    foreign: Mapping[str, int] = field(default_factory=dict)
    routes: Mapping[str, int] = field(default_factory=dict)
    unrouted: tuple[tuple[int, str], ...] = ()


def adopt(
    office: Office,
    tickets: Sequence[Adopted],
    *,
    teams: Mapping[str, int] | None = None,
    columns: Mapping[str, str] | None = None,
    skip_bad: bool = False,
    progress: Progress | None = None,
) -> Adoption:
    """Bring tickets of another system in, then route those that are to be routed.

    Args:
        teams: teams to make when they are not here yet, and their tiers.
        columns: what the file calls our fields, for what is said about a bad row.
        skip_bad: leave out what does not fit and report it, instead of taking nothing.

    Raises:
        RefusedError: the actor may not import.
        BadInputError: the first tickets that do not fit, by row and column.
    """
    rights.authorize(office.actor, "import")
    with acting(office, "import") as act:
        register = Register(act.session.connection(), office.policy)
        made = _make_teams(act, register, teams or {})
        new, known = _not_here_yet(act, tickets)
        placed, unfit = _placed(register, new)
        if unfit and not skip_bad:
            raise _refusal(unfit, columns or {})
        numbers: list[int] = []
        for chunk in _chunks(placed):
            numbers += _write(act, chunk)
            if progress is not None:
                progress("writing", len(numbers), len(placed))
        pairs = zip(placed, numbers, strict=True)
        opened = [number for (ticket, _place), number in pairs if ticket.route]
        if not office.keep:  # a preview sees them only here, before it is rolled back
            routed = bulk.route_within(act, opened, progress)
    if office.keep:
        routed = bulk.route_open(office, opened, progress)
    return Adoption(
        operation=act.stamp.operation,
        adopted=len(numbers),
        known=known,
        first=numbers[0] if numbers else None,
        last=numbers[-1] if numbers else None,
        unfit=tuple(unfit),
        teams=made,
        foreign=dict(register.foreign),
        routes=routed.routes,
        unrouted=routed.refused,
    )


def _chunks(rows: Sequence[tuple[Adopted, Placed]]) -> Iterator[Sequence[tuple[Adopted, Placed]]]:
    for start in range(0, len(rows), CHUNK):
        yield rows[start : start + CHUNK]


def _make_teams(act: Act, register: Register, teams: Mapping[str, int]) -> tuple[str, ...]:
    """Enter the teams that are not here yet; gives their codes."""
    made = []
    for name, tier in teams.items():
        if register.has_team(name):
            continue
        if not register.has_tier(tier):
            raise BadInputError(
                _("the team {name} would be on tier {tier}").format(name=safe(name, 60), tier=tier),
                _("the ladder ends at {top}; mend [tiers] in the map").format(top=register.top),
            )
        code = _free_code(register, name)
        number = act.add(Team(code=code, name=name[:200], tier=tier))
        row = act.session.get_one(Team, number)
        after = {"code": code, "name": row.name, "tier": tier, "customer_contact": True}
        row.version = act.record(Subject.TEAM, number, "add", {}, after).seq
        act.session.flush()
        register.read_teams(act.session.connection())
        made.append(code)
    return tuple(made)


def _free_code(register: Register, name: str) -> str:
    base = code_of(name)[:56] or "team"
    code, n = base, 1
    while register.has_team(code):
        n += 1
        code = f"{base}-{n}"
    return code


def _not_here_yet(act: Act, tickets: Sequence[Adopted]) -> tuple[list[Adopted], int]:
    """The tickets that the store does not have, and how many it has, or are there twice."""
    refs = list({ticket.external_ref for ticket in tickets})
    here: set[str] = set()
    for start in range(0, len(refs), CHUNK):
        statement = select(t.ticket.c.external_ref).where(
            t.ticket.c.external_ref.in_(refs[start : start + CHUNK])
        )
        here |= set(act.session.execute(statement).scalars())
    new = []
    for ticket in tickets:
        if ticket.external_ref not in here:
            here.add(ticket.external_ref)
            new.append(ticket)
    return new, len(tickets) - len(new)


def _placed(
    register: Register, tickets: Sequence[Adopted]
) -> tuple[list[tuple[Adopted, Placed]], list[Unfit]]:
    placed, unfit = [], []
    for ticket in tickets:
        try:
            _in_order(ticket)
            placed.append((ticket, register.place(ticket)))
        except UnfitError as error:
            unfit.append(Unfit(ticket.row, error.field, error.title, error.hint))
    return placed, unfit


def _in_order(ticket: Adopted) -> None:
    """Refuse times that contradict each other."""
    for name in ("first_response_at", "resolved_at", "closed_at"):
        moment: datetime | None = getattr(ticket, name)
        if moment is not None and ticket.opened_at is not None and moment < ticket.opened_at:
            raise UnfitError(
                name,
                _("{moment} is before it was opened ({opened})").format(
                    moment=_minutes(moment), opened=_minutes(ticket.opened_at)
                ),
                _("check the time format and the zone in the map"),
            )


def _minutes(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%MZ")


def _refusal(unfit: Sequence[Unfit], columns: Mapping[str, str]) -> BadInputError:
    said = [
        _("row {row}, column {column}: {why}").format(
            row=one.row, column=safe(columns.get(one.field, one.field), 60), why=one.why
        )
        for one in unfit[:TOLD]
    ]
    more = len(unfit) - len(said)
    if more:
        said.append(plural("and {n} row more", "and {n} rows more", more))
    hint = _("leave bad rows out with --skip-bad; nothing was imported")
    return BadInputError("; ".join(said), f"{unfit[0].hint}; {hint}" if unfit[0].hint else hint)


def _write(act: Act, chunk: Sequence[tuple[Adopted, Placed]]) -> list[int]:
    """Write tickets, their texts, contacts, events and search entries; gives their numbers."""
    session, ledger = act.session, act.unit.ledger
    rows = [_columns(act, ticket, place) for ticket, place in chunk]
    told = [_told(act, row, ticket) for row, (ticket, _place) in zip(rows, chunk, strict=True)]
    ledger.flush_texts()
    connection = session.connection()
    first = next_number(connection)
    numbers = list(range(first, first + len(rows)))
    clocks = _timed(act, rows, told)
    connection.execute(
        insert(t.ticket), [{"id": n, **row} for n, row in zip(numbers, rows, strict=True)]
    )
    ledger.load_heads(Subject.TICKET, numbers)
    for number, row, after in zip(numbers, rows, told, strict=True):
        stamp: Stamp = replace(act.stamp, at=row["opened_at"], imported=True)
        ledger.record(Subject.TICKET, number, "import", stamp, {}, after)
    ledger.flush(named=False)
    if any(one.results for one in clocks):
        pin(connection, clocks, numbers, _events_of(connection, numbers))
    connection.execute(
        insert(t.contact),
        [
            {
                "ticket_id": number, "at": row["opened_at"], "channel": row["channel"],
                "agent_id": row["assignee_id"] or act.office.agent_id,
                "direction": Direction.IN, "minutes": 0, "text": row["words"],
            }
            for number, row in zip(numbers, rows, strict=True)
        ],
    )  # fmt: skip
    search.index_tickets(
        session,
        [
            (number, ticket.subject, ticket.words)
            for number, (ticket, _place) in zip(numbers, chunk, strict=True)
        ],
    )
    return numbers


def _columns(act: Act, ticket: Adopted, place: Placed) -> dict[str, Any]:
    """Every column of an adopted ticket."""
    policy, ledger = act.office.policy, act.unit.ledger
    opened = ticket.opened_at or act.at
    status = place.status
    closed = status in (Status.CLOSED, Status.CANCELLED)
    done = closed or status is Status.RESOLVED
    resolved = ticket.resolved_at if done else None
    if status is Status.RESOLVED and resolved is None:
        resolved = ticket.updated_at or opened
    cost = policy.cost(policy.tier(place.tier).cost).amount if place.team_id is not None else 0
    return {
        "version": 1,
        "kind": ticket.kind,
        "subject": ticket.subject,
        "words": ledger.text(ticket.words) if ticket.words else None,
        "status": status,
        "open": status.is_open,
        "pending": ticket.pending if status is Status.PENDING else None,
        "pending_until": None,
        "callback_number": None,
        "priority": ticket.priority or policy.priority(ticket.impact, ticket.urgency),
        "impact": ticket.impact,
        "urgency": ticket.urgency,
        "complexity": ticket.complexity,
        "category": place.category,
        "channel": ticket.channel,
        "site_id": place.site_id,
        "requester_id": place.requester_id,
        "asset_id": place.asset_id,
        "tier": place.tier,
        "team_id": place.team_id,
        "assignee_id": place.assignee_id,
        "opened_at": opened,
        "updated_at": ticket.updated_at or ticket.closed_at or ticket.resolved_at or opened,
        "first_response_at": ticket.first_response_at,
        "resolved_at": resolved,
        "closed_at": ticket.closed_at if closed else None,
        "resolution_code": ticket.resolution_code if done else None,
        "resolution": ledger.text(ticket.resolution) if done and ticket.resolution else None,
        "fix_id": None,
        "tier1_could": None,
        "parent_id": None,
        "merged_into_id": None,
        "external_ref": ticket.external_ref,
        "hops": 0,
        "cost": cost,
        "currency": policy.currency,
        "decision_id": None,
        "imported": True,
        "facts": dict(ticket.facts),
        "watchers": [],
    }


def _timed(
    act: Act, rows: Sequence[dict[str, Any]], told: Sequence[dict[str, object]]
) -> list[Timed]:
    """The clocks of adopted tickets; puts what they say into the rows and the events."""
    histories = [
        [Written(index, 1, row["opened_at"], act.stamp.actor, "import", after)]
        for index, (row, after) in enumerate(zip(rows, told, strict=True))
    ]
    found = timed(act.timing, act.session.connection(), histories)
    for row, after, one in zip(rows, told, found, strict=True):
        # Nothing is pinned of what the other system did not say.
        ended = row["resolved_at"] is not None or row["closed_at"] is not None
        answered = row["first_response_at"] is not None or row["channel"] in ANSWERED
        known = {Clock.RESOLUTION: ended, Clock.FIRST_RESPONSE: answered}
        one.results = [each for each in one.results if known.get(each["clock"], False)]
        row |= one.columns
        after |= one.facts()
    return found


def _events_of(connection: Connection, numbers: Sequence[int]) -> dict[int, int]:
    """The first event of each of some tickets."""
    own = t.event.c
    statement = select(own.subject_id, own.id).where(
        own.subject == Subject.TICKET, own.subject_id.in_(numbers), own.seq == 1
    )
    return dict(connection.execute(statement).all())


def _told(act: Act, row: Mapping[str, Any], ticket: Adopted) -> dict[str, object]:
    """What the first event of an adopted ticket holds."""
    ledger = act.unit.ledger
    after: dict[str, object] = {name: row[name] for name in SHOWN if row[name] is not None}
    after["subject"] = {"digest": ledger.text(ticket.subject)}
    for name in ("words", "resolution"):
        if row[name]:
            after[name] = {"digest": row[name]}
    if ticket.facts:
        after["facts"] = {"digest": ledger.text(canonical(dict(ticket.facts)))}
    return after
