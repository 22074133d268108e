"""What the register refuses beyond single fields: rules that hold entries together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func
from sqlmodel import col, select

from frontdesk.desk import lookup
from frontdesk.desk.act import Act
from frontdesk.desk.register_rows import Entry
from frontdesk.errors import BadInputError, RefusedError
from frontdesk.i18n import _, plural
from frontdesk.models import Agent, Asset, Requester, Row, Shift, Ticket
from frontdesk.terms import Role, Subject

UNKNOWN = "unknown"


def check(act: Act, subject: Subject, entry: Entry, others: Sequence[Entry] = ()) -> None:
    """Refuse an entry that does not go together with the rest of the register.

    Args:
        others: entries that will be written before it, in the same load.

    Raises:
        RefusedError, BadInputError: with what to do instead.
    """
    if subject is Subject.AGENT:
        _agent(act, entry)
    elif subject is Subject.SHIFT:
        _shift(act, entry, others)
    elif entry.row is not None:
        _kept(subject, entry.row, entry.columns)


def _kept(subject: Subject, row: Row, columns: Mapping[str, Any]) -> None:
    """Codes stay: receipts, drafts and the policy name entries by them. A label is put anew."""
    if isinstance(row, Asset):
        return
    code = getattr(row, "code", None)
    if columns.get("code") not in (None, code):
        raise RefusedError(
            _("the code of a {noun} stays as it is").format(noun=_(subject)), _("add another")
        )
    if isinstance(row, Requester) and code == UNKNOWN and columns.get("active") is False:
        raise RefusedError(_("the requester unknown stands in where nobody knows who called"))


def _agent(act: Act, entry: Entry) -> None:
    row = entry.row if isinstance(entry.row, Agent) else None
    columns = entry.columns
    was = row.role if row is not None else None
    role = columns.get("role", was or Role.AGENT)
    entitled = act.office.actor.role is Role.ADMINISTRATOR
    if role is not was and Role.ADMINISTRATOR in (role, was) and not entitled:
        raise RefusedError(_("only administrators make administrators"), _("ask an administrator"))
    if row is None:
        return
    if columns.get("login") not in (None, row.login):
        raise RefusedError(
            _("the login of an agent stays as it is"), _("add another, and set this one inactive")
        )
    leaves = columns.get("active") is False and row.active
    if leaves and was is Role.ADMINISTRATOR and not entitled:
        raise RefusedError(
            _("only administrators send administrators away"), _("ask an administrator")
        )
    if leaves:
        _holds_nothing(act, row)
    if was is Role.ADMINISTRATOR and (leaves or role is not was):
        _not_the_last(act, row)


def _holds_nothing(act: Act, row: Agent) -> None:
    held = select(func.count()).where(col(Ticket.assignee_id) == row.id, col(Ticket.open))
    n = act.session.exec(held).one()
    if n:
        raise RefusedError(
            plural("{login} holds {n} open ticket", "{login} holds {n} open tickets", n).format(
                login=row.login
            ),
            _("hand them over first: frontdesk handover --from {login} --to LOGIN").format(
                login=row.login
            ),
        )


def _not_the_last(act: Act, row: Agent) -> None:
    others = select(Agent.id).where(
        col(Agent.role) == Role.ADMINISTRATOR, col(Agent.active), col(Agent.id) != row.id
    )
    if act.session.exec(others).first() is None:
        raise RefusedError(
            _("{login} is the last administrator").format(login=row.login),
            _("make somebody else one first"),
        )


def _shift(act: Act, entry: Entry, others: Sequence[Entry]) -> None:
    """A window ends after it starts, and meets no other of the same agent on that day."""
    row, columns = entry.row, entry.columns
    agent_id, weekday, starts, ends = (
        columns[name] if name in columns else getattr(row, name)
        for name in ("agent_id", "weekday", "starts", "ends")
    )
    if starts >= ends:
        raise BadInputError(
            _("ends: {ends} is not after {starts}").format(ends=ends, starts=starts),
            _("part a night into two windows: until 23:59, and from 00:00 on the next day"),
        )
    statement = select(Shift).where(col(Shift.agent_id) == agent_id, col(Shift.weekday) == weekday)
    windows = [
        (other.starts, other.ends)
        for other in act.session.exec(statement)
        if row is None or other.id != lookup.ident(row)
    ]
    windows += [
        (other.columns["starts"], other.columns["ends"])
        for other in others
        if other.row is None
        and (other.columns["agent_id"], other.columns["weekday"]) == (agent_id, weekday)
    ]
    for begins, until in windows:
        if begins < ends and starts < until:
            raise RefusedError(
                _("{starts}–{ends} meets the window {begins}–{until} of the same day").format(
                    starts=starts, ends=ends, begins=begins, until=until
                ),
                _("edit that window, or leave this one out"),
            )
