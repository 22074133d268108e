"""How much time is left to the promised resolution of a case, before it is decided about.

Of a stored ticket its clock says so; of one that is being opened, or that nobody has stored, the
promise itself and the calendar of its site. It refuses to explain: ``frontdesk clock`` has the
ledger.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy.engine import Connection

from frontdesk.clock import Calendar, ClockState, Promise, Running, State, clocks
from frontdesk.insight.clocks import promised
from frontdesk.insight.lives import lives
from frontdesk.policy import Policy
from frontdesk.routing import Caller, Case
from frontdesk.terms import Clock, Pending


class Left(NamedTuple):
    """What is left of a promise, in seconds of open time, negative when it is late.

    Attributes:
        promise: its name; ``pauses``: what a ticket may wait for meanwhile, in a fixed order.
    """

    seconds: float | None = None
    promise: str = ""
    pauses: tuple[Pending, ...] = ()


NOTHING = Left()


class Promises:
    """What is promised about the resolution of cases, inside somebody's transaction.

    Args:
        numbers: tickets that will be asked about, so that they are read together.
    """

    def __init__(self, connection: Connection, policy: Policy, numbers: Sequence[int] = ()) -> None:
        self._connection = connection
        self._any = any(each.clock is Clock.RESOLUTION for each in policy.promises)
        self._ahead = numbers
        if self._any:
            self._promised = promised(connection, policy)
            self._lives = lives(connection, numbers) if numbers else {}

    def left(self, case: Case, caller: Caller) -> Left:
        """What is left to a case at its ``now``."""
        promise = self._resolution(Clock.RESOLUTION, _state(case, caller)) if self._any else None
        if promise is None:
            return NOTHING
        running = self._running(case)
        if running is not None and running.promise is promise:
            left = running.left
        else:  # it is being opened, or has just become another: what was used stays used
            left = promise.within - (running.used if running is not None else _used(case, promise))
        pauses = tuple(each for each in Pending if each in promise.pauses)
        return Left(left.total_seconds(), promise.name, pauses)

    def _resolution(self, clock: Clock, state: State) -> Promise | None:
        """The promise of a resolution alone: no other clock is counted here."""
        return self._promised(clock, state) if clock is Clock.RESOLUTION else None

    def _running(self, case: Case) -> Running | None:
        """The last spell of the clock; ``None`` of what has no past yet."""
        number = case.number
        if number is None:
            return None
        life = self._lives.get(number)
        if life is None and number not in self._ahead:
            life = lives(self._connection, [number]).get(number)
        if life is None:
            return None
        found = clocks(life, self._resolution, case.now)
        own = [each for each in found if each.clock is Clock.RESOLUTION]
        return own[-1] if own and own[-1].state is not ClockState.DROPPED else None


def _state(case: Case, caller: Caller) -> State:
    return State(
        case.status,
        priority=case.priority,
        category=case.category,
        kind=case.kind,
        channel=case.channel,
        site=case.site,
        plan=caller.plan,
        team=case.team,
        tier=case.tier,
    )


def _used(case: Case, promise: Promise) -> timedelta:
    """What has passed since it was opened, by the promise's calendar."""
    calendar = promise.calendar
    if case.opened_at is None or case.opened_at >= case.now or not isinstance(calendar, Calendar):
        return timedelta()
    return calendar.between(case.opened_at, case.now)
