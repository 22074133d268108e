"""The roster: a week of it, laid over whatever screen is there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from frontdesk.timing.week import monday
from frontdesk.widgets.week_sheet import Shown, WeekSheet

if TYPE_CHECKING:
    from frontdesk.desk.office import Office
    from frontdesk.screens.base import ConsoleScreen


async def week(screen: ConsoleScreen) -> None:
    """Shows this week's shifts; the sheet goes to others."""

    async def read(first: date | None = None) -> Shown:
        return await screen.work.do(lambda office: _read(office, first))

    await screen.ask(WeekSheet(await read(), read))


def _read(office: Office, first: date | None) -> Shown:
    from frontdesk import insight

    today = office.now().astimezone(office.zone).date()
    first = first or monday(today)
    rows = insight.roster.week(office.store, first)
    return Shown(first, rows, {row.login: row.name for row in rows}, today)
