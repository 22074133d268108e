"""From TOML to a policy, or to one line that says where it is wrong and what was meant.

It refuses to go on after a mistake: a policy is used whole or not at all. TOML keeps no line
numbers of values, so the text is looked through a second time for the line of a path.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any, TypeGuard, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from frontdesk import toml_lines
from frontdesk.errors import BadInputError
from frontdesk.i18n import _, plural
from frontdesk.misfits import fitting
from frontdesk.rulebook.book import Policy
from frontdesk.rulebook.values import Section
from frontdesk.text import nearest, safe

SIZE_LIMIT = 2_000_000
"""Characters of a policy file; a longer text is not one."""

_Path = tuple[str | int, ...]


def parse(text: str, name: str = "policy.toml") -> Policy:
    """The policy that a TOML text holds.

    Args:
        text: the whole file.
        name: what the file is called when something is wrong with it.

    Raises:
        BadInputError: it is no TOML, a key is unknown (the nearest known one is named), a value
            has the wrong type or does not fit; the path (``rules[3].when.category``) and, where
            it can be found, the line are named.
    """
    if len(text) > SIZE_LIMIT:
        raise BadInputError(
            _("{file} is too long for a policy").format(file=name),
            _("give a TOML file of {limit} characters at most").format(limit=SIZE_LIMIT),
        )
    plain = toml_lines.read(text, name)
    for path, when in _dates(plain):
        line = toml_lines.line_of(text, path)
        raise BadInputError(
            _("{file}: {path} is {value}").format(
                file=f"{name}:{line}" if line else name, path=spelt(path), value=when.isoformat()
            ),
            _("a date or a time stands here as text, in quotes"),
        )
    try:
        return Policy.model_validate_json(json.dumps(plain, default=_as_text))
    except ValidationError as invalid:
        raise _explained(invalid, text, name) from invalid


def _dates(value: object, path: _Path = ()) -> Iterator[tuple[_Path, date | time]]:
    """Dates and times of TOML where no date is meant: they would pass for text."""
    if isinstance(value, Mapping):
        for key, each in value.items():
            yield from _dates(each, (*path, key))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _dates(each, (*path, index))
    elif isinstance(value, date | time) and path[-1] != "date":
        yield path, value


def _as_text(value: object) -> str:
    """Dates and times of TOML, as JSON has them."""
    if isinstance(value, date | time):
        return value.isoformat()
    raise TypeError(value)


def _explained(invalid: ValidationError, text: str, name: str) -> BadInputError:
    """The first mistake in words, and how many more there are."""
    found = invalid.errors()
    inner = {error["loc"][:depth] for error in found for depth in range(len(error["loc"]))}
    # A list without its bad entry is too short as well: only the entry is worth telling.
    mistakes = [error for error in found if error["loc"] not in inner or not error["loc"]]
    mistakes.sort(key=_unknown_keys_first)
    mistake = mistakes[0]
    path: _Path = tuple(part for part in mistake["loc"] if part != "[key]")
    said = _SAID.match(mistake["msg"]) if not path else None
    line = toml_lines.line_of(text, _path_of(said[1]) if said else path)
    where = f"{name}:{line}" if line else name
    what, hint = _unknown(path) if mistake["type"] == "extra_forbidden" else _unfit(mistake, path)
    more = len(mistakes) - 1
    if more:
        hint += "; " + plural("{n} more mistake after it", "{n} more mistakes after it", more)
    return BadInputError(f"{where}: {what}", hint)


_SAID = re.compile(r"Value error, ([a-z_]+(?:\[\d+\]|\.[A-Za-z_][A-Za-z0-9_]*)*): ")


def _path_of(written: str) -> _Path:
    """The path that ``spelt`` wrote."""
    parts = re.findall(r"[A-Za-z_][A-Za-z0-9_]*|\d+", written)
    return tuple(int(part) if part.isdigit() else part for part in parts)


def _unknown_keys_first(mistake: ErrorDetails) -> int:
    """A misspelt key is also a missing one: name what was written, not what was not."""
    return 0 if mistake["type"] == "extra_forbidden" else 1


def spelt(path: _Path) -> str:
    """A path as people write it: ``rules[3].when.category``."""
    out = ""
    for part in path:
        out += f"[{part}]" if isinstance(part, int) else f".{part}" if out else part
    return safe(out, 200)


def _unknown(path: _Path) -> tuple[str, str]:
    """An unknown key: what it is, and the known key that it resembles."""
    known = _keys_at(path[:-1])
    near = nearest(str(path[-1]), known, 1)
    what = _("{path} is not a key of a policy").format(path=spelt(path))
    if near:
        return what, _("did you mean {key}?").format(key=spelt((*path[:-1], near[0])))
    return what, _("known here: {keys}").format(keys=", ".join(known))


def _keys_at(path: _Path) -> list[str]:
    """The keys that a table at this path may have."""
    model: Any = Policy
    for part in path:
        if not is_section(model) or part not in model.model_fields:
            continue  # the number of an entry of a list, or a name such as that of a currency
        model = next(sections_of(model.model_fields[part].annotation), None)
    return sorted(model.model_fields) if is_section(model) else []


def is_section(model: object) -> TypeGuard[type[Section]]:
    """Whether this is a table of the policy file."""
    return isinstance(model, type) and issubclass(model, Section)


def sections_of(annotation: object) -> Iterator[type[Section]]:
    """The sections that an annotation holds, itself or inside a tuple, a mapping, an option."""
    if is_section(annotation):
        yield annotation
    for inside in get_args(annotation):
        yield from sections_of(inside)


def _unfit(mistake: ErrorDetails, path: _Path) -> tuple[str, str]:
    """A value that does not fit, or one that is missing: what, and what would fit."""
    message = fitting(mistake)
    if mistake["type"] == "missing":
        return (
            _("{path} is missing").format(path=spelt(path)),
            _("add it; the default policy shows and explains every key"),
        )
    if mistake["type"] == "value_error" and not path:
        what, _semicolon, hint = message.partition("; ")
        return what, hint or _("the default policy shows and explains every key")
    saw = _shown(mistake.get("input"))
    hint = _choice(mistake) or message
    return _("{path} is {value}").format(path=spelt(path), value=saw), hint


def _choice(mistake: ErrorDetails) -> str:
    """For a word out of a list: the nearest, and the list."""
    if mistake["type"] != "enum":
        return ""
    allowed = re.findall(r"'([^']+)'", str(mistake.get("ctx", {}).get("expected", "")))
    near = nearest(str(mistake.get("input")), allowed, 1)
    choices = _("one of {words}").format(words=", ".join(allowed))
    return _("did you mean {word}?").format(word=near[0]) + f" ({choices})" if near else choices


def _shown(value: object) -> str:
    """A value as it was written, cut short."""
    if isinstance(value, Mapping):
        return _("a table")
    if isinstance(value, list | tuple):
        return _("a list")
    return safe(json.dumps(value, ensure_ascii=False, default=str), 60)
