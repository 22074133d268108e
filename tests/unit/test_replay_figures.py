"""The figures of a replay: their meaning, their intervals, estimates of what did not happen."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.insight.replay.past_tickets import in_circles
from frontdesk.replaying.compare import between, compare
from frontdesk.replaying.estimates import Costs, Strays, cost_after, hops_after
from frontdesk.replaying.sides import Replayed, Went, Would
from frontdesk.replaying.spread import Share, change, paired
from frontdesk.terms import Route

TIERS = {"front": 1, "desktop": 2, "network": 2, "systems": 3}
COSTS = Costs(TIERS, {1: 2000, 2: 7000, 3: 10000})
TEAMS = sorted(TIERS)


def went(*path: str, number: int = 1, vendor: bool = False, beside: int = 0) -> Went:
    paid = COSTS.of(path) + beside
    return Went(number, "2026-03", path, path[-1], len(path) - 1, paid, vendor)


def would(team: str | None, route: Route = Route.ASSIGN, sure: float = 0.9) -> Would:
    ranked = (team,) if team else ()
    return Would(route, team, sure, 0.8, ranked, ((team, 0.7),) if team else ())


teams = st.sampled_from(TEAMS)
paths = st.lists(teams, min_size=1, max_size=5).filter(
    lambda path: all(a != b for a, b in pairwise(path))
)
routes = st.sampled_from(
    [Route.ASSIGN, Route.ESCALATE, Route.LOCAL_FIX, Route.VENDOR_REPAIR, Route.ASK_REQUESTER]
)


@st.composite
def replays(draw: st.DrawFn) -> list[Replayed]:
    several = []
    for number in range(draw(st.integers(0, 30))):
        one = went(*draw(paths), number=number, vendor=draw(st.booleans()))
        said = would(draw(teams), draw(routes), draw(st.floats(0, 1)))
        several.append(Replayed(one, said))
    return several


def test_a_ticket_that_would_go_straight_to_who_resolved_it_has_no_handover_and_one_tier() -> None:
    one = Replayed(went("front", "network", "systems", beside=500), would("systems"))
    assert (one.agreed, one.moved) == (True, True)
    assert hops_after(one, Strays([one.went])) == 0
    assert cost_after(one, COSTS) == 10500


def test_a_ticket_that_would_go_where_it_went_is_as_it_was() -> None:
    one = Replayed(went("front", "network"), would("front"))
    assert (one.agreed, one.moved) == (False, False)
    assert (hops_after(one, Strays([])), cost_after(one, COSTS)) == (1, 9000)


def test_a_ticket_that_would_stray_is_handed_over_as_often_as_strays_of_its_team_were() -> None:
    long = went("front", "desktop", "network", "systems")
    one = Replayed(went("systems"), would("desktop"))
    assert hops_after(one, Strays([long, one.went])) == 3
    assert hops_after(one, Strays([one.went])) == 1
    assert cost_after(one, COSTS) == 17000


def test_of_what_is_put_off_or_sent_to_a_vendor_who_was_not_asked_nothing_is_estimated() -> None:
    for said in (would("front", Route.ASK_REQUESTER), would("front", Route.VENDOR_REPAIR)):
        one = Replayed(went("front"), said)
        assert not one.agreed
        assert hops_after(one, Strays([])) is None
        assert cost_after(one, COSTS) is None
    kept = Replayed(went("front", vendor=True), would("front", Route.VENDOR_REPAIR))
    assert (kept.agreed, kept.moved, cost_after(kept, COSTS)) == (True, False, 2000)


@given(replays())
def test_parts_add_up_and_shares_are_shares(several: list[Replayed]) -> None:
    found = compare(several, COSTS)
    for parts in (found.by_route, found.by_month):
        assert sum(part.agreed.of for part in parts) == found.n
        assert sum(part.agreed.count for part in parts) == found.agreed.count
        assert sum(part.moved for part in parts) == len(found.moved)
    assert sum(part.agreed.of for part in found.by_team) == found.n
    assert found.top1.count <= found.top3.count
    for value in (found.macro_f1, found.calibration_error, found.off_p, found.off_shares):
        assert 0.0 <= value <= 1.0
    for mean in (found.hops, found.cost):
        assert mean.n + mean.left_out == found.n
        assert mean.low <= mean.delta <= mean.high or math.isclose(mean.low, mean.high)


@given(replays())
def test_a_policy_that_foretells_everything_is_always_right_and_never_dearer(
    several: list[Replayed],
) -> None:
    plain = [
        Replayed(went(*one.went.path, number=one.went.number), would(one.went.team))
        for one in several
    ]
    found = compare(plain, COSTS)
    assert found.agreed.count == found.top1.count == found.n
    assert found.macro_f1 == (1.0 if plain else 0.0)
    assert found.hops.after <= found.hops.before
    assert found.cost.after <= found.cost.before + 1e-9


@given(replays())
def test_a_policy_beside_itself_moves_nothing(several: list[Replayed]) -> None:
    found = between(several, several, COSTS)
    assert found.moved == found.differ == ()
    assert (found.gained, found.lost, found.low, found.high) == (0, 0, 0.0, 0.0)
    assert (found.hops.delta, found.cost.delta) == (0.0, 0.0)


@given(st.integers(0, 400), st.integers(0, 400))
def test_an_interval_holds_its_share_and_narrows_with_more_tickets(hits: int, misses: int) -> None:
    share = Share(hits, hits + misses)
    assert 0.0 <= share.low <= share.share <= share.high <= 1.0
    if share.of:
        more = Share(10 * hits, 10 * share.of)
        assert more.high - more.low <= share.high - share.low


def test_intervals_come_out_as_in_the_books() -> None:
    ends = Share(8, 10)
    assert (round(ends.low, 4), round(ends.high, 4)) == (0.4902, 0.9433)
    told = change([(1.0, 2.0), (1.0, 4.0), (3.0, None)], unknown=2)
    assert (told.n, told.left_out, told.before, told.after) == (2, 3, 1.0, 3.0)
    assert round(told.high - told.delta, 4) == round(1.959964 * math.sqrt(2.0 / 2), 4)
    low, high = paired(10, 4, 100)
    assert (round(low, 4), round(high, 4)) == (-0.0124, 0.1324)


@pytest.mark.parametrize(
    ("parents", "bad"),
    [
        ({1: 2, 2: 3}, set()),
        ({1: 2, 2: 1, 3: 1, 4: 5}, {1, 2, 3}),
        ({7: 7, 8: 9}, {7}),
    ],
)
def test_circles_of_parents_are_found_with_what_hangs_on_them(
    parents: dict[int, int], bad: set[int]
) -> None:
    assert in_circles(parents) == bad
