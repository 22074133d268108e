"""What the keys of the Fix screen do."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from frontdesk.screens.base import ConsoleScreen
    from frontdesk.screens.fix import FixScreen


def _fix(screen: ConsoleScreen) -> FixScreen:
    return cast("FixScreen", screen)


def tick(screen: ConsoleScreen) -> None:
    """Ticks the step under the cursor."""
    _fix(screen).tick()


async def worked(screen: ConsoleScreen) -> None:
    """It worked."""
    await _fix(screen).settle(worked=True)


async def failed(screen: ConsoleScreen) -> None:
    """It failed."""
    await _fix(screen).settle(worked=False)


def other(screen: ConsoleScreen) -> None:
    """Back to the fixes that may help."""
    _fix(screen).choose()


async def search(screen: ConsoleScreen) -> None:
    """Among all fixes."""
    await _fix(screen).search()
