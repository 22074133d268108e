"""A program in a pseudo-terminal, timed from outside: what it paints, and how long a key takes."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType

QUIET = 0.04
"""Seconds without output after which a repaint counts as finished."""


class Terminal:
    """A program under a pseudo-terminal of a given size."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 120,
        rows: int = 40,
        env: Mapping[str, str] | None = None,
    ) -> None:
        self.started = time.perf_counter()
        self.pid, self.file = pty.fork()
        if self.pid == 0:
            size = struct.pack("HHHH", rows, columns, 0, 0)
            fcntl.ioctl(0, termios.TIOCSWINSZ, size)
            os.execvpe(command[0], list(command), {**os.environ, **_PLAIN, **(env or {})})
        self.seen = bytearray()

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.file)

    def read(self, seconds: float) -> bytes:
        """What the program writes next, or nothing within so many seconds."""
        if not select.select([self.file], [], [], seconds)[0]:
            return b""
        try:
            return os.read(self.file, 65536)
        except OSError:
            return b""

    def until(self, painted: Callable[[str], bool], limit: float = 30.0) -> float:
        """Seconds from the start until what has been written satisfies the condition."""
        end = time.perf_counter() + limit
        while time.perf_counter() < end:
            self.seen += self.read(0.5)
            if painted(self.seen.decode("utf-8", "replace")):
                return time.perf_counter() - self.started
        raise TimeoutError(self.seen[-400:].decode("utf-8", "replace"))

    def settle(self, quiet: float = 0.6) -> None:
        """Read until nothing comes any more."""
        while self.read(quiet):
            pass

    def key(self, typed: bytes) -> tuple[float, int]:
        """Press a key: seconds to the end of the repaint, and how many bytes it took."""
        begun = time.perf_counter()
        os.write(self.file, typed)
        count, last = 0, begun
        while True:
            got = self.read(QUIET if count else 2.0)
            if not got:
                return last - begun, count
            count, last = count + len(got), time.perf_counter()

    def memory(self) -> int:
        """Resident memory of the program, in bytes."""
        status = Path(f"/proc/{self.pid}/status").read_text("ascii").splitlines()
        line = next(line for line in status if line.startswith("VmRSS"))
        return int(line.split()[1]) * 1024


_PLAIN = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
