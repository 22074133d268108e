"""Known fixes: written, changed, withdrawn, found again."""

from __future__ import annotations

import pytest

from frontdesk import desk, insight
from frontdesk.desk.inputs import NewTicket
from frontdesk.errors import BadInputError, NotFoundError, RefusedError
from frontdesk.store.unit import Store
from tests.conftest import Enter

FIX = {
    "title": "Fax drops the line",
    "symptom": "the fax hangs up / faks zrywa połączenie",
    "category": "Fax",
    "asset_types": "fax",
    "minutes": "8",
    "steps": "Ask for the number.\nTurn error correction off.",
}


def test_a_new_fix_is_found_by_what_callers_say(enter: Enter, store: Store) -> None:
    number = desk.knowledge.add(enter("maja"), FIX).made
    assert number == 3
    found = insight.fixes.matching(store, "faks zrywa polaczenie")[0]
    assert (found.fix, found.category, found.asset_types) == (3, "fax", ("fax",))
    steps = insight.fixes.fix(store, 3).steps
    assert [step.text for step in steps] == ["Ask for the number.", "Turn error correction off."]


def test_an_edited_fix_is_found_by_its_new_words_and_keeps_its_record(
    enter: Enter, store: Store
) -> None:
    office = enter("maja")
    desk.intake.open_ticket(office, NewTicket(subject="Account locked", requester="anna.nowak"))
    desk.fix.attempt(office, 1, fix=1, worked=False)
    desk.knowledge.edit(office, 1, {"symptom": "zamrożone konto", "steps": ["One.", "Two."]})
    found = insight.fixes.matching(store, "zamrozone konto")[0]
    assert (found.fix, found.tries) == (1, 1)
    assert [step.text for step in insight.fixes.fix(store, 1).steps] == ["One.", "Two."]


def test_a_withdrawn_fix_is_not_offered_until_it_is_restored(enter: Enter, store: Store) -> None:
    office = enter("maja")
    desk.knowledge.withdraw(office, 1)
    assert 1 not in [row.fix for row in insight.fixes.matching(store, "account locked")]
    with pytest.raises(RefusedError, match="already"):
        desk.knowledge.withdraw(office, 1)
    desk.knowledge.restore(office, 1)
    assert insight.fixes.matching(store, "account locked")[0].fix == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"category": "faxes of ours"}, "category"),
        ({"tier": 5}, "tier"),
        ({"minutes": 0}, "minutes"),
        ({"steps": " \n "}, "steps"),
        ({"title": ""}, "title"),
        ({"stepps": "x"}, "stepps"),
    ],
)
def test_a_fix_that_cannot_be_is_refused_by_the_name_of_its_field(
    enter: Enter, store: Store, change: dict[str, object], said: str
) -> None:
    with pytest.raises(BadInputError, match=said):
        desk.knowledge.add(enter("maja"), {**FIX, **change})
    with pytest.raises(BadInputError, match=said):
        desk.knowledge.edit(enter("maja"), 1, change)
    assert len(insight.fixes.fixes(store)) == 2


def test_fixes_are_loaded_by_number_or_title_and_again_without_a_change(
    enter: Enter, store: Store
) -> None:
    office = enter("berit")
    rows = [{**FIX, "id": 40}, {**FIX, "title": "Fax prints black"}]
    first = desk.knowledge.load(office, rows)
    again = desk.knowledge.load(office, rows)
    assert ((first.added, first.unchanged), (again.added, again.unchanged)) == ((2, 0), (0, 2))
    assert [row.fix for row in insight.fixes.fixes(store)] == [1, 2, 40, 41]
    with pytest.raises(BadInputError, match="row 2, column category"):
        desk.knowledge.load(office, [rows[0], {**FIX, "category": "nope"}])
    with pytest.raises(NotFoundError):
        desk.knowledge.edit(office, 99, {"minutes": 5})
