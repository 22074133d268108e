"""Quick requests: chosen out of the catalogue, and what the keys of the Request screen do."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from frontdesk.i18n import _
from frontdesk.screens import request_reading as reading

if TYPE_CHECKING:
    from frontdesk.screens.base import ConsoleScreen
    from frontdesk.screens.contact import ContactScreen
    from frontdesk.screens.request import RequestScreen


def _request(screen: ConsoleScreen) -> RequestScreen:
    return cast("RequestScreen", screen)


async def of_form(screen: ConsoleScreen) -> None:
    """Serves the caller of the contact form."""
    await cast("ContactScreen", screen).serve_request()


async def of_ticket(screen: ConsoleScreen) -> None:
    """Serves what the ticket at hand asks for."""
    row = screen.at_hand().rows[0]
    said = await screen.work.do(lambda office: reading.said(office, row.number))
    chosen = await reading.choose(screen, said)
    if chosen is None:
        return
    serve = reading.of_ticket(row.number, row.version)
    who = _("{number}  {subject}").format(number=row.number, subject=row.subject)
    screen.console_app.push("request", chosen, who, serve)


def tick(screen: ConsoleScreen) -> None:
    """Ticks the step under the cursor."""
    _request(screen).tick()


async def done(screen: ConsoleScreen) -> None:
    """It is done."""
    await _request(screen).settle(begun=False)


async def begun(screen: ConsoleScreen) -> None:
    """It is begun, and stays open."""
    await _request(screen).settle(begun=True)


async def note(screen: ConsoleScreen) -> None:
    """Asks for a note."""
    await _request(screen).ask_note()
