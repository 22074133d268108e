"""Whether calendars, promises and warnings of a policy can be kept to, and hang together.

Every mistake is a ``ValueError`` that begins with the path of what is wrong. It refuses what could
stop a clock later on: a calendar that never opens, a promise that ends in another decade.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from frontdesk import times
from frontdesk.clock import Hours, calendar_of
from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.rulebook.calendars import SITE, CalendarEntry
from frontdesk.rulebook.promises import (
    PLAN,
    TEAM,
    UNPROMISED,
    PromiseEntry,
    WarningEntry,
    written_span,
)
from frontdesk.text import nearest

_TAKEN = (SITE, PLAN, TEAM)
_WEEKS = 52
_YEARS = 10


def check(
    calendars: Sequence[CalendarEntry],
    promises: Sequence[PromiseEntry],
    warnings: Sequence[WarningEntry],
) -> None:
    """Refuse what does not hang together.

    Raises:
        ValueError: the first mistake, beginning with its path.
    """
    for index, calendar in enumerate(calendars):
        _calendar(f"calendars[{index}]", calendar)
    _owners(calendars)
    known = {each.name: each for each in calendars}
    for index, promise in enumerate(promises):
        _promise(f"promises[{index}]", promise, known)
    promised = {each.clock for each in promises}
    for index, warning in enumerate(warnings):
        if warning.clock not in promised | UNPROMISED:
            none = _(
                "nothing is promised for {clock}; add a promise for it, or take the warning away"
            )
            raise ValueError(f"warnings[{index}].clock: " + none.format(clock=warning.clock))


def _calendar(where: str, calendar: CalendarEntry) -> None:
    if calendar.name in _TAKEN:
        taken = _("{name} is a word of promises; name it otherwise")
        raise ValueError(f"{where}.name: " + taken.format(name=calendar.name))
    if calendar.always:
        for key in ("hours", "holidays", "days", "bridge_days"):
            if getattr(calendar, key):
                none = _("a calendar that is always open has none")
                raise ValueError(f"{where}.{key}: {none}")
        return
    if day := calendar.twice():
        twice = _("{day} stands twice; write all its windows in one list")
        raise ValueError(f"{where}.hours: " + twice.format(day=day))
    if date := calendar.double():
        raise ValueError(f"{where}.days: " + _("{day} stands twice").format(day=date))
    if not any(calendar.week):
        never = _("{name} is never open; write hours such as {example}, or always = true")
        example = '{ mon-fri = ["08:00-17:00"] }'
        raise ValueError(f"{where}.hours: " + never.format(name=calendar.name, example=example))
    holidays = calendar.holidays
    if holidays is not None and holidays.region and holidays.country == SITE:
        beside = _("name its country beside it, not the site's")
        raise ValueError(f"{where}.holidays.region: {beside}")
    _hours(where, calendar)


def _hours(where: str, calendar: CalendarEntry) -> None:
    """Whether a calendar can be made of it: part by part, so that the bad part is named."""
    try:
        if calendar.zone != SITE:
            times.zone(calendar.zone)
    except BadInputError as unknown:
        raise ValueError(f"{where}.zone: {unknown.title}; {unknown.hint}") from unknown
    whole = calendar.at()
    bare = replace(whole, country="", region="", categories=(), bridges=False)
    _made(f"{where}.hours", replace(bare, own=()))
    if calendar.days:
        _made(f"{where}.days", bare)
    if whole.country:
        _made(f"{where}.holidays", whole)


def _made(where: str, hours: Hours) -> None:
    try:
        calendar_of(hours)
    except BadInputError as wrong:
        raise ValueError(f"{where}: {wrong.title}; {wrong.hint}") from wrong


def open_a_year(calendar: CalendarEntry) -> timedelta:
    """About how long a calendar is open in a year, holidays and own days of one year aside."""
    if calendar.always:
        return timedelta(weeks=_WEEKS)
    minutes = _WEEKS * sum(each.ends - each.starts for day in calendar.week for each in day)
    for special in calendar.days:
        if special.own.year is None:
            minutes += sum(each.ends - each.starts for each in special.hours)
    return timedelta(minutes=minutes)


def _owners(calendars: Sequence[CalendarEntry]) -> None:
    """Nobody has two calendars."""
    for key in ("sites", "plans", "teams", "vendors"):
        held: dict[str, str] = {}
        for index, calendar in enumerate(calendars):
            for owner in getattr(calendar, key):
                if owner in held:
                    said = _("{owner} has the calendar {name} already")
                    said = said.format(owner=owner, name=held[owner])
                    raise ValueError(f"calendars[{index}].{key}: {said}")
                held[owner] = calendar.name


def _promise(where: str, promise: PromiseEntry, known: Mapping[str, CalendarEntry]) -> None:
    if promise.clock in UNPROMISED:
        given = _(
            "{clock} is not promised by a policy; it counts to the time that was given on the "
            "ticket"
        )
        raise ValueError(f"{where}.clock: " + given.format(clock=promise.clock))
    name = promise.calendar
    if name is not None and name not in known and name not in _TAKEN:
        near = nearest(name, [*known, *_TAKEN], 1)
        hint = _("known: {names}").format(names=", ".join([*known, *_TAKEN]))
        hint = _("did you mean {key}?").format(key=near[0]) if near else hint
        none = _("there is no calendar {name!r}").format(name=name)
        raise ValueError(f"{where}.calendar: {none}; {hint}")
    within = promise.within
    longest = within if isinstance(within, timedelta) else max(within.values())
    used = [known[name]] if name is not None and name in known else list(known.values())
    for calendar in used:
        if longest > open_a_year(calendar) * _YEARS:
            long = _("{span} of the calendar {name} take more than {n} years")
            raise ValueError(
                f"{where}.within: "
                + long.format(span=written_span(longest), name=calendar.name, n=_YEARS)
            )
