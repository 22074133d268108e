"""What a policy promises about a ticket in some state, found in a few hundred nanoseconds.

Every clock looks at a few fields of a state only: those that one of its promises, or the choice of
its calendar, asks for. What was found for their values is kept. It refuses to know a register; the
places of its sites come in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from operator import attrgetter

from frontdesk.clock import Calendar, Promise, Promised, State, calendar_of
from frontdesk.rulebook.calendars import SITE, CalendarEntry, Place, Places
from frontdesk.rulebook.promises import (
    MATCHERS,
    OLA,
    PLAN,
    TEAM,
    ClockRules,
    PromiseEntry,
    WarningEntry,
)
from frontdesk.terms import Clock, Priority

ALWAYS_OPEN = CalendarEntry(name="always", always=True)
"""What counts where a policy has no calendar."""


class Shelf:
    """The calendars of a policy at the places of a register, found by whose they are.

    Args:
        calendars: of the policy, in their order; none: always open.
        places: where the sites are.
    """

    def __init__(self, calendars: Sequence[CalendarEntry], places: Places) -> None:
        self._all = calendars or (ALWAYS_OPEN,)
        self._places = dict(places.sites)
        self._home = places.home
        self._by_name = {each.name: each for each in self._all}
        self._by_site = _owned(self._all, "sites")
        self._by_plan = _owned(self._all, "plans")
        self._by_team = _owned(self._all, "teams")
        self._by_vendor = _owned(self._all, "vendors")

    def find(
        self,
        *,
        site: str | None = None,
        plan: str | None = None,
        team: str | None = None,
        vendor: str | None = None,
    ) -> Calendar:
        """The calendar of a vendor, else a team, else a plan, else a site, else the first."""
        entry = self._by_vendor.get(vendor or "") or self._by_team.get(team or "")
        entry = entry or self._by_plan.get(plan or "") or self._by_site.get(site or "")
        return self._at(entry or self._all[0], site)

    def named(self, name: str, site: str | None = None) -> Calendar:
        """The calendar of a name, where the site lies.

        Raises:
            KeyError: the policy has none of that name.
        """
        return self._at(self._by_name[name], site)

    def of(self, promise: PromiseEntry, state: State) -> Calendar:
        """The calendar in which a promise counts."""
        name = _whose(promise)
        if name == TEAM:
            return self.find(site=state.site, team=state.team)
        if name == PLAN:
            return self.find(site=state.site, plan=state.plan)
        if name == SITE:
            return self.find(site=state.site)
        return self._at(self._by_name[name], state.site)

    def _at(self, entry: CalendarEntry, site: str | None) -> Calendar:
        place: Place = self._places.get(site or "", self._home)
        return calendar_of(entry.at(place))


def _owned(calendars: Sequence[CalendarEntry], whose: str) -> Mapping[str, CalendarEntry]:
    return {owner: each for each in calendars for owner in getattr(each, whose)}


def promised(promises: Sequence[PromiseEntry], rules: ClockRules, shelf: Shelf) -> Promised:
    """What is promised about a ticket by clock and state; quick, because it remembers."""
    made: dict[object, Promise] = {}

    def make(entry: PromiseEntry, state: State) -> Promise:
        # One promise is one object, whatever fields of the state led to it.
        promise = _made(entry, rules, shelf, state)
        return made.setdefault((promise.name, promise.within, promise.calendar), promise)

    finders = {clock: _finder(clock, promises, make) for clock in Clock}

    def of(clock: Clock, state: State) -> Promise | None:
        return finders[clock](state)

    return of


def _finder(
    clock: Clock,
    promises: Sequence[PromiseEntry],
    make: Callable[[PromiseEntry, State], Promise],
) -> Callable[[State], Promise | None]:
    """The same for one clock."""
    entries = tuple(each for each in promises if each.clock is clock)
    if not entries:
        return lambda _state: None
    key = attrgetter("priority", *_looked_at(entries))
    known: dict[object, Promise | None] = {}

    def find(state: State) -> Promise | None:
        values = key(state)
        try:
            return known[values]
        except KeyError:
            entry = first(entries, state)
            known[values] = promise = make(entry, state) if entry is not None else None
            return promise

    return find


def _looked_at(entries: Sequence[PromiseEntry]) -> list[str]:
    """The fields of a state that decide which of these promises applies, and in what calendar.

    The site always does: a calendar may lie where the site is.
    """
    asked = {name for name in MATCHERS for each in entries if getattr(each, name) is not None}
    asked |= {_whose(each) for each in entries} & {PLAN, TEAM}
    return sorted(asked | {SITE})


def _whose(promise: PromiseEntry) -> str:
    """Whose calendar a promise counts in, or a calendar's name."""
    return promise.calendar or (TEAM if promise.clock in OLA else PLAN)


def first(entries: Sequence[PromiseEntry], state: State) -> PromiseEntry | None:
    """The first of some promises that matches a state."""
    return next((each for each in entries if _matches(each, state)), None)


def _matches(entry: PromiseEntry, state: State) -> bool:
    if entry.length(state.priority) is None:
        return False
    wanted = ((getattr(entry, name), getattr(state, name)) for name in MATCHERS)
    return all(values is None or value in values for values, value in wanted)


def _made(entry: PromiseEntry, rules: ClockRules, shelf: Shelf, state: State) -> Promise:
    within = entry.length(state.priority)
    assert within is not None  # it matches
    return Promise(
        clock=entry.clock,
        name=entry.name,
        within=within,
        calendar=shelf.of(entry, state),
        pauses=frozenset(entry.pauses),
        on_change=entry.on_change or rules.on_change,
        on_reopen=entry.on_reopen or rules.on_reopen,
        gap=entry.gap or rules.gap,
        on_hand_back=entry.on_hand_back or rules.on_hand_back,
        on_merge=entry.on_merge or rules.on_merge,
    )


def due_warnings(
    warnings: Sequence[WarningEntry], clock: Clock, priority: Priority
) -> tuple[WarningEntry, ...]:
    """What happens on a clock of a ticket of some priority, the smallest share first.

    Of two for the same share the first of the policy counts, so that each happens once.
    """
    found: dict[float, WarningEntry] = {}
    for each in warnings:
        if each.clock is clock and (each.priority is None or priority in each.priority):
            found.setdefault(each.at, each)
    return tuple(found[share] for share in sorted(found))


def calendar_hash(calendar: Calendar, start: datetime, end: datetime) -> str:
    """Hash of the days of a calendar, as they came out, on which something was counted.

    Args:
        calendar: of the promise.
        start: when the clock began; ``end``: when it was read. The days of both are in it, and
            one more at either end, because a window may have begun the evening before.
    """
    day = timedelta(days=1)
    since, until = (moment.astimezone(calendar.zone).date() for moment in (start, end))
    return calendar.hash(since - day, until + day)
