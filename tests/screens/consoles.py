"""A console on the small desk of the tests, and waiting for what it shows."""

from __future__ import annotations

import re
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from textual.events import Paste
from textual.pilot import Pilot

from frontdesk import desk
from frontdesk.app import Console, preferred
from frontdesk.desk.inputs import NewTicket
from frontdesk.desk.office import Office
from frontdesk.terms import Channel
from tests import desks

RAW = re.compile(r"\{[a-z_]+\.[a-z0-9_]+\}")
LONG = 30.0
"""Seconds after which waiting is given up; nothing asserts that it is quicker."""


@asynccontextmanager
async def console(
    place: Path,
    clock: Callable[[], datetime],
    login: str = "maja",
    size: tuple[int, int] = (80, 24),
    settings: Path | None = None,
    tour: Path | None = None,
    first: str = "mine",
) -> AsyncIterator[Pilot[int]]:
    """A console of somebody at work, as soon as its first view is there.

    Args:
        first: what that view is called.
    """

    def opener() -> Office:
        return replace(Office.open(place, login), clock=clock)

    preferences = None if settings is None else preferred(settings)
    app = Console(opener, preferences=preferences, settings=settings, tour=tour)
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        await until(pilot, lambda: first in shown(pilot))
        await settled(pilot)
        yield pilot


async def until(pilot: Pilot[int], there: Callable[[], bool]) -> None:
    """Waits for something that the console will show or do.

    Raises:
        AssertionError: it did not come; with what is shown instead.
    """
    end = time.monotonic() + LONG
    while not there():
        await pilot.pause(0.02)
        assert time.monotonic() < end, "waited in vain; shown:\n" + shown(pilot)


async def says(pilot: Pilot[int], text: str) -> None:
    """Waits until a text is on the screen."""
    await until(pilot, lambda: text in shown(pilot))


async def gone(pilot: Pilot[int], text: str) -> None:
    """Waits until a text is no longer on the screen."""
    await until(pilot, lambda: text not in shown(pilot))


async def settled(pilot: Pilot[int]) -> None:
    """Waits until nobody reads or writes; not while something is being asked."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def shown(pilot: Pilot[int]) -> str:
    """The screen as text, line by line."""
    strips = pilot.app.screen._compositor.render_strips()
    text = "\n".join("".join(each.text for each in strip) for strip in strips)
    assert not RAW.search(text), f"a key is named by its id, not as it is:\n{text}"
    return text


async def pasted(pilot: Pilot[int], text: str) -> None:
    """Puts a text where the cursor is, at once: a long one costs no 75 ms a key."""
    field = pilot.app.screen.focused
    assert field is not None
    field.post_message(Paste(text))
    await pilot.pause()


async def typed(pilot: Pilot[int], text: str) -> None:
    """Types a text, key by key."""
    names = {" ": "space", ".": "full_stop", ":": "colon", "@": "at", "!": "exclamation_mark"}
    await pilot.press(*(names.get(each, each) for each in text))


def ticket(office: Office, subject: str, operation: str | None = None, **fields: object) -> int:
    """A new ticket with the front office, not routed; gives its number."""
    new = NewTicket.model_validate(
        {"subject": subject, "requester": "zofia.w", "channel": Channel.PHONE, **fields}
    )
    done = desk.intake.open_ticket(office, new, route_it=False, operation=operation)
    return done.numbers[0]


__all__ = [
    "LONG",
    "console",
    "desks",
    "gone",
    "pasted",
    "says",
    "settled",
    "shown",
    "ticket",
    "typed",
    "until",
]
