"""The catalogues say what the code says, in every language, and the console reads the latest."""

from __future__ import annotations

import re

import pytest
from babel.messages.catalog import Catalog

from frontdesk.text import width
from tools import catalogues

NAMES = re.compile(r"\{([\w.]+)[^{}]*\}")
HIDDEN = re.compile(r"""\bf['"].*\{[^{}"]*\b(?:_|N_|plural)\(['"].*""")
SPOKEN = pytest.mark.parametrize("language", catalogues.LANGUAGES)


@pytest.fixture(scope="module")
def said() -> set[catalogues.Text]:
    return catalogues.said()


@SPOKEN
def test_a_catalogue_holds_just_what_the_code_says(
    language: str, said: set[catalogues.Text]
) -> None:
    path = catalogues.place(language)
    book = catalogues.followed(language, said)
    assert path.read_bytes() == catalogues.written(book), "run `make catalogues`"
    assert path.with_suffix(".mo").read_bytes() == catalogues.compiled(book), (
        "run `make catalogues`"
    )


@SPOKEN
def test_every_text_is_translated_in_every_form(language: str) -> None:
    left = [each.id for each in catalogues.read(language) if each.id and catalogues.missing(each)]
    assert not left


@SPOKEN
def test_a_translation_fills_in_what_the_text_fills_in(language: str) -> None:
    wrong = [
        (english, form)
        for english, form in _forms(catalogues.read(language))
        if not set(NAMES.findall(form)) <= set(NAMES.findall(english))
        or set(NAMES.findall(english)) - {"n"} != set(NAMES.findall(form)) - {"n"}
    ]
    assert not wrong


@SPOKEN
def test_a_translation_stands_where_the_text_stands(language: str) -> None:
    """The same space around it, as many lines: it is joined to others, and laid out."""
    wrong = [
        (english, form)
        for english, form in _forms(catalogues.read(language))
        if _around(english) != _around(form) or english.count("\n") != form.count("\n")
    ]
    assert not wrong


def test_no_text_hides_inside_an_f_string() -> None:
    """Where what collects the texts does not look."""
    files = catalogues.PACKAGE.rglob("*.py")
    wrong = {path.name: HIDDEN.findall(path.read_text("utf-8")) for path in files}
    assert not {name: texts for name, texts in wrong.items() if texts}


def _forms(book: Catalog) -> list[tuple[str, str]]:
    """Each translated form beside the English one that it stands for."""
    pairs: list[tuple[str, str]] = []
    for message in book:
        if not message.id or catalogues.missing(message):
            continue
        if isinstance(message.id, str):
            pairs.append((message.id, str(message.string)))
        else:
            pairs.extend((message.id[1], form) for form in message.string)
    return pairs


def _around(text: str) -> tuple[str, str]:
    bare = text.strip(" ")
    return text[: text.index(bare)], text[text.index(bare) + len(bare) :]


NARROW = {
    "due": 8, "age": 5, "P": 2, "now": 5, "{n}w": 5, "{n}y": 5,
    "⏸ answer": 8, "⏸ call": 8, "⏸ vendor": 8, "⏸ visit": 8, "⏸ part": 8, "⏸ change": 8,
    "⏸ watch": 8,
    "there": 10, "no roster": 10, "○ off": 10, "late": 4, "oldest": 8, "load": 16,
    "who": 10, "what": 10, "words": 10, "equipment": 10, "place": 10, "category": 10,
    "impact": 10, "urgency": 10, "channel": 10, "kind": 10,
}  # fmt: skip
"""What stands in a column or before a field, and the cells that there are for it."""


@SPOKEN
def test_what_stands_in_a_narrow_place_fits_it(language: str) -> None:
    said = dict(_forms(catalogues.read(language)))
    assert NARROW.keys() <= said.keys()
    wide = {each: said[each] for each, cells in NARROW.items() if width(said[each]) > cells}
    assert not wide
