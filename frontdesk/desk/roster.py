"""Single days of the roster: what somebody works on a day in place of the weekly pattern.

They stand on the trail of the person. Files of them are loaded in one transaction, with absences
among them; loading one again changes nothing. The weekly pattern itself is a register
(``register``). It refuses shifts that meet, also across midnight.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType
from typing import Annotated

from pydantic import Field
from sqlalchemy import delete
from sqlmodel import col, select

from frontdesk import rights
from frontdesk.desk import absence, lookup
from frontdesk.desk.act import Act
from frontdesk.desk.inputs import Code, Input, checked
from frontdesk.desk.loading import BadRows, filled
from frontdesk.desk.office import Office
from frontdesk.desk.operation import acting
from frontdesk.desk.past import overtaken, sides
from frontdesk.desk.register_inputs import Day
from frontdesk.errors import BadInputError, FrontdeskError, NotFoundError, RefusedError
from frontdesk.i18n import _
from frontdesk.insight import roster
from frontdesk.models import Agent, Event, ShiftDay
from frontdesk.rows import Done, Loaded
from frontdesk.terms import Subject
from frontdesk.timing.absences import Absence
from frontdesk.timing.roster import Rota, Shifts, clock, in_order, overlap, shift_of

NOTHING: Mapping[str, object] = MappingProxyType({})
MOST = 50_000
"""Days that one load takes."""
Text = Annotated[str, Field(max_length=200)]


Days = dict[tuple[str, date], tuple[int, Shifts]]


class DayInput(Input):
    """A shift of a single day, a day off, or an absence: which, says what is filled in."""

    agent: Code
    date: Day = None
    starts: Text = ""
    ends: Text = ""
    off: bool = False
    since: Day = None
    until: Day = None
    deputy: Code | None = None
    note: Text = ""


FIELDS = tuple(DayInput.model_fields)


def day(office: Office, login: str, on: date, shifts: Sequence[tuple[str, str]] | None) -> Done:
    """Write what somebody works on a single day.

    Args:
        on: a local day at the person's site.
        shifts: from when to when, as ``08:00``; none: off; ``None``: as every week again.

    Raises:
        NotFoundError: there is nobody with that login.
        BadInputError, RefusedError: a time that is none, shifts that meet, no right to it.
    """
    rights.authorize(office.actor, "shift_edit")
    wanted = None if shifts is None else in_order(shift_of(*each) for each in shifts)
    with acting(office, "shift_edit") as act:
        agent = lookup.by_key(act.session, Agent, login)
        _write(act, agent, on, wanted)
        _apart(act, agent.login, [on])
        act.made = lookup.ident(agent)
    return act.done()


def load(
    office: Office,
    rows: Iterable[tuple[int, Mapping[str, object] | FrontdeskError]],
    *,
    skip_bad: bool = False,
) -> Loaded:
    """Bring single days and absences into the roster, in one transaction.

    Args:
        rows: each with its number; fields as in ``FIELDS``, or why it cannot be used. Several of a
            person and a day make up that day together.
        skip_bad: leave bad rows out and report them, instead of loading nothing.

    Raises:
        FrontdeskError: the first bad row, by its number and column.
    """
    rights.authorize(office.actor, "shift_import")
    with acting(office, "shift_import") as act:
        bad = BadRows(FIELDS, skip=skip_bad)
        days, gone = _read(act, rows, bad)
        counts = _load_days(act, days, bad)
        for number, login, away in gone:
            with bad.row(number):
                if absence.same(act, login, away):
                    counts["unchanged"] += 1
                else:
                    absence.enter(act, login, away)
                    counts["added"] += 1
    return Loaded(act.stamp.operation, **counts, skipped=tuple(bad.skipped))


def _read(
    act: Act, rows: Iterable[tuple[int, Mapping[str, object] | FrontdeskError]], bad: BadRows
) -> tuple[Days, list[tuple[int, str, Absence]]]:
    """The days and absences of rows, each with the number of its first row."""
    days: Days = {}
    gone: list[tuple[int, str, Absence]] = []
    known = set(act.session.exec(select(Agent.login).where(col(Agent.active))))
    for number, values in rows:
        with bad.row(number):
            if isinstance(values, FrontdeskError):
                raise values
            given = checked(DayInput, filled(values))
            if given.agent not in known:
                error = lookup.missing("agent", given.agent, sorted(known))
                raise NotFoundError(f"agent: {error.title}", error.hint)
            if given.since is not None:
                gone.append((number, given.agent, _away(given)))
            else:
                key = (given.agent, _date(given))
                first, before = days.get(key, (number, ()))
                days[key] = (first, _joined(before, given))
            if len(days) > MOST:
                raise BadInputError(_("more than {n} days").format(n=MOST), _("load it in parts"))
    return days, gone


def _load_days(act: Act, days: Days, bad: BadRows) -> dict[str, int]:
    counts = {"added": 0, "changed": 0, "unchanged": 0}
    agents: dict[str, Agent] = {}
    touched: dict[str, list[date]] = {}
    for (login, on), (number, shifts) in days.items():
        with bad.row(number):
            if login not in agents:
                agents[login] = lookup.by_key(act.session, Agent, login)
            _meet(login, (), shifts, on)
            counts[_write(act, agents[login], on, shifts)] += 1
            touched.setdefault(login, []).append(on)
    for login, several in touched.items():
        _apart(act, login, several)
    return counts


def _date(given: DayInput) -> date:
    if given.date is None:
        raise BadInputError(_("date: is empty"), _("write it as 2026-12-24"))
    return given.date


def _joined(before: Shifts, given: DayInput) -> Shifts:
    """The shifts of a day with one more row of it."""
    if given.off:
        if given.starts or given.ends:
            raise BadInputError(_("off: the row has hours too"), _("leave one of them out"))
        return before
    return in_order({*before, shift_of(given.starts, given.ends)})


def _away(given: DayInput) -> Absence:
    assert given.since is not None
    return Absence(given.since, given.until or given.since, given.deputy, given.note)


def turn_back(act: Act, past: Event) -> None:
    """Put a single day back to what it was before an event.

    Raises:
        OvertakenError: it has been changed since.
        RefusedError: no right to it, or its shifts would meet those of a day beside it.
    """
    rights.authorize(act.office.actor, "shift_edit")
    agent = act.session.get_one(Agent, past.subject_id)
    before, after = sides(past)
    on = date.fromisoformat(before["day"])
    if _plain(_of_day(act, past.subject_id, on)) != after["shifts"]:
        raise overtaken(act, past, agent.login)
    was = before["shifts"]
    wanted = None if was is None else in_order(shift_of(*each.split("–")) for each in was)
    _write(act, agent, on, wanted, act.verb, {"undoes": past.id})
    _apart(act, agent.login, [on])


def _of_day(act: Act, agent_id: int, on: date) -> Shifts | None:
    """What is written for a single day; ``None``: nothing is."""
    here = (col(ShiftDay.agent_id) == agent_id, col(ShiftDay.day) == on)
    rows = act.session.exec(select(ShiftDay).where(*here)).all()
    return (
        in_order(shift_of(r.starts, r.ends) for r in rows if r.starts and r.ends) if rows else None
    )


def _write(
    act: Act,
    agent: Agent,
    on: date,
    wanted: Shifts | None,
    verb: str = "shift_day",
    told: Mapping[str, object] = NOTHING,
) -> str:
    """Put a day in place; ``added``, ``changed`` or ``unchanged``.

    Args:
        told: what the event holds beside the day.
    """
    agent_id = lookup.ident(agent)
    here = (col(ShiftDay.agent_id) == agent_id, col(ShiftDay.day) == on)
    was = _of_day(act, agent_id, on)
    if was == wanted:
        return "unchanged"
    act.session.execute(delete(ShiftDay).where(*here))
    before, after = {"day": on, "shifts": _plain(was)}, {"day": on, "shifts": _plain(wanted)}
    seq = act.record(Subject.AGENT, agent_id, verb, before, {**after, **told}).seq
    agent.version = seq
    if wanted is not None:
        hours: list[tuple[str | None, str | None]] = [
            (clock(each.starts), clock(each.ends)) for each in wanted
        ]
        act.session.add_all(
            ShiftDay(agent_id=agent_id, day=on, starts=starts, ends=ends, version=seq)
            for starts, ends in hours or [(None, None)]
        )
    act.session.flush()
    return "added" if was is None else "changed"


def _plain(shifts: Shifts | None) -> list[str] | None:
    return None if shifts is None else [str(each) for each in shifts]


def _apart(act: Act, login: str, touched: Iterable[date]) -> None:
    """Refuse days whose shifts meet, with what is worked on the days beside them."""
    several = sorted(touched)
    connection = act.session.connection()
    rota = roster.rotas(connection, several[0] - timedelta(days=2)).get(login, Rota())
    for on in several:
        for each in (on, on + timedelta(days=1)):
            _meet(login, rota.planned(each - timedelta(days=1)), rota.planned(each), each)


def _meet(login: str, before: Shifts, of_day: Shifts, on: date) -> None:
    pair = overlap(before, of_day)
    if pair is not None:
        raise RefusedError(
            _("{login}, {day}: {one} meets {other}").format(
                login=login, day=on, one=pair[0], other=pair[1]
            ),
            _("`frontdesk shift week` shows what is worked; give other hours"),
        )
