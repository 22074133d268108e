"""Work that passes on as one act: a whole shift to somebody, or spread evenly over the team."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from frontdesk import rights
from frontdesk.i18n import _, plural
from frontdesk.rows import PersonRow
from frontdesk.screens.acting import Act, Subjects
from frontdesk.screens.acts.assigning import pointed_at, ranked
from frontdesk.screens.acts.noting import NotesKept, notes_begun
from frontdesk.widgets.handover_sheet import HandoverSheet
from frontdesk.widgets.people_list import PeopleList
from frontdesk.widgets.person_picker import PersonPicker
from frontdesk.widgets.spread_sheet import Row, Share, SpreadSheet, Way
from frontdesk.widgets.ticket_list import MOST_MARKS

if TYPE_CHECKING:
    from frontdesk.desk.office import Office
    from frontdesk.routing import Placed, Ranked
    from frontdesk.rows import Done, ListRow
    from frontdesk.screens.base import ConsoleScreen
    from frontdesk.widgets.person_picker import Candidate

MOST_SPREAD = 500
"""Tickets that are spread at once."""


async def hand_over(screen: ConsoleScreen) -> None:
    """Gives everything of one's own, on Team of who is pointed at, to somebody, with notes."""
    office = await screen.work.ready()
    giver = pointed_at(screen) or office.actor.login
    rights.authorize(office.actor, "handover", rights.Held(assignee=giver))
    rows = await screen.work.do(lambda there: held(there, giver))
    if not rows:
        screen.tell(_("{login} holds no open ticket").format(login=giver))
        return
    what = plural("{n} ticket", "{n} tickets", len(rows))
    numbers = [row.number for row in rows]
    title = _("Who gets {what} of {login}?").format(what=what, login=giver)

    async def others() -> list[Candidate]:
        people = await screen.work.do(lambda there: ranked(there, numbers))
        return [each for each in people if each.login != giver]

    if (to := await screen.ask(PersonPicker(title, others))) is None:
        return
    title = _("{what} of {login} to {to}").format(what=what, login=giver, to=to)
    begun = await screen.work.do(lambda there: notes_begun(there, numbers))
    drafts = NotesKept(screen, begun.operation)
    notes = await screen.ask(HandoverSheet(title, rows, begun.notes, drafts.keep))
    # The badges of drafts come or go.
    await screen.changed(frozenset(numbers))
    if notes is None:
        return

    def call(office: Office, _numbers: Sequence[int], _expect: int | None) -> Done:
        from frontdesk import desk

        return desk.handover.hand_over(
            office,
            giver=giver,
            to=to,
            note=notes.shared,
            notes=notes.own,
            operation=drafts.operation,
        )

    act = Act(_("{what} handed over to {login}").replace("{login}", to), call)
    done = await screen.awaited(lambda there: call(there, numbers, None))
    screen.tell(act.said(done))
    screen.acted(done)


async def balance(screen: ConsoleScreen) -> None:
    """Proposes an even spread of the marked, or of all that who is pointed at holds."""
    subjects, without = await _to_spread(screen)
    numbers = subjects.numbers
    if not numbers:
        screen.tell(_("Mark tickets, or go to a person who holds some"))
        return
    if len(numbers) > MOST_SPREAD:
        screen.tell(_("At most {n} are spread at once").format(n=MOST_SPREAD))
        return
    rows, shares = await screen.awaited(lambda office: _proposed(office, subjects, without))
    title = _("Spread {what} evenly?").format(what=str(subjects))
    if (places := await screen.ask(SpreadSheet(title, rows, shares))) is None:
        return
    seen = screen.seen(subjects)

    def call(office: Office, _numbers: Sequence[int], _expect: int | None) -> Done:
        from frontdesk import desk

        return desk.handover.balance(office, places)

    people = plural("{n} person", "{n} people", len(set(places.values())))
    act = Act(_("{what} spread over {people}").replace("{people}", people), call)
    done = await screen.awaited(lambda office: call(office.lenient(seen), numbers, None))
    screen.tell(act.said(done))
    screen.acted(done)


async def _to_spread(screen: ConsoleScreen) -> tuple[Subjects, tuple[str, ...]]:
    """The marked tickets; on Team without marks, all of who is pointed at, who gets none back."""
    subjects = screen.subjects()
    if subjects.marked:
        return subjects, ()
    entry = next((people.entry for people in screen.query(PeopleList)), None)
    if isinstance(entry, PersonRow):
        rows = await screen.work.do(lambda office: held(office, entry.login))
        return Subjects(tuple(rows)), (entry.login,)
    return subjects, ()


def held(office: Office, login: str) -> Sequence[ListRow]:
    """The open tickets that somebody holds, the most urgent first."""
    from frontdesk import insight
    from frontdesk.query import Filter, Order

    wanted = Filter.of(assignee=login)
    return insight.tickets.window(office.store, wanted, Order.PRIORITY, 0, MOST_MARKS)


def _proposed(
    office: Office, subjects: Subjects, without: Sequence[str]
) -> tuple[list[Row], dict[str, Share]]:
    from frontdesk import insight

    placed = insight.spreading.proposed(
        office.store, office.policy, subjects.numbers, office.now(), without
    )
    titles = {row.number: row.subject for row in subjects.rows}
    rows = [
        Row(
            each.number,
            titles[each.number],
            tuple(_way(one, fits=True) for one in each.able)
            + tuple(_way(one, fits=False) for one in each.others),
            each.login,
            insight.spreading.why_not(each) if each.login is None else "",
        )
        for each in placed
    ]
    return rows, _shares(subjects, placed)


def _way(each: Ranked, *, fits: bool) -> Way:
    from frontdesk.decision.words import person_words

    return Way(each.person.login, person_words(each), fits)


def _shares(subjects: Subjects, placed: Sequence[Placed]) -> dict[str, Share]:
    """What everybody in question holds beside the tickets that are spread."""
    people = {one.person.login: one.person for each in placed for one in (*each.able, *each.others)}
    theirs = [row.assignee for row in subjects.rows if row.status.is_open]
    return {
        login: Share(who.name, who.load - theirs.count(login), who.capacity)
        for login, who in sorted(people.items())
    }
