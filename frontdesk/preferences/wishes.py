"""What a person wants of the console: colours, language, stillness, keys of their own. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from frontdesk.i18n import N_

THEMES = ("dark", "light", "contrast", "terminal")
"""Names of the themes, the shipped one first; ``frontdesk.themes`` has their colours."""
LANGUAGES = ("en", "sv", "pl")


@dataclass(frozen=True, slots=True)
class Preferences:
    """One person's settings, checked.

    Attributes:
        language: empty: ``FRONTDESK_LANG`` decides, else English.
        keys: by command id, the console's names of keys; only what differs from the shipped ones.
        warnings: what is odd about them, in words.
    """

    theme: str = THEMES[0]
    language: str = ""
    reduced_motion: bool = False
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


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
        N_("A table: a command's id = its key, or a list of keys."),
        N_("a table"),
    ),
)
"""Every key that a settings file may have."""
