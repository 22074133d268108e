"""A decision knows how much open time is left to the promise, stored ticket or half-typed one."""

from __future__ import annotations

import pytest

from frontdesk import desk, insight
from frontdesk.desk.inputs import NewTicket
from frontdesk.desk.office import Office
from frontdesk.routing import Decision
from frontdesk.terms import Channel, Impact, Pending
from tests import conftest, promises
from tests.conftest import Enter
from tests.promises import OFFICE, PROMISES

HOUR = 3600.0


@pytest.fixture
def berit(enter: Enter) -> Office:
    return promises.adopt(enter("berit"), OFFICE, PROMISES)


def opened(office: Office, *, route_it: bool = False) -> None:
    new = NewTicket(subject="it is slow", requester="zofia.w", channel=Channel.PHONE)
    desk.intake.open_ticket(office, new, route_it=route_it)


def left(office: Office, **changes: str) -> float | None:
    _case, known, _decision = desk.route.decide_for(office, 1, changes)
    return known.time_left


def on_receipt(decision: Decision) -> object:
    return next(r.facts["left"] for r in decision.reasons if "left" in r.facts)


def test_what_was_used_is_not_left_and_what_paused_is(berit: Office, clock: conftest.Clock) -> None:
    opened(berit)
    assert left(berit) == 16 * HOUR
    clock.tick(hours=1)
    assert left(berit) == 15 * HOUR
    desk.work.wait(berit, [1], reason=Pending.VENDOR)
    clock.tick(hours=2)
    assert left(berit) == 15 * HOUR
    _case, known, _decision = desk.route.decide_for(berit, 1)
    assert known.promise == "solved"
    assert set(known.pauses) == {Pending.REQUESTER, Pending.CALLBACK, Pending.VENDOR}


def test_a_ticket_as_it_would_be_has_the_promise_that_it_would_have(
    berit: Office, clock: conftest.Clock
) -> None:
    opened(berit)
    clock.tick(hours=1)
    assert left(berit, urgency="critical") == 3 * HOUR
    assert left(berit) == 15 * HOUR


def test_a_ticket_that_is_being_opened_has_its_whole_promise(berit: Office) -> None:
    opened(berit, route_it=True)
    receipt = insight.receipts.latest(berit.store, 1)
    assert receipt is not None
    assert on_receipt(receipt) == 16 * HOUR


def test_a_contact_that_is_being_typed_has_the_promise_of_its_priority(
    berit: Office, clock: conftest.Clock
) -> None:
    typed = insight.evidence.HalfTyped(
        subject="it is slow", requester="zofia.w", site="poznan", impact=Impact.GROUP
    )
    decision = insight.evidence.preview(berit.store, berit.policy, typed, clock.now).decision
    assert on_receipt(decision) == 8 * HOUR
    assert decision.chosen.meets_promise


def test_where_nothing_is_promised_nothing_is_left(enter: Enter) -> None:
    office = promises.adopt(enter("berit"), OFFICE)
    opened(office)
    assert left(office) is None
