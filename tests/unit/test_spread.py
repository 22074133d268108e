"""An even spread: nobody beyond capacity, nothing left that could be placed, loads even."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.decision.ranking import Ranked
from frontdesk.routing import Placed, ToPlace, rank, spread_evenly
from tests.unit.routing_cases import POLICY, case, evidence, person

quick = settings(max_examples=150, deadline=None, derandomize=True)
LOGINS = tuple("abcd")


def ranked(login: str, *, load: int = 0, capacity: int = 10, cons: tuple[str, ...] = ()) -> Ranked:
    who = person(login, load=load, capacity=capacity)
    return Ranked(who, not cons, (), cons, None, 0)


@st.composite
def desks(draw: st.DrawFn) -> list[ToPlace]:
    """Up to nine tickets, each of which some of four people could take."""
    loads = {each: draw(st.integers(0, 4)) for each in LOGINS}
    rooms = {each: draw(st.integers(0, 5)) for each in LOGINS}
    tickets = []
    for number in range(1, draw(st.integers(1, 9)) + 1):
        people = []
        for login in draw(st.permutations(LOGINS)):
            cons: tuple[str, ...] = () if draw(st.booleans()) else ("no_skill",)
            if loads[login] >= rooms[login]:
                cons += ("full",)
            people.append(ranked(login, load=loads[login], capacity=rooms[login], cons=cons))
        tickets.append(ToPlace(number, tuple(people)))
    return tickets


def taken(placed: tuple[Placed, ...], login: str) -> int:
    return sum(each.login == login for each in placed)


def most(tickets: list[ToPlace], room: dict[str, int]) -> int:
    """How many could be placed at best, by trying everything."""
    if not tickets:
        return 0
    first, *others = tickets
    best = most(others, room)
    for each in first.people:
        login = each.person.login
        if "no_skill" not in each.cons and room[login] > 0:
            best = max(best, 1 + most(others, {**room, login: room[login] - 1}))
            if best == len(tickets):
                return best
    return best


@quick
@given(desks())
def test_nobody_is_filled_beyond_capacity_and_nobody_gets_what_they_cannot_do(
    tickets: list[ToPlace],
) -> None:
    placed = spread_evenly(tickets)
    assert [each.number for each in placed] == [each.number for each in tickets]
    people = {each.person.login: each.person for each in tickets[0].people}
    for login, who in people.items():
        if count := taken(placed, login):
            assert who.load + count <= who.capacity
    for each in placed:
        if each.login is not None:
            assert each.login in [one.person.login for one in each.able]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(desks())
def test_as_many_are_placed_as_can_be_and_the_others_say_why_not(tickets: list[ToPlace]) -> None:
    tickets = tickets[:6]
    placed = spread_evenly(tickets)
    people = {each.person.login: each.person for each in tickets[0].people}
    room = {login: max(0, who.capacity - who.load) for login, who in people.items()}
    assert sum(each.login is not None for each in placed) == most(tickets, room)
    for each in placed:
        assert each.login is not None or each.able or each.others


@quick
@given(st.integers(0, 12), st.lists(st.integers(0, 4), min_size=1, max_size=4))
def test_where_everybody_can_take_everything_loads_end_within_one_ticket(
    count: int, loads: list[int]
) -> None:
    people = tuple(ranked(f"p{n}", load=load, capacity=20) for n, load in enumerate(loads))
    placed = spread_evenly([ToPlace(number, people) for number in range(count)])
    after = [each.person.load + taken(placed, each.person.login) for each in people]
    raised = [now for now, before in zip(after, loads, strict=True) if now > before]
    assert not raised or max(raised) <= min(after) + 1


def test_what_is_given_away_makes_room_where_it_was() -> None:
    full = ranked("a", load=10, cons=("full",))
    placed = spread_evenly([ToPlace(1, (full,), holder="a")])
    assert placed[0].login == "a"
    assert spread_evenly([ToPlace(1, (full,), holder="a")], without=["a"])[0].login is None


def test_of_equal_loads_the_ranking_decides_and_an_earlier_one_makes_room() -> None:
    a, b = ranked("a", capacity=1), ranked("b", capacity=1)
    only_a = replace(ToPlace(2, ()), people=(a, ranked("b", capacity=1, cons=("no_skill",))))
    placed = spread_evenly([ToPlace(1, (a, b)), only_a])
    assert [each.login for each in placed] == ["b", "a"]


def test_a_real_ranking_spreads_by_skill_and_authority() -> None:
    people = (person("maja"), person("oskar", skills={}), person("eva", on_shift=False))
    order = rank(
        case(subject="printer takes two sheets", category="printing"),
        evidence(people=people),
        POLICY,
    )
    placed = spread_evenly([ToPlace(number, order) for number in (1, 2)])
    assert [each.login for each in placed] == ["maja", "maja"]
