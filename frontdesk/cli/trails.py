"""The trail: audit verify, seal, show."""

from __future__ import annotations

from typing import Annotated

import typer

from frontdesk import desk, insight
from frontdesk.cli import out, shapes, show, typed
from frontdesk.cli.invocation import of
from frontdesk.cli.options import Noun, Verb
from frontdesk.errors import CheckFailedError
from frontdesk.i18n import _, plural
from frontdesk.text import safe

TRUST = "Trust"


def add(app: typer.Typer) -> None:
    """Register the noun."""
    noun = typer.Typer(cls=Noun, help="The append-only trail.", rich_markup_mode=None)
    noun.command("verify", cls=Verb)(verify)
    noun.command("seal", cls=Verb)(seal)
    noun.command("show", cls=Verb)(show_)
    app.add_typer(noun, name="audit", rich_help_panel=TRUST)


def verify(context: typer.Context) -> None:
    """Whether every chain and seal holds; exit code 1 when one does not."""
    call = of(context)
    report = desk.trust.verify(call.office)
    document = shapes.plain(report)
    call.answer(document, *(safe(str(line)) for line in report.lines()))
    if not report.sound:
        raise CheckFailedError(_("the trail has been tampered with"), _("compare it with a backup"))


def seal(context: typer.Context) -> None:
    """Chain the heads of everything now; keep the hash elsewhere."""
    call = of(context)
    made = desk.trust.seal(call.office)
    if made is None:
        call.answer({"sealed": False, "hash": None}, _("nothing has happened since the last seal"))
        return
    document = {"sealed": True, **shapes.plain(made)}
    call.answer(document, _("sealed: {hash}").format(hash=made.hash))


def show_(
    context: typer.Context,
    number: Annotated[str, typer.Argument(metavar="N", help="A ticket's number.")],
) -> None:
    """Every event of a ticket."""
    call = of(context)
    rows = insight.timeline.events(call.kept, typed.number(number))
    if call.json:
        out.document({"items": [shapes.event(row) for row in rows], "next": None})
        return
    count = plural("{n} event", "{n} events", len(rows))
    out.lines([*show.timeline(rows), out.dim(count)])
