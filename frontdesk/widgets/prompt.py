"""One line to be typed: a reason, instructions, a number. What was typed survives a refusal.

The prompt hands the text to ``submit`` itself and closes when that gives ``None``; an error is
shown in it, with its hint, and the text stays.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widgets import Input, Static

from frontdesk.errors import FrontdeskError
from frontdesk.i18n import _
from frontdesk.text import safe
from frontdesk.widgets.overlay import Overlay
from frontdesk.widgets.working import begin

if TYPE_CHECKING:
    from textual.app import ComposeResult

Submit = Callable[[str], Awaitable[str | None]]


async def _accept(text: str) -> str | None:
    return None


class Prompt(Overlay[str]):
    """Asks for one line; gives it back when ``submit`` had nothing against it."""

    def __init__(
        self,
        title: str,
        *,
        submit: Submit = _accept,
        text: str = "",
        placeholder: str = "",
        required: bool = True,
        note: str = "",
    ) -> None:
        """A prompt.

        Args:
            note: what the person should know before they type.
        """
        super().__init__(title, _("enter does it    {overlay.out} leaves"))
        self._submit = submit
        self._text = text
        self._placeholder = placeholder
        self._required = required
        self._note = note

    def sheet(self) -> ComposeResult:
        """The line, and room for what is wrong with it."""
        if self._note:
            yield Static(Content.styled(safe(self._note, lines=True), "$text-warning"))
        yield Input(self._text, placeholder=self._placeholder, select_on_focus=False)
        yield Static(classes="said -none")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        text = event.value.strip()
        if self._required and not text:
            self.say(_("Say it in a few words"))
            return
        begin(self, partial(self._try, text), "try")

    async def _try(self, text: str) -> None:
        try:
            wrong = await self._submit(text)
        except FrontdeskError as error:
            wrong = str(error)
        if wrong is None:
            self.dismiss(text)
        else:
            self.say(wrong)

    def say(self, text: str) -> None:
        """Shows what is wrong; the cursor goes back to the line."""
        super().say(text)
        self.query_one(Input).focus()
