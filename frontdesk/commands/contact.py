"""Commands of the contact form. Its fields take every plain key: these are ``ctrl`` and ``F`` keys.

What Enter, tab and the arrows do in the fields is the fields' own business.
"""

from __future__ import annotations

from frontdesk.commands.command import Command
from frontdesk.i18n import N_

_HERE = ("contact",)
_RUN = "frontdesk.screens.acts.contacting:"

CONTACT = (
    Command("contact.file", ("ctrl+s",), N_("file it"),
            N_("File it by the proposed route, from any field."), _HERE, _RUN + "file",
            verb="new", footer=1),
    Command("contact.ways", ("ctrl+l",), N_("routes"),
            N_("To the routes and open tickets; Enter files by the one under the cursor."),
            _HERE, _RUN + "ways", footer=2),
    Command("contact.request", ("ctrl+r",), N_("request"),
            N_("A quick request for the caller: which, and how it was checked who asks."),
            _HERE, "frontdesk.screens.acts.requesting:of_form", verb="request", footer=3),
    Command("contact.fresh", ("ctrl+n",), N_("afresh"),
            N_("Throw away what is typed, after a question, and begin afresh."), _HERE,
            _RUN + "fresh", footer=4),
)  # fmt: skip
"""The contact form's own commands."""
