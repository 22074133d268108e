"""What is said at the edge of the screen for a few seconds, and never twice at a time.

The last act replaces what was said of the one before: only the last one can be undone by one key.
It refuses to take away a warning for that; a warning goes by its own time.
"""

from __future__ import annotations

from typing import Generic, TypeVar

from textual.notifications import SeverityLevel

from frontdesk.text import safe
from frontdesk.widgets.patience import PatientApp

T = TypeVar("T")

TOLD = 4
"""Seconds for which the last act stands there."""


class SayingApp(PatientApp[T], Generic[T]):
    """An application that says each thing once."""

    _told = ""

    def tell(self, text: str) -> None:
        """Says what was done last, in the place of what was done before."""
        self._unsay(self._told)
        self._told = safe(text)
        self.notify(self._told, markup=False, timeout=TOLD)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Says something; the same thing still standing there gives way to it."""
        self._unsay(message, title)
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    def _unsay(self, message: str, title: str = "") -> None:
        for each in list(self._notifications):
            if (each.message, each.title) == (message, title):
                self._unnotify(each)
