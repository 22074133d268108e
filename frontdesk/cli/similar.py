"""Tickets that are like another one, or like some words, with why: similar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from frontdesk import amounts, insight
from frontdesk.cli import out, shapes, typed
from frontdesk.cli.intake import TICKETS
from frontdesk.cli.invocation import of
from frontdesk.cli.options import Verb
from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.text import safe

if TYPE_CHECKING:
    from frontdesk.insight.similar import Around


def add(app: typer.Typer) -> None:
    """Register the verb."""
    app.command("similar", cls=Verb, rich_help_panel=TICKETS)(similar)


def similar(
    context: typer.Context,
    number: typed.MaybeNumber = None,
    text: Annotated[
        str | None,
        typer.Option("--text", metavar="TEXT", help="Like these words; - reads them."),
    ] = None,
    limit: typed.Limit = 8,
) -> None:
    """Resolved tickets like another one, or like some words, the likest first, with why.

    Of a ticket also those like it that were opened at its site in the last hours.
    """
    call = of(context)
    policy, now = call.office.policy, call.office.now()
    if (number is None) == (text is None):
        raise BadInputError(_("like what?"), _("name a ticket, or type words after --text"))
    if text is not None:
        words = typed.text(text)
        if not words.strip():
            raise BadInputError(_("there is nothing to look for"), _("type a word or two"))
        found = insight.similar.of_words(call.kept, policy, words, now, limit)
    else:
        which = typed.number(number or "")
        found = insight.similar.of_ticket(call.kept, policy, which, now, limit)
    if call.json:
        items = [shapes.alike(each) for each in found.alike]
        near = shapes.nearby(found.nearby) if found.nearby is not None else None
        out.document({"items": items, "next": None, "nearby": near})
        return
    out.lines(_told(found))
    if found.nearby is not None:
        from frontdesk.routing import reason_words, seen

        said = reason_words(seen(found.nearby, found.site, policy))
        out.lines(out.wrapped(safe(said), first="· "))


def _told(found: Around) -> list[str]:
    from frontdesk.decision.precedents import facts_of
    from frontdesk.decision.wording.likes import ended, shared

    heads = (
        out.Column(_("alike"), right=True),
        out.Column("#", right=True),
        out.Column(_("subject"), least=20),
        out.Column(_("why"), least=12),
        out.Column(_("resolved"), least=12),
    )
    rows = [
        (
            amounts.percent(each.likeness),
            str(each.number),
            safe(each.subject),
            safe(shared(facts_of(each), _)),
            safe(ended(facts_of(each), _)),
        )
        for each in found.alike
    ]
    return out.table(heads, rows) or [_("no resolved ticket is like it")]
