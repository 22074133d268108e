"""The office behind the screens: opened in a thread after the first paint, asked from threads.

Nothing on the way to the first painted tickets waits for it; whoever needs it awaits it. It
refuses to hand out sessions: a job runs in a thread with the office and gives plain rows.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from frontdesk.errors import FrontdeskError

if TYPE_CHECKING:
    from frontdesk.desk.office import Office

T = TypeVar("T")


def open_office(
    store: str | Path | None = None, login: str | None = None, at: str | None = None
) -> Office:
    """Opens the office of a person on a store; imports the rooms that write and read.

    Raises:
        StoreError: the store cannot be used.
        NotFoundError: there is no such login.
    """
    from frontdesk.desk.office import Office

    return Office.open(store, login, at=at)


class Work:
    """A person at work on a store, as the console holds it.

    Attributes:
        office: ``None`` until it is open.
    """

    def __init__(self, opener: Callable[[], Office]) -> None:
        self.office: Office | None = None
        self._opener = opener
        self._opened = asyncio.Event()
        self._error: FrontdeskError | None = None

    async def open(self, before: Callable[[Office], None] | None = None) -> Office:
        """Opens the office in a thread.

        Args:
            before: called with it there, before anybody else gets it.

        Raises:
            FrontdeskError: why it cannot be opened; whoever waits for it gets the same.
        """
        try:
            self.office = await asyncio.to_thread(self._open, before)
        except FrontdeskError as error:
            self._error = error
            raise
        finally:
            self._opened.set()
        return self.office

    def _open(self, before: Callable[[Office], None] | None) -> Office:
        office = self._opener()
        if before is not None:
            before(office)
        return office

    async def ready(self) -> Office:
        """The office, as soon as it is open."""
        await self._opened.wait()
        if self.office is None:
            raise self._error or FrontdeskError("the office is closed")
        return self.office

    async def do(self, job: Callable[[Office], T]) -> T:
        """Runs a job with the office in a thread, and gives what it gives.

        When the waiting worker has been cancelled meanwhile, nothing comes back: a late result
        of a job that nobody wants any more is dropped here.
        """
        office = await self.ready()
        return await asyncio.to_thread(job, office)

    def renewed(self, office: Office) -> None:
        """Works on with another office on the same store: the policy has changed."""
        self.office = office

    def close(self) -> None:
        """Closes the office, if it was opened."""
        if self.office is not None:
            self.office.close()
            self.office = None
