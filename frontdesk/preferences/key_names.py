"""Keys as people write them in their settings, and as the console calls them.

It refuses keys that a terminal gives as another one or that never arrive, with what to take
instead, and says which ones need AltGr on Swedish and Polish keyboards.
"""

from __future__ import annotations

from frontdesk.commands import SHOWN
from frontdesk.commands.characters import character, character_key
from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.text import nearest, safe

NAMED = frozenset(
    {
        "enter", "tab", "space", "escape", "backspace", "insert", "delete", "home", "end",
        "pageup", "pagedown", "up", "down", "left", "right",
        *(f"f{number}" for number in range(1, 21)),
    }
)  # fmt: skip
"""Keys that are no characters."""
_WRITTEN = {
    **{shown: key for key, shown in SHOWN.items()},
    "return": "enter", "del": "delete", "ins": "insert", "pgdown": "pagedown",
}  # fmt: skip
EATEN = {
    "ctrl+h": "backspace", "ctrl+i": "tab", "ctrl+m": "enter", "ctrl+j": "enter",
    "ctrl+left_square_bracket": "escape",
}  # fmt: skip
"""What a terminal makes of them."""
TAKEN = frozenset({"ctrl+c", "ctrl+d", "ctrl+q"})
"""What people press to leave a program: never something else."""
ALTGR = frozenset("[]\\{}|@$€~")
"""What needs AltGr on Swedish or Polish keyboards."""
MODIFIERS = ("ctrl+", "shift+")


def key_named(written: str) -> str:
    """The console's name of a key as somebody wrote it: ``?`` is ``question_mark``.

    Raises:
        BadInputError: no such key, or one that a terminal never gives as itself.
    """
    key = _name(written.strip())
    plain = key
    for modifier in MODIFIERS:
        plain = plain.removeprefix(modifier)
    if written.strip().lower().startswith("alt+"):
        raise BadInputError(
            _("{key} arrives as another character in most terminals").format(key=safe(written, 40)),
            _("take ctrl+ and a letter, or F10 to F12"),
        )
    if key in EATEN:
        raise BadInputError(
            _("a terminal gives {key} as {other}").format(key=key, other=EATEN[key]),
            _("take another letter"),
        )
    if key in TAKEN:
        raise BadInputError(
            _("{key} is how people leave or stop a program").format(key=key),
            _("take another letter"),
        )
    if key.startswith("shift+") and len(plain) == 1:
        raise BadInputError(
            _("{key} is written as a capital letter").format(key=safe(written, 40)),
            _("write {key}").format(key=plain.upper()),
        )
    if not (is_character(plain) or plain in NAMED):
        near = nearest(plain, [*NAMED, *_WRITTEN], 1)
        raise BadInputError(
            _("{key!r} is not a key").format(key=safe(written, 40)),
            _("did you mean {key}?").format(key=near[0])
            if near
            else _("write a character, ctrl+ and a letter, or F1 to F20"),
        )
    return key


def is_character(key: str) -> bool:
    """Whether a key, by the console's name, types a character into a field."""
    return character(key) is not None


def needs_altgr(key: str) -> bool:
    """Whether a key needs AltGr on Swedish or Polish keyboards."""
    return character(key) in ALTGR


def as_written(key: str) -> str:
    """A key as it stands in a settings file: ``question_mark`` is ``?``."""
    return key if key == "space" else character(key) or key


def _name(written: str) -> str:
    if len(written) == 1:
        return character_key(written)
    if len(written) == 2 and written[0] == "^":
        written = f"ctrl+{written[1]}"
    lower = written.lower()
    for modifier in MODIFIERS:
        if lower.startswith(modifier):
            inner = _name(written[len(modifier) :])
            return modifier + (inner.lower() if len(inner) == 1 else inner)
    return _WRITTEN.get(lower, lower)
