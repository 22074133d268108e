"""How a ticket ends, and comes back: resolve, reopen, close, cancel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from frontdesk import lifecycle
from frontdesk.desk import children as below
from frontdesk.desk import lookup, repair
from frontdesk.desk.act import Act
from frontdesk.desk.office import Office
from frontdesk.desk.operation import each
from frontdesk.desk.work import written
from frontdesk.insight import course
from frontdesk.models import Agent, Ticket
from frontdesk.rows import Done
from frontdesk.store import search
from frontdesk.terms import Resolution


def resolve(
    office: Office,
    numbers: Sequence[int],
    *,
    code: Resolution,
    text: str,
    fix: int | None = None,
    tier1_could: bool | None = None,
    children: bool | None = None,
    expect: int | None = None,
    operation: str | None = None,
) -> Done:
    """Resolve tickets. Nobody's become the actor's; repairs that came back are closed with it.

    What is resolved already (a known fix did it) gets this code and text instead; when it was
    resolved stands.

    Args:
        text: what helped, for whoever meets the same.
        fix: the known fix that solved it, if one did.
        tier1_could: whether tier 1 could have solved it; asked above tier 1.
        children: whether open children are resolved too, the same way; must be said where there
            are any.
    """
    body = written(text)

    def one(act: Act, ticket: Ticket) -> None:
        if fix is not None:
            lookup.fix(act.session, fix)
        left = below.too(act, ticket, children, numbers, lambda child: solve(act, child, {}))
        solve(act, ticket, left)

    def solve(act: Act, ticket: Ticket, known: Mapping[str, object]) -> None:
        waiting = repair.away(act, ticket)
        given = {"code": code, "text": body, "repair_closed": not waiting}
        fields: dict[str, object] = {
            "resolution_code": code,
            "resolution": act.text(body)["digest"],
            "fix_id": fix,
            "tier1_could": tier1_could,
        }
        if ticket.assignee_id is None:
            me = act.session.get_one(Agent, office.agent_id)
            fields |= {"assignee_id": me.id, "team_id": ticket.team_id or me.team_id}
        act.move(ticket, "resolve", fields, given=given, known=known)
        repair.settle(act, ticket)
        search.add_to_ticket(act.session, lookup.ident(ticket), body)

    return each(office, "resolve", numbers, one, expect=expect, operation=operation)


def reopen(
    office: Office,
    numbers: Sequence[int],
    *,
    reason: str,
    expect: int | None = None,
    operation: str | None = None,
) -> Done:
    """Take tickets up again that were not solved after all; the second time decides again."""

    def one(act: Act, ticket: Ticket) -> None:
        number = lookup.ident(ticket)
        before = course.of(act.session.connection(), number).reopened
        act.move(ticket, "reopen", given={"reason": reason}, told={"reason": reason})
        if before:
            act.again.add(number)

    return each(office, "reopen", numbers, one, expect=expect, operation=operation)


def close(
    office: Office,
    numbers: Sequence[int],
    *,
    children: bool | None = None,
    expect: int | None = None,
    operation: str | None = None,
) -> Done:
    """Close tickets that are resolved.

    Args:
        children: whether open children are resolved as their parent was, and closed too; must be
            said where there are any.
    """

    def one(act: Act, ticket: Ticket) -> None:
        if (refusal := lifecycle.blocked("close", ticket.status)) is not None:
            raise refusal
        left = below.too(act, ticket, children, numbers, lambda kid: as_parent(act, ticket, kid))
        shut(act, ticket, left)

    def as_parent(act: Act, parent: Ticket, child: Ticket) -> None:
        fields = {"resolution_code": parent.resolution_code, "resolution": parent.resolution}
        settled = not repair.away(act, child)
        given = {"code": parent.resolution_code, "text": "as its parent", "repair_closed": settled}
        act.move(child, "resolve", fields, given=given)
        shut(act, child, {})

    def shut(act: Act, ticket: Ticket, known: Mapping[str, object]) -> None:
        settled = {"repair_closed": not repair.away(act, ticket)}
        act.move(ticket, "close", given=settled, known=known)

    return each(office, "close", numbers, one, expect=expect, operation=operation)


def cancel(
    office: Office,
    numbers: Sequence[int],
    *,
    reason: str,
    children: bool | None = None,
    expect: int | None = None,
    operation: str | None = None,
) -> Done:
    """Cancel tickets that need no work after all.

    Args:
        children: whether open children are cancelled too; must be said where there are any.
    """

    def one(act: Act, ticket: Ticket) -> None:
        left = below.too(act, ticket, children, numbers, lambda child: drop(act, child, {}))
        drop(act, ticket, left)

    def drop(act: Act, ticket: Ticket, known: Mapping[str, object]) -> None:
        waiting = repair.away(act, ticket)
        given = {"reason": reason, "repair_closed": not waiting}
        act.move(ticket, "cancel", given=given, told={"reason": reason}, known=known)

    return each(office, "cancel", numbers, one, expect=expect, operation=operation)
