"""Keeping a draft while somebody types: never two savings at once, never an old one last.

Plain: it refuses to know what is typed and where it is kept.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from frontdesk.errors import FrontdeskError

Body = Mapping[str, str]


class Keeping:
    """The draft of one form.

    Attributes:
        dirty: whether something was typed that has not been kept.
    """

    def __init__(self, body: Callable[[], Body], save: Callable[[Body], Awaitable[None]]) -> None:
        """A draft.

        Args:
            body: what is typed now, by field.
            save: keeps it; called in turn, never twice at once.
        """
        self.dirty = False
        self._body = body
        self._save = save
        self._ended = False
        self._turn = asyncio.Lock()

    def touch(self) -> None:
        """Something was typed."""
        self.dirty = not self._ended

    async def flush(self) -> None:
        """Keeps what is typed, if it has not been kept."""
        async with self._turn:
            while self.dirty:
                self.dirty = False
                try:
                    await self._save(self._body())
                except FrontdeskError:
                    self.dirty = True
                    raise

    async def end(self) -> None:
        """Nothing is kept any more: it was filed. Waits for a saving that is under way."""
        self._ended = True
        self.dirty = False
        async with self._turn:
            return
