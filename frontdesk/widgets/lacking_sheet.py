"""What is missing on a ticket that is returned: what the policy wants, ticked, and own words.

What lacks is ticked already. Like a prompt it closes when ``submit`` has nothing against it; what
was ticked and typed survives a refusal.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from frontdesk.errors import FrontdeskError
from frontdesk.i18n import _
from frontdesk.text import safe
from frontdesk.widgets.keyed import bindings_of
from frontdesk.widgets.options import Options
from frontdesk.widgets.overlay import Overlay
from frontdesk.widgets.working import begin

if TYPE_CHECKING:
    from textual.app import ComposeResult

Submit = Callable[[str, Sequence[str]], Awaitable[str | None]]


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing that the tier wants to see: its code, its words, and whether it lacks."""

    code: str
    words: str
    lacks: bool


class LackingSheet(Overlay[bool]):
    """Asks what is missing: ``space`` ticks, enter returns the ticket."""

    DEFAULT_CSS = "LackingSheet OptionList { height: auto; }"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("lacking")

    def __init__(self, title: str, wishes: Sequence[Wish], submit: Submit) -> None:
        keys = _(
            "{lacking.tick} ticks    tab to the line    "
            "{lacking.submit} does it    {overlay.out} leaves"
        )
        super().__init__(
            title, keys if wishes else _("{lacking.submit} does it    {overlay.out} leaves")
        )
        self._wishes = wishes
        self._submit = submit
        self._ticked = {each.code for each in wishes if each.lacks}

    def sheet(self) -> ComposeResult:
        """The wants with their ticks, a line for more, and room for what is wrong."""
        if self._wishes:
            yield Options(*(Option(self._line(each)) for each in self._wishes), compact=True)
        yield Input(placeholder=_("what else the sender has to add"))
        yield Static(classes="said -none")

    def _line(self, wish: Wish) -> Content:
        ticked = wish.code in self._ticked
        return Content.assemble(
            ("✓ " if ticked else "○ ", "$text-success" if ticked else "$accent"),
            (safe(wish.words), "bold" if ticked else ""),
        )

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_tick()

    def action_tick(self) -> None:
        """Ticks the want under the cursor; once more takes the tick away."""
        listed = self.query_one(OptionList)
        if (at := listed.highlighted) is None:
            return
        self._ticked ^= {self._wishes[at].code}
        listed.replace_option_prompt_at_index(at, self._line(self._wishes[at]))

    def action_submit(self) -> None:
        """Returns it, when something is said to be missing."""
        typed = self.query_one(Input).value.strip()
        if typed or self._ticked:
            begin(self, partial(self._try, typed), "try")
        else:
            self.say(_("Tick what is missing, or say it in a few words"))

    async def _try(self, typed: str) -> None:
        codes = [each.code for each in self._wishes if each.code in self._ticked]
        try:
            wrong = await self._submit(typed, codes)
        except FrontdeskError as error:
            wrong = str(error)
        if wrong is None:
            self.dismiss(True)
        else:
            self.say(wrong)
