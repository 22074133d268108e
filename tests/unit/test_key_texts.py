"""Texts name keys by what they do: a key that somebody has changed is never said as it shipped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir

from frontdesk.commands import KEYED, key_of, use_keys, with_keys
from tools import catalogues

SHOWN = ("app.py", "commands", "screens", "tour.py", "widgets")
"""Where texts of the console are."""
KEY = re.compile(
    r"(?i:\besc\b)|\bF\d{1,2}\b|\^[a-z]\b|ctrl\+"
    r"|[↑↓←→](?= ?[a-z↑↓←→])|\bpg(?:up|dn)\b|\bspace (?=ticks|marks)"
    r"|(?<![\w’'`{.,:;…/-])(?<!\} )[b-zB-HJ-Z](?![\w’'`}.=:)%-])"  # a letter that stands alone
    r"|(?:^|  |· )a \w+s\b"  # “a assigns” among hints, where else it is an article
)
NAMED = re.compile(r"\{([a-z_]+\.[a-z0-9_]+)\}")
OTHERWISE = {
    "P": "the heading of a column",
    "choose a letter from a to z, or a digit": "a macro goes on any of them",
    "its letter, or enter, runs it    ↑↓ move    {overlay.out} leaves": "letters run macros there",
}
"""Texts that spell a key which cannot be changed, or none, and why."""


def texts() -> Iterator[tuple[str, str]]:
    """Every text of the console, with where it is said."""
    found = extract_from_dir(catalogues.PACKAGE, [("**.py", "python")], catalogues.KEYWORDS)
    for file, line, said, _comments, _context in found:
        if Path(file).parts[0] in SHOWN:
            for text in said if isinstance(said, tuple) else (said,):
                yield f"{file}:{line}", text


def test_no_text_of_the_console_spells_a_key_that_can_be_changed() -> None:
    assert [each for each in texts() if KEY.search(each[1]) and each[1] not in OTHERWISE] == []


@pytest.mark.parametrize(
    "text",
    [
        "u undoes", "Kept  ·  n brings it back", "enter does it    esc leaves", "^s sends",
        "F3 lists it", "tab there   a assigns   D deals out", "space ticks", "pgup pgdn read",
        "Nothing here. Esc leads out", "now proposes it: P takes it", "→ ← another person",
    ],
)  # fmt: skip
def test_a_spelt_key_would_be_seen(text: str) -> None:
    assert KEY.search(text)


@pytest.mark.parametrize(
    "text", ["a ticket is here", "I cannot say", "{n} h", "enter chooses", "{act.undo} undoes"]
)
def test_a_word_is_no_key(text: str) -> None:
    assert not KEY.search(text)


def test_every_key_that_a_text_names_is_there() -> None:
    named = {name for _where, text in texts() for name in NAMED.findall(text)}
    assert len(named) > 20
    assert named <= KEYED.keys()


def test_a_text_has_the_keys_as_they_are_now_and_what_else_is_filled_in() -> None:
    said = "{what}: {act.undo} undoes, {overlay.out} leaves"
    assert with_keys(said, what="{act.undo}") == "{act.undo}: u undoes, esc leaves"
    try:
        use_keys({"act.undo": ("ctrl+u",), "overlay.out": ("f9",), "app.settings": ()})
        assert with_keys(said, what="7") == "7: ^u undoes, F9 leaves"
        # Without a key it is named as the palette finds it.
        assert with_keys("{app.settings} changes it") == "^p “settings” changes it"
        assert key_of("app.settings") == ""
    finally:
        use_keys({})
    with pytest.raises(KeyError):
        with_keys("{no.such}")
