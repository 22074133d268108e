"""Who holds a ticket: take, assign, unassign, next, handover."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from frontdesk import desk, insight
from frontdesk.cli import change, out, shapes, typed
from frontdesk.cli.invocation import of
from frontdesk.cli.options import Several, Verb
from frontdesk.errors import BadInputError
from frontdesk.i18n import _
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
    to: Annotated[
        str | None, typer.Option("--to", metavar="LOGIN|TEAM", help="Who gets them all.")
    ] = None,
    balance: Annotated[
        bool, typer.Option("--balance", help="Spread them evenly over their teams instead.")
    ] = False,
    reason: Annotated[str, typer.Option("--reason", metavar="R", help="Why.")] = "",
    note: Annotated[
        str, typer.Option("--note", metavar="TEXT", help="An internal note on each of them.")
    ] = "",
    notes: Annotated[
        list[str] | None,
        typer.Option("--note-on", metavar="N=TEXT", help="One more on a single ticket."),
    ] = None,
) -> None:
    """Hand over everything open that somebody holds."""
    call = of(context)
    own = _notes(notes or ())
    if balance == (to is not None) or (balance and own):
        raise BadInputError(
            _("who gets the tickets is not clear"),
            _("say --to LOGIN, with a note on single tickets if need be, or --balance"),
        )
    if to is not None:
        done = desk.handover.hand_over(
            call.office, giver=giver, to=to, reason=reason, note=note, notes=own
        )
    else:
        done = desk.handover.hand_round(call.office, giver=giver, reason=reason, note=note)
    change.answer(call, done, several=True)


def _notes(given: Sequence[str]) -> dict[int, str]:
    """Notes on single tickets, as typed: ``N=TEXT``."""
    found: dict[int, str] = {}
    for each in given:
        number, sign, text = each.partition("=")
        if not sign or not text.strip():
            raise BadInputError(
                _("{typed!r} is no note on a ticket").format(typed=safe(each, 40)),
                _("type N=TEXT, as in 4127='she calls back at ten'"),
            )
        found[typed.number(number.strip())] = typed.text(text)
    return found
