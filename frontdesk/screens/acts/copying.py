"""Copying a ticket for another window: its number; again: with its subject; again: its address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.i18n import _
from frontdesk.text import safe

if TYPE_CHECKING:
    from frontdesk.screens.base import ConsoleScreen


def copy(screen: ConsoleScreen) -> None:
    """Copies more of the same ticket each time."""
    app = screen.console_app
    row = screen.at_hand().rows[0]
    number, times = app.copied
    times = times % 3 + 1 if number == row.number else 1
    app.copied = (row.number, times)
    text = str(row.number)
    if times == 2:
        text = f"{row.number} {safe(row.subject)}"
    elif times == 3:
        text = f"frontdesk show {row.number}"
    app.copy_to_clipboard(text)
    screen.tell(_("Copied: {text}").format(text=text))
