"""Taking a call: the contact form filed by its route, the fix run, nothing typed lost."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from frontdesk import desk, insight
from frontdesk.desk.office import Office
from frontdesk.rows import TicketRow
from frontdesk.screens import contact_reading as reading
from frontdesk.screens.contact import ContactScreen
from frontdesk.terms import Channel, DraftKind, Kind, Status, Urgency
from tests.conftest import Clock, Enter
from tests.screens.consoles import LONG, console, gone, says, settled, ticket, typed, until


@pytest.fixture
def maja(enter: Enter) -> Office:
    return enter("maja")


def row(office: Office, number: int) -> TicketRow:
    return insight.tickets.ticket(office.store, number)


def put(pilot: Pilot[int], field: str, text: str) -> None:
    """A text in a field as if pasted: what the keys do is tested where it matters."""
    pilot.app.screen.query_one(f"#{field}").query_one(Input).value = text


async def new_contact(pilot: Pilot[int]) -> ContactScreen:
    await pilot.press("n")
    await says(pilot, "New contact")
    await settled(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, ContactScreen)
    return screen


async def test_a_known_caller_with_a_known_fix_takes_four_keys_beside_what_is_typed(
    place: Path, clock: Clock, maja: Office
) -> None:
    async with console(place, clock) as pilot:
        await pilot.press("n")
        await says(pilot, "New contact")
        await typed(pilot, "anna")
        await says(pilot, "Nowak Dental")
        await pilot.press("enter")
        put(pilot, "what", "I cannot sign in, too many attempts")
        await says(pilot, "▸ Fix 1")
        await says(pilot, "· Plus ·")
        await pilot.press("ctrl+s")
        await says(pilot, "Unlock the account.")
        clock.tick(minutes=4)
        await pilot.press("x")
        await says(pilot, "resolved by fix 1  ·  u undoes")
    (number,) = insight.tickets.tickets(maja.store, [1])
    assert number.status is Status.RESOLVED
    assert (number.requester, number.fix, number.category) == ("anna.nowak", 1, "access")
    assert desk.drafts.load(maja, DraftKind.CONTACT, None) is None


async def test_a_failed_fix_shows_the_next_way_and_what_was_tried_travels(
    place: Path, clock: Clock, maja: Office
) -> None:
    async with console(place, clock) as pilot:
        number = ticket(maja, "my account is locked after too many attempts")
        await pilot.press("number_sign")
        await says(pilot, "Ticket number")
        await pilot.press(*str(number), "enter")
        await says(pilot, "opened it")
        await pilot.press("f")
        await says(pilot, "Account locked after too many")
        await pilot.press("enter")
        await says(pilot, "Unlock the account.")
        await pilot.press("space", "X")
        await says(pilot, "Fix 1 failed")
        ways = pilot.app.screen.query_one("Ways")
        at = next(each.id for each in ways.options if "escalate" in str(each.id))  # type: ignore[attr-defined]
        ways.mark(at)  # type: ignore[attr-defined]
        await pilot.press("enter")
        await says(pilot, "wants to see: a category")
        await pilot.press("enter")
        await says(pilot, "u undoes")
    after = row(maja, number)
    assert (after.status, after.tier) == (Status.ASSIGNED, 2)
    (attempt,) = insight.timeline.attempts(maja.store, number)
    assert (attempt.worked, attempt.step) == (False, 1)
    last = insight.timeline.events(maja.store, number)[-1]
    assert "Account locked" in (last.texts["reason"] or "")


async def test_what_is_typed_comes_back_after_leaving_and_goes_only_when_said(
    place: Path, clock: Clock, maja: Office
) -> None:
    async with console(place, clock) as pilot:
        await new_contact(pilot)
        put(pilot, "what", "no dial tone")
        await pilot.press("escape")
        await says(pilot, "Kept as a draft")
        assert (desk.drafts.load(maja, DraftKind.CONTACT, None) or {})["what"] == "no dial tone"
        await pilot.press("n")
        await says(pilot, "Your draft is back")
        await pilot.press("ctrl+n")
        await says(pilot, "begin afresh?")
        await pilot.press("enter")
        await gone(pilot, "begin afresh?")
        await says(pilot, "no dial tone")
        await pilot.press("ctrl+n")
        await says(pilot, "begin afresh?")
        await pilot.press("y")
        await gone(pilot, "no dial tone")
        await settled(pilot)
        assert desk.drafts.load(maja, DraftKind.CONTACT, None) is None


async def test_the_next_caller_typed_at_once_is_not_added_to_the_one_of_the_draft(
    place: Path, clock: Clock, maja: Office
) -> None:
    desk.drafts.save(maja, DraftKind.CONTACT, None, {"who": "Anna Nowak", "what": "no sound"})
    async with console(place, clock) as pilot:
        screen = await new_contact(pilot)
        await says(pilot, "Your draft is back")
        await typed(pilot, "zofia")
        assert (screen.typed().who, screen.typed().what) == ("zofia", "no sound")


async def test_a_refused_filing_loses_nothing_and_says_why(
    place: Path, clock: Clock, maja: Office
) -> None:
    async with console(place, clock) as pilot:
        screen = await new_contact(pilot)
        put(pilot, "what", "x" * 600)
        await pilot.press("ctrl+s")
        await says(pilot, "Say who it is")
        await typed(pilot, "zofia")
        await says(pilot, "+48 58 555 0177")
        await pilot.press("enter", "ctrl+s")
        await says(pilot, "has 600 characters")
        assert screen.typed().what == "x" * 600
        assert desk.drafts.load(maja, DraftKind.CONTACT, None)
        put(pilot, "what", "short enough by now")
        await pilot.press("ctrl+s")
        await says(pilot, "1 filed")


async def test_scanned_equipment_is_taken_at_once_and_says_who_calls(
    place: Path, clock: Clock
) -> None:
    async with console(place, clock) as pilot:
        screen = await new_contact(pilot)
        screen.form.focus_on("equipment")
        # A scanner is quicker than any lookup, and what follows belongs to the next field.
        await pilot.press(*"LX410-77", "enter")
        await until(pilot, lambda: screen.typed().asset == "PRN-0001")
        await until(pilot, lambda: screen.typed().requester == "zofia.w")
        screen.form.focus_on("equipment")
        put(pilot, "equipment", "")
        await pilot.press(*"odd", "enter")
        await says(pilot, "goes into the words")
        assert "odd" in screen.typed().said


async def test_an_unknown_caller_is_registered_with_one_key(
    place: Path, clock: Clock, maja: Office
) -> None:
    async with console(place, clock) as pilot:
        await new_contact(pilot)
        put(pilot, "who", "Ewa Lis 61 555 0199")
        await says(pilot, "+ new: register them")
        await pilot.press("enter")
        put(pilot, "what", "the payroll system answers with error 500")
        for field in ("#channel", "#urgency"):
            pilot.app.screen.query_one(field).query("*").last().focus()
            await pilot.press("c")
        await says(pilot, "→ P2")
        await pilot.press("ctrl+s")
        await says(pilot, "1 filed")
    filed = row(maja, 1)
    person = insight.people.requester(maja.store, filed.requester)
    assert (person.name, person.phone) == ("Ewa Lis", "61 555 0199")
    assert (filed.channel, filed.urgency) == (Channel.COUNTER, Urgency.CRITICAL)


async def test_a_contact_can_join_an_open_ticket_of_the_caller(
    place: Path, clock: Clock, maja: Office
) -> None:
    number = ticket(maja, "printer pulls two sheets", requester="anna.nowak")
    async with console(place, clock) as pilot:
        screen = await new_contact(pilot)
        put(pilot, "who", "anna nowak")
        await says(pilot, "Nowak Dental")
        await pilot.press("enter")
        put(pilot, "what", "she asks how far it is")
        await says(pilot, "1 open")
        await pilot.press("ctrl+l")
        screen.query_one("Ways").mark(f"ticket:{number}")  # type: ignore[attr-defined]
        await pilot.press("enter")
        await says(pilot, f"{number}: contact added")
    assert insight.timeline.contacts(maja.store, number)[-1].text == "she asks how far it is"
    assert insight.tickets.count(maja.store, desk_all()) == 1


async def test_a_form_that_is_being_kept_while_it_is_filed_does_not_come_back(
    place: Path, clock: Clock, maja: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, filed = Event(), Event()

    def slowly(office: Office, body: dict[str, str]) -> bool:
        begun.set()
        assert filed.wait(LONG)
        return desk.drafts.save(office, DraftKind.CONTACT, None, body)

    async with console(place, clock) as pilot:
        await new_contact(pilot)
        put(pilot, "who", "anna nowak")
        await says(pilot, "Nowak Dental")
        await pilot.press("enter")
        monkeypatch.setattr(reading, "save_draft", slowly)
        put(pilot, "what", "the payroll system answers with error 500")
        await until(pilot, begun.is_set)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: bool(insight.tickets.tickets(maja.store, [1])))
        filed.set()
        await says(pilot, "1 filed")
        await settled(pilot)
    assert desk.drafts.load(maja, DraftKind.CONTACT, None) is None


async def test_what_is_typed_on_after_another_console_filed_the_draft_is_another_contact(
    place: Path, clock: Clock, maja: Office
) -> None:
    async with console(place, clock) as pilot:
        screen = await new_contact(pilot)
        put(pilot, "what", "no dial tone")
        await until(pilot, lambda: bool(desk.drafts.mine(maja)))
        first = screen.typed().operation
        ticket(maja, "no dial tone", operation=first)
        put(pilot, "what", "no dial tone, and no light either")
        await until(pilot, lambda: bool(desk.drafts.mine(maja)))
        kept = desk.drafts.load(maja, DraftKind.CONTACT, None) or {}
        assert kept["what"] == "no dial tone, and no light either"
        assert kept["operation"] == screen.typed().operation != first


def desk_all() -> object:
    from frontdesk.query import Filter

    return Filter()


async def test_a_newcomer_entered_before_being_looked_up_is_registered_by_enter_in_the_field(
    place: Path, clock: Clock, maja: Office
) -> None:
    async with console(place, clock) as pilot:
        screen = await new_contact(pilot)
        put(pilot, "who", "Berta Berg 0701234567")
        await pilot.press("enter")
        await says(pilot, "new: register them")
        put(pilot, "what", "a question about the door")
        await pilot.press("ctrl+s")
        await says(pilot, "Enter takes or registers them")
        await until(pilot, lambda: screen.form.completing("who").is_open)
        await pilot.press("enter")
        assert screen.typed().newcomer
        await pilot.press("ctrl+s")
        await says(pilot, "1 filed")
        await until(pilot, lambda: getattr(pilot.app.screen, "NAME", "") == "ticket")
        await says(pilot, "a question about the door")


async def test_every_field_that_is_turned_decides_again_at_once(
    place: Path, clock: Clock, maja: Office
) -> None:
    async with console(place, clock, size=(120, 40)) as pilot:
        screen = await new_contact(pilot)
        put(pilot, "what", "the payroll system answers with error 500")
        await says(pilot, "It keeps the promise")
        before = cost(screen)
        for field, key in (("impact", "s"), ("urgency", "c"), ("kind", "r")):
            screen.query_one(f"#{field}").query("*").last().focus()
            await pilot.press(key)
        await until(pilot, lambda: cost(screen) > before)
        await says(pilot, "→ P1")
        assert screen.typed().kind is Kind.REQUEST
        looked = reading.look(maja, screen.typed())
        assert looked.routes == screen._sight.routes
    assert insight.tickets.count(maja.store, desk_all()) == 0


def cost(screen: ContactScreen) -> int:
    """Of the proposed route, in minor units."""
    routes = screen._sight.routes
    return routes[0].cost.amount if routes else 0


async def test_a_quick_request_takes_three_keys_once_it_is_known_who_calls(
    place: Path, clock: Clock, maja: Office
) -> None:
    async with console(place, clock) as pilot:
        screen = await new_contact(pilot)
        await pilot.press("ctrl+r")
        await says(pilot, "Say who it is, or type unknown")
        await typed(pilot, "anna")
        await says(pilot, "Nowak Dental")
        await pilot.press("enter")
        put(pilot, "what", "please unlock my account")
        await pilot.press("ctrl+r")
        await says(pilot, "Which quick request")
        await pilot.press("escape")
        await gone(pilot, "Which quick request")
        assert screen.typed().what == "please unlock my account"
        assert insight.tickets.tickets(maja.store, [1]) == []

        await says(pilot, "▸ Serve it as a quick request: Unlock an account")
        await pilot.press("ctrl+s")  # as proposed: the same question
        await says(pilot, "Which quick request")
        await pilot.press("enter")
        await says(pilot, "wait until they have signed in")
        clock.tick(minutes=4)
        await pilot.press("x")
        await says(pilot, "served: Unlock an account  ·  u undoes")
        # At once: filing ended the draft, whatever becomes of the console now.
        assert desk.drafts.load(maja, DraftKind.CONTACT, None) is None
        await until(pilot, lambda: screen not in pilot.app.screen_stack)
    served = row(maja, 1)
    assert (served.status, served.requester) == (Status.RESOLVED, "anna.nowak")
    assert "please unlock my account" in served.words
    event = insight.timeline.events(maja.store, 1)[-1]
    assert (event.after["request"], event.after["checked"]) == (
        "account-unlock", "callback to the registered number",
    )  # fmt: skip
    assert desk.drafts.load(maja, DraftKind.CONTACT, None) is None


async def test_a_ticket_is_served_as_a_quick_request_and_left_open_with_what_is_done(
    place: Path, clock: Clock, maja: Office
) -> None:
    number = ticket(maja, "I have forgotten my password")
    async with console(place, clock) as pilot:
        await pilot.press("number_sign")
        await says(pilot, "Ticket number")
        await pilot.press(*str(number), "enter")
        await says(pilot, "opened it")
        await pilot.press("Q")
        await says(pilot, "Which quick request")
        await typed(pilot, "badge")
        await pilot.press("enter")
        await says(pilot, "never typed: there is no place for it")
        await pilot.press("space", "i")
        await says(pilot, "Never the secret")
        await typed(pilot, "PIN: 4711")
        await pilot.press("enter", "o")
        await says(pilot, "looks as if it told a secret")
        await pilot.press("i")
        await pilot.press("ctrl+u", "enter", "o")
        await says(pilot, "in progress: Password reset")
    event = insight.timeline.events(maja.store, number)[-1]
    assert (event.verb, event.after["checked"], event.after["steps"]) == (
        "request_begun", "staff badge", [1],
    )  # fmt: skip
