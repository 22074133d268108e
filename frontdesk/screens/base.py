"""What every screen of the console is made of: bars, keys from the registry, asking and acting.

It refuses to catch anything but ``FrontdeskError``: that is shown in one place, with its hint;
anything else is a fault of ours and ends in the crash report.
"""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.css.query import NoMatches
from textual.screen import Screen

from frontdesk import rights
from frontdesk.commands import Command, Needs, commands_of
from frontdesk.commands import command as command_by_id
from frontdesk.errors import FrontdeskError, OvertakenError
from frontdesk.i18n import _
from frontdesk.screens.acting import Act, Subjects
from frontdesk.screens.recording import in_its_own_words
from frontdesk.terms import Doing, Status
from frontdesk.text import safe
from frontdesk.widgets.bars import Badge, KeyBar, TopBar
from frontdesk.widgets.too_small import TooSmall
from frontdesk.widgets.tour_strip import TourStrip
from frontdesk.widgets.working import begin

if TYPE_CHECKING:
    from frontdesk.app import Console
    from frontdesk.desk.office import Office
    from frontdesk.rows import Done, ListRow, TicketRow
    from frontdesk.screens.work import Work
    from frontdesk.widgets.overlay import Overlay
    from frontdesk.widgets.writing import Letter

T = TypeVar("T")
TOUR = "app.tour"
"""The one command that does not send the tour's offer away."""
SLOW = 0.4
"""Seconds after which waiting is said."""


def bindings_of(screen: str) -> list[BindingType]:
    """The bindings of a screen, from the registry, each with its command's id."""
    return [
        Binding(",".join(command.keys), f"command('{command.id}')", command.name, id=command.id)
        for command in commands_of(screen)
        if command.keys and not command.priority
    ]


class ConsoleScreen(Screen[None]):
    """A screen of the console. Subclasses set ``NAME`` and yield their widgets in ``body``."""

    DEFAULT_CSS = """
    ConsoleScreen { layers: default over; overflow: hidden; }
    """
    NAME: ClassVar[str] = ""
    writing: int | None = None
    """The ticket that is written on in a sheet over the screen."""
    hears: bool = True
    """Whether keys mean something now; a screen that has to read first begins with ``False``."""
    HEADING: ClassVar[str] = ""
    """What the top bar says beside the product's name, marked with ``N_``."""

    def __init_subclass__(cls, **options: Any) -> None:
        if cls.__dict__.get("NAME"):
            cls.BINDINGS = [*cls.__dict__.get("BINDINGS", ()), *bindings_of(cls.NAME)]
        super().__init_subclass__(**options)

    @property
    def console_app(self) -> Console:
        """The application, as what it is."""
        return cast("Console", self.app)

    @property
    def work(self) -> Work:
        """The office behind the screens."""
        return self.console_app.work

    # What a screen fills in

    def body(self) -> ComposeResult:
        """The screen's own widgets, between top bar and footer."""
        yield from ()

    def subjects(self) -> Subjects:
        """The tickets that verbs work on; none unless a screen says so."""
        return Subjects()

    def at_hand(self) -> Subjects:
        """The one ticket that looking, writing and copying are about, whatever is marked."""
        return self.subjects()

    async def opened(self, office: Office) -> None:
        """The office is open: read what the screen shows. Once in a screen's life."""

    async def changed(self, numbers: frozenset[int]) -> None:
        """These tickets have changed, here or at another desk: show them as they are now."""

    async def reread(self) -> None:
        """Views, the policy or the register have changed by an undo: read anew what shows them."""

    def engaged(self) -> tuple[int, Doing] | None:
        """What other desks are told: the ticket that is open here, or written on."""
        return (self.writing, Doing.WRITING) if self.writing is not None else None

    def show_present(self) -> None:
        """Others have opened tickets, or left them: show who is where."""
        from frontdesk.widgets.ticket_list import TicketList

        for listed in self.query(TicketList):
            listed.show_present(self.console_app.present)

    def acted(self, done: Done) -> None:
        """A verb of ours is done; unless a screen knows better, the same as a change."""
        self.console_app.recorder.hear(done)
        self.console_app.ours |= {each.number: each.version for each in done.changes}
        self.console_app.spread(frozenset(done.numbers))
        if any(each.became.get("status") == Status.RESOLVED for each in done.changes):
            self.start(self._has_room, "next")

    async def _has_room(self) -> None:
        """Somebody has resolved something: what comes next is said, where the policy wants it."""
        from frontdesk.screens.acts.assigning import propose_next

        await propose_next(self)

    async def step(self, tickets: int, beside: int) -> int | None:
        """Moves the cursor of the screen's list; the ticket it came to, ``None`` at the end.

        Args:
            beside: the ticket that is looked at. Where the cursor is on another one (it has left
                the list meanwhile, or never was in it), that one comes next: none is skipped.
        """
        from frontdesk.widgets.ticket_list import TicketList

        for listed in self.query(TicketList):
            row = listed.row
            elsewhere = row is not None and row.number != beside
            if row is not None and elsewhere and (tickets > 0 or listed.cursor == 0):
                return row.number
            return await listed.step(tickets)
        return None

    async def write(self, letter: Letter) -> None:
        """Lets a text be written; over the screen, unless it has a place of its own for it."""
        from frontdesk.widgets.compose_sheet import ComposeSheet

        self.writing = letter.number
        try:
            await self.ask(ComposeSheet(letter))
        finally:
            self.writing = None

    def step_out(self) -> bool:
        """The screen's own part of Esc (filter, then marks); True when there was one."""
        return False

    # What a screen offers

    def compose(self) -> ComposeResult:
        """Top bar, the screen's own, footer."""
        heading = _(self.HEADING) if self.HEADING else ""
        yield TopBar(heading, self._badge)
        yield TourStrip(lambda: self.console_app.touring.guide)
        yield from self.body()
        yield KeyBar(self.NAME, self.why_not, self.action_command)
        yield TooSmall()

    def _badge(self) -> Badge:
        app = self.console_app
        return replace(app.badge, recording=app.recorder.said())

    def on_mount(self) -> None:
        """Waits for the office, then lets the screen read."""
        self.console_app.living.add(self)
        if self.hears:
            self.call_after_refresh(self.console_app.arrived, self)
        self.start(self._when_open, "opened")

    def on_unmount(self) -> None:
        """Nobody tells it anything any more."""
        self.console_app.living.discard(self)

    async def _when_open(self) -> None:
        office = await self.work.ready()
        self.bars()
        self.show_present()
        try:
            await self.opened(office)
        finally:
            if not self.hears:
                self.hears = True
                self.console_app.arrived(self)

    def bars(self, *, afresh: bool = False) -> None:
        """Paints top bar and footer anew, where they differ: the office opened, keys changed.

        Args:
            afresh: whether keys or language have changed, so that all of it is painted.
        """
        for bar in self.query(TopBar):
            bar.refresh()
        if afresh:
            self.show_tour()
        for footer in self.query(KeyBar):
            if afresh:
                footer.refresh()
            else:
                footer.follow()

    def show_tour(self) -> None:
        """Shows what the tour says now, or nothing of it."""
        for strip in self.query(TourStrip):
            strip.follow()

    def minute(self) -> None:
        """Another minute has begun: whatever shows times is painted anew."""
        self.bars()

    def start(self, job: Callable[[], Awaitable[object]], group: str) -> None:
        """Runs a job in a worker of this screen; a later one of its group replaces it."""
        begin(self, partial(self._guarded, job), group)

    async def _guarded(self, job: Callable[[], Awaitable[object]]) -> None:
        try:
            await job()
        except FrontdeskError as error:
            if self.is_attached:
                self.warn(error)
        except NoMatches:
            # A late result for a screen that has been taken down meanwhile is dropped.
            if self.query(KeyBar):
                raise

    def tell(self, text: str) -> None:
        """Says something, for a few seconds."""
        self.console_app.tell(text)

    def warn(self, error: FrontdeskError) -> None:
        """Shows an error with what to do about it."""
        self.app.notify(
            safe(error.hint), title=safe(error.title), severity="warning", markup=False, timeout=8
        )

    async def ask(self, overlay: Overlay[T]) -> T | None:
        """Lays a question over the screen and waits for its answer; ``None``: left by Esc."""
        return await self.app.push_screen_wait(overlay)

    async def awaited(self, job: Callable[[Office], T]) -> T:
        """Runs a job like ``work.do``, and says in the top bar that it takes a while when it does.

        The keyboard stays free meanwhile.
        """
        app = self.console_app
        slow = self.set_timer(SLOW, lambda: app.waits_for(_("working …")))
        try:
            return await self.work.do(job)
        finally:
            slow.stop()
            if app.badge.waiting:
                app.waits_for("")

    async def perform(self, act: Act, subjects: Subjects | None = None) -> Done | None:
        """Does an act: one ticket at once, several after a look at what each will do.

        Returns:
            What was done; ``None`` when the person thought better of it.

        Raises:
            FrontdeskError: the desk refused; nothing has changed.
        """
        from frontdesk.screens.bulk import agreed

        subjects = subjects or self.subjects()
        numbers, recorder = subjects.numbers, self.console_app.recorder
        if recorder.recording is not None:
            act = in_its_own_words(act)
        if not await agreed(self, act, subjects):
            return None
        if len(numbers) == 1:
            one = await self._one(act, subjects)
            if one is None:
                return None
            act, done = one
        else:
            seen = self.seen(subjects)
            done = await self.awaited(lambda office: act.call(office.lenient(seen), numbers, None))
        self.tell(act.said(done))
        recorder.hear(done, act.steps)
        self.acted(done)
        return done

    def seen(self, subjects: Subjects) -> dict[int, int]:
        """The version of each ticket as it is known here: as shown, or as we left it ourselves."""
        ours = self.console_app.ours
        return {row.number: max(row.version, ours.get(row.number, 0)) for row in subjects.rows}

    async def _one(self, act: Act, subjects: Subjects) -> tuple[Act, Done] | None:
        """Does an act to one ticket; where others were quicker, as much as the person wants."""
        numbers = subjects.numbers
        seen = self.seen(subjects)[numbers[0]]
        try:
            return act, await self.awaited(lambda office: act.call(office, numbers, seen))
        except OvertakenError:
            from frontdesk.screens.meanwhile import settled

            return await settled(self, act, numbers, seen)

    # Commands

    def action_command(self, id: str) -> None:  # noqa: A002  the field's name
        """Runs a command of the registry, or says why it cannot be run now."""
        command = command_by_id(id)
        if id != TOUR:
            self.console_app.touring.passed_by()
        reason = self.why_not(command)
        if reason is not None:
            self.console_app.release_keys()
            self.app.notify(safe(reason), severity="warning", markup=False, timeout=5)
            return
        handler = command.handler()
        if inspect.iscoroutinefunction(handler):
            # Not exclusive: a second press while the first one asks must not replace it.
            job = partial(handler, self, *command.arguments)
            begin(self, partial(self._run, job), "acts", exclusive=False)
        else:
            handler(self, *command.arguments)
            self.console_app.let_go()

    async def _run(self, job: Callable[[], Awaitable[object]]) -> None:
        """Runs a command's job; what was typed meanwhile is heard when it has ended."""
        try:
            await self._guarded(job)
        finally:
            self.console_app.let_go()

    def about(self, command: Command) -> str:
        """What a command would do here and now, where that says more than its help; else empty."""
        return ""

    def why_not(self, command: Command) -> str | None:
        """Why a command cannot be run now; ``None``: it can."""
        rows: tuple[ListRow | TicketRow, ...] = ()
        if command.needs is not Needs.NOTHING:
            one = command.needs is Needs.TICKET
            rows = (self.at_hand() if one else self.subjects()).rows
            if not rows:
                return _("There is no ticket here to do that with")
        office = self.work.office
        if command.verb is None or office is None:
            return None
        if not rows:
            return rights.why_not(office.actor, command.verb)
        reasons = (rights.why_not(office.actor, command.verb, row) for row in rows)
        # Of several, those that refuse are left out and named in the preview.
        first = next(reasons)
        return first if first is not None and all(each is not None for each in reasons) else None
