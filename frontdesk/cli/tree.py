"""The whole command line: every verb and noun under one root, and one run of it.

Each file of a noun is imported here and nowhere else. It refuses to open a store: verbs do, when
they are run.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Annotated, Any

import typer

import frontdesk
from frontdesk.cli import (
    administration,
    assignment,
    fixes,
    intake,
    ladder,
    lists,
    outcome,
    policies,
    receipts,
    registers,
    repairs,
    trails,
    transfer,
    work,
)
from frontdesk.cli.invocation import Invocation
from frontdesk.cli.options import EVERYWHERE, Noun
from frontdesk.cli.usage import explained
from frontdesk.errors import BadInputError
from frontdesk.i18n import _

PARTS = (
    intake, lists, work, assignment, ladder, receipts, outcome, repairs, fixes, registers, policies,
    transfer, trails, administration,
)  # fmt: skip
"""The files of the nouns, in the order of the help."""


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
        cls=Noun,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
    )
    app.callback()(_root)
    for part in PARTS:
        part.add(app)
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


def run(arguments: Sequence[str]) -> int:
    """Run one command line; gives the exit code.

    Raises:
        FrontdeskError: what went wrong, wrong use of the command line included.
    """
    call = Invocation()
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
