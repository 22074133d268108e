"""A seeker that stays: what is chosen is tried at once, and the sheet goes on from there.

``Chooser`` closes when the choice could be carried out; ``Standing`` stays open for the next one,
what was typed and the cursor where they were. What cannot be carried out is said in the sheet.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from textual.content import Content
from textual.widgets import Input, OptionList, Static

from frontdesk.errors import FrontdeskError
from frontdesk.text import safe
from frontdesk.widgets.patience import PatientApp
from frontdesk.widgets.seeker import Choice, Find, Seeker
from frontdesk.widgets.working import begin

if TYPE_CHECKING:
    from textual.app import ComposeResult

T = TypeVar("T")
Try = Callable[[T], Awaitable[None]]
"""Carries a choice out.

Raises:
    FrontdeskError: it cannot be; nothing has changed.
"""


class Chooser(Seeker[T]):
    """Tries what is chosen, and gives it back once nothing is against it."""

    DEFAULT_CSS = "Chooser #about { height: auto; min-height: 1; color: $quiet; }"

    def __init__(
        self,
        title: str,
        find: Find[T],
        attempt: Try[T],
        *,
        see: Callable[[T], str],
        keys: str = "",
    ) -> None:
        """A sheet.

        Args:
            see: told what is under the cursor; what it answers is said below the list.
        """
        super().__init__(title, find, keys=keys)
        self._attempt = attempt
        self._see = see

    def sheet(self) -> ComposeResult:
        """As a seeker's, and a line about what is under the cursor."""
        yield from super().sheet()
        yield Static(id="about")

    def pointed(self, choice: Choice[T]) -> None:
        """Says what there is to be said about the choice."""
        self.query_one("#about", Static).update(Content(safe(self._see(choice.value))))

    def _choose(self, index: int | None) -> None:
        if index is not None and index < len(self._found):
            begin(self, partial(self._tried, self._found[index].value), "try")

    async def _tried(self, value: T) -> None:
        try:
            await self._attempt(value)
        except FrontdeskError as error:
            self.say(str(error))
        else:
            self.done(value)

    def done(self, value: T) -> None:
        """It is carried out."""
        self.dismiss(value)


class Standing(Chooser[T]):
    """Stays open: the list is read anew, the cursor stays on what was chosen."""

    _kept: int | None = None

    def done(self, value: T) -> None:
        """Shows how it is now."""
        del value
        self._kept = self.query_one(OptionList).highlighted
        self._look(self.query_one(Input).value)

    def _list(self, keep: T | None = None) -> None:
        super()._list(keep)
        if self._kept is not None and self._found:
            self.query_one(OptionList).highlighted = min(self._kept, len(self._found) - 1)
            self._kept = None
        if isinstance(self.app, PatientApp):
            self.app.release_keys()
