"""Finding something to do: all keys of a screen, and the palette over everything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from frontdesk.commands import Command, commands_of, key_shown, keys_of
from frontdesk.i18n import _
from frontdesk.text import fold
from frontdesk.widgets.seeker import Choice, Seeker, among

if TYPE_CHECKING:
    from frontdesk.desk.office import Office
    from frontdesk.screens.base import ConsoleScreen

FEW = 6
"""How many of each kind the palette shows."""


@dataclass(frozen=True, slots=True)
class Goal:
    """What the palette leads to: ``command``, ``view``, ``ticket``, ``requester``, ``asset``."""

    kind: str
    id: str


def command_choices(screen: ConsoleScreen) -> list[Choice[Goal]]:
    """The commands of a screen as choices; one that cannot be run now says why."""
    return [_choice(each, screen.why_not(each)) for each in commands_of(screen.NAME)]


def _choice(command: Command, why_not: str | None) -> Choice[Goal]:
    keys = " ".join(key_shown(key) for key in keys_of(command))
    note = _(command.help) if why_not is None else why_not
    return Choice(Goal("command", command.id), _(command.name), note, keys, why_not)


async def keys(screen: ConsoleScreen) -> None:
    """``?``: all keys of this screen; Enter runs one."""
    choices = command_choices(screen)
    chosen = await screen.ask(
        Seeker(
            _("Keys of this screen"),
            among(choices),
            keys=_("enter does it    ↑↓ move    esc leaves    arrows and j k g G move in lists"),
        )
    )
    if chosen is not None:
        screen.action_command(chosen.id)


async def palette(screen: ConsoleScreen) -> None:
    """``ctrl+p``: commands, views, tickets, people and equipment."""
    commands = among(command_choices(screen))

    async def find(typed: str) -> Sequence[Choice[Goal]]:
        found = list(await commands(typed))
        if not typed.strip():
            return found
        stored = await screen.work.do(lambda office: _stored(office, typed))
        if typed.lstrip("#").isdigit():
            return [*stored, *found]
        return [*found[:FEW], *stored]

    chosen = await screen.ask(
        Seeker(
            _("Go to"),
            find,
            placeholder=_("a command, view, ticket number or words, person, equipment"),
        )
    )
    if chosen is not None:
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


def _stored(office: Office, typed: str) -> list[Choice[Goal]]:
    """Views, tickets, people and equipment out of the store."""
    from frontdesk import insight

    store = office.store
    words = fold(typed).split()
    views = [
        Choice(Goal("view", view.key), view.name, _("view"), view.key)
        for view in insight.views.views(store, office.actor)
        if all(word in fold(view.name) for word in words)
    ]
    number = typed.strip().removeprefix("#")
    tickets = []
    if number.isascii() and number.isdigit() and len(number) < 16:
        tickets = insight.tickets.lines(store, [int(number)])
    tickets += insight.tickets.find(store, typed, FEW)
    people = insight.people.requesters(store, typed, limit=FEW)
    assets = insight.people.assets(store, typed, limit=FEW)
    return [
        *views,
        *(
            Choice(Goal("ticket", str(row.number)), row.subject, row.who, str(row.number))
            for row in tickets
        ),
        *(
            Choice(
                Goal("requester", person.code),
                person.name,
                " · ".join(each for each in (person.organisation, person.phone) if each),
                _("person"),
            )
            for person in people
        ),
        *(
            Choice(
                Goal("asset", asset.tag),
                f"{asset.tag} {asset.model}",
                " · ".join(each for each in (asset.type, asset.requester_name) if each),
                _("thing"),
            )
            for asset in assets
        ),
    ]
