"""Order among tickets: merge, unmerge, link; and how they are listed at one of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from frontdesk import codes, desk
from frontdesk.cli import change, out, typed
from frontdesk.cli.options import Several, Tying
from frontdesk.i18n import _
from frontdesk.rows import RelatedRow
from frontdesk.terms import Kin, Tie
from frontdesk.text import safe

AMONG = "Order among tickets"


def add(app: typer.Typer) -> None:
    """Register the verbs."""
    app.command("merge", cls=Several, rich_help_panel=AMONG)(merge)
    app.command("unmerge", cls=Several, rich_help_panel=AMONG)(unmerge)
    app.command("link", cls=Tying, rich_help_panel=AMONG)(link)


def merge(
    context: typer.Context,
    into: Annotated[
        str, typer.Option("--into", metavar="B", help="The ticket that takes them over.")
    ],
    numbers: typed.Numbers = None,
) -> None:
    """Close tickets and let them lead to another; who names them is led there."""
    target = typed.number(into, _("a ticket's number"))
    change.change(
        context,
        numbers,
        lambda office, ns, seen: desk.merge.merge(office, ns, into=target, expect=seen),
    )


def unmerge(context: typer.Context, numbers: typed.Numbers = None) -> None:
    """Take merged tickets out again, as they stood."""
    change.change(
        context, numbers, lambda office, ns, seen: desk.merge.unmerge(office, ns, expect=seen)
    )


def link(
    context: typer.Context,
    number: typed.Number,
    other: Annotated[str, typer.Argument(metavar="B", help="The ticket that it belongs to.")],
    tie: Annotated[
        str,
        typer.Option("--as", metavar="TIE", help="What it is to that one: " + ", ".join(Tie) + "."),
    ] = Tie.RELATED,
    remove: Annotated[bool, typer.Option("--remove", help="Take the link away again.")] = False,
) -> None:
    """Link a ticket to another: related, or its child, its duplicate, or caused by it.

    Who acts, if it is somebody else, stands before the verb: frontdesk --as LOGIN link A B.
    """
    to = typed.number(other, _("a ticket's number"))
    how = typed.word(Tie, tie, "--as")
    verb = desk.links.unlink if remove else desk.links.link
    change.change_one(
        context, number, lambda office, ns, seen: verb(office, ns, to=to, tie=how, expect=seen)
    )


def lines(rows: Sequence[RelatedRow], leads_to: int | None) -> list[str]:
    """The tickets that belong to one.

    Args:
        leads_to: where a merged one leads in the end.
    """
    found = []
    for row in rows:
        kin = codes.words(row.kin)
        said = f"{row.number}  {safe(row.subject)} · {codes.words(row.status)}"
        if row.kin is Kin.INTO and leads_to not in (None, row.number):
            said += " · " + _("leads to {number}").format(number=leads_to)
        found += out.wrapped(said, first=f"  {kin} ")
    return found
