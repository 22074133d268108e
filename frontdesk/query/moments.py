"""When: ``<2d``, ``today``, ``last-month``, ``2026-10-01..2026-10-15``. From words to moments.

What is typed is checked at once and kept as typed; which moments it means is told later, by the
time and zone of whoever looks (``When.at``). It refuses what it does not know.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from types import MappingProxyType
from typing import TypeAlias

from frontdesk.errors import BadInputError
from frontdesk.query.mistake import QueryError, unknown
from frontdesk.terms import NEVER
from frontdesk.times import parse_date, parse_span

_DAY = timedelta(days=1)
Days: TypeAlias = tuple[date, date]
"""The first day, and the day after the last."""


@dataclass(frozen=True, slots=True)
class Moments:
    """From ``since`` on, until before ``until``; ``None``: open at that end. Aware UTC.

    Attributes:
        none: what has no such time at all.
    """

    since: datetime | None = None
    until: datetime | None = None
    none: bool = False


@dataclass(frozen=True, slots=True)
class When:
    """A time as it was typed.

    Attributes:
        ahead: of a field whose times lie in the future.
    """

    typed: str
    ahead: bool = False

    def at(self, now: datetime, zone: tzinfo, soon: timedelta) -> Moments:
        """Which moments that means.

        Args:
            now: aware UTC. ``zone``: whose midnight ends a day.
            soon: how far ahead ``soon`` looks.
        """
        if self.typed in _ONLY_AHEAD:
            return _ONLY_AHEAD[self.typed](now, soon)
        if self.typed == "none":
            return Moments(since=NEVER) if self.ahead else Moments(none=True)
        sign, rest = _split(self.typed)
        if (span := _span(rest)) is not None:
            return self._within(sign, span, now)
        low, dots, high = rest.partition("..")
        today = now.astimezone(zone).date()
        first = _days(low or high, today)
        if dots:
            last = _days(high or low, today)
            begin, end = (first[0] if low else None), (last[1] if high else None)
        else:
            begin, end = _compared(sign, first)
        return Moments(_midnight(begin, zone), _midnight(end, zone))

    def _within(self, sign: str, span: timedelta, now: datetime) -> Moments:
        """``<2d``: less than two days from now, ahead or back; ``>2d``: more."""
        near = sign[:1] != ">"
        if self.ahead:
            return Moments(until=now + span) if near else Moments(now + span, NEVER)
        return Moments(since=now - span) if near else Moments(until=now - span)


def when(typed: str, at: int, *, ahead: bool) -> When:
    """A time that somebody typed, checked.

    Args:
        at: where it stands in the query.
        ahead: of a field whose times lie in the future.

    Raises:
        QueryError: it is no time, or no such day ever was.
    """
    word = typed.strip().lower()
    known = [*(_ONLY_AHEAD if ahead else ()), *_SPANS_OF_DAYS, "none"]
    if word in known:
        return When(word, ahead)
    sign, rest = _split(word)
    low, dots, high = rest.partition("..")
    sides = [side for side in (low, high) if side] if dots else [rest]
    if not sides or (dots and sign):
        raise unknown(typed, [*known, *EXAMPLES], at)
    for side in sides:
        if side in _SPANS_OF_DAYS or (not dots and _span(side) is not None):
            continue
        if not _DATE.fullmatch(side):
            raise unknown(typed, [*known, *EXAMPLES], at)
        try:
            _days(side, date(2000, 1, 1))
        except BadInputError as error:
            raise QueryError(error.title, error.hint, at, len(typed)) from None
    return When(word, ahead)


EXAMPLES = ("<2d", ">1w", "2026-10-01", "2026-10", "2026-10-01..2026-10-15")
"""Times as they may be written, for somebody who wrote another."""

_ONLY_AHEAD: Mapping[str, Callable[[datetime, timedelta], Moments]] = MappingProxyType(
    {
        "overdue": lambda now, _soon: Moments(until=now),
        "soon": lambda now, soon: Moments(now, now + soon),
    }
)
_DATE = re.compile(r"\d{4}(-\d{1,2}){0,2}", re.ASCII)
_SIGN = re.compile(r"(<=|>=|<|>)?(.*)")


def _split(word: str) -> tuple[str, str]:
    found = _SIGN.fullmatch(word)
    return (found[1] or "", found[2].strip()) if found else ("", word)


def _span(text: str) -> timedelta | None:
    try:
        return parse_span(text)
    except BadInputError:
        return None


def _month(first: date) -> Days:
    return first, date(first.year + first.month // 12, first.month % 12 + 1, 1)


def _week(day: date) -> Days:
    monday = day - timedelta(days=day.weekday())
    return monday, monday + 7 * _DAY


_SPANS_OF_DAYS: Mapping[str, Callable[[date], Days]] = MappingProxyType(
    {
        "today": lambda today: (today, today + _DAY),
        "yesterday": lambda today: (today - _DAY, today),
        "tomorrow": lambda today: (today + _DAY, today + 2 * _DAY),
        "week": _week,
        "last-week": lambda today: _week(today - 7 * _DAY),
        "month": lambda today: _month(today.replace(day=1)),
        "last-month": lambda today: _month((today.replace(day=1) - _DAY).replace(day=1)),
    }
)


def _days(text: str, today: date) -> Days:
    """The days that a date, a month, a year or a word means."""
    if text in _SPANS_OF_DAYS:
        return _SPANS_OF_DAYS[text](today)
    parts = text.count("-")
    first = parse_date(text + "-01" * (2 - parts))
    if parts == 2:
        return first, first + _DAY
    return _month(first) if parts else (first, date(first.year + 1, 1, 1))


def _compared(sign: str, days: Days) -> tuple[date | None, date | None]:
    first, after = days
    ends: dict[str, tuple[date | None, date | None]] = {
        "": (first, after),
        "<": (None, first),
        "<=": (None, after),
        ">": (after, None),
        ">=": (first, None),
    }
    return ends[sign]


def _midnight(day: date | None, zone: tzinfo) -> datetime | None:
    return None if day is None else datetime.combine(day, time(), zone).astimezone(UTC)
