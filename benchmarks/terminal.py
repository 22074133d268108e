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
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

QUIET = 0.04
"""Seconds without output after which a repaint counts as finished."""
LIMIT = 30.0
"""Seconds after which nothing is waited for any more."""
SILENT = 2.0
"""Seconds after which a key counts as one that paints nothing."""

Painted = Callable[[str], bool]


def anything(_seen: str) -> bool:
    """Whatever is painted will do."""
    return True


@dataclass(frozen=True, slots=True)
class Repaint:
    """What a key led to.

    Attributes:
        begun: seconds to the first byte; ``ended``: to the last before it was quiet.
        shown: seconds until what was waited for was there; ``spent``: of them, those in which the
            program had a processor, which a busy machine does not lengthen.
        size: bytes.
    """

    begun: float
    ended: float
    shown: float
    spent: float
    size: int


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

    def until(self, painted: Painted, limit: float = LIMIT) -> float:
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

    def key(self, typed: bytes, painted: Painted = anything, *, quiet: float = QUIET) -> Repaint:
        """Presses a key, and reads until it is quiet and what is waited for is there.

        Raises:
            TimeoutError: it did not come.
        """
        before, begun = self.processor(), time.perf_counter()
        os.write(self.file, typed)
        got, first, last, shown, spent = bytearray(), 0.0, 0.0, 0.0, 0.0
        while time.perf_counter() - begun < LIMIT:
            more = self.read(quiet if shown else SILENT if painted is anything else LIMIT)
            if not more:
                break
            last = time.perf_counter() - begun
            got += more
            first = first or last
            if not shown and painted(got.decode("utf-8", "replace")):
                shown, spent = last, self.processor() - before
        if not shown and painted is not anything:
            raise TimeoutError(got[-400:].decode("utf-8", "replace"))
        return Repaint(first, last, shown, spent, len(got))

    def type(self, text: str, pace: float) -> None:
        """Types characters at a pace in seconds, reading what they paint meanwhile."""
        for char in text:
            end = time.perf_counter() + pace
            os.write(self.file, char.encode())
            while (left := end - time.perf_counter()) > 0:
                self.read(left)

    def pump(self, keys: Sequence[bytes], burst: int = 10) -> None:
        """Presses many keys as quickly as they are taken, a few ahead of what is painted."""
        for start in range(0, len(keys), burst):
            os.write(self.file, b"".join(keys[start : start + burst]))
            while self.read(QUIET):
                pass

    def processor(self) -> float:
        """Seconds that all threads of the program have had a processor so far."""
        threads = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(each.read_text("ascii").split()[0]) for each in threads) / 1e9

    def memory(self) -> int:
        """Resident memory of the program, in bytes."""
        status = Path(f"/proc/{self.pid}/status").read_text("ascii").splitlines()
        line = next(line for line in status if line.startswith("VmRSS"))
        return int(line.split()[1]) * 1024


_PLAIN = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
