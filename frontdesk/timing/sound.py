"""Whether hours can be: some open time, windows that are windows, never two at once.

A day and the night before it are compared on paper: each weekday with the one before, each day of
the calendar's own with both neighbours, whatever weekday it may fall on. Holidays are left out of
it, so that a country's law cannot make hours wrong that were right. It refuses; it mends nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import chain, pairwise

from frontdesk import times
from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.text import safe
from frontdesk.timing.hours import Hours, OwnDay, Window
from frontdesk.timing.wall import DAY

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CYCLE = range(2001, 2029)
"""28 years: every date falls on every weekday in them, 29 February too."""


def check(hours: Hours) -> None:
    """Refuse hours that cannot be.

    Raises:
        BadInputError: no open hour, a window that is none, two at once, a day of its own that no
            year has or that stands twice.
    """
    if hours.always:
        return
    name = safe(hours.name, 60)
    if len(hours.week) != len(DAYS):
        raise ValueError("a week has seven days")
    if not any(hours.week) and not any(own.windows for own in hours.own if own.year is None):
        raise BadInputError(
            _("the calendar {name} is never open").format(name=name),
            _('give it hours, as in mon-fri = ["08:00-17:00"], or always = true'),
        )
    for weekday, windows in zip(DAYS, hours.week, strict=True):
        _apart(name, weekday, windows)
    seen: set[tuple[int | None, int, int]] = set()
    for own in hours.own:
        _dated(name, own, seen)
        _apart(name, _called(own), own.windows)
    _nights(name, hours)


def _dated(name: str, own: OwnDay, seen: set[tuple[int | None, int, int]]) -> None:
    when = (own.year, own.month, own.day)
    try:
        date(2000 if own.year is None else own.year, own.month, own.day)
        if own.year is not None and own.year not in times.YEARS:
            raise ValueError(own.year)
    except ValueError:
        raise BadInputError(
            _("the calendar {name} has a day that no year has: {day}").format(
                name=name, day=_called(own)
            ),
            _("write a day of the calendar, as in 12-23 or 2026-12-23"),
        ) from None
    if when in seen:
        raise BadInputError(
            _("the calendar {name} says twice what {day} is").format(name=name, day=_called(own)),
            _("write it once, with all its hours"),
        )
    seen.add(when)


def _apart(name: str, day: str, windows: tuple[Window, ...]) -> None:
    """Within one day."""
    for window in windows:
        if not 0 <= window.starts < DAY or not 0 < window.ends - window.starts <= DAY:
            raise BadInputError(
                _("{day} of the calendar {name} has a window that cannot be").format(
                    day=day, name=name
                ),
                _("write from and to, as in 08:00-17:00 or 22:00-06:00"),
            )
    for first, second in pairwise(sorted(windows, key=lambda window: window.starts)):
        if second.starts < first.ends:
            raise _overlap(name, day, _("{one} and {other}").format(one=first, other=second))


def _nights(name: str, hours: Hours) -> None:
    """From one day into the next."""
    every = chain(chain.from_iterable(hours.week), *(own.windows for own in hours.own))
    if all(window.ends <= DAY for window in every):
        return
    for weekday, windows in enumerate(hours.week):
        if _late(hours.week[weekday - 1]) > _early(windows):
            raise _overlap(name, DAYS[weekday], _("the night before runs into it"))
    own_days = {(own.year, own.month, own.day): own.windows for own in hours.own}

    def on(day: date) -> tuple[Window, ...]:
        for year in (day.year, None):
            if (found := own_days.get((year, day.month, day.day))) is not None:
                return found
        return hours.week[day.weekday()]

    named = {own.year for own in hours.own if own.year is not None}
    for own in hours.own:
        for day in _dates(own, named):
            for one, other in pairwise((day - timedelta(1), day, day + timedelta(1))):
                if _late(on(one)) > _early(on(other)):
                    about = _called(own) if other == day else DAYS[other.weekday()]
                    raise _overlap(name, about, _("the night before runs into it"))


def _dates(own: OwnDay, named: Iterable[int]) -> Iterator[date]:
    """The days on which an own day may fall, as far as that makes a difference."""
    years = [own.year] if own.year is not None else sorted({*_CYCLE, *named})
    for year in years:
        try:
            yield date(year, own.month, own.day)
        except ValueError:  # 29 February, in most years
            continue


def _late(windows: tuple[Window, ...]) -> int:
    """Until when a day runs into the next, in minutes after its midnight."""
    return max((window.ends - DAY for window in windows), default=0)


def _early(windows: tuple[Window, ...]) -> int:
    """When a day opens, in minutes after midnight."""
    return min((window.starts for window in windows), default=DAY)


def _called(own: OwnDay) -> str:
    when = f"{own.month:02}-{own.day:02}"
    return safe(own.name, 60) or (when if own.year is None else f"{own.year:04}-{when}")


def _overlap(name: str, day: str, what: str) -> BadInputError:
    return BadInputError(
        _("two windows of the calendar {name} overlap on {day}: {what}").format(
            name=name, day=day, what=what
        ),
        _("let each window end before the next begins"),
    )
