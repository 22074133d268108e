"""Calendars and promises of a policy in words, for people who decide whether to adopt it.

It refuses to explain a ticket (its ledger does): what is said here holds for all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from frontdesk import amounts
from frontdesk.clock import Window
from frontdesk.i18n import N_, _
from frontdesk.rulebook.book import Policy
from frontdesk.rulebook.calendars import SITE, WEEK, CalendarEntry, written
from frontdesk.rulebook.promises import MATCHERS, OLA, PLAN, TEAM, PromiseEntry, written_span
from frontdesk.terms import Priority


class Told(NamedTuple):
    """What a policy says about time.

    Attributes:
        calendars: one line each.
        promises: a heading and one row for each promise: its clock, its name, what it matches, the
            time for each priority, its calendar, what it pauses for.
        warnings: one line each.
    """

    calendars: tuple[str, ...]
    promises: tuple[tuple[str, ...], ...]
    warnings: tuple[str, ...]


def told(policy: Policy) -> Told:
    """What a policy says about time, in the reader's language."""
    heading = (_("clock"), _("promise"), _("for"), *Priority, _("calendar"), _("pauses for"))
    rows = [tuple(_row(policy, each)) for each in policy.promises]
    return Told(
        tuple(_calendar(each, first=not index) for index, each in enumerate(policy.calendars)),
        (heading, *rows) if rows else (),
        tuple(
            _("{clock} at {share}: {actions}").format(
                clock=each.clock,
                share=amounts.percent(each.at),
                actions=_several([*each.do, *each.to]),
            )
            + (f" ({_several(each.priority)})" if each.priority else "")
            for each in policy.warnings
        ),
    )


def _row(policy: Policy, promise: PromiseEntry) -> Iterator[str]:
    yield promise.clock
    yield promise.name
    asked = [(name, getattr(promise, name)) for name in MATCHERS]
    yield ", ".join(f"{name} {_several(values)}" for name, values in asked if values) or _("all")
    for priority in Priority:
        length = promise.length(priority)
        yield written_span(length) if length is not None else "–"
    yield _whose(policy, promise)
    yield _several(promise.pauses) or "–"


def _whose(policy: Policy, promise: PromiseEntry) -> str:
    """The calendar of a promise; the first where nobody has one of their own."""
    name = promise.calendar or (TEAM if promise.clock in OLA else PLAN)
    if name not in (SITE, PLAN, TEAM):
        return name
    if not policy.calendars:
        return _("always")
    asked = {TEAM: ("teams",), SITE: ("sites",), PLAN: ("plans", "sites")}[name]
    owners = [key for key in asked if any(getattr(each, key) for each in policy.calendars)]
    usual = policy.calendars[0].name
    if not owners:
        return usual
    return _("{whose}, else {usual}").format(whose=_(_WHOSE[owners[0]]), usual=usual)


_WHOSE = {"teams": N_("the team's"), "sites": N_("the site's"), "plans": N_("the plan's")}


def _calendar(calendar: CalendarEntry, *, first: bool) -> str:
    """``office: mon-fri 08:00-17:00, zone of the site, holidays of the site (public)``."""
    parts = [", ".join(_week(calendar)) or _("its own days only")]
    if calendar.always:
        parts = [_("always open")]
    else:
        at_site = calendar.zone == SITE
        parts.append(_("in the site's zone") if at_site else calendar.zone)
        parts.append(_holidays(calendar))
    if calendar.bridge_days:
        parts.append(_("bridge days off"))
    parts += [
        " ".join([each.date, each.name, _hours(each.hours)]).replace("  ", " ")
        for each in calendar.days
    ]
    owners = [*calendar.sites, *calendar.plans, *calendar.teams, *calendar.vendors]
    if owners:
        parts.append(_("of {owners}").format(owners=", ".join(owners)))
    if first:
        parts.append(_("of all who have no other"))
    return f"{calendar.name}: {'; '.join(parts)}"


def _week(calendar: CalendarEntry) -> Iterator[str]:
    """Days with their windows; days that follow one another and are alike stand together."""
    start = 0
    for day in range(1, len(WEEK) + 1):
        if day == len(WEEK) or calendar.week[day] != calendar.week[start]:
            if windows := calendar.week[start]:
                last = f"-{WEEK[day - 1]}" if day - 1 > start else ""
                yield f"{WEEK[start]}{last} {_hours(windows)}"
            start = day


def _hours(windows: Sequence[Window]) -> str:
    return " ".join(map(written, windows)) or _("closed")


def _holidays(calendar: CalendarEntry) -> str:
    holidays = calendar.holidays
    if holidays is None:
        return _("no holidays")
    where = _("the site's country") if holidays.country == SITE else holidays.country
    if holidays.region:
        where += f"-{holidays.region}"
    kinds = ", ".join(holidays.categories)
    return _("holidays of {where} ({kinds})").format(where=where, kinds=kinds)


def _several(values: Sequence[object] | None) -> str:
    return ", ".join(map(str, values or ()))
