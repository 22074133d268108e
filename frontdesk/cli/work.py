"""Work on a ticket: note, reply, wait, edit, contact."""

from __future__ import annotations

from typing import Annotated

import typer

from frontdesk import desk
from frontdesk.cli import change, typed
from frontdesk.cli.invocation import of
from frontdesk.cli.options import Change, Several
from frontdesk.terms import Channel, Direction, Pending

WORK = "Work on a ticket"

Text = Annotated[str, typer.Argument(metavar="TEXT", help="The words; - reads standard input.")]


def add(app: typer.Typer) -> None:
    """Register the verbs."""
    app.command("note", cls=Change, rich_help_panel=WORK)(note)
    app.command("reply", cls=Change, rich_help_panel=WORK)(reply)
    app.command("contact", cls=Change, rich_help_panel=WORK)(contact)
    app.command("wait", cls=Several, rich_help_panel=WORK)(wait)
    app.command("edit", cls=Several, rich_help_panel=WORK)(edit)


def note(context: typer.Context, number: typed.Number, text: Text) -> None:
    """Write an internal note."""
    said = typed.text(text)
    change.change_one(
        context,
        number,
        lambda office, ns, seen: desk.work.note(office, ns, text=said, expect=seen),
    )


def reply(context: typer.Context, number: typed.Number, text: Text) -> None:
    """Write to the requester; it is recorded."""
    said = typed.text(text)
    change.change_one(
        context,
        number,
        lambda office, ns, seen: desk.work.reply(office, ns, text=said, expect=seen),
    )


def contact(
    context: typer.Context,
    number: typed.Number,
    channel: typed.ByChannel,
    direction: Annotated[
        str,
        typer.Option("--direction", metavar="in|out", help="From the requester, or to them."),
    ],
    minutes: typed.Took = 0,
    text: Annotated[
        str, typer.Option("--text", metavar="T", help="What was said; - reads it.")
    ] = "",
) -> None:
    """Record another contact about a ticket."""
    by = typed.word(Channel, channel, "--channel")
    way = typed.word(Direction, direction, "--direction")
    said = typed.text(text)
    change.change_one(
        context,
        number,
        lambda office, ns, seen: desk.intake.contact(
            office, ns[0], channel=by, direction=way, minutes=minutes, text=said, expect=seen
        ),
    )


def wait(
    context: typer.Context,
    what: Annotated[str, typer.Option("--for", metavar="REASON", help=", ".join(Pending))],
    numbers: typed.Numbers = None,
    until: Annotated[
        str | None,
        typer.Option("--until", metavar="T", help="When they wake: a time, or 2h, 3d."),
    ] = None,
    phone: Annotated[
        str | None,
        typer.Option("--number", metavar="PHONE", help="For a callback: whom to call."),
    ] = None,
) -> None:
    """Let tickets wait for somebody or something."""
    reason = typed.word(Pending, what, "--for")
    moment = of(context).moment(until)
    change.change(
        context,
        numbers,
        lambda office, ns, seen: desk.work.wait(
            office, ns, reason=reason, until=moment, number=phone, expect=seen
        ),
    )


def edit(
    context: typer.Context,
    sets: Annotated[
        list[str],
        typer.Option(
            "--set", metavar="FIELD=VALUE",
            help="subject, body, category, impact, urgency, complexity, asset, site, requester, "
            "kind, watchers; an empty value clears, - reads standard input.",
        ),
    ],
    numbers: typed.Numbers = None,
) -> None:  # fmt: skip
    """Change fields of tickets."""
    changes = typed.fields(sets)
    change.change(
        context,
        numbers,
        lambda office, ns, seen: desk.edit.edit(office, ns, changes, expect=seen),
    )
