"""The way to the first painted tickets, and what is left when the console fails."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from frontdesk import crash
from frontdesk.app import Console
from frontdesk.errors import StoreError
from frontdesk.screens.base import ConsoleScreen
from frontdesk.widgets.ticket_list import TicketList
from tests.screens.rows import row

HEAVY = ("sqlmodel", "sqlalchemy", "typer", "alembic", "pydantic")
ROOT = Path(__file__).parents[2]

PAINT = """
import asyncio, sys, threading
from frontdesk.app import Console
from frontdesk.errors import StoreError
from frontdesk.widgets.ticket_list import TicketList
from tests.screens.rows import row

never = threading.Event()

def opener():
    never.wait()
    raise StoreError("left")

async def main():
    app = Console(opener, first=[row(number) for number in range(1, 60)])
    async with app.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        await pilot.pause()
        tickets = app.screen.query_one(TicketList)
        assert "subject of 1 " in tickets.render_line(1).text
        await pilot.press("j", "k", "space")
        print(*sorted({name.partition(".")[0] for name in sys.modules}))
        never.set()

asyncio.run(main())
"""


def test_nothing_on_the_way_to_the_first_tickets_imports_the_store() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PAINT], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert set(done.stdout.split()) & set(HEAVY) == set()


async def test_a_store_that_cannot_be_used_ends_the_console_with_its_code() -> None:
    def opener() -> None:
        raise StoreError("the store is a text file", "give the path of a store")

    app = Console(opener, first=[row(1)])  # type: ignore[arg-type]
    async with app.run_test(notifications=True, tooltips=True) as pilot:
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
    assert app.return_code == StoreError.exit_code


SECRET = "the caller's password is hunter2"


async def test_a_failure_leaves_no_ticket_text_on_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(crash, "folder", lambda: tmp_path)
    hold = threading.Event()

    def opener() -> None:
        hold.wait()
        raise StoreError("left")

    app = Console(opener, first=[row(1, subject=SECRET)])  # type: ignore[arg-type]

    def fail(_screen: ConsoleScreen) -> None:
        secret = SECRET
        hold.set()
        raise RuntimeError(f"with {len(secret)}")

    with pytest.raises(RuntimeError):  # noqa: PT012  it is raised when the console ends
        async with app.run_test(size=(100, 24), notifications=True, tooltips=True) as pilot:
            assert SECRET in app.screen.query_one(TicketList).render_line(1).text
            monkeypatch.setattr("frontdesk.screens.acts.looking.mark", fail)
            await pilot.press("space")
    shown = "".join(capsys.readouterr())
    assert SECRET not in shown
    assert "RuntimeError" in shown
    (report,) = tmp_path.iterdir()
    assert str(report) in shown.replace("\n", "")
    assert report.stat().st_mode & 0o077 == 0
    assert SECRET not in report.read_text()


@pytest.mark.parametrize("size", [(20, 5), (39, 24), (80, 9)])
async def test_a_terminal_that_is_too_small_says_what_it_needs(size: tuple[int, int]) -> None:
    hold = threading.Event()

    def opener() -> None:
        hold.wait()
        raise StoreError("left")

    app = Console(opener, first=[row(1)])  # type: ignore[arg-type]
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        await pilot.pause()
        strips = app.screen._compositor.render_strips()
        shown = " ".join("".join(each.text for each in strip).strip() for strip in strips)
        hold.set()
    assert "40×10" in shown
    assert "subject" not in shown


async def test_no_color_is_honoured_and_the_sweep_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    def opener() -> None:
        raise StoreError("left")

    app = Console(opener)  # type: ignore[arg-type]
    names = {type(each).__name__ for each in app.get_line_filters()}
    assert {"Monochrome", "Sweep"} <= names


@pytest.mark.parametrize("theme", ["dark", "light", "contrast", "terminal"])
async def test_every_theme_paints_the_desk(theme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRONTDESK_THEME", theme)
    hold = threading.Event()

    def opener() -> None:
        hold.wait()
        raise StoreError("left")

    app = Console(opener, first=[row(1)])  # type: ignore[arg-type]
    async with app.run_test(notifications=True, tooltips=True) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert app.theme == theme
        hold.set()
