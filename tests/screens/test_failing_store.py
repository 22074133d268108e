"""A store that cannot be written at the moment something is sent: it is said, and tried again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from textual.widgets import Input

from frontdesk import desk, insight
from frontdesk.errors import StoreError
from frontdesk.store.unit import Store, Unit
from tests.conftest import Clock, Enter
from tests.screens.consoles import console, gone, says, shown, ticket, typed


class Writable:
    """Whether any store can be written."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.yes = True
        write = Store.write

        @contextmanager
        def locked() -> Iterator[Unit]:
            raise StoreError("the store is locked", "try again in a moment")
            yield

        def if_writable(store: Store) -> AbstractContextManager[Unit]:
            return write(store) if self.yes else locked()

        monkeypatch.setattr(Store, "write", if_writable)


@pytest.fixture
def writable(monkeypatch: pytest.MonkeyPatch) -> Writable:
    return Writable(monkeypatch)


async def test_what_several_tickets_were_to_become_is_done_on_the_second_try(
    place: Path, clock: Clock, enter: Enter, writable: Writable
) -> None:
    office = enter("maja")
    numbers = [ticket(office, f"case {each}") for each in "ab"]
    desk.assign.take(office, numbers)
    async with console(place, clock) as pilot:
        await says(pilot, "case b")
        await pilot.press("asterisk", "E")
        await says(pilot, "what is asked of the next tier")
        await typed(pilot, "it works")
        await pilot.press("enter")
        await says(pilot, "2 change")
        writable.yes = False
        await pilot.press("enter")
        await says(pilot, "the store is locked")
        assert pilot.app.screen.query_one(Input).value == "it works"
        await pilot.press("enter")  # nor can it be looked at now
        await says(pilot, "2 tickets escalated?")
        await says(pilot, "the store is locked")
        writable.yes = True
        await pilot.press("enter")
        await says(pilot, "2 change")
        await pilot.press("enter")
        await says(pilot, "2 tickets escalated  ·")
        await gone(pilot, "what is asked of the next tier")
    found = insight.tickets.tickets(office.store, numbers)
    assert [each.tier for each in found] == [2, 2]
    last = insight.timeline.events(office.store, numbers[0])[-1]
    assert last.texts["reason"] == "it works"


async def test_a_priority_that_several_tickets_could_not_get_is_said_and_given_afterwards(
    place: Path, clock: Clock, enter: Enter, writable: Writable
) -> None:
    office = enter("maja")
    numbers = [ticket(office, f"case {each}") for each in "ab"]
    desk.assign.take(office, numbers)
    async with console(place, clock) as pilot:
        await says(pilot, "case b")
        await pilot.press("asterisk")
        for can, said in ((False, "the store is locked"), (True, "2 tickets set to P1  ·")):
            writable.yes = True
            await pilot.press("p")
            await says(pilot, "whom does it hit")
            await pilot.press("enter")
            await says(pilot, "2 tickets set to P1?")
            await says(pilot, "2 change")
            writable.yes = can
            await pilot.press("enter")
            await says(pilot, said)
            assert "2 marked" in shown(pilot) or can
    found = insight.tickets.tickets(office.store, numbers)
    assert [each.priority.value for each in found] == ["P1", "P1"]
