"""Keeping a draft while somebody types: never two savings at once, never an old one last.

Plain: it refuses to know what is typed and where it is kept.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from frontdesk.errors import FrontdeskError

Body = Mapping[str, str]
AGAIN = 2.0
"""Seconds after which a draft that could not be kept is tried again."""


class Keeping:
    """The draft of one form.

    Attributes:
        dirty: whether something was typed that has not been kept.
    """

    def __init__(
        self,
        body: Callable[[], Body],
        save: Callable[[Body], Awaitable[None]],
        troubled: Callable[[FrontdeskError | None], None],
    ) -> None:
        """A draft.

        Args:
            body: what is typed now, by field.
            save: keeps it; called in turn, never twice at once.
            troubled: told once that it cannot be kept any more, with ``None`` that it can again.
        """
        self.dirty = False
        self._body = body
        self._save = save
        self._troubled = troubled
        self._trouble = ""
        self._ended = False
        self._turn = asyncio.Lock()

    def touch(self) -> None:
        """Something was typed."""
        self.dirty = not self._ended

    async def flush(self) -> bool:
        """Keeps what is typed, if it has not been kept; whether nothing is left to be kept."""
        async with self._turn:
            try:
                while self.dirty:
                    self.dirty = False
                    await self._save(self._body())
            except FrontdeskError as error:
                self.dirty = not self._ended
                self._say(error)
                return False
            self._say(None)
            return True

    def _say(self, error: FrontdeskError | None) -> None:
        said = "" if error is None else str(error)
        if said != self._trouble:
            self._trouble = said
            self._troubled(error)

    async def end(self) -> None:
        """Nothing is kept any more: it was filed. Waits for a saving that is under way."""
        self._ended = True
        self.dirty = False
        async with self._turn:
            return
