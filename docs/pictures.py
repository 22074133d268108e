"""Takes the pictures of the README: the console on the demonstration, as it is now.

    python docs/pictures.py

Writes ``docs/*.svg``. Nothing in them is drawn by hand; run it when a screen has changed.
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from textual.pilot import Pilot

from frontdesk.app import Console
from frontdesk.demo.build import build
from frontdesk.demo.plan import moment
from frontdesk.desk.office import Office

TODAY = date(2026, 11, 19)
SIZE = (120, 34)
FONTS = re.compile(r"@font-face \{.*?\}", re.DOTALL)
"""Where the exporter would have a font fetched from elsewhere; readers use their own."""


async def picture(path: Path, name: str, login: str, keys: Sequence[str]) -> None:
    """Opens the console as somebody, presses keys, and keeps what it shows."""

    def opener() -> Office:
        return replace(Office.open(path, login), clock=lambda: moment(TODAY))

    app = Console(opener)
    async with app.run_test(size=SIZE) as pilot:
        await calm(pilot)
        for key in keys:
            await pilot.press(key)
            await calm(pilot)
        svg = FONTS.sub("", app.export_screenshot(title="frontdesk"))
    # Without it some readers drop the spaces that a piece of text begins with.
    svg = svg.replace("<svg ", '<svg xml:space="preserve" ', 1)
    (HERE / f"{name}.svg").write_text(re.sub(r"[ \t]+\n", "\n", svg), "utf-8")


async def calm(pilot: Pilot[int]) -> None:
    """Waits until nothing is being read any more."""
    for _ in range(3):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause(0.15)


async def main() -> None:
    """All pictures."""
    with tempfile.TemporaryDirectory() as folder:
        path = build(Path(folder) / "demo.db", today=TODAY)
        await picture(path, "desk", "maja", ["2", "j", "j"])
        call = [*"nowak", "enter", *"no", "space", *"picture", "space", *"on", "space", *"tv"]
        await picture(path, "contact", "maja", ["n", *call])


if __name__ == "__main__":
    asyncio.run(main())
