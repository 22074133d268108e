"""Quick requests: served in one act, who asked checked and recorded, no secret anywhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frontdesk import desk, insight, policy
from frontdesk.desk.inputs import NewRequester, NewTicket
from frontdesk.desk.office import Office
from frontdesk.desk.request import Asked, Served
from frontdesk.errors import BadInputError, FrontdeskError, NotFoundError, RefusedError
from frontdesk.store.unit import Store
from frontdesk.terms import Channel, Kind, Resolution, Status
from frontdesk.widgets.story import story
from tests.conftest import Enter

ANNA = Asked("anna.nowak", channel=Channel.PHONE, minutes=5)
RESET = Served("password-reset", "staff badge")


@pytest.fixture
def maja(enter: Enter) -> Office:
    return enter("maja")


def events_in(store: Store) -> int:
    with store.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM event").scalar_one())


def test_it_is_opened_served_and_resolved_as_one_act(maja: Office, store: Store) -> None:
    done = desk.request.request(maja, ANNA, RESET)
    ticket = insight.tickets.ticket(store, done.numbers[0])
    assert (ticket.status, ticket.resolution_code) == (Status.RESOLVED, Resolution.FULFILLED)
    assert (ticket.kind, ticket.category, ticket.requester, ticket.assignee, ticket.team) == (
        Kind.REQUEST, "access", "anna.nowak", "maja", "front-office",
    )  # fmt: skip
    assert ticket.cost.amount > 0
    assert ticket.decision is not None
    event = insight.timeline.events(store, ticket.number)[-1]
    assert (event.verb, event.after["request"]) == ("request", "password-reset")
    assert (event.after["checked"], event.after["steps"]) == ("staff badge", [1, 2, 3, 4])
    (entry,) = story([event], {})
    assert entry.what == "served a quick request"
    assert entry.facts.endswith("password-reset")
    assert entry.text == "Password reset; who asked was checked by: staff badge"


@pytest.mark.parametrize(
    ("served", "error", "says"),
    [
        (Served("password-reset"), RefusedError, "who asks must be checked first"),
        (Served("password-reset", " "), RefusedError, "who asks must be checked first"),
        (Served("password-reset", "she sounds nice"), BadInputError, "no way of checking"),
        (Served("password-reset", "a"), BadInputError, "no way of checking"),  # in several
        (Served("password-rset", "staff badge"), NotFoundError, "no quick request"),
        (Served("password-reset", "badge", steps=[5]), BadInputError, "has no step 5"),
        (replace(RESET, note="new hasło: Zima2026"), BadInputError, "told a secret"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    maja: Office, store: Store, served: Served, error: type[FrontdeskError], says: str
) -> None:
    before = events_in(store)
    with pytest.raises(error, match=says):
        desk.request.request(maja, ANNA, served)
    assert events_in(store) == before
    assert insight.tickets.tickets(store, [1]) == []


def test_a_part_of_a_check_is_enough_where_it_means_one(maja: Office, store: Store) -> None:
    desk.request.request(maja, ANNA, replace(RESET, checked="CALLBACK"))
    event = insight.timeline.events(store, 1)[-1]
    assert event.after["checked"] == "callback to the registered number"


def test_what_is_begun_stays_in_progress_and_is_served_later(maja: Office, store: Store) -> None:
    desk.request.request(maja, ANNA, replace(RESET, begun=True, steps=[1]))
    ticket = insight.tickets.ticket(store, 1)
    assert (ticket.status, ticket.assignee) == (Status.IN_PROGRESS, "maja")
    (entry,) = story([insight.timeline.events(store, 1)[-1]], {})
    assert entry.facts.endswith("password-reset · checked by staff badge · steps 1")
    desk.request.serve(maja, 1, replace(RESET, note="she called from the train"))
    assert insight.tickets.ticket(store, 1).status is Status.RESOLVED
    assert insight.timeline.events(store, 1)[-1].texts["text"] == "she called from the train"


def test_a_ticket_that_asks_for_one_is_served_by_it(maja: Office, store: Store) -> None:
    new = NewTicket(subject="please reset my password", requester="zofia.w")
    desk.intake.open_ticket(maja, new, route_it=False)
    desk.request.serve(maja, 1, replace(RESET, steps=[1, 2]))
    ticket = insight.tickets.ticket(store, 1)
    assert (ticket.status, ticket.assignee) == (Status.RESOLVED, "maja")
    assert ticket.resolution == (
        "Password reset; who asked was checked by: staff badge; steps done: 1, 2 of 4"
    )


def test_undo_takes_the_serving_back_and_redo_does_it_again(maja: Office, store: Store) -> None:
    desk.request.request(maja, ANNA, RESET)
    desk.undo.undo(maja)
    ticket = insight.tickets.ticket(store, 1)
    assert (ticket.status, ticket.resolution_code, ticket.assignee) == (Status.NEW, None, None)
    desk.undo.redo(maja)
    assert insight.tickets.ticket(store, 1).status is Status.RESOLVED
    assert desk.trust.verify(maja).intact


def test_the_same_filing_twice_opens_one_ticket(maja: Office) -> None:
    asked = replace(ANNA, operation="call-1")
    first = desk.request.request(maja, asked, RESET)
    assert desk.request.request(maja, asked, RESET).numbers == first.numbers


def test_somebody_new_is_registered_with_it(maja: Office, store: Store) -> None:
    desk.request.request(maja, Asked(newcomer=NewRequester(name="Ewa Lis")), RESET)
    assert insight.tickets.ticket(store, 1).requester == "ewa.lis"


def test_one_for_a_higher_tier_is_not_served_below(enter: Enter, store: Store) -> None:
    maja, emil = enter("maja"), enter("emil")
    text = (
        '[[requests]]\ncode = "vpn-token"\nlabel = "VPN token"\nminutes = 3\n'
        'tier = 2\nsteps = ["Issue it."]\n'
    )
    with store.read() as connection:
        shipped = connection.exec_driver_sql("SELECT text FROM policy").scalar_one()
    book = policy.parse(f"{shipped}\n{text}")
    with pytest.raises(RefusedError, match="from tier 2 on"):
        desk.request.request(replace(maja, policy=book), ANNA, Served("vpn-token"))
    desk.request.request(replace(emil, policy=book), ANNA, Served("vpn-token"))
    assert "checked" not in insight.timeline.events(store, 1)[-1].after


def test_a_contact_that_asks_for_one_stays_with_who_has_the_caller_until_it_is_served(
    maja: Office, store: Store
) -> None:
    new = NewTicket(subject="please reset my password", requester="zofia.w")
    desk.intake.open_ticket(maja, new)
    ticket = insight.tickets.ticket(store, 1)
    assert (ticket.status, ticket.assignee) == (Status.IN_PROGRESS, "maja")
    routed = insight.timeline.events(store, 1)[-1]
    assert (routed.after["route"], routed.after["request"]) == ("quick_request", "password-reset")
    desk.request.serve(maja, 1, RESET)
    assert [who for _id, _made, who in insight.receipts.decisions(store, 1)] == [None, None]
