"""The registry of commands: one table, from which keys, footer, ``?``, palette and docs are made.

A screen adds its commands in a file of its own here (see ``screens/__init__.py``) and its name to
``COMMANDS``. It refuses two commands with one id, and two with one key on one screen.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from frontdesk.commands.command import SHOWN, Command, Needs, key_shown
from frontdesk.commands.contact import CONTACT
from frontdesk.commands.desk import DESK
from frontdesk.commands.everywhere import EVERYWHERE
from frontdesk.commands.fix import FIX
from frontdesk.commands.hearing import clashing
from frontdesk.commands.moving import MOVES, Move
from frontdesk.commands.places import PLACES
from frontdesk.commands.policy import POLICY
from frontdesk.commands.repairs import REPAIRS
from frontdesk.commands.request import REQUEST
from frontdesk.commands.team import TEAM
from frontdesk.commands.ticket import TICKET
from frontdesk.commands.tickets import TICKETS
from frontdesk.i18n import _

COMMANDS: tuple[Command, ...] = (
    *TICKETS,
    *TICKET,
    *DESK,
    *CONTACT,
    *FIX,
    *REQUEST,
    *REPAIRS,
    *TEAM,
    *POLICY,
    *EVERYWHERE,
)
"""Every command of the console."""

TYPED = frozenset({"contact"})
"""Screens whose fields take every plain key: their footer names ``ctrl`` and ``F`` keys alone."""


_INNER = (*MOVES, *(move for place in PLACES for move in place.moves))
KEYED: Mapping[str, Command | Move] = {
    **{each.id: each for each in COMMANDS},
    **{each.id: each for each in _INNER},
}
"""All that has keys, by its id: commands, the movement in lists, what sheets and fields hear."""
_BY_ID = {command.id: command for command in COMMANDS}
_NAMED = re.compile(r"\{([a-z_]+(?:\.[a-z0-9_]+)?)\}")
"""What stands in a text for a key, or for something else that is filled in."""
_own: Mapping[str, tuple[str, ...]] = {}


def use_keys(keys: Mapping[str, tuple[str, ...]]) -> None:
    """Show a person's own keys from now on, in the whole process; what is not there has its own.

    Args:
        keys: by id, Textual's names of keys; none: it has no key any more.
    """
    global _own  # noqa: PLW0603  one process serves one person
    _own = dict(keys)


def keys_of(command: Command | Move) -> tuple[str, ...]:
    """The keys of a command, or of what a sheet or field hears, as this person has them."""
    return _own.get(command.id, command.keys)


def key_of(id: str) -> str:  # noqa: A002  the field's name
    """The first key of anything that has one, as people read it; empty without one.

    Raises:
        KeyError: when there is nothing of that id.
    """
    keys = keys_of(KEYED[id])
    return key_shown(keys[0]) if keys else ""


def with_keys(text: str, **named: object) -> str:
    """A text with the person's own key wherever it names something by id: ``{act.undo} undoes``.

    A command that has no key is named as the palette finds it.

    Args:
        text: in the reader's language already.
        named: what else stands in braces in it.

    Raises:
        KeyError: there is nothing of such an id.
    """

    def said(found: re.Match[str]) -> str:
        name = found[1]
        if name in named:
            return str(named[name])
        if (key := key_of(name)) or name not in _BY_ID:
            return key
        return f"{key_of('go.palette')} “{_(_BY_ID[name].name)}”".strip()

    return _NAMED.sub(said, text)


def undoes() -> str:
    """What is said behind an act that can be taken back."""
    return with_keys(_("{act.undo} undoes"))


def command(id: str) -> Command:  # noqa: A002  the field's name
    """The command with an id.

    Raises:
        KeyError: when there is none.
    """
    return _BY_ID[id]


def commands_of(screen: str) -> tuple[Command, ...]:
    """The commands of a screen; its own come before those that are everywhere."""
    there = [each for each in COMMANDS if each.applies(screen)]
    return tuple(sorted(there, key=lambda each: "*" in each.screens))


def footer_of(screen: str) -> tuple[Command, ...]:
    """The commands that a screen's footer names, in their order."""
    there = [each for each in commands_of(screen) if each.footer]
    if screen in TYPED:
        there = [each for each in there if len(next(iter(keys_of(each)), "")) > 1]
    return tuple(sorted(there, key=lambda each: each.footer))


def help_key(screen: str) -> str:
    """The key that shows all keys of a screen, as it is written for people."""
    keys = keys_of(command("help.keys"))
    return key_shown(keys[-1] if screen in TYPED else keys[0])


def clashes(commands: Iterable[Command] = COMMANDS) -> list[str]:
    """Where two that are heard at one time want one key, or share an id; empty when all is well."""
    commands = tuple(commands)
    ids = Counter([*(each.id for each in commands), *(each.id for each in _INNER)])
    found = [f"{id} is there twice" for id, many in ids.items() if many > 1]  # noqa: A001
    return [*found, *(each.said(key_shown(each.key)) for each in clashing(commands))]


__all__ = [
    "COMMANDS",
    "KEYED",
    "SHOWN",
    "TYPED",
    "Command",
    "Needs",
    "clashes",
    "command",
    "commands_of",
    "footer_of",
    "help_key",
    "key_of",
    "key_shown",
    "keys_of",
    "undoes",
    "use_keys",
    "with_keys",
]
