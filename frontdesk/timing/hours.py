"""What a calendar is made of: weekly windows, holidays, days of its own; plain, hashable values.

They are what the policy says about business hours, with the place filled in; ``calendar_of`` makes
a calendar of them. It refuses nothing: ``sound`` says whether hours can be.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from frontdesk.timing.wall import DAY


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
        bridges: whether a working day alone between a holiday and another day off is closed too.
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
