"""The macros that somebody can run, by name and letter: the letter alone runs one.

Arrows move and Enter takes the one under the cursor; letters are macros here and nothing else. It
refuses one that cannot be used, and says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events, on
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from frontdesk.i18n import _
from frontdesk.text import cut, pad, safe, width
from frontdesk.widgets.overlay import Overlay

if TYPE_CHECKING:
    from textual.app import ComposeResult

NAMES = 30
"""Cells of a name at most."""


@dataclass(frozen=True, slots=True)
class MacroLine:
    """One macro as it is listed.

    Attributes:
        steps: what it does, in words; ``why_not``: why it cannot be used, else ``None``.
    """

    name: str
    letter: str
    steps: str
    why_not: str | None = None


class MacroSheet(Overlay[str]):
    """Lists macros; gives the name of the one that is to be run."""

    def __init__(self, title: str, lines: Sequence[MacroLine], empty: str) -> None:
        super().__init__(
            title, _("its letter, or enter, runs it    ↑↓ move    {overlay.out} leaves")
        )
        self._lines = lines
        self._empty = empty

    def sheet(self) -> ComposeResult:
        """The macros, and room for why one cannot be run."""
        room = max(20, self.app.size.width - 4)
        names = max((width(_name(each)) for each in self._lines), default=0)
        yield OptionList(*(Option(_line(each, room, names)) for each in self._lines), compact=True)
        yield Static(Content(safe("" if self._lines else self._empty)), classes="said")

    def on_key(self, event: events.Key) -> None:
        """A letter runs its macro."""
        letter = (event.character or "").lower()
        found = next((each for each in self._lines if letter and each.letter == letter), None)
        if found is not None:
            event.stop()
            self._choose(found)

    @on(OptionList.OptionSelected)
    def _entered(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._choose(self._lines[event.option_index])

    def _choose(self, line: MacroLine) -> None:
        if line.why_not is not None:
            self.say(line.why_not)
        else:
            self.dismiss(line.name)


def _name(line: MacroLine) -> str:
    return cut(safe(line.name), NAMES)


def _line(line: MacroLine, room: int, names: int) -> Content:
    """A macro in a line: letter, name, what it does."""
    off = line.why_not is not None
    steps = cut(safe(line.why_not or line.steps), max(0, room - names - 5))
    return Content.assemble(
        (pad(line.letter, 1), "$quiet" if off else "bold $primary"),
        ("  " + pad(_name(line), names), "$quiet" if off else ""),
        (f"  {steps}", "$quiet"),
    )
