"""Before an act: what is asked for what cannot be undone, and what a bulk act would do.

The preview is the same verb in a transaction that is rolled back, so it cannot differ from the
real thing. It looks in a thread, says how far it is, and can be left at any time. It refuses to do
anything itself.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from frontdesk.errors import FrontdeskError
from frontdesk.i18n import _, plural
from frontdesk.text import cut, safe
from frontdesk.widgets.keyed import bindings_of
from frontdesk.widgets.overlay import Overlay
from frontdesk.widgets.patience import PatientApp
from frontdesk.widgets.question import Question
from frontdesk.widgets.working import begin

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from frontdesk.rows import Change, Done
    from frontdesk.screens.acting import Act, Subjects
    from frontdesk.screens.base import ConsoleScreen

    Progress = Callable[[str, int, int], None]
    Look = Callable[[Progress], Awaitable[Done]]

MOST_LISTED = 500
"""Tickets that the preview names; those that are left as they are come first."""
OFTEN = 0.2
"""Seconds between two looks at how far it is."""
BAR = 24
"""Cells of the bar that shows how far it is."""


class LeftError(Exception):
    """Nobody waits for the preview any more: what it was doing is rolled back at once."""


async def agreed(screen: ConsoleScreen, act: Act, subjects: Subjects) -> bool:
    """Whether the person wants it: asks where it must, previews where there are several."""
    if act.question is not None and not await screen.ask(Question(act.question)):
        return False
    numbers = subjects.numbers
    if len(numbers) == 1:
        return True
    seen = screen.seen(subjects)

    async def look(progress: Progress) -> Done:
        return await screen.work.do(
            lambda office: act.call(office.preview().lenient(seen, progress), numbers, None)
        )

    answer = await screen.ask(BulkPreview(act, subjects, look))
    return bool(answer)


class BulkPreview(Overlay[bool]):
    """What each ticket will do: changed, left as it is and why, in conflict. Enter applies."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("bulk")

    def __init__(self, act: Act, subjects: Subjects, look: Look) -> None:
        self._act, self._look = act, look
        self._titles = {row.number: row.subject for row in subjects.rows}
        self._done: Done | None = None
        self._early = self._left = False
        self._at = ("tickets", 0, len(subjects.rows))
        super().__init__(self._title(len(subjects.rows)), _("enter does it    esc leaves"))

    def _title(self, many: int) -> str:
        what = plural("{n} ticket", "{n} tickets", many)
        return self._act.done.format(what=what, made="…") + "?"

    def sheet(self) -> ComposeResult:
        """How far it is, then how many and each of them."""
        yield Static(id="counts", classes="keys")
        yield OptionList(compact=True)

    def on_mount(self) -> None:
        """Looks what would come of it."""
        self._tick = self.set_interval(OFTEN, self._say_how_far)
        begin(self, self._looked, "look")

    def on_unmount(self) -> None:
        """Nobody waits any more."""
        self._left = True

    def _heard(self, phase: str, done: int, total: int) -> None:
        """Told from the thread how far it is."""
        if self._left:
            raise LeftError
        self._at = (phase, done, total)

    def _say_how_far(self) -> None:
        phase, done, total = self._at
        # The clocks come after the tickets, and take about as long.
        share = (done / max(1, total) + (phase != "tickets")) / 2
        full = round(BAR * share)
        said = _("looking what each would do")
        bar = Content.assemble(("━" * full, "$primary"), ("─" * (BAR - full), "$quiet"))
        self.query_one("#counts", Static).update(Content.assemble(bar, f"  {said} …"))

    async def _looked(self) -> None:
        try:
            self._done = await self._look(self._heard)
        except FrontdeskError as error:
            self._say(str(error))
            return
        finally:
            self._tick.stop()
        left = [each for each in self._done.changes if each.refused is not None]
        if self._early and not left:
            self.dismiss(True)
        else:
            self._list(self._act.meant(self._done))

    def _list(self, changes: Sequence[Change]) -> None:
        """How many do what, and each of them; those in conflict first, those that change last."""
        changed = [each for each in changes if each.refused is None]
        stale = [each for each in changes if each.overtaken]
        left = [each for each in changes if each.refused is not None and not each.overtaken]
        counts = [plural("{n} changes", "{n} change", len(changed))]
        if left:
            counts.append(plural("{n} stays as it is", "{n} stay as they are", len(left)))
        if stale:
            counts.append(plural("{n} in conflict", "{n} in conflict", len(stale)))
        self._say(" · ".join(counts))
        self.query_one(".title", Static).update(Content(safe(self._title(len(changed)))))
        ordered = [*stale, *left, *changed]
        options = [Option(self._line(each)) for each in ordered[:MOST_LISTED]]
        if (more := len(ordered) - MOST_LISTED) > 0:
            said = plural("and {n} more that changes", "and {n} more that change", more)
            options.append(Option(Content.styled(f"          {said}", "$quiet"), disabled=True))
        self.query_one(OptionList).add_options(options)
        if not changed:
            self.query(".keys").last(Static).update(_("esc leaves"))

    def _say(self, text: str) -> None:
        self.query_one("#counts", Static).update(Content(safe(text)))

    def _line(self, change: Change) -> Content:
        title = cut(safe(self._titles.get(change.number, "")), 44)
        number = f"{change.number:>7}"
        if change.refused is None:
            return Content.assemble(("✓ ", "$text-success"), (number, "bold"), "  ", title)
        mark, colour = ("⇄ ", "$text-error") if change.overtaken else ("✕ ", "$text-warning")
        return Content.assemble(
            (mark, colour),
            (number, "$quiet"),
            f"  {title}  ",
            (safe(change.refused), colour),
        )

    def action_apply(self) -> None:
        """Does it, if there is something to do; while it still looks, as soon as all will change.

        What somebody did not see yet is not done by a key that was pressed early: then the list
        waits for another Enter.
        """
        if self._done is None:
            self._early = True
            if isinstance(self.app, PatientApp):
                self.app.release_keys()
        elif self._done.numbers:
            self.dismiss(True)
