"""Letting a ticket wait: for whom or what, until when, and the number of a callback."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk import codes
from frontdesk.i18n import N_, _
from frontdesk.screens.acting import Act, deed
from frontdesk.screens.acts.asking import ask_and_perform
from frontdesk.terms import Pending
from frontdesk.widgets.prompt import Prompt
from frontdesk.widgets.seeker import Choice, Seeker, among

if TYPE_CHECKING:
    from frontdesk.screens.base import ConsoleScreen

REASONS = {
    Pending.REQUESTER: N_("an answer of the requester"),
    Pending.CALLBACK: N_("a call at an agreed time"),
    Pending.VENDOR: N_("the vendor"),
    Pending.VISIT: N_("a visit"),
    Pending.PART: N_("a part"),
    Pending.CHANGE: N_("a change"),
    Pending.MONITORING: N_("whether it comes back"),
}
"""What a ticket can wait for, the usual ones first."""


async def wait(screen: ConsoleScreen) -> None:
    """Asks what for and until when."""
    subjects = screen.subjects()
    what = str(subjects)
    reasons = [Choice(each, codes.words(each), _(said)) for each, said in REASONS.items()]
    title = _("Let {what} wait: for what?").format(what=what)
    reason = await screen.ask(Seeker(title, among(reasons)))
    if reason is None:
        return
    number: str | None = None
    if reason is Pending.CALLBACK:
        number = await screen.ask(Prompt(_("Which number is to be called?")))
        if number is None:
            return

    def act(text: str) -> Act:
        inputs = {"for": reason, "until": text or None, "number": number}
        return deed(_("{what} set to wait"), "wait", inputs)

    await ask_and_perform(
        screen,
        _("{what}: until when?").format(what=what),
        act,
        subjects=subjects,
        placeholder=_("2h, 1d, 14:30, 2026-11-22 09:00; empty: until somebody wakes it"),
        required=reason is Pending.CALLBACK,
    )
