"""No slip of the pen passes: each key misspelt, each value of a wrong type is named by its path."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from frontdesk import policy, policysheet
from frontdesk.errors import BadInputError
from frontdesk.rulebook import reference
from frontdesk.rulebook.editing import inline

EXAMPLE = tomllib.loads(policysheet.EXAMPLES.read_text("utf-8"))
KEYS = [key for table in reference.tables(EXAMPLE) for key in table.keys]
WRONG: dict[type, tuple[Any, ...]] = {
    str: (True, -7, {"x": 1}, [["x"]], date(1979, 5, 27)),
    int: ("x y", True, {"x": 1}, [["x"]], date(1979, 5, 27)),
    float: ("x y", True, {"x": 1}, [["x"]]),
    bool: ("true", 1, 0, [True], {"x": True}),
    list: (-7, True, {"x": 1}, [["x"]], [{"x": 1}]),
    dict: (7, "x y", True, [7]),
}


def toml(value: Any) -> str:
    """A value on one line; dates as TOML has them."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml(each)}" for key, each in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return inline(value)


def refusal(document: dict[str, Any]) -> BadInputError:
    text = "\n".join(f"{key} = {toml(value)}" for key, value in document.items())
    with pytest.raises(BadInputError) as refused:
        policy.parse(text)
    return refused.value


def places(
    path: tuple[str, ...], value: Any = EXAMPLE, at: str = ""
) -> Iterator[tuple[str, list[Any]]]:
    """Where a key stands in the example: its path as people write it, and the way there."""
    if len(path) == 1:
        if path[0] in value:
            yield f"{at}.{path[0]}".lstrip("."), [path[0]]
        return
    first, *rest = path
    inner = {first: value.get(first)} if first not in ("[]", "*") else value
    items = enumerate(inner) if first == "[]" else inner.items()
    for key, each in items:
        if each is not None:
            step = f"{at}[{key}]" if first == "[]" else f"{at}.{key}".lstrip(".")
            for found, way in places(tuple(rest), each, step):
                yield found, [key, *way]


def changed(way: list[Any], change: Any) -> dict[str, Any]:
    """The example with something done to the table that holds a key."""
    document = copy.deepcopy(EXAMPLE)
    table = document
    for step in way[:-1]:
        table = table[step]
    change(table, way[-1])
    return document


@pytest.mark.parametrize("key", KEYS, ids=lambda key: ".".join(key.path))
def test_a_misspelt_key_is_named_with_the_known_one(key: reference.Key) -> None:
    path, way = next(places(key.path))
    slip = way[-1][:-1] + "x" + way[-1][-1]

    def misspell(table: dict[str, Any], name: str) -> None:
        table[slip] = table.pop(name)

    refused = refusal(changed(way, misspell))
    assert f"{path[: -len(way[-1])]}{slip} is not a key of a policy" in refused.title
    assert way[-1] in refused.hint


@pytest.mark.parametrize("key", KEYS, ids=lambda key: ".".join(key.path))
def test_a_value_of_a_wrong_type_is_named_by_its_path(key: reference.Key) -> None:
    path, way = next(places(key.path))
    value: Any = EXAMPLE
    for step in way:
        value = value[step]
    for wrong in WRONG[type(value)]:
        if "whole number, or" in key.value and type(wrong) is int:
            continue  # a comparison is a number as well
        if way[-1] == "date" and isinstance(wrong, date):
            continue

        def spoil(table: dict[str, Any], name: str, wrong: Any = wrong) -> None:
            table[name] = wrong

        refused = refusal(changed(way, spoil))
        assert path in refused.title, (wrong, refused)
        assert refused.hint


@pytest.mark.parametrize(
    ("way", "slip"),
    [
        (["desk", "waiting", "person"], "persn"),
        (["priorities", "site"], "sites"),
        (["priorities", "site", "low"], "lowe"),
        (["calendars", 0, "hours", "mon-thu"], "mon-thy"),
        (["promises", 0, "within", "P1"], "P9"),
        (["rates", "USD"], "dollar"),
        (["teams", "desktop"], "Desk Top"),
    ],
)
def test_a_name_that_a_table_cannot_have_is_named(way: list[Any], slip: str) -> None:
    def misspell(table: dict[str, Any], name: str) -> None:
        table[f'"{slip}"'] = table.pop(name)

    refused = refusal(changed(way, misspell))
    assert str(way[0]) in refused.title
    assert slip in str(refused)
