"""What the register refuses beyond single fields: rules that hold entries together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func
from sqlmodel import col, select

from frontdesk import codes
from frontdesk.desk.act import Act
from frontdesk.desk.register_rows import Entry
from frontdesk.errors import RefusedError
from frontdesk.i18n import _, plural
from frontdesk.models import Agent, Asset, Requester, Row, Shift, Team, Ticket
from frontdesk.terms import Role, Subject
from frontdesk.timing.roster import overlap, shift_of, week_of

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
        _team(act, entry)


def _kept(subject: Subject, row: Row, columns: Mapping[str, Any]) -> None:
    """Codes stay: receipts, drafts and the policy name entries by them. A label is put anew."""
    if isinstance(row, Asset):
        return
    code = getattr(row, "code", None)
    if columns.get("code") not in (None, code):
        raise RefusedError(
            _("the code of a {noun} stays as it is").format(noun=codes.noun(subject)),
            _("add another"),
        )
    if isinstance(row, Requester) and code == UNKNOWN and columns.get("active") is False:
        raise RefusedError(_("the requester unknown stands in where nobody knows who called"))


def _agent(act: Act, entry: Entry) -> None:
    team = act.kept(Team, entry.columns.get("team_id"))
    if team is not None and not team.active:
        raise RefusedError(
            _("{team} is a former team").format(team=team.code),
            _("set it active first: frontdesk team edit {team} --active yes").format(
                team=team.code
            ),
        )
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


def _team(act: Act, entry: Entry) -> None:
    """A team that is given up has nobody and nothing left."""
    row = entry.row
    if not isinstance(row, Team) or not row.active or entry.columns.get("active") is not False:
        return
    people = select(func.count()).where(col(Agent.team_id) == row.id, col(Agent.active))
    held = select(func.count()).where(col(Ticket.team_id) == row.id, col(Ticket.open))
    left = []
    if n := act.session.exec(people).one():
        left.append(plural("{n} agent", "{n} agents", n))
    if n := act.session.exec(held).one():
        left.append(plural("{n} open ticket", "{n} open tickets", n))
    if left:
        raise RefusedError(
            _("{team} still has {what}").format(team=row.code, what=" + ".join(left)),
            _("put them elsewhere first"),
        )


def _shift(act: Act, entry: Entry, others: Sequence[Entry]) -> None:
    """A window lasts, and meets no other of the same agent, also across midnight."""
    row, columns = entry.row, entry.columns
    agent_id, weekday, starts, ends = (
        columns[name] if name in columns else getattr(row, name)
        for name in ("agent_id", "weekday", "starts", "ends")
    )
    windows = [(weekday, shift_of(starts, ends))]
    statement = select(Shift).where(col(Shift.agent_id) == agent_id)
    changed = {id(other.row) for other in others if other.row is not None} | {id(row)}
    for standing in act.session.exec(statement):
        if id(standing) not in changed:
            windows.append((standing.weekday, shift_of(standing.starts, standing.ends)))
    for other in others:
        values = {name: _value(other, name) for name in ("agent_id", "weekday", "starts", "ends")}
        if values["agent_id"] == agent_id:
            windows.append((values["weekday"], shift_of(values["starts"], values["ends"])))
    week = week_of(windows)
    for day in (weekday, (weekday + 1) % 7):
        pair = overlap(week[day - 1], week[day])
        if pair is not None:
            raise RefusedError(
                _("{one} meets the window {other}").format(one=pair[1], other=pair[0]),
                _("edit that window, or leave this one out"),
            )


def _value(entry: Entry, name: str) -> Any:
    return entry.columns[name] if name in entry.columns else getattr(entry.row, name)
