"""What is heard at a moment beside the commands of a screen, and the sheet that lists keys.

What is heard is asked of Textual itself, so that a field, a list or a sheet that hears a key of the
registry cannot be forgotten here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from frontdesk.commands import KEYED, key_shown, keys_of
from frontdesk.commands.moving import MOVES
from frontdesk.commands.places import PLACES
from frontdesk.i18n import N_, _
from frontdesk.widgets.seeker import Choice, Seeker, among

if TYPE_CHECKING:
    from textual.dom import DOMNode
    from textual.screen import Screen

T = TypeVar("T")
LISTS = N_("In every list")


@dataclass(frozen=True, slots=True)
class Heard:
    """Something that a list, a field or a sheet does by a key.

    Attributes:
        action: Textual's action. ``node``: what does it.
    """

    id: str
    action: str
    node: DOMNode


def heard(screen: Screen[T]) -> list[Choice[Heard]]:
    """What is heard on a screen or sheet now that is no command, under where it is heard."""
    there = {
        id_: Heard(id_, each.binding.action, each.node)
        for each in screen.active_bindings.values()
        if each.enabled and (id_ := each.binding.id) in KEYED and id_ is not None
    }
    return [
        Choice(there[id_], _(KEYED[id_].help), key=shown_keys(id_), group=_(heading))
        for heading, id_ in _inner()
        if id_ in there
    ]


def _inner() -> Iterator[tuple[str, str]]:
    """Everything but commands, under its heading; what is the same everywhere comes last."""
    for place in sorted(PLACES, key=lambda each: each.name == "overlay"):
        for move in place.moves:
            yield place.heading, move.id
    for move in MOVES:
        yield LISTS, move.id


def shown_keys(id_: str) -> str:
    """All keys of something, as people read them."""
    return " ".join(map(key_shown, keys_of(KEYED[id_])))


async def do(choice: Heard) -> None:
    """Does what was chosen, if what does it is still there."""
    if choice.node.is_attached:
        await choice.node.app.run_action(choice.action, default_namespace=choice.node)


class KeysSheet(Seeker[T]):
    """Keys with what they do; Enter does one."""

    NAME = "keys"
    DEFAULT_CSS = "KeysSheet .more { display: none; }"

    def __init__(self, title: str, choices: Sequence[Choice[T]]) -> None:
        keys = _("enter does it    {seeker.up}{seeker.down} move    {overlay.out} leaves")
        super().__init__(title, among(choices), keys=keys)

    def action_keys(self) -> None:
        """Nothing: this is what the key shows."""
