"""What a person wants of the console: colours, language, stillness, keys of their own. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from frontdesk.i18n import N_

if TYPE_CHECKING:
    from frontdesk.preferences.remapping import GaveWay

THEMES = ("dark", "light", "contrast", "terminal")
"""Names of the themes, the shipped one first; ``frontdesk.themes`` has their colours."""
LANGUAGES = ("en", "sv", "pl")


@dataclass(frozen=True, slots=True)
class Preferences:
    """One person's settings, checked.

    Attributes:
        language: empty: ``FRONTDESK_LANG`` decides, else English.
        keys: by id, the console's names of keys; only what differs from the shipped ones.
        gave_way: what shipped keys those stand before, by the id of what lost one.
        warnings: what is odd about them, in words.
    """

    theme: str = THEMES[0]
    language: str = ""
    reduced_motion: bool = False
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    gave_way: Mapping[str, GaveWay] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    @property
    def keymap(self) -> dict[str, tuple[str, ...]]:
        """The keys of everything that has not those that ship; none: it has no key any more."""
        return {**{id: gave.left for id, gave in self.gave_way.items()}, **self.keys}  # noqa: A001


@dataclass(frozen=True, slots=True)
class Setting:
    """One key of the file, for its page, the screen and the check.

    Attributes:
        meaning: one sentence, marked with ``N_``.
        value: what kind of value it has; ``words``: those that it may be, empty: any of the kind.
        default: as TOML writes it.
    """

    name: str
    meaning: str
    value: str
    words: tuple[str, ...] = ()
    default: str = ""


SETTINGS = (
    Setting(
        "theme",
        N_("The colours: dark, light, high contrast, or the terminal's own."),
        N_("one word"),
        THEMES,
        f'"{THEMES[0]}"',
    ),
    Setting(
        "language",
        N_("What frontdesk speaks: English, Swedish or Polish."),
        N_("one word"),
        LANGUAGES,
        '"en"',
    ),
    Setting(
        "reduced_motion",
        N_("Nothing on the screen glides or blinks."),
        N_("true or false"),
        (),
        "false",
    ),
    Setting(
        "keys",
        N_("A table: an id = its key, or a list of keys; an empty list: by the palette only."),
        N_("a table"),
    ),
)
"""Every key that a settings file may have."""
