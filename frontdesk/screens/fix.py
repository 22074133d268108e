"""A known fix with a caller on the line: choose it, tick its steps, worked or failed, what next.

Worked resolves the ticket. Failed is recorded, and the new decision's options are shown: Enter
takes one, and what was tried travels. It refuses to ask anything on the way.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from frontdesk import amounts
from frontdesk.commands import undoes, with_keys
from frontdesk.i18n import N_, _
from frontdesk.screens import fix_reading as reading
from frontdesk.screens.acting import Subjects
from frontdesk.screens.base import ConsoleScreen
from frontdesk.screens.contact_reading import RouteLine, record
from frontdesk.screens.fix_reading import Call, Next
from frontdesk.screens.passing_reading import above, goes_without
from frontdesk.terms import Doing, Route
from frontdesk.text import cut, safe
from frontdesk.widgets.prompt import Prompt
from frontdesk.widgets.seeker import Choice, Seeker
from frontdesk.widgets.ticks import Ticks
from frontdesk.widgets.ways import Way, Ways
from frontdesk.widgets.working import begin

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from frontdesk.desk.office import Office
    from frontdesk.rows import FixRow


class FixScreen(ConsoleScreen):
    """Known fixes of one ticket."""

    NAME = "fix"
    hears = False
    HEADING = N_("Known fix")
    DEFAULT_CSS = """
    #fix { height: 1fr; padding: 0 1; }
    #fix > Static { height: auto; }
    #fix #said { padding: 1 0 1 0; }
    FixScreen.-low #fix #said { padding: 0; }
    #fix Ways { max-width: 120; }
    #fix Ticks { max-width: 120; }
    """

    def __init__(self, number: int, fix: int | None = None) -> None:
        super().__init__()
        self.number = number
        self._wanted = fix
        self._call: Call | None = None
        self._fix: FixRow | None = None
        self._next: Next | None = None
        self._ticked: dict[int, set[int]] = {}
        self._since = 0.0
        self._recording = False

    def body(self) -> ComposeResult:
        """Who and what, what to do, and the steps or the ways."""
        with Vertical(id="fix"):
            yield Static(id="who")
            yield Static(id="said")
            yield Ways(id="ways")
            yield Ticks(id="steps")

    def on_mount(self) -> None:
        """The clock runs from here: somebody waits."""
        super().on_mount()
        self._since = asyncio.get_running_loop().time()
        self.steps.display = False
        self.set_interval(1, self._head)
        self.ways.focus()

    @property
    def ways(self) -> Ways:
        """What to choose among: fixes, or what comes next."""
        return self.query_one(Ways)

    @property
    def steps(self) -> Ticks:
        """The steps of the fix that is run."""
        return self.query_one(Ticks)

    @property
    def running(self) -> FixRow | None:
        """The fix that is run now."""
        return self._fix

    def subjects(self) -> Subjects:
        """The ticket."""
        return Subjects((self._call.ticket,) if self._call is not None else ())

    def engaged(self) -> tuple[int, Doing] | None:
        """The ticket is worked on."""
        return super().engaged() or (self.number, Doing.OPEN)

    # Reading

    def on_resize(self) -> None:
        """The head follows the width."""
        self._head()

    async def opened(self, office: Office) -> None:
        """Shows the wanted fix at once, or what there is to choose."""
        self._call = await self.work.do(lambda there: reading.call(there, self.number))
        self._head()
        self.bars()
        if self._wanted is not None:
            await self.run_fix(self._wanted)
        else:
            self.choose()

    async def changed(self, numbers: frozenset[int]) -> None:
        """The ticket is read again; what is being done goes on."""
        if self.number in numbers:
            self._call = await self.work.do(lambda there: reading.call(there, self.number))
            self._head()
            self.bars()

    def _head(self) -> None:
        call = self._call
        if call is None:
            return
        ticket, caller, asset = call.ticket, call.caller, call.asset
        spent = int(self._spent())
        equipment = f"{asset.tag} {asset.type} {asset.model}".strip() if asset else ""
        phone = caller.phone if caller is not None else None
        facts = [safe(each, 60) for each in (phone, equipment, ticket.site) if each]
        clock = f"{spent // 60}:{spent % 60:02}"
        room = max(20, self.size.width - 4)
        second = Content.assemble(
            (safe(ticket.requester_name, 60), "bold"),
            (cut("  " + " · ".join(facts), room - len(clock) - 18) if facts else "", "$quiet"),
            ("  " + clock, "bold $accent"),
        )
        first = Content.assemble(
            (f"{ticket.number}  ", "$quiet"), (cut(safe(ticket.subject), room - 8), "bold")
        )
        self.query_one("#who", Static).update(Content("\n").join([first, second]))

    # Choosing

    def choose(self) -> None:
        """Shows the fixes that may help, with likeness and record."""
        call = self._call
        if call is None:
            return
        self._fix, self._next = None, None
        ways = [
            Way(
                each.title,
                f"fix:{each.fix}",
                note=call.outcome(each.fix),
                right=f"{amounts.percent(each.likeness):>5}  {record(each):>16}",
                strong=at == 0,
                mark=f"{each.fix:>4}",
            )
            for at, each in enumerate(call.fixes)
        ]
        said = (
            _("Known fixes that may help, with likeness and record. Enter runs one.")
            if ways
            else with_keys(
                _(
                    "No known fix is like this. "
                    "{fix.search} searches all of them, {app.out} leads back."
                )
            )
        )
        self._show(said, ways)

    def _show(self, said: str, ways: Sequence[Way]) -> None:
        self.query_one("#said", Static).update(Content.styled(safe(said, 400), "$quiet"))
        self.steps.display = False
        self.ways.display = True
        self.ways.show(ways)
        self.ways.focus()
        self.ways.mark(None)
        self.bars()

    async def search(self) -> None:
        """Finds a fix among all of them."""

        async def find(typed: str) -> Sequence[Choice[int]]:
            rows = await self.work.do(lambda office: reading.search(office, typed))
            return [Choice(each.fix, each.title, record(each), str(each.fix)) for each in rows]

        chosen = await self.ask(Seeker(_("Known fixes"), find))
        if chosen is not None:
            await self.run_fix(chosen)

    # Running

    async def run_fix(self, fix: int) -> None:
        """Shows the steps of a fix; ticks made before are still there."""
        self._fix = await self.work.do(lambda office: reading.steps(office, fix))
        self._next = None
        title = Content.assemble(
            (_("fix {number}  ").format(number=fix), "$quiet"),
            (safe(self._fix.title), "bold"),
            (f"  {record(self._fix)}", "$quiet"),
        )
        self.query_one("#said", Static).update(title)
        self.ways.display = False
        self.steps.display = True
        self.steps.show(self._fix.steps, self._ticked.setdefault(fix, set()))
        self.steps.focus()
        self.bars()

    def step_out(self) -> bool:
        """Esc: from the steps back to the fixes, unless they were never shown."""
        if self._fix is None or self._wanted is not None:
            return False
        self.choose()
        return True

    def tick(self) -> None:
        """Ticks a step."""
        if self._fix is not None:
            self.steps.action_tick()

    async def settle(self, *, worked: bool) -> None:
        """``x``: it worked, and the ticket is resolved. ``X``: it failed; what comes next?"""
        fix = self._fix
        if fix is None:
            self.tell(_("Choose a fix first: Enter runs the one under the cursor"))
            return
        if self._recording:
            return
        self._recording = True
        step = self.steps.settled
        spent = self._spent()
        minutes = min(480, max(1, round(spent / 60)))
        try:
            done = await self.work.do(
                lambda office: reading.attempt(
                    office, self.number, fix.fix, worked=worked, step=step, minutes=minutes
                )
            )
        finally:
            self._recording = False
        self.acted(done)
        if worked:
            said = _("{number} resolved by fix {fix}").format(number=self.number, fix=fix.fix)
            self.tell(said + "  ·  " + undoes())
            self._away()
            return
        await self._after(fix)

    async def _after(self, fix: FixRow) -> None:
        """Shows what the new decision proposes."""
        self._fix = None
        self._call = await self.work.do(lambda office: reading.call(office, self.number))
        self._next = await self.work.do(lambda office: reading.next_of(office, self.number))
        ways = [
            Way(
                each.words,
                f"route:{each.key}",
                right=f"{each.record or amounts.percent(each.chance):>16} "
                f"{amounts.money(each.cost):>11}",
                strong=at == 0,
            )
            for at, each in enumerate(self._next.routes)
        ]
        said = _("Fix {fix} failed; that is recorded and travels along. Enter takes the next way:")
        self._show(said.format(fix=fix.fix), ways)

    # What comes next

    @on(Ways.Chosen)
    def _chosen(self, event: Ways.Chosen) -> None:
        event.stop()
        kind, _colon, which = event.key.partition(":")
        if kind == "fix":
            self._begin(partial(self.run_fix, int(which)))
        elif self._next is not None:
            route = next(each for each in self._next.routes if each.key == which)
            if route.route is Route.LOCAL_FIX and route.target.fix is not None:
                self._begin(partial(self.run_fix, route.target.fix))
            else:
                self._begin(partial(self._take, route))

    def _begin(self, job: Callable[[], Awaitable[None]]) -> None:
        begin(self, partial(self._guarded, job), "acts", exclusive=False)

    async def _take(self, route: RouteLine) -> None:
        call = self._call
        if call is None or self._recording:
            return
        tried = reading.tried_words(call)
        if route.route is Route.ESCALATE:
            tier = route.target.tier
            lacks = await self.work.do(lambda office: above(office, [self.number], tier))
            if note := goes_without(lacks):
                title = _("Escalate {what}: what is asked of the next tier?")
                prompt = Prompt(title.format(what=self.number), text=tried, note=note)
                said = await self.ask(prompt)
                if said is None:
                    return
                tried = said
        self._recording = True
        try:
            done = await self.work.do(
                lambda office: reading.take(office, self.number, route, tried)
            )
        finally:
            self._recording = False
        if done is None:
            self.tell(_("{number} stays with you").format(number=self.number))
            self._away()
            return
        self.acted(done)
        if route.route is Route.VENDOR_REPAIR and done.made is not None:
            said = _("{number}: repair order {order} is open")
            self.tell(said.format(number=self.number, order=done.made))
        else:
            said = _("{number}: {words}").format(number=self.number, words=route.words)
            self.tell(said + "  ·  " + undoes())
        self._away()

    def _spent(self) -> float:
        """Seconds since the screen was opened."""
        return asyncio.get_running_loop().time() - self._since

    def _away(self) -> None:
        if self.app.screen is self and len(self.app.screen_stack) > 1:
            self.app.pop_screen()
        self.console_app.point_at(self.number)
