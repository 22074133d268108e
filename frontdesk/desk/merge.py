"""Tickets merged into another by a pointer, and taken out of it again.

The one that is merged away is never deleted: it is closed, keeps its history, messages and drafts,
and leads whoever names it to the other. Nothing of it is copied, so that nothing is to be undone
but the pointer.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, select

from frontdesk import lifecycle, rights
from frontdesk.desk import beside, children, lookup, repair, undo
from frontdesk.desk.act import Act
from frontdesk.desk.office import Office
from frontdesk.desk.operation import each, numbered
from frontdesk.errors import RefusedError
from frontdesk.i18n import _
from frontdesk.models import Event, Ticket
from frontdesk.rows import Done
from frontdesk.terms import Subject


def merge(
    office: Office,
    numbers: Sequence[int],
    *,
    into: int,
    expect: int | None = None,
    operation: str | None = None,
) -> Done:
    """Close tickets and let them lead to another, which takes over what they asked for.

    Raises:
        RefusedError: the other is merged itself (says where it leads) or cancelled; one of them is
            that other, was merged already, or has a repair order under way or open children.
    """

    def one(act: Act, ticket: Ticket) -> None:
        target = _takes(act, into)
        if ticket is target:
            raise RefusedError(
                _("ticket {number} cannot be merged into itself").format(number=into),
                _("name another with --into"),
            )
        children.none_open(act, ticket, _("link them to {into} first").format(into=into))
        number = lookup.ident(ticket)
        away = repair.away(act, ticket)
        act.move(ticket, "merge", {"merged_into_id": into}, given={"repair_closed": not away})
        told = {"absorbed": number, "since": _since(act, ticket)}
        beside.tell(act, target, "absorb", told)

    return each(office, "merge", numbers, one, expect=expect, operation=operation)


def unmerge(
    office: Office,
    numbers: Sequence[int],
    *,
    expect: int | None = None,
    operation: str | None = None,
) -> Done:
    """Take merged tickets out again: each goes on as it stood when it was merged.

    Raises:
        RefusedError: it is not merged; OvertakenError: it was changed since, says what.
    """

    def one(act: Act, ticket: Ticket) -> None:
        number, into = lookup.ident(ticket), ticket.merged_into_id
        rights.authorize(office.actor, "unmerge", act.held(ticket))
        if into is None:
            raise RefusedError(
                _("ticket {number} is not merged into another").format(number=number),
                _("`frontdesk show {number}` says how it stands").format(number=number),
            )
        undo.restore(act, ticket, _merging(act, number), {})
        other = lookup.tickets(act.session, [into])[0]
        beside.tell(act, other, "part", {"parted": number, "since": _since(act, ticket)})

    return each(office, "unmerge", numbers, one, expect=expect, operation=operation)


def _takes(act: Act, into: int) -> Ticket:
    """The ticket that takes over others.

    Raises:
        RefusedError: it was merged itself, or is cancelled.
    """
    target = lookup.tickets(act.session, [into])[0]
    beyond = lookup.leads_to(act.session, target)
    if beyond is not None:
        raise RefusedError(
            _("ticket {number} was merged into {into} itself").format(number=into, into=beyond),
            _("merge into {into}").format(into=beyond),
        )
    rights.authorize(act.office.actor, "absorb", act.held(target))
    if (refusal := lifecycle.blocked("absorb", target.status)) is not None:
        raise numbered(refusal, target)
    return target


def _since(act: Act, ticket: Ticket) -> datetime:
    """When the first of a ticket and those that were merged into it was opened."""
    inside = select(Ticket).where(col(Ticket.merged_into_id) == lookup.ident(ticket))
    return min([ticket.opened_at, *(_since(act, each) for each in act.session.exec(inside))])


def _merging(act: Act, number: int) -> Event:
    """The event by which a ticket came to be merged as it is."""
    events = select(Event).where(
        col(Event.subject) == Subject.TICKET,
        col(Event.subject_id) == number,
        col(Event.after).like('%"merged_into_id":%'),
    )
    return act.session.exec(events.order_by(col(Event.seq).desc()).limit(1)).one()
