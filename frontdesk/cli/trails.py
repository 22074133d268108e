"""The trail: audit verify, seal, show."""

from __future__ import annotations

from typing import Annotated

import typer

from frontdesk import desk, insight
from frontdesk.cli import out, shapes, show, typed
from frontdesk.cli.invocation import of
from frontdesk.cli.options import Noun, Verb
from frontdesk.i18n import _, plural

TRUST = "Trust"


def add(app: typer.Typer) -> None:
    """Register the noun."""
    noun = typer.Typer(cls=Noun, help="The append-only trail.", rich_markup_mode=None)
    noun.command("verify", cls=Verb)(verify)
    noun.command("seal", cls=Verb)(seal)
    noun.command("show", cls=Verb)(show_)
    app.add_typer(noun, name="audit", rich_help_panel=TRUST)


def verify(context: typer.Context) -> None:
    """Whether every chain, text and seal holds; exit code 1 when one does not."""
    call = of(context)
    audit = desk.trust.verify(call.office)
    document = {"intact": audit.intact, **shapes.plain(audit)}
    lines = show.findings(audit.findings)
    failed = None
    if audit.intact:
        lines = [
            plural("{n} event holds", "{n} events hold", audit.events),
            *out.facts(
                (
                    (_("chains"), str(audit.chains)),
                    (_("texts"), str(audit.texts)),
                    (_("erased"), str(audit.erased or "")),
                    (_("seals"), str(audit.seals)),
                    (_("last seal"), audit.head or _("none yet")),
                )
            ),
        ]
    else:
        failed = (
            plural("{n} finding: the trail is not whole", "{n} findings: the trail is not whole",
                   len(audit.findings)),
            _("compare the store with a backup and a seal that was kept elsewhere"),
        )  # fmt: skip
    call.judge(document, lines, failed)


def seal(context: typer.Context) -> None:
    """Chain the heads of everything now; keep the hash elsewhere."""
    call = of(context)
    made = desk.trust.seal(call.office)
    said = _("seal {seal}, up to event {event}: {hash}").format(
        seal=made.seal, event=made.last_event, hash=made.hash
    )
    call.answer(shapes.plain(made), said, out.dim(_("keep that hash on another machine")))


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
