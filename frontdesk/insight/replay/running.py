"""A replay from its beginning, or from where it was interrupted, to its figures and rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

import frontdesk
from frontdesk.errors import NotFoundError
from frontdesk.i18n import _
from frontdesk.insight.codes import chunks
from frontdesk.insight.pasts import Wanted as Period
from frontdesk.insight.replay.past_tickets import ALWAYS, Chosen, choose
from frontdesk.insight.replay.walk import Decided, walk
from frontdesk.policy import Policy
from frontdesk.replaying.compare import FEW, Between, Comparison, compare
from frontdesk.replaying.compare import between as differing
from frontdesk.replaying.estimates import Costs, cost_after
from frontdesk.replaying.sides import PUT_OFF, Replayed, Went, Would
from frontdesk.routing import Decision, from_json, to_json
from frontdesk.store import replays
from frontdesk.store import tables as t
from frontdesk.store.unit import Store
from frontdesk.terms import Route, Subject

VERSION = 1
"""Of what is kept; a change of it makes everything anew."""
Progress = Callable[[int, int], None]
_LATER = "through"
_SEEN = "seen"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which past tickets are replayed, and with what.

    Attributes:
        since, until: opened from then on, and before then; ``None``: no bound.
        limit: only the latest so many of them.
        imported: of another system, or own ones; ``None``: both.
        similar: look for similar resolved tickets too; slower.
    """

    now: datetime
    since: datetime | None = None
    until: datetime | None = None
    limit: int | None = None
    imported: bool | None = None
    similar: bool = False


@dataclass(frozen=True, slots=True)
class Replay:
    """What came of a replay.

    Attributes:
        policy: its content hash.
        tickets: both sides of each, in the order of opening.
        left_out: why tickets of the period are not among them, and how many.
        fresh: decisions that were made now; the others were kept from before.
        foreign: imported tickets were decided with the teams that they had been with.
    """

    policy: str
    tickets: tuple[Replayed, ...]
    left_out: Mapping[str, int]
    figures: Comparison
    costs: Costs
    fresh: int
    foreign: bool
    similar: bool
    kept: Path
    by_number: Mapping[int, Replayed] = field(repr=False)

    def decision(self, number: int) -> Decision:
        """The whole decision that the policy would have made about a ticket.

        Raises:
            NotFoundError: it was not replayed.
        """
        kept = replays.Kept(self.kept.parent, self.kept.stem)
        try:
            receipt = kept.receipt(number) if number in self.by_number else None
        finally:
            kept.close()
        if receipt is None:
            raise NotFoundError(
                _("ticket {number} was not replayed").format(number=number),
                _("it may be open, cancelled, or opened outside of the period"),
            )
        return from_json(receipt)


@dataclass(frozen=True, slots=True)
class Row:
    """A replayed ticket as a list shows it.

    Attributes:
        went: the teams that had it. ``would``: where it would have gone first, ``None``: put off.
        cost: what it would have cost more (less below 0), in minor units; ``None``: not estimated.
    """

    number: int
    subject: str
    opened: datetime
    went: tuple[str, ...]
    route: Route
    would: str | None
    agreed: bool
    moved: bool
    cost: int | None


def run(
    store: Store,
    policy: Policy,
    wanted: Wanted,
    *,
    zone: tzinfo = UTC,
    where: Path | None = None,
    fresh: bool = False,
    progress: Progress = lambda _done, _whole: None,
) -> Replay:
    """Replay past tickets, or what is left of them since it was interrupted.

    Args:
        policy: the one that decides.
        zone: of the months by which figures are parted.
        where: the folder in which decisions are kept; left out: the user's cache.
        fresh: decide again what has been decided before.
        progress: told how many are decided, and of how many.
    """
    period = Period(wanted.now, wanted.since, wanted.until, wanted.imported, ALWAYS)
    with store.read() as connection:
        chosen = choose(connection, policy, period, zone, wanted.limit)
        key = _key(connection, store, policy, chosen, similar=wanted.similar)
        newest = int(connection.execute(select(func.max(t.event.c.id))).scalar() or 0)
        costs = _costs(connection, policy)
    kept = replays.Kept(where or replays.folder(), key)
    try:
        with store.read() as connection:
            if fresh or _overtaken(connection, kept):
                kept.forget()
        decided = walk(store, policy, chosen, kept.would().keys(), similar=wanted.similar)
        made = _decide(decided, chosen, kept, newest, progress)
        would = kept.would()
    finally:
        kept.close()
    return _replay(policy, chosen, would, costs, made, kept.path, similar=wanted.similar)


def _decide(
    decided: Iterable[Decided | int],
    chosen: Chosen,
    kept: replays.Kept,
    newest: int,
    progress: Progress,
) -> int:
    """Decide what has not been decided yet, and keep it; how many."""
    known = kept.would().keys() & chosen.went.keys()
    through = kept.note(_LATER) or ""
    kept.mark(_SEEN, str(newest))
    done = 0
    progress(len(known), len(chosen.went))
    for found in decided:
        done += 1
        if isinstance(found, int):
            kept.add(found, None, None)
        else:
            through = max(through, found.case.now.isoformat())
            kept.mark(_LATER, through)
            kept.add(
                found.number,
                _short(found.decision, found.suggested),
                to_json(found.decision, worded=False),
            )
        progress(len(known) + done, len(chosen.went))
    kept.flush()
    return done


def _overtaken(connection: Connection, kept: replays.Kept) -> bool:
    """Whether the past has changed: an import has brought older tickets, or paper was typed."""
    seen, through = kept.note(_SEEN), kept.note(_LATER)
    if seen is None or not through:
        return False
    own = t.event.c
    statement = select(own.id).where(
        own.id > int(seen), own.at <= datetime.fromisoformat(through),
        own.subject.in_((Subject.TICKET, Subject.REPAIR)),
    )  # fmt: skip
    return connection.execute(statement.limit(1)).first() is not None


def _key(
    connection: Connection, store: Store, policy: Policy, chosen: Chosen, *, similar: bool
) -> str:
    """What decisions depend on, beside the past itself, as one hash."""
    aside = (Subject.TICKET, Subject.REPAIR, Subject.POLICY, Subject.STORE)
    register = select(func.max(t.event.c.id)).where(t.event.c.subject.not_in(aside))
    parts = [
        VERSION, frontdesk.__version__, str(store.place.path.resolve()), policy.hash,
        connection.execute(register).scalar(),
        connection.execute(select(t.event.c.hash).order_by(t.event.c.id).limit(1)).scalar(),
        chosen.taught_since.isoformat() if chosen.taught_since else None, chosen.foreign, similar,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _costs(connection: Connection, policy: Policy) -> Costs:
    tiers: dict[str, int] = dict(connection.execute(select(t.team.c.code, t.team.c.tier)).all())
    return Costs(tiers, {tier.level: policy.tier_cost(tier.level) for tier in policy.tiers})


def _short(decision: Decision, suggested: Sequence[tuple[str, float]]) -> list[Any]:
    """What the figures need of a decision."""
    chosen = decision.options[0]
    work = [one for one in decision.options if one.allowed and one.route not in PUT_OFF]
    ranked = [team for team in dict.fromkeys(one.target.team for one in work) if team]
    return [
        decision.route.value, decision.target.team, decision.confidence, chosen.p_success,
        ranked[:FEW], [list(one) for one in suggested[:FEW]],
    ]  # fmt: skip


def _would(short: Sequence[Any]) -> Would:
    route, team, confidence, p, ranked, suggested = short
    return Would(
        Route(route), team, confidence, p, tuple(ranked), tuple((n, s) for n, s in suggested)
    )


def _replay(
    policy: Policy,
    chosen: Chosen,
    would: Mapping[int, Any],
    costs: Costs,
    made: int,
    path: Path,
    *,
    similar: bool,
) -> Replay:
    erased = sum(would[number] is None for number in chosen.went)
    tickets = tuple(
        Replayed(went, _would(would[number]))
        for number, went in chosen.went.items()
        if would[number] is not None
    )
    return Replay(
        policy=policy.hash,
        tickets=tickets,
        left_out={**chosen.left_out, **({"erased": erased} if erased else {})},
        figures=compare(tickets, costs),
        costs=costs,
        fresh=made,
        foreign=chosen.foreign,
        similar=similar,
        kept=path,
        by_number={one.went.number: one for one in tickets},
    )


def rows(store: Store, replay: Replay, numbers: Collection[int]) -> list[Row]:
    """Some of the replayed tickets as a list shows them, in the order given."""
    own = t.ticket.c
    wanted = [number for number in numbers if number in replay.by_number]
    found: dict[int, tuple[str, datetime]] = {}
    with store.read() as connection:
        for chunk in chunks(wanted):
            statement = select(own.id, own.subject, own.opened_at).where(own.id.in_(chunk))
            found |= {n: (subject, at) for n, subject, at in connection.execute(statement)}
    return [_row(replay, replay.by_number[number], *found[number]) for number in wanted]


def _row(replay: Replay, one: Replayed, subject: str, opened: datetime) -> Row:
    after = cost_after(one, replay.costs)
    went: Went = one.went
    return Row(
        number=went.number,
        subject=subject,
        opened=opened,
        went=went.path,
        route=one.would.route,
        would=one.would.place,
        agreed=one.agreed,
        moved=one.moved,
        cost=None if after is None or went.cost is None else round(after) - went.cost,
    )


def between(ours: Replay, other: Replay) -> Between:
    """The policy in force beside another one, on the same tickets."""
    return differing(ours.tickets, other.tickets, ours.costs)
