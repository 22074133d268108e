"""``view`` and ``answer``: what people keep to use again, their own or everybody's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from frontdesk import desk, insight
from frontdesk.cli import out, register_words, shapes, typed
from frontdesk.cli.invocation import Invocation, of
from frontdesk.cli.options import Noun, Verb
from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.terms import KeptKind
from frontdesk.text import safe

if TYPE_CHECKING:
    from frontdesk.insight.kept import KeptRow

PANEL = "Register"
Name = Annotated[str, typer.Argument(metavar="NAME", help="What it is called.")]
Shared = Annotated[bool, typer.Option("--shared", help="Everybody's, not one's own.")]
Sets = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="FIELD=VALUE", help="Any field; once for each."),
]


def document_of(row: KeptRow) -> dict[str, Any]:
    """Something that is kept, for a script."""
    return {"name": row.name, "shared": row.shared, "owner": row.owner, **row.body}


def lines_of(row: KeptRow) -> list[str]:
    """The same for people."""
    return register_words.entry(document_of(row))


@dataclass(frozen=True, slots=True)
class Thing:
    """One kind of thing that is kept.

    Attributes:
        main: the field that stands behind the name when it is added.
        document: one of them for scripts. ``lines``: the same for people; ``told``: in a table.
    """

    kind: KeptKind
    words: str
    main: str
    fields: Mapping[str, str]
    document: Callable[[KeptRow], dict[str, Any]] = document_of
    lines: Callable[[KeptRow], list[str]] = lines_of
    told: Callable[[KeptRow], Mapping[str, object]] = document_of


THINGS = (
    Thing(KeptKind.VIEW, "Saved views of tickets.", "query",
          {"query": "As typed behind /.", "sort": "priority, due …", "place": "1 to 9: its key."}),
    Thing(KeptKind.ANSWER, "Canned answers.", "text",
          {"text": "{requester}, {number} … are filled.", "language": "sv, pl, en …"}),
)  # fmt: skip


def add(app: typer.Typer) -> None:
    """Register the nouns."""
    for thing in THINGS:
        noun(app, thing, _add(thing), _edit(thing))


def noun(app: typer.Typer, thing: Thing, adding: Any, editing: Any) -> typer.Typer:
    """A noun with the verbs that all have that is kept; two of them are its own."""
    group = typer.Typer(cls=Noun, help=thing.words, rich_markup_mode=None)
    group.command("list", cls=Verb)(_list(thing))
    group.command("show", cls=Verb)(_show(thing))
    group.command("add", cls=Verb)(adding)
    group.command("edit", cls=Verb)(editing)
    group.command("drop", cls=Verb)(_drop(thing))
    app.add_typer(group, name=thing.kind.value, rich_help_panel=PANEL)
    return group


def _list(thing: Thing) -> Any:
    def listing(context: typer.Context) -> None:
        """One's own, then everybody's."""
        call = of(context)
        rows = insight.kept.kept(call.kept, thing.kind, call.office.actor.login)
        if call.json:
            out.document({"items": [thing.document(row) for row in rows], "next": None})
        else:
            names = ("name", "shared", *thing.fields)
            out.lines(register_words.entries([thing.told(row) for row in rows], names, more=False))

    return listing


def say(call: Invocation, thing: Thing, name: str) -> None:
    """Answer with what is kept under a name."""
    row = insight.kept.one(call.kept, thing.kind, call.office.actor.login, name)
    call.answer(shapes.plain(thing.document(row)), *thing.lines(row))


def _show(thing: Thing) -> Any:
    def showing(context: typer.Context, name: Name) -> None:
        """One of them whole."""
        say(of(context), thing, name)

    return showing


def _add(thing: Thing) -> Any:
    def adding(
        context: typer.Context, name: Name, main: str, sets: Sets = None, shared: Shared = False
    ) -> None:
        """Keep something under a name."""
        call = of(context)
        values = {thing.main: typed.text(main), **typed.fields(sets or ())}
        desk.kept.keep(call.office, thing.kind, name, values, shared=shared, fresh=True)
        say(call, thing, name)

    adding.__annotations__["main"] = Annotated[
        str, typer.Argument(metavar=thing.main.upper(), help=thing.fields[thing.main])
    ]
    return adding


def _edit(thing: Thing) -> Any:
    def editing(
        context: typer.Context, name: Name, sets: Sets = None, shared: Shared = False
    ) -> None:
        """Change what is kept under a name."""
        call = of(context)
        values = typed.fields(sets or ())
        if not values:
            raise BadInputError(_("nothing to change"), _("say --set field=value"))
        insight.kept.one(call.kept, thing.kind, call.office.actor.login, name)
        desk.kept.keep(call.office, thing.kind, name, values, shared=shared)
        say(call, thing, name)

    return editing


def _drop(thing: Thing) -> Any:
    def dropping(context: typer.Context, name: Name, shared: Shared = False) -> None:
        """Use it no longer; adding it again brings it back."""
        call = of(context)
        desk.kept.drop(call.office, thing.kind, name, shared=shared)
        document = {"name": name, "dropped": True}
        call.answer(document, _("{name} is no longer used").format(name=safe(name, 80)))

    return dropping
