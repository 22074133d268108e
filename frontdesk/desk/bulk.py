"""Many new tickets are routed one after another, by the same code as one.

Each transaction takes a batch and no more, so that no other desk waits long for its turn. What
cannot be carried out leaves its ticket new, and is reported.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from frontdesk import rights
from frontdesk.desk import carry, lookup, receipts, route
from frontdesk.desk.act import Act
from frontdesk.desk.office import Office, Progress
from frontdesk.desk.operation import acting
from frontdesk.errors import FrontdeskError
from frontdesk.insight import evidence
from frontdesk.terms import Status, Subject

AT_ONCE = 100
"""Tickets of one transaction."""


@dataclass(frozen=True, slots=True)
class Routed:
    """How many tickets took each route, and those that were left new, with why."""

    routes: Mapping[str, int]
    refused: tuple[tuple[int, str], ...]


def route_open(
    office: Office,
    numbers: Sequence[int],
    progress: Progress | None = None,
    *,
    at_once: int = AT_ONCE,
) -> Routed:
    """Route tickets that are new in transactions of their own, ``at_once`` tickets each.

    Args:
        progress: told the phase ``routing``, how many are done, and of how many.
    """
    run = _Run(len(numbers), progress)
    for start in range(0, len(numbers), at_once):
        with acting(office, "route") as act:
            run.batch(act, numbers[start : start + at_once])
    return run.routed()


def route_within(act: Act, numbers: Sequence[int], progress: Progress | None = None) -> Routed:
    """The same inside somebody's transaction (a preview of what is not kept)."""
    run = _Run(len(numbers), progress)
    for start in range(0, len(numbers), AT_ONCE):
        run.batch(act, numbers[start : start + AT_ONCE])
    return run.routed()


class _Run:
    """One run over many tickets, counted."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._total, self._progress, self._done = total, progress, 0
        self._routes: Counter[str] = Counter()
        self._refused: list[tuple[int, str]] = []

    def batch(self, act: Act, numbers: Sequence[int]) -> None:
        """Route some tickets inside a transaction."""
        rights.authorize(act.office.actor, "route")
        tickets = lookup.tickets(act.session, numbers)
        act.unit.ledger.load_heads(Subject.TICKET, numbers)
        act.unit.flush()
        standing = evidence.Standing(act.session.connection(), act.office.policy, act.at, numbers)
        for ticket in tickets:
            if ticket.status is not Status.NEW:
                continue  # somebody has taken it meanwhile
            decision = route.decide_now(act, ticket, standing)
            kept = receipts.keep(act, ticket, decision)
            try:
                carry.out(act, ticket, decision.route, decision.target, kept)
            except FrontdeskError as error:
                self._refused.append((lookup.ident(ticket), str(error)))
            else:
                self._routes[decision.route.value] += 1
        self._done += len(tickets)
        if self._progress is not None:
            self._progress("routing", self._done, self._total)

    def routed(self) -> Routed:
        """What has come of it."""
        return Routed(dict(sorted(self._routes.items())), tuple(self._refused))
