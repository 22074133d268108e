"""How people suit a pile of tickets: nothing is counted twice or left out, the best come first."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.decision.pile import Heap, Suited, suited
from frontdesk.decision.ranking import Ranked
from frontdesk.decision.words import suited_words
from tests.unit.routing_cases import person

quick = settings(max_examples=100, deadline=None, derandomize=True)
LOGINS = tuple("abcd")
PROS = ("on_shift", "authority", "skill", "room", "language")
CONS = ("off_shift", "too_little_authority", "no_skill", "full", "language")


@st.composite
def heaps(draw: st.DrawFn) -> list[Heap]:
    """One to four heaps, among the same four people."""
    found = []
    loads = {login: draw(st.integers(0, 12)) for login in LOGINS}
    for _heap in range(draw(st.integers(1, 4))):
        size = draw(st.integers(1, 30))
        skill = draw(st.sampled_from(("printing", "network", None)))
        people = []
        for login in draw(st.permutations(LOGINS)):
            cons = tuple(draw(st.lists(st.sampled_from(CONS), unique=True, max_size=2)))
            pros = tuple(each for each in PROS if draw(st.booleans()) and each not in cons)
            who = person(login, load=loads[login], capacity=10)
            people.append(Ranked(who, not cons, pros, cons, skill, 3))
        some = st.dictionaries(st.sampled_from(LOGINS), st.integers(1, size), max_size=2)
        found.append(Heap(size, tuple(people), draw(some), draw(some)))
    return found


def told(one: Suited) -> tuple[object, ...]:
    """All that is said of somebody but the order in which it is."""
    return (one.person.login, one.of, one.fits, one.after,
            {each.code: each.tickets for each in one.pros},
            {each.code: each.tickets for each in one.cons})  # fmt: skip


@quick
@given(heaps())
def test_a_heap_cut_in_two_changes_nothing(several: list[Heap]) -> None:
    first, *others = several
    halves = [replace(first, size=first.size - first.size // 2, declined={}, knew={})]
    halves += [replace(first, size=first.size // 2)] if first.size > 1 else []
    plain = [replace(each, declined={}, knew={}) for each in several]
    cut = [replace(each, declined={}, knew={}) for each in (*halves, *others)]
    assert sorted(map(told, suited(plain, {}))) == sorted(map(told, suited(cut, {})))


@quick
@given(heaps(), st.dictionaries(st.sampled_from(LOGINS), st.integers(0, 5)))
def test_everybody_is_there_who_could_take_the_most_first(
    several: list[Heap], held: dict[str, int]
) -> None:
    found = suited(several, held)
    size = sum(heap.size for heap in several)
    assert sorted(each.person.login for each in found) == list(LOGINS)
    assert [each.fits for each in found] == sorted((each.fits for each in found), reverse=True)
    for one in found:
        login = one.person.login
        could = sum(
            heap.size - heap.declined.get(login, 0)
            for heap in several
            for each in heap.people
            if each.person.login == login and each.fits
        )
        assert (one.of, one.fits) == (size, could)
        assert one.after == one.person.load + size - held.get(login, 0)
        assert all(0 < each.tickets <= size for each in (*one.pros, *one.cons))
        assert bool(suited_words(one)) == bool(size > 1 or one.pros or one.cons)


def test_what_is_so_of_some_says_of_how_many_and_warns() -> None:
    who = person("a", load=3, capacity=10, authority=2)
    able = Ranked(who, True, ("authority", "skill"), (), "printing", 4)
    above = Ranked(who, False, (), ("too_little_authority", "no_skill"), "network", 0)
    (one,) = suited([Heap(6, (able,), {"a": 2}), Heap(4, (above,), {}, {"a": 1})], {"a": 1})
    assert one.warns
    assert suited_words(one) == (
        "fits 6 of 10, has helped them before (2), knows printing at 4 of 5 (6); but "
        "decides up to 2 of 5 only (4), has declined it (1), does not know network well enough "
        "(4), would hold 12 of 10"
    )
    (alone,) = suited([Heap(1, (able,))], {})
    assert not alone.warns
    assert suited_words(alone) == "may decide it, knows printing at 4 of 5"
