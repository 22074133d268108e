"""Times, dates and spans as people type them, and as they are printed for scripts.

What comes out of here is aware and UTC. It refuses what cannot be (30 February, a local time that
the clocks jumped over) with what to type instead, and it knows no business calendar: a day is
24 hours here (``clock`` knows better).
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.text import nearest, safe

YEARS = range(1900, 3000)
"""Years that are believed."""
LONGEST = timedelta(days=3650)
"""The longest span that is believed."""

_TIME = re.compile(
    r"(?:(?P<date>\d{4}-\d{1,2}-\d{1,2})(?:[Tt ] *(?=\d)|$))?"
    r"(?:(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,](?P<part>\d{1,9}))?)?"
    r" ?(?P<offset>[Zz]|[+-]\d\d:?\d\d)?)?",
    re.ASCII,
)
_SPAN = re.compile(
    r"(?:(?P<weeks>\d{1,6})w)? ?(?:(?P<days>\d{1,6})d)? ?(?:(?P<hours>\d{1,6})h)?"
    r" ?(?:(?P<minutes>\d{1,8})m(?:in)?)? ?(?:(?P<seconds>\d{1,9})s)?",
    re.ASCII | re.IGNORECASE,
)


def _quoted(text: str) -> str:
    return f"“{safe(text.strip(), 40)}”"


def zone(name: str) -> ZoneInfo:
    """The IANA time zone of a name such as ``Europe/Stockholm``.

    Raises:
        BadInputError: there is no such zone; the hint names the nearest.
    """
    try:
        if name in ("localtime", "Factory"):  # the machine's own, whatever that is
            raise ValueError(name)
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        known = available_timezones()
        near = ", ".join(nearest(name.replace(" ", "_"), known))
        hint = _("write it as in Europe/Stockholm")
        if near:
            hint = _("did you mean {near}?").format(near=near)
        elif not known:
            hint = _("this machine has no time zones: install its tzdata package")
        title = _("there is no time zone {name}").format(name=_quoted(name))
        raise BadInputError(title, hint) from None


def parse_date(text: str) -> date:
    """The date of ``2026-11-22``.

    Raises:
        BadInputError: it is not written so, or there is no such day.
    """
    match = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text.strip(), re.ASCII)
    if match is None:
        raise BadInputError(
            _("{text} is not a date").format(text=_quoted(text)),
            _("write it as year-month-day: 2026-11-22"),
        )
    year, month, day = map(int, match.groups())
    try:
        found = date(year, month, day)
    except ValueError:
        raise BadInputError(
            _("there is no day {text}").format(text=_quoted(text)), _no_such_day(year, month)
        ) from None
    if year not in YEARS:
        raise BadInputError(
            _("the year {year} is not believed").format(year=year),
            _("years from {first} to {last} are").format(first=YEARS[0], last=YEARS[-1]),
        )
    return found


def _no_such_day(year: int, month: int) -> str:
    """What would be a day instead."""
    if not 1 <= month <= 12 or not 1 <= year <= 9998:
        return _("months go from 01 to 12: 2026-11-22")
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return _("that month ends on {last}").format(last=last.isoformat())


def parse_time(text: str, where: tzinfo, *, now: datetime | None = None) -> datetime:
    """The moment that somebody typed, aware and UTC.

    Understood are RFC 3339 (``2026-11-22T14:30:00Z``), local times (``2026-11-22 14:30``), the
    time alone for today (``14:30``), and the date alone for the start of that day. A local time
    that comes twice, when the clocks go back, is the first of the two.

    Args:
        text: what was typed.
        where: the zone of local times.
        now: what says which day is today, for a time alone; left out: the machine's clock.

    Raises:
        BadInputError: it is not a time, or it never was on that zone's clocks.
    """
    match = _TIME.fullmatch(text.strip())
    if match is None or not (match["date"] or match["hour"]):
        raise BadInputError(
            _("{text} is not a time").format(text=_quoted(text)),
            _("write 2026-11-22 14:30, 14:30 for today, or 2026-11-22T14:30:00Z"),
        )
    day = parse_date(match["date"]) if match["date"] else _today(where, now)
    if match["hour"] is None:
        return datetime.combine(day, time(), where).astimezone(UTC)
    micro = int((match["part"] or "0").ljust(6, "0")[:6])
    try:
        clock = time(int(match["hour"]), int(match["minute"]), int(match["second"] or 0), micro)
        offset = _offset(match["offset"])
    except ValueError:
        raise BadInputError(
            _("there is no time {text}").format(text=_quoted(text)),
            _("times of day go from 00:00 to 23:59"),
        ) from None
    if offset is not None:
        return datetime.combine(day, clock, offset).astimezone(UTC)
    return _local(datetime.combine(day, clock), where)


def _today(where: tzinfo, now: datetime | None) -> date:
    return (now or datetime.now(UTC)).astimezone(where).date()


@lru_cache(maxsize=256)
def _offset(text: str | None) -> tzinfo | None:
    if text is None:
        return None
    if text in "Zz":
        return UTC
    parsed = datetime.strptime(text, "%z").tzinfo
    assert parsed is not None
    return parsed


def _local(wall: datetime, where: tzinfo) -> datetime:
    """What the wall clock of the zone showed, in UTC; refused when it never showed it."""
    found = wall.replace(tzinfo=where).astimezone(UTC)
    if found.astimezone(where).replace(tzinfo=None) == wall:
        return found
    earlier = wall.replace(tzinfo=where, fold=1).astimezone(UTC).astimezone(where)
    later = found.astimezone(where)
    raise BadInputError(
        _("{time} never was: the clocks went forward then").format(
            time=wall.isoformat(" ", "minutes")
        ),
        _("write {earlier} or {later}").format(
            earlier=earlier.replace(tzinfo=None).isoformat(" ", "minutes"),
            later=later.replace(tzinfo=None).isoformat(" ", "minutes"),
        ),
    )


def parse_span(text: str) -> timedelta:
    """The length of ``90m``, ``8h``, ``2d``, ``1h30m``, ``1w``; always more than nothing.

    Raises:
        BadInputError: it is not a span, it is nothing, or longer than ten years.
    """
    match = _SPAN.fullmatch(text.strip())
    if match is None or not any(match.groups()):
        raise BadInputError(
            _("{text} is not a span of time").format(text=_quoted(text)),
            _("write 90m, 8h, 2d or 1h30m"),
        )
    span = timedelta(**{unit: int(count) for unit, count in match.groupdict("0").items()})
    if not timedelta() < span <= LONGEST:
        raise BadInputError(
            _("a span of {text} is not believed").format(text=_quoted(text)),
            _("write more than nothing and at most {days}d").format(days=LONGEST.days),
        )
    return span


def parse_until(text: str, where: tzinfo, now: datetime) -> datetime:
    """The moment to come that somebody typed: a span from now, or a time in the site's zone.

    Raises:
        BadInputError: it is neither, or it has passed.
    """
    bare = text.strip().removeprefix("+")
    spanned = bare[:1].isdigit() and bare[-1:].isalpha() and bare[-1:] not in "zZ"
    until = now + parse_span(bare) if spanned else parse_time(text, where, now=now)
    if until <= now:
        raise BadInputError(_("That time has passed"), _("type one to come, or 2h"))
    return until


def rfc3339(moment: datetime) -> str:
    """The moment for scripts: ``2026-11-22T14:30:00Z``, with the fraction if it has one.

    Raises:
        ValueError: the moment has no zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a time without its zone")
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def age(span: timedelta) -> str:
    """A span in a few characters, cut and not rounded: ``12m``, ``2h 10m``, ``1d 3h``, ``12d``.

    What is past its time is negative: ``−12m``. Less than a minute is ``0m``.
    """
    minutes = int(abs(span).total_seconds() // 60)
    sign = "−" if span < timedelta() and minutes else ""
    days, hours = minutes // 1440, minutes // 60 % 24
    if days >= 10:
        return f"{sign}{days}d"
    if days:
        return f"{sign}{days}d {hours}h" if hours else f"{sign}{days}d"
    if hours:
        return f"{sign}{hours}h {minutes % 60}m" if minutes % 60 else f"{sign}{hours}h"
    return f"{sign}{minutes}m"


def ago(span: timedelta) -> str:
    """How long ago, to the second where that matters: ``20 s ago``, ``12m ago``."""
    if (seconds := int(span.total_seconds())) < 60:
        return _("{n} s ago").format(n=max(0, seconds))
    return _("{age} ago").format(age=age(span))


def hours(span: timedelta) -> str:
    """A span of business time: ``12m``, ``2h 10m``, ``64h 53m``; days would mean nothing there."""
    minutes = int(abs(span).total_seconds() // 60)
    sign = "−" if span < timedelta() and minutes else ""
    whole, rest = divmod(minutes, 60)
    if not whole:
        return f"{sign}{rest}m"
    return f"{sign}{whole}h {rest}m" if rest else f"{sign}{whole}h"


def by_hand(span: timedelta) -> str:
    """A span to the second, so that a column of them can be added up by hand: ``1:05:00``."""
    seconds = round(span.total_seconds())
    whole, rest = divmod(abs(seconds), 3600)
    return f"{'−' if seconds < 0 else ''}{whole}:{rest // 60:02}:{rest % 60:02}"
