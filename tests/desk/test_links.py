"""Links between tickets, and parents that do not end over their open children unnoticed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from frontdesk import desk, insight
from frontdesk.desk.inputs import NewTicket
from frontdesk.desk.office import Office
from frontdesk.errors import FrontdeskError, OvertakenError, RefusedError
from frontdesk.store.unit import Store
from frontdesk.terms import Kin, Resolution, Status, Tie
from tests.conftest import Enter

NEW = NewTicket(subject="My account is locked, I cannot sign in", requester="anna.nowak")


def opened(office: Office, many: int = 3) -> Office:
    for _ in range(many):
        desk.intake.open_ticket(office, NEW, route_it=False)
    return office


def kin(store: Store, number: int) -> list[tuple[int, Kin]]:
    return [(each.number, each.kin) for each in insight.related.of(store, number)]


def statuses(store: Store, *numbers: int) -> list[Status]:
    return [row.status for row in insight.tickets.tickets(store, numbers)]


@pytest.mark.parametrize(
    ("tie", "here", "there"),
    [
        (Tie.RELATED, Kin.RELATED, Kin.RELATED),
        (Tie.CHILD, Kin.PARENT, Kin.CHILD),
        (Tie.DUPLICATE, Kin.ORIGINAL, Kin.DUPLICATE),
        (Tie.CAUSED_BY, Kin.CAUSE, Kin.EFFECT),
    ],
)
def test_a_link_is_seen_from_both_ends_comes_back_and_goes(
    enter: Enter, store: Store, tie: Tie, here: Kin, there: Kin
) -> None:
    office = opened(enter("maja"))
    linked = ([(2, here)], [(1, there)])
    desk.links.link(office, [1], to=2, tie=tie)
    assert (kin(store, 1), kin(store, 2)) == linked
    with pytest.raises(RefusedError, match=r"is linked to 2 so already|is a child of 2"):
        desk.links.link(office, [1], to=2, tie=tie)
    desk.undo.undo(office)
    assert (kin(store, 1), kin(store, 2)) == ([], [])
    desk.undo.redo(office)
    assert (kin(store, 1), kin(store, 2)) == linked
    desk.links.unlink(office, [1], to=2, tie=tie)
    assert (kin(store, 1), kin(store, 2)) == ([], [])
    desk.undo.undo(office)
    assert (kin(store, 1), kin(store, 2)) == linked


def test_what_is_related_is_so_both_ways_and_can_be_parted_from_either_end(
    enter: Enter, store: Store
) -> None:
    office = opened(enter("maja"))
    desk.links.link(office, [1], to=2, tie=Tie.RELATED)
    with pytest.raises(RefusedError, match="is linked to 1 so already"):
        desk.links.link(office, [2], to=1, tie=Tie.RELATED)
    desk.links.unlink(office, [2], to=1, tie=Tie.RELATED)
    assert kin(store, 1) == []
    desk.undo.undo(office)
    assert kin(store, 1) == [(2, Kin.RELATED)]


def test_a_link_that_somebody_set_again_is_not_set_twice_by_undo(enter: Enter) -> None:
    maja, berit = opened(enter("maja")), enter("berit")
    desk.links.link(maja, [1], to=2, tie=Tie.CAUSED_BY)
    desk.links.unlink(maja, [1], to=2, tie=Tie.CAUSED_BY)
    desk.links.link(berit, [1], to=2, tie=Tie.CAUSED_BY)
    with pytest.raises(OvertakenError, match="its link to 2 has changed since"):
        desk.undo.undo(maja)


@pytest.mark.parametrize(
    ("number", "to", "tie", "says"),
    [
        (1, 1, Tie.RELATED, "cannot be linked to itself"),
        (1, 4, Tie.RELATED, "ticket 4 was merged into 5"),
        (3, 1, Tie.CHILD, "ticket 3 stands above 1"),
        (1, 5, Tie.CHILD, "ticket 1 is a child of 2"),
        (5, 6, Tie.CHILD, "ticket 6 is cancelled"),
    ],
)
def test_what_cannot_belong_together_is_refused(
    enter: Enter, store: Store, number: int, to: int, tie: Tie, says: str
) -> None:
    office = opened(enter("maja"), 6)
    desk.links.link(office, [1], to=2, tie=Tie.CHILD)
    desk.links.link(office, [2], to=3, tie=Tie.CHILD)
    desk.merge.merge(office, [4], into=5)
    desk.outcome.cancel(office, [6], reason="gone")
    before = kin(store, number)
    with pytest.raises(RefusedError, match=says):
        desk.links.link(office, [number], to=to, tie=tie)
    assert kin(store, number) == before


def test_undo_and_redo_never_close_a_circle_of_parents(enter: Enter) -> None:
    office = opened(enter("maja"))
    desk.links.link(office, [1], to=2, tie=Tie.CHILD)
    undone = desk.undo.undo(office).changes[0].event
    desk.links.link(office, [2], to=1, tie=Tie.CHILD)
    with pytest.raises(FrontdeskError, match="ticket 1 stands above 2"):
        desk.undo.undo(office, undone)


def resolve(office: Office, children: bool | None) -> object:
    code = Resolution.FIXED
    return desk.outcome.resolve(office, [1], code=code, text="mended", children=children)


def cancel(office: Office, children: bool | None) -> object:
    return desk.outcome.cancel(office, [1], reason="gone", children=children)


def close(office: Office, children: bool | None) -> object:
    return desk.outcome.close(office, [1], children=children)


@pytest.mark.parametrize(
    ("verb", "ends"),
    [(resolve, Status.RESOLVED), (cancel, Status.CANCELLED), (close, Status.CLOSED)],
)
def test_a_parent_does_not_end_over_open_children_until_it_is_said_what_becomes_of_them(
    enter: Enter, store: Store, verb: Callable[[Office, bool | None], object], ends: Status
) -> None:
    office = opened(enter("maja"))
    if verb is close:
        resolve(office, None)
        desk.links.link(office, [1], to=3, tie=Tie.RELATED)
        desk.outcome.reopen(office, [1], reason="a child comes")
    desk.links.link(office, [2], to=1, tie=Tie.CHILD)
    desk.links.link(office, [3], to=2, tie=Tie.CHILD)
    if verb is close:
        resolve(office, False)
    with pytest.raises(RefusedError, match="ticket 1 has 1 open child: 2"):
        verb(office, None)
    before = statuses(store, 1, 2, 3)
    verb(office, False)
    assert statuses(store, 1, 2, 3) == [ends, *before[1:]]
    assert insight.timeline.events(store, 1)[-1].after["left_open"] == [2]
    desk.undo.undo(office)
    verb(office, True)
    assert statuses(store, 1, 2, 3) == [ends] * 3
    desk.undo.undo(office)
    assert statuses(store, 1, 2, 3) == before


def test_a_child_that_refuses_is_named_and_nothing_is_done(enter: Enter, store: Store) -> None:
    office = opened(enter("maja"))
    desk.links.link(office, [2], to=1, tie=Tie.CHILD)
    desk.repair.open_order(office, [2], vendor="northwell", asset="LAP-0001")
    with pytest.raises(RefusedError, match="ticket 2: resolve is out of place: a repair order"):
        resolve(office, True)
    assert statuses(store, 1) == [Status.NEW]


def test_a_parent_and_its_children_in_one_act_need_no_word(enter: Enter, store: Store) -> None:
    office = opened(enter("maja"))
    desk.links.link(office, [2], to=1, tie=Tie.CHILD)
    desk.outcome.resolve(office, [1, 2], code=Resolution.FIXED, text="mended")
    assert statuses(store, 1, 2) == [Status.RESOLVED] * 2


@pytest.mark.parametrize(
    "verb",
    [
        lambda o: desk.fix.attempt(o, 1, fix=1, worked=True),
        lambda o: desk.merge.merge(o, [1], into=3),
    ],
)
def test_other_ways_to_end_a_parent_say_what_to_do_instead(
    enter: Enter, store: Store, verb: Callable[[Office], object]
) -> None:
    office = opened(enter("maja"))
    desk.links.link(office, [2], to=1, tie=Tie.CHILD)
    with pytest.raises(RefusedError, match="ticket 1 has 1 open child: 2"):
        verb(office)
    assert statuses(store, 1) == [Status.NEW]
