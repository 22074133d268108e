"""The composer over a screen: for a reply or a note without opening the ticket."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widgets import Static

from frontdesk.i18n import _
from frontdesk.text import safe
from frontdesk.widgets.composer import Composer, Keep
from frontdesk.widgets.overlay import Overlay
from frontdesk.widgets.working import begin

if TYPE_CHECKING:
    from textual.app import ComposeResult


class ComposeSheet(Overlay[bool]):
    """Writes a text and sends it; gives True when it went, ``None`` when a draft stays.

    ``submit`` sends it and gives what is wrong, or ``None``.
    """

    def __init__(
        self, title: str, *, text: str, keep: Keep, submit: Callable[[str], Awaitable[str | None]]
    ) -> None:
        super().__init__(title, _("^s sends    ^o your editor    esc leaves, the draft stays"))
        self._composer = Composer(keep, text)
        self._submit = submit

    def sheet(self) -> ComposeResult:
        """The composer, and room for what is wrong."""
        yield self._composer
        yield Static(classes="said -none")

    @on(Composer.Sent)
    def _sent(self, event: Composer.Sent) -> None:
        begin(self, partial(self._send, event.text), "send")

    async def _send(self, text: str) -> None:
        wrong = await self._submit(text)
        if wrong is None:
            self._composer.sent()
            self.dismiss(True)
            return
        said = self.query_one(".said", Static)
        said.update(Content(safe(wrong)))
        said.remove_class("-none")

    @on(Composer.Left)
    def _left(self) -> None:
        self.dismiss(None)
