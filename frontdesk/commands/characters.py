"""Characters and what Textual calls their keys: ``?`` is ``question_mark``. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

_OTHERWISE = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
"""Characters that Textual calls otherwise than Unicode does; a test compares them all."""
_LATIN = range(0x20, 0x250)
_BEYOND = "–—‘’“”„…€"  # what keyboards of the desk's languages type besides


def character_key(character: str) -> str:
    """What Textual calls the key that types a character."""
    if character.isalnum():
        return character
    name = unicodedata.name(character, character).lower().replace("-", "_").replace(" ", "_")
    return _OTHERWISE.get(name, name)


@lru_cache(maxsize=1)
def _named() -> Mapping[str, str]:
    typed = [*map(chr, _LATIN), *_BEYOND]
    return {character_key(each): each for each in typed if each.isprintable()}


def character(key: str) -> str | None:
    """What a key types into a field, by Textual's name of it; ``None``: no character."""
    if len(key) == 1:
        return key
    return _named().get(key)
