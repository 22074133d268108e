"""What becomes of a ticket's open children when it ends: asked, never done or left unnoticed."""

from __future__ import annotations

from collections.abc import Callable, Collection

from sqlmodel import col, select

from frontdesk.desk import lookup
from frontdesk.desk.act import Act
from frontdesk.desk.operation import numbered
from frontdesk.errors import FrontdeskError, RefusedError
from frontdesk.i18n import _, plural
from frontdesk.models import Ticket


def of(act: Act, ticket: Ticket) -> list[Ticket]:
    """The open children of a ticket, by number."""
    own = select(Ticket).where(
        col(Ticket.parent_id) == lookup.ident(ticket), col(Ticket.open).is_(True)
    )
    # A child that this act has ended is still open in the store.
    return [child for child in act.session.exec(own.order_by(col(Ticket.id))) if child.open]


def too(
    act: Act,
    ticket: Ticket,
    answer: bool | None,
    among: Collection[int],
    one: Callable[[Ticket], object],
) -> dict[str, object]:
    """Do to a ticket's open children, and theirs, what is done to it, or leave them open.

    Args:
        answer: whether it is done to them too; ``None``: nobody has said.
        among: the tickets of this act, which come to their turn by themselves.
        one: does it to a child.

    Returns:
        what the ticket's own event tells: which children were left open.

    Raises:
        RefusedError: nobody has said, or a child refuses it; names the child.
    """
    there = [each for each in of(act, ticket) if lookup.ident(each) not in among]
    if not there:
        return {}
    named = [lookup.ident(each) for each in there]
    if answer is None:
        raise RefusedError(
            _still(ticket, named),
            _("--with-children yes does the same to them, no leaves them open"),
        )
    if not answer:
        return {"left_open": named}
    for child in there:
        too(act, child, True, among, one)
        try:
            one(child)
        except FrontdeskError as error:
            raise numbered(error, child) from error
    return {}


def none_open(act: Act, ticket: Ticket, instead: str) -> None:
    """Refuse what ends a ticket without a word about its children.

    Raises:
        RefusedError: it has open ones; the hint is ``instead``.
    """
    if there := of(act, ticket):
        raise RefusedError(_still(ticket, [lookup.ident(each) for each in there]), instead)


def _still(ticket: Ticket, named: list[int]) -> str:
    pattern = plural(
        "ticket {number} has {n} open child: {children}",
        "ticket {number} has {n} open children: {children}",
        len(named),
    )
    return pattern.replace("{number}", str(lookup.ident(ticket))).replace(
        "{children}", ", ".join(map(str, named))
    )
