"""Past tickets decided one after another, each with what was known when it was opened."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from frontdesk.insight.replay import deeds
from frontdesk.insight.replay.deeds import Deed
from frontdesk.insight.replay.opening import Opening, openings
from frontdesk.insight.replay.past_tickets import Chosen
from frontdesk.insight.replay.then import Then
from frontdesk.policy import Policy
from frontdesk.routing import Case, Decision, Evidence, decide
from frontdesk.store.unit import Store


@dataclass(frozen=True, slots=True)
class Decided:
    """A ticket with the decision that a policy would have made; ``None``: its words are erased."""

    number: int
    subject: str
    case: Case
    evidence: Evidence
    decision: Decision

    @property
    def suggested(self) -> tuple[tuple[str, float], ...]:
        """The teams that had been learned by then, with their shares, the most probable first."""
        learned = self.evidence.learned
        return () if learned is None else tuple((one.team, one.share) for one in learned.shares)


def walk(
    store: Store,
    policy: Policy,
    chosen: Chosen,
    skip: Collection[int] = (),
    *,
    similar: bool = False,
) -> Iterator[Decided | int]:
    """Decide about the chosen tickets in the order in which they were opened.

    Args:
        skip: tickets that have been decided before; what they teach is learned all the same.
        similar: look for tickets like each, too.

    Yields:
        Each decision; the bare number of a ticket whose words have been erased.
    """
    if chosen.first is None or chosen.last is None:
        return
    wanted = chosen.went.keys() - set(skip)
    with store.read() as connection:
        order = deeds.order(connection, chosen.last)
        then = Then(
            connection,
            policy,
            chosen.first,
            chosen.taught_since,
            foreign=chosen.foreign,
            similar=similar,
        )
    left = len(wanted)
    for start in range(0, len(order), deeds.CHUNK):
        if not left:
            return
        with store.read() as connection:
            several = list(deeds.read(connection, order[start : start + deeds.CHUNK]))
            opened = openings(connection, several)
            for found in _chunk(connection, then, policy, chosen, several, opened, wanted):
                left -= 1
                yield found


def _chunk(
    connection: Connection,
    then: Then,
    policy: Policy,
    chosen: Chosen,
    several: Sequence[Deed],
    opened: dict[int, Opening],
    wanted: Collection[int],
) -> Iterator[Decided | int]:
    for deed in several:
        then.until(deed.at)
        opening = opened.get(deed.number) if deed.seq == 1 else None
        if opening is None or deed.subject != "ticket":
            then.follow(deed)
            continue
        if deed.number in wanted:
            if opening.erased:
                yield deed.number
            else:
                case, known = then.known(
                    connection, opening, imported=deed.number in chosen.imported
                )
                decision = decide(case, known, policy)
                yield Decided(deed.number, opening.subject, case, known, decision)
        then.open(deed, opening)
