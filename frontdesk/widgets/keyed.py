"""The bindings of what is no command, from the registry: of a sheet, a field, a list."""

from __future__ import annotations

from collections.abc import Mapping

from textual.binding import Binding, BindingType

from frontdesk.commands.moving import MOVES, Move
from frontdesk.commands.places import place


def _bound(move: Move, action: str) -> Binding:
    return Binding(
        ",".join(move.keys), action, move.help, show=False, priority=move.priority, id=move.id
    )


def bindings_of(name: str) -> list[BindingType]:
    """The bindings of a place of ``frontdesk.commands.places``."""
    return [_bound(each, each.action) for each in place(name).moves]


def movement(actions: Mapping[str, str] | None = None) -> list[BindingType]:
    """The movement of lists.

    Args:
        actions: by id, what it is called there; left out: as ``MOVES`` calls it. What is not in it
            is not bound.
    """
    if actions is None:
        return [_bound(each, each.action) for each in MOVES]
    return [_bound(each, actions[each.id]) for each in MOVES if each.id in actions]


IN_OPTIONS = movement(
    {
        "list.down": "cursor_down",
        "list.up": "cursor_up",
        "list.page_down": "page_down",
        "list.page_up": "page_up",
        "list.first": "first",
        "list.last": "last",
    }
)
"""Movement in a short list of options, by the keys of every other list."""
