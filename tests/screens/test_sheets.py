"""What sheets and lists bear: no room at all, and answers that come when the sheet has gone."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Input
from textual.widgets._toast import Toast, ToastRack
from textual.widgets.option_list import Option

from frontdesk.themes import THEMES
from frontdesk.widgets.bars import Badge, TopBar
from frontdesk.widgets.options import Options
from frontdesk.widgets.overlay import Foot, Overlay
from frontdesk.widgets.patience import PatientApp
from frontdesk.widgets.question import Question
from frontdesk.widgets.saying import SayingApp
from frontdesk.widgets.seeker import Choice, Seeker


class Plain(App[None]):
    """Nothing but what a test lays over it."""

    def __init__(self) -> None:
        super().__init__()
        self.register_theme(THEMES[0])
        self.theme = THEMES[0].name


class Listed(Plain):
    """A short list alone."""

    def compose(self) -> ComposeResult:
        yield Options(Option("heading", disabled=True), *map(str, range(30)), compact=True)


async def test_a_list_without_room_bears_every_key_and_is_whole_again_afterwards() -> None:
    app = Listed()
    async with app.run_test(size=(1, 1)) as pilot:
        await pilot.press("pagedown", "down", "pageup", "end", "home")
        await pilot.resize_terminal(40, 10)
        await pilot.press("home", "pagedown")
        assert app.query_one(Options).highlighted == 11


async def test_what_is_found_when_the_sheet_has_been_left_is_dropped() -> None:
    app, looked, there = Plain(), asyncio.Event(), asyncio.Event()

    async def find(text: str) -> Sequence[Choice[str]]:
        looked.set()
        # Nothing that ends with the sheet cuts it short, as nothing does in a thread.
        await asyncio.shield(there.wait())
        return [Choice(text, "found", "")]

    async with app.run_test() as pilot:
        sheet = Seeker("Which?", find)
        app.push_screen(sheet)
        await looked.wait()
        leaving = app.pop_screen()
        there.set()
        await leaving
        await pilot.pause()
        assert sheet not in app.screen_stack


class Rising(Input):
    """A line over which a question rises before a key has left it."""

    def __init__(self, answers: list[bool | None]) -> None:
        super().__init__()
        self.answers = answers

    async def on_key(self, event: events.Key) -> None:
        if event.key == "escape":
            await self.app.push_screen(Question("Throw it away?"), self.answers.append)


class Asking(PatientApp[None]):
    """Nothing but the line."""

    def __init__(self) -> None:
        super().__init__()
        self.register_theme(THEMES[0])
        self.theme = THEMES[0].name
        self.answers: list[bool | None] = []

    def compose(self) -> ComposeResult:
        yield Rising(self.answers)


async def test_a_key_does_not_answer_a_question_that_came_up_under_it() -> None:
    app = Asking()
    async with app.run_test() as pilot:
        await pilot.press("escape")
        assert isinstance(app.screen, Question)
        assert app.answers == []
        await pilot.press("escape")
        assert app.answers == [None]


class Speaking(SayingApp[None]):
    """Nothing but what is said."""

    def __init__(self) -> None:
        super().__init__()
        self.register_theme(THEMES[0])
        self.theme = THEMES[0].name

    @property
    def said(self) -> list[str]:
        return [str(each.render()) for each in self.screen.query(Toast)]


async def test_the_last_act_is_said_in_the_place_of_the_one_before_and_nothing_twice() -> None:
    app = Speaking()
    async with app.run_test(notifications=True) as pilot:
        app.notify("no ticket here", severity="warning")
        app.tell("3 tickets given")
        await pilot.pause()
        app.notify("no ticket here", severity="warning")
        app.tell("undone")
        await pilot.pause()
        assert sorted(app.said) == ["no ticket here", "undone"]


async def test_what_was_said_covers_no_question() -> None:
    app = Speaking()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.tell("filed")
        await app.push_screen(Question("Throw it away?"))
        await pilot.pause()
        rack = app.screen.query_one(ToastRack)
        assert app.said == ["filed"]
        assert rack.region.bottom <= app.screen.query_one(".title").region.y


async def test_keys_of_a_sheet_stand_closer_before_one_is_left_out() -> None:
    keys = "enter does it    tab its own note    esc leaves"
    app = Plain()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(Overlay[None]("Sure?", keys))
        await pilot.pause()
        foot = app.screen.query_one(Foot)
        assert str(foot.render()) == keys
        await pilot.resize_terminal(55, 24)
        assert str(foot.render()) == "enter does it  tab its own note  esc leaves"


class Headed(Plain):
    """A top bar alone."""

    badge = Badge(
        name="Maja",
        team="Front office",
        now=datetime(2026, 3, 2, 12, tzinfo=UTC),
        until=datetime(2026, 3, 2, 16, tzinfo=UTC),
        recording="recording 2",
    )

    def compose(self) -> ComposeResult:
        yield TopBar("", lambda: self.badge)


async def test_what_finds_no_room_above_is_left_out_whole() -> None:
    app = Headed()
    async with app.run_test(size=(80, 4)) as pilot:
        bar = app.query_one(TopBar)
        assert "Front office · on until 16:00" in str(bar.render())
        await pilot.resize_terminal(54, 4)
        line = str(bar.render())
        assert line.rstrip().endswith("Maja · Front office  recording 2  12:00")
