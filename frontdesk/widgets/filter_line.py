"""The line behind ``/``: what the list is filtered by, typed as it is written everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static
from textual.widgets.input import Selection

from frontdesk.i18n import _
from frontdesk.widgets.keyed import bindings_of

if TYPE_CHECKING:
    from textual.app import ComposeResult


class FilterLine(Horizontal):
    """A line to type a filter in; hidden while there is none.

    What is typed is told at every key. Enter applies it, Esc leaves it as it was before.
    """

    DEFAULT_CSS = """
    FilterLine { height: 1; padding: 0 1; display: none; }
    FilterLine.-shown { display: block; }
    FilterLine .slash { width: 2; color: $accent; text-style: bold; }
    FilterLine Input, FilterLine Input:focus {
        border: none; height: 1; padding: 0; width: 1fr; background: $background;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("filter")

    @dataclass
    class Typing(Message):
        """Something is being typed; several become one."""

        text: str

        def can_replace(self, message: Message) -> bool:
            """Only the last text matters."""
            return isinstance(message, FilterLine.Typing)

    class Left(Message):
        """Typing was given up: the list is to be as it was."""

    @dataclass
    class Applied(Message):
        """A filter was typed; empty takes it away."""

        text: str

    def __init__(self) -> None:
        super().__init__()
        self._before = ""

    def compose(self) -> ComposeResult:
        """A slash and the line."""
        yield Static("/", classes="slash")
        yield Input(
            placeholder=_('status:open @me pri:1 site:poznan "no dial tone" !closed'),
            select_on_focus=False,
        )

    @property
    def text(self) -> str:
        """What is typed."""
        return self.query_one(Input).value.strip()

    @property
    def typing(self) -> bool:
        """Whether somebody types in it."""
        return self.query_one(Input).has_focus

    def edit(self) -> None:
        """Shows the line and puts the cursor into it."""
        if not self.typing:
            self._before = self.query_one(Input).value
        self.add_class("-shown")
        self.query_one(Input).focus()

    def clear(self) -> None:
        """Empties and hides it."""
        self._put("")

    def _put(self, text: str) -> None:
        """Puts a text there that nobody types."""
        with self.prevent(Input.Changed):
            self.query_one(Input).value = text
        self.set_class(bool(text), "-shown")

    def point_at(self, place: int, length: int) -> None:
        """Marks what is wrong, ready to be typed over."""
        line = self.query_one(Input)
        place += len(line.value) - len(line.value.lstrip())
        line.focus()
        line.selection = Selection(place, min(place + length, len(line.value)))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Typing(self.text))

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_apply()

    def action_apply(self) -> None:
        """Filters by what is typed."""
        if not self.text:
            self.remove_class("-shown")
        self.post_message(self.Applied(self.text))

    def action_clear(self) -> None:
        """Takes the filter away."""
        self.clear()
        self.post_message(self.Applied(""))

    def action_back(self) -> None:
        """Leaves the line as it was before somebody typed in it."""
        self._put(self._before)
        self.post_message(self.Left())
