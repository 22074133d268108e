"""When a share of a promise was used up, found again in the phases of a clock."""

from __future__ import annotations

from collections.abc import Sequence

from frontdesk.timing.promise import OnChange, Promise
from frontdesk.timing.running import Cause, Phase, length


def counted(phase: Phase) -> int:
    """What a phase adds to the time used, in microseconds."""
    if phase.running and phase.promise is not None:
        return phase.promise.calendar.open_micros(phase.starts, phase.ends)
    return phase.carried


def target(promise: Promise, share: float) -> int:
    """So much of a promise in microseconds."""
    within = length(promise.within)
    return within if share == 1.0 else round(within * share)


def reached(phases: Sequence[Phase], promise: Promise, share: float = 1.0) -> int | None:
    """The instant at which that share of the promise was used, or ``None`` if it was not.

    What was used since the last change that put it right (``forward``, ``reset``) is measured
    against the present promise; what was late before a change that keeps shares, stays late since
    the same instant.
    """
    already: int | None = None
    base = 0
    section: list[Phase] = []
    since = phases[0].starts if phases else 0
    for phase in phases:
        rule = phase.promise.on_change if phase.was is not None and phase.promise else None
        if rule is None or rule is OnChange.FROM_START or phase.cause is not Cause.CHANGED:
            section.append(phase)
            continue
        assert phase.was is not None
        if rule is OnChange.RESET:
            already = None
        else:
            already = _crossing(section, base, target(phase.was, share), already, since)
        base += sum(map(counted, section)) + phase.carried
        section, since = [], phase.starts
    return _crossing(section, base, target(promise, share), already, since)


def _crossing(
    section: list[Phase], base: int, wanted: int, already: int | None, since: int
) -> int | None:
    """Where the total passed what is wanted: before the section, at its start, or inside it."""
    if base >= wanted:
        return already if already is not None else since
    for phase in section:
        more = counted(phase)
        if base + more >= wanted:
            assert phase.promise is not None
            return phase.promise.calendar.add_micros(phase.starts, wanted - base)
        base += more
    return None
