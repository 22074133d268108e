"""Macros from the keyboard: recorded while one works, run by two keys or by name, taken back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from frontdesk import desk, insight
from frontdesk.desk.office import Office
from frontdesk.terms import KeptKind, Resolution, Status
from tests.conftest import Clock, Enter
from tests.screens.consoles import console, gone, says, shown, ticket, typed, until

MACRO = KeptKind.MACRO


def keep(office: Office, name: str, *listed: dict[str, Any], letter: str = "") -> None:
    values = {"steps": json.dumps(listed), "letter": letter}
    desk.kept.keep(office, MACRO, name, values)


def mine(office: Office, count: int) -> list[int]:
    made = [ticket(office, f"two sheets at once, case {each}") for each in range(count)]
    desk.assign.take(office, made)
    return made


async def test_what_is_done_to_one_ticket_is_recorded_and_done_to_others_by_two_keys(
    place: Path, clock: Clock, enter: Enter
) -> None:
    maja = enter("maja")
    first, second, third = mine(maja, 3)
    desk.outcome.resolve(enter("berit"), [third], code=Resolution.FIXED, text="ok")
    async with console(place, clock, size=(120, 30)) as pilot:
        await pilot.press("M")
        await says(pilot, "● recording 0, M ends")
        await pilot.press("c")
        await says(pilot, "Category of")
        await typed(pilot, "printing")
        await pilot.press("enter")
        await says(pilot, "recording 1")
        await pilot.press("i")
        await says(pilot, "Note for the desk")
        await pilot.press(*"for ", "left_curly_bracket", *"number", "right_curly_bracket", "ctrl+s")
        await says(pilot, "recording 2")
        await pilot.press("w")
        await says(pilot, "for what?")
        await pilot.press("enter")
        await says(pilot, "until when?")
        await pilot.press("2", "d", "enter")
        await says(pilot, "recording 3")
        await pilot.press("u")
        await says(pilot, "recording 2")
        await pilot.press("U")
        await says(pilot, "recording 3")
        await pilot.press("C")
        await says(pilot, "What is different")
        await typed(pilot, "prn")
        await says(pilot, "PRN-0001")
        await pilot.press("enter")
        await says(pilot, "recording 4")
        await pilot.press("M")
        await says(pilot, "Keep the 3 others?")
        assert "asset belongs to one ticket" in shown(pilot)
        await pilot.press("y")
        await says(pilot, "a macro called")
        await typed(pilot, "Printer")
        await pilot.press("enter")
        await says(pilot, "Printer is kept: press its letter")
        await pilot.press("!")
        await says(pilot, "runs no macro")
        await pilot.press("enter")
        await gone(pilot, "recording")
        kept = desk.macros.of(insight.kept.one(maja.store, MACRO, "maja", "printer"))
        assert str(kept) == "edit: category printing → note: for {number} → wait: requester, 2d"
        assert kept.letter == "p"
        (recorded,) = [row for row in rows(maja, [first, second]) if row.category == "printing"]
        other = second if recorded.number == first else first
        assert notes(maja, recorded.number) == [f"for {recorded.number}"]
        await pilot.press("*", "full_stop")
        await says(pilot, "Which macro, on 2 tickets?")
        await pilot.press("p")
        await says(pilot, "Printer: 2 tickets?")
        await says(pilot, "→ printing")
        await pilot.press("enter")
        await says(pilot, "Printer: 2 tickets  ·  u undoes")
        assert notes(maja, other) == [f"for {other}"]
        await pilot.press("u")
        await says(pilot, "Undone")
    assert [row.status for row in rows(maja, [recorded.number, other])] == [
        Status.PENDING,
        Status.IN_PROGRESS,
    ]


def rows(office: Office, numbers: list[int]) -> list[Any]:
    return list(insight.tickets.tickets(office.store, numbers))


def notes(office: Office, number: int) -> list[str | None]:
    return [each.text for each in insight.timeline.messages(office.store, number)]


async def test_a_macro_by_its_name_leaves_out_who_refuses_a_verb_and_says_why(
    place: Path, clock: Clock, enter: Enter
) -> None:
    maja = enter("maja")
    numbers = mine(maja, 3)
    desk.assign.assign(maja, numbers[1:], to="maja")
    keep(maja, "To the vpn", {"verb": "edit", "category": "vpn"}, {"verb": "accept"})
    async with console(place, clock) as pilot:
        await pilot.press("*")
        await says(pilot, "✓")
        await pilot.press("colon")
        await typed(pilot, "to the vpn")
        await says(pilot, "edit: category vpn → accept")
        await pilot.press("enter")
        await says(pilot, "To the vpn: 2 tickets?")
        await says(pilot, "accept is out of place")
        assert "edit: category vpn → accept" in shown(pilot)
        await pilot.press("enter")
        await says(pilot, "1 left as it is")
    assert [row.category for row in rows(maja, numbers)] == [None, "vpn", "vpn"]
    assert {row.status for row in rows(maja, numbers)} == {Status.IN_PROGRESS}


async def test_a_macro_that_writes_to_people_asks_first_and_one_that_is_broken_says_why(
    place: Path, clock: Clock, enter: Enter
) -> None:
    maja = enter("maja")
    (number,) = mine(maja, 1)
    name = "\x1b[31mGreet[@click=app.quit]"
    keep(maja, name, {"verb": "reply", "text": "Dear {requester}"}, {"verb": "wait", "for": "part"})
    keep(maja, "Old", {"verb": "take"}, letter="o")
    with maja.store.write() as unit:
        unit.session.connection().exec_driver_sql(
            "UPDATE kept SET body = replace(body, 'take', 'sing') WHERE name = 'Old'"
        )
        unit.commit()
    async with console(place, clock) as pilot:
        await pilot.press("full_stop")
        await says(pilot, "Greet[@click=app.quit]")
        assert "\x1b" not in shown(pilot)
        await pilot.press("o")
        await says(pilot, "'sing' is no verb")
        await pilot.press("home", "enter")
        await says(pilot, "nothing takes that back")
        await pilot.press("enter")
        await gone(pilot, "nothing takes that back")
        assert notes(maja, number) == []
        await pilot.press("full_stop")
        await says(pilot, "Which macro")
        await pilot.press("home", "enter")
        await says(pilot, "nothing takes that back")
        await pilot.press("y")
        await says(pilot, "Greet[@click=app.quit]: 1 ticket?")
        await pilot.press("enter")
        await until(pilot, lambda: notes(maja, number) != [])
    assert notes(maja, number) == ["Dear Zofia Wiśniewska"]
    assert rows(maja, [number])[0].status is Status.PENDING


async def test_a_recording_goes_on_until_it_is_kept_or_thrown_away(
    place: Path, clock: Clock, enter: Enter
) -> None:
    maja = enter("maja")
    mine(maja, 1)
    keep(maja, "Taken", {"verb": "take"})
    async with console(place, clock) as pilot:
        await pilot.press("M")
        await says(pilot, "recording 0")
        await pilot.press("M")
        await says(pilot, "Nothing that could be done to any ticket")
        await pilot.press("M")
        await says(pilot, "recording 0")
        await pilot.press("t")
        await says(pilot, "recording 1")
        await pilot.press("M")
        await says(pilot, "a macro called")
        await typed(pilot, "Taken")
        await pilot.press("enter")
        await says(pilot, "exists already")
        await pilot.press("escape")
        await says(pilot, "Throw away what was recorded?")
        await pilot.press("enter")
        await says(pilot, "recording 1")
        await pilot.press("M")
        await says(pilot, "a macro called")
        await pilot.press("escape")
        await says(pilot, "Throw away")
        await pilot.press("y")
        await gone(pilot, "recording")
        names = [row.name for row in insight.kept.kept(maja.store, MACRO, "maja")]
        await pilot.press("colon")
        await typed(pilot, "drop mac")
        await says(pilot, "Drop a macro of your own")
        await pilot.press("enter")
        await says(pilot, "Drop which macro?")
        await pilot.press("enter")
        await says(pilot, "Taken is no longer used")
    assert names == ["Taken"]
    assert [row.name for row in insight.kept.kept(maja.store, MACRO, "maja")] == []
