"""Who holds a ticket: take, assign, unassign, next, handover."""

from __future__ import annotations

from typing import Annotated

import typer

from frontdesk import desk, insight
from frontdesk.cli import change, out, shapes, typed
from frontdesk.cli.invocation import of
from frontdesk.cli.options import Several, Verb
from frontdesk.text import safe

WHO = "Who holds a ticket"


def add(app: typer.Typer) -> None:
    """Register the verbs."""
    app.command("take", cls=Several, rich_help_panel=WHO)(take)
    app.command("assign", cls=Several, rich_help_panel=WHO)(assign)
    app.command("unassign", cls=Several, rich_help_panel=WHO)(unassign)
    app.command("next", cls=Verb, rich_help_panel=WHO)(next_)
    app.command("handover", cls=Verb, rich_help_panel=WHO)(handover)


def take(context: typer.Context, numbers: typed.Numbers = None) -> None:
    """Take tickets up: they are yours and in progress."""
    change.change(
        context, numbers, lambda office, ns, seen: desk.assign.take(office, ns, expect=seen)
    )


def assign(
    context: typer.Context,
    to: Annotated[str, typer.Option("--to", metavar="LOGIN|TEAM", help="Who gets them.")],
    numbers: typed.Numbers = None,
    reason: Annotated[str, typer.Option("--reason", metavar="R", help="Why.")] = "",
) -> None:
    """Give tickets to a person or to a team's queue."""
    change.change(
        context,
        numbers,
        lambda office, ns, seen: desk.assign.assign(office, ns, to=to, reason=reason, expect=seen),
    )


def unassign(context: typer.Context, numbers: typed.Numbers = None) -> None:
    """Take tickets from whoever holds them; their team keeps them."""
    change.change(
        context, numbers, lambda office, ns, seen: desk.assign.unassign(office, ns, expect=seen)
    )


def next_(
    context: typer.Context,
    login: Annotated[
        str | None, typer.Argument(metavar="LOGIN", help="For whom; left out: for you.")
    ] = None,
    take: Annotated[
        bool, typer.Option("--take", help="Take it; with LOGIN: give it to them.")
    ] = False,
) -> None:
    """What comes next in your team's queue: the ticket that waits longest and suits."""
    call = of(context)
    if take:
        done, up = desk.assign.give_next(call.office, login)
        change.answer(call, done, several=False)
        if not call.json:
            out.lines([safe(insight.waiting.words(up, call.office.now()))])
        return
    up = desk.assign.next_for(call.office, login)
    why = insight.waiting.words(up, call.office.now())
    if up.ticket is None:
        call.answer(shapes.up_next(up, None), safe(why))
        return
    row = insight.tickets.ticket(call.kept, up.ticket.number)
    call.answer(shapes.up_next(up, row), f"{row.number}  {safe(row.subject)}", safe(why))


def handover(
    context: typer.Context,
    giver: Annotated[str, typer.Option("--from", metavar="LOGIN", help="Who gives.")],
    to: Annotated[str, typer.Option("--to", metavar="LOGIN|TEAM", help="Who gets.")],
    reason: Annotated[str, typer.Option("--reason", metavar="R", help="Why.")] = "",
) -> None:
    """Hand over everything open that somebody holds."""
    call = of(context)
    done = desk.assign.handover(call.office, giver=giver, to=to, reason=reason)
    change.answer(call, done, several=True)
