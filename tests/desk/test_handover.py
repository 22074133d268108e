"""Work that passes from one to others as one act: a whole shift, or spread over the team."""

from __future__ import annotations

import gc
from contextlib import AbstractContextManager

import pytest
from sqlalchemy.engine import Connection

from frontdesk import desk, insight
from frontdesk.desk.collecting import no_full_collections
from frontdesk.desk.inputs import NewTicket
from frontdesk.desk.office import Office
from frontdesk.desk.operation import acting
from frontdesk.errors import BadInputError, OvertakenError, RefusedError
from frontdesk.store.ledger import FEW
from frontdesk.store.unit import Store
from frontdesk.terms import Route
from tests.conftest import Enter

PLAIN = NewTicket(subject="Nothing in particular", requester="anna.nowak")


def tickets(office: Office, count: int, to: str = "maja") -> list[int]:
    """Some tickets that somebody holds."""
    made = [desk.intake.open_ticket(office, PLAIN, route_it=False).numbers[0] for _ in range(count)]
    desk.assign.assign(office, made, to=to)
    return made


def holders(store: Store, numbers: list[int]) -> list[str | None]:
    return [each.assignee for each in insight.tickets.tickets(store, numbers)]


def notes(store: Store, number: int) -> list[str | None]:
    return [each.text for each in insight.timeline.messages(store, number)]


def test_a_shift_is_handed_over_as_one_act_with_a_note_on_each(enter: Enter, store: Store) -> None:
    maja = enter("maja")
    numbers = tickets(maja, 3)
    done = desk.handover.hand_over(
        maja, giver="maja", to="ola", note="I am off to Gdańsk", notes={2: "she calls at ten"}
    )
    assert done.numbers == tuple(numbers)
    assert holders(store, numbers) == ["ola"] * 3
    assert notes(store, 1) == ["I am off to Gdańsk"]
    assert notes(store, 2) == ["I am off to Gdańsk\n\nshe calls at ten"]
    # What was written stays written; who holds them comes back.
    desk.undo.undo(maja)
    assert holders(store, numbers) == ["maja"] * 3
    assert notes(store, 1) == ["I am off to Gdańsk"]
    with pytest.raises(BadInputError, match="does not hold ticket 99"):
        desk.handover.hand_over(maja, giver="maja", to="ola", notes={99: "x"})
    desk.undo.redo(maja)
    with pytest.raises(BadInputError, match="holds no open ticket"):
        desk.handover.hand_over(maja, giver="maja", to="ola")


def test_whose_tickets_are_handed_over_is_read_in_the_transaction_that_gives_them(
    enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    maja, berit = enter("maja"), enter("berit")
    tickets(maja, 2)
    begun: list[Store] = []
    write, read = Store.write, Store.read

    def forbidden(_store: Store) -> AbstractContextManager[Connection]:
        raise AssertionError("something was read outside")

    monkeypatch.setattr(Store, "write", lambda own: begun.append(own) or write(own))
    monkeypatch.setattr(Store, "read", forbidden)
    desk.handover.hand_over(berit, giver="maja", to="ola")
    monkeypatch.setattr(Store, "read", read)
    assert len(begun) == 1
    assert holders(berit.store, [1, 2]) == ["ola", "ola"]


def test_what_somebody_holds_is_spread_over_the_team(enter: Enter, store: Store) -> None:
    maja, ola = enter("maja"), enter("ola")
    numbers = tickets(maja, 3)
    done = desk.handover.hand_round(maja, giver="maja", note="on holiday")
    assert holders(store, numbers) == ["ola"] * 3  # berit leads, and is not asked
    assert len(done.numbers) == 3
    assert notes(store, 1) == ["on holiday"]
    with pytest.raises(RefusedError, match="who holds the ticket"):
        desk.handover.hand_round(maja, giver="ola")
    far = desk.intake.open_ticket(ola, PLAIN, route_it=False).numbers
    desk.assign.assign(enter("berit"), far, to="piotr")
    with pytest.raises(RefusedError, match="nobody could take any of them"):
        desk.handover.hand_round(enter("piotr"), giver="piotr")


def test_what_nobody_has_room_for_stays_and_says_why(enter: Enter, store: Store) -> None:
    berit = enter("berit")
    room = insight.load.people(store, berit.now())
    capacity = next(each.capacity for each in room if each.login == "ola")
    numbers = tickets(berit, capacity + 2)
    done = desk.handover.hand_round(berit, giver="maja")
    stays = [each for each in done.changes if each.refused]
    assert (len(done.numbers), len(stays)) == (capacity, 2)
    assert {each.refused for each in stays} == {"all who could take it are full"}
    assert holders(store, numbers).count("maja") == 2


def test_a_chosen_balance_is_one_act_and_for_supervisors(enter: Enter, store: Store) -> None:
    berit = enter("berit")
    numbers = tickets(berit, 2)
    with pytest.raises(RefusedError, match="supervisors"):
        desk.handover.balance(enter("maja"), {1: "ola"})
    desk.handover.balance(berit, {1: "ola", 2: "emil"})
    assert holders(store, numbers) == ["ola", "emil"]
    desk.undo.undo(berit)
    assert holders(store, numbers) == ["maja", "maja"]


def test_of_several_those_changed_since_they_were_seen_are_left_out(
    enter: Enter, store: Store
) -> None:
    berit, ola = enter("berit"), enter("ola")
    numbers = tickets(berit, 3)
    seen = {each.number: each.version for each in insight.tickets.tickets(store, numbers)}
    desk.assign.take(ola, [2])
    desk.edit.edit(ola, [3], {"category": "vpn"})  # another field: nobody is overtaken by that
    told: list[tuple[str, int, int]] = []
    office = berit.lenient(seen, lambda *step: told.append(step))
    done = desk.assign.assign(office, numbers, to="emil")
    assert done.numbers == (1, 3)
    (left,) = [each for each in done.changes if each.refused]
    assert (left.number, left.overtaken) == (2, True)
    assert "ola has changed assignee, status meanwhile" in str(left.refused)
    assert ("tickets", 0, 3) in told
    with pytest.raises(OvertakenError):
        desk.assign.assign(berit, [2], to="emil", expect=seen[2])


def test_a_hand_back_elsewhere_than_decided_stands_on_the_receipt(
    enter: Enter, store: Store
) -> None:
    locked = NewTicket(subject="My account is locked, I cannot sign in", requester="anna.nowak")
    desk.intake.open_ticket(enter("maja"), locked)
    desk.assign.assign(enter("maja"), [1], to="emil")
    desk.route.route(enter("emil"), [1])
    desk.assign.assign(enter("berit"), [1], to="emil")
    desk.escalate.hand_back(enter("emil"), [1], instructions="unlock it", to="front-office")
    _number, decision, who = insight.receipts.decisions(store, 1)[-1]
    assert (decision.route, who) != (Route.HAND_BACK, None)
    assert who is not None


def test_each_of_very_many_changes_names_its_own_event(enter: Enter, store: Store) -> None:
    berit = enter("berit")
    numbers = tickets(berit, FEW + 5)
    done = desk.assign.assign(berit, numbers, to="ola")
    for each in done.changes:
        last = insight.timeline.events(store, each.number)[-1]
        assert (last.event, last.seq, last.verb) == (each.event, each.version, "assign")
    assert desk.undo.undo(berit, done.changes[-1].event).numbers != ()


def test_full_collections_come_back_when_a_change_has_ended(enter: Enter) -> None:
    usual = gc.get_threshold()
    within: list[tuple[int, int, int]] = []
    maja = enter("maja")
    with acting(maja, "edit"), no_full_collections():
        within.append(gc.get_threshold())
    assert within[0][:2] == usual[:2]
    assert within[0][2] > usual[2]
    assert gc.get_threshold() == usual
