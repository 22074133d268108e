"""The first tour: beginning it, leaving it, leaving out a step of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.commands import with_keys
from frontdesk.i18n import _

if TYPE_CHECKING:
    from frontdesk.screens.base import ConsoleScreen


async def tour(screen: ConsoleScreen) -> None:
    """Begins the tour, where it was left; while one is on, leaves it."""
    touring = screen.console_app.touring
    if touring.on:
        touring.leave()
    else:
        await touring.begin()


async def skip(screen: ConsoleScreen) -> None:
    """On to the next step of the tour, without this one."""
    touring = screen.console_app.touring
    if touring.on:
        touring.skip()
    else:
        screen.tell(with_keys(_("There is no tour going on; {app.tour} begins it")))
