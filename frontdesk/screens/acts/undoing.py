"""Undo and redo of one's own acts, and the list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk import codes, dates
from frontdesk.commands import undoes, with_keys
from frontdesk.errors import PartlyOvertakenError
from frontdesk.i18n import _
from frontdesk.widgets.question import Question
from frontdesk.widgets.seeker import Choice, Seeker, among

if TYPE_CHECKING:
    from frontdesk.desk.office import Office
    from frontdesk.rows import Done
    from frontdesk.screens.base import ConsoleScreen


async def undo(screen: ConsoleScreen) -> None:
    """Undoes the last act."""
    await _undone(screen, None)


async def history(screen: ConsoleScreen) -> None:
    """Shows what one did last; Enter takes one of it back."""
    choices = await screen.work.do(_listed)
    title = _("What you did last; Enter takes it back")
    seeker = Seeker(
        title, among(choices), empty=_("You have done nothing yet that could be taken back")
    )
    if (event := await screen.ask(seeker)) is not None:
        await _undone(screen, event)


async def _undone(screen: ConsoleScreen, event: int | None) -> None:
    """Takes something back; where somebody has changed a part of it since, asks for the rest."""
    try:
        done = await screen.awaited(lambda office: _undo(office, event))
    except PartlyOvertakenError as error:
        left = error.event
        if not await screen.ask(Question(_("Take back the others?"), error.title)):
            return
        done = await screen.awaited(lambda office: _undo(office, left, rest=True))
    said = _("Undone: {what}  ·  {act.redo} does it again")
    screen.tell(with_keys(said, what=_what(done)))
    await _shown(screen, done)


async def _shown(screen: ConsoleScreen, done: Done) -> None:
    """Shows what has changed: tickets, or the policy, views and what else is read once."""
    if done.about:
        await screen.console_app.reread()
    screen.acted(done)


def _listed(office: Office) -> list[Choice[int]]:
    """What the actor did, with when and why some of it stays."""
    from frontdesk import desk

    return [
        Choice(
            each.event,
            f"{codes.verb(each.verb)}  {each.about}",
            "",
            dates.short_moment(each.at.astimezone(office.zone)),
            each.why_not,
        )
        for each in desk.deeds.latest(office)
    ]


async def redo(screen: ConsoleScreen) -> None:
    """Does again what was undone."""
    done = await screen.work.do(_redo)
    screen.tell(_("Done again: {what}").format(what=_what(done)) + "  ·  " + undoes())
    await _shown(screen, done)


def _what(done: Done) -> str:
    numbers = done.numbers
    if not numbers:
        return done.about
    some = " ".join(str(number) for number in numbers[:4])
    return some if len(numbers) <= 4 else some + " …"


def _undo(office: Office, event: int | None, *, rest: bool = False) -> Done:
    from frontdesk import desk

    return desk.undo.undo(office, event, rest=rest)


def _redo(office: Office) -> Done:
    from frontdesk import desk

    return desk.undo.redo(office)
