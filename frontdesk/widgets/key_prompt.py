"""A key, asked for by having it pressed. Esc leaves, backspace and delete are for ``fits``.

It hands the key to ``fits`` and closes when that raises nothing; what is wrong with a key is
shown, and the next one can be pressed. Those three keys themselves are given in the file only.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.widgets import Static

from frontdesk.commands import KEYED, keys_of
from frontdesk.errors import FrontdeskError
from frontdesk.i18n import _
from frontdesk.text import safe
from frontdesk.widgets.overlay import Overlay
from frontdesk.widgets.patience import PatientApp
from frontdesk.widgets.working import begin

if TYPE_CHECKING:
    from textual.app import ComposeResult

SHIPPED = "backspace"
"""The key by which a command gets its shipped keys back."""
NONE = "delete"
"""The key by which a command loses its keys: the palette still has it."""


class KeyPrompt(Overlay[str]):
    """Asks for a key; gives it back when ``fits`` had nothing against it."""

    def __init__(
        self, title: str, text: str, fits: Callable[[str], Awaitable[None]], keys: str = ""
    ) -> None:
        super().__init__(
            title,
            keys or _("any key    backspace as it ships    delete none    {overlay.out} leaves"),
        )
        self._text = text
        self._fits = fits

    def sheet(self) -> ComposeResult:
        """What the command does, and room for what is wrong with a key."""
        yield Static(Content(safe(self._text)))
        yield Static(classes="said -none")

    def on_key(self, event: events.Key) -> None:
        """Takes every key but the one that leaves."""
        if event.key in keys_of(KEYED["overlay.out"]):
            return
        event.stop()
        event.prevent_default()
        if isinstance(self.app, PatientApp):  # what comes next is for what comes next
            self.app.hold_keys()
        begin(self, partial(self._try, event.key), "try")

    async def _try(self, key: str) -> None:
        try:
            await self._fits(key)
        except FrontdeskError as error:
            self.say(str(error))
        else:
            self.dismiss(key)
