"""Undo and redo of one's own acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.i18n import _

if TYPE_CHECKING:
    from frontdesk.desk.office import Office
    from frontdesk.rows import Done
    from frontdesk.screens.base import ConsoleScreen


async def undo(screen: ConsoleScreen) -> None:
    """Undoes the last act."""
    done = await screen.work.do(_undo)
    screen.tell(_("Undone: {what}  ·  U does it again").format(what=_what(done)))
    screen.acted(done)


async def redo(screen: ConsoleScreen) -> None:
    """Does again what was undone."""
    done = await screen.work.do(_redo)
    screen.tell(_("Done again: {what}  ·  u undoes").format(what=_what(done)))
    screen.acted(done)


def _what(done: Done) -> str:
    numbers = done.numbers
    some = " ".join(str(number) for number in numbers[:4])
    return some if len(numbers) <= 4 else some + " …"


def _undo(office: Office) -> Done:
    from frontdesk import desk

    return desk.undo.undo(office)


def _redo(office: Office) -> Done:
    from frontdesk import desk

    return desk.undo.redo(office)
