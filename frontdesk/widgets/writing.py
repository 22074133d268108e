"""The composer with what it writes above, and what was wrong below: in a ticket, or in a sheet."""

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

from frontdesk.commands import with_keys
from frontdesk.i18n import _
from frontdesk.text import safe
from frontdesk.widgets.composer import Composer, Insert, Keep
from frontdesk.widgets.patience import PatientApp
from frontdesk.widgets.working import begin

if TYPE_CHECKING:
    from textual.app import ComposeResult


@dataclass(frozen=True, slots=True)
class Letter:
    """A text that somebody writes on a ticket.

    Attributes:
        title: what it is. ``text``: what was written of it before.
        keep: keeps the draft; an empty text discards it.
        submit: sends it, and ends its draft; gives what is wrong, or ``None``.
        insert: what stands in the place of a mark that was typed twice.
    """

    number: int
    title: str
    text: str
    keep: Keep
    submit: Callable[[str], Awaitable[str | None]]
    insert: Insert


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

    def __init__(self, letter: Letter) -> None:
        super().__init__()
        self._letter = letter
        self._sending = False
        self._composer = Composer(letter.keep, letter.text, letter.insert)

    def compose(self) -> ComposeResult:
        """What is written, the text, what was wrong, the keys."""
        yield Static(Content.styled(safe(self._letter.title), "bold"))
        yield self._composer
        yield Static(classes="said -none")
        keys = _(
            "{composer.send} sends  {composer.leave} leaves, draft stays  "
            "{composer.editor} editor  :: answer  ?? fix  @@ mention"
        )
        yield Static(Content(safe(with_keys(keys))), classes="keys")

    @property
    def letter(self) -> Letter:
        """What is written."""
        return self._letter

    async def kept(self) -> bool:
        """Keeps the draft now; whether it could. If not it has said why."""
        return await self._composer.keeping.flush(anew=True)

    def to_text(self) -> None:
        """Puts the cursor into the text."""
        self._composer.area.focus()

    def say(self, text: str) -> None:
        """Says what is wrong; the typed text stays. Empty: nothing any more."""
        said = self.query_one(".said", Static)
        said.update(Content(safe(text)))
        said.set_class(not text, "-none")
        if text and isinstance(self.app, PatientApp):  # it is not left: what follows is for it
            self.app.release_keys()

    @on(Composer.Sent)
    def _sent(self, event: Composer.Sent) -> None:
        event.stop()
        if not self._sending:
            self._sending = True
            begin(self, partial(self._send, event.text), "send")

    async def _send(self, text: str) -> None:
        try:
            wrong = await self._letter.submit(text)
        finally:
            self._sending = False
        if wrong is None and not await self._composer.sent(text):
            wrong = _("It went without what was typed since, which is still here")
        if wrong is not None:
            self.say(wrong)
            return
        self.post_message(self.Closed())

    @on(Composer.Troubled)
    def _troubled(self, event: Composer.Troubled) -> None:
        event.stop()
        kept = event.error is None
        self.say("" if kept else _("Not kept yet, tried again: {why}").format(why=event.error))

    @on(Composer.Left)
    def _left(self, event: Composer.Left) -> None:
        event.stop()
        self.post_message(self.Closed())
