"""A week of the roster as plain rows: who works which hours of each day, who is away, and why.

Made from the same days as ``roster.Rota.present`` looks at, so that the two cannot differ. It
refuses to paint: widgets and commands do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from frontdesk import dates
from frontdesk.i18n import _
from frontdesk.text import safe
from frontdesk.timing import absences
from frontdesk.timing.absences import Absence
from frontdesk.timing.hours import Window
from frontdesk.timing.roster import Rota, Shifts, Span, worked


@dataclass(frozen=True, slots=True)
class WeekDay:
    """One day of one person.

    Attributes:
        spans: the shifts that begin on it, as they are worked; none on a day off or away.
        planned: as they are written, also on a day away.
        differs: whether the day stands for itself, in place of the pattern.
        away: the absence that covers it; ``stand_in``: who does the work then.
        lost: shifts that the wall clock jumps over whole.
    """

    day: date
    spans: tuple[Span, ...] = ()
    planned: Shifts = ()
    differs: bool = False
    away: Absence | None = None
    stand_in: str | None = None
    lost: Shifts = ()

    @property
    def hours(self) -> timedelta:
        """How long is worked, by the clock that never jumps."""
        return sum((span.ends - span.starts for span in self.spans), timedelta())

    @property
    def jump(self) -> timedelta:
        """By how much the wall clock is put forward inside its shifts."""
        return sum((span.jump for span in self.spans), timedelta())


@dataclass(frozen=True, slots=True)
class WeekRow:
    """One person's week, Monday first.

    Attributes:
        kept: whether a roster is kept for the person.
        zone: the zone of the person's site, in which the days and hours are.
    """

    login: str
    name: str
    team: str
    zone: str
    kept: bool
    days: tuple[WeekDay, ...]

    @property
    def hours(self) -> timedelta:
        """How long is worked in the week."""
        return sum((day.hours for day in self.days), timedelta())


def monday(day: date) -> date:
    """The first day of the week of a day."""
    return day - timedelta(days=day.weekday())


def days(rotas: Mapping[str, Rota], login: str, first: date, count: int = 7) -> tuple[WeekDay, ...]:
    """The days of a person from a first one on.

    Args:
        rotas: everybody's, for who stands in.
    """
    away = {other: rota.away for other, rota in rotas.items()}
    rota = rotas[login]
    return tuple(_day(rota, away, login, first + timedelta(days=ahead)) for ahead in range(count))


def _day(rota: Rota, away: absences.Absences, login: str, day: date) -> WeekDay:
    planned = rota.planned(day)
    absence = absences.on(rota.away, day)
    lost = () if absence else tuple(s for s in planned if worked(day, s, rota.zone) is None)
    return WeekDay(
        day,
        spans=rota.worked(day),
        planned=planned,
        differs=day in rota.days,
        away=absence,
        stand_in=absences.stand_in(away, login, day) if absence else None,
        lost=lost,
    )


def remarks(row: WeekRow, names: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """What is to be said about a week beside its hours, in the reader's language.

    Args:
        names: of logins, where the reader shall see names.
    """
    return tuple(
        _("{day}: {said}").format(day=day_words(each.day), said=said)
        for each in row.days
        for said in _said(row, each, names or {})
    )


def _said(row: WeekRow, day: WeekDay, names: Mapping[str, str]) -> list[str]:
    said = []
    if day.jump:
        words = (
            _("the clock goes forward, {hours} worked")
            if day.jump > timedelta()
            else _("the clock goes back, {hours} worked")
        )
        said.append(words.format(hours=length(day.hours)))
    said += [
        _("the clock jumps over {shift}: nobody works it").format(shift=each) for each in day.lost
    ]
    return said


def cell(day: WeekDay) -> str:
    """A day in a few cells: ``22–06``, ``off``, ``away``, or a dot.

    A star stands where the day is not as every week, ``±`` where the clock changes inside.
    """
    if day.away is not None:
        return _("away")
    hours = ",".join(short(span.shift) for span in day.spans)
    if not hours:
        return _("off") + "*" if day.differs else "·"
    return hours + ("±" if day.jump else "") + ("*" if day.differs else "")


def short(shift: Window) -> str:
    """A shift in few cells: ``22–06``, ``07:30–15``."""
    return "–".join(each.removesuffix(":00") for each in str(shift).split("–"))


def away_words(away: Absence, deputy: str | None) -> str:
    """``away until 2026-11-30; Jan Kowalski stands in``.

    Args:
        deputy: the name of whoever stands in; ``None``: nobody does.
    """
    if deputy is None:
        return _("away until {day}; nobody stands in").format(day=dates.day(away.until))
    return _("away until {day}; {name} stands in").format(
        day=dates.day(away.until), name=safe(deputy)
    )


def day_words(day: date) -> str:
    """A day of a week, in a few letters: ``Mon 23``."""
    return dates.written(day, dates.WEEKDAY)


def length(span: timedelta) -> str:
    """A length of work: ``8 h``, ``7 h 30 m``."""
    whole, rest = divmod(int(span.total_seconds()) // 60, 60)
    if not rest:
        return _("{n} h").format(n=whole)
    return _("{n} h {m} m").format(n=whole, m=rest)


def local(moment: datetime, zone: str) -> datetime:
    """A moment on the wall clock of a zone."""
    return moment.astimezone(ZoneInfo(zone))
