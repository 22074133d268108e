"""Before an act: what is asked for what cannot be undone, and what a bulk act would do.

The preview is the same verb in a transaction that is rolled back, so it cannot differ from the
real thing. It refuses to do anything itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static

from frontdesk.i18n import _, plural
from frontdesk.text import cut, safe
from frontdesk.widgets.overlay import Overlay
from frontdesk.widgets.question import Question

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from frontdesk.rows import Change, Done
    from frontdesk.screens.acting import Act, Subjects
    from frontdesk.screens.base import ConsoleScreen


async def agreed(screen: ConsoleScreen, act: Act, subjects: Subjects) -> bool:
    """Whether the person wants it: asks where it must, previews where there are several."""
    if act.question is not None and not await screen.ask(Question(act.question)):
        return False
    numbers = subjects.numbers
    if len(numbers) == 1:
        return True
    done = await screen.awaited(lambda office: act.call(office.preview().lenient(), numbers, None))
    answer = await screen.ask(BulkPreview(act, subjects, done))
    return bool(answer)


class BulkPreview(Overlay[bool]):
    """What each ticket will do: changed, or left as it is and why. Enter applies."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "apply", show=False, priority=True, id="bulk.apply"),
    ]

    def __init__(self, act: Act, subjects: Subjects, done: Done) -> None:
        self._changed = [each for each in done.changes if each.refused is None]
        self._skipped = [each for each in done.changes if each.refused is not None]
        self._titles = {row.number: row.subject for row in subjects.rows}
        what = plural("{n} ticket", "{n} tickets", len(self._changed))
        super().__init__(
            act.done.format(what=what, made="…") + "?",
            _("enter does it    esc leaves") if self._changed else _("esc leaves"),
        )

    def sheet(self) -> ComposeResult:
        """How many, and each of them; those that are left as they are first."""
        counts = [plural("{n} changes", "{n} change", len(self._changed))]
        if self._skipped:
            counts.append(plural("{n} stays as it is", "{n} stay as they are", len(self._skipped)))
        yield Static(Content(" · ".join(counts)), classes="keys")
        listed = OptionList(
            *(self._line(each) for each in (*self._skipped, *self._changed)[:500]), compact=True
        )
        yield listed

    def _line(self, change: Change) -> Content:
        title = cut(safe(self._titles.get(change.number, "")), 44)
        number = f"{change.number:>7}"
        if change.refused is None:
            return Content.assemble(("✓ ", "$text-success"), (number, "bold"), "  ", title)
        return Content.assemble(
            ("✕ ", "$text-warning"),
            (number, "$quiet"),
            f"  {title}  ",
            (safe(change.refused), "$text-warning"),
        )

    def action_apply(self) -> None:
        """Does it, if there is something to do."""
        if self._changed:
            self.dismiss(True)
