"""The console in a real pseudo-terminal: the bytes that reach it, whatever callers have written."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from frontdesk import desk
from tests.conftest import Enter
from tests.screens.consoles import ticket

LONG = 60.0
HOSTILE = "\x1b]52;c;UFdORUQ=\x07 \x1b]0;PWNED\x07 \x9b31m \u202e [@click=app.quit]x[/] \x1bP q"
FORBIDDEN = (b"\x1b]52;", b"\x1b]0;", b"\x1bP ", b"\xc2\x9b", "\u202e".encode())
STYLES = re.compile(rb"\x1b\[([\d;:]*)m")
TRUE = re.compile(rb"[34]8;2;(\d+;\d+;\d+)")
NAMED = re.compile(rb"(?:^|;)([34][1-8][\d;]*|9[1-6]|10[1-6])(?=;|$)")
RUN = "import sys; from frontdesk.app import open_console; sys.exit(open_console(sys.argv[1]))"


class Terminal:
    """A program in a terminal of 80×24 that remembers every byte."""

    def __init__(self, process: int, handle: int) -> None:
        self.process = process
        self.handle = handle
        self.seen = b""

    def press(self, keys: bytes) -> None:
        os.write(self.handle, keys)

    def wait_for(self, text: str, since: int = 0) -> None:
        """Reads until a text has come after a point."""
        end = time.monotonic() + LONG
        while text.encode() not in self.seen[since:]:
            assert time.monotonic() < end, f"{text!r} did not come; last: {self.seen[-400:]!r}"
            self.read()

    def read(self) -> None:
        """Reads what is there, if something comes soon."""
        ready, _write, _error = select.select([self.handle], [], [], 0.2)
        if ready:
            self.seen += os.read(self.handle, 65_536)

    def read_until_quiet(self, seconds: float) -> None:
        """Reads until nothing has come for so long."""
        while select.select([self.handle], [], [], seconds)[0]:
            self.seen += os.read(self.handle, 65_536)

    def then(self, keys: bytes, text: str) -> None:
        """Presses keys and waits for what they show."""
        since = len(self.seen)
        self.press(keys)
        self.wait_for(text, since)


@contextmanager
def terminal(*command: str, environment: dict[str, str]) -> Iterator[Terminal]:
    process, handle = pty.fork()
    if process == 0:  # pragma: no cover  the program itself
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        os.execve(command[0], list(command), environment)
    try:
        yield Terminal(process, handle)
    finally:
        with suppress(ProcessLookupError, ChildProcessError):
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
        with suppress(OSError):
            os.close(handle)


def test_what_callers_write_never_commands_the_terminal(
    place: Path, tmp_path: Path, enter: Enter
) -> None:
    office = enter("maja")
    number = ticket(office, f"first {HOSTILE}", words=f"said {HOSTILE}")
    desk.assign.take(office, [number])
    desk.work.note(office, [number], text=f"noted {HOSTILE}")
    office.close()
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "HOME": str(tmp_path),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "FRONTDESK_AS": "maja",
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    with terminal(sys.executable, "-c", RUN, str(place), environment=environment) as screen:
        screen.wait_for("first")
        screen.wait_for("said")
        screen.then(b":", "Go to")
        screen.then(b"first", "first")
        screen.then(b"zzz", "Nothing like that")
        # The footer is only painted again when nothing lies over it.
        screen.then(b"\x1b", "fixes")
        screen.then(b"i", "Note for the desk")
        screen.then(b"\x1b", "fixes")
        screen.then(b"t", "taken")
        screen.then(b"\r", "noted")
    for each in FORBIDDEN:
        assert each not in screen.seen, each
    assert "␛".encode() in screen.seen


def test_a_byte_that_is_no_utf_8_is_a_character_and_not_the_end(
    place: Path, tmp_path: Path
) -> None:
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "HOME": str(tmp_path),
        "TERM": "xterm-256color",
        "FRONTDESK_AS": "maja",
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    with terminal(sys.executable, "-c", RUN, str(place), environment=environment) as screen:
        screen.wait_for("more")
        screen.then(b":", "Go to")
        screen.then("Misstänkt".encode("latin-1"), "Misst\ufffdnkt")
        screen.then(b"\x1b", "more")


def hues(seen: bytes) -> set[bytes]:
    """The colours that were written, of text and of grounds, all but the greys."""
    found = set()
    for style in set(STYLES.findall(seen)):
        found |= {each for each in TRUE.findall(style) if len(set(each.split(b";"))) > 1}
        found |= set(NAMED.findall(TRUE.sub(b"", style)))
    return found


def test_with_no_color_set_nothing_but_greys_is_written(
    place: Path, tmp_path: Path, enter: Enter
) -> None:
    office = enter("maja")
    desk.assign.take(office, [ticket(office, "no dial tone", urgency="critical")])
    office.close()
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "HOME": str(tmp_path),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "FRONTDESK_AS": "maja",
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    seen = []
    for no_color in ({}, {"NO_COLOR": "1"}):
        worn = environment | no_color
        with terminal(sys.executable, "-c", RUN, str(place), environment=worn) as screen:
            screen.wait_for("no dial tone")
            screen.then(b"?", "take")
            screen.then(b"\x1b", "more")
            screen.then(b"p", "Priority of")
        seen.append(hues(screen.seen))
    assert seen[0]  # without it there are, so they would be found
    assert seen[1] == set()
