"""Quick requests of the policy's catalogue: ``request``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from frontdesk import desk
from frontdesk.cli import change, intake, out, typed
from frontdesk.cli.invocation import Invocation, of
from frontdesk.cli.options import Change
from frontdesk.cli.out import Column
from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.terms import Channel
from frontdesk.text import safe

if TYPE_CHECKING:
    from frontdesk.policy import QuickRequest

TICKETS = "Tickets"


def add(app: typer.Typer) -> None:
    """Register the verb."""
    app.command("request", cls=Change, rich_help_panel=TICKETS)(request)


def request(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="Its code in the policy; --list shows them.")
    ] = "",
    requester: typed.Requester = "",
    checked: Annotated[
        str,
        typer.Option("--checked", metavar="HOW", help="How it was checked who asks; a part does."),
    ] = "",
    ticket: Annotated[
        str | None,
        typer.Option("--ticket", metavar="N", help="Serve what this ticket asks for."),
    ] = None,
    create_requester: typed.CreateRequester = False,
    asset: typed.Equipment = None,
    site: typed.Place = None,
    channel: typed.ByChannel = Channel.PHONE.value,
    minutes: typed.Took = 0,
    step: Annotated[
        list[int] | None,
        typer.Option("--step", metavar="K", help="A step that was done; left out: all of them."),
    ] = None,
    note: Annotated[
        str, typer.Option("--note", metavar="TEXT", help="Never the secret; - reads it.")
    ] = "",
    leave_open: Annotated[
        bool, typer.Option("--open", help="It is begun: the ticket stays in progress.")
    ] = False,
    listed: Annotated[bool, typer.Option("--list", help="The quick requests there are.")] = False,
) -> None:
    """Serve a quick request: a ticket with its steps and how it was checked who asks.

    The secret itself is never recorded: there is no place for it.
    """
    call = of(context)
    if listed:
        _list(call)
        return
    if not name:
        raise BadInputError(_("which quick request?"), _("`frontdesk request --list` shows them"))
    served = desk.request.Served(name, checked, step, typed.text(note), leave_open)
    if ticket is not None:
        _not_both(requester, asset, site)
        number = typed.number(ticket)
        done = desk.request.serve(call.office, number, served, expect=call.expect)
    else:
        if not requester:
            raise BadInputError(_("who asks?"), _("say --requester WHO, or --ticket N"))
        inputs = desk.inputs
        person = intake.newcomer(requester, False) if create_requester else None
        asked = desk.request.Asked(
            requester=requester,
            newcomer=inputs.checked(inputs.NewRequester, person) if person else None,
            asset=asset,
            site=site,
            channel=typed.word(Channel, channel, "--channel"),
            minutes=minutes,
        )
        done = desk.request.request(call.office, asked, served)
    change.answer(call, done, several=False)


def _not_both(*given: str | None) -> None:
    if any(given):
        raise BadInputError(
            _("--ticket has its requester, equipment and place"),
            _("leave those out, or change them with `frontdesk edit`"),
        )


def _list(call: Invocation) -> None:
    rows = call.office.policy.requests
    heads = (
        Column(_("code")),
        Column(_("what"), least=12),
        Column(_("tier")),
        Column(_("minutes"), right=True),
        Column(_("who asks is checked by"), least=16),
    )
    cells = [
        (each.code, safe(each.label), f"L{each.tier}", str(each.minutes),
         safe(" · ".join(each.checks)) or _("anybody may ask"))
        for each in rows
    ]  # fmt: skip
    lines = out.table(heads, cells) if cells else [_("the policy has no quick requests")]
    call.answer({"items": [_shape(each) for each in rows], "next": None}, *lines)


def _shape(each: QuickRequest) -> dict[str, object]:
    return {
        "code": each.code,
        "label": each.label,
        "category": each.category,
        "tier": each.tier,
        "expected_seconds": each.minutes * 60,
        "checks": list(each.checks),
        "steps": list(each.steps),
    }
