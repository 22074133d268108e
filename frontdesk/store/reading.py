"""A reading that can be called off: nobody waits for what is no longer asked.

It refuses to reach beyond itself: whoever has a connection after it is never disturbed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from sqlalchemy.engine import Connection


class Reading:
    """What is being read for one list, by one connection or several, in threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._under_way: list[Any] = []

    @contextmanager
    def on(self, connection: Connection) -> Iterator[None]:
        """What is read by the connection in here can be called off."""
        driver = connection.connection.driver_connection
        with self._lock:
            self._under_way.append(driver)
        try:
            yield
        finally:
            # Before the connection goes to somebody else, and not while it is being called off.
            with self._lock:
                self._under_way.remove(driver)

    def call_off(self) -> None:
        """Ends what is being read at this moment; whoever waits for it gets ``CalledOffError``."""
        with self._lock:
            for driver in self._under_way:
                driver.interrupt()
