"""What is odd about promises, warnings and calendars that can be kept to: said, never refused."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from frontdesk.clock import State
from frontdesk.i18n import _
from frontdesk.rulebook.agreement import open_a_year
from frontdesk.rulebook.book import Policy
from frontdesk.rulebook.promised import ALWAYS_OPEN, first
from frontdesk.rulebook.promises import MATCHERS, PLAN, TEAM, UNPROMISED, PromiseEntry
from frontdesk.rulebook.promises import written_span as written
from frontdesk.terms import Clock, Priority, Status
from frontdesk.text import nearest


def about_time(policy: Policy) -> Iterator[str]:
    """One sentence for everything odd, in the order of the file."""
    yield from _unused(policy)
    for index, promise in enumerate(policy.promises):
        where = f"promises[{index}] ({promise.name})"
        yield from _shadowed(where, promise, policy.promises[:index])
        yield from _unknown(where, promise, policy)
    yield from _slower(policy)
    yield from _warnings(policy)


def _unused(policy: Policy) -> Iterator[str]:
    """Calendars that nobody has: not the first, nobody's, and no promise counts in them."""
    named = {promise.calendar for promise in policy.promises}
    for index, calendar in enumerate(policy.calendars):
        owned = calendar.sites or calendar.plans or calendar.teams or calendar.vendors
        if index and not owned and calendar.name not in named:
            yield _("calendars[{index}] ({name}): nobody uses it").format(
                index=index, name=calendar.name
            )
    if policy.promises and not policy.calendars:
        yield _("promises: without a calendar they count day and night")


def _shadowed(
    where: str, promise: PromiseEntry, earlier: tuple[PromiseEntry, ...]
) -> Iterator[str]:
    """A promise that never counts: the earlier ones match whenever it does."""
    open_for = priorities(promise)
    if not open_for:
        yield _("{where}: can never count: it promises nothing for its priorities").format(
            where=where
        )
        return
    wider = [
        each
        for each in earlier
        if each.clock is promise.clock and all(_within(each, promise, name) for name in MATCHERS)
    ]
    for each in wider:
        open_for -= priorities(each)
        if not open_for:
            yield _("{where}: can never count: {earlier} matches whenever it does").format(
                where=where, earlier=each.name
            )
            return


def priorities(promise: PromiseEntry) -> set[Priority]:
    """The priorities that it promises something for."""
    return {priority for priority in Priority if promise.length(priority) is not None}


def _within(wide: PromiseEntry, narrow: PromiseEntry, name: str) -> bool:
    theirs, ours = getattr(wide, name), getattr(narrow, name)
    return theirs is None or (ours is not None and set(ours) <= set(theirs))


def _unknown(where: str, promise: PromiseEntry, policy: Policy) -> Iterator[str]:
    """Imports bring categories that no policy knows, so a promise may name one; or it is a slip."""
    codes = [category.code for category in policy.categories]
    for code in promise.category or ():
        if code not in codes:
            near = nearest(code, codes, 1)
            hint = _("; did you mean {near}?").format(near=near[0]) if near else ""
            said = _("{where}: the policy has no category {code}")
            yield said.format(where=where, code=code) + hint
    for tier in promise.tier or ():
        if tier > len(policy.tiers):
            said = _("{where}: can never match: the ladder ends at {top}")
            yield said.format(where=where, top=len(policy.tiers))
    owners = {PLAN: "plans", TEAM: "teams"}.get(promise.calendar or "")
    if owners and not any(getattr(calendar, owners) for calendar in policy.calendars):
        said = _("{where}: no {whose} has a calendar, so that the first counts")
        yield said.format(where=where, whose=promise.calendar)


def _slower(policy: Policy) -> Iterator[str]:
    """A higher priority that is promised later than a lower one, to a ticket that is else alike."""
    said: set[tuple[str, str, Priority]] = set()
    for sample in map(_sample, policy.promises):
        clock, state = sample
        entries = [each for each in policy.promises if each.clock is clock]
        steps = [
            (priority, entry, length)
            for priority in Priority
            if (entry := first(entries, replace(state, priority=priority))) is not None
            and (length := entry.length(priority)) is not None
        ]
        for (above, one, first_in), (below, other, then) in itertools.pairwise(steps):
            key = (one.name, other.name, above)
            if _wall(policy, one, first_in) <= _wall(policy, other, then) or key in said:
                continue
            said.add(key)
            yield _(
                "promises[{index}] ({name}): {above} is promised later than {below}: {more} "
                "against {less} of “{other}”"
            ).format(
                index=policy.promises.index(one),
                name=one.name,
                above=above,
                below=below,
                more=written(first_in),
                less=written(then),
                other=other.name,
            )


def _sample(promise: PromiseEntry) -> tuple[Clock, State]:
    """A ticket that a promise is meant for."""
    asked = {name: values[0] for name in MATCHERS if (values := getattr(promise, name))}
    return promise.clock, State(Status.NEW, **asked)


def _wall(policy: Policy, promise: PromiseEntry, length: timedelta) -> float:
    """About how long a promise takes on the clock on the wall, to compare calendars by."""
    named = [each for each in policy.calendars if each.name == promise.calendar]
    calendar = next(iter(named or policy.calendars), None)
    share = open_a_year(calendar) / open_a_year(ALWAYS_OPEN) if calendar is not None else 1.0
    return length / share / timedelta(hours=1)


def _warnings(policy: Policy) -> Iterator[str]:
    for index, warning in enumerate(policy.warnings):
        where = f"warnings[{index}] ({warning.clock} at {warning.at:g})"
        mine = set(warning.priority or Priority)
        for earlier in policy.warnings[:index]:
            if (earlier.clock, earlier.at) == (warning.clock, warning.at):
                mine -= set(earlier.priority or Priority)
        if not mine:
            yield _("{where}: can never count: an earlier one matches whenever it does").format(
                where=where
            )
        promised = {
            priority
            for promise in policy.promises
            if promise.clock is warning.clock
            for priority in priorities(promise)
        }
        if warning.clock not in UNPROMISED and not mine & promised and mine:
            yield _("{where}: nothing is promised for its priorities").format(where=where)
