"""The obvious first choice takes Enter: the maker of the equipment, the fix that was proposed."""

from __future__ import annotations

from pathlib import Path

from frontdesk import desk, insight
from frontdesk.desk.inputs import NewTicket
from frontdesk.terms import Resolution, Subject
from tests.conftest import Clock, Enter
from tests.screens.consoles import console, says, ticket


async def test_equipment_goes_to_its_maker_with_the_subject_as_the_fault_unless_said_otherwise(
    place: Path, clock: Clock, enter: Enter
) -> None:
    maja, berit = enter("maja"), enter("berit")
    desk.register.add(berit, Subject.VENDOR, {"code": "acme", "name": "Acme", "types": "laptop"})
    one = ticket(maja, "screen cracked", asset="LAP-0001")
    two = ticket(maja, "drawer broken", asset="PRN-0001")
    desk.assign.assign(maja, [one], to="maja")
    async with console(place, clock) as pilot:
        await pilot.press("d")
        await says(pilot, "Send LAP-0001 laptop N-laptop for repair")
        await says(pilot, "made it, or keeps it · warranty to 2028-01")
        await pilot.press("enter")
        await says(pilot, f"{one}: repair order 1 opened")
        desk.assign.assign(maja, [two], to="maja")
        await pilot.press("9")
        await says(pilot, "drawer broken")
        await pilot.press("end", "d")
        await says(pilot, "Send PRN-0001")
        await pilot.press("down", "x", "enter")
        await says(pilot, f"{two}: repair order 2 opened")
    (first,) = insight.repairs.of_ticket(maja.store, one)
    (second,) = insight.repairs.of_ticket(maja.store, two)
    assert (first.vendor, first.fault) == ("northwell", "screen cracked")
    assert (second.vendor, second.fault) == ("acme", "drawer brokenx")


async def test_what_the_proposed_fix_has_resolved_takes_two_enters(
    place: Path, clock: Clock, enter: Enter
) -> None:
    maja = enter("maja")
    new = NewTicket(subject="I cannot sign in, too many attempts", requester="zofia.w")
    (number,) = desk.intake.open_ticket(maja, new).numbers
    desk.assign.take(maja, [number])
    async with console(place, clock) as pilot:
        await says(pilot, "I cannot sign in")
        await pilot.press("x")
        await says(pilot, "fix 1: Account locked")
        await pilot.press("enter")
        await says(pilot, "what helped")
        await pilot.press("enter")
        await says(pilot, f"{number} resolved")
    ticket = insight.tickets.ticket(maja.store, number)
    assert (ticket.resolution_code, ticket.fix) == (Resolution.KNOWN_FIX, 1)
    assert ticket.resolution == "Account locked after too many attempts"
