"""Somebody who presses anything: keys, pastes, clicks and sizes drawn from a seed, and noted down.

What was done is a list of words (``key:x``, ``type:anna``, ``size:60x20`` …), so that a finding can
be played again and cut down. It refuses to judge; the test does that.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from contextlib import suppress

from textual import events
from textual.app import ScreenStackError
from textual.errors import NoWidget
from textual.geometry import Size
from textual.keys import _character_to_key, key_to_character
from textual.pilot import Pilot

from frontdesk.commands import commands_of
from frontdesk.screens.base import ConsoleScreen
from frontdesk.screens.desk import DeskScreen

MOVING = (
    "up", "down", "left", "right", "pageup", "pagedown", "home", "end", "tab", "shift+tab",
    "j", "k", "g", "G", "enter", "space", "escape", "backspace", "delete",
)  # fmt: skip
OFTEN = ("enter", "escape", "down", "up", "tab", "space")
NEEDLESS = {"ctrl+q", "ctrl+c"}
TEXTS = (
    "anna", "printer", "status:open @me", "pri:1 !closed", "due:overdue", "::", "??", "@@", "4",
    "12", "2d", "2h", "2026-12-01 09:00", "+48 61 555 0142", "no dial tone", "y", "n",
    "[@click=app.quit]x[/]", "[/etc/hosts]", '"', "\u202eabc", "Zażółć gęślą jaźń", "x" * 60,
    "account-unlock", "network", "ola", "P1", "0", "-1", "999999999999999999999", "% _", "e\u0301",
)  # fmt: skip
PASTED = (
    "\x1b]52;c;UFdORUQ=\x07", "two\nlines", "\x9b31m red", "a\x00b", "[b]bold[/b]",
    "tab\tend", "\u200bzero\u200dwidth", "word " * 500,
)  # fmt: skip
SIZES = ((80, 24), (120, 40), (60, 20), (200, 50), (30, 8), (1, 1), (80, 5))


class Hands:
    """Hands that press whatever the seed says; ``done`` is what they did."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        self.done: list[str] = []

    def next(self, pilot: Pilot[int]) -> str:
        """What to do now, given what is on the screen."""
        chance = self.draw.random()
        screen = pilot.app.screen
        if chance < 0.03:
            width, height = self.draw.choice(SIZES)
            return f"size:{width}x{height}"
        if chance < 0.05:
            return f"paste:{self.draw.randrange(len(PASTED))}"
        if chance < 0.08:
            size = pilot.app.size
            across, down = self.draw.randrange(size.width), self.draw.randrange(size.height)
            return f"click:{across},{down}"
        if chance < 0.2:
            return f"type:{self.draw.choice(TEXTS)}"
        if chance < 0.35:
            return f"key:{self.draw.choice(OFTEN)}"
        if chance < 0.5:
            return f"key:{self.draw.choice(MOVING)}"
        if chance < 0.8 and isinstance(screen, ConsoleScreen):
            command = self.draw.choice(commands_of(screen.NAME))
            if command.keys:
                return f"key:{command.keys[0]}"
        keys = sorted(screen.active_bindings.keys() - NEEDLESS)
        return f"key:{self.draw.choice(keys)}"

    async def play(self, pilot: Pilot[int], enough: Callable[[], bool]) -> None:
        """Does one thing after the other until it is enough, or the console has ended."""
        while not (enough() or left(pilot)):
            self.done.append(self.next(pilot))
            await do(pilot, self.done[-1])
            if self.draw.random() < 0.4:
                await settle(pilot)


def left(pilot: Pilot[int]) -> bool:
    """Whether the console has been left, or has ended otherwise."""
    return not pilot.app.is_running or pilot.app._exit


async def settle(pilot: Pilot[int]) -> None:
    """Waits until what was pressed has been heard, unless the console has been left."""
    with suppress(AttributeError, ScreenStackError):  # it was left while one waited
        await pilot.pause()


async def do(pilot: Pilot[int], step: str) -> None:
    """Does one thing, and does not wait for what comes of it."""
    kind, _colon, what = step.partition(":")
    app = pilot.app
    if left(pilot):
        return
    if kind == "key":
        press(pilot, what)
    elif kind == "type":
        for character in what:
            press(pilot, character)
    elif kind == "paste":
        app.post_message(events.Paste(PASTED[int(what)]))
    elif kind == "size":
        width, height = (int(each) for each in what.split("x"))
        assert app._driver is not None
        app._driver._size = size = Size(width, height)
        app.post_message(events.Resize(size, size))
    else:
        across, down = (int(each) for each in what.split(","))
        offset = (min(across, app.size.width - 1), min(down, app.size.height - 1))
        with suppress(NoWidget):  # nothing is laid out there at this moment
            await pilot.click(offset=offset)
    await asyncio.sleep(0)


def press(pilot: Pilot[int], key: str) -> None:
    """A key as a terminal hands it over, by its name or its character."""
    name = _character_to_key(key) if len(key) == 1 else key
    event = events.Key(name, key if len(key) == 1 else key_to_character(name))
    event.set_sender(pilot.app)
    pilot.app.post_message(event)


async def back_to_the_desk(pilot: Pilot[int]) -> bool:
    """Leads out of everything, as a person would; whether the Desk is what is shown in the end."""
    for _again in range(60):
        screen = pilot.app.screen
        if isinstance(screen, DeskScreen):
            return True
        press(pilot, "f2" if isinstance(screen, ConsoleScreen) else "escape")
        await pilot.pause(0.05)
    return False
