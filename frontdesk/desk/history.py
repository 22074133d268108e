"""What was imported from elsewhere becomes tickets of this store: set-wise, all of it or nothing.

One transaction, one operation, an event ``import`` on every ticket, marked imported and dated
when the ticket was opened; of one with a log, an event for each of its entries. What is to be
routed is routed afterwards by the same code as ``desk.route``, in transactions of their own, so
that no other desk waits long.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from frontdesk import rights
from frontdesk.desk import bulk
from frontdesk.desk.act import Act
from frontdesk.desk.adopted import Adopted, Placed, Register, UnfitError
from frontdesk.desk.adopting import Adopting
from frontdesk.desk.former import make_teams
from frontdesk.desk.office import Office
from frontdesk.desk.operation import acting
from frontdesk.errors import BadInputError
from frontdesk.i18n import _, plural
from frontdesk.store import tables as t
from frontdesk.text import safe

CHUNK = 1_000
"""Tickets that are written at a time."""
TOLD = 5
"""Bad rows that a refusal names; the others are counted."""

Progress = Callable[[str, int, int], None]
"""Told the phase (``writing``, ``routing``), how many are done, and of how many."""


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
        events: of the logs of those that came in; one for each without a log.
        first, last: numbers of the tickets that came in.
        unfit: rows that were left out.
        teams: codes of the teams that were made. ``foreign``: categories that the policy does not
            have, and how many tickets hold each.
        routes: how many tickets took each route. ``unrouted``: those left new, and why.
    """

    operation: str
    adopted: int
    known: int
    events: int = 0
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
    past: bool = False,
    progress: Progress | None = None,
) -> Adoption:
    """Bring tickets of another system in, then route those that are to be routed.

    Args:
        teams: teams to make when they are not here yet, and their tiers.
        columns: what the file calls our fields, for what is said about a bad row.
        skip_bad: leave out what does not fit and report it, instead of taking nothing.
        past: closed tickets to learn from: people who do not work here are kept in words, and the
            teams that are made are former ones, to which no work is given.

    Raises:
        RefusedError: the actor may not import.
        BadInputError: the first tickets that do not fit, by row and column.
    """
    rights.authorize(office.actor, "import")
    with acting(office, "import") as act:
        register = Register(act.session.connection(), office.policy, past=past)
        new, known = _not_here_yet(act, tickets)
        made = make_teams(act, register, _named(new, teams or {}), active=not past)
        placed, unfit = _placed(register, new)
        if unfit and not skip_bad:
            raise _refusal(unfit, columns or {})
        numbers: list[int] = []
        desk = Adopting(act, register)
        for chunk in _chunks(placed):
            numbers += desk.write(chunk)
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
        events=sum(len(ticket.steps) or 1 for ticket, _place in placed),
        teams=made,
        foreign=dict(register.foreign),
        routes=routed.routes,
        unrouted=routed.refused,
    )


def _chunks(rows: Sequence[tuple[Adopted, Placed]]) -> Iterator[Sequence[tuple[Adopted, Placed]]]:
    for start in range(0, len(rows), CHUNK):
        yield rows[start : start + CHUNK]


def _named(tickets: Sequence[Adopted], teams: Mapping[str, int]) -> dict[str, int]:
    """Of the teams that might be made those that some ticket names."""
    named = {name for ticket in tickets for name in (ticket.team, *(s.team for s in ticket.steps))}
    return {name: tier for name, tier in teams.items() if name in named}


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
            place = register.place(ticket)
            for step in ticket.steps:
                register.stand(step)
            placed.append((ticket, place))
        except UnfitError as error:
            unfit.append(Unfit(error.row or ticket.row, error.field, error.title, error.hint))
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
