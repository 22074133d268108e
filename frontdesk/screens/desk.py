"""The Desk: saved views, the ticket list, a preview of the ticket under the cursor."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Container

from frontdesk import insight
from frontdesk.commands import with_keys
from frontdesk.errors import NotFoundError
from frontdesk.i18n import N_, _
from frontdesk.query import Filter, Order, QueryError
from frontdesk.screens.acting import Subjects
from frontdesk.screens.base import ConsoleScreen
from frontdesk.screens.desk_reading import StoreTickets, counted, details, understood, views
from frontdesk.widgets.bars import KeyBar
from frontdesk.widgets.filter_line import FilterLine
from frontdesk.widgets.preview import Preview
from frontdesk.widgets.ticket_list import TicketList
from frontdesk.widgets.ticket_source import Fixed
from frontdesk.widgets.view_bar import ViewBar

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.timer import Timer

    from frontdesk.commands import Command
    from frontdesk.desk.office import Office
    from frontdesk.insight.views import View
    from frontdesk.rows import Done, ListRow
    from frontdesk.widgets.paged_list import Held

REST = 0.08
"""Seconds that the cursor rests before the preview follows."""
TYPED = 0.025
"""Seconds after a key behind ``/`` in which the next one takes its place: a paste, a scanner."""
CALM = 0.25
"""Seconds of rest after which what is typed behind ``/`` is counted."""
MOMENT = 0.15
"""Seconds of reading after which the preview shows what the list knows."""
SHOW_VIEW = "frontdesk.screens.acts.looking:view"
"""What runs when a digit is pressed."""
NOTHING_MATCHES = N_("Nothing matches; {app.out} takes the filter away")
NOTHING_HERE = N_(
    "Nothing in this view. {contact.new} takes a call, {desk.view_1}–{desk.view_9} show other views"
)
ORDERS = {
    Order.PRIORITY: N_("priority, then oldest"),
    Order.OLDEST: N_("oldest first"),
    Order.NEWEST: N_("newest first"),
    Order.UPDATED: N_("last changed first"),
    Order.NUMBER: N_("number"),
    Order.DUE: N_("due first"),
    Order.CALL: N_("whom to call next"),
    Order.SUBJECT: N_("subject"),
    Order.WHO: N_("who asked"),
    Order.CATEGORY: N_("category"),
    Order.SITE: N_("site"),
    Order.HOLDER: N_("tier, then holder"),
}


class DeskScreen(ConsoleScreen):
    """What one sees first, and most of the day."""

    NAME = "desk"
    DEFAULT_CSS = """
    #around { height: 1fr; layout: vertical; }
    DeskScreen.-wide #around { layout: horizontal; }
    DeskScreen.-widest #around { layout: horizontal; }
    DeskScreen.-wide TicketList { width: 3fr; }
    DeskScreen.-widest TicketList { width: 3fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._views: tuple[View, ...] = ()
        self._view: View | None = None
        self._before: str | None = None
        self._order: Order | None = None
        self._typed = Filter()
        self._held: tuple[Filter, Held] | None = None
        self._counting = False
        self._rest: Timer | None = None
        self._shown: tuple[int, int] | None = None

    def body(self) -> ComposeResult:
        """Views, filter, list, preview."""
        yield ViewBar()
        yield FilterLine()
        with Container(id="around"):
            yield TicketList(now=self.console_app.now, failed=self.warn)
            yield Preview(self.console_app.now)

    def on_mount(self) -> None:
        """Paints the first window, if there is one."""
        super().on_mount()
        first = self.console_app.first
        self.tickets.focus()
        if first is not None:
            self.tickets.show(Fixed(first), first=first)

    @property
    def tickets(self) -> TicketList:
        """The list."""
        return self.query_one(TicketList)

    # What it works on

    def subjects(self) -> Subjects:
        """The marks if there are any, else the ticket under the cursor."""
        marked = tuple(self.tickets.marks.values())
        if marked:
            return Subjects(marked, marked=True, since=dict(self.tickets.marks.since))
        return self.at_hand()

    def at_hand(self) -> Subjects:
        """The ticket under the cursor."""
        row = self.tickets.row
        return Subjects((row,) if row is not None else ())

    def acted(self, done: Done) -> None:
        """What was done to the marked tickets is done: the marks go."""
        if self.tickets.marks.keys() & set(done.numbers):
            self.tickets.unmark()
        super().acted(done)

    def step_out(self) -> bool:
        """Esc: the filter first, then the marks."""
        if self._typed.terms:
            self.query_one(FilterLine).action_clear()
            return True
        return self.tickets.unmark()

    def about(self, command: Command) -> str:
        """Which view a key shows."""
        view = self._view_of(command)
        return "" if view is None else _("Show the view “{name}”.").format(name=view.name)

    def why_not(self, command: Command) -> str | None:
        """There may be no such view to go to."""
        if command.run == SHOW_VIEW and self._views and self._view_of(command) is None:
            return with_keys(_("No view has this place yet; {desk.keep_view} keeps one"))
        if command.id == "desk.last_view" and self._before is None:
            return _("No other view was shown before this one")
        return super().why_not(command)

    def _view_of(self, command: Command) -> View | None:
        place = int(command.argument or 0) if command.run == SHOW_VIEW else 0
        return self._views[place - 1] if 0 < place <= len(self._views) else None

    # Reading

    async def opened(self, office: Office) -> None:
        """Shows the first view, and how many tickets every view has."""
        self._views = await self.work.do(
            lambda there: insight.views.views(there.store, there.actor)
        )
        known = {view.key for view in self._views}
        begin = self.console_app.first_view
        self.show_view(begin if begin in known else self._views[0].key)

    async def changed(self, numbers: frozenset[int]) -> None:
        """Repaints what differs, and counts anew."""
        self._shown = None
        self.tickets.refresh_rows(numbers, self.console_app.ours)
        self.start(self._count, "count")

    async def _count(self) -> None:
        self._counting = True
        try:
            counts = await self.work.do(lambda office: counted(office, self._views))
        finally:
            self._counting = False
        self.query_one(ViewBar).count(counts)

    @on(TicketList.Moved)
    def _moved(self) -> None:
        # The preview follows when the cursor rests: holding j costs two lines a move, no more.
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(REST, self._rested)

    def _rested(self) -> None:
        # What cannot be done with this ticket is dim in the footer.
        self.query_one(KeyBar).follow()
        preview, row = self.query_one(Preview), self.tickets.row
        seen = None if row is None else (row.number, row.version)
        if not preview.display or (seen is not None and seen == self._shown):
            return
        self._shown = seen
        if row is None:
            preview.show(None)
        else:
            self.start(partial(self._read, row), "preview")

    async def _read(self, row: ListRow) -> None:
        preview = self.query_one(Preview)
        # What the list knows is shown meanwhile, if reading takes a moment.
        meanwhile = self.set_timer(MOMENT, lambda: preview.show(row))
        try:
            found = await self.work.do(lambda office: details(office, row.number))
        except NotFoundError:
            # It was in the list a moment ago; the list will say so.
            return
        finally:
            meanwhile.stop()
        preview.show(row, found)

    def minute(self) -> None:
        """What is due, and how many that are, moves on."""
        super().minute()
        self.tickets.refresh()
        source = self.tickets.source
        if isinstance(source, StoreTickets) and source.filter.moves:
            self.tickets.refresh_rows(frozenset())
        if not self._counting and self._view is not None:
            self.start(self._count, "count")

    # Views, filter, order

    @property
    def shown_view(self) -> View | None:
        """The view that is shown."""
        return self._view

    @property
    def shown_list(self) -> tuple[Filter, Order]:
        """What the list holds, as it is filtered and sorted now."""
        view = self._view
        own = Filter() if view is None else view.filter
        order = self._order or (Order.PRIORITY if view is None else view.order)
        return own.narrowed(self._typed), order

    @property
    def filtered(self) -> bool:
        """Whether a filter that was typed narrows the list."""
        return bool(self._typed.terms)

    async def read_views(self, show: str | None) -> None:
        """Reads the views anew and shows one; ``None``: the one before, else the first."""
        self._views = await self.work.do(views)
        self.show_view(show or self._before or self._views[0].key)

    async def reread(self) -> None:
        """Views may have come back, or gone; the one that is shown stays as it is, if it can."""
        self._views = await self.work.do(views)
        there = {view.key: view for view in self._views}
        present = self._view
        if present is not None and there.get(present.key) == present:
            self.query_one(ViewBar).show(self._views, present.key)
            self.start(self._count, "count")
            return
        wanted = (present.key if present is not None else "", self._before or "")
        self.show_view(next((key for key in wanted if key in there), self._views[0].key))

    @on(TicketList.Opened)
    def _double_clicked(self, event: TicketList.Opened) -> None:
        event.stop()
        self.action_command("desk.open")

    @on(ViewBar.Chosen)
    def _clicked(self, event: ViewBar.Chosen) -> None:
        event.stop()
        self.show_view(event.key)

    def show_place(self, place: int) -> None:
        """Shows the saved view at a place, from 1; nothing happens where there is none."""
        if place <= len(self._views):
            self.show_view(self._views[place - 1].key)

    def show_view(self, key: str) -> None:
        """Shows a saved view; the cursor stays on its ticket if that is there too."""
        view = next((each for each in self._views if each.key == key), None)
        if view is None:
            return
        if self._view is not None and self._view.key != key:
            self._before = self._view.key
        self._view, self._order = view, view.order
        self.query_one(FilterLine).clear()
        self._typed, self._held = Filter(), None
        self.query_one(ViewBar).show(self._views, key)
        self._show()
        self.start(self._count, "count")

    def last_view(self) -> None:
        """Back to the view before this one."""
        if self._before is not None:
            self.show_view(self._before)

    def _show(self, *, typing: bool = False) -> None:
        """Shows the list as it is filtered and sorted now; the cursor stays on its ticket.

        Args:
            typing: somebody still types the filter, so that the best is at the top, and counted
                when the hands rest.
        """
        office, view = self.work.office, self._view
        if office is None or view is None:
            return
        (wanted, order), tickets = self.shown_list, self.tickets
        row = None if typing else tickets.row
        self._say_when_empty()
        number = row.number if row is not None else None
        calm = CALM if typing else 0.0
        tickets.show(StoreTickets(office, wanted, order), keep=number, calm=calm)

    def _say_when_empty(self) -> None:
        said = NOTHING_MATCHES if self._typed.terms else NOTHING_HERE
        self.tickets.empty = with_keys(_(said))
        self.tickets.refresh()

    def edit_filter(self) -> None:
        """Opens the filter's line."""
        line = self.query_one(FilterLine)
        if not line.typing:
            self._held = (self._typed, self.tickets.hold())
        line.edit()

    @on(FilterLine.Typing)
    def _typing(self, event: FilterLine.Typing) -> None:
        self.start(partial(self._while_typing, event.text), "filter")

    async def _while_typing(self, typed: str) -> None:
        """Narrows the list by what is typed so far; what cannot be understood yet waits."""
        await asyncio.sleep(TYPED)
        try:
            wanted = await self.work.do(lambda office: understood(office, typed))
        except QueryError:
            return
        if wanted != self._typed and not wanted.vague:
            self._typed = wanted
            self._show(typing=True)

    @on(FilterLine.Left)
    def _left(self) -> None:
        """The list is at once as it was, and the cursor where it was."""
        self.workers.cancel_group(self, "filter")
        if self._held is not None:
            (self._typed, held), self._held = self._held, None
            self._say_when_empty()
            self.tickets.back(held)
        self.tickets.focus()

    @on(FilterLine.Applied)
    def _filtered(self, event: FilterLine.Applied) -> None:
        self.start(partial(self._narrow, event.text), "filter")

    async def _narrow(self, typed: str) -> None:
        try:
            wanted = await self.work.do(lambda office: understood(office, typed))
        except QueryError as error:
            # What was typed stays in the line, with what is wrong marked.
            self.query_one(FilterLine).point_at(error.at, error.length)
            self.warn(error)
            return
        self._held = None
        if wanted != self._typed:
            self._typed = wanted
            self._show()
        self.tickets.focus()

    async def choose_order(self) -> None:
        """Asks how to sort, and sorts."""
        from frontdesk.widgets.seeker import Choice, Seeker, among

        choices = [
            Choice(order, _(words), _("now") if order is self._order else "")
            for order, words in ORDERS.items()
        ]
        chosen = await self.ask(Seeker(_("Sort by"), among(choices)))
        if chosen is not None:
            self._order = chosen
            self._show()

    def toggle_preview(self) -> None:
        """Shows or hides the preview."""
        preview = self.query_one(Preview)
        preview.display = not preview.display
        self._shown = None
        self._rested()
