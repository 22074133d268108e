"""Before a promise breaks: each threshold of the policy warns once, in order, in business hours.

What was missed while nobody looked is caught up in its order. While the promise's calendar is
closed nothing is said; it waits for the opening. Who is informed stands in the event ``warn``;
telling them is for the faces. It refuses to do anything that the policy does not list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.engine import Connection

from frontdesk import lifecycle
from frontdesk.clock import Life, Promised
from frontdesk.desk import again, lookup
from frontdesk.desk.act import Act
from frontdesk.desk.following import follow
from frontdesk.desk.placing import put
from frontdesk.desk.timing import Timing, written
from frontdesk.insight import dues, evidence, lives, roster
from frontdesk.insight.candidates import Candidates
from frontdesk.insight.dues import Threshold
from frontdesk.models import Agent, Team, Ticket
from frontdesk.policy import Action, Policy
from frontdesk.routing import rank
from frontdesk.rows import PersonRow
from frontdesk.store import tables as t
from frontdesk.terms import Clock, Priority, Role, Subject

PAGE = 500
"""Tickets that are looked at together."""


@dataclass(frozen=True, slots=True)
class Warned:
    """One warning that was given.

    Attributes:
        share: of the promise, that was used up. ``due``: when all of it is.
        informed: logins.
    """

    number: int
    clock: Clock
    share: float
    due: datetime | None
    informed: tuple[str, ...]
    did: tuple[Action, ...]


def waiting(connection: Connection, timing: Timing, now: datetime) -> Iterator[int]:
    """The tickets that are to be warned of now, the longest overdue warning first.

    Those whose warning waits for business to open are passed over.
    """
    if not timing.policy.warnings:
        return
    own = t.ticket.c
    after: ColumnElement[bool] = own.open
    while True:
        rows = connection.execute(
            select(own.next_warning_at, own.id)
            .where(own.open, own.next_warning_at <= now, after)
            .order_by(own.next_warning_at, own.id)
            .limit(PAGE)
        ).all()
        found = lives.lives(connection, [number for _at, number in rows])
        for _at, number in rows:
            life = found.get(number)
            if life is not None and _due(timing.policy, timing.promised, life, now):
                yield number
        if len(rows) < PAGE:
            return
        last = rows[-1]
        later = (own.next_warning_at == last[0]) & (own.id > last[1])
        after = (own.next_warning_at > last[0]) | later


def warn(act: Act, numbers: list[int]) -> tuple[Warned, ...]:
    """Give every warning that is due for some tickets now."""
    act.unit.ledger.load_heads(Subject.TICKET, numbers)
    run = Run(act)
    return tuple(one for ticket in lookup.tickets(act.session, numbers) for one in run.each(ticket))


def _due(policy: Policy, promised: Promised, life: Life, now: datetime) -> Threshold | None:
    """The first warning that can be given now."""
    running = dues.standing(life, promised)
    for one in dues.thresholds(policy, life, running):
        if one.at > now:
            return None
        if one.running.promise.calendar.is_open(now):
            return one
    return None


class Run:
    """One run over some tickets; who works here is read once."""

    def __init__(self, act: Act) -> None:
        self._act = act
        self._roster: roster.Roster | None = None

    def each(self, ticket: Ticket) -> Iterator[Warned]:
        """Give the warnings of a ticket, one after another: each may change what comes next."""
        act, number = self._act, lookup.ident(ticket)
        while True:
            so_far = [written(entry) for entry in act.touched.get(number, ())]
            life = lives.lives(act.session.connection(), [number], so_far)[number]
            one = _due(act.timing.policy, act.timing.promised, life, act.at)
            if one is None:
                return
            yield self.give(ticket, one)

    def give(self, ticket: Ticket, one: Threshold) -> Warned:
        """Give one warning: do what the policy lists, and record it."""
        fields: dict[str, Any] = {}
        did: list[Action] = []
        for action in one.entry.do:
            step = _STEPS.get(action)
            changes = step(self, ticket) if step is not None else {}
            fields |= changes
            if changes or step is None:
                did.append(action)
        status = fields.pop("status", ticket.status)
        clock, spell, share = one.warned
        due = one.running.due
        before = self._act.login(ticket.assignee_id)
        if "assignee_id" in fields or "team_id" in fields:
            fields = follow(ticket, status, fields, self._act.at)
        holder = self._act.login(fields.get("assignee_id", ticket.assignee_id))
        informed = self._informed(ticket, one, (before, holder))
        known: dict[str, object] = {
            "clock": clock, "spell": spell, "share": share, "due": due, "informed": informed,
            "did": did,
        }  # fmt: skip
        again.after(self._act, ticket, self._act.change(ticket, "warn", fields, known=known))
        return Warned(lookup.ident(ticket), clock, share, due, tuple(informed), tuple(did))

    # --- who is told ----------------------------------------------------------------------------
    def _informed(
        self, ticket: Ticket, one: Threshold, holders: tuple[str | None, str | None]
    ) -> list[str]:
        """Logins, those first who can do something about it."""
        found: list[str] = []
        people = self._everybody()
        team = self._act.team_code(ticket.team_id)
        if Action.INFORM in one.entry.do or Action.REASSIGN in one.entry.do:
            found += [login for login in holders if login is not None]
            if not found:  # nobody has it: whoever of its team is there
                there = [each for each in people if each.team == team and _may_be_there(each)]
                found += [each.login for each in there]
        if Action.SUPERVISOR in one.entry.do:
            leading = [each for each in people if each.role is Role.SUPERVISOR]
            own = [each for each in leading if each.team == team]
            found += [each.login for each in own or leading]
        works_here = {each.login for each in people}
        found += [login for login in one.entry.to if login in works_here]
        return list(dict.fromkeys(found))

    def _everybody(self) -> list[PersonRow]:
        connection = self._act.session.connection()
        if self._roster is None:
            self._roster = roster.Roster(connection, self._act.at)
        return self._roster.everybody(connection)

    # --- what is done ---------------------------------------------------------------------------
    def raise_priority(self, ticket: Ticket) -> dict[str, Any]:
        """One step more urgent, as far as it goes."""
        order = list(Priority)
        place = order.index(ticket.priority)
        return {"priority": order[place - 1]} if place else {}

    def reassign(self, ticket: Ticket) -> dict[str, Any]:
        """To the next best of the team who is there and fits; else to the team's queue."""
        act = self._act
        act.unit.flush()
        connection, number = act.session.connection(), lookup.ident(ticket)
        case = evidence.case_of(connection, number, act.at, decided=True)
        facts = evidence.of_people(connection, number, Candidates(self._everybody()), act.at)
        team = act.session.get(Team, ticket.team_id) if ticket.team_id is not None else None
        code = team.code if team is not None else None
        holder = act.login(ticket.assignee_id)
        fitting = (
            each.person.login
            for each in rank(case, facts, act.timing.policy, tier=ticket.tier, team=code)
            if each.fits and each.person.on_shift is not False and each.person.login != holder
        )
        best = next(fitting, None)
        if best is None:
            if ticket.assignee_id is None:
                return {}
            status = lifecycle.step("unassign", ticket.status, team=ticket.team_id)
            return {"status": status, "assignee_id": None}
        person = lookup.by_key(act.session, Agent, best)
        fields = put(act, ticket, team, person)
        status = lifecycle.step(
            "assign", ticket.status, team=fields.get("team_id"), assignee=person.id
        )
        return {"status": status, **fields}


def _may_be_there(person: PersonRow) -> bool:
    return person.on_shift is not False


_STEPS: Mapping[Action, Callable[[Run, Ticket], dict[str, Any]]] = {
    Action.RAISE_PRIORITY: Run.raise_priority,
    Action.REASSIGN: Run.reassign,
}
