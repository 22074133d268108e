"""The end of a shift: a note on everything that is handed over, and one more on single tickets.

What is typed is kept while typing, like every text: it refuses to be left before that.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from frontdesk.errors import FrontdeskError
from frontdesk.i18n import _
from frontdesk.text import cut, safe
from frontdesk.widgets.keeping import AGAIN, Body, Keeping
from frontdesk.widgets.keyed import bindings_of
from frontdesk.widgets.leaving import keep_on
from frontdesk.widgets.options import Options
from frontdesk.widgets.overlay import Overlay
from frontdesk.widgets.working import begin

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.timer import Timer

    from frontdesk.rows import ListRow

PAUSE = 0.4
"""Seconds without a key after which the notes are kept."""
SHARED = ""
"""The key of the note on all of them; the others are kept by the ticket's number."""


@dataclass(frozen=True, slots=True)
class Notes:
    """What is noted on every ticket, and beside it on single ones, by number; may be empty."""

    shared: str = ""
    own: dict[int, str] = field(default_factory=dict)


class HandoverSheet(Overlay[Notes]):
    """A line for all tickets, one for the ticket under the highlight, and the tickets."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("handover")

    def __init__(
        self,
        title: str,
        rows: Sequence[ListRow],
        begun: Notes,
        keep: Callable[[Body], Awaitable[None]],
    ) -> None:
        """A sheet.

        Args:
            begun: what was typed of it before.
            keep: keeps the notes, by ticket number as text, that on all of them by ``SHARED``.
        """
        super().__init__(
            title,
            _(
                "enter does it    tab to its own note    "
                "{handover.up}{handover.down} another ticket    {overlay.out} leaves"
            ),
        )
        self._rows = rows
        self._shared = begun.shared
        self._own = {row.number: begun.own[row.number] for row in rows if row.number in begun.own}
        self._timer: Timer | None = None
        self.keeping = Keeping(self._body, keep, self._troubled)

    def sheet(self) -> ComposeResult:
        """Two lines, the tickets, and room for what is wrong."""
        hint = _("a note on each of them, for the desk alone")
        yield Input(self._shared, placeholder=hint, id="shared", select_on_focus=False)
        yield Input(id="own", select_on_focus=False)
        yield Options(*(Option(self._line(row)) for row in self._rows), compact=True)
        yield Static(classes="said -none")

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
        row, note = self._rows[self._at], event.value.strip()
        if note == self._own.get(row.number, ""):
            return
        self._own[row.number] = note
        self.query_one(OptionList).replace_option_prompt_at_index(self._at, self._line(row))
        self._touch()

    @on(Input.Changed, "#shared")
    def _typed_for_all(self, event: Input.Changed) -> None:
        if event.value.strip() != self._shared:
            self._shared = event.value.strip()
            self._touch()

    # The draft

    def _body(self) -> Body:
        return {SHARED: self._shared, **{str(number): note for number, note in self._own.items()}}

    def _touch(self) -> None:
        self.keeping.touch()
        # Not begun again at each key: who writes without a pause is kept as well.
        if self._timer is None:
            self._timer = self.set_timer(PAUSE, self._pause)

    def _pause(self) -> None:
        self._timer = None
        begin(self, self._kept, "keep", exclusive=False)

    async def _kept(self) -> None:
        if not await self.keeping.flush() and self._timer is None:
            self._timer = self.set_timer(AGAIN, self._pause)

    def _troubled(self, error: FrontdeskError | None) -> None:
        kept = error is None
        self.say("" if kept else _("Not kept yet, tried again: {why}").format(why=error))

    def on_unmount(self) -> None:
        """However it was left, what was typed is kept."""
        keep_on(self.app, self.keeping)

    # Leaving

    def action_out(self) -> None:
        """Leaves it; the notes stay as drafts."""
        begin(self, partial(self._leave, None), "leave")

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        own = {number: note for number, note in self._own.items() if note}
        begin(self, partial(self._leave, Notes(self._shared, own)), "leave")

    async def _leave(self, answer: Notes | None) -> None:
        """Refused or left, the notes are there the next time."""
        if await self.keeping.flush():
            self.dismiss(answer)
