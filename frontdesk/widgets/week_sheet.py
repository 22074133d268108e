"""A week of the roster over a screen: a line a person, a column a day; arrows go through weeks.

It refuses to read the store: whoever opens it gives a function that does.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from frontdesk import dates
from frontdesk.errors import FrontdeskError
from frontdesk.i18n import _
from frontdesk.text import cut, pad, safe, width
from frontdesk.timing.week import WeekRow, away_words, cell, day_words, remarks
from frontdesk.widgets.keyed import bindings_of, movement
from frontdesk.widgets.options import Options
from frontdesk.widgets.overlay import Overlay
from frontdesk.widgets.working import begin

WEEK = timedelta(days=7)
HOURS = 6
"""Cells of the column of hours."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A week, as it was read.

    Attributes:
        names: of everybody, by login, for who stands in.
        today: in the reader's zone.
    """

    monday: date
    rows: Sequence[WeekRow]
    names: Mapping[str, str]
    today: date


Read = Callable[[date], Awaitable[Shown]]


class WeekSheet(Overlay[None]):
    """The roster of a week; left and right go to other weeks, ``t`` back to this one."""

    DEFAULT_CSS = """
    WeekSheet > Vertical { height: 85%; }
    WeekSheet #days { height: 1; }
    WeekSheet OptionList, WeekSheet OptionList:focus { height: 1fr; max-height: 100%; }
    WeekSheet #about { height: 2; color: $quiet; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_of("week"),
        *movement({"list.down": "down", "list.up": "up"}),
    ]

    def __init__(self, first: Shown, read: Read) -> None:
        super().__init__(
            _("Shifts"),
            _(
                "{week.before}{week.after} weeks    {week.this} this week    "
                "{list.up}{list.down} people    {overlay.out} leaves"
            ),
        )
        self._this = first.monday
        self._week = first
        self._read = read

    def sheet(self) -> ComposeResult:
        """The days, the people, and the one under the cursor in words."""
        yield Static(id="days")
        yield Options(compact=True)
        yield Static(id="about")

    def on_mount(self) -> None:
        """Shows the week that was read before."""
        self._show()
        self.query_one(OptionList).focus()

    def action_weeks(self, by: int) -> None:
        """So many weeks on or back; 0: to this one."""
        monday = self._week.monday + by * WEEK if by else self._this
        begin(self, partial(self._go, monday), "week")

    def action_down(self) -> None:
        """The next person."""
        self.query_one(OptionList).action_cursor_down()

    def action_up(self) -> None:
        """The person before."""
        self.query_one(OptionList).action_cursor_up()

    async def _go(self, monday: date) -> None:
        try:
            self._week = await self._read(monday)
        except FrontdeskError as error:
            self.query_one("#about", Static).update(Content(safe(str(error))))
            return
        self._show()

    def _show(self) -> None:
        week, people = self._week, self.query_one(OptionList)
        last = week.monday + timedelta(days=6)
        title = _("Shifts, week {n}: {first} to {last}").format(
            n=week.monday.isocalendar().week, first=dates.day(week.monday), last=dates.day(last)
        )
        self.query_one(".title", Static).update(Content(safe(title)))
        room = max(56, self.app.size.width - 4)
        self.query_one("#days", Static).update(heading(week, room))
        at = people.highlighted or 0
        people.clear_options()
        people.add_options([Option(line(row, week, room)) for row in week.rows])
        if week.rows:
            people.highlighted = min(at, len(week.rows) - 1)
        else:
            self.query_one("#about", Static).update(
                Content(_("Nobody works here yet: frontdesk agent add"))
            )

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        at = event.option_index
        if at < len(self._week.rows):
            about = Content(safe(words(self._week.rows[at], self._week.names)))
            self.query_one("#about", Static).update(about)


def _sizes(room: int) -> tuple[int, int]:
    """Cells of the name and of a day."""
    day = max(6, min(13, (room - HOURS - 14) // 7))
    return room - HOURS - 7 * day, day


def heading(week: Shown, room: int) -> Content:
    """The days over the columns of ``line``; today stands out."""
    name, cells = _sizes(room)
    parts: list[tuple[str, str]] = [(pad(_("who"), name), "$quiet")]
    for ahead in range(7):
        day = week.monday + timedelta(days=ahead)
        style = "bold $accent" if day == week.today else "$quiet"
        parts.append((pad(day_words(day), cells), style))
    parts.append((pad(_("hours"), HOURS, right=True), "$quiet"))
    return Content.assemble(*parts)


def line(row: WeekRow, week: Shown, room: int) -> Content:
    """A person's week on one line."""
    name, cells = _sizes(room)
    parts: list[tuple[str, str]] = [(pad(cut(safe(row.name), name - 1), name), "")]
    for day in row.days:
        colour = "$warning" if day.away is not None else "$quiet" if not day.spans else ""
        if day.spans and (day.differs or day.jump):
            colour = "$primary"
        said = cell(day)
        if width(said) >= cells:
            said = _tight(said)
        parts.append((pad(cut(said, cells - 1), cells), colour))
    hours = _brief(row.hours) if row.kept else ""
    parts.append((pad(hours, HOURS, right=True), "$quiet"))
    return Content.assemble(*parts)


def _tight(said: str) -> str:
    """Hours in fewer cells, where half an hour is the commonest part: ``7½–15½``."""
    return re.sub(r"\b0(?=\d)", "", said).replace(":30", "½")


def _brief(span: timedelta) -> str:
    hours, minutes = divmod(int(span.total_seconds()) // 60, 60)
    return f"{hours}h{minutes:02d}" if minutes else _("{n} h").format(n=hours)


def words(row: WeekRow, names: Mapping[str, str]) -> str:
    """What the line does not hold: the zone, who stands in, what differs, where the clock jumps."""
    if not row.kept and not any(day.away for day in row.days):
        return _("{name}: no roster is kept").format(name=row.name)
    said = [row.zone]
    told = {(day.away, day.stand_in): None for day in row.days if day.away is not None}
    said += [away_words(away, names.get(deputy or "", deputy)) for away, deputy in told]
    said += [
        _("{day}: {said}").format(
            day=day_words(day.day),
            said=", ".join(str(span.shift) for span in day.spans) or _("off"),
        )
        for day in row.days
        if day.differs and day.away is None
    ]
    said += remarks(row)
    return f"{row.name}: " + " · ".join(said)
