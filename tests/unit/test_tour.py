"""The tour's steps: what finishes one, in whatever order things happen; what is said where."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk import i18n, tour
from frontdesk.commands import with_keys
from frontdesk.screens.touring import OFFER, OFFER_NOTE
from frontdesk.text import width
from frontdesk.tour import Deed, Progress, Sight
from frontdesk.widgets.tour_strip import BAR, Guide, two_lines

ALL = tour.steps_for(lambda _verb: True)
AT = {step.id: number for number, step in enumerate(ALL)}
TEXTS = [(line.do, line.note) for step in ALL for line in step.lines] + [
    (tour.LEAD.do, ""), (tour.OUT.do, ""), (OFFER, OFFER_NOTE),
]  # fmt: skip


def after(begin: str, *sights: Sight) -> str:
    """The step at which somebody is who saw and did this, from a step on."""
    at = Progress(AT[begin])
    for sight in sights:
        at = tour.advance(ALL, at, sight)
    return ALL[at.step].id


def did(verb: str, tickets: int = 1, screen: str = "desk") -> Sight:
    return Sight(screen, deeds=(Deed(verb, tickets),))


DESK = Sight("desk")


def test_the_whole_tour_is_walked_by_doing_what_it_says() -> None:
    assert after(
        "call",
        DESK, Sight("contact"), did("new", screen="fix"), did("try_worked"),
        Sight("desk", "receipt"), DESK, Sight("desk", filtered=True),
        Sight("desk", "picker"), Sight("desk", "preview"), did("assign", 3), did("undo", 3),
        Sight("team"), Sight("team", "spread"), Sight("team", "preview"), Sight("team"),
        Sight("team", "palette"), Sight("people"), Sight("people", "keys"), Sight("people"),
    ) == "end"  # fmt: skip


@pytest.mark.parametrize(
    ("begin", "sights"),
    [
        ("call", (Sight("contact"), did("note"), DESK)),
        ("call", (Sight("desk", tour.OTHER), Sight("desk", filtered=True))),
        ("explain", (Sight("desk", "receipt"),)),  # it is still being read
        ("explain", (Sight("desk", "receipt"), Sight("desk", tour.OTHER))),
        ("explain", (Sight("desk", "palette"), DESK)),
        ("filter", (DESK, did("assign", 3))),
        ("assign", (did("assign", 1), did("take", 3))),
        ("balance", (Sight("team"), DESK)),
        ("end", (did("new"), Sight("desk", "keys"), DESK, Sight("desk", filtered=True))),
    ],
)
def test_something_else_does_not_finish_a_step(begin: str, sights: tuple[Sight, ...]) -> None:
    assert after(begin, *sights) == begin


def test_deeds_between_two_looks_count_each_once_and_in_their_order() -> None:
    both = Sight("desk", deeds=(Deed("new"), Deed("try_worked")))
    assert after("call", both) == "explain"
    assert after("call", Sight("desk", deeds=(Deed("try_worked"), Deed("new")))) == "fix"
    twice = Sight("desk", deeds=(Deed("new"), Deed("new")))
    assert after("call", twice) == "fix"


def test_who_may_not_deal_out_work_is_not_asked_to() -> None:
    agent = tour.steps_for(lambda verb: verb != "balance")
    assert [step.id for step in ALL if step not in agent] == ["balance"]
    assert agent[-1].id == "end"


def test_a_tour_goes_on_where_it_was_left_and_else_begins() -> None:
    assert ALL[tour.begun(ALL, "undo").step].id == "undo"
    for name in ("", "nothing", "end"):
        assert tour.begun(ALL, name) == Progress()


SIGHTS = st.builds(
    Sight,
    st.sampled_from(["", "desk", "team", "contact", "fix", "people"]),
    st.sampled_from(["", tour.OTHER, *{step.sheet for step in ALL}]),
    st.booleans(),
    st.lists(
        st.builds(Deed, st.sampled_from(["new", "try_worked", "assign", "undo", "note"]),
                  st.integers(1, 4)), max_size=4,
    ).map(tuple),
)  # fmt: skip


@given(st.lists(SIGHTS, max_size=30))
def test_a_tour_never_goes_back_nor_past_its_end_and_always_says_something(
    sights: list[Sight],
) -> None:
    at = Progress()
    for sight in sights:
        before, at = at, tour.advance(ALL, at, sight)
        assert before.step <= at.step < len(ALL)
        assert with_keys(tour.line(ALL[at.step], sight).do)


def test_where_the_step_has_nothing_to_say_the_way_back_is_said() -> None:
    step = ALL[AT["filter"]]
    assert tour.line(step, DESK) is step.lines[0]
    assert tour.line(step, Sight("contact")) is tour.LEAD
    assert tour.line(step, Sight("desk", tour.OTHER)) is tour.OUT
    assert tour.line(ALL[-1], Sight("contact")) is ALL[-1].lines[0]


@pytest.fixture(params=["en", "sv", "pl"])
def spoken(request: pytest.FixtureRequest) -> Iterator[str]:
    yield i18n.use(request.param)
    i18n.use("en")


@pytest.mark.usefixtures("spoken")
def test_what_is_to_be_done_is_never_cut_on_a_narrow_terminal() -> None:
    head, tail = "10/10", with_keys(i18n._("{app.tour} leaves"))
    cut = []
    for text, note in TEXTS:
        guide = Guide(head, with_keys(i18n._(text)), with_keys(i18n._(note)), tail)
        for columns, said in ((60, guide.do), (80, guide.do), (80, guide.note)):
            do, below = two_lines(guide, columns - 2 - width(BAR))
            shown = below if said is guide.note and below else " ".join(do)
            if shown.endswith("…"):
                cut.append((columns, said))
    assert not cut
