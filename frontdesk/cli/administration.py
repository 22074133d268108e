"""Stores: init, demo, backup, doctor. The one file of the command line that knows ``store``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from frontdesk import desk
from frontdesk.cli import out, shapes, show, typed
from frontdesk.cli.console import open_console
from frontdesk.cli.founding import demo_store, founded
from frontdesk.cli.invocation import of
from frontdesk.cli.options import Verb
from frontdesk.errors import StoreError
from frontdesk.i18n import _, plural
from frontdesk.text import safe
from frontdesk.times import parse_date

STORES = "Stores"


def add(app: typer.Typer) -> None:
    """Register the verbs."""
    app.command("init", cls=Verb, rich_help_panel=STORES)(init)
    app.command("demo", cls=Verb, rich_help_panel=STORES)(demo)
    app.command("backup", cls=Verb, rich_help_panel=STORES)(backup)
    app.command("doctor", cls=Verb, rich_help_panel=STORES)(doctor)


def init(
    context: typer.Context,
    source: Annotated[
        str | None,
        typer.Option("--from", metavar="FILE", help="People, teams, sites, assets, in TOML."),
    ] = None,
) -> None:
    """Make a new store; whoever makes it is its first administrator."""
    call = of(context)
    file = typed.existing(source) if source is not None else None
    path = founded(call.store, file, call.acting_as)
    call.answer(
        {"store": str(path)},
        _("a new store is at {path}").format(path=safe(str(path))),
        out.dim(_("`frontdesk` opens the console; `frontdesk agent add` lets others in")),
    )


def demo(
    context: typer.Context,
    tickets: Annotated[
        int | None, typer.Option("--tickets", metavar="N", min=1, max=1_000_000, help="[400]")
    ] = None,
    seed: Annotated[
        int | None, typer.Option("--seed", metavar="S", help="The same seed, the same demo.")
    ] = None,
    today: Annotated[
        str | None, typer.Option("--today", metavar="DATE", help="The day that it ends on.")
    ] = None,
    no_console: Annotated[
        bool, typer.Option("--no-console", help="Make it, say where it is, and leave.")
    ] = False,
) -> None:
    """A realistic store of its own, and the console on it as its supervisor."""
    call = of(context)
    day = parse_date(today) if today is not None else None
    path = demo_store(call.store, tickets, seed, day)
    call.answer(
        {"store": str(path)},
        _("the demo is at {path}").format(path=safe(str(path))),
        out.dim(_("`frontdesk --store {path} …` works on it").format(path=safe(str(path)))),
    )
    if not no_console and not call.json and sys.stdout.isatty() and sys.stdin.isatty():
        sys.stdout.flush()
        raise typer.Exit(open_console(str(path), call.acting_as, call.at))


def backup(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="Where the copy goes.")],
    keep: Annotated[
        int | None,
        typer.Option("--keep", metavar="N", min=1, help="Replace it, and keep so many in all."),
    ] = None,
) -> None:
    """A verified copy of the store, made while others work."""
    call = of(context)
    saved = desk.trust.backup(call.office, Path(file).expanduser(), keep)
    events = plural("{n} event", "{n} events", saved.events)
    said = _("{path}: {events}, verified").format(path=safe(saved.path), events=events)
    lines = [said]
    if not saved.audit.intact:
        # The copy is what the store is: kept, since a broken trail is no reason to have no copy.
        lines.append(_("its trail is not whole, as in the store: see `frontdesk audit verify`"))
    call.answer(shapes.plain(saved), *lines)


def doctor(
    context: typer.Context,
    rebuild: Annotated[
        bool,
        typer.Option(
            "--rebuild",
            help="Mend first what can be made anew: an older schema (backed up), the guards of "
            "the history, the search index.",
        ),
    ] = False,
) -> None:
    """Whether the store is sound: its file, its schema, its chains, what must hold in it."""
    call = of(context)
    findings = (
        desk.trust.rebuild(call.store, call.acting_as) if rebuild else desk.trust.doctor(call.store)
    )
    bad = [finding for finding in findings if not finding.good]
    document = {"sound": not bad, "findings": shapes.plain(findings)}
    lines = show.findings(findings)
    if any(finding.check == "store" for finding in bad):
        out.lines(() if call.json else lines)
        raise StoreError(bad[0].words, bad[0].hint)
    call.judge(document, lines, (bad[0].words, bad[0].hint) if bad else None)
