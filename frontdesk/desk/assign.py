"""Who holds a ticket: take, assign, unassign, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from frontdesk.desk import lookup, receipts
from frontdesk.desk.act import Act
from frontdesk.desk.office import Office
from frontdesk.desk.operation import each
from frontdesk.desk.placing import put
from frontdesk.errors import OvertakenError, RefusedError
from frontdesk.i18n import _
from frontdesk.insight import waiting
from frontdesk.insight.waiting import UpNext
from frontdesk.models import Agent, Team, Ticket
from frontdesk.rows import Done

TRIES = 5
"""So often the next ticket is looked for anew when another desk has just taken it."""


def take(
    office: Office,
    numbers: Sequence[int],
    *,
    expect: int | None = None,
    operation: str | None = None,
) -> Done:
    """Take tickets up oneself: held by the actor, in progress."""

    def one(act: Act, ticket: Ticket) -> None:
        me = act.session.get_one(Agent, office.agent_id)
        act.move(ticket, "take", put(act, ticket, None, me))

    return each(office, "take", numbers, one, expect=expect, operation=operation)


def assign(
    office: Office,
    numbers: Sequence[int],
    *,
    to: str,
    reason: str = "",
    expect: int | None = None,
    operation: str | None = None,
) -> Done:
    """Give tickets to a person or to a team's queue; what waits goes on waiting.

    Args:
        to: a login, or a team's code.
        reason: why, for the trail; may be empty.
    """
    found: list[Team | Agent] = []  # looked up once, for however many tickets

    def one(act: Act, ticket: Ticket) -> None:
        whom = found[0] if found else lookup.team_or_agent(act.session, to)
        found[:] = [whom]
        give(act, ticket, whom, reason)

    return each(office, "assign", numbers, one, expect=expect, operation=operation)


def give(act: Act, ticket: Ticket, whom: Team | Agent, reason: str = "") -> None:
    """Give one ticket to a person or to a team's queue, inside somebody's operation."""
    team, agent = (whom, None) if isinstance(whom, Team) else (None, whom)
    theirs = whom if isinstance(whom, Team) else act.session.get_one(Team, whom.team_id)
    was = ticket.team_id
    act.move(ticket, "assign", put(act, ticket, team, agent), told={"reason": reason})
    receipts.placed_otherwise(act, ticket, was, theirs)


def unassign(
    office: Office,
    numbers: Sequence[int],
    *,
    expect: int | None = None,
    operation: str | None = None,
) -> Done:
    """Take tickets from whoever holds them, back to their team's queue."""

    def one(act: Act, ticket: Ticket) -> None:
        act.move(ticket, "unassign", {"assignee_id": None})

    return each(office, "unassign", numbers, one, expect=expect, operation=operation)


def next_for(office: Office, login: str | None = None) -> UpNext:
    """What somebody should take next out of their team's queue; read-only.

    Args:
        login: left out: who acts.

    Raises:
        NotFoundError: nobody with that login works here.
    """
    who = login or office.actor.login
    asks = who == office.actor.login
    return waiting.next_for(office.store, office.policy, who, office.now(), asks=asks)


def give_next(
    office: Office, login: str | None = None, *, operation: str | None = None
) -> tuple[Done, UpNext]:
    """Take what comes next, or give it to somebody else; with what speaks for it.

    Raises:
        RefusedError: there is no room, or nothing in the queue suits; says which.
        OvertakenError: other desks took one after the other meanwhile.
    """
    for _attempt in range(TRIES - 1):
        with suppress(OvertakenError):  # another desk has just taken it: look for the one after
            return _given(office, login, operation)
    return _given(office, login, operation)


def _given(office: Office, login: str | None, operation: str | None) -> tuple[Done, UpNext]:
    up = next_for(office, login)
    why = waiting.words(up, office.now())
    if up.ticket is None:
        raise RefusedError(why, _("`frontdesk list --view unassigned` shows what nobody holds"))
    numbers, seen, to = [up.ticket.number], up.ticket.version, up.person.login
    if to == office.actor.login:
        return take(office, numbers, expect=seen, operation=operation), up
    done = assign(office, numbers, to=to, reason=why, expect=seen, operation=operation)
    return done, up
