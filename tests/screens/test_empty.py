"""Where there is nothing to show it says what to do next, by one's own keys, on few columns too."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from tests.conftest import Clock
from tests.screens.consoles import console, says, shown, typed, until

OWN = """[keys]
"contact.new" = "ctrl+k"
"ticket.take_next" = "ctrl+b"
"ticket.dispatch" = "F8"
"app.out" = "F10"
"overlay.out" = "F11"
"desk.view_1" = "F7"
"""


async def tells(pilot: Pilot[int], text: str) -> None:
    """Waits for a text that may be broken over lines."""
    await until(pilot, lambda: text in " ".join(shown(pilot).split()))


async def test_an_empty_screen_says_what_to_do_next_by_ones_own_keys(
    place: Path, clock: Clock, tmp_path: Path
) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text(OWN, "utf-8")
    async with console(place, clock, "berit", (60, 24), settings) as pilot:
        await tells(pilot, "Nothing in this view. ^k takes a call, F7–9 show other views")
        await pilot.press("slash")
        await typed(pilot, "nothing")
        await pilot.press("enter")
        await tells(pilot, "Nothing matches; F10 takes the filter away")
        await pilot.press("f10", "f3")
        await tells(pilot, "F8 on a ticket sends its equipment to its vendor")
        await pilot.press("f5")
        await typed(pilot, "xyzzy")
        await tells(pilot, "is registered while a call is taken: ^k")
        await pilot.press("f6", "j", "j")
        await tells(pilot, "^b gives them what waits longest")
        await pilot.press("f1")
        await says(pilot, "F11 leaves")
        await pilot.press("f11")
        await says(pilot, "Team")
