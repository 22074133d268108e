"""What is heard at one time, and where two of it want one key. Pure.

On a screen its commands are heard with the movement of lists; over it a sheet, alone but for the
function keys that lead everywhere. What a field hears comes before the screen's, so that the two
may share a key.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from frontdesk.commands.moving import MOVES, Move
from frontdesk.commands.places import PLACES, place
from frontdesk.i18n import _

if TYPE_CHECKING:
    from frontdesk.commands.command import Command

    Keyed = Command | Move
    """All that has keys."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Two that want one key at one time.

    Attributes:
        where: the name of a screen or place.
        one: the id of what comes first there; ``other``: of what comes later.
    """

    where: str
    key: str
    one: str
    other: str

    def said(self, key: str) -> str:
        """In words, with the key as people read it."""
        return _("{key} on {screen}: {one} and {other}").format(
            key=key, screen=self.where, one=self.one, other=self.other
        )


def together(commands: Iterable[Command]) -> Iterator[tuple[str, tuple[Keyed, ...]]]:
    """Each screen and place by its name, with all that is heard there at one time."""
    commands = tuple(commands)
    for screen in sorted({name for each in commands for name in each.screens if name != "*"}):
        yield screen, (*(each for each in commands if each.applies(screen)), *MOVES)
    loud = tuple(each for each in commands if each.priority)
    for each in PLACES:
        over = place("overlay").moves if each.sheet and each.name != "overlay" else ()
        yield each.name, (*each.moves, *over, *(MOVES if each.lists else ()), *loud)


def clashing(
    commands: Iterable[Command], keys: Mapping[str, tuple[str, ...]] | None = None
) -> Iterator[Clash]:
    """Where two want one key at one time.

    Args:
        keys: by id, what stands for the shipped keys; left out: those that ship.
    """
    own = keys or {}
    for where, heard in together(commands):
        seen: dict[str, str] = {}
        for each in heard:
            for key in own.get(each.id, each.keys):
                other = seen.setdefault(key, each.id)
                if other != each.id:
                    yield Clash(where, key, other, each.id)
