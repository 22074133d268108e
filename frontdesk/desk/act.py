"""One operation under way: what it changes, and what it records.

An ``Act`` is what a verb works with inside the transaction that ``operation`` opens and ends. It
refuses a change by who has no right to it, one that the ticket's life does not allow, and one of
what another desk has changed since the actor saw it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar, cast

from sqlmodel import Session, col
from sqlmodel import select as select_rows

from frontdesk import codes, lifecycle, rights
from frontdesk.desk import lookup
from frontdesk.desk.following import NOT_SHOWN, follow
from frontdesk.desk.office import Office
from frontdesk.desk.timing import ENDED, Timing
from frontdesk.errors import BadInputError, OvertakenError
from frontdesk.i18n import _
from frontdesk.insight.lives import Written
from frontdesk.models import Agent, Event, Row, Team, Ticket
from frontdesk.rows import Change, Done
from frontdesk.store.ledger import Entry, Stamp
from frontdesk.store.unit import Unit
from frontdesk.terms import Status, Subject

FOLLOWS = frozenset({"decision_id"})
"""Columns that nobody sets: a change of them overtakes nobody."""

TEXTS = frozenset({"subject", "callback_number"})
"""Columns that hold a text: an event holds its digest, and the text lies beside the ledger."""

R = TypeVar("R", bound=Row)


@dataclass(slots=True)
class Act:
    """One operation under way.

    Attributes:
        expect: the version that the actor saw, or ``None`` when none was given.
        named: the ticket that it was seen of; others that the verb changes beside are not meant.
        touched: what was recorded of each ticket; ``tickets``: their rows, as far as changed here.
        again: tickets that are decided about again when the operation's own changes are made.
    """

    office: Office
    unit: Unit
    verb: str
    stamp: Stamp
    timing: Timing
    expect: int | None = None
    named: int | None = None
    entries: list[Entry] = field(default_factory=list)
    refused: list[Change] = field(default_factory=list)
    made: int | None = None
    touched: dict[int, list[Entry]] = field(default_factory=dict)
    tickets: dict[int, Ticket] = field(default_factory=dict)
    again: set[int] = field(default_factory=set)
    _rows: dict[tuple[type[Row], int], Row | None] = field(default_factory=dict)

    @property
    def session(self) -> Session:
        """The session of the transaction."""
        return self.unit.session

    @property
    def at(self) -> datetime:
        """When the operation happens."""
        return self.stamp.at

    def text(self, body: str) -> dict[str, str]:
        """Keep a text beside the ledger; gives what an event holds of it."""
        return {"digest": self.unit.ledger.text(body)}

    def move(
        self,
        ticket: Ticket,
        verb: str,
        fields: Mapping[str, Any] | None = None,
        *,
        given: Mapping[str, object] | None = None,
        told: Mapping[str, str] | None = None,
        known: Mapping[str, object] | None = None,
    ) -> Entry:
        """Take a ticket through a verb of its life: rights, transition, version, change, event.

        Args:
            fields: columns and their new values, beside those that follow from the status.
            given: what the transition needs, by its words (``reason``, ``code`` …).
            told: texts that belong to the event (``reason``, ``instructions`` …).
            known: plain facts that belong to the event alone (a fix, an order).
        """
        rights.authorize(self.office.actor, verb, self.held(ticket))
        holds = {"team_id": ticket.team_id, "assignee_id": ticket.assignee_id} | dict(fields or {})
        status = lifecycle.step(
            verb,
            ticket.status,
            given,
            team=holds["team_id"],
            assignee=holds["assignee_id"],
            merged_into=lookup.leads_to(self.session, ticket),
        )
        return self.change(ticket, verb, follow(ticket, status, fields or {}, self.at), told, known)

    def change(
        self,
        ticket: Ticket,
        verb: str,
        fields: Mapping[str, Any],
        told: Mapping[str, str] | None = None,
        known: Mapping[str, object] | None = None,
        *,
        adds: bool = False,
    ) -> Entry:
        """Change columns of a ticket and record it, if nobody has overtaken the actor.

        Args:
            adds: whether it only adds to what others may have added: that overtakes nobody.
        """
        differ = {name: value for name, value in fields.items() if getattr(ticket, name) != value}
        if not adds:
            self.still_as_seen(ticket, differ)
        was = ticket.status
        before = {name: self._kept(name, getattr(ticket, name)) for name in differ}
        for name, value in differ.items():
            setattr(ticket, name, value)
        ticket.updated_at = self.at
        texts = {name: self.text(body) for name, body in (told or {}).items() if body}
        now = {name: self._kept(name, value) for name, value in differ.items()}
        after = {**now, **dict(known or {}), **texts}
        number = lookup.ident(ticket)
        if differ.get("status") in ENDED:
            after |= self._ended(number, ticket, verb, after, was)
        entry = self.record(Subject.TICKET, number, verb, _shown(before), _shown(after))
        self.tickets[number] = ticket
        entry.digests = {name: text["digest"] for name, text in texts.items()}
        ticket.version = entry.seq
        return entry

    def _ended(
        self, number: int, ticket: Ticket, verb: str, after: Mapping[str, Any], was: Status
    ) -> Mapping[str, object]:
        """What the event that ends a ticket holds of its clocks."""
        so_far = self.touched.get(number, ())
        seq = (so_far[-1].seq if so_far else ticket.version) + 1
        last = Written(number, seq, self.at, self.stamp.actor, verb, after)
        return self.timing.end(number, so_far, last, was)

    def _kept(self, name: str, value: object) -> object:
        return self.text(value) if name in TEXTS and isinstance(value, str) else value

    def record(
        self,
        subject: Subject,
        subject_id: int,
        verb: str,
        before: Mapping[str, object],
        after: Mapping[str, object],
    ) -> Entry:
        """Put an event of this operation at the end of a subject's chain."""
        entry = self.unit.ledger.record(subject, subject_id, verb, self.stamp, before, after)
        self.entries.append(entry)
        if subject is Subject.TICKET:
            self.touched.setdefault(subject_id, []).append(entry)
        return entry

    def add(self, row: Row) -> int:
        """Write a new row now, and give its id."""
        self.unit.ledger.flush_texts()
        self.session.add(row)
        self.session.flush()
        return lookup.ident(row)

    def held(self, ticket: Ticket) -> rights.Held:
        """What rights depend on: where the ticket stands and who holds it."""
        return rights.Held(
            status=ticket.status,
            team=self.team_code(ticket.team_id),
            assignee=self.login(ticket.assignee_id),
        )

    def team_code(self, team_id: int | None) -> str | None:
        """The code of a team."""
        team = self.kept(Team, team_id)
        return team.code if team else None

    def login(self, agent_id: int | None) -> str | None:
        """The login of an agent."""
        agent = self.kept(Agent, agent_id)
        return agent.login if agent else None

    def kept(self, model: type[R], number: int | None) -> R | None:
        """A row that many tickets of one operation ask for: it is read once, and held."""
        if number is None:
            return None
        if (model, number) not in self._rows:
            self._rows[model, number] = self.session.get(model, number)
        return cast("R | None", self._rows[model, number])

    def woken(self, ticket: Ticket) -> Status:
        """The status of a waiting ticket that goes on."""
        return lifecycle.step(
            "wake", ticket.status, team=ticket.team_id, assignee=ticket.assignee_id
        )

    def still_as_seen(self, ticket: Ticket, touched: Mapping[str, Any]) -> None:
        """Refuse a change of what another desk has changed since the actor saw it.

        Raises:
            OvertakenError: a touched field, or the status, has changed since; says what.
        """
        number = lookup.ident(ticket)
        mine = self.named in (None, number) and self.expect is not None
        expect = self.expect if mine else self.office.seen.get(number)
        if expect is None or expect == ticket.version:
            return
        if not 0 < expect < ticket.version:
            raise BadInputError(
                _("ticket {number} has no version {version}").format(number=number, version=expect),
                _("its version is {version}").format(version=ticket.version),
            )
        later = select_rows(Event).where(
            col(Event.subject) == Subject.TICKET,
            col(Event.subject_id) == number,
            col(Event.seq) > expect,
            col(Event.operation) != self.stamp.operation,
        )
        own = (set(touched) | {"status"}) - FOLLOWS
        for event in self.session.exec(later.order_by(col(Event.seq))):
            clash = sorted(own & set(json.loads(event.after)))
            if clash:
                raise OvertakenError(
                    _("ticket {number}: {who} has changed {what} meanwhile ({verb})").format(
                        number=number,
                        who=event.actor,
                        what=", ".join(codes.field(name) for name in clash),
                        verb=codes.verb(event.verb),
                    ),
                    _("look at it again, then decide; nothing was changed"),
                )

    def done(self) -> Done:
        """What has been done, when the events have been written; of a ticket, its latest event."""
        latest: dict[int, Change] = {}
        for entry in self.entries:
            if entry.subject is Subject.TICKET:
                number = entry.subject_id
                earlier = latest.get(number)
                became, was = json.loads(entry.after), json.loads(entry.before)
                if earlier is not None:
                    became, was = {**earlier.became, **became}, {**was, **earlier.was}
                latest[number] = Change(number, entry.event, entry.seq, became=became, was=was)
        changes = (*latest.values(), *self.refused)
        return Done(self.verb, self.stamp.operation, changes, self.made)


def _shown(values: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if name not in NOT_SHOWN}
