"""Clocks and ledgers in the reader's language: names, lines, how each stands, what came of it.

Times of day are left to whoever shows them, for only they know the reader's zone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from frontdesk.i18n import N_, _
from frontdesk.terms import Clock, Pending
from frontdesk.times import age, hours
from frontdesk.timing.ledger import Line, LineKind
from frontdesk.timing.promise import OnChange, Promise
from frontdesk.timing.running import Cause, ClockState, Running

_CLOCKS = {
    Clock.FIRST_RESPONSE: N_("first response"),
    Clock.NEXT_UPDATE: N_("next update"),
    Clock.RESOLUTION: N_("resolution"),
    Clock.ACCEPT: N_("acceptance"),
    Clock.WORK: N_("work"),
    Clock.VENDOR: N_("vendor's promise"),
    Clock.CALLBACK: N_("callback"),
}

_WAITS = {
    Pending.REQUESTER: N_("waits for the requester"),
    Pending.CALLBACK: N_("waits for a callback"),
    Pending.VENDOR: N_("waits for the vendor"),
    Pending.VISIT: N_("waits for a visit"),
    Pending.PART: N_("waits for a part"),
    Pending.CHANGE: N_("waits for a change"),
    Pending.MONITORING: N_("waits for what monitoring shows"),
}

_CAUSES = {
    Cause.WAITED_LONG_ENOUGH: N_("running: it has waited until the time that was set"),
    Cause.RESOLVED: N_("running: resolved, and reopened later"),
    Cause.TAKEN_BACK: N_("running: what stopped it was taken back"),
    Cause.ABSORBED: N_("running: a ticket merged into this one was open"),
}
"""Why time counts, where that is not plain."""

_STATES = {
    ClockState.RUNNING: N_("running"),
    ClockState.CLOSED_HOURS: N_("running, closed now"),
    ClockState.PAUSED: N_("paused"),
    ClockState.OVERDUE: N_("overdue"),
    ClockState.MET: N_("met"),
    ClockState.BREACHED: N_("breached"),
    ClockState.DROPPED: N_("void"),
}


def clock_words(clock: Clock) -> str:
    """A clock by its name, such as first response."""
    return _(_CLOCKS[clock])


def waiting_words(pending: Pending | None) -> str:
    """What a ticket waits for, such as waits for the vendor."""
    return _(_WAITS[pending]) if pending is not None else _("waits")


def state_words(running: Running) -> str:
    """How a clock stands, such as paused: waits for the vendor."""
    if running.state is ClockState.PAUSED:
        return _("paused: {why}").format(why=waiting_words(running.paused_for))
    return _(_STATES[running.state])


def result_words(running: Running) -> str:
    """How much is used of what was promised, and whether that is too much.

    A time that was agreed upon is not a span of hours: of it only early or late is said.
    """
    used, within = hours(running.used), hours(running.promise.within)
    if running.state is ClockState.DROPPED:
        return _("void after {used}").format(used=used)
    if running.fixed is not None:
        until = running.stopped or running.at
        if until > running.fixed:
            return _("{late} late").format(late=age(until - running.fixed))
        return _("{left} left").format(left=age(running.fixed - until))
    if running.left < timedelta():
        return _("{used} used of {within}, {late} too much").format(
            used=used, within=within, late=hours(-running.left)
        )
    return _("{used} used of {within}").format(used=used, within=within)


def line_words(line: Line) -> str:
    """What a line of the ledger says, without its times: closed: Midsummer Eve."""
    said = _LINES[line.kind](line)
    if line.shift > timedelta():
        return _("{line}; clocks went forward {span}").format(line=said, span=age(line.shift))
    if line.shift < timedelta():
        return _("{line}; clocks went back {span}").format(line=said, span=age(-line.shift))
    return said


def _running(line: Line) -> str:
    why = _(_CAUSES.get(line.cause, N_("running")))
    return f"{why} ({line.name})" if line.name else why


def _changed(line: Line) -> str:
    now, was = line.promise, line.was
    if now is None or was is None:
        return _("another promise")
    said = _("{was} became {now}").format(was=_named(was), now=_named(now))
    if now.on_change is OnChange.FORWARD:
        return _("{said}; the share that was used stays used").format(said=said)
    if now.on_change is OnChange.RESET:
        return _("{said}; it starts anew").format(said=said)
    return _("{said}; what was used counts").format(said=said)


def _named(promise: Promise) -> str:
    within = hours(promise.within)
    return f"{promise.name} ({within})" if promise.name not in ("", within) else within


def _away(line: Line) -> str:
    if line.promise is not None and line.promise.clock is Clock.ACCEPT:
        return _("stopped: it was taken up, and came again")
    return _("stopped: another team had it, or its queue")


def _closed_for(line: Line) -> str:
    return _("closed: {name}").format(name=line.name or _("a day of its own"))


_LINES: Mapping[LineKind, Callable[[Line], str]] = {
    LineKind.RUNNING: _running,
    LineKind.PAUSED: lambda line: _("paused: {why}").format(why=waiting_words(line.pending)),
    LineKind.OUTSIDE_HOURS: lambda _line: _("closed hours"),
    LineKind.DAY_OFF: lambda _line: _("closed: no hours that day"),
    LineKind.HOLIDAY: lambda line: _("closed: {name}").format(name=line.name),
    LineKind.OWN_DAY: _closed_for,
    LineKind.BRIDGE: lambda line: _("closed: bridge day, {name}").format(name=line.name),
    LineKind.GAP: lambda _line: _("stopped: resolved, and reopened later"),
    LineKind.AWAY: _away,
    LineKind.UNPROMISED: lambda _line: _("stopped: no promise applied"),
    LineKind.CHANGED: _changed,
    LineKind.MISDATED: lambda _line: _(
        "dated earlier than what happened before it; it counts from here"
    ),
}
