"""How a ticket ends: resolved with a code and what helped; opened again, saying why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk import codes
from frontdesk.i18n import N_, _
from frontdesk.screens.acting import Act, deed
from frontdesk.screens.acts.asking import ask_and_perform
from frontdesk.screens.acts.relating import children_too
from frontdesk.terms import Resolution
from frontdesk.widgets.seeker import Choice, Seeker, among
from frontdesk.widgets.yes_or_no import NO, YES, YesOrNo

if TYPE_CHECKING:
    from frontdesk.screens.base import ConsoleScreen

CODES = {
    Resolution.FIXED: N_("it works again"),
    Resolution.INSTRUCTED: N_("the requester was told how"),
    Resolution.KNOWN_FIX: N_("a known fix worked"),
    Resolution.WORKAROUND: N_("a workaround; the cause remains"),
    Resolution.FULFILLED: N_("what was asked for was given"),
    Resolution.REPAIRED: N_("the equipment was repaired"),
    Resolution.REPLACED: N_("the equipment was replaced"),
    Resolution.NO_FAULT: N_("no fault was found"),
    Resolution.DUPLICATE: N_("it is another ticket's matter"),
    Resolution.NOT_FIXABLE: N_("it cannot be mended"),
}
"""How a ticket can be resolved, the usual ones first."""


async def resolve(screen: ConsoleScreen) -> None:
    """Asks how, whether tier 1 could have, and what helped; then resolves."""
    subjects = screen.subjects()
    what = str(subjects)
    go_on, children = await children_too(screen, subjects)
    if not go_on:
        return
    ways = [Choice(code, codes.words(code), _(said)) for code, said in CODES.items()]
    code = await screen.ask(Seeker(_("Resolve {what}: how?").format(what=what), among(ways)))
    if code is None:
        return
    could: bool | None = None
    if any(row.tier > 1 for row in subjects.rows):
        question = YesOrNo(
            _("Could the first tier have resolved it?"),
            yes=_("yes, with the right article or known fix at hand"),
            no=_("no, it needed this tier"),
        )
        answer = await screen.ask(question)
        if answer is None:
            return
        could = {YES: True, NO: False}.get(answer)

    def act(text: str) -> Act:
        inputs = {"code": code, "text": text, "tier_1_could": could, "with_children": children}
        return deed(_("{what} resolved"), "resolve", inputs)

    title = _("Resolve {what}: what helped, for whoever meets the same?")
    await ask_and_perform(screen, title.format(what=what), act, subjects=subjects)


async def reopen(screen: ConsoleScreen) -> None:
    """Asks why and opens the tickets again."""
    title = _("Open {what} again: why?")
    await ask_and_perform(screen, title.format(what=str(screen.subjects())), _reopen)


def _reopen(reason: str) -> Act:
    return deed(_("{what} open again"), "reopen", {"reason": reason})


async def cancel(screen: ConsoleScreen) -> None:
    """Asks why and cancels tickets that need no work after all."""
    subjects = screen.subjects()
    go_on, children = await children_too(screen, subjects)
    if not go_on:
        return

    def act(reason: str) -> Act:
        inputs = {"reason": reason, "with_children": children}
        return deed(_("{what} cancelled"), "cancel", inputs)

    title = _("Cancel {what}: why is nothing to be done?").format(what=str(subjects))
    await ask_and_perform(screen, title, act, subjects=subjects)


async def close(screen: ConsoleScreen) -> None:
    """Closes tickets that are resolved."""
    subjects = screen.subjects()
    go_on, children = await children_too(screen, subjects)
    if not go_on:
        return
    act = deed(_("{what} closed"), "close", {"with_children": children})
    await screen.perform(act, subjects)
