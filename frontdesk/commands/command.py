"""One command of the console: pure data, from which keys, footer, help and palette are made.

It refuses to know Textual or the rooms that do the work: the handler is a dotted name, looked up
when the command is run, so that the registry costs nothing at the start.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum
from pkgutil import resolve_name
from typing import TYPE_CHECKING, cast

from frontdesk.commands.characters import character

if TYPE_CHECKING:
    Handler = Callable[..., Awaitable[None] | None]


class Needs(Enum):
    """What a command works on: nothing, the one ticket at hand, or the marks else the cursor."""

    NOTHING = "nothing"
    TICKET = "ticket"
    TICKETS = "tickets"


SHOWN = {
    "space": "space",
    "escape": "esc",
    "pageup": "pgup",
    "pagedown": "pgdn",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}
"""How keys are written for people, where that differs from Textual's name of the key."""


def key_shown(key: str) -> str:
    """A key as people read it: ``number_sign`` is ``#``, ``f2`` is ``F2``."""
    if key in SHOWN:
        return SHOWN[key]
    if key.startswith("ctrl+"):
        return "^" + key.removeprefix("ctrl+")
    if len(key) > 1 and key[0] == "f" and key[1:].isdigit():
        return key.upper()
    return character(key) or key


@dataclass(frozen=True, slots=True)
class Command:
    """Something that a person can do, once.

    Attributes:
        id: stable; also the binding's id, by which settings remap it. ``ticket.take``.
        keys: Textual's names of its keys, the one shown first; empty: by the palette only.
        name: one or two words for footer and palette, marked with ``N_``; show it with ``_``.
        help: one sentence for ``?``, marked with ``N_``.
        screens: names of the screens where it applies (``ConsoleScreen.NAME``); ``*``: all.
        run: dotted name of its handler, ``frontdesk.screens.acts.assign:take``, called with the
            screen; may be a coroutine function, then it runs in a worker of the screen.
        verb: the desk's verb, for ``rights.why_not``; ``None`` for looking around.
        needs: what it works on.
        footer: its place in the footer, 1 first; 0: not in the footer.
        priority: whether it is heard before a text field hears the key (function keys only).
        argument: passed to the handler after the screen, where several commands share one.
    """

    id: str
    keys: tuple[str, ...]
    name: str
    help: str
    screens: tuple[str, ...]
    run: str
    verb: str | None = None
    needs: Needs = Needs.NOTHING
    footer: int = 0
    priority: bool = False
    argument: str | None = None

    def applies(self, screen: str) -> bool:
        """Whether the command is there on a screen."""
        return "*" in self.screens or screen in self.screens

    def handler(self) -> Handler:
        """What does it, called with the screen and ``arguments``. Imports its module at first."""
        return cast("Handler", resolve_name(self.run))

    @property
    def arguments(self) -> tuple[str, ...]:
        """What the handler gets after the screen."""
        return () if self.argument is None else (self.argument,)
