"""The clocks of tickets that are written by the thousand: columns before, results after.

What ``timing`` does at the end of an operation, this does for tickets whose whole history is at
hand before they have a number (an import, a told past): no ticket is read or written twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert
from sqlalchemy.engine import Connection

from frontdesk.clock import OrderLife, Promise, Running, State
from frontdesk.desk.timing import ENDED, Timing
from frontdesk.insight import dues, lives
from frontdesk.insight.lives import Written
from frontdesk.store import tables as t
from frontdesk.terms import Clock


@dataclass(slots=True)
class Timed:
    """The clocks of one ticket to be.

    Attributes:
        columns: what its columns say of them.
        results: what came of them, if it has ended.
    """

    columns: dict[str, Any]
    results: list[dict[str, Any]]

    def ordered(self, orders: Sequence[int]) -> None:
        """Name repair orders by their numbers, which were their places until now."""
        for row in self.results:
            if row["clock"] is Clock.VENDOR:
                row["spell"] = orders[row["spell"] - 1]

    def facts(self) -> Mapping[str, object]:
        """What the event that ends the ticket holds."""
        return dues.facts(self.results)


def timed(
    timing: Timing,
    connection: Connection,
    histories: Sequence[Sequence[Written]],
    orders: Sequence[Sequence[OrderLife]] = (),
    only: frozenset[Clock] = frozenset(Clock),
) -> list[Timed]:
    """The clocks of some tickets, from their whole histories.

    Args:
        orders: the repair orders of each ticket, numbered from 1 on; left out: none has any.
        only: the clocks that are looked at.
    """
    known = lives.known_codes(connection, (event for own in histories for event in own))
    found = []

    def promised(clock: Clock, state: State) -> Promise | None:
        return timing.promised(clock, state) if clock in only else None

    for index, events in enumerate(histories):
        life = lives.life(index, events, known, tuple(orders[index]) if orders else ())
        running: tuple[Running, ...] = dues.standing(life, promised)
        ended = life.moments[-1].state.status in ENDED
        results = dues.results(timing.policy, running) if ended else []
        found.append(Timed(dues.columns(timing.policy, life, running), results))
    return found


def pin(
    connection: Connection,
    several: Sequence[Timed],
    numbers: Sequence[int],
    events: Mapping[int, int],
) -> None:
    """Keep the results of those that have ended.

    Args:
        events: the event that ended each, by the ticket's number.
    """
    rows = [
        {"ticket_id": number, "event": events[number], **row}
        for number, one in zip(numbers, several, strict=True)
        for row in one.results
    ]
    if rows:
        connection.execute(insert(t.clock_result), rows)
