"""What the clocks of a ticket say, as its columns repeat it for the lists, and what is pinned.

Everything here is read from the ledger alone and never from the wall clock: a ticket's columns
change when something happens to it, not when time goes by. That makes them comparable, and a
repeat of the work harmless.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from frontdesk.clock import Calendar, ClockState, Life, Promise, Promised, Running, clocks, due_at
from frontdesk.policy import Policy, WarningEntry, calendar_hash
from frontdesk.terms import NEVER, Clock

TO_REQUESTER = (Clock.FIRST_RESPONSE, Clock.NEXT_UPDATE, Clock.RESOLUTION)
"""The clocks whose due time a list shows; a callback's is shown beside them."""
LISTED = frozenset({*TO_REQUESTER, Clock.CALLBACK})
RUNS = frozenset({ClockState.RUNNING, ClockState.CLOSED_HOURS, ClockState.OVERDUE})
JUDGED = frozenset({ClockState.MET, ClockState.BREACHED})

NOTHING_DUE: Mapping[str, Any] = {
    "first_response_due_at": None,
    "due_at": None,
    "next_due_at": NEVER,
    "next_due": None,
    "next_warning_at": NEVER,
}
"""The columns of a ticket to which nothing is promised."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICRO = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Threshold:
    """A warning that has not been given yet.

    Attributes:
        at: when it is to be given: when so much was used up, or when business opens after that.
        warned: what tells it from any other, as the events hold it.
    """

    at: datetime
    running: Running
    entry: WarningEntry
    warned: tuple[Clock, int, float]


def standing(life: Life, promised: Promised) -> tuple[Running, ...]:
    """Every clock of a ticket, as it stood when something last happened to the ticket."""
    return clocks(life, promised, max(moment.at for moment in life.moments))


def columns(policy: Policy, life: Life, running: Sequence[Running]) -> dict[str, Any]:
    """What a ticket's columns say of its clocks; the keys are those of ``NOTHING_DUE``."""
    found = dict(NOTHING_DUE)
    for each in running:
        due = each.due or each.was_due
        if each.clock is Clock.FIRST_RESPONSE:
            found["first_response_due_at"] = due
        elif each.clock is Clock.RESOLUTION:
            found["due_at"] = due
        listed = each.clock in LISTED and each.state in RUNS
        if listed and each.due is not None and each.due < found["next_due_at"]:
            found["next_due_at"], found["next_due"] = each.due, each.clock
    found["next_warning_at"] = next((each.at for each in thresholds(policy, life, running)), NEVER)
    return found


def thresholds(policy: Policy, life: Life, running: Sequence[Running]) -> list[Threshold]:
    """The next warning of each clock of a ticket, if nothing happens to it, the first one first.

    A clock that is paused without an end in sight warns of nothing.
    """
    if not policy.warnings:
        return []
    alive = [each for each in running if each.state.is_alive]
    if not alive:
        return []
    priority = life.moments[-1].state.priority
    given = _given(life)
    found = []
    for each in alive:
        if each.state is ClockState.PAUSED and each.resumes is None:
            continue
        for entry in policy.warnings_for(each.clock, priority):  # by share: the first comes first
            warned = (each.clock, _spell(each), entry.at)
            if warned in given:
                continue
            at = due_at(each, entry.at)
            if at is not None:
                at = max(at, each.resumes) if each.resumes is not None else at
                found.append(Threshold(opening(each.promise, at), each, entry, warned))
                break
    return sorted(found, key=lambda one: (one.at, one.warned))


def _given(life: Life) -> set[tuple[object, object, object]]:
    """The warnings that were given, by clock, spell and share."""
    return {
        (moment.facts.get("clock"), moment.facts.get("spell"), moment.facts.get("share"))
        for moment in life.moments
        if moment.verb == "warn"
    }


def _spell(running: Running) -> int:
    """What tells two of a clock apart: a vendor's by its repair order."""
    return running.order if running.order is not None else running.spell


def opening(promise: Promise, at: datetime) -> datetime:
    """The first instant from ``at`` on at which the promise's calendar counts."""
    # The end of the first open microsecond from there, less that microsecond.
    start = (at - _EPOCH) // _MICRO
    return _EPOCH + timedelta(microseconds=promise.calendar.add_micros(start, 1) - 1)


def results(policy: Policy, running: Iterable[Running]) -> list[dict[str, Any]]:
    """What came of the clocks of a ticket that has ended, as rows of ``clock_result``."""
    hashed = _hasher()
    return [
        {
            "clock": each.clock,
            "spell": _spell(each),
            "promise": each.promise.name,
            "within_s": max(1, round(each.promise.within.total_seconds())),
            "used_s": max(0, int(each.used.total_seconds())),
            "due_at": each.was_due,
            "stopped_at": each.stopped,
            "met": each.state is ClockState.MET,
            "calendar": hashed(each),
            "policy": policy.hash,
        }
        for each in running
        if each.state in JUDGED
    ]


def facts(pinned: Sequence[Mapping[str, Any]]) -> dict[str, object]:
    """What the event of a ticket's end holds of its clocks."""
    if not pinned:
        return {}
    names = ("clock", "spell", "promise", "within_s", "used_s", "due_at", "stopped_at", "met",
             "calendar")  # fmt: skip
    said = [{name: row[name] for name in names} for row in pinned]
    return {"clocks": said, "by_policy": pinned[0]["policy"]}


def _hasher() -> Callable[[Running], str]:
    """Hashes of the days on which clocks were counted, each made once."""
    known: dict[object, str] = {}

    def hashed(running: Running) -> str:
        calendar, ended = running.promise.calendar, running.stopped or running.at
        if not isinstance(calendar, Calendar):
            return ""
        key = (calendar.hours, running.started.date(), ended.date())
        if key not in known:
            known[key] = calendar_hash(calendar, running.started, ended)
        return known[key]

    return hashed
