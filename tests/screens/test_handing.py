"""Work moved from the keyboard: spread over the team, handed over, marked by query, taken back."""

from __future__ import annotations

from pathlib import Path

from frontdesk import desk, insight
from frontdesk.desk.office import Office
from frontdesk.terms import DraftKind
from frontdesk.widgets.person_picker import PersonPicker
from tests.conftest import Clock, Enter
from tests.screens.consoles import console, gone, says, ticket, typed, until


def held(office: Office, count: int, by: str = "maja") -> list[int]:
    made = [ticket(office, f"two sheets at once, case {each}") for each in range(count)]
    desk.assign.assign(office, made, to=by)
    return made


def holders(office: Office, numbers: list[int]) -> list[str | None]:
    return [each.assignee for each in insight.tickets.tickets(office.store, numbers)]


def drafts(office: Office) -> dict[int | None, str]:
    """The notes of a hand-over that somebody has begun."""
    kind = DraftKind.HANDOVER
    there = [number for number, each in desk.drafts.mine(office) if each is kind]
    return {n: (desk.drafts.load(office, kind, n) or {})["text"] for n in there}


async def test_what_a_query_means_is_spread_changed_row_by_row_and_taken_back_from_the_history(
    place: Path, clock: Clock, enter: Enter
) -> None:
    berit = enter("berit")
    numbers = held(berit, 3)
    placed = insight.spreading.proposed(berit.store, berit.policy, numbers, berit.now())
    assert sorted(each.login or "" for each in placed) in (
        ["maja", "maja", "ola"],
        ["maja", "ola", "ola"],
    )
    async with console(place, clock, login="berit") as pilot:
        await pilot.press("colon")
        await typed(pilot, "mark by")
        await says(pilot, "Mark every ticket of a query")
        await pilot.press("enter")
        await says(pilot, "in the language of the filter")
        await typed(pilot, "holder:maja")
        await pilot.press("enter")
        await says(pilot, "3 marked")
        await pilot.press("D")
        await says(pilot, "Spread 3 tickets evenly?")
        await pilot.press("right")
        await pilot.press("enter")
        await says(pilot, "spread over")
        # The first row's ticket goes to the next who could take it, the others as proposed.
        first, *others = placed
        ways = [*(each.person.login for each in first.able), "maja"]  # after the last it stays
        expected = [ways[ways.index(first.login or "") + 1], *(each.login for each in others)]
        assert holders(berit, numbers) == expected
        await pilot.press("colon")
        await typed(pilot, "history")
        await pilot.press("enter")
        await says(pilot, "What you did last")
        await pilot.press("enter")
        await says(pilot, "Undone")
        assert holders(berit, numbers) == ["maja"] * 3


async def test_a_shift_is_handed_over_with_a_note_on_all_and_one_of_its_own(
    place: Path, clock: Clock, enter: Enter
) -> None:
    maja = enter("maja")
    numbers = held(maja, 2)
    async with console(place, clock) as pilot:
        await pilot.press("T")
        await says(pilot, "Who gets 2 tickets of maja?")
        await typed(pilot, "ola")
        await gone(pilot, "Emil Strand")
        await pilot.press("enter")
        await says(pilot, "2 tickets of maja to ola")
        await typed(pilot, "off now")
        await pilot.press("down", "tab")
        await typed(pilot, "she calls")
        await says(pilot, "✎ she calls")
        # Kept while typing: a console that is killed now loses nothing.
        await until(pilot, lambda: drafts(maja) == {None: "off now", numbers[1]: "she calls"})
        await typed(pilot, "!")
        await pilot.press("escape")
        await gone(pilot, "2 tickets of maja to ola")
        assert drafts(maja) == {None: "off now", numbers[1]: "she calls!"}
        await pilot.press("T")
        await says(pilot, "Who gets 2 tickets of maja?")
        await typed(pilot, "ola")
        await gone(pilot, "Emil Strand")
        await pilot.press("enter")
        await says(pilot, "✎ she calls")
        await says(pilot, "off now")
        await pilot.press("enter")
        await says(pilot, "2 tickets handed over to ola  ·  u undoes")
    assert holders(maja, numbers) == ["ola", "ola"]
    assert drafts(maja) == {}
    texts = [[m.text for m in insight.timeline.messages(maja.store, n)] for n in numbers]
    assert sorted(texts) == [["off now"], ["off now\n\nshe calls!"]]


async def test_the_picker_asks_about_all_that_is_marked_and_ranks_anew_as_the_desk_changes(
    place: Path, clock: Clock, enter: Enter
) -> None:
    berit = enter("berit")
    held(berit, 14)
    (above,) = held(berit, 1)
    desk.edit.edit(berit, [above], {"complexity": "4"})
    async with console(place, clock, login="berit", size=(160, 40)) as pilot:
        await pilot.press("9", "asterisk")
        await says(pilot, "15 marked")
        await pilot.press("a")
        await says(pilot, "Who gets 15 tickets?")
        await says(pilot, "fits 14 of 15")
        await says(pilot, "decides up to 2 of 5 only (1)")
        await pilot.press("down")
        picker = pilot.app.screen
        assert isinstance(picker, PersonPicker)
        at = picker.choice
        assert at is not None
        assert at.value != "maja"
        desk.assign.assign(enter("ola"), [above], to="ola")
        await says(pilot, "14/12")
        await says(pilot, " 1/12")
        assert picker.choice == at
        await pilot.press("escape")


async def test_notes_of_a_hand_over_that_is_refused_are_kept(
    place: Path, clock: Clock, enter: Enter
) -> None:
    maja = enter("maja")
    (number,) = held(maja, 1)
    begun = {"text": "for nobody else", "operation": "earlier"}
    desk.drafts.save(maja, DraftKind.HANDOVER, 99, begun)
    desk.drafts.save(maja, DraftKind.HANDOVER, number, {"text": "she calls", "operation": "older"})
    desk.drafts.save(maja, DraftKind.HANDOVER, None, {"text": "off now", "operation": "newer"})
    async with console(place, clock) as pilot:
        await pilot.press("T")
        await says(pilot, "Who gets 1 ticket of maja?")
        await pilot.press("enter")
        await says(pilot, "✎ she calls")
        desk.assign.assign(enter("berit"), [number], to="emil")
        await typed(pilot, "!")
        await pilot.press("enter")
        await says(pilot, "holds no open ticket")
        kept = {None: "off now!", number: "she calls", 99: "for nobody else"}
        assert drafts(maja) == kept
