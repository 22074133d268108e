"""Commands of the Request screen: a quick request, step by step, with a caller on the line."""

from __future__ import annotations

from frontdesk.commands.command import Command
from frontdesk.i18n import N_

_HERE = ("request",)
_RUN = "frontdesk.screens.acts.requesting:"

REQUEST = (
    Command("request.tick", ("space",), N_("tick"), N_("Tick the step and go to the next one."),
            _HERE, _RUN + "tick", footer=1),
    Command("request.done", ("x",), N_("done"),
            N_("It is done: recorded and resolved, with the steps that are ticked, else all."),
            _HERE, _RUN + "done", "request", footer=2),
    Command("request.begun", ("o",), N_("leave open"),
            N_("It is begun: recorded, and the ticket stays in progress with you."),
            _HERE, _RUN + "begun", "request_begun", footer=3),
    Command("request.note", ("i",), N_("note"),
            N_("What whoever reads the ticket should know; never the secret."),
            _HERE, _RUN + "note", footer=4),
)  # fmt: skip
"""The Request screen's own commands."""
