"""Anything pressed anywhere: no exception, the console answers, and the store is sound afterwards.

``RANDOM_KEYS=SEED pytest tests/screens/test_random_keys.py`` presses what that seed presses; how
far it comes in its time depends on the machine.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import time
from pathlib import Path

import pytest
from textual.worker import WorkerFailed

from frontdesk import desk
from frontdesk.app import Console
from frontdesk.commands import use_keys
from frontdesk.demo.build import ACTOR
from frontdesk.desk.office import Office
from frontdesk.i18n import use
from frontdesk.store import doctor
from frontdesk.store.place import find
from tests.screens.random_keys import Hands, back_to_the_desk, left


@pytest.fixture
def place(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A demo of one's own, in a folder where whatever is typed as a path does no harm."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.setenv("PATH", str(tmp_path))
    path = tmp_path / "demo.db"
    shutil.copy(demo, path)
    return path


async def pressed(place: Path, seed: int, seconds: float) -> None:
    """Presses for a while; when the console is left, it is opened again."""
    hands = Hands(seed)
    end = time.monotonic() + seconds
    try:
        while time.monotonic() < end:
            app = Console(lambda: Office.open(place, ACTOR), settings=place.parent / "own.toml")
            async with app.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
                await app.work.ready()
                await hands.play(pilot, lambda: time.monotonic() > end)
                if not left(pilot):
                    await pilot.resize_terminal(80, 24)
                    assert await back_to_the_desk(pilot), "the console does not answer any more"
                    app.exit()
    except WorkerFailed as failed:
        raise failed.error from None
    finally:
        sys.stdout.write(f"seed {seed}: {len(hands.done)} things, last {hands.done[-80:]}\n")
        use_keys({})
        use("en")


def sound(place: Path) -> None:
    """Everything that says that it can be undone, can; and the store is as it should be."""
    office = Office.open(place, ACTOR)
    try:
        for deed in desk.deeds.latest(office, limit=1000):
            if deed.why_not is None:
                desk.undo.undo(office, deed.event)
        assert not desk.trust.verify(office).findings
    finally:
        office.close()
    assert [each for each in doctor.examine(find(place)) if not each.good] == []


async def test_ten_seconds_of_any_keys_break_nothing(place: Path) -> None:
    await pressed(place, int(os.environ.get("RANDOM_KEYS", "1")), 10)
    sound(place)


@pytest.mark.long
async def test_two_minutes_of_any_keys_break_nothing(place: Path) -> None:
    seed = int(os.environ.get("RANDOM_KEYS") or random.SystemRandom().randrange(10**6))
    await pressed(place, seed, 120)
    sound(place)
