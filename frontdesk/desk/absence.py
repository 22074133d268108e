"""Who is away and who stands in: entered by supervisors for all, by everybody for themselves.

An absence stands on the trail of the person who is away. One that has begun is ended, one that lies
ahead is taken back whole. It refuses what ``timing.absences`` refuses: circles of deputies, a
deputy of oneself, two absences on one day; and a deputy who no longer works here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlmodel import col, select

from frontdesk import dates, rights
from frontdesk.desk import lookup
from frontdesk.desk.act import Act
from frontdesk.desk.office import Office
from frontdesk.desk.operation import acting
from frontdesk.desk.past import overtaken, sides, text
from frontdesk.errors import BadInputError, RefusedError
from frontdesk.i18n import _
from frontdesk.insight import roster
from frontdesk.models import Absence as Row
from frontdesk.models import Agent, Event
from frontdesk.rows import Done
from frontdesk.terms import Subject
from frontdesk.text import safe
from frontdesk.timing import absences
from frontdesk.timing.absences import Absence

LONGEST_NOTE = 200


def add(
    office: Office,
    login: str,
    *,
    since: date,
    until: date,
    deputy: str | None = None,
    note: str = "",
) -> Done:
    """Enter an absence; ``made`` is its number.

    Args:
        since, until: local days at the person's site, both away.
        deputy: who stands in, by login.

    Raises:
        NotFoundError: there is nobody with that login.
        BadInputError, RefusedError: it cannot be, or does not go together with the others.
    """
    with acting(office, "absence") as act:
        act.made = enter(act, login, Absence(since, until, deputy or None, note.strip()))
    return act.done()


def enter(act: Act, login: str, new: Absence) -> int:
    """Enter an absence in somebody's operation; its number. Raises as ``add``."""
    agent = _agent(act, login)
    rights.authorize(act.office.actor, "absence", rights.Held(assignee=agent.login))
    deputy = _agent(act, new.deputy) if new.deputy is not None else None
    if len(new.note) > LONGEST_NOTE:
        raise BadInputError(
            _("note: has {n} characters").format(n=len(new.note)),
            _("at most {n} fit").format(n=LONGEST_NOTE),
        )
    absences.check(_standing(act, new.since), agent.login, new)
    row = Row(
        agent_id=lookup.ident(agent),
        since=new.since,
        until=new.until,
        deputy_id=lookup.ident(deputy) if deputy is not None else None,
        note=new.note,
    )
    number = act.add(row)
    _recorded(act, agent, "absence", {}, _kept(act, row))
    return number


def end(office: Office, number: int, *, back: date | None = None) -> Done:
    """End an absence: its person is back on a day; one that has not begun then is taken back.

    Args:
        number: the absence's.
        back: the first day at work again; left out: today, at the site of whoever acts.

    Raises:
        NotFoundError: there is no such absence.
        RefusedError: it is over by then already, or is not the actor's to end.
    """
    with acting(office, "absence_end") as act:
        row = lookup.by_number(act.session, Row, number, _("absence"))
        agent = act.session.get(Agent, row.agent_id)
        assert agent is not None
        rights.authorize(office.actor, "absence", rights.Held(assignee=agent.login))
        last = (back or office.now().astimezone(office.zone).date()) - timedelta(days=1)
        if last >= row.until:
            raise RefusedError(
                _("absence {n} ends on {day} as it is").format(n=number, day=dates.day(row.until)),
                _("enter another one, if it shall last longer"),
            )
        before = _kept(act, row)
        if last < row.since:
            act.session.delete(row)
            _recorded(act, agent, "absence_back", before, {"absence": number})
        else:
            row.until = last
            row.version = _recorded(act, agent, "absence_end", before, _kept(act, row))
        act.made = number
    return act.done()


def turn_back(act: Act, past: Event) -> None:
    """Put an absence back to what it was before an event, be it to none.

    Raises:
        OvertakenError: it has been changed since.
        RefusedError: no right to it, or it does not go together with what others entered since.
    """
    agent = act.session.get_one(Agent, past.subject_id)
    rights.authorize(act.office.actor, "absence", rights.Held(assignee=agent.login))
    before, after = sides(past)
    number = (before or after)["absence"]
    row = act.session.get(Row, number)
    if row is not None and row.agent_id != agent.id:
        row = None  # the number was given anew
    if _told(act, row) != _told_of(act, after):
        raise overtaken(act, past, agent.login)
    was = _kept(act, row) if row is not None else {"absence": number}
    if row is not None:
        act.session.delete(row)
        act.session.flush()
    told = _told_of(act, before)
    if told is None:
        now: dict[str, object] = {"absence": number}
    else:
        absences.check(_standing(act, told.since), agent.login, told)
        now = _kept(act, _put(act, number, agent, before, told))
    _recorded(act, agent, act.verb, was, {**now, "undoes": past.id})


def _put(act: Act, number: int, agent: Agent, held: Mapping[str, Any], told: Absence) -> Row:
    """Enter an absence again, under its number if nobody has that by now."""
    free = act.session.get(Row, number) is None
    row = Row(
        id=number if free else None,
        agent_id=lookup.ident(agent),
        since=told.since,
        until=told.until,
        deputy_id=held["deputy_id"],
        note=told.note,
    )
    act.add(row)
    return row


def _kept(act: Act, row: Row) -> dict[str, object]:
    """An absence as an event holds it: of the note the digest."""
    note = {"note": act.text(row.note)} if row.note else {}
    held = {"absence": lookup.ident(row), "since": row.since, "until": row.until}
    return {**held, "deputy_id": row.deputy_id, **note}


def _told_of(act: Act, held: Mapping[str, Any]) -> Absence | None:
    """What an event holds of an absence; ``None``: that there was none."""
    if "since" not in held:
        return None
    since, until = (date.fromisoformat(held[name]) for name in ("since", "until"))
    note = text(act, "note", held.get("note")) or ""
    return Absence(since, until, act.login(held["deputy_id"]), note)


def _told(act: Act, row: Row | None) -> Absence | None:
    """An absence as it stands; ``None``: there is none."""
    if row is None:
        return None
    return Absence(row.since, row.until, act.login(row.deputy_id), row.note)


def _recorded(
    act: Act,
    agent: Agent,
    verb: str,
    before: Mapping[str, object],
    after: Mapping[str, object],
) -> int:
    """One event on the person's own trail; its seq."""
    act.unit.flush()
    seq = act.record(Subject.AGENT, lookup.ident(agent), verb, before, after).seq
    agent.version = seq
    return seq


def _agent(act: Act, login: str) -> Agent:
    agent = lookup.by_key(act.session, Agent, login)
    if not agent.active:
        raise RefusedError(
            _("{login} no longer works at this desk").format(login=safe(login, 80)),
            _("name somebody who does"),
        )
    return agent


def _standing(act: Act, first: date) -> dict[str, tuple[Absence, ...]]:
    """Everybody's absences that are not over on a day."""
    connection = act.session.connection()
    return {login: rota.away for login, rota in roster.rotas(connection, first).items()}


def same(act: Act, login: str, new: Absence) -> bool:
    """Whether just this absence stands already."""
    agent = _agent(act, login)
    statement = select(Row.id).where(
        col(Row.agent_id) == agent.id, col(Row.since) == new.since, col(Row.until) == new.until
    )
    return act.session.exec(statement).first() is not None
