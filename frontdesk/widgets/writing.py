"""The composer at the bottom of a ticket, with what it writes above and what was wrong below."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from frontdesk.i18n import _
from frontdesk.text import safe
from frontdesk.widgets.composer import Composer, Keep
from frontdesk.widgets.working import begin

if TYPE_CHECKING:
    from textual.app import ComposeResult


class Writing(Vertical):
    """A reply or a note being written."""

    DEFAULT_CSS = """
    Writing { height: auto; padding: 0 1; border-top: heavy $accent; background: $panel; }
    Writing > Static { height: auto; }
    Writing .keys { color: $quiet; height: 1; }
    Writing .said { color: $text-warning; }
    Writing .said.-none { display: none; }
    Writing Composer TextArea, Writing Composer TextArea:focus { height: 6; }
    .-low Writing Composer TextArea { height: 4; }
    .-low Writing Composer TextArea:focus { height: 4; }
    """
    SCOPED_CSS = False

    @dataclass
    class Closed(Message):
        """It was sent, or left with its draft."""

    def __init__(
        self, title: str, *, text: str, keep: Keep, submit: Callable[[str], Awaitable[str | None]]
    ) -> None:
        super().__init__()
        self._heading = title
        self._composer = Composer(keep, text)
        self._submit = submit

    def compose(self) -> ComposeResult:
        """What is written, the text, what was wrong, the keys."""
        yield Static(Content.styled(safe(self._heading), "bold"))
        yield self._composer
        yield Static(classes="said -none")
        keys = _("^s sends    ^o your editor    esc leaves, the draft stays")
        yield Static(Content(keys), classes="keys")

    @on(Composer.Sent)
    def _sent(self, event: Composer.Sent) -> None:
        event.stop()
        begin(self, partial(self._send, event.text), "send")

    async def _send(self, text: str) -> None:
        wrong = await self._submit(text)
        if wrong is None:
            self._composer.sent()
            self.post_message(self.Closed())
            return
        said = self.query_one(".said", Static)
        said.update(Content(safe(wrong)))
        said.remove_class("-none")

    @on(Composer.Left)
    def _left(self, event: Composer.Left) -> None:
        event.stop()
        self.post_message(self.Closed())
