"""Work passes from one to others as one act: a whole shift to somebody, or spread over the team.

Whose tickets they are is read in the transaction that gives them away, so that none moves in
between. It refuses to force a ticket on anybody: what nobody could take stays where it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlmodel import col, select

from frontdesk import rights
from frontdesk.desk import lookup, work
from frontdesk.desk.act import Act
from frontdesk.desk.assign import give
from frontdesk.desk.office import Office
from frontdesk.desk.once import repeated
from frontdesk.desk.operation import acting, one_by_one
from frontdesk.errors import BadInputError, RefusedError
from frontdesk.i18n import _
from frontdesk.insight import spreading
from frontdesk.models import Agent, Team, Ticket
from frontdesk.routing import Placed
from frontdesk.rows import Change, Done

NO_NOTES: Mapping[int, str] = {}


def hand_over(
    office: Office,
    *,
    giver: str,
    to: str,
    reason: str = "",
    note: str = "",
    notes: Mapping[int, str] = NO_NOTES,
    operation: str | None = None,
) -> Done:
    """Give everything open that somebody holds to somebody else, as one act.

    Args:
        giver: a login; ``to``: a login, or a team's code.
        note: kept as an internal note on every ticket; empty: none.
        notes: what is noted beside it on single tickets, by number.

    Raises:
        BadInputError: the giver holds nothing, or not a ticket that a note is for, or both are the
            same.
    """
    if giver == to:
        raise BadInputError(_("{login} has them already").format(login=to), _("name two people"))
    rights.authorize(office.actor, "handover", rights.Held(assignee=giver))
    if (before := repeated(office, "handover", operation)) is not None:
        return before
    with acting(office, "handover", operation=operation) as act:
        numbers = _held(act, giver)
        if strange := sorted(notes.keys() - set(numbers)):
            raise BadInputError(
                _("{login} does not hold ticket {number}").format(login=giver, number=strange[0]),
                _("leave that note out, or write it by `frontdesk note`"),
            )
        whom = lookup.team_or_agent(act.session, to)
        said = {number: _joined(note, notes.get(number, "")) for number in numbers}
        _pass_on(act, dict.fromkeys(numbers, whom), reason, said)
    return act.done()


def hand_round(
    office: Office, *, giver: str, reason: str = "", note: str = "", operation: str | None = None
) -> Done:
    """Spread everything open that somebody holds evenly over the team of each ticket.

    What nobody could take stays, and is reported with the reason.

    Args:
        note: kept as an internal note on every ticket that moves; empty: none.

    Raises:
        BadInputError: the giver holds nothing.
        RefusedError: nobody could take any of them.
    """
    rights.authorize(office.actor, "handover", rights.Held(assignee=giver))
    if (before := repeated(office, "handover", operation)) is not None:
        return before
    with acting(office, "handover", operation=operation) as act:
        numbers = _held(act, giver)
        connection = act.session.connection()
        placed = spreading.spread(connection, office.policy, numbers, act.at, without=(giver,))
        places = {each.number: each.login for each in placed if each.login is not None}
        if not places:
            raise RefusedError(
                _("nobody could take any of them: {why}").format(why=spreading.why_not(placed[0])),
                _("name somebody with --to"),
            )
        people = _people(act, places.values())
        whom = {number: people[login] for number, login in places.items()}
        _pass_on(act, whom, reason, dict.fromkeys(whom, note))
        act.refused += _left(act, placed)
    return act.done()


def balance(
    office: Office, places: Mapping[int, str], *, reason: str = "", operation: str | None = None
) -> Done:
    """Give each of some tickets to the person who was chosen for it, as one act.

    Args:
        places: a login by each ticket's number.
    """
    rights.authorize(office.actor, "balance")
    if not places:
        raise BadInputError(_("no ticket was named"), _("name at least one number"))
    if (before := repeated(office, "balance", operation)) is not None:
        return before
    with acting(office, "balance", operation=operation) as act:
        people = _people(act, places.values())
        _pass_on(act, {number: people[to] for number, to in places.items()}, reason, {})
    return act.done()


def _held(act: Act, login: str) -> list[int]:
    """The open tickets that somebody holds.

    Raises:
        BadInputError: there is none.
    """
    agent = lookup.by_key(act.session, Agent, login)
    held = select(Ticket.id).where(col(Ticket.assignee_id) == agent.id, col(Ticket.open))
    numbers = [number for number in act.session.exec(held.order_by(col(Ticket.id))) if number]
    if not numbers:
        raise BadInputError(
            _("{login} holds no open ticket").format(login=login),
            _("`frontdesk agent list` shows who holds what"),
        )
    return numbers


def _people(act: Act, logins: Iterable[str]) -> dict[str, Agent]:
    return {login: lookup.by_key(act.session, Agent, login) for login in set(logins)}


def _pass_on(
    act: Act, whom: Mapping[int, Team | Agent], reason: str, notes: Mapping[int, str]
) -> None:
    """Give tickets away, each with its note if there is one."""

    def one(act: Act, ticket: Ticket) -> None:
        number = lookup.ident(ticket)
        give(act, ticket, whom[number], reason)
        if note := notes.get(number, ""):
            work.write_note(act, ticket, work.written(note))

    one_by_one(act, list(whom), one)


def _joined(*texts: str) -> str:
    return "\n\n".join(text.strip() for text in texts if text.strip())


def _left(act: Act, placed: Sequence[Placed]) -> list[Change]:
    """What stays where it is, with why."""
    left = {each.number: each for each in placed if each.login is None}
    return [
        Change(lookup.ident(ticket), None, ticket.version, spreading.why_not(left[ticket.id or 0]))
        for ticket in lookup.tickets(act.session, list(left))
    ]
