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
        troubled: who is told.
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
        self.troubled = troubled
        self._trouble = ""
        self._ended = False
        self._turn = asyncio.Lock()

    @property
    def is_kept(self) -> bool:
        """Whether nothing is left to be kept, and nothing is just being kept."""
        return not (self.dirty or self._turn.locked())

    def touch(self) -> None:
        """Something was typed."""
        self.dirty = not self._ended

    async def flush(self, *, anew: bool = False) -> bool:
        """Keeps what is typed, if it has not been kept.

        Args:
            anew: says what is wrong also when it was said before: somebody waits for it.

        Returns:
            Whether nothing is left to be kept.
        """
        async with self._turn:
            try:
                while self.dirty:
                    self.dirty = False
                    await self._save(self._body())
            except FrontdeskError as error:
                self.dirty = not self._ended
                self._say(error, anew=anew)
                return False
            except asyncio.CancelledError:  # the form was taken down: nobody knows whether it is
                self.dirty = not self._ended
                raise
            self._say(None)
            return True

    def _say(self, error: FrontdeskError | None, *, anew: bool = False) -> None:
        said = "" if error is None else str(error)
        if said != self._trouble or (said and anew):
            self._trouble = said
            self.troubled(error)

    async def end(self) -> None:
        """Nothing is kept any more: it was filed. Waits for a saving that is under way."""
        self._ended = True
        self.dirty = False
        async with self._turn:
            return
