"""Finding something to do: all keys of a screen, and the palette over everything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from frontdesk.commands import Command, commands_of
from frontdesk.i18n import _
from frontdesk.query import QueryError
from frontdesk.screens.acts import macros
from frontdesk.screens.finding_reading import FEW, Goal, stored
from frontdesk.widgets.keys_sheet import Heard, KeysSheet, do, heard, shown_keys
from frontdesk.widgets.seeker import Choice, Seeker, among

if TYPE_CHECKING:
    from frontdesk.screens.base import ConsoleScreen

VIEW = "desk.view_"
"""How the ids of commands begin that the palette leaves out: it has the views by their names."""


def command_choices(screen: ConsoleScreen) -> list[Choice[Goal]]:
    """The commands of a screen as choices; one that cannot be run now says why."""
    return [_choice(each, screen) for each in commands_of(screen.NAME)]


def _choice(command: Command, screen: ConsoleScreen) -> Choice[Goal]:
    why_not = screen.why_not(command)
    note = (screen.about(command) or _(command.help)) if why_not is None else why_not
    goal = Goal("command", command.id)
    return Choice(goal, _(command.name), note, shown_keys(command.id), why_not)


class Palette(Seeker[Goal]):
    """Everything that there is."""

    NAME = "palette"


async def keys(screen: ConsoleScreen) -> None:
    """``?``: all that is heard on this screen now, in groups; Enter does one."""
    everywhere = {each.id for each in commands_of(screen.NAME) if "*" in each.screens}
    choices: list[Choice[Goal | Heard]] = [
        Choice(
            each.value, each.title, each.note, each.key, each.why_not,
            _("everywhere") if each.value.id in everywhere else _("here"),
        )
        for each in command_choices(screen)
    ]  # fmt: skip
    choices += [
        Choice(each.value, each.title, "", each.key, None, each.group) for each in heard(screen)
    ]
    sheet: KeysSheet[Goal | Heard] = KeysSheet(_("Keys of this screen"), choices)
    chosen = await screen.ask(sheet)
    if isinstance(chosen, Heard):
        await do(chosen)
    elif chosen is not None:
        screen.action_command(chosen.id)


async def palette(screen: ConsoleScreen) -> None:
    """``ctrl+p``: commands, views, tickets, people and equipment."""
    heading = _("commands")
    own = [each for each in command_choices(screen) if not each.value.id.startswith(VIEW)]
    commands = among([replace(each, group=heading) for each in own])

    async def find(typed: str) -> Sequence[Choice[Goal]]:
        found = await commands(typed)
        if not typed.strip():
            return found
        try:
            others = await screen.work.do(lambda office: stored(office, typed))
        except QueryError:
            if not found:
                raise
            others = []
        numbers = any(char.isdigit() for char in typed)
        return [*others, *found[:FEW]] if numbers else [*found[:FEW], *others]

    chosen = await screen.ask(
        Palette(
            _("Go to"),
            find,
            empty=_("Nothing like that; fewer letters find more"),
            placeholder=_("a command, view, ticket number or words, person, equipment"),
        )
    )
    if chosen is not None and chosen.kind == "macro":
        await macros.run(screen, chosen.id)
    elif chosen is not None:
        _go(screen, chosen)


def _go(screen: ConsoleScreen, goal: Goal) -> None:
    app = screen.console_app
    if goal.kind == "command":
        screen.action_command(goal.id)
    elif goal.kind == "view":
        app.show_view(goal.id)
    elif goal.kind == "ticket":
        app.push("ticket", int(goal.id))
    elif goal.kind == "requester":
        app.push("people", requester=goal.id)
    else:
        app.push("people", asset=goal.id)
