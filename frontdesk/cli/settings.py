"""``settings``: one's own settings of the console: what holds, where they lie, whether they can be.

The file is the person's: it is changed in an editor or on the settings screen. Nothing here opens
a store.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from frontdesk.cli import out, register_words, typed
from frontdesk.cli.invocation import of
from frontdesk.cli.options import Noun, Verb
from frontdesk.commands import key_shown
from frontdesk.i18n import _, plural
from frontdesk.preferences import file as settings_file
from frontdesk.text import safe

if TYPE_CHECKING:
    from frontdesk.preferences import Preferences

PANEL = "Yourself"
File = Annotated[
    str | None,
    typer.Argument(metavar="FILE", help="A settings file; else your own."),
]


def add(app: typer.Typer) -> None:
    """Register the noun."""
    noun = typer.Typer(
        cls=Noun, help="Your own settings: theme, language, keys.", rich_markup_mode=None
    )
    for verb in (show, path, check):
        noun.command(verb.__name__, cls=Verb)(verb)
    app.add_typer(noun, name="settings", rich_help_panel=PANEL)


def _document(preferences: Preferences) -> dict[str, Any]:
    return {
        "theme": preferences.theme,
        "language": preferences.language or None,
        "reduced_motion": preferences.reduced_motion,
        "keys": {id: list(map(key_shown, keys)) for id, keys in preferences.keys.items()},  # noqa: A001
    }


def show(context: typer.Context) -> None:
    """What holds: your settings, and the defaults of what they leave out."""
    call = of(context)
    document = _document(settings_file.load(settings_file.default_path()))
    keys = (f"{id} = {' '.join(written)}" for id, written in document["keys"].items())  # noqa: A001
    call.answer(document, *register_words.entry({**document, "keys": ", ".join(keys)}))


def path(context: typer.Context) -> None:
    """Where your settings lie, whether or not there are any yet."""
    where = settings_file.default_path()
    document = {"path": str(where), "exists": where.exists()}
    of(context).answer(document, safe(str(where)))


def check(context: typer.Context, file: File = None) -> None:
    """Whether a settings file can be used (else exit code 2), and what is odd about it (then 1)."""
    where = typed.existing(file) if file is not None else settings_file.default_path()
    odd = settings_file.load(where).warnings
    lines = [_("{name} can be used").format(name=safe(str(where)))]
    for each in odd:
        lines += out.wrapped(safe(each), first="  ✗ ")
    failed = None
    if odd:
        failed = (
            plural("{n} warning about the settings", "{n} warnings about the settings", len(odd)),
            _("they can be used; each warning stands on standard output"),
        )
    document = {"usable": True, "path": str(where), "warnings": list(odd)}
    of(context).judge(document, lines, failed)
