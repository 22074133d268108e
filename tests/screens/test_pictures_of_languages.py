"""The screens where the length of words matters, as Swedes and Poles see them at 80 by 24."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from frontdesk import desk, i18n
from frontdesk.desk.inputs import NewTicket
from tests.conftest import Clock, Enter
from tests.screens.conftest import Picture
from tests.screens.consoles import console, says, settled

CALLS = (
    ("Kontot är låst, kan inte logga in", "anna.nowak", "LAP-0001"),
    ("Drukarka pobiera dwie kartki", "zofia.w", "PRN-0001"),
    ("[EXTERN] kalendern går inte att öppna", "per.oberg", None),
)
FIRST = {"sv": "mina", "pl": "moje"}


@pytest.fixture(params=sorted(FIRST))
def spoken(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A language, spoken by the whole process while the test lasts."""
    language = str(request.param)
    monkeypatch.setenv("FRONTDESK_LANG", language)
    yield i18n.use()
    monkeypatch.undo()
    i18n.use("en")


async def test_the_screens_look_as_they_were_seen(
    spoken: str, place: Path, enter: Enter, clock: Clock, picture: Picture
) -> None:
    office = enter("maja")
    for subject, who, asset in CALLS:
        desk.intake.open_ticket(office, NewTicket(subject=subject, requester=who, asset=asset))
        clock.tick(minutes=7)
    async with console(place, clock, "berit", first=FIRST[spoken]) as pilot:
        for keys, name, there in (
            ("9", "desk", "2d 23h"),
            ("asterisk t", "bulk", "→ berit"),
            ("escape escape enter", "ticket", i18n._("Ticket")),
            ("q n", "contact", i18n._("New contact")),
            ("f6", "team", "Emil Strand"),
        ):
            await pilot.press(*keys.split())
            await says(pilot, there)
            if name != "bulk":  # it waits for an answer
                await settled(pilot)
            await pilot.pause(0.1)
            pilot.app.clear_notifications()
            await pilot.pause()
            picture(pilot.app, f"{spoken}-{name}-80x24")
