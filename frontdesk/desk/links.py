"""Links between tickets: related, duplicate, caused by; and children, which have one parent.

A child's parent stands in its own row, the others in a table of links. Both tickets' histories
tell of a link and of its end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import delete
from sqlmodel import col, or_, select

from frontdesk.desk import beside, lookup
from frontdesk.desk.act import Act
from frontdesk.desk.office import Office
from frontdesk.desk.operation import each
from frontdesk.errors import OvertakenError, RefusedError
from frontdesk.i18n import _
from frontdesk.models import Link, Ticket
from frontdesk.rows import Done
from frontdesk.terms import Tie


def link(
    office: Office,
    numbers: Sequence[int],
    *,
    to: int,
    tie: Tie,
    expect: int | None = None,
    operation: str | None = None,
) -> Done:
    """Say how tickets belong to another one: each of ``numbers`` is the ``tie`` of ``to``.

    Raises:
        RefusedError: it is so already, the other was merged, or it cannot be: a ticket with
            itself, a second parent, a circle of parents, an open child of what is done.
    """

    def one(act: Act, ticket: Ticket) -> None:
        number, other = lookup.ident(ticket), _other(act, ticket, to)
        fields: dict[str, object] = {}
        if tie is Tie.CHILD:
            _may_have_parent(act, ticket, other)
            fields["parent_id"] = to
        elif _standing(act, number, to, tie) is not None:
            raise RefusedError(
                _("ticket {number} is linked to {to} so already").format(number=number, to=to),
                _("`frontdesk show {number}` lists its links").format(number=number),
            )
        act.move(ticket, "link", fields, known={"linked": to, "tie": tie})
        _keep(act, number, to, tie)
        beside.tell(act, other, "link", {"linked_by": number, "tie": tie})

    return each(office, "link", numbers, one, expect=expect, operation=operation)


def unlink(
    office: Office,
    numbers: Sequence[int],
    *,
    to: int,
    tie: Tie,
    expect: int | None = None,
    operation: str | None = None,
) -> Done:
    """Take links away again.

    Raises:
        RefusedError: there is no such link.
    """

    def one(act: Act, ticket: Ticket) -> None:
        number, other = lookup.ident(ticket), lookup.tickets(act.session, [to])[0]
        here = (number, to)
        if tie is Tie.CHILD:
            there = ticket.parent_id == to
        elif (kept := _standing(act, number, to, tie)) is not None:
            there, here = True, (kept.ticket_id, kept.other_id)
        else:
            there = False
        if not there:
            raise RefusedError(
                _("ticket {number} has no such link to {to}").format(number=number, to=to),
                _("`frontdesk show {number}` lists its links").format(number=number),
            )
        fields = {"parent_id": None} if tie is Tie.CHILD else {}
        first = here[0] == number
        act.move(ticket, "unlink", fields, known=_end(first, here, tie))
        _drop(act, *here, tie)
        beside.tell(act, other, "unlink", _end(not first, here, tie))

    return each(office, "unlink", numbers, one, expect=expect, operation=operation)


def turn_back(act: Act, number: int, told: Mapping[str, object]) -> None:
    """Make the row of a link follow what an undo tells of it.

    Raises:
        OvertakenError: somebody has set or taken away the same link since.
    """
    to = told.get("linked", told.get("unlinked"))
    if not isinstance(to, int) or (tie := Tie(str(told["tie"]))) is Tie.CHILD:
        return
    there = "linked" in told
    if (_standing(act, number, to, tie) is not None) is there:
        raise OvertakenError(
            _("ticket {number}: its link to {to} has changed since").format(number=number, to=to),
            _("set it by hand"),
        )
    _keep(act, number, to, tie) if there else _drop(act, number, to, tie)


def _keep(act: Act, number: int, to: int, tie: Tie) -> None:
    if tie is not Tie.CHILD:
        act.add(Link(ticket_id=number, other_id=to, tie=tie))


def _drop(act: Act, number: int, to: int, tie: Tie) -> None:
    row = (col(Link.ticket_id) == number, col(Link.other_id) == to, col(Link.tie) == tie)
    act.session.execute(delete(Link).where(*row))


def _end(first: bool, here: tuple[int, int], tie: Tie) -> dict[str, object]:
    """What an event tells of a link that ends: of its first ticket, or of its other one."""
    return {"unlinked": here[1], "tie": tie} if first else {"unlinked_by": here[0], "tie": tie}


def _other(act: Act, ticket: Ticket, to: int) -> Ticket:
    """The ticket at the other end.

    Raises:
        RefusedError: it is the same one, or was merged into another.
    """
    other = lookup.tickets(act.session, [to])[0]
    if other is ticket:
        raise RefusedError(
            _("ticket {number} cannot be linked to itself").format(number=to),
            _("name another"),
        )
    if (into := lookup.leads_to(act.session, other)) is not None:
        raise RefusedError(
            _("ticket {number} was merged into {into}").format(number=to, into=into),
            _("link to {into}").format(into=into),
        )
    return other


def _may_have_parent(act: Act, ticket: Ticket, parent: Ticket) -> None:
    number, above = lookup.ident(ticket), lookup.ident(parent)
    if ticket.parent_id is not None:
        raise RefusedError(
            _("ticket {number} is a child of {parent}").format(
                number=number, parent=ticket.parent_id
            ),
            _("a ticket has one parent: remove that link first"),
        )
    if number in lookup.ancestry(act.session, parent):
        raise circle(ticket, above)
    if ticket.open and not parent.open:
        raise RefusedError(
            _("ticket {number} is {status}").format(number=above, status=parent.status),
            _("reopen it first: a parent stays open with its children"),
        )


def circle(ticket: Ticket, parent: int) -> RefusedError:
    """The refusal of a parent that stands below its child."""
    return RefusedError(
        _("ticket {number} stands above {parent}").format(number=ticket.id, parent=parent),
        _("a parent cannot be its own child's child"),
    )


def _standing(act: Act, number: int, to: int, tie: Tie) -> Link | None:
    """The row of a link; *related* holds both ways."""
    one = (col(Link.ticket_id) == number) & (col(Link.other_id) == to)
    other = (col(Link.ticket_id) == to) & (col(Link.other_id) == number)
    ways = or_(one, other) if tie is Tie.RELATED else one
    return act.session.exec(select(Link).where(ways, col(Link.tie) == tie)).first()
