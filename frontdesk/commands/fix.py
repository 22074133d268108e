"""Commands of the Fix screen: a known fix, step by step, with a caller on the line."""

from __future__ import annotations

from frontdesk.commands.command import Command, Needs
from frontdesk.i18n import N_

_HERE = ("fix",)
_RUN = "frontdesk.screens.acts.fixing:"

FIX = (
    Command("fix.tick", ("space",), N_("tick"), N_("Tick the step and go to the next one."),
            _HERE, _RUN + "tick", footer=1),
    Command("fix.worked", ("x",), N_("worked"), N_("It worked: the ticket is resolved by it."),
            _HERE, _RUN + "worked", "try", Needs.TICKET, 2),
    Command("fix.failed", ("X",), N_("failed"),
            N_("It failed: that is recorded, and the next way is shown."),
            _HERE, _RUN + "failed", "try", Needs.TICKET, 3),
    Command("fix.other", ("f",), N_("other fixes"), N_("Back to the fixes that may help."),
            _HERE, _RUN + "other", footer=4),
    Command("fix.search", ("slash",), N_("search"), N_("Find a fix among all of them."),
            _HERE, _RUN + "search", footer=5),
    Command("fix.note", ("i",), N_("note"), N_("Write a note for the desk alone."), _HERE,
            "frontdesk.screens.acts.writing:note", "note", Needs.TICKET, 6),
)  # fmt: skip
"""The Fix screen's own commands."""
