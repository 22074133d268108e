"""How one moves in a list: arrows and ``j k g G``; pure data for the lists, ``?`` and the docs."""

from __future__ import annotations

from dataclasses import dataclass

from frontdesk.i18n import N_


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that a list, a sheet or a field does by a key, without being a command.

    Attributes:
        action: Textual's action on whatever hears it.
        help: one sentence, marked with ``N_``.
        priority: whether it is heard before a text field hears the key.
    """

    id: str
    keys: tuple[str, ...]
    action: str
    help: str
    priority: bool = False


MOVES = (
    Move("list.down", ("down", "j"), "move(1)", N_("One line down.")),
    Move("list.up", ("up", "k"), "move(-1)", N_("One line up.")),
    Move("list.page_down", ("pagedown",), "page(1)", N_("One page down.")),
    Move("list.page_up", ("pageup",), "page(-1)", N_("One page up.")),
    Move("list.first", ("home", "g"), "first", N_("To the first line.")),
    Move("list.last", ("end", "G"), "last", N_("To the last line.")),
)
"""Movement, the same in every list."""
