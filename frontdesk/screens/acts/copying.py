"""Copying a ticket for another window: its number; again: with its subject; again: its address.

The terminal is asked to take it (OSC 52), and never answers. So what is said is what is known: a
terminal that is known to take it has it, one that is known not to shows it to be marked with the
mouse, of any other it is said that it was sent.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from frontdesk.i18n import _
from frontdesk.text import safe

if TYPE_CHECKING:
    from frontdesk.screens.base import ConsoleScreen

TAKES = frozenset({"ghostty", "iTerm.app", "mintty", "rio", "WezTerm", "WarpTerminal", "vscode"})
"""Terminals by ``TERM_PROGRAM`` that take what is copied."""
TAKING = ("alacritty", "contour", "foot", "rio", "xterm-ghostty", "xterm-kitty", "wezterm")
"""How ``TERM`` begins in terminals that do."""
WITHOUT = ("dumb", "linux", "vt", "cons", "sun", "ansi")
"""How ``TERM`` begins where there is no clipboard at all: consoles without windows."""


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
    takes = takes_copies(os.environ)
    if takes is not False:
        app.copy_to_clipboard(text)
    screen.tell(_said(takes).format(text=text))


def takes_copies(environment: Mapping[str, str]) -> bool | None:
    """Whether the terminal takes what is copied; ``None``: nobody can tell.

    Inside tmux or screen it is theirs to pass on, whatever the terminal around them can do.
    """
    term = environment.get("TERM", "")
    program = environment.get("TERM_PROGRAM", "")
    if term.startswith(WITHOUT) or program == "Apple_Terminal":
        return False
    if term.startswith(("tmux", "screen")):
        return None
    return True if program in TAKES or term.startswith(TAKING) else None


def _said(takes: bool | None) -> str:
    if takes is None:
        return _("Sent to the terminal's clipboard: {text}")
    return _("Copied: {text}") if takes else _("This terminal takes no copies. Mark it: {text}")
