"""The steps of a known fix, to be ticked while somebody is on the line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widgets.option_list import Option

from frontdesk.text import safe
from frontdesk.widgets.keyed import IN_OPTIONS, bindings_of
from frontdesk.widgets.options import Options
from frontdesk.widgets.wrapping import wrap

if TYPE_CHECKING:
    from frontdesk.rows import StepRow


INDENT = 6
"""Cells before a step's words: its tick and its number."""


class Ticks(Options):
    """Steps with a tick each; the next one is bold."""

    DEFAULT_CSS = """
    Ticks, Ticks:focus {
        border: none; padding: 0; background: $background; height: 1fr; width: 1fr;
        background-tint: $background 0%; scrollbar-size-vertical: 1; overflow-x: hidden;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*IN_OPTIONS, *bindings_of("ticks")]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id, compact=True)
        self._steps: Sequence[StepRow] = ()
        self.ticked: set[int] = set()

    def show(self, steps: Sequence[StepRow], ticked: set[int]) -> None:
        """Shows the steps of a fix; ``ticked`` are positions, kept by whoever gives them."""
        self._steps, self.ticked = steps, ticked
        self.clear_options()
        self.add_options([Option(self._line(each)) for each in steps])
        if steps:
            left = [at for at, each in enumerate(steps) if each.position not in ticked]
            self.highlighted = left[0] if left else len(steps) - 1

    @property
    def settled(self) -> int | None:
        """The last step that was ticked, when some were left; ``None``: all of them, or none."""
        if not self.ticked or len(self.ticked) == len(self._steps):
            return None
        return max(self.ticked)

    def _line(self, step: StepRow) -> Content:
        done = step.position in self.ticked
        left = [each.position for each in self._steps if each.position not in self.ticked]
        following = bool(left) and step.position == left[0]
        text = ("\n" + " " * INDENT).join(wrap(safe(step.text), self.size.width - INDENT - 1))
        return Content.assemble(
            ("✓ " if done else "○ ", "$text-success" if done else "$accent"),
            (f"{step.position:>2}  ", "$quiet"),
            (text, "$quiet" if done else "bold" if following else ""),
        )

    def on_resize(self) -> None:
        """Long steps follow the width."""
        for index, step in enumerate(self._steps):
            self.replace_option_prompt_at_index(index, self._line(step))

    def action_tick(self) -> None:
        """Ticks the step under the cursor and moves on; once more takes the tick away."""
        at = self.highlighted
        if at is None:
            return
        position = self._steps[at].position
        if position in self.ticked:
            self.ticked.discard(position)
        else:
            self.ticked.add(position)
        for index, step in enumerate(self._steps):
            self.replace_option_prompt_at_index(index, self._line(step))
        if position in self.ticked and at + 1 < len(self._steps):
            self.highlighted = at + 1
