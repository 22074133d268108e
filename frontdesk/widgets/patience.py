"""Keys typed faster than a screen opens: they wait for it, and are heard there in their order.

Textual gives a key to whoever has the focus when it arrives. Between a command key and the
overlay that it opens, or between two questions of one command, that is the wrong one: ``w``
followed at once by ``v`` would do something to the ticket below. So a key that leads somewhere
holds those behind it back until the other side is there, or the command has ended, or ``LONGEST``
has passed: nothing ever blocks the keyboard for longer, but a screen whose widgets are not there
yet, which could not hear them.

A key that nobody took comes back, and only then are the commands of the screen looked up. Where
another screen lies over it by then, the key was not for that one: it would answer a question that
nobody has read. It refuses to drop any other key.
"""

from __future__ import annotations

from collections import deque
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from textual import events

from frontdesk.widgets.sweep import SweptApp

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.timer import Timer

T = TypeVar("T")

LONGEST = 2.0
"""Seconds for which keys are held back at most. What is typed of a reply while a slow store still
opens it would be commands otherwise."""
AGAIN = 0.01
"""Seconds between two looks at whether a screen has its focus."""
LEADS = ("command(", "app.command(", "answer(", "send")
"""How the actions begin that may lead to another screen or overlay, or to a next question."""


class PatientApp(SweptApp[T], Generic[T]):
    """An application that holds keys back while a command is on its way to another screen."""

    def __init__(self) -> None:
        super().__init__()
        self._held: deque[events.Key] = deque()
        self._heard_on: WeakKeyDictionary[events.Key, Screen[Any]] = WeakKeyDictionary()
        self._waiting = False
        self._longest: Timer | None = None

    async def on_event(self, event: events.Event) -> None:
        """Keys wait behind one that leads somewhere; everything else goes its way."""
        if not isinstance(event, events.Key):
            await super().on_event(event)
        elif event.is_forwarded:
            if self._heard_on.get(event, self.screen) is self.screen:
                await super().on_event(event)
            else:
                self.release_keys()
        elif self._waiting or self._held or not self.screen.is_mounted:
            self._held.append(event)
        else:
            await self._heard(event)

    async def _heard(self, event: events.Key) -> None:
        self._heard_on[event] = self.screen
        if self._leads(event):
            self.hold_keys()
        await super().on_event(event)

    def _leads(self, event: events.Key) -> bool:
        """Whether a key begins a command, or answers a question."""
        focused = self.focused
        if focused is not None and focused.check_consume_key(event.key, event.character):
            return False
        if event.key == "enter" and self.screen.is_modal:
            return True
        bound = self.screen.active_bindings.get(event.key)
        return bound is not None and bound.binding.action.startswith(LEADS)

    def hold_keys(self) -> None:
        """Holds back what is typed from now on, until ``release_keys``."""
        self._waiting = True
        if self._longest is not None:
            self._longest.stop()
        self._longest = self.set_timer(LONGEST, self.release_keys)

    def release_keys(self) -> None:
        """Lets go of the keys that were held back: the screen that they are for is there."""
        self._waiting = False
        if self._longest is not None:
            self._longest.stop()
            self._longest = None
        if self._held:
            self.call_later(self._let_go)

    def arrived(self, screen: Screen[Any]) -> None:
        """A screen is there: keys are let go once a widget of it has the focus, if any can."""
        if not self._waiting or screen.focused is not None or not screen.focus_chain:
            self.release_keys()
        elif screen.is_running:  # a timer: a callback that posts itself lets nobody else run
            screen.set_timer(AGAIN, partial(self.arrived, screen))

    async def _let_go(self) -> None:
        """Hears the held keys, until one of them leads somewhere itself."""
        while self._held and not self._waiting and self.screen.is_mounted:
            await self._heard(self._held.popleft())
