"""A known fix that was run with the caller: worked, and the ticket is resolved; or failed."""

from __future__ import annotations

from frontdesk.desk import children, lookup, repair
from frontdesk.desk.act import Act
from frontdesk.desk.office import Office
from frontdesk.desk.operation import each
from frontdesk.errors import BadInputError, RefusedError
from frontdesk.i18n import _
from frontdesk.models import Agent, Fix, FixAttempt, FixStep, Ticket
from frontdesk.rows import Done
from frontdesk.terms import Outcome, Resolution


def attempt(
    office: Office,
    number: int,
    *,
    fix: int,
    worked: bool,
    step: int | None = None,
    minutes: int | None = None,
    expect: int | None = None,
    operation: str | None = None,
) -> Done:
    """Record that a known fix was tried; what was tried travels with the ticket.

    Worked: the ticket is resolved by it. Failed: it stays with the actor, and the
    next decision is stored with what was tried.

    Args:
        step: the step that settled it, from 1; left out: all of them.
        minutes: how long it took, 0 to 480.
    """
    if minutes is not None and not 0 <= minutes <= 480:
        raise BadInputError(_("{n} minutes cannot be").format(n=minutes), _("give 0 to 480"))

    def one(act: Act, ticket: Ticket) -> None:
        known = _usable(act, fix, step)
        act.session.add(
            FixAttempt(
                ticket_id=number,
                fix_id=fix,
                agent_id=office.agent_id,
                operation=act.stamp.operation,
                at=act.at,
                outcome=Outcome.WORKED if worked else Outcome.FAILED,
                step=step,
                minutes=minutes,
            )
        )
        facts = {"fix": fix, "step": step, "minutes": minutes}
        (_worked if worked else _failed)(act, ticket, known.title, facts)

    verb = "try_worked" if worked else "try_failed"
    return each(office, verb, [number], one, expect=expect, operation=operation)


def _usable(act: Act, fix: int, step: int | None) -> Fix:
    known = lookup.fix(act.session, fix)
    if not known.active:
        raise RefusedError(
            _("fix {fix} has been withdrawn").format(fix=fix),
            _("`frontdesk fix list` shows those in use"),
        )
    if step is not None and act.session.get(FixStep, (fix, step)) is None:
        raise BadInputError(
            _("fix {fix} has no step {step}").format(fix=fix, step=step),
            _("`frontdesk fix show {fix}` shows its steps").format(fix=fix),
        )
    return known


def _worked(act: Act, ticket: Ticket, title: str, facts: dict[str, int | None]) -> None:
    children.none_open(act, ticket, _("resolve it with this fix, and say what becomes of them"))
    holder = ticket.assignee_id or act.office.agent_id
    digest = act.text(title)["digest"]
    act.move(
        ticket,
        "try_worked",
        {
            "assignee_id": holder,
            "team_id": ticket.team_id or act.session.get_one(Agent, holder).team_id,
            "resolution_code": Resolution.KNOWN_FIX,
            "fix_id": facts["fix"],
            "resolution": digest,
        },
        given={**facts, "repair_closed": not repair.away(act, ticket)},
        known={name: value for name, value in facts.items() if value is not None},
    )


def _failed(act: Act, ticket: Ticket, _title: str, facts: dict[str, int | None]) -> None:
    known = {name: value for name, value in facts.items() if value is not None}
    fields = {} if ticket.assignee_id else {"assignee_id": act.office.agent_id}
    act.move(ticket, "try_failed", fields, given=facts, known=known)
    act.again.add(lookup.ident(ticket))
