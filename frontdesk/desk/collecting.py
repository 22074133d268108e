"""While a change is under way, Python does not look through everything for cycles.

A change of thousands of tickets makes hundreds of thousands of objects that live until it ends.
Full collections meanwhile walk all of them again and again and free nothing; that took a fifth of
the time (``benchmarks/bulk.py``). Young objects are collected as ever.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

NEVER = 1_000_000
"""Collections of the middle generation before a full one: so many that none comes."""

_lock = Lock()
_before: list[tuple[int, int, int]] = []
"""The thresholds as they were, once for each change that is under way, in whatever thread."""


@contextmanager
def no_full_collections() -> Iterator[None]:
    """Until the block ends; several may overlap, in several threads."""
    with _lock:
        _before.append(_before[0] if _before else gc.get_threshold())
        gc.set_threshold(*_before[0][:2], NEVER)
    try:
        yield
    finally:
        with _lock:
            usual = _before.pop()
            if not _before:
                gc.set_threshold(*usual)
