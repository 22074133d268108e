"""Days and times as the reader's language writes them: ``28 Nov``, ``28/11``, ``28.11``.

The catalogue of a language holds its manners: how a pattern is ordered, and the names of months
and days. It refuses to move a moment to another zone (give it on the reader's wall clock), and is
not for what scripts read (``times.rfc3339``) or people type (``times``), which is the same in every
language.

In a pattern ``y`` is the year, ``M`` the month, ``d`` the day, ``E`` the day of the week, ``H`` the
hour and ``m`` the minute, as in Unicode's CLDR: ``MM`` has two digits, ``MMM`` is a short name,
``MMMM`` a long one. These letters always stand for that, so that a pattern holds no words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import TypeAlias

from frontdesk.i18n import N_, _

Say: TypeAlias = Callable[[str], str]

DAY = N_("y-MM-dd")
MOMENT = N_("y-MM-dd HH:mm")
SHORT_DAY = N_("d MMM")
SHORT_MOMENT = N_("d MMM HH:mm")
LONG_DAY = N_("EEEE d MMMM y")
MONTH = N_("y-MM")
WEEKDAY = N_("EEE d")
WEEKDAY_HOUR = N_("EEE HH")
WEEKDAY_MOMENT = N_("EEE y-MM-dd HH:mm")

_MONTHS = N_(
    "January February March April May June July August September October November December"
)
_SHORT_MONTHS = N_("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec")
_WEEKDAYS = N_("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
_SHORT_WEEKDAYS = N_("Mon Tue Wed Thu Fri Sat Sun")

_PART = re.compile(r"y|M{1,4}|d{1,2}|E{3,4}|HH|mm")


def day(at: date, say: Say = _) -> str:
    """A day with its year: ``2026-11-28``."""
    return written(at, DAY, say)


def moment(at: datetime) -> str:
    """A minute of a day, with its year: ``2026-11-28 14:30``."""
    return written(at, MOMENT)


def clock(at: datetime) -> str:
    """The time of day: ``14:30``."""
    return f"{at:%H:%M}"


def short_day(at: date) -> str:
    """A day of this year, in at most six cells: ``28 Nov``."""
    return written(at, SHORT_DAY)


def short_moment(at: datetime) -> str:
    """A minute of a day of this year, in at most twelve cells: ``28 Nov 14:30``."""
    return written(at, SHORT_MOMENT)


def long_day(at: date) -> str:
    """A day as it is said aloud: ``Saturday 28 November 2026``."""
    return written(at, LONG_DAY)


def month(at: date) -> str:
    """A month of a year: ``2026-11``."""
    return written(at, MONTH)


def written(at: date, pattern: str, say: Say = _) -> str:
    """A day, or a moment, by one of the patterns above.

    Args:
        say: the translator; a reason that scripts read is said in English.
    """
    return _PART.sub(lambda part: _parts(at, part.group(), say), say(pattern))


def _parts(at: date, part: str, say: Say) -> str:
    match part:
        case "y":
            return f"{at.year:04}"
        case "M" | "d":
            return str(at.month if part == "M" else at.day)
        case "MM" | "dd":
            return f"{at.month if part == 'MM' else at.day:02}"
        case "MMM" | "MMMM":
            return say(_SHORT_MONTHS if part == "MMM" else _MONTHS).split()[at.month - 1]
        case "EEE" | "EEEE":
            return say(_SHORT_WEEKDAYS if part == "EEE" else _WEEKDAYS).split()[at.weekday()]
        case _:
            return f"{at:%H}" if part == "HH" else f"{at:%M}"
