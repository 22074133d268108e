"""The whole command line: every verb and noun under one root, and one run of it.

A file is imported when one of its verbs is asked for, all of them for the help. It refuses to open
a store: verbs do, when they are run.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import import_module
from types import MappingProxyType
from typing import Annotated, Any

import typer

import frontdesk
from frontdesk.cli.invocation import Invocation
from frontdesk.cli.options import EVERYWHERE, Noun
from frontdesk.cli.usage import explained
from frontdesk.errors import BadInputError, FrontdeskError
from frontdesk.i18n import _, use

PARTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "intake": ("new",),
        "requests": ("request",),
        "lists": ("list", "find", "show"),
        "similar": ("similar",),
        "work": ("note", "reply", "contact", "wait", "edit"),
        "assignment": ("take", "assign", "unassign", "next", "handover"),
        "ladder": ("escalate", "accept", "return", "hand-back", "decline"),
        "receipts": ("route", "why"),
        "clocks": ("clock",),
        "outcome": ("try", "resolve", "reopen", "close", "cancel", "undo", "redo", "run-due"),
        "attachments": ("attach", "attachment"),
        "relations": ("merge", "unmerge", "link"),
        "repairs": ("repair",),
        "fixes": ("fix",),
        "registers": (
            "requester", "asset", "agent", "team", "site", "shift", "vendor", "part",
            "organisation", "plan",
        ),
        "keeping": ("view", "answer"),
        "macros": ("macro",),
        "policies": ("policy",),
        "learning": ("learn",),
        "transfer": ("export", "import"),
        "reports": ("report",),
        "trails": ("audit",),
        "settings": ("settings",),
        "administration": ("init", "demo", "backup", "doctor"),
    }
)  # fmt: skip
"""The file of each verb and noun, in the order of the help. A test keeps it true."""


class Root(Noun):
    """All verbs and nouns; a file is read when one of its verbs is asked for."""

    @property
    def names(self) -> list[str]:
        """Every verb and noun, without reading a file."""
        return [name for names in PARTS.values() for name in names]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of a name; ``None`` when there is none."""
        if cmd_name not in self.commands and cmd_name in self.names:
            part = next(part for part, names in PARTS.items() if cmd_name in names)
            self.commands.update(read(part, cmd_name))
        return self.commands.get(cmd_name)

    def list_commands(self, ctx: Any) -> list[str]:
        """Every verb and noun, in the order of the help."""
        return self.names


def read(part: str, name: str | None = None) -> dict[str, Any]:
    """The commands of a file.

    Args:
        name: the one that is wanted, where a file has many nouns.
    """
    module = import_module(f"frontdesk.cli.{part}")
    app = typer.Typer(cls=Noun, rich_markup_mode=None, add_completion=False)
    app.callback()(lambda: None)
    if part == "registers":
        module.add(app, name)
    else:
        module.add(app)
    found: dict[str, Any] = dict(typer.main.get_group(app).commands)
    for each in found.values():
        _translate(each)
    return found


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"frontdesk {frontdesk.__version__}")
        raise typer.Exit


def _root(
    version: Annotated[
        bool,
        typer.Option(
            "--version", is_eager=True, callback=_version, help="Say the version, and leave.",
            rich_help_panel=EVERYWHERE,
        ),
    ] = False,
) -> None:  # fmt: skip
    """The terminal console that an IT front office runs on its desks all day.

    Without a verb it opens the console. Exit codes: 0 done, 1 refused, 2 wrong use or bad input,
    3 the store cannot be used.
    """


@lru_cache(maxsize=1)
def command() -> Any:
    """The root of the command line."""
    app = typer.Typer(
        name="frontdesk",
        cls=Root,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
    )
    app.callback()(_root)
    made = typer.main.get_command(app)
    _translate(made)
    return made


def _translate(found: Any) -> None:
    """Help in the reader's language; docstrings and option helps are its messages."""
    if found.help:
        found.help = _(found.help)
    for parameter in found.params:
        if parameter.help:
            parameter.help = _(parameter.help)
    for inner in getattr(found, "commands", {}).values():
        _translate(inner)


def _readable(arguments: Sequence[str]) -> None:
    """Refuse words of which Python could only keep the bytes: no store and no screen takes them."""
    if any("\ud800" <= character <= "\udfff" for word in arguments for character in word):
        raise BadInputError(
            _("the command line is not UTF-8"),
            _("use a UTF-8 locale, or convert the text, as with iconv -t utf-8"),
        )


def _speak(arguments: Sequence[str]) -> None:
    """Take the language from the person's settings, where the environment names none.

    What a script reads is English whatever its owner speaks. A settings file that cannot be used
    is said on standard error; it stops no verb.
    """
    if "--json" in arguments:
        use("en")
        return
    if os.environ.get("FRONTDESK_LANG") or "_FRONTDESK_COMPLETE" in os.environ:
        use()
        return
    from frontdesk.preferences import file

    try:
        use(file.load(file.default_path()).language or None)
    except FrontdeskError as error:
        typer.echo(f"frontdesk: {error}", err=True)


def run(arguments: Sequence[str]) -> int:
    """Run one command line; gives the exit code.

    Raises:
        FrontdeskError: what went wrong, wrong use of the command line included.
    """
    call = Invocation()
    _speak(arguments)
    _readable(arguments)
    try:
        code = command().main(
            list(arguments), prog_name="frontdesk", standalone_mode=False, obj=call
        )
    except typer.TyperException as error:
        raise explained(error) from error
    except typer.Abort as error:
        raise BadInputError(_("given up"), _("nothing was changed")) from error
    finally:
        call.close()
    return code if isinstance(code, int) else 0
