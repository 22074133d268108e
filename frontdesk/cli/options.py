"""Options that many verbs share, given once: the global ones, and those of verbs that change.

Each kind of command adds its own to what a verb declares (``cls=`` where a verb is registered),
so that they stand before the verb or after it, in its help and in completion alike. Their values
land in the ``Invocation``.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

import typer
from typer.core import TyperCommand, TyperGroup

from frontdesk.cli.invocation import Invocation
from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.text import nearest, safe

EVERYWHERE = "Everywhere"
"""The heading of the global options in help."""


def _keep(context: typer.Context, parameter: typer.CallbackParam, value: Any) -> Any:
    """Put a value into the invocation, where it was given at all."""
    if isinstance(context.obj, Invocation) and value not in (None, False):
        setattr(context.obj, str(parameter.name), value)
    return value


def _shared(*names: str, **more: Any) -> Any:
    return typer.Option(*names, callback=_keep, expose_value=False, **more)


def _everywhere(
    store: Annotated[
        str | None,
        _shared(
            "--store", metavar="PATH", rich_help_panel=EVERYWHERE,
            help="The store: a path, or sqlite:///PATH (else FRONTDESK_STORE, else your own).",
        ),
    ] = None,
    acting_as: Annotated[
        str | None,
        _shared(
            "--as", metavar="LOGIN", rich_help_panel=EVERYWHERE,
            help="Who acts, for those who may act for others (else FRONTDESK_AS, else you).",
        ),
    ] = None,
    json: Annotated[
        bool,
        _shared(
            "--json", rich_help_panel=EVERYWHERE,
            help="One JSON document on standard output, nothing else.",
        ),
    ] = False,
    at: Annotated[
        str | None,
        _shared(
            "--at", metavar="TIME", rich_help_panel=EVERYWHERE,
            help="When it happens, for what is typed later (else FRONTDESK_NOW, else now).",
        ),
    ] = None,
) -> None:  # fmt: skip
    """The global options."""


def _changing(
    expect: Annotated[
        int | None,
        _shared(
            "--expect-version", metavar="V",
            help="Refuse when somebody has changed the same since this version.",
        ),
    ] = None,
) -> None:  # fmt: skip
    """Options of every verb that changes a ticket."""


def _several(
    query: Annotated[
        str | None,
        _shared("--query", metavar="Q", help="Every ticket of a query, instead of numbers."),
    ] = None,
    preview: Annotated[
        bool, _shared("--preview", help="Say what each would do, and do nothing.")
    ] = False,
) -> None:
    """Options of every verb that takes several tickets."""


def field_option(name: str, words: str) -> Any:
    """An option that fills a field of an entry of the register."""
    return typer.Option(
        f"--{name.replace('_', '-')}",
        metavar="X",
        help=words or None,
        callback=_fill,
        expose_value=False,
    )


def _fill(context: typer.Context, parameter: typer.CallbackParam, value: Any) -> Any:
    if isinstance(context.obj, Invocation) and value is not None:
        context.obj.fields[str(parameter.name)] = value
    return value


def _of(function: Any) -> list[Any]:
    """The options that a function declares."""
    made = typer.Typer(add_completion=False)
    made.command("options")(function)
    return list(typer.main.get_command(made).params)


class Verb(TyperCommand):
    """A command; it knows the global options."""

    own: ClassVar[tuple[Any, ...]] = ()

    def __init__(self, name: str | None, **settings: Any) -> None:
        super().__init__(name, **settings)
        for function in (*self.own, _everywhere):
            self.params += _options(function)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Help on arguments and options, the global ones last."""
        _format(self, ctx, formatter)


class Change(Verb):
    """A command that changes a ticket."""

    own = (_changing,)


class Tying(Change):
    """A command behind which ``--as`` says something else: who acts is said before the verb."""

    def __init__(self, name: str | None, **settings: Any) -> None:
        super().__init__(name, **settings)
        self.params = [each for each in self.params if each.name != "acting_as"]


class Several(Verb):
    """A command that changes one or several tickets."""

    own = (_several, _changing)


class Noun(TyperGroup):
    """A group of commands; it knows the global options, and the nearest command to a wrong one."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.params += _options(_everywhere)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Help on options and commands, under their headings."""
        _format(self, ctx, formatter)
        headings: dict[str, list[tuple[str, str]]] = {}
        names = self.list_commands(ctx)
        limit = formatter.width - 6 - max(map(len, names), default=0)
        for name in names:
            command = self.get_command(ctx, name)
            if command is not None and not command.hidden:
                heading = getattr(command, "rich_help_panel", None)
                heading = heading if isinstance(heading, str) else "Commands"
                line = (name, command.get_short_help_str(limit))
                headings.setdefault(heading, []).append(line)
        for heading, listed in headings.items():
            with formatter.section(_(heading)):
                formatter.write_dl(listed)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that is meant.

        Raises:
            BadInputError: there is none of that name; the nearest are named.
        """
        names = self.list_commands(ctx)
        if args and args[0] not in names and not args[0].startswith("-"):
            near = nearest(args[0], names)
            where = f"{ctx.command_path} " if ctx.parent else ""
            hint = _("nearest: {names}").format(names=", ".join(where + name for name in near))
            raise BadInputError(
                _("there is no command {name!r}").format(name=safe(where + args[0], 60)),
                hint if near else _("`{path} --help` lists them").format(path=ctx.command_path),
            )
        return super().resolve_command(ctx, args)


_MADE: dict[Any, list[Any]] = {}


def _options(function: Any) -> list[Any]:
    """The options that a function declares, made once."""
    if function not in _MADE:
        _MADE[function] = _of(function)
    return _MADE[function]


def _format(command: Any, ctx: Any, formatter: Any) -> None:
    arguments, own, everywhere = [], [], []
    for parameter in command.get_params(ctx):
        record = parameter.get_help_record(ctx)
        if record is None:
            continue
        if parameter.param_type_name == "argument":
            arguments.append((parameter.metavar or parameter.name.upper(), record[1]))
        elif parameter.rich_help_panel == EVERYWHERE or parameter.name == "help":
            everywhere.append(record)
        else:
            own.append(record)
    for heading, listed in (("Arguments", arguments), ("Options", own), (EVERYWHERE, everywhere)):
        if listed:
            with formatter.section(_(heading)):
                formatter.write_dl(listed)
