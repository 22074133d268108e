"""In and out: import tickets, history and logs; export tickets, events, all."""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from frontdesk import channels
from frontdesk.cli import out, typed
from frontdesk.cli.invocation import Invocation, of
from frontdesk.cli.loading import DryRun, SkipBad
from frontdesk.cli.options import Noun, Verb
from frontdesk.cli.progress import Progress
from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.text import safe

if TYPE_CHECKING:
    from frontdesk.channels.report import ImportReport

TRANSFER = "In and out"
File = Annotated[str, typer.Argument(metavar="FILE", help="CSV or JSON lines, also gzipped.")]
Log = Annotated[str, typer.Argument(metavar="FILE", help="CSV, JSON lines or XES, also gzipped.")]
Map = Annotated[str, typer.Option("--map", metavar="MAP.toml", help="Which column is what.")]


class What(StrEnum):
    """What can be given out."""

    TICKETS = "tickets"
    EVENTS = "events"
    ALL = "all"


class Form(StrEnum):
    """How it is written."""

    JSONL = "jsonl"
    CSV = "csv"
    SPREADSHEET = "spreadsheet"


def add(app: typer.Typer) -> None:
    """Register the verbs."""
    noun = typer.Typer(cls=Noun, help="Bring tickets in from elsewhere.", rich_markup_mode=None)
    noun.command("tickets", cls=Verb)(tickets)
    noun.command("history", cls=Verb)(history)
    noun.command("log", cls=Verb)(log)
    app.add_typer(noun, name="import", rich_help_panel=TRANSFER)
    app.command("export", cls=Verb, rich_help_panel=TRANSFER)(export)


def tickets(
    context: typer.Context,
    file: File,
    map_: Map,
    open_last: Annotated[
        int,
        typer.Option("--open", metavar="N", min=0, help="The last N stay open, and are routed."),
    ] = 0,
    skip_bad: SkipBad = False,
    dry_run: DryRun = False,
) -> None:
    """Bring tickets in by a map; bringing them in again changes nothing."""
    call = of(context)
    if file != "-":
        typed.existing(file)
    office = call.office.preview() if dry_run else call.office
    with Progress(_("importing")) as progress:
        report = channels.imports.tickets(
            office, file, typed.existing(map_), open_last=open_last, skip_bad=skip_bad,
            progress=progress.phase,
        )  # fmt: skip
    _answer(call, report)


def history(
    context: typer.Context,
    file: File,
    map_: Map,
    skip_bad: SkipBad = False,
    dry_run: DryRun = False,
) -> None:
    """Bring closed tickets in, to learn from and to replay: one row a ticket."""
    call = of(context)
    _past(call, channels.imports.history, file, map_, skip_bad=skip_bad, dry_run=dry_run)


def log(
    context: typer.Context,
    file: Log,
    map_: Map,
    skip_bad: SkipBad = False,
    dry_run: DryRun = False,
) -> None:
    """Bring an event log in: one row an event, a closed ticket of each case."""
    call = of(context)
    _past(call, channels.logs.log, file, map_, skip_bad=skip_bad, dry_run=dry_run)


def _past(
    call: Invocation,
    bring: Callable[..., ImportReport],
    file: str,
    map_: str,
    *,
    skip_bad: bool,
    dry_run: bool,
) -> None:
    if file != "-":
        typed.existing(file)
    office = call.office.preview() if dry_run else call.office
    with Progress(_("importing")) as progress:
        report = bring(
            office, file, typed.existing(map_), skip_bad=skip_bad, progress=progress.phase
        )
    _answer(call, report)


def _answer(call: Invocation, report: ImportReport) -> None:
    lines = [safe(line) for line in report.lines()]
    if report.dry_run:
        lines.append(out.dim(_("a dry run: nothing was written")))
    call.answer(report.to_json(), *lines)


def export(
    context: typer.Context,
    what: Annotated[str, typer.Argument(metavar="WHAT", help=", ".join(What))],
    to: Annotated[
        str, typer.Option("--to", metavar="FILE", help="Where to; else standard output.")
    ] = "-",
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="F",
            help="jsonl, csv, or spreadsheet: CSV in which no cell is a formula.",
        ),
    ] = Form.JSONL.value,
) -> None:
    """Give out tickets, events, or everything, one JSON document a line."""
    call = of(context)
    wanted = typed.word(What, what, "WHAT")
    written = typed.word(Form, form, "--format")
    if to == "-":
        stream: BinaryIO = sys.stdout.buffer
        sys.stdout.flush()
        channels.exports.export(call.office, wanted.value, stream, form=written.value)
        stream.flush()
        return
    path = Path(to).expanduser()
    if path.exists():
        raise BadInputError(
            _("there is something at {path} already").format(path=safe(to)),
            _("give another name, or remove it"),
        )
    count = _into(path, call, wanted, written)
    call.answer(
        {"file": str(path), "count": count},
        _("{n} written to {path}").format(n=count, path=safe(str(path))),
    )


def _into(path: Path, call: Invocation, what: What, form: Form) -> int:
    """Write a file whole, or none."""
    part = path.with_name(path.name + ".part")
    try:
        with part.open("xb") as stream:
            count = channels.exports.export(call.office, what.value, stream, form=form.value)
        part.replace(path)
    except OSError as error:
        raise BadInputError(
            _("{path} cannot be written: {why}").format(path=safe(str(path)), why=error.strerror),
            _("give another place with --to"),
        ) from error
    finally:
        part.unlink(missing_ok=True)
    return int(count)
