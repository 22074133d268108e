"""A list of ways to go on, with headings between them: the contact's routes, a fix's next step.

Only what can be chosen takes the cursor. It stays on its way when the list is filled anew. It
refuses to know what a way is: each has a key, which is given back when it is chosen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from frontdesk.text import cut, pad, safe, width
from frontdesk.widgets.keyed import IN_OPTIONS
from frontdesk.widgets.options import Options

if TYPE_CHECKING:
    from textual.events import Focus


@dataclass(frozen=True, slots=True)
class Way:
    """One line of the list.

    Attributes:
        key: given back when it is chosen; empty: a heading or a remark.
        text: what it is; ``note``: context behind it, dim; ``right``: figures at the right end.
        strong: the one that is proposed.
    """

    text: str
    key: str = ""
    note: str = ""
    right: str = ""
    strong: bool = False
    mark: str = ""


def line(way: Way, room: int) -> Content:
    """A line of the list in a width."""
    if not way.key:
        return Content.assemble(
            (f"{way.mark} " if way.mark else "", "$accent"),
            (safe(way.text), "bold" if way.strong else "$quiet"),
            (f"  {safe(way.note)}" if way.note else "", "$quiet"),
        )
    mark = f"{way.mark or ('▸' if way.strong else ' ')} "
    right = safe(way.right)
    left = max(12, room - width(mark) - (width(right) + 2 if right else 0))
    text = cut(safe(way.text), left)
    note = cut(safe(way.note), max(0, left - width(text) - 2)) if way.note else ""
    padding = pad("", left - width(text) - (width(note) + 2 if note else 0))
    return Content.assemble(
        (mark, "$accent"),
        (text, "bold" if way.strong else ""),
        (f"  {note}" if note else "", "$quiet"),
        padding,
        (f"  {right}" if right else "", "" if way.strong else "$quiet"),
    )


class Ways(Options):
    """Ways to choose among; Enter chooses."""

    DEFAULT_CSS = """
    Ways, Ways:focus {
        border: none; padding: 0; background: $background; height: 1fr; width: 1fr;
        background-tint: $background 0%;
        scrollbar-size-vertical: 1; overflow-x: hidden;
    }
    Ways > .option-list--option-disabled { color: $foreground; }
    Ways > .option-list--option-highlighted { background: $background; }
    Ways:focus > .option-list--option-highlighted {
        background: $block-cursor-background; color: $block-cursor-foreground;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*IN_OPTIONS]

    @dataclass
    class Chosen(Message):
        """A way was chosen."""

        key: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id, compact=True)
        self._ways: tuple[Way, ...] = ()
        self._room = 0

    def show(self, ways: Sequence[Way]) -> None:
        """Shows other ways; the cursor stays on its way if that is there too."""
        room = self.size.width - 1
        if tuple(ways) == self._ways and room == self._room:
            return
        at = self.highlighted
        kept = self.get_option_at_index(at).id if at is not None else None
        self._ways, self._room = tuple(ways), room
        self.clear_options()
        self.add_options(
            [
                Option(line(way, room), id=way.key or None, disabled=not way.key)
                for way in self._ways
            ]
        )
        if self.has_focus:
            self.mark(kept)

    def mark(self, key: str | None) -> None:
        """Puts the cursor on a way; where it is not there, on the proposed one."""
        keys = [way.key for way in self._ways]
        strong = [at for at, way in enumerate(self._ways) if way.strong and way.key]
        some = [at for at, way in enumerate(self._ways) if way.key]
        if key and key in keys:
            self.highlighted = keys.index(key)
        elif strong or some:
            self.highlighted = (strong or some)[0]

    @property
    def marked(self) -> str | None:
        """The key of the way under the cursor."""
        at = self.highlighted
        return self.get_option_at_index(at).id if at is not None else None

    def on_focus(self, event: Focus) -> None:
        """The cursor begins on what is proposed."""
        if self.highlighted is None:
            self.mark(None)

    def on_resize(self) -> None:
        """Lines follow the width."""
        ways, self._ways = self._ways, ()
        self.show(ways)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click."""
        event.stop()
        if event.option_id:
            self.post_message(self.Chosen(event.option_id))
