"""TOML as people write it: read, or refused in one line."""

from __future__ import annotations

import pytest

from frontdesk import toml_lines
from frontdesk.errors import BadInputError


def test_what_is_toml_is_read() -> None:
    assert toml_lines.read('[a]\nb = [1, "x"]', "file") == {"a": {"b": [1, "x"]}}


@pytest.mark.parametrize("text", ["a =", "a = \x1b[2J", "= 1", "a = 1\na = 2", "x = " + "[" * 9999])
def test_what_is_none_is_refused_with_its_name_in_one_safe_line(text: str) -> None:
    with pytest.raises(BadInputError, match=r"^my\.toml cannot be read as TOML: ") as refused:
        toml_lines.read(text, "my.toml")
    assert "\n" not in refused.value.title
    assert "\x1b" not in refused.value.title
