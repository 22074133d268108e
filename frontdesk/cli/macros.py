"""``macro``: verbs in their order, kept as a file says them, and run on tickets as one act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from frontdesk import channels, desk, insight
from frontdesk.cli import change, keeping, out, typed
from frontdesk.cli.invocation import of
from frontdesk.cli.keeping import Name, Sets, Shared, Thing
from frontdesk.cli.options import Several, Verb
from frontdesk.errors import BadInputError, RefusedError
from frontdesk.i18n import _
from frontdesk.terms import KeptKind
from frontdesk.text import safe

if TYPE_CHECKING:
    from frontdesk.desk.office import Office
    from frontdesk.insight.kept import KeptRow
    from frontdesk.rows import Done

File = Annotated[
    str,
    typer.Option("--from", metavar="FILE", help="The macro in TOML, as show prints; - reads it."),
]
MaybeFile = Annotated[
    str | None,
    typer.Option("--from", metavar="FILE", help="Other steps, in TOML; - reads standard input."),
]
Macros = Annotated[
    str,
    typer.Argument(metavar="FILE", help="A [[macro]] with its name for each; - reads it."),
]


def add(app: typer.Typer) -> None:
    """Register the noun."""
    group = keeping.noun(app, MACRO, adding, editing)
    group.command("import", cls=Verb)(importing)
    group.command("run", cls=Several)(running)


def _document(row: KeptRow) -> dict[str, Any]:
    """A macro for a script: its steps as a list, or why it cannot be used."""
    plain: dict[str, Any] = {"steps": None, "cannot": None}
    try:
        plain["steps"] = desk.macros.plain(desk.macros.of(row).steps)
    except BadInputError as error:
        plain["cannot"] = str(error)
    body = {"letter": row.body.get("letter", ""), "format": int(row.body.get("format", 0))}
    return {"name": row.name, "shared": row.shared, "owner": row.owner, **body, **plain}


def _told(row: KeptRow) -> Mapping[str, object]:
    """A macro in a line of a table."""
    try:
        return {**_document(row), "steps": str(desk.macros.of(row))}
    except BadInputError as error:
        return {**_document(row), "steps": error.title}


def _lines(row: KeptRow) -> list[str]:
    """A macro as a file says it."""
    macro = desk.macros.of(row)
    steps = desk.macros.plain(macro.steps)
    text = channels.macros.written(macro.letter, desk.macros.FORMAT, steps)
    return safe(text, lines=True).splitlines()


MACRO = Thing(
    KeptKind.MACRO, "Macros: verbs in their order, run on tickets as one act.", "steps",
    {"letter": "What runs it in the console.", "steps": "Its verbs."}, _document, _lines, _told,
)  # fmt: skip


def adding(
    context: typer.Context, name: Name, file: File, sets: Sets = None, shared: Shared = False
) -> None:
    """Keep the verbs of a file under a name."""
    call = of(context)
    values = {**channels.macros.one(_text(file)), **typed.fields(sets or ())}
    desk.kept.keep(call.office, KeptKind.MACRO, name, values, shared=shared, fresh=True)
    keeping.say(call, MACRO, name)


def editing(
    context: typer.Context,
    name: Name,
    file: MaybeFile = None,
    sets: Sets = None,
    shared: Shared = False,
) -> None:
    """Change a macro: its steps from a file, its letter by --set letter=X."""
    call = of(context)
    values = channels.macros.one(_text(file)) if file is not None else {}
    values |= typed.fields(sets or ())
    if not values:
        raise BadInputError(_("nothing to change"), _("say --from FILE, or --set letter=X"))
    insight.kept.one(call.kept, KeptKind.MACRO, call.office.actor.login, name)
    desk.kept.keep(call.office, KeptKind.MACRO, name, values, shared=shared)
    keeping.say(call, MACRO, name)


def importing(context: typer.Context, file: Macros, shared: Shared = False) -> None:
    """Keep all macros of a file, or none; those of the same names are replaced."""
    call = of(context)
    several = channels.macros.many(_text(file))
    desk.kept.keep_all(call.office, KeptKind.MACRO, several, shared=shared)
    login = call.office.actor.login
    rows = [insight.kept.one(call.kept, KeptKind.MACRO, login, name) for name, _values in several]
    if call.json:
        out.document({"items": [_document(row) for row in rows], "next": None})
    else:
        out.lines([f"{safe(row.name, 80)}: {desk.macros.of(row)}" for row in rows])


def running(context: typer.Context, name: Name, numbers: typed.Numbers = None) -> None:
    """Do all verbs of a macro to tickets; one that refuses a verb has none of them."""
    call = of(context)
    row = insight.kept.one(call.kept, KeptKind.MACRO, call.office.actor.login, name)
    macro = desk.macros.of(row)

    def act(office: Office, ns: Sequence[int], seen: int | None) -> Done:
        several = len(ns) > 1
        there = office.lenient() if several else office
        done = desk.macros.run(there, macro.steps, ns, expect=seen)
        if office.keep and not done.numbers:
            raise _nothing(done)
        return done

    change.change(context, numbers, act)


def _nothing(done: Done) -> RefusedError:
    first = done.changes[0]
    return RefusedError(
        _("no ticket takes all of it; {number}: {why}").format(
            number=first.number, why=first.refused
        ),
        _("--preview says what each would do"),
    )


def _text(file: str) -> str:
    """What a file says.

    Raises:
        NotFoundError: it is not there; BadInputError: it is no text.
    """
    if file == "-":
        return typed.read_stdin()
    try:
        return typed.existing(file).read_text("utf-8")
    except (UnicodeDecodeError, OSError) as error:
        raise BadInputError(
            _("{path} cannot be read: {why}").format(path=safe(file), why=error),
            _("give a file that is UTF-8"),
        ) from None
