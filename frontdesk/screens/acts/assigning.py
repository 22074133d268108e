"""Who holds a ticket: taking it, and giving it to somebody out of the ranked people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from frontdesk.commands import with_keys
from frontdesk.i18n import _
from frontdesk.rows import PersonRow
from frontdesk.screens.acting import Act, deed
from frontdesk.screens.meanwhile import held_since
from frontdesk.terms import Status
from frontdesk.text import safe
from frontdesk.widgets.people_list import PeopleList
from frontdesk.widgets.person_picker import PersonPicker
from frontdesk.widgets.question import Question

if TYPE_CHECKING:
    from frontdesk.desk.office import Office
    from frontdesk.insight.waiting import UpNext
    from frontdesk.rows import Done
    from frontdesk.screens.base import ConsoleScreen
    from frontdesk.widgets.person_picker import Candidate


async def take(screen: ConsoleScreen) -> None:
    """Takes the tickets; one that somebody else is at work on only when that is said."""
    subjects, office = screen.subjects(), await screen.work.ready()
    row = subjects.rows[0]
    holder = row.assignee if row.status is Status.IN_PROGRESS else None
    if len(subjects.rows) == 1 and holder not in (None, office.actor.login):
        since = await screen.work.do(lambda there: held_since(there, row.number, str(holder)))
        title = _("{login} is at work on {number}: take it over?")
        about = title.format(login=safe(str(holder), 40), number=row.number)
        if not await screen.ask(Question(about, since)):
            return
    await screen.perform(deed(_("{what} taken"), "take"), subjects)


async def take_next(screen: ConsoleScreen) -> None:
    """Takes what comes next in the queue, and opens it; on Team gives it to who is pointed at."""
    login = pointed_at(screen)

    def call(office: Office) -> tuple[Done, UpNext, str]:
        from frontdesk import desk, insight

        done, up = desk.assign.give_next(office, login)
        return done, up, insight.waiting.words(up, office.now())

    done, _up, why = await screen.awaited(call)
    if login is None or done.verb == "take":
        screen.tell(deed(_("{what} taken: {why}").replace("{why}", why), "take").said(done))
    else:
        said = _("{what} given to {login}: {why}").replace("{login}", login).replace("{why}", why)
        screen.tell(deed(said, "assign", {"to": login}).said(done))
    screen.acted(done)
    if login is None:
        screen.console_app.push("ticket", done.numbers[0])


def pointed_at(screen: ConsoleScreen) -> str | None:
    """Who is under the cursor of the list of people, where there is one."""
    for people in screen.query(PeopleList):
        if isinstance(people.entry, PersonRow):
            return people.entry.login
    return None


async def propose_next(screen: ConsoleScreen) -> None:
    """Says what ``N`` would take, where the policy wants that said when somebody has resolved."""

    def look(office: Office) -> str:
        from frontdesk import desk, insight

        if not office.policy.matching.pull:
            return ""
        up = desk.assign.next_for(office)
        if up.ticket is None:
            return ""
        why = insight.waiting.words(up, office.now())
        return with_keys(
            _("{ticket.take_next} takes {number}: {why}"), number=up.ticket.number, why=why
        )

    if said := await screen.work.do(look):
        screen.tell(said)


async def assign(screen: ConsoleScreen) -> None:
    """Shows who could have the tickets, the best first, and gives them."""
    subjects = screen.subjects()
    numbers = subjects.numbers
    title = _("Who gets {what}?").format(what=str(subjects))
    chosen = await screen.ask(
        PersonPicker(title, lambda: screen.work.do(lambda office: ranked(office, numbers)))
    )
    if chosen is not None:
        await screen.perform(give(chosen), subjects)


def give(login: str) -> Act:
    """The act that gives tickets to a person, or to a team's queue."""
    said = _("{what} given to {login}").replace("{login}", login)
    return deed(said, "assign", {"to": login})


def ranked(office: Office, numbers: Sequence[int]) -> tuple[Candidate, ...]:
    """The people, as the decision would rank them for these tickets."""
    from frontdesk import insight
    from frontdesk.decision.words import suited_words
    from frontdesk.widgets.person_picker import Candidate

    found = insight.picking.ranked(office.store, office.policy, numbers, office.now())
    return tuple(
        Candidate(
            login=each.person.login,
            name=each.person.name,
            team=each.person.team,
            tier=each.person.tier,
            load=each.person.load,
            capacity=each.person.capacity,
            on_shift=each.person.on_shift,
            until=each.person.until.astimezone(office.zone) if each.person.until else None,
            skills=tuple(sorted(each.person.skills)),
            reason=suited_words(each),
            fits=each.fits,
            of=each.of,
            away=each.person.away_until is not None,
            warns=each.warns,
        )
        for each in found
    )


async def unassign(screen: ConsoleScreen) -> None:
    """Takes the tickets from whoever holds them; their team keeps them."""
    await screen.perform(deed(_("{what} back in the queue"), "unassign"))
