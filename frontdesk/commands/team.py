"""Commands of the Team screen beside those on tickets."""

from __future__ import annotations

from frontdesk.commands.command import Command
from frontdesk.i18n import N_

TEAM = (
    Command("team.absence", ("L",), N_("away"),
            N_("Enter from when to when the person under the cursor is away, and who stands in."),
            ("team",), "frontdesk.screens.acts.rostering:absence"),
)  # fmt: skip
"""The Team screen's own commands."""
