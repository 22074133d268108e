"""What somebody types in a terminal outlives the console, the terminal, a full disk, a lock."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from frontdesk import desk
from frontdesk.desk.office import Office
from frontdesk.terms import DraftKind
from tests.conftest import Enter
from tests.end_to_end.test_terminal import LONG, RUN, Terminal, terminal
from tests.screens.consoles import ticket

WITH_ID = f"import os; print(os.getpid(), flush=True); {RUN}"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {
        "PATH": os.environ.get("PATH", ""),
        "HOME": str(tmp_path),
        "TERM": "xterm-256color",
        "FRONTDESK_AS": "maja",
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }


@pytest.fixture
def office(enter: Enter) -> Office:
    return enter("maja")


def taken(office: Office) -> int:
    number = ticket(office, "no dial tone")
    desk.assign.take(office, [number])
    return number


def kept(office: Office, number: int, text: str, screen: Terminal | None = None) -> None:
    """Waits until a draft holds a text; a console that is still there writes on meanwhile.

    Raises:
        AssertionError: it did not come.
    """
    end = time.monotonic() + LONG
    while text not in (desk.drafts.load(office, DraftKind.NOTE, number) or {}).get("text", ""):
        assert time.monotonic() < end, f"no draft with {text!r}"
        if screen is not None:
            screen.read()


def test_a_killed_console_loses_nothing_and_the_next_one_goes_on(
    place: Path, office: Office, environment: dict[str, str]
) -> None:
    number = taken(office)
    run = (sys.executable, "-c", WITH_ID, str(place))
    with terminal(*run, environment=environment) as screen:
        screen.wait_for("dial tone")
        process = int(screen.seen.split()[0])
        screen.then(b"i", "Note for the desk")
        screen.then(b"halfway", "halfway")
        kept(office, number, "halfway", screen)
        os.kill(process, signal.SIGKILL)
    with terminal(*run, environment=environment) as screen:
        screen.wait_for("✎")
        screen.then(b"i", "halfway")


def test_a_console_whose_terminal_is_closed_keeps_the_text_and_ends(
    place: Path, office: Office, environment: dict[str, str]
) -> None:
    number = taken(office)
    with terminal(sys.executable, "-c", RUN, str(place), environment=environment) as screen:
        screen.wait_for("dial tone")
        screen.then(b"i", "Note for the desk")
        screen.then(b"halfway", "halfway")
        os.close(screen.handle)
        end = time.monotonic() + LONG
        while os.waitpid(screen.process, os.WNOHANG) == (0, 0):
            assert time.monotonic() < end, "it did not end"
    kept(office, number, "halfway")


def test_on_a_full_disk_the_console_says_so_and_keeps_the_text_until_there_is_room(
    place: Path, office: Office, environment: dict[str, str]
) -> None:
    number = taken(office)
    with terminal(sys.executable, "-c", WITH_ID, str(place), environment=environment) as screen:
        screen.wait_for("dial tone")
        process = int(screen.seen.split()[0])
        screen.then(b"i", "Note for the desk")
        none, most = 0, resource.RLIM_INFINITY
        resource.prlimit(process, resource.RLIMIT_FSIZE, (none, most))
        screen.then(b"halfway", "Not kept yet, tried again")
        # It cannot be left as if it were kept, nor sent as if it had gone.
        screen.then(b"\x13", "nothing was changed")
        screen.then(b" there", "there")
        resource.prlimit(process, resource.RLIMIT_FSIZE, (most, most))
        kept(office, number, "halfway there", screen)
        screen.then(b"\x13", "note added")
    assert desk.drafts.load(office, DraftKind.NOTE, number) is None


def test_while_another_program_holds_the_store_one_types_on_and_it_is_kept_afterwards(
    place: Path, office: Office, environment: dict[str, str]
) -> None:
    number = taken(office)
    with (
        terminal(sys.executable, "-c", RUN, str(place), environment=environment) as screen,
        closing(sqlite3.connect(place, isolation_level=None)) as other,
    ):
        screen.wait_for("dial tone")
        screen.then(b"i", "Note for the desk")
        other.execute("BEGIN IMMEDIATE")
        screen.then(b"halfway", "halfway")
        # It is being kept, and cannot be: the keyboard is free meanwhile.
        screen.wait_for("working")
        screen.then(b" there", "there")
        assert desk.drafts.load(office, DraftKind.NOTE, number) is None
        other.execute("ROLLBACK")
        kept(office, number, "halfway there", screen)
