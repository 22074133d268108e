"""A contact comes in: ``new``."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from frontdesk import desk, insight
from frontdesk.cli import change, out, receipts, shapes, show, typed
from frontdesk.cli.invocation import Invocation, of
from frontdesk.cli.options import Verb
from frontdesk.i18n import _
from frontdesk.terms import Channel, Impact, Kind, RequesterKind, Urgency
from frontdesk.text import safe

TICKETS = "Tickets"


def add(app: typer.Typer) -> None:
    """Register the verb."""
    app.command("new", cls=Verb, rich_help_panel=TICKETS)(new)


def new(
    context: typer.Context,
    subject: Annotated[str, typer.Argument(metavar="SUBJECT", help="One line: what is wrong.")],
    requester: typed.Requester,
    body: Annotated[
        str, typer.Option("--body", metavar="TEXT", help="In their words; - reads them.")
    ] = "",
    create_requester: typed.CreateRequester = False,
    external: Annotated[
        bool, typer.Option("--external", help="With --create-requester: a customer.")
    ] = False,
    channel: typed.ByChannel = Channel.PHONE.value,
    category: Annotated[
        str | None, typer.Option("--category", metavar="C", help="One of the policy's.")
    ] = None,
    asset: typed.Equipment = None,
    site: typed.Place = None,
    impact: Annotated[
        str, typer.Option("--impact", metavar="I", help=", ".join(Impact))
    ] = Impact.PERSON.value,
    urgency: Annotated[
        str, typer.Option("--urgency", metavar="U", help=", ".join(Urgency))
    ] = Urgency.NORMAL.value,
    kind: Annotated[
        str, typer.Option("--kind", metavar="K", help=", ".join(Kind))
    ] = Kind.INCIDENT.value,
    external_ref: Annotated[
        str | None, typer.Option("--external-ref", metavar="R", help="Its number elsewhere.")
    ] = None,
    minutes: typed.Took = 0,
    no_route: Annotated[
        bool, typer.Option("--no-route", help="Leave it new, held by nobody.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would become of it; write nothing.")
    ] = False,
) -> None:
    """Open a ticket for a contact, and route it."""
    call = of(context)
    values: dict[str, Any] = {
        "subject": subject,
        "words": typed.text(body),
        "channel": typed.word(Channel, channel, "--channel"),
        "kind": typed.word(Kind, kind, "--kind"),
        "impact": typed.word(Impact, impact, "--impact"),
        "urgency": typed.word(Urgency, urgency, "--urgency"),
        "category": category,
        "asset": asset,
        "site": site,
        "external_ref": external_ref,
        "minutes": minutes,
    }
    inputs = desk.inputs
    if create_requester:
        values["newcomer"] = inputs.checked(inputs.NewRequester, newcomer(requester, external))
    else:
        values["requester"] = requester
    ticket = inputs.checked(inputs.NewTicket, values)
    if dry_run:
        _tried(call, ticket)
        return
    _answer(call, desk.intake.open_ticket(call.office, ticket, route_it=not no_route))


def newcomer(who: str, external: bool) -> dict[str, Any]:
    """Somebody who is not in the register yet, from a name or a mail address."""
    kind = RequesterKind.EXTERNAL if external else RequesterKind.INTERNAL
    values: dict[str, Any] = {"name": who, "kind": kind}
    if "@" in who and " " not in who.strip():
        local = who.strip().partition("@")[0]
        name = " ".join(part.capitalize() for part in local.replace("_", ".").split(".") if part)
        values |= {"name": name or who, "email": who.strip()}
    return values


def _answer(call: Invocation, done: Any) -> None:
    if call.json:
        change.answer(call, done, several=False)
        return
    number = done.numbers[0]
    row = insight.tickets.ticket(call.kept, number)
    events = {each.number: each.event for each in done.changes}
    lines = [f"{out.bold(str(number))}  {out.bold(safe(row.subject))}"]
    lines += show.changed([row], events)
    latest = insight.receipts.latest(call.kept, number)
    if latest is not None:
        lines += receipts.brief(latest, None)
        lines.append(out.dim(_("`frontdesk why {number}` explains").format(number=number)))
    out.lines(lines)


def _tried(call: Invocation, ticket: Any) -> None:
    """What would become of it: the real verb, rolled back."""
    made = desk.intake.decide_new(call.office, ticket)
    lines = [*receipts.receipt(made, None), out.dim(_("nothing was written"))]
    call.answer(shapes.decision(made), *lines)
