"""Files on tickets: attach; attachment list, save."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from frontdesk import desk, insight
from frontdesk.channels import attachments
from frontdesk.cli import change, out, shapes, show, typed
from frontdesk.cli.invocation import of
from frontdesk.cli.options import Change, Noun, Verb
from frontdesk.cli.out import Column
from frontdesk.cli.work import WORK
from frontdesk.errors import BadInputError
from frontdesk.filenames import size_words
from frontdesk.i18n import _
from frontdesk.rows import AttachmentRow
from frontdesk.text import safe


def add(app: typer.Typer) -> None:
    """Register the verbs."""
    app.command("attach", cls=Change, rich_help_panel=WORK)(attach)
    noun = typer.Typer(cls=Noun, help="Files on tickets: list, save.")
    noun.command("list", cls=Verb)(list_)
    noun.command("save", cls=Verb)(save)
    app.add_typer(noun, name="attachment", rich_help_panel=WORK)


def attach(
    context: typer.Context,
    number: typed.Number,
    file: Annotated[str, typer.Argument(metavar="FILE", help="The file; - reads it.")],
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="What it is called there.")
    ] = None,
) -> None:
    """Attach a file to a ticket."""
    call = of(context)
    most = desk.attachments.limit(call.office)
    piped = file == "-"
    data = sys.stdin.buffer.read(most + 1) if piped else attachments.read(Path(file), most)
    called = name if name is not None else "" if piped else file
    done = desk.attachments.attach(
        call.office, typed.number(number), name=called, data=data, expect=call.expect
    )
    change.answer(call, done, several=False, more={"attachment": done.made})


def list_(context: typer.Context, number: typed.Number) -> None:
    """The files on a ticket."""
    call, which = of(context), typed.number(number)
    insight.tickets.ticket(call.kept, which)
    rows = insight.attached.of(call.kept, which)
    document = {"items": [shapes.plain(row) for row in rows], "next": None}
    call.answer(document, *(lines(rows) or [_("no file is attached")]))


def save(
    context: typer.Context,
    number: typed.Number,
    which: Annotated[str, typer.Argument(metavar="ID", help="The file's id.")],
    folder: Annotated[str, typer.Argument(metavar="DIR", help="Where to; the folder is there.")],
) -> None:
    """Save a file under its name, never over another."""
    call = of(context)
    row = insight.attached.one(call.kept, typed.number(number), typed.number(which, _("an id")))
    where = Path(folder)
    if not where.is_dir():
        raise BadInputError(
            _("{folder} is no folder").format(folder=safe(folder, 200)), _("name one that is there")
        )
    path = attachments.save(insight.attached.content(call.kept, row), row.name, where)
    call.answer({"path": str(path), "size": row.size}, safe(str(path)))


def lines(rows: tuple[AttachmentRow, ...]) -> list[str]:
    """Files as a table."""
    heads = (
        Column(_("id"), right=True),
        Column(_("name"), least=12),
        Column(_("size"), right=True),
        Column(_("what")),
        Column(_("who")),
        Column(_("when")),
    )
    cells = [
        (
            str(row.id),
            safe(row.name if row.name is not None else _("[erased]")),
            size_words(row.size),
            row.kind,
            safe(row.agent),
            show.when(row.at),
        )
        for row in rows
    ]
    return out.table(heads, cells)
