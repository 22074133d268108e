"""How a ticket came about, as it is read."""

from __future__ import annotations

from sqlalchemy import update

from frontdesk import desk, insight
from frontdesk.desk.inputs import NewTicket
from frontdesk.store import tables as t
from frontdesk.store.unit import Store
from frontdesk.terms import Channel, Direction, Route, Subject
from tests.conftest import Enter

NEW = NewTicket(
    subject="My account is locked, I cannot sign in",
    words="since this morning",
    requester="anna.nowak",
    asset="LAP-0001",
)


def test_events_name_people_teams_and_equipment_by_their_codes(enter: Enter, store: Store) -> None:
    office = enter("berit")
    desk.intake.open_ticket(office, NEW)
    desk.assign.assign(office, [1], to="ola", reason="knows her")
    events = insight.timeline.events(store, 1)
    assert events[0].verb == "new"
    assert events[0].after["requester"] == "anna.nowak"
    assert events[0].after["asset"] == "LAP-0001"
    assert events[0].texts == {"subject": NEW.subject, "words": NEW.words}
    assert events[-1].after["assignee"] == "ola"
    assert events[-1].texts["reason"] == "knows her"
    assert [event.seq for event in events] == list(range(1, len(events) + 1))


def test_an_event_that_was_taken_back_says_so_until_it_is_done_again(
    enter: Enter, store: Store
) -> None:
    office = enter("berit")
    desk.intake.open_ticket(office, NEW)
    desk.edit.edit(office, [1], {"subject": "Locked out"})
    edited = insight.timeline.events(store, 1)[-1]
    assert edited.before["subject"] == NEW.subject
    assert edited.texts["subject"] == "Locked out"
    desk.undo.undo(office)
    *_, edit, undo = insight.timeline.events(store, 1)
    assert edit.undone
    assert (undo.verb, undo.undoes) == ("undo", edit.event)
    desk.undo.redo(office)
    *_, edit, undo, redo = insight.timeline.events(store, 1)
    assert not edit.undone
    assert undo.undone
    assert redo.undoes == undo.event


def test_an_erased_text_is_none_and_the_rest_of_its_event_stands(
    enter: Enter, store: Store
) -> None:
    office = enter("maja")
    desk.intake.open_ticket(office, NEW)
    desk.work.note(office, [1], text="her password is on a note")
    with store.write() as unit:
        erased = update(t.text).where(t.text.c.body == "her password is on a note")
        unit.session.execute(erased.values(body=None, salt=None))
        unit.commit()
    event = insight.timeline.events(store, 1)[-1]
    assert (event.verb, event.texts) == ("note", {"text": None})
    assert insight.timeline.messages(store, 1)[-1].text is None


def test_contacts_messages_and_attempts_stand_in_their_order(enter: Enter, store: Store) -> None:
    office = enter("maja")
    desk.intake.open_ticket(office, NEW)
    desk.intake.contact(
        office, 1, channel=Channel.EMAIL, direction=Direction.OUT, minutes=3, text="we look"
    )
    desk.fix.attempt(office, 1, fix=1, worked=False, step=2, minutes=4)
    desk.work.note(office, [1], text="no luck")
    desk.work.reply(office, [1], text="one moment")
    contacts = insight.timeline.contacts(store, 1)
    assert [(c.channel, c.direction, c.text) for c in contacts] == [
        (Channel.PHONE, Direction.IN, NEW.words),
        (Channel.EMAIL, Direction.OUT, "we look"),
        (Channel.EMAIL, Direction.OUT, "one moment"),
    ]
    assert [m.text for m in insight.timeline.messages(store, 1)] == ["no luck", "one moment"]
    attempt = insight.timeline.attempts(store, 1)[0]
    assert (attempt.fix, attempt.worked, attempt.step, attempt.minutes) == (1, False, 2, 4)


def test_a_repair_order_has_a_timeline_and_a_place_on_the_board(enter: Enter, store: Store) -> None:
    office = enter("maja")
    desk.intake.open_ticket(office, NEW)
    order = desk.repair.open_order(office, [1], vendor="northwell", fault="no light").made
    assert order is not None
    desk.repair.ship(office, [order], carrier="PostNord", tracking="X1")
    events = insight.timeline.of_subject(store, Subject.REPAIR, order)
    assert [event.verb for event in events] == ["open", "ship"]
    assert events[0].texts == {"fault": "no light"}
    row = insight.repairs.board(store)[0]
    assert (row.order, row.vendor, row.asset, row.fault) == (1, "northwell", "LAP-0001", "no light")
    assert insight.repairs.of_ticket(store, 1) == [insight.repairs.order(store, order)] == [row]
    desk.repair.give_back(office, [order])
    desk.repair.close(office, [order])
    assert insight.repairs.board(store) == []
    assert len(insight.repairs.of_asset(store, "LAP-0001")) == 1


def test_a_receipt_is_read_back_as_it_was_made(enter: Enter, store: Store) -> None:
    office = enter("maja")
    desk.intake.open_ticket(office, NEW)
    made = insight.receipts.latest(store, 1)
    assert made is not None
    assert made.route in Route
    [(identity, same, overridden)] = insight.receipts.decisions(store, 1)
    assert (same, overridden) == (made, None)
    assert insight.receipts.decision(store, identity) == made
