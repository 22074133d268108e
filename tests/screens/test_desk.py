"""The Desk on a real store: verbs by their keys, other desks' changes, drafts, filter."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from frontdesk import desk, insight
from frontdesk.app import Console
from frontdesk.desk.office import Office
from frontdesk.rows import TicketRow
from frontdesk.screens.desk import DeskScreen
from frontdesk.screens.live import Live
from frontdesk.store import tables as t
from frontdesk.terms import Clock as Promised
from frontdesk.terms import DraftKind, Status
from tests.conftest import Clock, Enter
from tests.screens.consoles import LONG, console, gone, says, settled, shown, ticket, typed, until


@pytest.fixture
def maja(enter: Enter) -> Office:
    return enter("maja")


@pytest.fixture
def numbers(maja: Office) -> list[int]:
    """Three tickets with the front office, none taken."""
    made = [ticket(maja, f"two sheets at once, case {each}") for each in "abc"]
    desk.assign.assign(maja, made, to="front-office")
    return made


def row(office: Office, number: int) -> TicketRow:
    return insight.tickets.ticket(office.store, number)


async def test_take_needs_no_question_and_undo_takes_it_back(
    place: Path, clock: Clock, maja: Office, numbers: list[int]
) -> None:
    async with console(place, clock) as pilot:
        await pilot.press("2")
        await says(pilot, "case a")
        await pilot.press("t")
        await says(pilot, f"{numbers[0]} taken  ·  u undoes")
        assert row(maja, numbers[0]).assignee == "maja"
        await pilot.press("u")
        await says(pilot, "Undone")
        assert row(maja, numbers[0]).status is Status.ASSIGNED
        await says(pilot, "◔ L1 front-of")


async def test_a_key_that_cannot_be_used_says_why(
    place: Path, clock: Clock, numbers: list[int]
) -> None:
    async with console(place, clock) as pilot:
        await pilot.press("2")
        await says(pilot, "case a")
        await pilot.press("O")
        await says(pilot, "it is still open")
        assert len(pilot.app.screen_stack) == 1


async def test_a_reason_is_asked_and_survives_a_refusal(
    place: Path, clock: Clock, maja: Office, numbers: list[int]
) -> None:
    number = numbers[0]
    async with console(place, clock) as pilot:
        await pilot.press("2")
        await says(pilot, "case a")
        await pilot.press("E")
        await says(pilot, "what is asked of the next tier?")
        await pilot.press("enter")
        await says(pilot, "Say it in a few words")
        await typed(pilot, "rollers")
        # Somebody is quicker: what was typed stays, and what happened is said.
        desk.assign.take(maja, [number])
        desk.outcome.cancel(maja, [number], reason="called again")
        await pilot.press("enter")
        await says(pilot, "cancelled")
        assert "rollers" in shown(pilot)
        await pilot.press("escape")
        await gone(pilot, "what is asked of the next tier?")


async def test_several_tickets_are_previewed_before_they_are_given_away(
    place: Path, clock: Clock, maja: Office, numbers: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b, c = numbers
    monkeypatch.setattr(Live, "start", lambda _live: None)  # what others do is seen too late
    async with console(place, clock, login="berit") as pilot:
        await pilot.press("2")
        await says(pilot, "case c")
        await pilot.press("space", "space", "space")
        desk.assign.take(maja, [a])
        desk.outcome.cancel(maja, [b], reason="called again")
        await pilot.press("a")
        await says(pilot, "Who gets 3 tickets?")
        await typed(pilot, "ola")
        await until(pilot, lambda: "Maja Lindqvist" not in shown(pilot))
        await pilot.press("enter")
        await says(pilot, "1 changes · 1 stays as it is · 1 in conflict")
        await says(pilot, "assign is out of place")
        await says(pilot, "maja has changed assignee")
        assert row(maja, c).assignee is None
        await pilot.press("enter")
        await says(pilot, f"{c} given to ola  ·  2 left as they are  ·  u undoes")
        assert [row(maja, each).assignee for each in numbers] == ["maja", None, "ola"]
        await pilot.press("u")
        await says(pilot, "Undone")
        assert row(maja, c).assignee is None


async def test_an_early_enter_applies_what_changes_as_a_whole_and_esc_ends_the_look(
    place: Path, clock: Clock, maja: Office, numbers: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on = threading.Event()
    each = desk.operation.one_by_one

    def slowly(act: desk.act.Act, tickets: Sequence[int], one: Callable[..., object]) -> None:
        may_go_on.wait(LONG)
        each(act, tickets, one)

    monkeypatch.setattr(desk.operation, "one_by_one", slowly)
    async with console(place, clock, login="berit") as pilot:
        await pilot.press("2")
        await says(pilot, "case c")
        await pilot.press("asterisk", "t")
        await says(pilot, "looking what each would do")
        await pilot.press("escape")
        await gone(pilot, "looking what each would do")
        may_go_on.set()
        await pilot.press("t", "enter")
        await says(pilot, "3 tickets taken  ·  u undoes")
        assert {row(maja, number).assignee for number in numbers} == {"berit"}


async def test_another_desks_change_is_shown_and_marked(
    place: Path, clock: Clock, enter: Enter, numbers: list[int]
) -> None:
    async with console(place, clock) as pilot:
        await pilot.press("2")
        await says(pilot, "case c")
        await pilot.press("down")
        desk.assign.take(enter("ola"), [numbers[2]])
        await says(pilot, "▶ L1 ola")
        line = next(each for each in shown(pilot).splitlines() if "▶ L1 ola" in each)
        assert "●" in line
        screen = pilot.app.screen
        assert isinstance(screen, DeskScreen)
        assert screen.tickets.row is not None
        assert screen.tickets.row.number == numbers[1]


async def test_a_draft_stays_when_one_leaves_and_goes_when_it_is_sent(
    place: Path, clock: Clock, maja: Office, numbers: list[int]
) -> None:
    number = numbers[0]
    async with console(place, clock) as pilot:
        await pilot.press("2")
        await says(pilot, "case a")
        await pilot.press("i")
        await says(pilot, "Note for the desk")
        await typed(pilot, "feeder")
        await pilot.press("escape")
        await says(pilot, "✎")
        assert (desk.drafts.load(maja, DraftKind.NOTE, number) or {})["text"] == "feeder"
        await pilot.press("i")
        await until(pilot, lambda: "feeder" in shown(pilot))
        await typed(pilot, "s")
        await pilot.press("ctrl+s")
        await says(pilot, f"{number}: note added")
        await gone(pilot, "✎")
        assert [each.text for each in insight.timeline.messages(maja.store, number)] == ["feeders"]
        assert desk.drafts.load(maja, DraftKind.NOTE, number) is None


async def test_the_last_view_is_one_key_away_and_a_ticket_is_copied_more_each_time(
    place: Path, clock: Clock, numbers: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-kitty")
    async with console(place, clock) as pilot:
        await pilot.press("minus")
        await says(pilot, "No other view was shown before")
        await pilot.press("2")
        await says(pilot, "case a")
        for copied in (
            str(numbers[0]),
            f"{numbers[0]} two sheets at once, case a",
            f"frontdesk show {numbers[0]}",
        ):
            await pilot.press("y")
            await says(pilot, f"Copied: {copied}")
            assert pilot.app.clipboard == copied
        monkeypatch.setenv("TERM", "linux")
        await pilot.press("y")
        await says(pilot, "takes no copies. Mark it: ")
        await pilot.press("minus")
        await says(pilot, "Nothing in this view")
        await pilot.press("minus")
        await says(pilot, "case a")


async def test_help_runs_a_command_and_the_palette_finds_a_view(
    place: Path, clock: Clock, numbers: list[int]
) -> None:
    async with console(place, clock) as pilot:
        await pilot.press("question_mark")
        await says(pilot, "Keys of this screen")
        await typed(pilot, "sort the")
        await until(pilot, lambda: "escalate" not in shown(pilot))
        await pilot.press("enter")
        await says(pilot, "oldest first")
        await pilot.press("escape")
        await gone(pilot, "oldest first")
        await pilot.press("ctrl+p")
        await says(pilot, "Go to")
        await typed(pilot, "team")
        await until(pilot, lambda: "view" in shown(pilot))
        await pilot.press("enter")
        await says(pilot, "case a")


async def test_resolving_asks_how_and_what_helped(
    place: Path, clock: Clock, maja: Office, numbers: list[int]
) -> None:
    desk.assign.take(maja, [numbers[0]])
    async with console(place, clock) as pilot:
        await pilot.press("1")
        await says(pilot, "case a")
        await pilot.press("x")
        await says(pilot, "how?")
        await typed(pilot, "told how")
        await until(pilot, lambda: "a workaround" not in shown(pilot))
        await pilot.press("enter")
        await says(pilot, "what helped")
        await typed(pilot, "fanned")
        await pilot.press("enter")
        await says(pilot, f"{numbers[0]} resolved")
        done = row(maja, numbers[0])
        assert (done.status, done.resolution) == (Status.RESOLVED, "fanned")


async def test_the_quit_key_of_textual_does_no_harm(place: Path, clock: Clock) -> None:
    async with console(place, clock) as pilot:
        await pilot.press("ctrl+q")
        await says(pilot, "q leaves a screen")
        # Leaving calls off what is still being read, and that is no defect.
        await settled(pilot)
        await pilot.press("q")
    assert pilot.app.return_code == 0


async def test_function_keys_are_heard_in_text_fields_and_lead_back(
    place: Path, clock: Clock, numbers: list[int]
) -> None:
    async with console(place, clock) as pilot:
        await pilot.press("slash")
        await typed(pilot, "x")
        await pilot.press("f6")
        await says(pilot, "Team")
        await says(pilot, "Emil Strand")
        await pilot.press("f2")
        await says(pilot, "mine")
        assert "/ x" in shown(pilot)
        await pilot.press("f3")
        await says(pilot, "Repairs")
        await pilot.press("q")
        await says(pilot, "mine")
        assert pilot.app.return_code is None


async def test_what_becomes_overdue_is_in_its_view_a_minute_later(
    place: Path, clock: Clock, maja: Office, numbers: list[int]
) -> None:
    due = clock.now + timedelta(seconds=30)
    with maja.store.write() as unit:
        unit.session.execute(
            update(t.ticket)
            .where(t.ticket.c.id == numbers[1])
            .values(next_due_at=due, next_due=Promised.RESOLUTION)
        )
        unit.commit()
    async with console(place, clock) as pilot:
        await pilot.press("5")
        await says(pilot, "Nothing in this view")
        clock.tick(minutes=1)
        app = pilot.app
        assert isinstance(app, Console)
        app.minute()
        await says(pilot, "case b")
        await says(pilot, "overdue 1")
