"""From the words that people type (codes, logins, tags, names) to the rows that they mean.

What does not exist is refused with the nearest that do. Nothing is changed here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import or_
from sqlmodel import Session, col, select

from frontdesk import codes
from frontdesk.errors import BadInputError, NotFoundError
from frontdesk.i18n import _
from frontdesk.models import (
    Agent,
    Asset,
    Fix,
    Organisation,
    Part,
    Plan,
    RepairOrder,
    Requester,
    Row,
    Site,
    Team,
    Ticket,
    Vendor,
)
from frontdesk.policy import Policy
from frontdesk.text import digits, fold, nearest, safe

CHUNK = 500
R = TypeVar("R", bound=Row)

KEYS: dict[type[Row], tuple[str, str]] = {
    Site: ("code", "site"),
    Team: ("code", "team"),
    Agent: ("login", "agent"),
    Organisation: ("code", "organisation"),
    Plan: ("code", "plan"),
    Asset: ("tag", "asset"),
    Vendor: ("code", "vendor"),
    Part: ("code", "part"),
    Requester: ("code", "requester"),
}
"""Each register's column that people name it by, and its word."""


def by_key(session: Session, model: type[R], key: str) -> R:
    """The row of a register that a code, login or tag names.

    Raises:
        NotFoundError: with the nearest that exist.
    """
    column, noun = KEYS[model]
    field = getattr(model, column)
    found = session.exec(select(model).where(field == key)).first()
    if found is not None:
        return found
    known = session.exec(select(field).order_by(field).limit(2000)).all()
    raise missing(noun, key, known)


def missing(noun: str, key: str, known: Sequence[str]) -> NotFoundError:
    """The refusal of something that does not exist, with the nearest that do."""
    near = nearest(key, list(known))
    hint = (
        _("nearest: {names}").format(names=", ".join(safe(name) for name in near))
        if near
        else _("`frontdesk {noun} list` shows what there is").format(noun=noun.split()[0])
    )
    title = _("there is no {noun} {key!r}").format(noun=codes.noun(noun), key=safe(key, 80))
    return NotFoundError(title, hint)


def requester(session: Session, who: str) -> Requester:
    """The requester that a code, mail address, name or telephone number means.

    Raises:
        NotFoundError: nobody, or more than one; the nearest are named.
    """
    typed, folded, number = who.strip(), fold(who.strip()), digits(who)
    exact = select(Requester).where(
        or_(col(Requester.code) == typed, col(Requester.email) == typed.lower())
    )
    if found := session.exec(exact).first():
        return found
    same = [col(Requester.folded) == folded]
    if len(number) >= 5:
        same.append(col(Requester.phone_digits).endswith(number))
    found_many = session.exec(select(Requester).where(or_(*same)).limit(6)).all()
    if len(found_many) == 1:
        return found_many[0]
    if found_many:
        raise NotFoundError(
            _("{who!r} could be several people").format(who=safe(typed, 80)),
            _("say which: {codes}").format(codes=", ".join(r.code for r in found_many)),
        )
    codes = session.exec(select(Requester.code).order_by(Requester.code).limit(5000)).all()
    names = session.exec(select(Requester.folded, Requester.code).limit(5000)).all()
    by_name = dict(names)
    near = [by_name[name] for name in nearest(folded, list(by_name))]
    raise missing("requester", typed, near or codes)


def tickets(session: Session, numbers: Sequence[int]) -> list[Ticket]:
    """Tickets by their numbers, in the order given, each once.

    Raises:
        NotFoundError: for the first number that does not exist.
    """
    wanted = list(dict.fromkeys(numbers))
    found: dict[int, Ticket] = {}
    for start in range(0, len(wanted), CHUNK):
        chunk = wanted[start : start + CHUNK]
        for ticket in session.exec(select(Ticket).where(col(Ticket.id).in_(chunk))):
            found[ident(ticket)] = ticket
    for number in wanted:
        if number not in found:
            raise NotFoundError(
                _("there is no ticket {number}").format(number=number),
                _("`frontdesk find TEXT` looks for one by its words"),
            )
    return [found[number] for number in wanted]


def leads_to(session: Session, ticket: Ticket) -> int | None:
    """The ticket to which one that was merged away leads, through others if need be.

    Returns:
        ``None`` for a ticket that was not merged.
    """
    into = ticket.merged_into_id
    while into is not None:
        beyond = session.get_one(Ticket, into).merged_into_id
        if beyond is None:
            return into
        into = beyond
    return None


def ancestry(session: Session, ticket: Ticket) -> list[int]:
    """A ticket's number and those of all above it, its parent first."""
    found = [ident(ticket)]
    while ticket.parent_id is not None:
        found.append(ticket.parent_id)
        ticket = session.get_one(Ticket, ticket.parent_id)
    return found


def by_number(session: Session, model: type[R], number: int, noun: str) -> R:
    """A fix or repair order by its number.

    Raises:
        NotFoundError: when it does not exist.
    """
    row = session.get(model, number)
    if row is None:
        raise NotFoundError(
            _("there is no {noun} {number}").format(noun=codes.noun(noun), number=number),
            _("`frontdesk {noun} list` shows what there is").format(noun=noun.split()[0]),
        )
    return row


def fix(session: Session, number: int) -> Fix:
    """A known fix by its number."""
    return by_number(session, Fix, number, "fix")


def order(session: Session, number: int) -> RepairOrder:
    """A repair order by its number."""
    return by_number(session, RepairOrder, number, "repair order")


def team_or_agent(session: Session, to: str) -> Team | Agent:
    """Whom ``--to`` means: a login, else a team's code.

    Raises:
        NotFoundError: neither; BadInputError: an agent or team that no longer works here.
    """
    agent = session.exec(select(Agent).where(col(Agent.login) == to)).first()
    if agent is not None:
        if not agent.active:
            raise BadInputError(
                _("{login} no longer works here").format(login=to), _("name somebody else")
            )
        return agent
    team = session.exec(select(Team).where(col(Team.code) == to)).first()
    if team is not None:
        if not team.active:
            raise BadInputError(
                _("{team} is a former team").format(team=to),
                _("name another, or set it active: frontdesk team edit {team} --active yes").format(
                    team=to
                ),
            )
        return team
    known = [*session.exec(select(Agent.login)).all(), *session.exec(select(Team.code)).all()]
    raise missing("agent or team", to, known)


def category(policy: Policy, typed: str | None) -> str | None:
    """The policy's category that a person means, by code or label.

    Raises:
        BadInputError: none of that name; the nearest are named.
    """
    if not typed:
        return None
    wanted = fold(typed)
    for known in policy.categories:
        if wanted in (fold(known.code), fold(known.label)):
            return known.code
    codes = [known.code for known in policy.categories]
    near = nearest(wanted, codes) or codes
    raise BadInputError(
        _("there is no category {name!r}").format(name=safe(typed, 60)),
        _("nearest: {names}").format(names=", ".join(near)),
    )


def ident(row: Row) -> int:
    """The id of a row that has been written."""
    found: int | None = getattr(row, "id", None)
    if found is None:
        raise RuntimeError(f"{type(row).__name__} has not been written yet")
    return found
