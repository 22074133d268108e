"""Merging by pointer: a ticket leads to another, nothing of it is lost, and it comes back whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from frontdesk import desk, insight
from frontdesk.desk.inputs import NewTicket
from frontdesk.desk.office import Office
from frontdesk.errors import FrontdeskError, OvertakenError, RefusedError
from frontdesk.models import Ticket
from frontdesk.store.unit import Store
from frontdesk.terms import Channel, Direction, Pending, Resolution, Status
from tests import promises
from tests.conftest import Clock, Enter
from tests.desks import NOW

NEW = NewTicket(subject="My account is locked, I cannot sign in", requester="anna.nowak")
QUIET = frozenset({"version", "updated_at"})


def opened(office: Office, many: int = 2) -> Office:
    for _ in range(many):
        desk.intake.open_ticket(office, NEW, route_it=False)
    return office


def stood(store: Store, number: int) -> dict[str, object]:
    """All columns of a ticket, without those that any event moves."""
    with store.read() as connection:
        row = connection.execute(Ticket.__table__.select().where(Ticket.id == number))  # type: ignore[attr-defined, arg-type]
        found = row.mappings().one()
        return {name: value for name, value in found.items() if name not in QUIET}


def test_a_merged_ticket_is_closed_and_names_the_other_which_tells_of_it(
    enter: Enter, store: Store
) -> None:
    office = opened(enter("maja"), 3)
    done = desk.merge.merge(office, [1, 2], into=3)
    assert sorted(done.numbers) == [1, 2, 3]
    rows = insight.tickets.tickets(store, [1, 2, 3])
    assert [(row.status, row.merged_into) for row in rows] == [
        (Status.CLOSED, 3), (Status.CLOSED, 3), (Status.NEW, None),
    ]  # fmt: skip
    told = [e.after["absorbed"] for e in insight.timeline.events(store, 3) if e.verb == "absorb"]
    assert told == [1, 2]


@pytest.mark.parametrize(
    ("before", "says"),
    [
        (lambda o: desk.merge.merge(o, [1], into=1), "merged into itself"),
        (
            lambda o: (desk.merge.merge(o, [2], into=3), desk.merge.merge(o, [1], into=2)),
            "ticket 2 was merged into 3 itself",
        ),
        (
            lambda o: (
                desk.outcome.cancel(o, [2], reason="gone"), desk.merge.merge(o, [1], into=2)
            ),
            "ticket 2: merging into it is out of place: the ticket is cancelled",
        ),
        (
            lambda o: (
                desk.repair.open_order(o, [1], vendor="northwell", asset="LAP-0001"),
                desk.merge.merge(o, [1], into=2),
            ),
            "a repair order is under way",
        ),
        (
            lambda o: (desk.merge.merge(o, [1], into=2), desk.merge.merge(o, [1], into=3)),
            "it was merged into 2",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_merged_is_refused_and_stays(
    enter: Enter, store: Store, before: Callable[[Office], object], says: str
) -> None:
    with pytest.raises(RefusedError, match=says):
        before(opened(enter("berit"), 3))
    assert insight.tickets.ticket(store, 3).merged_into is None


def test_of_several_that_are_merged_one_refused_leaves_no_trace(enter: Enter, store: Store) -> None:
    office = opened(enter("berit"), 3)
    desk.outcome.cancel(office, [2], reason="gone")
    with pytest.raises(RefusedError, match="ticket 2: merge is out of place"):
        desk.merge.merge(office, [1, 2], into=3)
    assert insight.tickets.ticket(store, 1).merged_into is None


@pytest.mark.parametrize(
    "verb",
    [
        lambda o: desk.work.reply(o, [1], text="hello"),
        lambda o: desk.work.note(o, [1], text="hello"),
        lambda o: desk.intake.contact(o, 1, channel=Channel.PHONE, direction=Direction.IN),
        lambda o: desk.assign.take(o, [1]),
        lambda o: desk.outcome.reopen(o, [1], reason="again"),
        lambda o: desk.edit.edit(o, [1], {"category": "vpn"}),
    ],
)
def test_whoever_names_a_merged_ticket_is_led_to_where_it_went_in_the_end(
    enter: Enter, verb: Callable[[Office], object]
) -> None:
    office = opened(enter("berit"), 3)
    desk.merge.merge(office, [1], into=2)
    desk.merge.merge(office, [2], into=3)
    with pytest.raises(RefusedError, match="it was merged into 3"):
        verb(office)


STATES: dict[str, Callable[[Office], object]] = {
    "new": lambda o: None,
    "taken": lambda o: desk.assign.take(o, [1]),
    "a callback": lambda o: desk.work.wait(
        o, [1], reason=Pending.CALLBACK, until=NOW + timedelta(days=1), number="+48 61 555 0142"
    ),
    "resolved": lambda o: desk.outcome.resolve(o, [1], code=Resolution.FIXED, text="done"),
    "closed": lambda o: (
        desk.outcome.resolve(o, [1], code=Resolution.FIXED, text="done"),
        desk.outcome.close(o, [1]),
    ),
}


@pytest.mark.parametrize("back", ["undo", "unmerge"])
@pytest.mark.parametrize("state", STATES)
def test_what_comes_out_again_stands_as_it_stood_its_clocks_too(
    enter: Enter, store: Store, clock: Clock, state: str, back: str
) -> None:
    office = opened(enter("maja"))
    desk.policies.adopt(enter("berit"), promises.policy(promises.OFFICE, promises.PROMISES))
    STATES[state](office)
    before = [stood(store, number) for number in (1, 2)]
    assert before[0]["status"] in (Status.CLOSED, Status.RESOLVED) or before[0]["next_due"]
    clock.tick(hours=1)
    desk.merge.merge(office, [1], into=2)
    assert stood(store, 1) != before[0]
    if state != "a callback":  # what it waited for is over, and the time between counts
        clock.tick(hours=1)
    desk.undo.undo(office) if back == "undo" else desk.merge.unmerge(office, [1])
    assert [stood(store, number) for number in (1, 2)] == before
    desk.undo.undo(office) if back == "unmerge" else desk.undo.redo(office)
    assert insight.tickets.ticket(store, 1).merged_into == 2


@pytest.mark.parametrize(("rule", "earlier"), [("own", False), ("earliest", True)])
def test_the_clock_of_what_takes_over_goes_by_the_policy(
    enter: Enter, store: Store, clock: Clock, rule: str, earlier: bool
) -> None:
    office = opened(enter("berit"), 1)
    said = promises.policy(promises.OFFICE, promises.PROMISES, f'\n[clocks]\non_merge = "{rule}"\n')
    desk.policies.adopt(office, said)
    clock.tick(hours=2)
    opened(office, 1)
    alone = insight.tickets.ticket(store, 2).due_at
    assert alone is not None
    desk.merge.merge(office, [1], into=2)
    due = insight.tickets.ticket(store, 2).due_at
    assert due is not None
    assert (due < alone) is earlier
    desk.merge.unmerge(office, [1])
    assert insight.tickets.ticket(store, 2).due_at == alone


def test_a_merge_of_several_is_undone_for_those_that_were_not_taken_out_since(
    enter: Enter, store: Store
) -> None:
    office = opened(enter("maja"), 3)
    desk.merge.merge(office, [1, 2], into=3)
    desk.merge.unmerge(office, [1])
    event = insight.timeline.events(store, 2)[-1].event
    with pytest.raises(OvertakenError, match=r"ticket 1: maja has changed .*merged into"):
        desk.undo.undo(office, event)
    assert insight.tickets.ticket(store, 2).merged_into == 3
    desk.undo.undo(office, event, rest=True)
    assert insight.tickets.ticket(store, 2).merged_into is None


def test_what_happened_before_a_merge_is_not_undone_behind_its_back(
    enter: Enter, store: Store
) -> None:
    office = opened(enter("maja"))
    event = desk.edit.edit(office, [1], {"category": "vpn"}).changes[0].event
    desk.merge.merge(office, [1], into=2)
    with pytest.raises(RefusedError, match="it was merged into 2"):
        desk.undo.undo(office, event)
    assert insight.tickets.ticket(store, 1).category == "vpn"


def test_undo_and_redo_never_lead_two_tickets_to_each_other(enter: Enter, store: Store) -> None:
    office = opened(enter("maja"))
    desk.merge.merge(office, [1], into=2)
    undone = desk.undo.undo(office).changes[0].event
    desk.merge.merge(office, [2], into=1)
    with pytest.raises(FrontdeskError, match="ticket 2: it was merged into 1"):
        desk.undo.undo(office, undone)
    assert insight.tickets.ticket(store, 1).merged_into is None


def test_what_was_closed_before_and_is_open_again_is_not_merged_by_undo(
    enter: Enter, store: Store
) -> None:
    office = opened(enter("maja"))
    STATES["closed"](office)
    desk.merge.merge(office, [1], into=2)
    event = desk.merge.unmerge(office, [1]).changes[0].event
    desk.outcome.reopen(office, [1], reason="again")
    with pytest.raises(OvertakenError, match="ticket 1: its status has changed since"):
        desk.undo.undo(office, event)
    assert insight.tickets.ticket(store, 1).status is Status.IN_PROGRESS


def test_merging_is_for_who_holds_the_ticket_and_their_team(enter: Enter) -> None:
    opened(enter("maja"))
    desk.assign.take(enter("nadia"), [1])
    with pytest.raises(RefusedError, match="merge is for who holds the ticket"):
        desk.merge.merge(enter("maja"), [1], into=2)


def test_the_version_that_was_seen_is_that_of_the_ticket_that_was_named(
    enter: Enter, store: Store
) -> None:
    office = opened(enter("maja"))
    desk.work.note(office, [2], text="more words")
    desk.merge.merge(office, [1], into=2, expect=1)
    assert insight.tickets.ticket(store, 1).merged_into == 2
