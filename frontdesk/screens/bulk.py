"""Before an act: what is asked for what cannot be undone, and what a bulk act would do.

The preview is the same verb in a transaction that is rolled back, so it cannot differ from the
real thing. It looks in a thread, says how far it is, and can be left at any time. It refuses to do
anything itself.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from frontdesk.commands import with_keys
from frontdesk.errors import FrontdeskError
from frontdesk.i18n import _, plural
from frontdesk.presence import tag, words
from frontdesk.text import cut, pad, safe
from frontdesk.widgets.keyed import bindings_of
from frontdesk.widgets.options import Options
from frontdesk.widgets.overlay import Foot, Overlay
from frontdesk.widgets.patience import PatientApp
from frontdesk.widgets.question import Question
from frontdesk.widgets.working import begin

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from frontdesk.desk.office import Office
    from frontdesk.rows import Change
    from frontdesk.screens.acting import Act, Subjects
    from frontdesk.screens.base import ConsoleScreen
    from frontdesk.screens.bulk_reading import Foreseen

    Progress = Callable[[str, int, int], None]
    Look = Callable[[Progress], Awaitable[Foreseen]]

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
    if len(numbers) == 1 and not act.looked:
        return True
    seen, ours = screen.seen(subjects), dict(screen.console_app.ours)

    async def look(progress: Progress) -> Foreseen:
        def job(office: Office) -> Foreseen:
            from frontdesk.screens.bulk_reading import foreseen

            done = act.call(office.preview().lenient(seen, progress), numbers, None)
            return foreseen(office, done, act.meant(done), subjects.since, ours)

        return await screen.work.do(job)

    answer = await screen.ask(BulkPreview(act, subjects, look))
    return bool(answer)


class BulkPreview(Overlay[bool]):
    """What each ticket will do: changed, left as it is and why, in conflict. Enter applies."""

    NAME = "preview"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("bulk")

    def __init__(self, act: Act, subjects: Subjects, look: Look) -> None:
        self._act, self._look = act, look
        self._titles = {row.number: row.subject for row in subjects.rows}
        self._foreseen: Foreseen | None = None
        self._early = self._left = self._failed = False
        self._at = ("tickets", 0, len(subjects.rows))
        super().__init__(
            self._title(len(subjects.rows)), _("{bulk.apply} does it    {overlay.out} leaves")
        )

    def _title(self, many: int) -> str:
        what = plural("{n} ticket", "{n} tickets", many)
        return self._act.worded(what, "…") + "?"

    def sheet(self) -> ComposeResult:
        """How far it is, then how many and each of them."""
        if self._act.about:
            yield Static(Content(safe(self._act.about)))
        yield Static(id="counts", classes="keys")
        yield Options(compact=True)
        yield Static(id="whole")

    def on_mount(self) -> None:
        """Looks what would come of it."""
        self._begin()

    def _begin(self) -> None:
        self._early = self._failed = False
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
            self._foreseen = await self._look(self._heard)
        except FrontdeskError as error:
            self._failed = True
            self._say(str(error))
            if isinstance(self.app, PatientApp):
                self.app.release_keys()
            return
        finally:
            self._tick.stop()
        found = self._foreseen
        if self._early and not (found.present or found.changed or _refused(found.done.changes)):
            self.dismiss(True)
        else:
            self._list(found)

    def _list(self, found: Foreseen) -> None:
        """How many do what, and each of them; those in conflict first, those that change last."""
        meant = self._act.meant(found.done)
        changed = [each for each in meant if each.refused is None]
        self._say(" · ".join(_counts(meant, found)))
        self.query_one(".title", Static).update(Content(safe(self._title(len(changed)))))
        options = [Option(self._line(each, found)) for each in found.listed]
        if (more := len(meant) - len(found.listed)) > 0:
            said = plural("and {n} more that changes", "and {n} more that change", more)
            options.append(Option(Content.styled(f"          {said}", "$quiet"), disabled=True))
        listed = self.query_one(OptionList)
        listed.add_options(options)
        listed.highlighted = 0
        if not changed:
            self.query_one(Foot).say(safe(with_keys(_("{overlay.out} leaves"))))

    def on_resize(self) -> None:
        """The lines follow the width."""
        found, listed = self._foreseen, self.query_one(OptionList)
        if found is not None and listed.option_count:
            for index, change in enumerate(found.listed):
                listed.replace_option_prompt_at_index(index, self._line(change, found))

    def _say(self, text: str) -> None:
        self.query_one("#counts", Static).update(Content(safe(text)))

    def _line(self, change: Change, found: Foreseen) -> Content:
        """A ticket: what becomes of it, or why nothing does, and who else is at it."""
        room = self.size.width - 4
        title = max(16, min(44, room // 3))
        others = tag(found.present.get(change.number, ()), 14)
        marks = " ".join(filter(None, (others, "↻" if change.number in found.changed else "")))
        head = Content.assemble(
            ("✓ ", "$text-success") if change.refused is None else _left(change),
            (f"{change.number:>7}", "bold" if change.refused is None else "$quiet"),
            f"  {pad(cut(safe(self._titles.get(change.number, '')), title), title)}  ",
            (f"{marks}  " if marks else "", "$text-warning"),
        )
        said = safe(change.refused or found.becomes[change.number])
        colour = "$quiet" if change.refused is None else _left(change)[1]
        return head + Content.styled(cut(said, max(0, room - head.cell_length)), colour)

    @on(OptionList.OptionHighlighted)
    def _pointed(self, event: OptionList.OptionHighlighted) -> None:
        """The whole of what a line says, below the list."""
        event.stop()
        found = self._foreseen
        if found is None or event.option_index >= len(found.listed):
            return
        change = found.listed[event.option_index]
        said = [safe(change.refused or found.becomes[change.number])]
        said += [words(each) for each in found.present.get(change.number, ())]
        if change.number in found.changed:
            said.append("↻ " + safe(found.changed[change.number]))
        self.query_one("#whole", Static).update(Content("  ·  ".join(filter(None, said))))

    def action_apply(self) -> None:
        """Does it, if there is something to do; while it still looks, as soon as all will change.

        What somebody did not see yet is not done by a key that was pressed early: then the list
        waits for another Enter. Where it could not look, it looks again.
        """
        if self._failed:
            self._begin()
        elif self._foreseen is None:
            self._early = True
            if isinstance(self.app, PatientApp):
                self.app.release_keys()
        elif self._foreseen.done.numbers:
            self.dismiss(True)


def _refused(changes: Sequence[Change]) -> list[Change]:
    return [each for each in changes if each.refused is not None]


def _left(change: Change) -> tuple[str, str]:
    """How a ticket is marked that stays as it is, and in which colour."""
    return ("⇄ ", "$text-error") if change.overtaken else ("✕ ", "$text-warning")


def _counts(meant: Sequence[Change], found: Foreseen) -> list[str]:
    """How many tickets change, stay, are in conflict, and are in other hands meanwhile."""
    refused = _refused(meant)
    stale = sum(each.overtaken for each in refused)
    counts = [plural("{n} changes", "{n} change", len(meant) - len(refused))]
    if left := len(refused) - stale:
        counts.append(plural("{n} stays as it is", "{n} stay as they are", left))
    if stale:
        counts.append(plural("{n} in conflict", "{n} in conflict", stale))
    if found.present:
        many = len(found.present)
        counts.append(plural("{n} open at another desk", "{n} open at other desks", many))
    if found.changed:
        many = len(found.changed)
        said = plural("{n} changed since marked", "{n} changed since marked", many)
        counts.append(said)
    return counts
