"""The console whose connection is lost, or whose host goes down, while somebody types."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from frontdesk import desk
from frontdesk.terms import DraftKind
from tests.conftest import Enter
from tests.end_to_end.test_terminal import RUN, terminal
from tests.screens.consoles import ticket


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_what_is_typed_is_kept_and_the_terminal_left_as_it_was(
    name: str, place: Path, tmp_path: Path, enter: Enter
) -> None:
    office = enter("maja")
    number = ticket(office, "no dial tone")
    desk.assign.take(office, [number])
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "HOME": str(tmp_path),
        "TERM": "xterm-256color",
        "FRONTDESK_AS": "maja",
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    run = f"import os; print(os.getpid(), flush=True); {RUN}"
    with terminal(sys.executable, "-c", run, str(place), environment=environment) as screen:
        screen.wait_for("dial tone")
        process = int(screen.seen.split()[0])
        screen.then(b"i", "Note for the desk")
        screen.then(b"halfway", "halfway")
        os.kill(process, getattr(signal, name))
        screen.wait_for("\x1b[?1049l")
    draft = desk.drafts.load(office, DraftKind.NOTE, number)
    assert draft is not None
    assert "halfway" in draft.values()
