"""How far long work has come, on standard error when that is a terminal; else nothing."""

from __future__ import annotations

import sys
from types import TracebackType


class Progress:
    """One line that is written over, and wiped at the end."""

    def __init__(self, words: str) -> None:
        self._words = words
        self._seen = sys.stderr.isatty()
        self._last = -1

    def __enter__(self) -> Progress:
        if self._seen:
            sys.stderr.write(f"{self._words} …")
            sys.stderr.flush()
        return self

    def to(self, done: int, total: int) -> None:
        """So many of so many."""
        share = 100 * done // total if total else 0
        if self._seen and share != self._last:
            self._last = share
            sys.stderr.write(f"\r{self._words} … {share} %")
            sys.stderr.flush()

    def phase(self, words: str, done: int, total: int) -> None:
        """The same, for work in several parts, each with its word."""
        self._words = words
        self.to(done, total)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._seen:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
