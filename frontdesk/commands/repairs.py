"""Commands of the board of repair orders."""

from __future__ import annotations

from frontdesk.commands.command import Command
from frontdesk.i18n import N_

_HERE = ("repairs",)
_RUN = "frontdesk.screens.acts.orders:"

REPAIRS = (
    Command("repairs.on", ("d",), N_("goes on"),
            N_("What comes next for the order: sent off, arrived, back, closed."),
            _HERE, _RUN + "go_on", footer=1),
    Command("repairs.back", ("b",), N_("is back"), N_("It came back, whatever was written down."),
            _HERE, _RUN + "bring_back", footer=2),
    Command("repairs.cancel", ("X",), N_("call off"), N_("Call off an order that was not sent."),
            _HERE, _RUN + "cancel", footer=3),
)  # fmt: skip
