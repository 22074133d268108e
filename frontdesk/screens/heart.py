"""What this console tells the others: which ticket is open here, or written on, while it is.

Asked at every look, written when it differs and once a beat. It refuses to be in the way: what
cannot be written is left, and the others pass over what is stale.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from frontdesk.errors import FrontdeskError
from frontdesk.terms import BEAT, Doing
from frontdesk.widgets.working import begin

if TYPE_CHECKING:
    from frontdesk.app import Console
    from frontdesk.desk.office import Office

Engaged = tuple[int, Doing] | None


class Heart:
    """The heartbeats of a console."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._told: Engaged = None
        self._at = 0.0
        self._telling = False

    def beat(self) -> None:
        """Says what is open here, if that is news or was said a beat ago."""
        engaged, now = self._console.engaged(), asyncio.get_running_loop().time()
        late = engaged is not None and now - self._at >= BEAT.total_seconds()
        if self._telling or (engaged == self._told and not late):
            return
        self._telling, self._at = True, now
        begin(self._console, partial(self._tell, self._told, engaged), "heart")

    async def _tell(self, before: Engaged, engaged: Engaged) -> None:
        self._told = engaged
        try:
            await self._console.work.do(lambda office: _told(office, before, engaged))
        except FrontdeskError as error:
            # A store that cannot be written is said by whoever needs it; the next beat tries again.
            self._console.log(error)
        finally:
            self._telling = False


def _told(office: Office, before: Engaged, engaged: Engaged) -> None:
    from frontdesk import desk

    if before is not None and (engaged is None or engaged[0] != before[0]):
        desk.presence.left(office, before[0])
    if engaged is not None:
        desk.presence.here(office, *engaged)
