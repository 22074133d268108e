"""What a tier wants to see: asked on the way up, named on the way back, and nobody is stuck."""

from __future__ import annotations

from datetime import timedelta

import pytest

from frontdesk import desk, insight
from frontdesk.desk.inputs import NewTicket
from frontdesk.desk.office import Office
from frontdesk.errors import BadInputError, RefusedError
from frontdesk.rows import EventRow
from frontdesk.store.unit import Store
from frontdesk.terms import Clock as Kind
from frontdesk.terms import Status
from frontdesk.widgets.story import story
from tests import promises
from tests.conftest import Clock, Enter
from tests.promises import OFFICE, PROMISES

LOCKED = NewTicket(subject="Account locked", requester="anna.nowak")


@pytest.fixture
def maja(enter: Enter) -> Office:
    office = enter("maja")
    desk.intake.open_ticket(office, LOCKED)
    return office


def last(store: Store) -> EventRow:
    return insight.timeline.events(store, 1)[-1]


def test_what_lacks_is_named_with_how_to_give_it_and_nothing_changes(
    maja: Office, store: Store
) -> None:
    before = last(store)
    with pytest.raises(RefusedError) as refused:
        desk.escalate.escalate(maja, [1], reason="it locks again", to="desktop")
    assert "desktop wants to see what ticket 1 lacks: " in refused.value.title
    assert "a category" in refused.value.title
    assert "`frontdesk edit 1 --set body=… --set category=…`" in refused.value.hint
    assert "`frontdesk try 1 --fix F --failed`" in refused.value.hint
    assert "--lacking REASON" in refused.value.hint
    assert last(store) == before


def test_a_caller_on_the_line_is_never_stuck_and_who_gets_it_reads_what_lacks(
    maja: Office, store: Store
) -> None:
    desk.escalate.escalate(
        maja, [1], reason="it locks again", to="desktop", lacking="they have to catch a train"
    )
    event = last(store)
    assert event.after["lacks"] == ["words:5", "category", "tried_fix"]
    (entry,) = story([event], {})
    assert "lacks at least 5 words" in entry.facts
    assert entry.text == (
        "it locks again\nIt goes without what was wanted: they have to catch a train"
    )


def test_nothing_is_asked_where_all_is_there_and_no_reason_is_kept_for_nothing(
    maja: Office, store: Store
) -> None:
    desk.edit.edit(maja, [1], {"body": "again and again since this morning", "category": "access"})
    desk.fix.attempt(maja, 1, fix=1, worked=False)
    desk.escalate.escalate(maja, [1], reason="locks", to="desktop", lacking="because")
    assert "lacks" not in last(store).after
    assert set(last(store).texts) == {"reason"}


def test_of_several_the_one_that_lacks_stops_all_unless_it_may_be_left_out(
    enter: Enter, store: Store
) -> None:
    berit = enter("berit")
    for _ in range(2):
        desk.intake.open_ticket(berit, LOCKED)
    desk.edit.edit(berit, [2], {"body": "again and again all morning", "category": "access"})
    desk.fix.attempt(berit, 2, fix=1, worked=False)
    with pytest.raises(RefusedError, match="ticket 1"):
        desk.escalate.escalate(berit, [1, 2], reason="locks", to="L2")
    done = desk.escalate.escalate(berit.lenient(), [1, 2], reason="locks", to="L2")
    assert [(each.number, each.refused is None) for each in done.changes] == [
        (2, True), (1, False),
    ]  # fmt: skip
    assert insight.tickets.ticket(store, 1).tier == 1
    assert len(insight.receipts.decisions(store, 1)) == 1


def test_a_return_names_what_lacks_by_the_policys_words(maja: Office, enter: Enter) -> None:
    desk.escalate.escalate(maja, [1], reason="x", to="desktop", lacking="train")
    emil = enter("emil")
    wanted = insight.contract.here(emil.store, emil.policy, 1, emil.now())
    assert wanted.missing == ("words:5", "category", "tried_fix")
    desk.escalate.return_incomplete(emil, [1], lacks=["words", "tried-fix", "words"])
    event = last(emil.store)
    assert event.after["lacks"] == ["words:5", "tried_fix"]
    assert "lacks at least 5 words" in story([event], {})[0].facts
    assert insight.tickets.ticket(emil.store, 1).team == "front-office"


def test_a_return_says_something_or_is_refused(maja: Office, enter: Enter) -> None:
    desk.escalate.escalate(maja, [1], reason="x", to="desktop", lacking="train")
    emil = enter("emil")
    with pytest.raises(RefusedError, match="return needs what is missing"):
        desk.escalate.return_incomplete(emil, [1], missing="  ")
    with pytest.raises(BadInputError, match="'assets' is nothing that a tier wants"):
        desk.escalate.return_incomplete(emil, [1], lacks=["assets"])
    desk.escalate.return_incomplete(emil, [1], missing="the log", lacks=["asset"])
    assert last(emil.store).texts["missing"] == "the log"


def test_what_a_ticket_would_lack_above_follows_where_it_would_go(maja: Office) -> None:
    args = (maja.store, maja.policy, 1, maja.now())
    assert insight.contract.above(*args).wants == insight.contract.above(*args, tier=2).wants
    assert "words:10" in insight.contract.above(*args, tier=3).wants


def test_passing_it_on_starts_the_clock_of_acceptance_and_accepting_stops_it(
    enter: Enter, clock: Clock
) -> None:
    berit = promises.adopt(enter("berit"), OFFICE, PROMISES)
    desk.intake.open_ticket(berit, LOCKED)

    def running() -> dict[Kind, timedelta]:
        told = insight.clocks.of_ticket(berit.store, berit.policy, 1, berit.now())
        return {each.clock: each.used for each in told.running if each.state.is_alive}

    desk.escalate.escalate(berit, [1], reason="x", to="desktop", lacking="train")
    clock.tick(hours=1)
    assert running()[Kind.ACCEPT] == timedelta(hours=1)
    desk.escalate.accept(berit, [1])
    assert insight.tickets.ticket(berit.store, 1).status is Status.IN_PROGRESS
    assert Kind.ACCEPT not in running()
