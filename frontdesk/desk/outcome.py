"""How a ticket ends, and comes back: resolve, reopen, close, cancel."""

from __future__ import annotations

from collections.abc import Sequence

from frontdesk.desk import lookup, repair
from frontdesk.desk.act import Act, each
from frontdesk.desk.office import Office
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
    """
    body = written(text)

    def one(act: Act, ticket: Ticket) -> None:
        if fix is not None:
            lookup.fix(act.session, fix)
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
        act.move(ticket, "resolve", fields, given=given)
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
        if course.of(act.session.connection(), number).reopened:
            act.again.add(number)
        act.move(ticket, "reopen", given={"reason": reason}, told={"reason": reason})

    return each(office, "reopen", numbers, one, expect=expect, operation=operation)


def close(
    office: Office,
    numbers: Sequence[int],
    *,
    expect: int | None = None,
    operation: str | None = None,
) -> Done:
    """Close tickets that are resolved."""

    def one(act: Act, ticket: Ticket) -> None:
        act.move(ticket, "close", given={"repair_closed": not repair.away(act, ticket)})

    return each(office, "close", numbers, one, expect=expect, operation=operation)


def cancel(
    office: Office,
    numbers: Sequence[int],
    *,
    reason: str,
    expect: int | None = None,
    operation: str | None = None,
) -> Done:
    """Cancel tickets that need no work after all."""

    def one(act: Act, ticket: Ticket) -> None:
        waiting = repair.away(act, ticket)
        given = {"reason": reason, "repair_closed": not waiting}
        act.move(ticket, "cancel", given=given, told={"reason": reason})

    return each(office, "cancel", numbers, one, expect=expect, operation=operation)
