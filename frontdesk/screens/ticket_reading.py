"""What the Ticket screen reads: the ticket, its history, its people and things, why it is here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from frontdesk.terms import DraftKind, Status
from frontdesk.widgets.story import Entry, named, story

if TYPE_CHECKING:
    from frontdesk.clock import Running
    from frontdesk.desk.office import Office
    from frontdesk.rows import (
        AssetRow,
        AttachmentRow,
        AttemptRow,
        ContactRow,
        RelatedRow,
        RepairRow,
        RequesterRow,
        TicketRow,
    )
    from frontdesk.widgets.receipt import Receipt


@dataclass(frozen=True, slots=True)
class Whole:
    """A ticket with everything that its screen shows.

    Attributes:
        entries: its history, the newest last.
        now: what the desk would do with it now, in a sentence; empty for what is done or waits.
        receipt: the latest decision in words; ``None``: it was never routed.
        otherwise: who did otherwise than that and why, in words; empty where nobody did.
        clocks: those of its clocks that go on.
        related: the tickets that belong to it, and what each is to it.
        files: what is attached.
        drafts: what the reader has begun to write on it.
    """

    ticket: TicketRow
    caller: RequesterRow | None
    asset: AssetRow | None
    entries: tuple[Entry, ...]
    attempts: tuple[AttemptRow, ...]
    contacts: tuple[ContactRow, ...]
    repairs: tuple[RepairRow, ...]
    now: str
    receipt: Receipt | None
    otherwise: str
    clocks: tuple[Running, ...]
    related: tuple[RelatedRow, ...]
    files: tuple[AttachmentRow, ...]
    drafts: frozenset[DraftKind]


def whole(office: Office, number: int) -> Whole:
    """Reads a ticket.

    Raises:
        NotFoundError: there is no such ticket.
    """
    from frontdesk import desk, insight
    from frontdesk.widgets.receipt import in_words

    store = office.store
    ticket = insight.tickets.ticket(store, number)
    attempts = insight.timeline.attempts(store, number)
    decisions = insight.receipts.decisions(store, number)
    latest, decision = decisions[-1][:2] if decisions else (0, None)
    otherwise = insight.receipts.otherwise(store, number).get(latest)
    working = ticket.status in (Status.NEW, Status.ASSIGNED, Status.IN_PROGRESS)
    timed = insight.clocks.of_ticket(store, office.policy, number, office.now())
    titles = {each.fix: each.title for each in attempts}
    events = insight.timeline.events(store, number)
    others = insight.related.subjects(store, named(events))
    drafts = {kind for of, kind in desk.drafts.mine(office) if of == number}
    return Whole(
        ticket=ticket,
        caller=insight.people.requester(store, ticket.requester),
        asset=insight.people.asset(store, ticket.asset) if ticket.asset else None,
        entries=tuple(story(events, titles, others, zone=office.zone)),
        related=insight.related.of(store, number),
        files=insight.attached.of(store, number),
        attempts=tuple(each for each in attempts if not each.undone),
        contacts=tuple(insight.timeline.contacts(store, number)),
        repairs=tuple(insight.repairs.of_ticket(store, number)) if ticket.repairs else (),
        now=_now(office, number) if working else "",
        receipt=in_words(decision) if decision is not None else None,
        otherwise=otherwise.words() if otherwise is not None else "",
        clocks=tuple(each for each in timed.running if each.state.is_alive),
        drafts=frozenset(drafts),
    )


def _now(office: Office, number: int) -> str:
    from frontdesk import insight
    from frontdesk.decision.words import summary

    return summary(insight.outlook.outlook(office.store, office.policy, number, office.now()))
