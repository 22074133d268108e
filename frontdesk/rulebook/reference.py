"""The keys of the policy file, read off its schema: meaning, value, default, example of each.

What a key means stands in the docstring of its section, its type and default in the code. It
refuses to know a key itself; ``policysheet`` makes the page of it, the Policy screen shows some.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from inspect import cleandoc
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from frontdesk.i18n import _
from frontdesk.rulebook.book import Policy
from frontdesk.rulebook.editing import inline
from frontdesk.rulebook.reading import sections_of
from frontdesk.rulebook.values import Section, Written, several

_LONG_TABLE = 6
"""Keys of a table that is shown on its own, not in a cell."""


class Key(NamedTuple):
    """One key of the policy file.

    Attributes:
        path: the keys that lead to it; ``*`` stands for any name, ``[]`` follows a list.
        meaning: from the docstring of its section; empty where nobody has written one.
        value: how it is written; ``default``: as TOML, or words.
        example: as TOML; empty where the example lacks it.
    """

    path: tuple[str, ...]
    meaning: str
    value: str
    default: str
    example: str


class Table(NamedTuple):
    """A table of the policy file: its heading, what it is about, its keys."""

    heading: str
    about: str
    keys: tuple[Key, ...]


def tables(examples: Mapping[str, Any] | None = None) -> list[Table]:
    """Every table that a policy file may have, in its order; a kind of table once.

    Args:
        examples: a policy as TOML gives it, from which examples are taken.
    """
    return list(_tables(Policy, (), examples or {}, set()))


def singles() -> Iterator[Key]:
    """The keys of tables that a policy has once, such as ``desk.hop_budget``.

    What they mean is shown on a screen, so that the catalogues hold it: show it with ``_``.
    """
    return (key for table in tables() for key in table.keys if len(key.path) == 2)


def lacking(found: Sequence[Table]) -> list[str]:
    """What is missing from the reference: keys without a meaning or an example."""
    return [
        f"{'.'.join(key.path).replace('.[]', '[]')}: no {what}"
        for table in found
        for key in table.keys
        for what in ("meaning", "example")
        if not getattr(key, what)
    ]


def _tables(
    model: type[Section], path: tuple[str, ...], examples: Any, told: set[type]
) -> Iterator[Table]:
    told.add(model)
    meanings = _meanings(model)
    fields = model.model_fields
    keys = tuple(
        Key(
            (*path, name),
            meanings.get(name) or _about_inner(field.annotation),
            _with_unit(name, field),
            _default(model, name, field),
            _example(examples, (*path, name)),
        )
        for name, field in fields.items()
        if not (path == () and next(sections_of(field.annotation), None))
    )
    yield Table(_heading(path), _about(model), keys)
    for name, field in fields.items():
        for inner in sections_of(field.annotation):
            if inner not in told:
                yield from _tables(inner, (*path, name, *_steps(field.annotation)), examples, told)


def _steps(annotation: Any) -> tuple[str, ...]:
    """What stands between a key and the tables under it: a list, names, or nothing."""
    origin = get_origin(annotation)
    if origin is Annotated or origin in (Union, UnionType):
        return next(filter(None, map(_steps, get_args(annotation))), ())
    if origin is tuple:
        return ("[]",)
    return ("*",) if origin is not None and issubclass(origin, Mapping) else ()


def _heading(path: Sequence[str]) -> str:
    if not path:
        return "Above all tables"
    many = path[-1] == "[]"
    name = ".".join("NAME" if part == "*" else part for part in path if part != "[]")
    return f"`[[{name}]]`" if many else f"`[{name}]`"


def _about_inner(annotation: Any) -> str:
    """For a key that holds a table: what that table is about."""
    inner = next(sections_of(annotation), None)
    if inner is None:
        return ""
    about = _about(inner).partition(". ")[0].rstrip(".")
    return about[:1].lower() + about[1:]


def _about(model: type[Section]) -> str:
    about, _heading_of, _rest = cleandoc(model.__doc__ or "").partition("\n\nAttributes:")
    return about.replace("\n", " ").replace("``", "`")


_ENTRY = re.compile(r"^    ((?:\w+, )*\w+): (.*(?:\n {6,}.*)*)", re.MULTILINE)
_INNER = re.compile(r"[;,] ``(\w+)``: ")


def _meanings(model: type[Section]) -> dict[str, str]:
    """The meaning of each key, from ``Attributes:``; ``a: …; ``b``: …`` explains both."""
    _about_it, _heading_of, attributes = cleandoc(model.__doc__ or "").partition("Attributes:\n")
    found: dict[str, str] = {}
    for names, text in _ENTRY.findall(attributes):
        present = names.split(", ")
        for part in re.split(r"(?=[;,] ``\w+``: )", " ".join(text.split())):
            inner = _INNER.match(part)
            if inner and inner[1] in model.model_fields:
                present, part = [inner[1]], part[inner.end() :]
            found |= {name: found.get(name, "") + part for name in present}
    return {name: text.rstrip(".").replace("``", "`") for name, text in found.items()}


def _value(annotation: Any, metadata: Sequence[Any] = ()) -> str:
    """How a value is written: words, a number within bounds, one of a list."""
    if written := next((each for each in metadata if isinstance(each, Written)), None):
        return _(written.how)
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _value(inner[0], (*inner[1:], *metadata))
    if origin in (Union, UnionType):
        return _(" or ").join(_value(each, metadata) for each in inner if each is not NoneType)
    if origin is tuple:
        lax = any(getattr(each, "func", None) is several for each in metadata)
        if next(sections_of(annotation), None):
            return _("tables")
        said = _("{how}; one or a list") if lax else _("a list: {how}")
        return said.format(how=_value(inner[0]))
    if origin is not None and issubclass(origin, Mapping):
        return _("a table: {key} = {how}").format(key=_value(inner[0]), how=_value(inner[1]))
    return _plain(annotation, metadata)


def _with_unit(name: str, field: FieldInfo) -> str:
    """How a key's value is written; a number with the unit that the name of the key ends with."""
    value = _value(field.annotation, field.metadata)
    counted = field.annotation in (int, float) and not any(
        isinstance(each, Written) for each in field.metadata
    )
    said = {
        "minutes": _("{number} minutes"),
        "hours": _("{number} hours"),
        "days": _("{number} days"),
    }.get(name.rpartition("_")[2])
    return said.format(number=value) if said is not None and counted else value


def _plain(kind: Any, metadata: Sequence[Any]) -> str:
    bounds = {
        name: getattr(each, name)
        for each in _flat(metadata)
        for name in ("ge", "gt", "le", "lt", "max_length")
        if getattr(each, name, None) is not None
    }
    if isinstance(kind, type) and issubclass(kind, Enum):
        return " ".join(f"`{each.value}`" for each in kind)
    if isinstance(kind, type) and issubclass(kind, Section):
        return _("a table")
    if kind is bool:
        return _("`true` or `false`")
    if kind in (int, float):
        number = _("whole number") if kind is int else _("number")
        return ", ".join(filter(None, (number, _span(bounds))))
    if kind is str:
        most = bounds.get("max_length")
        return _("text, up to {n}").format(n=most) if most is not None else _("text")
    return str(getattr(kind, "__name__", kind))


def _span(bounds: Mapping[str, float]) -> str:
    """``0 to 50``, ``above 0, up to 24``, ``1 or more``."""
    low, high = bounds.get("ge"), bounds.get("le")
    if low is not None:
        said = _("{low} to {high}") if high is not None else _("{low} or more")
        return said.format(low=f"{low:,}", high=f"{high:,}" if high is not None else "")
    above = _("above {n}").format(n=f"{bounds['gt']:,}") if "gt" in bounds else ""
    below = _("up to {n}").format(n=f"{high:,}") if high is not None else ""
    return ", ".join(filter(None, (above, below)))


def _flat(metadata: Sequence[Any]) -> Iterator[Any]:
    for each in metadata:
        if isinstance(each, FieldInfo):
            yield from each.metadata
        else:
            yield each


def _default(model: type[Section], name: str, field: FieldInfo) -> str:
    if field.is_required():
        return _("required")
    value = field.get_default(call_default_factory=True)
    if isinstance(value, Section):
        return _("that of its keys")
    # Written as the policy's own dump writes it: spans, comparisons and words of the field.
    shown = model.model_construct(**{name: value}).model_dump(mode="json", include={name})[name]
    return _("none") if shown in (None, [], {}, "") else f"`{inline(shown)}`"


def _example(examples: Any, path: Sequence[str]) -> str:
    """The first value of a key in the example; tables are too long for one cell."""
    found = next(_values(examples, path), None)
    if found is None:
        return ""
    if isinstance(found, list) and found and isinstance(found[0], Mapping):
        return f"`[[{path[-1]}]]`"
    long = isinstance(found, Mapping) and len(found) > _LONG_TABLE
    return f"`[{path[-1]}]`" if long else f"`{inline(found)}`"


def _values(examples: Any, path: Sequence[str]) -> Iterator[Any]:
    if not path:
        yield examples
    elif path[0] == "[]":
        for each in examples:
            yield from _values(each, path[1:])
    elif path[0] == "*":
        for each in examples.values():
            yield from _values(each, path[1:])
    elif path[0] in examples:
        yield from _values(examples[path[0]], path[1:])
