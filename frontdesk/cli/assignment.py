"""Who holds a ticket: take, assign, unassign, handover."""

from __future__ import annotations

from typing import Annotated

import typer

from frontdesk import desk
from frontdesk.cli import change, typed
from frontdesk.cli.invocation import of
from frontdesk.cli.options import Several, Verb

WHO = "Who holds a ticket"


def add(app: typer.Typer) -> None:
    """Register the verbs."""
    app.command("take", cls=Several, rich_help_panel=WHO)(take)
    app.command("assign", cls=Several, rich_help_panel=WHO)(assign)
    app.command("unassign", cls=Several, rich_help_panel=WHO)(unassign)
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
