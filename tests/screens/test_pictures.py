"""What the main screens look like, at the smallest common terminal and a wide one."""

from __future__ import annotations

from pathlib import Path

import pytest

from frontdesk import desk
from frontdesk.desk.inputs import NewTicket
from tests.conftest import Clock, Enter
from tests.screens.conftest import Picture
from tests.screens.consoles import console, settled

CALLS = (
    ("My account is locked, I cannot sign in", "anna.nowak", "LAP-0001"),
    ("Drukarka pobiera dwie kartki", "zofia.w", "PRN-0001"),
    ("[EXTERN] kalendern går inte att öppna", "per.oberg", None),
)
SIZES = ((80, 24), (120, 40))


@pytest.fixture
def calls(enter: Enter, clock: Clock) -> None:
    """A few tickets, one of them waiting."""
    office = enter("maja")
    for subject, who, asset in CALLS:
        desk.intake.open_ticket(office, NewTicket(subject=subject, requester=who, asset=asset))
        clock.tick(minutes=7)


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.usefixtures("calls")
async def test_the_screens_look_as_they_were_seen(
    width: int, height: int, place: Path, clock: Clock, picture: Picture
) -> None:
    async with console(place, clock, "berit", (width, height)) as pilot:
        for key, name in (("9", "desk"), ("f6", "team"), ("f3", "repairs")):
            await pilot.press(key)
            for _ in range(3):
                await settled(pilot)
                await pilot.pause(0.1)
            picture(pilot.app, f"{name}-{width}x{height}")
