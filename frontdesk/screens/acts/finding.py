"""Finding something to do: all keys of a screen, and the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.commands import Command, commands_of
from frontdesk.i18n import _
from frontdesk.widgets.seeker import Choice, Seeker, among

if TYPE_CHECKING:
    from frontdesk.screens.base import ConsoleScreen


def command_choices(screen: ConsoleScreen) -> list[Choice[str]]:
    """The commands of a screen as choices; one that cannot be run now says why."""
    there = [each for each in commands_of(screen.NAME) if each.run]
    return [
        Choice(
            each.id,
            _(each.name),
            _note(each, screen.why_not(each)),
            " ".join(_keys(each)),
            screen.why_not(each),
        )
        for each in there
    ]


def _keys(command: Command) -> list[str]:
    from frontdesk.commands import key_shown

    return [key_shown(key) for key in command.keys]


def _note(command: Command, why_not: str | None) -> str:
    return _(command.help) if why_not is None else why_not


async def keys(screen: ConsoleScreen) -> None:
    """``?``: all keys of this screen; Enter runs one."""
    chosen = await screen.ask(Seeker(_("Keys of this screen"), among(command_choices(screen))))
    if chosen is not None:
        screen.action_command(chosen)
