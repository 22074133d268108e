"""What was written on a ticket can be found, also after it was edited or the index made anew."""

from __future__ import annotations

import pytest

from frontdesk import desk, insight
from frontdesk.desk.inputs import NewTicket
from frontdesk.desk.office import Office
from frontdesk.terms import Channel, Direction, Resolution
from tests.conftest import Enter


@pytest.fixture
def office(enter: Enter) -> Office:
    """A ticket with something of every sort written on it."""
    berit = enter("berit")
    desk.intake.open_ticket(berit, NewTicket(subject="Drukarka nie działa", words="czerwona dioda"))
    desk.work.note(berit, [1], text="fuser replaced")
    desk.work.reply(berit, [1], text="please try again")
    desk.intake.contact(
        berit, 1, channel=Channel.PHONE, direction=Direction.IN, text="smells of smoke"
    )
    desk.outcome.resolve(berit, [1], code=Resolution.FIXED, text="new lamp")
    return berit


WORDS = ("dziala", "DIODA", "fuser", "try again", "smoke", "lamp")


def found(office: Office, words: str) -> bool:
    return [row.number for row in insight.tickets.find(office.store, words)] == [1]


@pytest.mark.parametrize("words", WORDS)
def test_everything_written_on_a_ticket_can_be_found(office: Office, words: str) -> None:
    assert found(office, words)


@pytest.mark.parametrize("words", WORDS[2:])
def test_an_edit_keeps_what_else_was_written(office: Office, words: str) -> None:
    desk.outcome.reopen(office, [1], reason="again")
    desk.edit.edit(office, [1], {"subject": "Printer dead", "body": "no light"})
    assert found(office, words)
    assert found(office, "printer light")
    assert not found(office, "drukarka")
    desk.undo.undo(office)
    assert found(office, words)
    assert found(office, "drukarka")


@pytest.mark.parametrize("words", WORDS)
def test_an_index_made_anew_finds_the_same(office: Office, words: str) -> None:
    with office.store.write() as unit:
        unit.session.connection().exec_driver_sql("DELETE FROM ticket_search")
        unit.commit()
    assert not found(office, words)
    bad = [each.check for each in desk.trust.doctor(office.store.place.path) if not each.good]
    assert bad == ["search"]
    desk.trust.rebuild(office.store.place.path)
    assert found(office, words)


@pytest.mark.parametrize("typed", ['"', "a OR b", "NEAR(x y)", "subject:x", "*", "-x", "'; --", ""])
def test_what_people_type_is_never_taken_for_a_language(office: Office, typed: str) -> None:
    assert insight.tickets.find(office.store, typed) == []
