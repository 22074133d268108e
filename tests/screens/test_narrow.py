"""Small terminals: what is never given up on sixty columns, and text that outlives one cell."""

from __future__ import annotations

import shutil
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from frontdesk import desk
from frontdesk.app import Console
from frontdesk.demo.build import ACTOR
from frontdesk.desk.office import Office
from frontdesk.screens import SCREENS
from tests.conftest import Clock, Enter
from tests.screens.consoles import console, gone, says, settled, shown, ticket
from tests.screens.tour import STOPS, Quiet

AT = "2026-11-20 14:07"
LISTS = {
    "desk": ("28", "Podejrzana", "−1d 1h"),
    "repairs": ("2", "STB-8017", "3d 3h"),
    "team": ("32", "VPN drops", "4d 2h"),
}
"""What stands in one line of the lists of tickets and orders: number, subject, clock."""
ABOUT_ONE = {"ticket", "facts", "writing", "fixes", "request"}
"""The stops that show one ticket, with its number and subject on top."""

FIELDS = ("who", "what")


async def test_on_sixty_columns_number_subject_clock_and_more_keys_stay(
    demo: Path, tmp_path: Path
) -> None:
    store = tmp_path / "demo.db"
    shutil.copy(demo, store)
    quiet, seen = Quiet(), set()
    app = Console(lambda: Office.open(store, ACTOR, at=AT))
    with quiet.listening():
        async with app.run_test(size=(60, 20), notifications=True, tooltips=True) as pilot:
            await app.work.ready()
            await quiet.settle(pilot)
            await pilot.press("9")
            for stop in (each for each in STOPS if each.shows.endswith("Screen")):
                await quiet.go(pilot, stop)
                app.clear_notifications()
                await quiet.settle(pilot)
                lines = shown(pilot).splitlines()
                assert lines[-1].endswith(("? more ", "F1 more ")), stop.name
                if wanted := LISTS.get(stop.name):
                    assert any(all(each in line for each in wanted) for line in lines), stop.name
                if stop.name in ABOUT_ONE:
                    assert lines[1].split()[0] == "28", stop.name
                    assert "Podejrzana wiadomość z linkiem" in lines[1], stop.name
                seen.add(stop.shows)
                await quiet.back(pilot, stop)
    assert seen == {where.partition(":")[2] for where in SCREENS.values()}


async def through_one_cell(pilot: Pilot[int]) -> None:
    """The terminal shrinks to nothing, and grows again."""
    await pilot.resize_terminal(1, 1)
    await pilot.pause()
    assert len(shown(pilot)) == 1
    await pilot.resize_terminal(80, 24)
    await pilot.pause()


async def test_what_is_typed_is_whole_after_a_terminal_of_one_cell(
    place: Path, clock: Clock, enter: Enter
) -> None:
    office = enter("maja")
    desk.assign.take(office, [ticket(office, "printer pulls two sheets")])
    words = "the line is dead — since Monday, say both neighbours and the caretaker"
    async with console(place, clock) as pilot:
        await pilot.press("n")
        await says(pilot, "New contact")
        await settled(pilot)
        for field in FIELDS:
            pilot.app.screen.query_one(f"#{field}").query_one(Input).value = f"{field}: {words}"
        await pilot.pause()
        await through_one_cell(pilot)
        for field in FIELDS:
            line = pilot.app.screen.query_one(f"#{field}").query_one(Input)
            assert line.value == f"{field}: {words}"
        await says(pilot, "who: the line is dead")
        await pilot.press("f2")
        await gone(pilot, "New contact")
        await pilot.press("i")
        await says(pilot, "Note for the desk")
        area = pilot.app.screen.query_one(TextArea)
        area.text = f"{words}\n\n  {words}\n"
        await pilot.pause()
        await through_one_cell(pilot)
        assert pilot.app.screen.query_one(TextArea).text == f"{words}\n\n  {words}\n"
        await says(pilot, "the line is dead")
