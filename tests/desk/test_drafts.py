"""Drafts end with what they were written for, in its transaction, and never come back."""

from __future__ import annotations

import pytest

from frontdesk import desk
from frontdesk.desk.drafts import OPERATION
from frontdesk.desk.inputs import NewTicket
from frontdesk.desk.office import Office
from frontdesk.errors import FrontdeskError
from frontdesk.terms import DraftKind
from tests.conftest import Enter

NEW = NewTicket(subject="no dial tone", requester="anna.nowak")
FORM = {"what": "no dial tone", OPERATION: "f1"}
NOTE = {"text": "the line card is dead", OPERATION: "n1"}


@pytest.fixture
def maja(enter: Enter) -> Office:
    return enter("maja")


@pytest.fixture
def number(maja: Office) -> int:
    return desk.intake.open_ticket(maja, NEW).numbers[0]


def test_a_draft_ends_in_the_transaction_that_does_what_it_was_written_for(maja: Office) -> None:
    desk.drafts.save(maja, DraftKind.CONTACT, None, FORM)
    desk.intake.open_ticket(maja.preview(), NEW, operation="f1")
    assert desk.drafts.load(maja, DraftKind.CONTACT, None) == FORM
    desk.intake.open_ticket(maja, NEW, operation="f1")
    assert desk.drafts.load(maja, DraftKind.CONTACT, None) is None


def test_a_draft_stays_when_what_it_was_written_for_is_refused(maja: Office, number: int) -> None:
    desk.drafts.save(maja, DraftKind.NOTE, number, NOTE)
    with pytest.raises(FrontdeskError, match="no ticket"):
        desk.work.note(maja, [number, 99], text=NOTE["text"], operation="n1")
    assert desk.drafts.load(maja, DraftKind.NOTE, number) == NOTE


def test_a_draft_that_is_kept_too_late_does_not_come_back(maja: Office, number: int) -> None:
    desk.work.note(maja, [number], text=NOTE["text"], operation="n1")
    assert not desk.drafts.save(maja, DraftKind.NOTE, number, NOTE)
    assert desk.drafts.mine(maja) == []
    assert desk.drafts.save(maja, DraftKind.NOTE, number, NOTE | {OPERATION: "n2"})


def test_other_drafts_of_the_same_person_and_of_others_stay(
    maja: Office, number: int, enter: Enter
) -> None:
    ola = enter("ola")
    desk.drafts.save(maja, DraftKind.REPLY, number, {"text": "mine", OPERATION: "r1"})
    desk.drafts.save(ola, DraftKind.NOTE, number, {"text": "theirs", OPERATION: "n2"})
    desk.drafts.save(maja, DraftKind.NOTE, number, NOTE)
    desk.work.note(maja, [number], text=NOTE["text"], operation="n1")
    assert desk.drafts.mine(maja) == [(number, DraftKind.REPLY)]
    assert desk.drafts.mine(ola) == [(number, DraftKind.NOTE)]


def test_a_draft_outlives_reassignment_and_merge_and_is_offered_where_the_ticket_went(
    maja: Office, number: int, enter: Enter
) -> None:
    desk.drafts.save(maja, DraftKind.NOTE, number, NOTE)
    desk.assign.take(maja, [number])
    desk.assign.assign(enter("berit"), [number], to="ola")
    assert desk.drafts.load(maja, DraftKind.NOTE, number) == NOTE
    other = desk.intake.open_ticket(maja, NEW).numbers[0]
    desk.merge.merge(enter("berit"), [number], into=other)
    assert desk.drafts.load(maja, DraftKind.NOTE, number) == NOTE
    assert desk.drafts.offered(maja, DraftKind.NOTE, other) == (number, NOTE)
    desk.drafts.save(maja, DraftKind.NOTE, other, NOTE | {"text": "more of it"})
    desk.work.note(maja, [other], text="more of it", operation="n1")
    assert desk.drafts.mine(maja) == []
