"""The roster: a week of it, laid over whatever screen is there; who is away, from Team."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from frontdesk import dates
from frontdesk.commands import undoes
from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.rows import AbsenceRow, PersonRow
from frontdesk.times import parse_date
from frontdesk.timing.week import monday
from frontdesk.widgets.people_list import PeopleList
from frontdesk.widgets.prompt import Prompt
from frontdesk.widgets.week_sheet import Shown, WeekSheet

BACK = "back"
"""What is typed when somebody is at work again."""

if TYPE_CHECKING:
    from frontdesk.desk.office import Office
    from frontdesk.screens.base import ConsoleScreen


async def week(screen: ConsoleScreen) -> None:
    """Shows this week's shifts; the sheet goes to others."""

    async def read(first: date | None = None) -> Shown:
        return await screen.work.do(lambda office: _read(office, first))

    await screen.ask(WeekSheet(await read(), read))


async def absence(screen: ConsoleScreen) -> None:
    """Asks from when to when the person under the cursor is away, or since when they are back."""
    people = screen.query_one(PeopleList)
    if not isinstance(people.entry, PersonRow):
        screen.tell(_("Nobody is under the cursor: go to a person first"))
        return
    person = people.entry
    known = await screen.work.do(lambda office: _known(office, person.login))

    async def enter(text: str) -> str | None:
        first, *rest = text.split() or [""]
        if first.casefold() == BACK:
            back = parse_date(" ".join(rest)) if rest else None
            await screen.work.do(lambda office: _end(office, known, back))
        else:
            since, until, deputy = parse_absence(text)
            await screen.work.do(lambda office: _enter(office, person.login, since, until, deputy))
        return None

    title = _("{name} is away: first day, last day, and who stands in, if anybody")
    hint = _("2026-12-21 2027-01-06 jan")
    if known is not None:
        title = _("{name} is away from {since} to {until}: back, or another absence")
        hint = _("back, or back 2026-12-30, or days as in 2026-12-21 2027-01-06 jan")
        title = title.format(
            name="{name}", since=dates.day(known.since), until=dates.day(known.until)
        )
    prompt = Prompt(title.format(name=person.name), submit=enter, placeholder=hint)
    if await screen.ask(prompt) is not None:
        await screen.changed(frozenset())
        screen.tell(_("Noted: {name}").format(name=person.name) + "  ·  " + undoes())


def parse_absence(text: str) -> tuple[date, date, str | None]:
    """The days and the deputy that somebody typed.

    Raises:
        BadInputError: they are not one or two days and at most one login.
    """
    words = text.replace(",", " ").split()
    dates = [word for word in words if word[:1].isdigit()]
    others = [word for word in words if not word[:1].isdigit()]
    if not 1 <= len(dates) <= 2 or len(others) > 1:
        raise BadInputError(
            _("type the first and the last day, and one login"),
            _("as in 2026-12-21 2027-01-06 jan"),
        )
    return parse_date(dates[0]), parse_date(dates[-1]), others[0] if others else None


def _enter(office: Office, login: str, since: date, until: date, deputy: str | None) -> None:
    from frontdesk import desk

    desk.absence.add(office, login, since=since, until=until, deputy=deputy)


def _known(office: Office, login: str) -> AbsenceRow | None:
    """The absence that holds now, or the next one."""
    from frontdesk import insight

    today = office.now().astimezone(office.zone).date()
    return next(iter(insight.roster.away(office.store, login, today)), None)


def _end(office: Office, known: AbsenceRow | None, back: date | None) -> None:
    from frontdesk import desk

    if known is None:
        raise BadInputError(
            _("no absence is entered that could end"), _("type the first and the last day")
        )
    desk.absence.end(office, known.number, back=back)


def _read(office: Office, first: date | None) -> Shown:
    from frontdesk import insight

    today = office.now().astimezone(office.zone).date()
    first = first or monday(today)
    rows = insight.roster.week(office.store, first)
    return Shown(first, rows, {row.login: row.name for row in rows}, today)
