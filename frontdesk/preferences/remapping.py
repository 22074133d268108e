"""One's own keys for commands: which ids there are, what may stand where, what clashes.

It refuses a key that two commands of one screen would want, and a plain letter for a command that
is heard inside text fields, where the letter is to be typed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from frontdesk.commands import COMMANDS, TYPED, Command, clashes, key_shown
from frontdesk.commands.moving import MOVES
from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.preferences.key_names import is_character, key_named, needs_altgr
from frontdesk.text import nearest, safe

Keys = Mapping[str, tuple[str, ...]]
"""Keys by command, each by the console's name; only what differs from the shipped ones."""

_MOVING = tuple(Command(each.id, each.keys, each.help, each.help, ("*",), "") for each in MOVES)
REMAPPED = (*COMMANDS, *_MOVING)
"""All that can have other keys: commands, and the movement in lists."""
IDS = tuple(each.id for each in REMAPPED)


def known(id: str) -> Command:  # noqa: A002  the field's name
    """The command of an id.

    Raises:
        BadInputError: there is none; the nearest is named.
    """
    found = next((each for each in REMAPPED if each.id == id), None)
    if found is not None:
        return found
    near = nearest(id, IDS, 1)
    raise BadInputError(
        _("there is no command {id!r}").format(id=safe(id, 80)),
        _("did you mean {key}?").format(key=near[0]) if near else _("docs/keys.md has them all"),
    )


def keys_for(id: str, written: Sequence[str]) -> tuple[str, ...]:  # noqa: A002  as above
    """The keys that somebody wants for a command, by the console's names.

    Raises:
        BadInputError: no such command, a key that cannot be, none at all, or a plain letter for a
            command that is heard while something is typed.
    """
    command = known(id)
    keys = tuple(dict.fromkeys(key_named(each) for each in written))
    if not keys:
        raise BadInputError(
            _("{id} has no key").format(id=id), _("give it one, or leave it out of the settings")
        )
    typed = set(command.screens) <= TYPED or command.priority
    plain = next((each for each in keys if typed and is_character(each)), None)
    if plain is not None:
        raise BadInputError(
            _("{key} for {id} is typed into fields there").format(key=key_shown(plain), id=id),
            _("take ctrl+ and a letter, or a function key"),
        )
    return keys


def must_not_clash(keys: Keys) -> None:
    """Refuse keys of which two commands of one screen would want the same.

    Raises:
        BadInputError: they clash; both commands are named.
    """
    changed = (replace(each, keys=keys.get(each.id, each.keys)) for each in REMAPPED)
    if (found := next(iter(clashes(changed)), None)) is not None:
        raise BadInputError(
            _("two commands want one key: {clash}").format(clash=found),
            _("give one of them another key"),
        )


def warnings(keys: Keys) -> tuple[str, ...]:
    """What is odd about keys that can be used all the same."""
    return tuple(
        _("{key} for {id} needs AltGr on Swedish and Polish keyboards").format(
            key=key_shown(key), id=id
        )
        for id, wanted in keys.items()  # noqa: A001  the field's name
        for key in wanted
        if needs_altgr(key)
    )
