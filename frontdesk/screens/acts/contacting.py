"""What the keys of the contact form do."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from frontdesk.screens.base import ConsoleScreen
    from frontdesk.screens.contact import ContactScreen


def _form(screen: ConsoleScreen) -> ContactScreen:
    return cast("ContactScreen", screen)


async def file(screen: ConsoleScreen) -> None:
    """Files it by the proposed route."""
    await _form(screen).file_as_proposed()


def ways(screen: ConsoleScreen) -> None:
    """To the routes."""
    _form(screen).to_ways()


async def fresh(screen: ConsoleScreen) -> None:
    """Begins afresh."""
    await _form(screen).discard()
