"""Macros as people write them in a file: TOML, one macro or several, read and written alike.

What is read is handed to ``desk.kept``, which checks it. It refuses what is no TOML, and names the
line; it judges no verb and no input.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import tomlkit
from tomlkit.items import AoT

from frontdesk import toml_lines
from frontdesk.errors import BadInputError
from frontdesk.i18n import _

Values = dict[str, object]
"""A macro's fields, as ``desk.kept.keep`` takes them."""


def one(text: str) -> Values:
    """The macro of a file: ``letter``, ``format`` and a ``[[steps]]`` for each verb.

    Raises:
        BadInputError: it is no TOML; says where.
    """
    return _values(toml_lines.read(text, _("the macro")))


def many(text: str) -> list[tuple[str, Values]]:
    """The macros of a file by name: a ``[[macro]]`` each, with its ``[[macro.steps]]``.

    Raises:
        BadInputError: it is no TOML, or holds something else; says where.
    """
    contents = toml_lines.read(text, _("the macro"))
    listed = contents.pop("macro", None)
    if contents or not isinstance(listed, list) or not all(isinstance(o, dict) for o in listed):
        raise BadInputError(
            _("the file does not hold macros alone"),
            _("write a [[macro]] with its name for each, and its [[macro.steps]]"),
        )
    return [(str(each.pop("name", "")), _values(each)) for each in listed]


def written(letter: str, format: int, steps: Sequence[Mapping[str, Any]]) -> str:  # noqa: A002
    """A macro as ``one`` reads it."""
    document = tomlkit.document()
    document["format"] = format
    if letter:
        document["letter"] = letter
    listed = AoT([])
    for step in steps:
        table = tomlkit.table()
        table.update(step)
        listed.append(table)
    document.append("steps", listed)
    return tomlkit.dumps(document)


def _values(contents: Mapping[str, Any]) -> Values:
    # A time of day is a value of its own in TOML, and a text for us.
    found = dict(contents)
    if "steps" in found:
        found["steps"] = json.dumps(found["steps"], default=str)
    return found
