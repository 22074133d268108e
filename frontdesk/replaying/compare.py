"""The figures of a replay: how often a policy would have been right, what would go elsewhere.

Definitions stand with the figures here and in words in ``method``; it refuses to judge whether a
difference matters, and gives intervals instead.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from frontdesk.learning.measure import calibration_error, macro_f1
from frontdesk.replaying.estimates import Costs, Strays, cost_after, hops_after
from frontdesk.replaying.sides import Replayed
from frontdesk.replaying.spread import Change, Share, change, paired

FEW = 3
"""Teams among which the right one is looked for."""


@dataclass(frozen=True, slots=True)
class Part:
    """The tickets of a route, a team or a month.

    Attributes:
        sent: of a team, how many the policy would send there first; else as ``agreed.of``.
    """

    name: str
    agreed: Share
    top3: Share
    moved: int
    sent: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """A policy beside what happened.

    Attributes:
        agreed: it would have gone straight to where it was resolved (team, or vendor).
        top1, top3: the team that resolved it is the first that the policy ranks, or among three.
        macro_f1: over places, of the place that the policy names; what is put off names none.
        calibration_error: of the decision's confidence against ``agreed``; ``off_p``: of the
            chance of success that it gave; ``off_shares``: of the first share that was learned.
        suggested1, suggested3: the same as ``top1``, ``top3`` of what was learned by then.
        moved: tickets that would first have gone elsewhere than they did, by number.
    """

    n: int
    agreed: Share
    top1: Share
    top3: Share
    macro_f1: float
    calibration_error: float
    off_p: float
    off_shares: float
    suggested1: Share
    suggested3: Share
    by_route: tuple[Part, ...]
    by_team: tuple[Part, ...]
    by_month: tuple[Part, ...]
    moved: tuple[int, ...]
    hops: Change
    cost: Change


def compare(several: Sequence[Replayed], costs: Costs) -> Comparison:
    """All figures of a replay; zeros for no tickets."""
    n = len(several)
    strays = Strays(one.went for one in several)
    taught = [one for one in several if one.would.suggested]
    agreed = [one.agreed for one in several]
    return Comparison(
        n=n,
        agreed=Share(sum(agreed), n),
        top1=_among(several, 1),
        top3=_among(several, FEW),
        macro_f1=macro_f1([o.would.place or "" for o in several], [o.went.place for o in several]),
        calibration_error=calibration_error([o.would.confidence for o in several], agreed),
        off_p=calibration_error([o.would.p for o in several], agreed),
        off_shares=calibration_error(
            [o.would.suggested[0][1] for o in taught],
            [o.would.suggested[0][0] == o.went.team for o in taught],
        ),
        suggested1=_suggested(taught, 1),
        suggested3=_suggested(taught, FEW),
        by_route=_parts(several, lambda one: one.would.route.value),
        by_team=_teams(several),
        by_month=tuple(
            sorted(_parts(several, lambda one: one.went.month), key=lambda each: each.name)
        ),
        moved=tuple(one.went.number for one in several if one.moved),
        hops=change([(float(one.went.hops), hops_after(one, strays)) for one in several]),
        cost=_cost(several, costs),
    )


def _among(several: Sequence[Replayed], first: int) -> Share:
    return Share(sum(one.went.team in one.would.ranked[:first] for one in several), len(several))


def _suggested(several: Sequence[Replayed], first: int) -> Share:
    hits = sum(
        any(team == one.went.team for team, _share in one.would.suggested[:first])
        for one in several
    )
    return Share(hits, len(several))


def _cost(several: Sequence[Replayed], costs: Costs) -> Change:
    known = [(one.went.cost, cost_after(one, costs)) for one in several]
    pairs = [(float(before), after) for before, after in known if before is not None]
    return change(pairs, len(known) - len(pairs))


def _parts(several: Sequence[Replayed], key: Callable[[Replayed], str]) -> tuple[Part, ...]:
    """Parts by size, the largest first."""
    groups: dict[str, list[Replayed]] = {}
    for one in several:
        groups.setdefault(key(one), []).append(one)
    parts = (_part(name, group, len(group)) for name, group in groups.items())
    return tuple(sorted(parts, key=lambda part: (-part.agreed.of, part.name)))


def _teams(several: Sequence[Replayed]) -> tuple[Part, ...]:
    """By the place that resolved it; ``sent`` is what the policy would send there."""
    sent: dict[str | None, int] = {}
    for one in several:
        sent[one.would.place] = sent.get(one.would.place, 0) + 1
    parts = list(_parts(several, lambda one: one.went.place))
    resolved = {part.name for part in parts}
    parts = [
        Part(part.name, part.agreed, part.top3, part.moved, sent.get(part.name, 0))
        for part in parts
    ]
    others = sorted(place for place in sent if place is not None and place not in resolved)
    none = Share(0, 0)
    return (*parts, *(Part(place, none, none, 0, sent[place]) for place in others))


def _part(name: str, group: Sequence[Replayed], sent: int) -> Part:
    return Part(
        name=name,
        agreed=Share(sum(one.agreed for one in group), len(group)),
        top3=_among(group, FEW),
        moved=sum(one.moved for one in group),
        sent=sent,
    )


@dataclass(frozen=True, slots=True)
class Between:
    """Two policies on the same tickets: the one in force, and another.

    Attributes:
        moved: tickets that the other would send elsewhere, by number; ``differ``: those that it
            would treat otherwise, with them those that another route leads to the same place.
        gained: agreed only by the other; ``lost``: only by the one in force.
        low, high: interval of the difference of the shares that agreed.
        hops, cost: the estimates of both, where both could be estimated.
    """

    n: int
    moved: tuple[int, ...]
    differ: tuple[int, ...]
    gained: int
    lost: int
    low: float
    high: float
    hops: Change
    cost: Change


def between(ours: Sequence[Replayed], other: Sequence[Replayed], costs: Costs) -> Between:
    """The policy in force beside another one, on the tickets that both have decided."""
    theirs = {one.went.number: one for one in other}
    pairs = [(one, theirs[one.went.number]) for one in ours if one.went.number in theirs]
    strays = Strays(one.went for one, _two in pairs)
    gained = sum(two.agreed and not one.agreed for one, two in pairs)
    lost = sum(one.agreed and not two.agreed for one, two in pairs)
    low, high = paired(gained, lost, len(pairs))
    return Between(
        n=len(pairs),
        moved=tuple(o.went.number for o, two in pairs if o.would.place != two.would.place),
        differ=tuple(
            one.went.number
            for one, two in pairs
            if (one.would.route, one.would.place) != (two.would.route, two.would.place)
        ),
        gained=gained,
        lost=lost,
        low=low,
        high=high,
        hops=_both([(hops_after(one, strays), hops_after(two, strays)) for one, two in pairs]),
        cost=_both([(cost_after(one, costs), cost_after(two, costs)) for one, two in pairs]),
    )


def _both(pairs: Sequence[tuple[float | None, float | None]]) -> Change:
    known = [(before, after) for before, after in pairs if before is not None]
    return change(known, len(pairs) - len(known))
