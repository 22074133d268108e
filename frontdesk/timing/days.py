"""What a local day is in a calendar: a day of its own, a holiday, a bridge, or a weekday.

A day of its own goes before a holiday, a holiday before the week. It refuses to know instants:
``calendar`` makes them of the windows.
"""

from __future__ import annotations

from datetime import date, timedelta

from frontdesk.timing.holiday import holidays_of
from frontdesk.timing.hours import Day, DayKind, Hours

DAY = timedelta(days=1)


class Days:
    """The days of a calendar."""

    def __init__(self, hours: Hours) -> None:
        self._hours = hours
        self._own = {
            (own.year, own.month, own.day): Day(own.windows, DayKind.OWN, own.name)
            for own in hours.own
        }
        self._week = tuple(Day(windows, DayKind.WEEKDAY) for windows in hours.week)

    def on(self, day: date) -> Day:
        """What a day is: its windows, and why."""
        found = self._plain(day)
        if self._hours.bridges and found.kind is DayKind.WEEKDAY and found.windows:
            return self._bridge(day) or found
        return found

    def _plain(self, day: date) -> Day:
        """The same, without bridges."""
        if self._own:
            own = self._own.get((day.year, day.month, day.day)) or self._own.get(
                (None, day.month, day.day)
            )
            if own is not None:
                return own
        hours = self._hours
        if hours.country:
            found = holidays_of(hours.country, hours.region, hours.categories, day.year)
            if (name := found.get(day)) is not None:
                return Day((), DayKind.HOLIDAY, name)
        return self._week[day.weekday()]

    def _bridge(self, day: date) -> Day | None:
        """The bridge that a working day makes: one day alone between two that are off.

        One of the two at least would have been a working day but for a holiday, by whose name the
        bridge goes, or for a closed day of the calendar's own.
        """
        around = [(each, self._plain(each)) for each in (day - DAY, day + DAY)]
        if any(found.windows for _each, found in around):
            return None
        for each, found in around:
            if found.kind is not DayKind.WEEKDAY and self._hours.week[each.weekday()]:
                return Day((), DayKind.BRIDGE, found.name)
        return None
