"""A quick request with a caller on the line: its steps as ticks, then done. No secret is typed.

Nothing is written before it is done or left open: Esc leads back, and all is as it was. A refusal
leaves the ticks and the note.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from frontdesk.commands import undoes
from frontdesk.i18n import N_, _
from frontdesk.rows import StepRow
from frontdesk.screens.base import ConsoleScreen
from frontdesk.text import cut, safe
from frontdesk.widgets.prompt import Prompt
from frontdesk.widgets.ticks import Ticks

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from frontdesk.desk.office import Office
    from frontdesk.desk.request import Served
    from frontdesk.rows import Done
    from frontdesk.screens.request_reading import Chosen, Serve


class RequestScreen(ConsoleScreen):
    """One quick request for one person."""

    NAME = "request"
    HEADING = N_("Quick request")
    DEFAULT_CSS = """
    #request { height: 1fr; padding: 0 1; }
    #request > Static { height: auto; }
    #request #what { padding: 1 0 1 0; }
    RequestScreen.-low #request #what { padding: 0; }
    #request Ticks { max-width: 120; }
    """

    def __init__(
        self, chosen: Chosen, who: str, serve: Serve, after: Callable[[Done], None] | None = None
    ) -> None:
        """A request that has been chosen.

        Args:
            who: for whom, in a line.
            serve: serves it, in a thread.
            after: what is to be done once it is served and the screen has gone.
        """
        super().__init__()
        self._chosen, self._who, self._serve, self._after = chosen, who, serve, after
        self._ticked: set[int] = set()
        self._note = ""
        self._since = 0.0
        self._recording = False

    def body(self) -> ComposeResult:
        """For whom, what and how it was checked, and the steps."""
        with Vertical(id="request"):
            yield Static(id="who")
            yield Static(id="what")
            yield Ticks(id="steps")

    def on_mount(self) -> None:
        """The clock runs from here: somebody waits."""
        super().on_mount()
        self._since = asyncio.get_running_loop().time()
        self.set_interval(1, self._head)
        self.steps.focus()

    @property
    def steps(self) -> Ticks:
        """The steps."""
        return self.query_one(Ticks)

    def on_resize(self) -> None:
        """The head follows the width."""
        self._head()

    async def opened(self, office: Office) -> None:
        """Shows the steps."""
        steps = self._chosen.request.steps
        rows = [StepRow(position, text) for position, text in enumerate(steps, 1)]
        self.steps.show(rows, self._ticked)
        self._head()

    def _head(self) -> None:
        room = max(20, self.size.width - 4)
        spent = int(self._spent())
        clock = f"{spent // 60}:{spent % 60:02}"
        who = cut(safe(self._who), room - len(clock) - 2)
        first = Content.assemble((who, "bold"), (f"  {clock}", "bold $accent"))
        self.query_one("#who", Static).update(first)
        request, check = self._chosen.request, self._chosen.check
        said = _("checked by {how}").format(how=check) if check else _("anybody may ask")
        lines = [
            Content.assemble(
                (safe(request.label), "bold"), (f"  {cut(safe(said), room)}", "$quiet")
            ),
            Content.styled(
                safe(self._note)
                or _("A password or code is told, never typed: there is no place for it."),
                "$quiet",
            ),
        ]
        self.query_one("#what", Static).update(Content("\n").join(lines))

    def tick(self) -> None:
        """Ticks a step."""
        self.steps.action_tick()

    async def ask_note(self) -> None:
        """Asks for a note; it is kept until it is recorded with the request."""
        title = _("Note: what should whoever reads this know? Never the secret.")
        note = await self.ask(Prompt(title, text=self._note, required=False))
        if note is not None:
            self._note = note
            self._head()

    async def settle(self, *, begun: bool) -> None:
        """``x``: done, with the steps that are ticked, or all of them. ``o``: it stays open."""
        if self._recording:
            return
        self._recording = True
        served, minutes = self._served(begun=begun), int(self._spent() // 60)
        try:
            done = await self.work.do(lambda office: self._serve(office, served, minutes))
        finally:
            self._recording = False
        self.acted(done)
        words = _("{number} in progress: {what}") if begun else _("{number} served: {what}")
        said = words.format(number=done.numbers[0], what=self._chosen.request.label)
        self.tell(said + "  ·  " + undoes())
        if self.app.screen is self and len(self.app.screen_stack) > 1:
            self.app.pop_screen()
        if self._after is not None:
            self._after(done)
        self.console_app.point_at(done.numbers[0])

    def _served(self, *, begun: bool) -> Served:
        from frontdesk.desk.request import Served

        steps = sorted(self._ticked) if self._ticked or begun else None
        code, check = self._chosen.request.code, self._chosen.check
        return Served(code, check, steps, self._note, begun)

    def _spent(self) -> float:
        """Seconds since the screen was opened."""
        return asyncio.get_running_loop().time() - self._since
