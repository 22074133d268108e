"""Commands of the Ticket screen beside the verbs, which it shares with the list."""

from __future__ import annotations

from frontdesk.commands.command import Command
from frontdesk.i18n import N_

_HERE = ("ticket",)
_RUN = "frontdesk.screens.acts.reading:"

TICKET = (
    Command("ticket.next", ("J",), N_("next"),
            N_("The next ticket of the list, without going back."), _HERE, _RUN + "following"),
    Command("ticket.previous", ("K",), N_("previous"),
            N_("The previous ticket of the list, without going back."), _HERE, _RUN + "previous"),
    Command("ticket.zoom", ("z",), N_("whole"), N_("Show long texts whole, or a page of each."),
            _HERE, _RUN + "zoom"),
    Command("ticket.order", ("o",), N_("repair order"), N_("To the repair order of the ticket."),
            _HERE, _RUN + "order"),
)  # fmt: skip
"""The Ticket screen's own commands."""
