"""A way through the whole console: every screen, and every sheet that lies over one.

Each stop says which keys lead from the Desk there, what is shown then, and which keys lead back.
It is for pictures and for hostile data alike. It refuses to say what is right.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pkgutil import walk_packages
from typing import Any
from unittest.mock import patch

from textual.pilot import Pilot

from frontdesk import screens, widgets
from frontdesk.screens import SCREENS
from frontdesk.widgets.overlay import Overlay
from tests.screens.consoles import shown, until
from tests.screens.random_keys import press

_WORDS = re.compile(r"'[^']*'|\S+")


@dataclass(frozen=True, slots=True)
class Stop:
    """A place in the console.

    Attributes:
        keys: from the Desk there, one after the other; what stands in quotes is typed.
        shows: the class of the screen or sheet that is uppermost then.
        back: from there to the Desk.
    """

    name: str
    keys: str
    shows: str
    back: str = "escape"


STOPS = (
    Stop("desk", "", "DeskScreen", ""),
    Stop("palette", "colon 'printer'", "Palette"),
    Stop("keys", "question_mark", "KeysSheet"),
    Stop("priority", "p", "WhatIf"),
    Stop("assign", "a", "PersonPicker"),
    Stop("resolve", "x", "Seeker"),
    Stop("first-tier", "x enter", "YesOrNo"),
    Stop("escalate", "E 'is the line card dead?'", "Prompt"),
    Stop("return", "R", "LackingSheet"),
    Stop("dispatch", "d", "DispatchSheet"),
    Stop("receipt", "e", "ReceiptSheet"),
    Stop("beside", "number_sign '36' enter B", "AlikeSheet", "escape escape"),
    Stop("clocks", "h", "LedgerSheet"),
    Stop("note", "i 'half a thought'", "ComposeSheet"),
    Stop("shifts", "S", "WeekSheet"),
    Stop("bulk", "asterisk p enter", "BulkPreview", "escape escape"),
    Stop("deal-out", "asterisk D", "SpreadSheet", "escape escape"),
    Stop("ticket", "enter", "TicketScreen"),
    Stop("facts", "enter v", "TicketScreen", "escape escape"),
    Stop("writing", "enter r 'Dear Ms Duda,'", "TicketScreen", "escape escape"),
    Stop("fixes", "f", "FixScreen"),
    Stop("request-which", "Q", "Seeker"),
    Stop("request", "Q enter", "RequestScreen"),
    Stop("contact", "n 'danuta'", "ContactScreen", "escape escape escape"),
    Stop("afresh", "n 'printer' ctrl+n", "Question", "escape escape escape"),
    Stop("repairs", "f3", "RepairsScreen", "f2"),
    Stop("people", "f5 'danuta'", "PeopleScreen", "f2"),
    Stop("team", "f6", "TeamScreen", "f2"),
    Stop("hand-over", "f6 j j j j j j T enter", "HandoverSheet", "escape f2"),
    Stop("policy", "colon 'policy' enter", "PolicyScreen", "f2"),
    Stop("policy-reason", "colon 'policy' enter enter", "Prompt", "escape f2"),
    Stop("theme", "comma 'theme' enter", "Chooser", "escape escape"),
    Stop("settings", "comma", "Standing"),
    Stop("key", "comma 'resolve' enter", "KeyPrompt", "escape escape"),
)


ELSEWHERE = {
    "ReadingSheet": "what others are made of",
    "MacroSheet": "needs a recorded sequence; `test_macros` has it",
    "StaleSheet": "needs another desk; `test_together` has it",
}
"""Sheets to which no keys lead alone, and why."""


def words(keys: str) -> list[str]:
    """The keys of a stop one by one; what is typed at once is in quotes."""
    return _WORDS.findall(keys)


class Quiet:
    """Knows whether anything is being read or written in a thread."""

    def __init__(self) -> None:
        self.busy = 0

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Hears of every job that is begun meanwhile."""
        begin = asyncio.to_thread

        async def counted(*job: Any, **options: Any) -> Any:
            self.busy += 1
            try:
                return await begin(*job, **options)
            finally:
                self.busy -= 1

        with patch.object(asyncio, "to_thread", counted):
            yield

    async def settle(self, pilot: Pilot[int]) -> None:
        """Waits until nothing is under way, and nothing changes on the screen any more."""
        before, same = "", 0
        while same < 3:
            await pilot.pause(0.01)
            now = shown(pilot)
            same = same + 1 if now == before and not self.busy else 0
            before = now

    async def go(self, pilot: Pilot[int], stop: Stop) -> None:
        """Goes from the Desk to a stop."""
        await self._press(pilot, stop.keys)
        await until(pilot, lambda: type(pilot.app.screen).__name__ == stop.shows)
        await self.settle(pilot)

    async def back(self, pilot: Pilot[int], stop: Stop) -> None:
        """Goes back to the Desk."""
        await self._press(pilot, stop.back)
        await until(pilot, lambda: type(pilot.app.screen).__name__ == "DeskScreen")

    async def _press(self, pilot: Pilot[int], keys: str) -> None:
        for word in words(keys):
            for key in word[1:-1] if word[0] == "'" else [word]:
                press(pilot, key)
            await self.settle(pilot)


def screens_and_sheets() -> set[str]:
    """The classes of every screen of the registry, and of every sheet that somebody wrote."""
    for package in (screens, widgets):
        for found in walk_packages(package.__path__, package.__name__ + "."):
            import_module(found.name)
    names = {where.partition(":")[2] for where in SCREENS.values()}
    kinds = [Overlay]
    while kinds:
        below = kinds.pop().__subclasses__()
        names |= {each.__name__ for each in below}
        kinds += below
    return names
