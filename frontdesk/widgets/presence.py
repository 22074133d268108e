"""Whether somebody is there, in few cells and in words: until when, back when, away until when.

It refuses to work anything out: what it says stands in the row.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from frontdesk import dates
from frontdesk.i18n import _
from frontdesk.rows import PersonRow
from frontdesk.text import safe
from frontdesk.timing.absences import Absence
from frontdesk.timing.week import away_words

Local = Callable[[datetime], datetime]


def presence(row: PersonRow, now: datetime, local: Local) -> tuple[str, str]:
    """A glyph and a few cells, and their colour: at most ten.

    Args:
        local: a moment on the reader's wall clock.
    """
    if row.away_until is not None:
        return _("⊘ → {day}").format(day=dates.short_day(row.away_until)), "$warning"
    if row.on_shift is None:
        return _("no roster"), "$quiet"
    if not row.on_shift:
        back = _back(row, now, local)
        return ("○ " + back if back else _("○ off")), "$quiet"
    until = dates.clock(local(row.until)) if row.until is not None else ""
    return _("● to {time}").format(time=until), "$success"


def _back(row: PersonRow, now: datetime, local: Local) -> str:
    """When somebody is back, on the day itself by the hour, in the week by the day."""
    if row.back is None:
        return ""
    back = local(row.back)
    days = (back.date() - local(now).date()).days
    if days <= 0 or (days == 1 and (row.back - now).total_seconds() < 12 * 3600):
        return dates.clock(back)
    if days < 7:
        return dates.written(back, dates.WEEKDAY_HOUR)
    return dates.short_day(back)


def stands_in(row: PersonRow) -> str:
    """Who stands in for somebody who is away."""
    name = row.deputy_name or row.deputy
    return _("{name} stands in").format(name=safe(name)) if name else _("nobody stands in")


def in_words(row: PersonRow, local: Local) -> str:
    """The same in words, with who stands in; nothing where no roster is kept."""
    if row.away_until is not None:
        until = Absence(date.min, row.away_until)
        return away_words(until, row.deputy_name or row.deputy)
    if row.on_shift and row.until is not None:
        return _("on until {time}").format(time=dates.clock(local(row.until)))
    if row.on_shift is False and row.back is not None:
        back = local(row.back)
        return _("back on {day}").format(day=dates.written(back, dates.WEEKDAY_MOMENT))
    return ""
