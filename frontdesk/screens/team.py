"""The team: everybody's load, and the tickets of whom the cursor stands on, moved by ``a``."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from frontdesk import insight
from frontdesk.commands import with_keys
from frontdesk.i18n import N_, _, plural
from frontdesk.query import NOBODY, Filter, Order
from frontdesk.rows import PersonRow
from frontdesk.screens.acting import Subjects
from frontdesk.screens.base import ConsoleScreen
from frontdesk.screens.desk_reading import StoreTickets
from frontdesk.text import safe
from frontdesk.widgets.people_list import (
    Entry,
    PeopleList,
    Queue,
    TierTotal,
    Wanted,
    heading,
)
from frontdesk.widgets.presence import in_words
from frontdesk.widgets.ticket_list import TicketList

if TYPE_CHECKING:
    from datetime import datetime

    from textual.app import ComposeResult

    from frontdesk.desk.office import Office
    from frontdesk.insight.load import Waiting


PAUSE = 0.15
"""Seconds without another mark before it is asked whom the tickets suit."""
MOST_NAMED = 3


def everybody(office: Office) -> list[Entry]:
    """People by tier and team, each team's queue above them. Runs in a thread."""
    people = insight.load.people(office.store, office.now())
    waiting = insight.load.queues(office.store, office.now())
    fair = insight.fairness.fairness(people)
    found: list[Entry] = []
    for tier in dict.fromkeys(queue.tier for queue in waiting):
        queues = [queue for queue in waiting if queue.tier == tier]
        found.append(total(tier, [each for each in people if each.tier == tier], queues))
        for queue in queues:
            found.append(Queue(queue.team, tier, queue.waiting, fair.get(queue.team)))
            found.extend(person for person in people if person.team == queue.team)
    return found


def total(tier: int, people: list[PersonRow], queues: list[Waiting]) -> TierTotal:
    """What a tier holds and what waits there, and how many of it are there."""
    return TierTotal(
        tier,
        len(people),
        sum(each.on_shift is not False for each in people),
        sum(each.load for each in people),
        sum(each.capacity for each in people),
        sum(each.overdue for each in people) + sum(queue.overdue for queue in queues),
        sum(queue.waiting for queue in queues),
    )


def suits(office: Office, numbers: Sequence[int]) -> str:
    """Whom some tickets suit best, and how many of them: ``Ola Berg 3/3``. Runs in a thread."""
    found = insight.picking.ranked(office.store, office.policy, numbers, office.now())
    best = [f"{safe(each.person.name)} {each.fits}/{each.of}" for each in found if each.fits]
    if not best:
        return _("nobody could take one of them now")
    return _("suits {people}").format(people=" · ".join(best[:MOST_NAMED]))


class TeamScreen(ConsoleScreen):
    """Who holds how much, above; their tickets, below. Tab goes from one to the other."""

    NAME = "team"
    HEADING = N_("Team")
    CSS = """
    #people { height: 3fr; }
    #people > Static { height: 1; padding: 0 1; }
    #whose { height: 1; padding: 0 1; color: $quiet; }
    TeamScreen TicketList { height: 2fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._shown: str | None = None
        self._whose = Content()

    def body(self) -> ComposeResult:
        """People, whose tickets, the tickets."""
        with Vertical(id="people"):
            yield Static(id="columns")
            yield PeopleList(self._local)
        yield Static(id="whose")
        yield TicketList(now=self.console_app.now, failed=self.warn)

    @property
    def people(self) -> PeopleList:
        """The people."""
        return self.query_one(PeopleList)

    @property
    def tickets(self) -> TicketList:
        """The tickets of whom the cursor stands on."""
        return self.query_one(TicketList)

    def subjects(self) -> Subjects:
        """The marks if there are any, else the ticket under the cursor of the list."""
        marked = tuple(self.tickets.marks.values())
        if marked:
            return Subjects(marked, marked=True, since=dict(self.tickets.marks.since))
        row = self.tickets.row
        return Subjects((row,)) if row is not None and self.tickets.has_focus else Subjects()

    def step_out(self) -> bool:
        """Esc: the marks first, then back to the people."""
        if self.tickets.unmark():
            return True
        if self.tickets.has_focus:
            self.people.focus()
            return True
        return False

    async def opened(self, office: Office) -> None:
        """Shows everybody."""
        await self._show(office)
        self.people.focus()

    async def changed(self, numbers: frozenset[int]) -> None:
        """Counts everybody's load anew, and repaints the tickets concerned."""
        self.tickets.refresh_rows(numbers, self.console_app.ours)
        await self._show(await self.work.ready())
        if self.tickets.marks:
            self.start(self._suits, "suits")

    def on_resize(self) -> None:
        """Columns come and go with the room."""
        self.query_one("#columns", Static).update(heading(self.size.width - 3))
        self.call_after_refresh(self.people.lay)

    async def _show(self, office: Office) -> None:
        found = await self.work.do(everybody)
        self.query_one("#columns", Static).update(heading(self.size.width - 3))
        self.people.show(found, office.now())

    @on(TicketList.Opened)
    def _double_clicked(self, event: TicketList.Opened) -> None:
        event.stop()
        self.action_command("desk.open")

    @on(PeopleList.Chosen)
    def _chosen(self, event: PeopleList.Chosen) -> None:
        entry, office = event.entry, self.work.office
        if office is None or isinstance(entry, TierTotal):
            return
        if isinstance(entry, PersonRow):
            wanted = Filter.of(assignee=entry.login)
            said, key = _("Tickets of {name}").format(name=entry.name), f"@{entry.login}"
            empty = with_keys(_("Nothing; {ticket.take_next} gives them what waits longest"))
            there = " · ".join(filter(None, (in_words(entry, self._local), _learns(entry))))
        else:
            wanted = Filter.of(team=entry.team, assignee=NOBODY)
            said, key = _("Nobody's tickets of {team}").format(team=entry.team), f"#{entry.team}"
            there, empty = "", _("Nothing waits in the queue")
        hint = with_keys(_("tab there   {ticket.assign} assigns   {ticket.balance} deals out"))
        self._whose = _whose(said, there or hint)
        if not self.tickets.marks:
            self.query_one("#whose", Static).update(self._whose)
        if key != self._shown:
            self._shown = key
            self.tickets.empty = empty
            self.tickets.refresh()
            self.tickets.show(StoreTickets(office, wanted, Order.PRIORITY))

    @on(TicketList.Marked)
    def _marked(self) -> None:
        """The skills that the marked tickets need are lit, and whom they suit is said."""
        office = self.work.office
        if office is not None:
            codes = {row.category for row in self.tickets.marks.values()}
            needed = insight.load.skills(office.policy, codes)
            self.people.want(Wanted(needed, office.policy.matching.skill_level))
            self.start(self._suits, "suits")

    async def _suits(self) -> None:
        """Says whom the marked tickets suit best, once no more are marked for a moment."""
        if not self.tickets.marks:
            self.query_one("#whose", Static).update(self._whose)
            return
        await asyncio.sleep(PAUSE)
        numbers = list(self.tickets.marks)
        said = await self.work.do(lambda office: suits(office, numbers))
        many = plural("{n} marked", "{n} marked", len(numbers))
        self.query_one("#whose", Static).update(_whose(many, said))

    @on(PeopleList.Entered)
    def _entered(self) -> None:
        # In a list of nothing the cursor would be lost; the line there says what to do.
        if not self.tickets.is_known_empty:
            self.tickets.focus()

    def _local(self, moment: datetime) -> datetime:
        office = self.work.office
        return moment.astimezone(office.zone) if office is not None else moment


def _learns(person: PersonRow) -> str:
    if not person.wishes:
        return ""
    return _("wants to learn {skills}").format(skills=", ".join(person.wishes))


def _whose(said: str, hint: str) -> Content:
    return Content.assemble((safe(said), "bold $foreground"), (f"   {hint}", "$quiet"))
