"""What a calendar is made of: weekly windows, holidays, days of its own; plain, hashable values.

They are what the policy says about business hours, with the place filled in; ``calendar_of`` makes
a calendar of them. It refuses hours that cannot be: none at all, or two at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.text import safe
from frontdesk.timing.wall import DAY

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Window:
    """Open from one wall time to another.

    Attributes:
        starts: minutes after local midnight, 0 to 1439.
        ends: the same; more than 1440 crosses midnight, and the window belongs to the day on which
            it starts. At most a day after ``starts``.
    """

    starts: int
    ends: int

    def __str__(self) -> str:
        ends = self.ends if self.ends <= DAY else self.ends - DAY
        return "–".join(f"{at // 60:02}:{at % 60:02}" for at in (self.starts, ends))


class DayKind(StrEnum):
    """Why a day has the hours that it has."""

    WEEKDAY = "weekday"
    HOLIDAY = "holiday"
    OWN = "own"
    BRIDGE = "bridge"


@dataclass(frozen=True, slots=True)
class Day:
    """The windows of one local day, and why; a holiday or own day by its name."""

    windows: tuple[Window, ...]
    kind: DayKind
    name: str = ""


@dataclass(frozen=True, slots=True)
class OwnDay:
    """A day of the desk's own, in place of the week's hours and of a holiday.

    Attributes:
        year: ``None``: every year; 29 February then comes in leap years only.
        windows: none: closed.
    """

    month: int
    day: int
    year: int | None
    windows: tuple[Window, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Hours:
    """Everything that a calendar follows from.

    Attributes:
        zone: an IANA name.
        week: the windows of each day of the week, Monday first.
        country: ISO 3166 alpha-2, whose public holidays are closed; empty: no holidays.
        region: a subdivision of it; ``categories``: of the ``holidays`` library.
        own: days of its own.
        bridges: whether a working day between a holiday and a weekend is closed too.
        always: open at all times; nothing else counts then.
    """

    name: str
    zone: str
    week: tuple[tuple[Window, ...], ...]
    country: str = ""
    region: str = ""
    categories: tuple[str, ...] = ()
    own: tuple[OwnDay, ...] = ()
    bridges: bool = False
    always: bool = False


def check(hours: Hours) -> None:
    """Refuse hours that cannot be.

    Raises:
        BadInputError: no open hour, a window that is none, or two at once.
    """
    if hours.always:
        return
    name = safe(hours.name, 60)
    if len(hours.week) != len(DAYS) or not any(hours.week):
        raise BadInputError(
            _("the calendar {name} is never open").format(name=name),
            _('give it hours, as in mon-fri = ["08:00-17:00"], or always = true'),
        )
    for own in hours.own:
        _apart(name, own.name or f"{own.month:02}-{own.day:02}", own.windows)
    for weekday, windows in enumerate(hours.week):
        _apart(name, DAYS[weekday], windows)
        before = hours.week[weekday - 1]
        late = max((window.ends - DAY for window in before), default=0)
        if windows and min(window.starts for window in windows) < late:
            raise _overlap(name, DAYS[weekday], _("the night before runs into it"))


def _apart(name: str, day: str, windows: tuple[Window, ...]) -> None:
    for window in windows:
        if not 0 <= window.starts < DAY or not 0 < window.ends - window.starts <= DAY:
            raise BadInputError(
                _("{day} of the calendar {name} has a window that cannot be").format(
                    day=safe(day, 60), name=name
                ),
                _("write from and to, as in 08:00-17:00 or 22:00-06:00"),
            )
    for first, second in pairwise(sorted(windows, key=lambda window: window.starts)):
        if second.starts < first.ends:
            raise _overlap(name, day, _("{one} and {other}").format(one=first, other=second))


def _overlap(name: str, day: str, what: str) -> BadInputError:
    return BadInputError(
        _("two windows of the calendar {name} overlap on {day}: {what}").format(
            name=name, day=safe(day, 60), what=what
        ),
        _("let each window end before the next begins"),
    )
