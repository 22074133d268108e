"""Other desks' changes are seen, once each, and a quiet store is asked nearly nothing."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from frontdesk import desk
from frontdesk.desk.inputs import NewTicket
from frontdesk.errors import StoreError
from frontdesk.insight import live
from frontdesk.terms import DraftKind
from tests.conftest import Enter


def test_it_begins_where_the_store_stands(enter: Enter) -> None:
    maja = enter("maja")
    desk.intake.open_ticket(maja, NewTicket(subject="a"))
    last, numbers = live.changes(maja.store, None)
    assert last > 0
    assert numbers == frozenset()


def test_changes_of_every_desk_are_told_once(enter: Enter) -> None:
    maja, ola = enter("maja"), enter("ola")
    number = desk.intake.open_ticket(maja, NewTicket(subject="a")).numbers[0]
    last, _numbers = live.changes(maja.store, None)
    desk.work.note(ola, [number], text="from the other desk")
    desk.work.note(maja, [number], text="from this desk")
    last, numbers = live.changes(maja.store, last)
    assert numbers == {number}
    assert live.changes(maja.store, last) == (last, frozenset())


def test_two_watchers_of_one_store_each_get_everything(enter: Enter) -> None:
    maja, ola = enter("maja"), enter("ola")
    start, _numbers = live.changes(maja.store, None)
    number = desk.intake.open_ticket(ola, NewTicket(subject="a")).numbers[0]
    assert live.changes(maja.store, start)[1] == {number}
    assert live.changes(maja.store, start)[1] == {number}


def test_a_draft_makes_nobody_repaint(enter: Enter) -> None:
    maja, ola = enter("maja"), enter("ola")
    number = desk.intake.open_ticket(maja, NewTicket(subject="a")).numbers[0]
    last, _numbers = live.changes(maja.store, None)
    desk.drafts.save(ola, DraftKind.NOTE, number, {"text": "typing"})
    assert live.changes(maja.store, last) == (last, frozenset())


def test_a_change_of_a_repair_order_is_a_change_of_its_ticket(enter: Enter) -> None:
    maja = enter("maja")
    new = NewTicket(subject="screen cracked", asset="LAP-0001")
    opened = desk.intake.open_ticket(maja, new)
    number, order = opened.numbers[0], opened.made
    last, _numbers = live.changes(maja.store, None)
    assert order is not None
    desk.repair.ship(maja, [order], carrier="DHL", tracking="1")
    assert live.changes(maja.store, last)[1] == {number}


def test_what_was_rolled_back_is_no_change(enter: Enter) -> None:
    maja = enter("maja")
    last, _numbers = live.changes(maja.store, None)
    desk.intake.open_ticket(maja.preview(), NewTicket(subject="a"))
    assert live.changes(maja.store, last) == (last, frozenset())


def test_threads_may_take_turns(enter: Enter) -> None:
    maja = enter("maja")
    live.changes(maja.store, None)
    found: list[int] = []
    thread = threading.Thread(target=lambda: found.append(live.changes(maja.store, None)[0]))
    thread.start()
    thread.join()
    assert found == [live.changes(maja.store, None)[0]]


def test_a_store_that_is_gone_is_said_and_found_again(enter: Enter, place: Path) -> None:
    maja = enter("maja")
    live.changes(maja.store, None)
    maja.store.watch.close()
    hidden = place.rename(place.with_name("hidden.db"))
    with pytest.raises(StoreError):
        live.changes(maja.store, None)
    hidden.rename(place)
    assert live.changes(maja.store, None)[1] == frozenset()


def test_whoever_is_mentioned_is_told_once_and_nobody_by_part_of_a_name(enter: Enter) -> None:
    maja, ola = enter("maja"), enter("ola")
    number = desk.intake.open_ticket(maja, NewTicket(subject="a")).numbers[0]
    last, _numbers = live.changes(maja.store, None)
    for text in ("olaf@ola.example and @ola.b, @olaf", "ask @ola.", "@ola again"):
        desk.work.note(maja, [number], text=text)
    desk.work.note(ola, [number], text="myself: @ola")
    found = live.mentions(ola.store, last, [number], "ola")
    assert found == [(number, "maja"), (number, "maja")]
    last, numbers = live.changes(maja.store, last)
    assert live.mentions(ola.store, last, numbers, "ola") == []
