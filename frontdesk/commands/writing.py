"""What is pressed and typed while writing a reply or a note; pure data for composer and docs."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from frontdesk.commands.moving import Move
from frontdesk.i18n import N_

WRITING = (
    Move("composer.send", ("ctrl+s",), "send", N_("Send it."), True),
    Move("composer.editor", ("ctrl+o",), "editor", N_("Write on in your own editor."), True),
    Move("composer.leave", ("escape",), "leave", N_("Leave it; the draft stays."), True),
)
"""Keys of the composer."""
MARKS: Mapping[str, str] = MappingProxyType(
    {
        ":": N_("A canned answer, with the ticket's own words in it."),
        "?": N_("A known fix: its title and its steps."),
        "@": N_("A colleague, who is told at once where their console is open."),
    }
)
"""What a character means that is typed twice at the beginning of a word; pasted it is text."""
