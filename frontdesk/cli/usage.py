"""Wrong use of the command line in frontdesk's own words, as one error like all others."""

from __future__ import annotations

from typing import Any

from typer import BadParameter, TyperException

from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.misfits import fitting
from frontdesk.text import safe


def explained(error: TyperException) -> BadInputError:
    """What a person typed wrongly, and how it is typed."""
    context: Any = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "frontdesk"
    help_ = _("`{path} --help` says how").format(path=path)
    name = type(error).__name__
    if name == "NoSuchOption":
        near: list[str] = list(getattr(error, "possibilities", None) or ())
        title = _("there is no option {name} here").format(
            name=safe(str(getattr(error, "option_name", "")), 60)
        )
        hint = _("nearest: {names}").format(names=", ".join(near[:2])) if near else help_
        return BadInputError(title, hint)
    if name == "BadOptionUsage":
        option = safe(str(getattr(error, "option_name", "")), 60)
        return BadInputError(_("{option} needs a value").format(option=option), help_)
    if name == "MissingParameter":
        return BadInputError(_("{what} is missing").format(what=_named(error)), help_)
    if isinstance(error, BadParameter):
        why = safe(" ".join(_why(error).split()), 300)
        return BadInputError(
            _("the value of {what}: {why}").format(what=_named(error), why=why), help_
        )
    if context is not None and error.message == "Missing command.":
        names = context.command.list_commands(context)
        listed = _("one of: {names}").format(names=", ".join(names))
        return BadInputError(
            _("{path} needs a verb").format(path=path), listed if context.parent else help_
        )
    said = safe(" ".join(error.format_message().split()), 300).rstrip(".")
    return BadInputError(said[:1].lower() + said[1:], help_)


def _why(error: BadParameter) -> str:
    """What would fit instead, in the reader's words where a model has found it wrong."""
    found = getattr(error.__cause__, "errors", None)
    return fitting(found()[0]) if callable(found) else error.message


def _named(error: TyperException) -> str:
    """The option or argument that an error is about, as it is typed."""
    parameter: Any = getattr(error, "param", None)
    if parameter is None:
        return _("something")
    if parameter.param_type_name == "option":
        return str(max(parameter.opts, key=len))
    return str(parameter.metavar or parameter.name).upper()
