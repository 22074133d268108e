"""What every screen and sheet looks like, at the smallest common terminal and a wide one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from frontdesk.app import Console
from frontdesk.commands import use_keys
from frontdesk.demo.build import ACTOR
from frontdesk.desk.office import Office
from frontdesk.screens.fix import FixScreen
from frontdesk.screens.request import RequestScreen
from frontdesk.widgets import patience
from tests.screens.conftest import Picture
from tests.screens.consoles import LONG
from tests.screens.tour import ELSEWHERE, STOPS, Quiet, Stop, screens_and_sheets

SIZES = ((80, 24), (120, 40))
AT = "2026-11-20 14:07"


def test_every_screen_and_sheet_is_on_the_tour() -> None:
    assert screens_and_sheets() - ELSEWHERE.keys() == {stop.shows for stop in STOPS}


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """The stopwatch of a call stands, and however slow the machine is, no key is let go early."""
    monkeypatch.setattr(patience, "LONGEST", LONG)
    for screen in (FixScreen, RequestScreen):
        monkeypatch.setattr(screen, "_spent", lambda _screen: 65.0)


async def at_rest(pilot: Pilot[int], quiet: Quiet) -> None:
    """Waits until all is shown; notices, which go by themselves, and blinking go at once."""
    await quiet.settle(pilot)
    pilot.app.clear_notifications()
    for field in pilot.app.screen.query("Input, TextArea").results(Input | TextArea):
        field._pause_blink(visible=True)
    await quiet.settle(pilot)


# In two parts, so that two processes share them.
@pytest.mark.parametrize("part", [STOPS[::2], STOPS[1::2]], ids=["even", "odd"])
@pytest.mark.usefixtures("still")
async def test_the_screens_look_as_they_were_seen(
    part: tuple[Stop, ...],
    demo: Path,
    tmp_path: Path,
    picture: Picture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)  # the settings' path is shown
    shutil.copy(demo, "demo.db")
    quiet = Quiet()
    app = Console(lambda: Office.open("demo.db", ACTOR, at=AT), settings=Path("own.toml"))
    with quiet.listening():
        async with app.run_test(size=SIZES[0], notifications=True, tooltips=True) as pilot:
            await app.work.ready()
            await quiet.settle(pilot)
            await pilot.press("9")
            for stop in part:
                await quiet.go(pilot, stop)
                for width, height in SIZES:
                    await pilot.resize_terminal(width, height)
                    await at_rest(pilot, quiet)
                    picture(app, f"{stop.name}-{width}x{height}")
                await pilot.resize_terminal(*SIZES[0])
                await quiet.back(pilot, stop)
            app.exit()
    use_keys({})
