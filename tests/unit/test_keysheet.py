"""``docs/keys.md`` is made from the code and current."""

from __future__ import annotations

from pathlib import Path

from frontdesk.keysheet import sheet

DOCS = Path(__file__).parents[2] / "docs" / "keys.md"


def test_the_sheet_of_keys_is_current() -> None:
    assert DOCS.read_text(encoding="utf-8") == sheet(), "run: python -m frontdesk.keysheet"
