"""Work on a ticket: notes, replies, waiting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, select

from frontdesk.desk import lookup
from frontdesk.desk.act import Act
from frontdesk.desk.office import Office
from frontdesk.desk.operation import each
from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.mentions import mentioned
from frontdesk.models import Agent, Contact, Message, Ticket
from frontdesk.rows import Done
from frontdesk.store import search
from frontdesk.terms import Channel, Direction, Pending, Visibility

LONGEST = 100_000
"""Characters of one message; longer ones belong in a file."""


def note(
    office: Office,
    numbers: Sequence[int],
    *,
    text: str,
    expect: int | None = None,
    operation: str | None = None,
) -> Done:
    """Write an internal note; who is mentioned in it (``@login``) watches the ticket."""
    body = written(text)

    def one(act: Act, ticket: Ticket) -> None:
        write_note(act, ticket, body)

    return each(office, "note", numbers, one, expect=expect, operation=operation)


def reply(
    office: Office,
    numbers: Sequence[int],
    *,
    text: str,
    expect: int | None = None,
    operation: str | None = None,
) -> Done:
    """Write to the requester. It is recorded, and counts as a contact from the desk."""
    body = written(text)

    def one(act: Act, ticket: Ticket) -> None:
        digest = _write(act, ticket, "reply", body, Visibility.PUBLIC)
        act.session.add(
            Contact(
                ticket_id=lookup.ident(ticket),
                at=act.at,
                agent_id=office.agent_id,
                channel=Channel.EMAIL,
                direction=Direction.OUT,
                text=digest,
            )
        )

    return each(office, "reply", numbers, one, expect=expect, operation=operation)


def written(text: str) -> str:
    """A text that may be kept.

    Raises:
        BadInputError: nothing in it, or longer than ``LONGEST``.
    """
    body = text.strip()
    if not body:
        raise BadInputError(_("there is nothing to write"), _("type the text, or - to read it"))
    if len(body) > LONGEST:
        raise BadInputError(
            _("the text has {n} characters, at most {most} fit").format(n=len(body), most=LONGEST),
            _("shorten it, or attach it as a file"),
        )
    return body


def write_note(act: Act, ticket: Ticket, body: str) -> None:
    """Keep an internal note on a ticket, inside somebody's operation; who is mentioned watches it.

    A note stays when what it went along with is taken back; who watches by it does not.
    """
    _write(act, ticket, "note", body, Visibility.INTERNAL)
    names = mentioned(body)
    if not names:
        return
    here = select(Agent.login).where(col(Agent.login).in_(names), col(Agent.active))
    watchers = sorted({*ticket.watchers, *act.session.exec(here)})
    if watchers != ticket.watchers:
        act.change(ticket, "edit", {"watchers": watchers}, adds=True)


def _write(act: Act, ticket: Ticket, verb: str, body: str, visibility: Visibility) -> str:
    fields: dict[str, object] = {}
    if visibility is Visibility.PUBLIC and ticket.first_response_at is None:
        fields["first_response_at"] = act.at
    entry = act.move(ticket, verb, fields, given={"text": body}, told={"text": body})
    digest = entry.digests["text"]
    act.unit.ledger.flush_texts()
    act.session.add(
        Message(
            ticket_id=lookup.ident(ticket),
            at=act.at,
            agent_id=act.office.agent_id,
            visibility=visibility,
            text=digest,
        )
    )
    search.add_to_ticket(act.session, lookup.ident(ticket), body)
    return digest


def wait(
    office: Office,
    numbers: Sequence[int],
    *,
    reason: Pending,
    until: datetime | None = None,
    number: str | None = None,
    expect: int | None = None,
    operation: str | None = None,
) -> Done:
    """Let tickets wait for somebody or something.

    Args:
        until: when they wake by themselves; for a callback, when to call.
        number: the telephone number of a callback.
    """
    if until is not None and until <= office.now():
        raise BadInputError(
            _("that time has passed"), _("give a time to come, such as 2h or 2026-12-01 09:00")
        )

    def one(act: Act, ticket: Ticket) -> None:
        act.move(
            ticket,
            "wait",
            {"pending": reason, "pending_until": until, "callback_number": number},
            given={"pending_reason": reason, "until": until, "number": number},
        )

    return each(office, "wait", numbers, one, expect=expect, operation=operation)
