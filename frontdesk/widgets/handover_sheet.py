"""The end of a shift: a note on everything that is handed over, and one more on single tickets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from frontdesk.i18n import _
from frontdesk.text import cut, safe
from frontdesk.widgets.keyed import bindings_of
from frontdesk.widgets.options import Options
from frontdesk.widgets.overlay import Overlay

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from frontdesk.rows import ListRow


@dataclass(frozen=True, slots=True)
class Notes:
    """What is noted on every ticket, and beside it on single ones, by number; may be empty."""

    shared: str
    own: dict[int, str]


class HandoverSheet(Overlay[Notes]):
    """A line for all tickets, one for the ticket under the highlight, and the tickets."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("handover")

    def __init__(self, title: str, rows: Sequence[ListRow]) -> None:
        super().__init__(
            title,
            _(
                "enter does it    tab to its own note    "
                "{handover.up}{handover.down} another ticket    {overlay.out} leaves"
            ),
        )
        self._rows = rows
        self._own: dict[int, str] = {}

    def sheet(self) -> ComposeResult:
        """Two lines, and the tickets."""
        yield Input(placeholder=_("a note on each of them, for the desk alone"), id="shared")
        yield Input(id="own")
        yield Options(*(Option(self._line(row)) for row in self._rows), compact=True)

    def on_mount(self) -> None:
        """The list is led from the lines."""
        options = self.query_one(OptionList)
        options.can_focus = False
        options.highlighted = 0
        self._follow()

    def _line(self, row: ListRow) -> Content:
        note = self._own.get(row.number, "")
        return Content.assemble(
            (f"{row.number:>7}", "bold"),
            f"  {row.priority}  {cut(safe(row.subject), 44)}",
            (f"  ✎ {cut(safe(note), 30)}" if note else "", "$text-accent"),
        )

    @property
    def _at(self) -> int:
        return self.query_one(OptionList).highlighted or 0

    def _follow(self) -> None:
        row, line = self._rows[self._at], self.query_one("#own", Input)
        line.placeholder = _("one more on {number} alone").format(number=row.number)
        line.value = self._own.get(row.number, "")

    def action_move(self, lines: int) -> None:
        """To another ticket; what was typed for this one stays."""
        options = self.query_one(OptionList)
        options.highlighted = max(0, min(self._at + lines, len(self._rows) - 1))
        self._follow()

    @on(Input.Changed, "#own")
    def _typed(self, event: Input.Changed) -> None:
        row = self._rows[self._at]
        if event.value.strip() == self._own.get(row.number, ""):
            return
        self._own[row.number] = event.value.strip()
        self.query_one(OptionList).replace_option_prompt_at_index(self._at, self._line(row))

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        own = {number: note for number, note in self._own.items() if note}
        self.dismiss(Notes(self.query_one("#shared", Input).value.strip(), own))
