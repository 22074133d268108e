"""How a ticket ends: resolved with a code and what helped; opened again, saying why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from frontdesk import codes
from frontdesk.i18n import N_, _
from frontdesk.screens.acting import Act, deed
from frontdesk.screens.acts.asking import ask_and_perform
from frontdesk.screens.acts.relating import children_too
from frontdesk.terms import Resolution, Route
from frontdesk.widgets.seeker import Choice, Seeker, among
from frontdesk.widgets.yes_or_no import NO, YES, YesOrNo

if TYPE_CHECKING:
    from frontdesk.desk.office import Office
    from frontdesk.rows import FixRow
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
    fix = await screen.work.do(lambda office: _fix_at_hand(office, subjects.numbers))
    ways = _ways(fix)
    code = await screen.ask(Seeker(_("Resolve {what}: how?").format(what=what), among(ways)))
    if code is None:
        return
    inputs: dict[str, object] = {"code": code, "with_children": children}
    if any(row.tier > 1 for row in subjects.rows):
        answer = await screen.ask(_could_tier_1())
        if answer is None:
            return
        inputs["tier_1_could"] = {YES: True, NO: False}.get(answer)
    helped = ""
    if fix is not None and code is Resolution.KNOWN_FIX:
        inputs["fix"], helped = fix.fix, fix.title

    def act(text: str) -> Act:
        return deed(_("{what} resolved"), "resolve", {**inputs, "text": text})

    title = _("Resolve {what}: what helped, for whoever meets the same?").format(what=what)
    await ask_and_perform(screen, title, act, subjects=subjects, text=helped)


def _could_tier_1() -> YesOrNo:
    return YesOrNo(
        _("Could the first tier have resolved it?"),
        yes=_("yes, with the right article or known fix at hand"),
        no=_("no, it needed this tier"),
    )


def _ways(fix: FixRow | None) -> list[Choice[Resolution]]:
    """How it can be resolved; where a known fix is at hand, that first."""
    ways = [Choice(code, codes.words(code), _(said)) for code, said in CODES.items()]
    if fix is None:
        return ways
    note = _("fix {fix}: {title}").format(fix=fix.fix, title=fix.title)
    known = Choice(Resolution.KNOWN_FIX, codes.words(Resolution.KNOWN_FIX), note)
    return [known, *(each for each in ways if each.value is not Resolution.KNOWN_FIX)]


def _fix_at_hand(office: Office, numbers: Sequence[int]) -> FixRow | None:
    """The known fix that likely helped: the last that worked, else the one that is proposed.

    Of several tickets none: each would have its own.
    """
    from frontdesk import insight

    if len(numbers) != 1:
        return None
    (number,) = numbers
    tried = [each for each in insight.timeline.attempts(office.store, number) if not each.undone]
    worked = [each.fix for each in tried if each.worked]
    decision = insight.receipts.latest(office.store, number)
    proposed = decision.target.fix if decision and decision.route is Route.LOCAL_FIX else None
    if proposed in {each.fix for each in tried}:
        proposed = None
    fix = worked[-1] if worked else proposed
    return insight.fixes.fix(office.store, fix) if fix is not None else None


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
