"""One ticket: what now, its history with the newest at the bottom, facts and why it is here.

Every verb works on it by the same key as in the list; ``J`` and ``K`` go to the next and the
previous ticket of the list below. It refuses to lose a draft: leaving keeps it.
"""

from __future__ import annotations

from datetime import tzinfo
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from frontdesk import presence
from frontdesk.commands import with_keys
from frontdesk.errors import FrontdeskError
from frontdesk.i18n import N_, _
from frontdesk.screens import ticket_reading as reading
from frontdesk.screens.acting import Subjects
from frontdesk.screens.base import ConsoleScreen
from frontdesk.screens.ticket_reading import Whole
from frontdesk.terms import Doing
from frontdesk.text import cut, safe, width
from frontdesk.widgets.facts import Facts, now_words
from frontdesk.widgets.ticket_columns import PRIORITY
from frontdesk.widgets.timeline import Timeline
from frontdesk.widgets.writing import Letter, Writing

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from frontdesk.desk.office import Office

COLOURS = {"P1": "bold $text-error", "P2": "bold $text-warning"}


class TicketScreen(ConsoleScreen):
    """A ticket whole."""

    NAME = "ticket"
    hears = False
    HEADING = N_("Ticket")
    DEFAULT_CSS = """
    #ticket { height: 1fr; }
    #ticket > #title { height: 2; padding: 0 1; }
    #ticket > #middle { height: 1fr; }
    #middle > Timeline { width: 3fr; }
    #middle > Facts { display: none; }
    TicketScreen.-wide #middle > Facts {
        display: block; max-width: 84; border-left: solid $rule;
    }
    TicketScreen.-widest #middle > Facts {
        display: block; max-width: 84; border-left: solid $rule;
    }
    #ticket.-facts > #middle > Facts { display: block; width: 1fr; }
    #ticket.-facts > #middle > Timeline { display: none; }
    TicketScreen.-wide #ticket.-facts > #middle > Facts { display: none; }
    TicketScreen.-widest #ticket.-facts > #middle > Facts { display: none; }
    TicketScreen.-wide #ticket.-facts > #middle > Timeline { display: block; }
    TicketScreen.-widest #ticket.-facts > #middle > Timeline { display: block; }
    TicketScreen.-writing ToastRack { dock: top; margin: 1 0 0 0; }
    """

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
        self._whole: Whole | None = None
        self._seen: int | None = None

    def body(self) -> ComposeResult:
        """Title and what now; history and facts; the composer comes when it is wanted."""
        with Vertical(id="ticket"):
            yield Static(id="title")
            with Horizontal(id="middle"):
                yield Timeline()
                yield Facts(self._zone)

    def on_mount(self) -> None:
        """Plain keys are commands here: the history has the cursor."""
        super().on_mount()
        self.timeline.focus()

    @property
    def timeline(self) -> Timeline:
        """The history."""
        return self.query_one(Timeline)

    def _zone(self) -> tzinfo:
        office = self.work.office
        assert office is not None, "nothing is shown before the office is open"
        return office.zone

    def subjects(self) -> Subjects:
        """The ticket."""
        return Subjects((self._whole.ticket,) if self._whole is not None else ())

    def engaged(self) -> tuple[int, Doing] | None:
        """The ticket is open, or written on."""
        return super().engaged() or (self.number, Doing.OPEN)

    def show_present(self) -> None:
        """Who else has it open stands behind its subject."""
        super().show_present()
        self._title()

    # Reading

    async def opened(self, office: Office) -> None:
        """Reads the ticket; one that is not there is said, and the screen goes."""
        try:
            await self._read()
        except FrontdeskError:
            self.app.pop_screen()
            raise

    async def changed(self, numbers: frozenset[int]) -> None:
        """Reads it again, if it is this one."""
        if self.number in numbers:
            await self._read()

    async def _read(self) -> None:
        number = self.number
        whole = await self.work.do(lambda office: reading.whole(office, number))
        if number == self.number:
            self._whole = whole
            self._paint()

    def _paint(self) -> None:
        whole = self._whole
        if whole is None:
            return
        now = self.console_app.now()
        fresh = self._seen != self.number
        self._seen = self.number
        self.timeline.show(whole.entries, now, self._zone(), to_end=fresh)
        self.query_one(Facts).show(whole, now)
        self._title()
        self.bars()

    def _title(self) -> None:
        whole = self._whole
        if whole is None:
            return
        ticket, room = whole.ticket, max(30, self.size.width - 2)
        state, now = now_words(whole, self.console_app.now(), self._zone())
        priority = PRIORITY[ticket.priority].strip()
        others = presence.together(self.console_app.present.get(ticket.number, ()), room // 2)
        subject = room - 14 - (width(others) + 2 if others else 0)
        head = Content.assemble(
            (f"{ticket.number}  ", "$quiet"),
            (f"{priority}  ", COLOURS.get(ticket.priority.value, "$quiet")),
            (cut(safe(ticket.subject), subject), "bold"),
            (f"  {others}", "$accent"),
        )
        state = safe(state, 60)
        line = Content.assemble(
            (f"{state}  ", "bold $accent"), cut(safe(now), max(0, room - len(state) - 2))
        )
        self.query_one("#title", Static).update(Content("\n").join([head, line]))

    def on_resize(self) -> None:
        """The title follows the width."""
        self._title()

    # Moving

    async def step_by(self, tickets: int) -> None:
        """Another ticket of the list below, without going back."""
        stack = self.app.screen_stack
        below = stack[: stack.index(self)] if self in stack else []
        for screen in reversed(below):
            if isinstance(screen, ConsoleScreen):
                number = await screen.step(tickets, self.number)
                if number is not None:
                    await self.show(number)
                    return
        self.tell(_("That was the last one") if tickets > 0 else _("That was the first one"))

    async def show(self, number: int) -> None:
        """Shows another ticket in the place of this one."""
        self.number = number
        self.timeline.whole = False
        await self._read()

    def toggle_preview(self) -> None:
        """``v``: the facts, in the place of the history where there is no room for both."""
        ticket = self.query_one("#ticket")
        ticket.toggle_class("-facts")
        facts = self.query_one(Facts)
        (facts if facts.display and not self.timeline.display else self.timeline).focus()

    def zoom(self) -> None:
        """``z``: long texts whole."""
        self.timeline.zoom()

    def step_out(self) -> bool:
        """Esc: from the facts back to the history, then out."""
        if self.query_one("#ticket").has_class("-facts"):
            self.toggle_preview()
            return True
        return False

    # Writing

    async def write(self, letter: Letter) -> None:
        """Opens the composer at the bottom; the history stays in sight above it.

        One that is open already stays when it is the same, or when its text cannot be kept.
        """
        for open_one in self.query(Writing):
            if open_one.letter.title == letter.title or not await open_one.kept():
                open_one.to_text()
                return
            await open_one.remove()
        await self.query_one("#ticket").mount(Writing(letter))
        self.writing = letter.number
        self.add_class("-writing")
        self.call_after_refresh(self.timeline.action_last)

    @on(Writing.Closed)
    def _written(self, event: Writing.Closed) -> None:
        event.stop()
        self.start(partial(self._shut, self.query_one(Writing)), "writing")

    async def _shut(self, writing: Writing) -> None:
        await writing.remove()
        self.remove_class("-writing")
        number, self.writing = self.writing or self.number, None
        self.timeline.focus()
        self.console_app.release_keys()
        # The badge of a draft comes or goes, in the list below as well.
        self.console_app.spread(frozenset({number}))

    # Links

    def to_order(self) -> None:
        """Shows the repair orders, on the latest of this ticket where the screen can do that."""
        if self._whole is None or not self._whole.repairs:
            self.tell(with_keys(_("No repair order belongs to it  ·  {ticket.dispatch} opens one")))
            return
        self.console_app.show_order(self._whole.repairs[-1].order)
