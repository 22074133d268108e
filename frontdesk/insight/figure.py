"""The figures of a report, each with its definition: what it measures of a ticket, and how.

A figure measures single tickets and sums them up, so that the tickets behind a number are those
that were measured. The definitions are those of docs/figures.md; a test keeps them the same.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from statistics import median

from frontdesk.i18n import N_, _
from frontdesk.insight.past import Past
from frontdesk.policy import Policy
from frontdesk.terms import Clock, Kind

Measure = Callable[[Past], Sequence[float]]
"""What a ticket contributes: nothing where it does not count, else usually one number."""
Sum = Callable[[Sequence[float]], float]
"""How what tickets contribute becomes a number."""


class Unit(StrEnum):
    """What a figure is in."""

    COUNT = "count"
    SHARE = "share"
    NUMBER = "number"
    SECONDS = "seconds"
    MONEY = "money"


def mean(values: Sequence[float]) -> float:
    """The arithmetic mean."""
    return math.fsum(values) / len(values)


def percentile_95(values: Sequence[float]) -> float:
    """The smallest value that at least 95 % do not exceed (nearest rank)."""
    return sorted(values)[max(0, math.ceil(0.95 * len(values)) - 1)]


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a report.

    Attributes:
        key: a stable word. ``label``, ``definition``: in words, with ``tier`` in them if it is
            of one.
        sums: how the measured values become the number.
        of_all: also for what is here for the backlog alone.
    """

    key: str
    label: str
    definition: str
    unit: Unit
    measure: Measure
    sums: Sum
    tier: int = 0
    of_all: bool = False

    @property
    def name(self) -> str:
        """Its label in the reader's language."""
        return _(self.label).format(tier=self.tier)

    @property
    def means(self) -> str:
        """Its definition in the reader's language."""
        return _(self.definition).format(tier=self.tier)

    @property
    def exact(self) -> bool:
        """Whether decimals say something: a mean of whole numbers has some."""
        return self.sums is mean

    def values(self, past: Past) -> Sequence[float]:
        """What a ticket contributes."""
        return self.measure(past) if past.counted or self.of_all else ()


def _when(holds: Callable[[Past], bool], value: Callable[[Past], float | None]) -> Measure:
    """A measure of those tickets for which something holds."""

    def of(past: Past) -> Sequence[float]:
        found = value(past) if holds(past) else None
        return () if found is None else (found,)

    return of


def _every(value: Callable[[Past], float | None]) -> Measure:
    return _when(lambda _past: True, value)


def _resolved(value: Callable[[Past], float | None]) -> Measure:
    return _when(lambda past: past.resolved, value)


def _at_tier(tier: int) -> Callable[[Past], bool]:
    """Whether the last resolution was on a tier."""
    return lambda past: past.resolved_at_tier == tier


def _up_to(tier: int) -> Callable[[Past], bool]:
    """Whether a tier was the highest that had it."""
    return lambda past: past.highest == tier


def _of_kind(kind: Kind, holds: Callable[[Past], bool] = lambda _past: True) -> Measure:
    """The time to resolve of one kind."""
    return _when(lambda past: past.kind is kind and holds(past), lambda past: past.took)


def _kept(clock: Clock) -> Measure:
    """Whether a clock was met, each time that it ran."""
    return lambda past: [float(met) for of, met in past.results if of is clock]


def _share(key: str, label: str, definition: str, measure: Measure, tier: int = 0) -> Figure:
    return Figure(key, label, definition, Unit.SHARE, measure, mean, tier)


def figures(policy: Policy) -> tuple[Figure, ...]:
    """Every figure, for the ladder and the windows of a policy."""
    window = timedelta(days=policy.desk.reopen_days)
    tiers = [tier.level for tier in policy.tiers]
    return (*_tickets(tiers), *_moves(tiers), *_times(tiers), *_held(window), *_promises())


def _tickets(tiers: Sequence[int]) -> Iterator[Figure]:
    yield Figure(
        "tickets", N_("tickets"), N_("opened in the period, without those merged into another"),
        Unit.COUNT, _every(lambda _past: 1), math.fsum,
    )  # fmt: skip
    yield Figure(
        "events", N_("events"), N_("entries in the histories of these tickets"),
        Unit.COUNT, _every(lambda past: past.events), math.fsum,
    )  # fmt: skip
    yield _share(
        "resolved", N_("resolved"), N_("ever resolved, of all"),
        _every(lambda past: past.resolved),
    )  # fmt: skip
    for tier in tiers:
        yield _share(
            f"resolved_tier_{tier}", N_("resolved at tier {tier}"),
            N_("of those resolved: the team of the last resolution was on tier {tier}"),
            _resolved(_at_tier(tier)), tier,
        )  # fmt: skip
    yield _share(
        "never_left_tier_1", N_("never left tier 1"), N_("no team of a higher tier ever had it"),
        _every(lambda past: past.highest == 1),
    )  # fmt: skip


def _moves(tiers: Sequence[int]) -> Iterator[Figure]:
    handovers = _every(lambda past: past.handovers)
    for key, label, definition, sums in _HANDOVERS:
        yield Figure(key, label, definition, Unit.NUMBER, handovers, sums)
    yield _share(
        "handovers_none", N_("no handover"), N_("one team had it, or none"),
        _every(lambda past: past.handovers == 0),
    )  # fmt: skip
    yield _share(
        "ping_pong", N_("ping-pong"), N_("a team had it again after another one, of all"),
        _every(lambda past: past.came_back),
    )  # fmt: skip
    yield _share(
        "ping_pong_of_handed_over", N_("ping-pong of those handed over"),
        N_("the same, of those with a handover"),
        _when(lambda past: past.handovers > 0, lambda past: past.came_back),
    )  # fmt: skip
    for tier in tiers:
        yield _share(
            f"ping_pong_up_to_tier_{tier}", N_("ping-pong, highest tier {tier}"),
            N_("the same, of those that came as high as tier {tier}"),
            _when(_up_to(tier), lambda past: past.came_back), tier,
        )  # fmt: skip
    yield Figure(
        "person_handovers_mean", N_("handovers between people, mean"),
        N_("the people who had it in order, runs collapsed, less one: mean"),
        Unit.NUMBER, _every(lambda past: max(0, len(past.people) - 1)), mean,
    )  # fmt: skip
    yield _share(
        "person_ping_pong", N_("ping-pong between people"),
        N_("a person had it again after another one, of all"),
        _every(lambda past: len(set(past.people)) < len(past.people)),
    )  # fmt: skip
    yield Figure(
        "reassignments_mean", N_("reassignments, mean"),
        N_("changes of team, or of agent within a team, after the first assignment: mean"),
        Unit.NUMBER, _every(lambda past: past.reassigned), mean,
    )  # fmt: skip


def _times(tiers: Sequence[int]) -> Iterator[Figure]:
    for kind, key, label, sums in _RESOLVING:
        yield Figure(
            f"time_to_resolve_{key}", label,
            N_("opened to first resolved, in business time of the ticket's calendar"),
            Unit.SECONDS, _of_kind(kind), sums,
        )  # fmt: skip
    for tier in tiers:
        for kind, noun, label in _AT_TIER:
            yield Figure(
                f"time_to_resolve_{noun}_tier_{tier}", label,
                N_("the same, of those whose last resolution was on tier {tier}"),
                Unit.SECONDS, _of_kind(kind, _at_tier(tier)), median, tier,
            )  # fmt: skip
    for key, label, sums in _ANSWERING:
        yield Figure(
            f"first_response_{key}", label,
            N_("opened to the first answer by a person, in business time"),
            Unit.SECONDS, _every(lambda past: past.answered_in), sums,
        )  # fmt: skip


def _held(window: timedelta) -> Iterator[Figure]:
    yield _share(
        "first_contact_resolution",
        N_("first contact resolution"),
        N_("of own ones resolved: no second contact, no reassignment, not reopened in the window"),
        _when(
            lambda past: past.resolved and past.contacts is not None,
            lambda past: (
                (past.contacts or 0) < 2 and not past.reassigned and not past.came_alive(window)
            ),
        ),
    )
    yield _share(
        "first_level_resolution", N_("first level resolution"),
        N_("of those resolved: by the first tier without escalation, also by a later call"),
        _resolved(lambda past: past.highest == 1),
    )  # fmt: skip
    yield _share(
        "tier_1_could", N_("level-1-capable"),
        N_("of those resolved above tier 1 of which it was said: tier 1 could have"),
        _when(lambda past: past.resolved and past.highest > 1, lambda past: past.tier1_could),
    )  # fmt: skip
    yield _share(
        "reopened", N_("reopened"),
        N_("of those resolved: active again within the window of the policy"),
        _resolved(lambda past: past.came_alive(window)),
    )  # fmt: skip
    waits = _when(lambda past: past.open_then, lambda past: past.waits)
    yield Figure(
        "backlog", N_("backlog"), N_("open at the end of the period, whenever they were opened"),
        Unit.COUNT, _when(lambda past: past.open_then, lambda _past: 1), math.fsum, of_all=True,
    )  # fmt: skip
    yield Figure(
        "backlog_age_median", N_("age of the backlog, median"),
        N_("opened to the end of the period, in business time"),
        Unit.SECONDS, waits, median, of_all=True,
    )  # fmt: skip
    yield Figure(
        "cost_mean", N_("cost, mean"),
        N_("cumulative: every tier, vendor and visit that touched it, by the policy's costs"),
        Unit.MONEY, _every(lambda past: past.cost), mean,
    )  # fmt: skip


def _promises() -> Iterator[Figure]:
    for clock, label in _CLOCKS.items():
        yield _share(
            f"sla_{clock}", label,
            N_("met ÷ (met + breached), of the clocks pinned when tickets were closed"),
            _kept(clock),
        )  # fmt: skip


_HANDOVERS: tuple[tuple[str, str, str, Sum], ...] = (
    (
        "handovers_mean", N_("handovers, mean"),
        N_("the teams that had it in order, runs collapsed, less one: mean"), mean,
    ),
    (
        "handovers_p95", N_("handovers, 95th percentile"),
        N_("the same: the smallest that 95 % do not exceed"), percentile_95,
    ),
    ("handovers_most", N_("handovers, most"), N_("the same: the most of one ticket"), max),
)  # fmt: skip
_RESOLVING: tuple[tuple[Kind, str, str, Sum], ...] = (
    (Kind.INCIDENT, "incidents_median", N_("time to resolve incidents, median"), median),
    (Kind.INCIDENT, "incidents_mean", N_("time to resolve incidents, mean"), mean),
    (Kind.INCIDENT, "incidents_p95", N_("time to resolve incidents, 95th percentile"),
     percentile_95),
    (Kind.REQUEST, "requests_median", N_("time to resolve requests, median"), median),
    (Kind.REQUEST, "requests_mean", N_("time to resolve requests, mean"), mean),
    (Kind.REQUEST, "requests_p95", N_("time to resolve requests, 95th percentile"),
     percentile_95),
)  # fmt: skip
_AT_TIER = (
    (Kind.INCIDENT, "incidents", N_("time to resolve incidents, tier {tier}, median")),
    (Kind.REQUEST, "requests", N_("time to resolve requests, tier {tier}, median")),
)
_ANSWERING: tuple[tuple[str, str, Sum], ...] = (
    ("median", N_("first response, median"), median),
    ("mean", N_("first response, mean"), mean),
    ("p95", N_("first response, 95th percentile"), percentile_95),
)
_CLOCKS = {
    Clock.FIRST_RESPONSE: N_("first response promise kept"),
    Clock.NEXT_UPDATE: N_("next update promise kept"),
    Clock.RESOLUTION: N_("resolution promise kept"),
    Clock.ACCEPT: N_("accepted in time (OLA)"),
    Clock.WORK: N_("worked on in time (OLA)"),
    Clock.VENDOR: N_("vendor on time"),
    Clock.CALLBACK: N_("called back on time"),
}
