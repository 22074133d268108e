"""Policy: the desk's rules, golden cases and numbers; a draft of them, and what it would change.

Whatever is changed here changes a draft, kept at every step; ``a`` brings it into force, and only
a supervisor does.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static

from frontdesk.commands import with_keys
from frontdesk.i18n import N_, _
from frontdesk.screens import policy_panes, policy_reading
from frontdesk.screens.base import ConsoleScreen
from frontdesk.text import safe
from frontdesk.widgets.policy_list import Line, PolicyList
from frontdesk.widgets.view_bar import ViewBar

if TYPE_CHECKING:
    from collections.abc import Callable
    from threading import Event

    from textual.app import ComposeResult
    from textual.events import Resize

    from frontdesk.desk.office import Office
    from frontdesk.screens.policy_reading import Sight
    from frontdesk.screens.policy_replaying import Replayed


@dataclass(frozen=True, slots=True)
class Pane:
    """A pane: its key, its name, what is said when it is empty."""

    key: str
    name: str
    empty: str


PANES = (
    Pane("rules", N_("rules"), N_("There are no rules. {policy.text} adds one in the text")),
    Pane("cases", N_("cases"), N_("There are no golden cases. {policy.text} adds one in the text")),
    Pane("numbers", N_("numbers"), ""),
    Pane(
        "difference",
        N_("difference"),
        N_("Nothing differs from what is in force; {policy.text} edits it"),
    ),
    Pane("warnings", N_("warnings"), N_("Nothing is odd about it")),
    Pane(
        "replay",
        N_("replay"),
        N_("{policy.replay}: what would have become of the latest past tickets"),
    ),
)


class PolicyScreen(ConsoleScreen):
    """One pane of the policy, and the line under the cursor in full below."""

    NAME = "policy"
    HEADING = N_("Policy")
    DEFAULT_CSS = """
    #state { height: auto; max-height: 3; padding: 0 1; }
    #note { height: auto; max-height: 4; padding: 0 1; color: $quiet; }
    #detail { height: 7; padding: 0 1; border-top: solid $rule; scrollbar-size-vertical: 1; }
    PolicyScreen.-low #detail { height: 4; }
    PolicyScreen.-low ViewBar { display: block; }
    #said { height: auto; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.sight: Sight | None = None
        self.steps: list[str] = []
        self.replayed: Replayed | None = None
        self.leaving: Event | None = None
        self._pane = PANES[0]

    def body(self) -> ComposeResult:
        """The panes' names, how things stand, the lines, the one under the cursor in full."""
        yield ViewBar()
        yield Static(id="state")
        yield Static(id="note")
        yield PolicyList()
        with VerticalScroll(id="detail", can_focus=False):
            yield Static(id="said")

    @property
    def lines(self) -> PolicyList:
        """The lines of the present pane."""
        return self.query_one(PolicyList)

    @property
    def pane(self) -> str:
        """The key of the present pane."""
        return self._pane.key

    async def opened(self, office: Office) -> None:
        """Shows the draft if there is one, else what is in force."""
        self.show(await self.work.do(policy_reading.read))
        self.lines.focus()

    async def reread(self) -> None:
        """Another policy may be in force; a draft stays."""
        self.show(await self.work.do(policy_reading.read))

    def step_out(self) -> bool:
        """Esc: a replay that is under way is left; what it has decided is kept."""
        if self.leaving is None:
            return False
        self.leaving.set()
        return True

    def turn(self, key: str) -> None:
        """Shows another pane."""
        self._pane = next(each for each in PANES if each.key == key)
        self._paint()

    def show(self, sight: Sight, at: str | None = None) -> None:
        """Shows the policy as it is worked on now; the cursor on the line ``at``, if given."""
        if self.sight is not None and self.sight.text != sight.text:
            self.replayed = None  # it was of another text
        self.sight = sight
        self._paint(at)

    async def change(self, change: Callable[[str], str], at: str | None = None) -> None:
        """Changes the draft's text in one place.

        Raises:
            BadInputError: it cannot be changed so; the draft is as it was.
        """
        sight = self.sight
        if sight is None:
            return
        changed = await self.work.do(lambda office: policy_reading.changed(office, sight, change))
        self.steps.append(sight.text)
        self.show(changed, at)

    def _paint(self, at: str | None = None) -> None:
        sight, office = self.sight, self.work.office
        if sight is None or office is None:
            return
        views = [Pane(each.key, _(each.name), "") for each in PANES]
        bar = self.query_one(ViewBar)
        bar.show(views, self._pane.key)
        bar.count(
            {
                "rules": len(sight.rules.rules) if sight.rules else 0,
                "cases": len(sight.tested),
                "difference": len(sight.found),
                "warnings": len(sight.odd),
            }
            | ({"replay": len(self.replayed.rows)} if self.replayed else {})
        )
        adopted = sight.version.adopted_at.astimezone(office.zone)
        self.query_one("#state", Static).update(policy_panes.heading(sight, adopted))
        lines = self._lines(sight, max(40, self.size.width - 4))
        note = self.query_one("#note", Static)
        said = self._note(sight, lines)
        note.display = bool(said)
        note.update(Content(said))
        self.lines.show(lines, at)
        self._tell()
        self.bars()

    def _note(self, sight: Sight, lines: list[Line]) -> str:
        """What is said above the lines: figures of a replay, or that there are none."""
        if self._pane.key == "replay" and self.replayed is not None:
            return safe("\n".join(self.replayed.said), lines=True)
        return (
            "" if lines or sight.wrong or not self._pane.empty else with_keys(_(self._pane.empty))
        )

    def _lines(self, sight: Sight, room: int) -> list[Line]:
        if sight.rules is None:
            return []
        made: dict[str, Callable[[], list[Line]]] = {
            "rules": partial(policy_panes.rules, sight.rules.rules, sight.matches, room),
            "cases": partial(policy_panes.cases, sight.tested, room),
            "numbers": partial(policy_panes.numbers, sight.numbers, room),
            "difference": partial(policy_panes.differences, sight.found, room),
            "warnings": partial(policy_panes.warnings, sight.odd, room),
            "replay": partial(policy_panes.replayed, self.replayed, sight.rules.currency, room),
        }
        return made[self._pane.key]()

    @on(ViewBar.Chosen)
    def _clicked(self, event: ViewBar.Chosen) -> None:
        event.stop()
        self.turn(event.key)

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._tell()

    @on(OptionList.OptionSelected)
    def _entered(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_command("policy.open")

    def on_resize(self, event: Resize) -> None:
        """Lays the lines out anew."""
        self._paint()

    def _tell(self) -> None:
        line = self.lines.line
        self.query_one("#said", Static).update(line.detail if line is not None else Content(""))
