"""A field of a few fixed values: left and right turn through them, a letter jumps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget

from frontdesk.text import safe
from frontdesk.widgets.field import Field
from frontdesk.widgets.keyed import bindings_of

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult, RenderResult


class _Dial(Widget, can_focus=True):
    """The value that is shown, with arrows beside it while it has the focus."""

    DEFAULT_CSS = """
    _Dial { height: 1; width: 1fr; }
    _Dial:focus { background: $panel; text-style: bold; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.said = ""
        self.note = ""

    def render(self) -> RenderResult:
        """The value; what follows from it is dim."""
        said = safe(self.said, 40)
        turned = f"‹ {said} ›" if self.has_focus else said
        return Content.assemble(turned, (f"  {safe(self.note, 40)}" if self.note else "", "$quiet"))


class Turning(Field):
    """A choice among few."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("turning")

    def __init__(
        self,
        label: str,
        values: Sequence[tuple[str, str]],
        *,
        usual: str,
        id: str,  # noqa: A002  Textual's own name
    ) -> None:
        """A choice.

        Args:
            values: each value and how it is said.
            usual: the value that stands there at first.
        """
        super().__init__(label, id=id)
        self._values = tuple(values)
        self._dial = _Dial()
        self.value = usual
        self.put(usual)

    def control(self) -> ComposeResult:
        """The value."""
        yield self._dial

    def put(self, value: str) -> None:
        """Sets a value; one that is not among them is left out."""
        said = dict(self._values).get(value)
        if said is not None:
            self.value = value
            self._dial.said = said
            self._dial.refresh()

    def note(self, text: str) -> None:
        """Says what follows from it, beside it."""
        if text != self._dial.note:
            self._dial.note = text
            self._dial.refresh()

    def _change(self, value: str) -> None:
        if value != self.value:
            self.put(value)
            self.post_message(self.Edited(self))

    def action_turn(self, steps: int) -> None:
        """The next value, or the one before; around."""
        known = [value for value, _said in self._values]
        self._change(known[(known.index(self.value) + steps) % len(known)])

    def action_move_on(self, fields: int) -> None:
        """Another field."""
        self.move_on(fields)

    def on_key(self, event: events.Key) -> None:
        """A letter jumps to a value that begins with it; no letter does anything else here."""
        letter = event.character
        if letter is None or not letter.isprintable() or letter == " ":
            return
        event.stop()
        event.prevent_default()
        known = [value for value, _said in self._values]
        at = known.index(self.value)
        for value, said in (*self._values[at + 1 :], *self._values[: at + 1]):
            if said.casefold().startswith(letter.casefold()):
                self._change(value)
                return
