"""The page on queries is the one that the code makes."""

from __future__ import annotations

from pathlib import Path

from frontdesk.insight import conditions
from frontdesk.query import FIELDS
from frontdesk.querysheet import sheet

DOCS = Path(__file__).parents[2] / "docs" / "query.md"


def test_the_page_on_queries_is_current() -> None:
    assert DOCS.read_text(encoding="utf-8") == sheet(), "run: python -m frontdesk.querysheet"


def test_every_field_of_the_language_can_be_asked_of_the_store() -> None:
    assert set(FIELDS) == conditions.ASKED
