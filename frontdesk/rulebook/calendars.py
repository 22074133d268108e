"""Calendars as a policy file writes them: when the desk is open, where, and whose calendar it is.

``zone = "site"`` and ``country = "site"`` stay open until a ticket's site is known. It refuses to
reckon with time: ``frontdesk.clock`` makes a calendar of the hours that come out of here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

from pydantic import BeforeValidator, Field, PlainSerializer, PlainValidator

from frontdesk import times
from frontdesk.clock import Hours, OwnDay, Window, categories_of
from frontdesk.errors import BadInputError
from frontdesk.i18n import N_, _
from frontdesk.rulebook.values import Code, Section, Written, several

SITE = "site"
"""Stands for what the ticket's site has: its zone, its country, its calendar."""
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY_MINUTES = 24 * 60
_WINDOW = re.compile(r"\s*(\d{1,2}):(\d\d)\s*[-–]\s*(\d{1,2}):(\d\d)\s*", re.ASCII)
_DATE = re.compile(r"(?:(\d{4})-)?(\d{1,2})-(\d{1,2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a site lies: an IANA zone, a country in two letters, empty where it is not said."""

    zone: str = "UTC"
    country: str = ""


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Places:
    """The sites of a register, as far as calendars ask.

    Attributes:
        sites: each site's code with its place.
        home: what counts for a ticket without a site, or of a site that is not among them.
    """

    sites: tuple[tuple[str, Place], ...] = ()
    home: Place = NOWHERE

    @classmethod
    def of(cls, sites: Mapping[str, tuple[str, str]], home: str | None = None) -> Places:
        """From the zone and country of each site by its code.

        Args:
            sites: of the register.
            home: the code of the site that counts where none is named; left out: the first.
        """
        known = tuple((code, Place(*place)) for code, place in sites.items())
        by_code = dict(known)
        first = known[0][1] if known else NOWHERE
        return cls(known, by_code.get(home, first) if home is not None else first)


def _window(value: object) -> Window:
    """``08:00-17:00``, ``22:00-06:00`` (into the next day), ``00:00-24:00``."""
    if isinstance(value, Window):
        return value
    found = _WINDOW.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError(_('hours are written "08:00-17:00"'))
    hour, minute, last, end = map(int, found.groups())
    starts, ends = hour * 60 + minute, last * 60 + end
    if minute > 59 or end > 59 or starts >= _DAY_MINUTES or ends > _DAY_MINUTES:
        raise ValueError(_("times of day go from 00:00 to 24:00"))
    if starts == ends:
        raise ValueError(_('it has no length; a whole day is written "00:00-24:00"'))
    return Window(starts, ends if ends > starts else ends + _DAY_MINUTES)


def written(window: Window) -> str:
    """A window as a policy writes it."""
    # 24:00 is the end of this day; anything later is a time of the next.
    ends = window.ends if window.ends <= _DAY_MINUTES else window.ends - _DAY_MINUTES
    return f"{_time(window.starts)}-{_time(ends)}"


def _time(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _day(value: str) -> str:
    """``12-23`` (every year) or ``2026-05-02``, that there is."""
    found = _DATE.fullmatch(value)
    if found is None:
        raise ValueError(_('a day is written "12-23", for every year, or "2026-05-02"'))
    year, month, day = found.groups()
    try:
        # 2024 is a leap year: 02-29 is a day of some years.
        times.parse_date(f"{year or 2024}-{month}-{day}")
    except BadInputError as no_day:
        raise ValueError(no_day.hint) from no_day
    short = f"{int(month):02d}-{int(day):02d}"
    return f"{year}-{short}" if year else short


def _days_of(key: str) -> tuple[int, ...]:
    """The days of ``mon``, ``mon-fri`` or ``sat-mon``, Monday as 0."""
    first, _dash, last = key.partition("-")
    if first not in WEEK or (last or first) not in WEEK or key.endswith("-"):
        raise ValueError(_('days are mon tue wed thu fri sat sun, or a range such as "mon-fri"'))
    start, end = WEEK.index(first), WEEK.index(last or first)
    return tuple(day % 7 for day in range(start, end + 1 if end >= start else end + 8))


def _days_key(key: str) -> str:
    _days_of(key)
    return key


_Hours = Annotated[
    Window,
    PlainValidator(_window),
    PlainSerializer(written),
    Written(N_("window, as `08:00-17:00`")),
]
_Windows = Annotated[tuple[_Hours, ...], BeforeValidator(several)]
_Days = Annotated[
    str,
    BeforeValidator(lambda key: _days_key(str(key))),
    Written(N_("day or days, as `mon` or `mon-fri`")),
]
_Codes = Annotated[tuple[Code, ...], BeforeValidator(several)]
_Name = Annotated[str, Field(max_length=60)]


class Holidays(Section):
    """Which public holidays close a calendar.

    Attributes:
        country: two letters, or ``site``: that of the ticket's site.
        region: a subdivision that has holidays of its own, with a written country only.
        categories: of the ``holidays`` library; those that a site's country lacks are left out.
    """

    country: Annotated[str, Field(pattern=r"^(site|[A-Z]{2})$")] = SITE
    region: Annotated[str, Field(max_length=10)] = ""
    categories: Annotated[
        tuple[Annotated[str, Field(min_length=1, max_length=30)], ...],
        Field(min_length=1),
        BeforeValidator(several),
    ] = ("public",)


class SpecialDay(Section):
    """A day of the desk's own: other hours, or none.

    Attributes:
        date: ``12-23`` for every year, ``2026-05-02`` for one.
        name: what people call it.
        hours: of that day in place of the usual ones and of a holiday; none: closed.
    """

    date: Annotated[
        str,
        PlainValidator(lambda value: _day(str(value))),
        Written(N_("day, as `12-24` or `2026-05-02`")),
    ]
    name: _Name = ""
    hours: _Windows = ()

    @property
    def own(self) -> OwnDay:
        """The day for a calendar."""
        *year, month, day = map(int, self.date.split("-"))
        return OwnDay(month, day, year[0] if year else None, self.hours, self.name)


class CalendarEntry(Section):
    """One calendar of the policy; the first is that of everything that names none.

    Attributes:
        name: what promises call it.
        zone: an IANA name, or ``site``: that of the ticket's site.
        hours: the windows of each day of the week, by day or range of days.
        always: open at all times, in place of hours, holidays and days.
        bridge_days: whether a working day between a holiday and the weekend is closed.
        sites, plans, teams, vendors: whose calendar it is.
    """

    name: Code
    zone: Annotated[str, Field(min_length=1, max_length=60)] = SITE
    hours: dict[_Days, _Windows] = Field(default_factory=dict)
    always: bool = False
    holidays: Holidays | None = None
    bridge_days: bool = False
    days: Annotated[tuple[SpecialDay, ...], Field(max_length=1000)] = ()
    sites: _Codes = ()
    plans: _Codes = ()
    teams: _Codes = ()
    vendors: _Codes = ()

    @cached_property
    def week(self) -> tuple[tuple[Window, ...], ...]:
        """The windows of each day, Monday first."""
        days: list[tuple[Window, ...]] = [()] * 7
        for key, windows in self.hours.items():
            for day in _days_of(key):
                days[day] = tuple(sorted(windows, key=lambda each: each.starts))
        return tuple(days)

    def at(self, place: Place = NOWHERE) -> Hours:
        """What a calendar is made of at a place, which says what is left to the site."""
        if self.always:
            return Hours(name=self.name, zone="UTC", week=((),) * 7, always=True)
        country, region, categories = self._holidays(place)
        return Hours(
            name=self.name,
            zone=place.zone if self.zone == SITE else self.zone,
            week=self.week,
            country=country,
            region=region,
            categories=categories,
            own=tuple(each.own for each in self.days),
            bridges=self.bridge_days,
        )

    def _holidays(self, place: Place) -> tuple[str, str, tuple[str, ...]]:
        """Country, region and categories. Of a site's country what is not known is left out."""
        holidays = self.holidays
        if holidays is None:
            return "", "", ()
        if holidays.country != SITE:
            return holidays.country, holidays.region, holidays.categories
        known = categories_of(place.country) if place.country else ()
        categories = tuple(each for each in holidays.categories if each in known)
        return (place.country, "", categories) if categories else ("", "", ())

    def twice(self) -> str | None:
        """A day of the week that has its hours twice; ``None`` in a sound calendar."""
        seen: set[int] = set()
        for key in self.hours:
            days = set(_days_of(key))
            if both := seen & days:
                return WEEK[min(both)]
            seen |= days
        return None

    def double(self) -> str | None:
        """A day of its own that stands twice; ``None`` in a sound calendar."""
        written_days = [each.date for each in self.days]
        return next((day for day in written_days if written_days.count(day) > 1), None)
